"""Certificates in the office: given on the page of a course, made while one looks on, sent packed; for whom it is."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.permissions import Role
from rapporteur.records.training.models import Certificate, Course
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> None:
    settings.BUILD_DIR = tmp_path
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def course() -> Course:
    it: Course = make.CourseFactory(slug="mobility", languages=["en"])
    for slug, name, consent in (("ana", "Ana Silva", True), ("ji", "이지은", True), ("jo", "Jo", False)):
        make.ParticipantFactory(course=it, slug=slug, name=name, attendance="ATTENDED", consent=consent)
    return it


def give(client: Client, course: Course) -> None:
    sent = client.post(url(Course, "do", course.pk, "give-certificates"), {"issued": "2 May 2018"})
    assert sent.status_code == 302


def test_certificates_are_given_on_the_page_of_the_course(course: Course) -> None:
    ana = superuser()
    give(ana, course)
    assert sorted(Certificate.objects.values_list("slug", "number")) == [("ana", 1), ("ji", 2)]
    page = " ".join(shown(ana, url(Course, "inspect", course.pk)).xpath("string(//main)").split())
    assert "2 people have a certificate; 1 person who came has not agreed to one" in page
    again = shown(ana, url(Course, "do", course.pk, "give-certificates")).text_content()
    assert "nobody who came, agreed to a certificate with their name, and has none" in again.replace(
        "Nobody", "nobody"
    )


def test_a_whole_course_is_sent_packed_without_what_cannot_be_drawn(course: Course) -> None:
    ana = superuser()
    give(ana, course)
    [link] = shown(ana, url(Course, "inspect", course.pk)).xpath(
        "//section[@aria-labelledby='record-offered']//a"
    )
    assert " ".join(link.xpath("string()").split()) == "English (ZIP)"
    first = ana.get(link.get("href"))
    if first.status_code == 200:  # it took longer than a second: a page tells how far it is
        told = b"".join(first).decode()
        assert "Certificates: 1 of 1" in told
    packed = ana.get(f"{link.get('href')}?packed=1")
    for _ in range(50):
        if packed.get("Content-Type") == "application/zip":
            break
        time.sleep(0.1)
        packed = ana.get(f"{link.get('href')}?packed=1")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as whole:
        assert whole.namelist() == ["2018-00001-ana.en.pdf"]
        assert whole.read("2018-00001-ana.en.pdf").startswith(b"%PDF-")


def test_one_certificate_is_sent_or_its_letters_are_named(course: Course) -> None:
    ana = superuser()
    give(ana, course)
    one, other = (Certificate.objects.get(slug=slug) for slug in ("ana", "ji"))
    sent = ana.get(url(Certificate, "certificates", one.pk, "fr"))
    assert sent.content.startswith(b"%PDF-")
    refused = ana.get(url(Certificate, "certificates", other.pk, "fr"))
    assert (refused.status_code, "이 지 은" in refused.content.decode()) == (409, True)
    assert ana.get(url(Certificate, "certificates", one.pk, "es")).status_code == 404
    Certificate.objects.filter(pk=one.pk).update(withdrawn_date="2018-06-01")
    assert ana.get(url(Certificate, "certificates", one.pk, "fr")).status_code == 404


def test_certificates_are_for_those_who_see_participants(course: Course) -> None:
    give(superuser(), course)
    reader = signed_in(Role.BOARD_READER)
    page = shown(reader, url(Course, "inspect", course.pk))
    assert page.xpath("//section[@aria-labelledby='record-offered']") == []
    assert reader.get(url(Course, "certificates", course.pk, "en")).status_code == 404
    one = Certificate.objects.get(slug="ana")
    assert reader.get(url(Certificate, "certificates", one.pk, "en")).status_code in (302, 403, 404)
