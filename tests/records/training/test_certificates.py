"""Certificates: for who came and agreed, each number once, codes that nobody guesses and everybody can type."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.records.training.actions import issue_certificates, record_certificate
from rapporteur.records.training.codes import LETTERS, draw_code, grouped, read_code
from rapporteur.records.training.models import Certificate, Course
from rapporteur.records.training.queries import certificates_in_force
from rapporteur.records.training.refusals import NotToBeCertified
from rapporteur.records.training.shapes import CertificateShape
from tests.factories import make

ANA = operator("ana")
DAY = date(2018, 5, 2)


@pytest.fixture
def course() -> Course:
    make.AssociationFactory()
    it: Course = make.CourseFactory()
    for slug, attendance, consent in (
        ("bo", "ATTENDED", True), ("ana", "ATTENDED", True), ("cy", "ATTENDED", False),
        ("di", "ABSENT", True), ("el", "REGISTERED", True),
    ):  # fmt: skip
        make.ParticipantFactory(course=it, slug=slug, name=slug, attendance=attendance, consent=consent)
    return it


@pytest.mark.django_db
def test_who_came_and_agreed_is_given_one_and_keeps_it(course: Course) -> None:
    make.CertificateFactory(number=41, year=2018)
    given = issue_certificates(by=ANA, course=course, issued=DAY)
    assert [(one.record.slug, one.record.year, one.record.number) for one in given] == [
        ("ana", 2018, 42), ("bo", 2018, 43),
    ]  # fmt: skip
    codes = {one.record.code for one in given}
    assert len(codes) == 2
    assert issue_certificates(by=ANA, course=course, issued=date(2018, 6, 1)) == []
    assert set(Certificate.objects.filter(participant__course=course).values_list("code", flat=True)) == codes
    assert AuditEntry.objects.filter(by="ana", record="ana").count() == 1
    make.ParticipantFactory(course=course, slug="fi", attendance="ATTENDED", consent=True)
    [later] = issue_certificates(by=ANA, course=course, issued=date(2019, 1, 4))
    assert (later.record.year, later.record.number) == (2019, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["cy", "di", "el"])
def test_nobody_else_is_given_one(course: Course, slug: str) -> None:
    given = CertificateShape(slug=slug, participant=slug, issued_date=DAY)
    with pytest.raises(NotToBeCertified):
        record_certificate(by=ANA, certificate=given)
    assert not Certificate.objects.exists()


@pytest.mark.django_db
def test_one_that_is_withdrawn_keeps_its_number_and_is_not_in_force(course: Course) -> None:
    issue_certificates(by=ANA, course=course, issued=DAY)
    before = Certificate.objects.get(slug="ana")
    gone = CertificateShape(slug="ana", participant="ana", issued_date=DAY, withdrawn_date=date(2018, 7, 1))
    assert record_certificate(by=ANA, certificate=gone).changed
    after = Certificate.objects.get(slug="ana")
    assert (after.code, after.year, after.number) == (before.code, before.year, before.number)
    for on, valid in (
        (date(2018, 5, 1), []), (DAY, ["ana", "bo"]), (date(2018, 6, 30), ["ana", "bo"]), (date(2018, 7, 1), ["bo"]),
    ):  # fmt: skip
        assert [one.slug for one in certificates_in_force(course, on)] == valid


def test_codes_are_read_however_they_are_typed() -> None:
    code = draw_code()
    assert len(code) == 12
    assert set(code) <= set(LETTERS)
    assert draw_code() != code
    assert read_code(grouped(code).lower()) == code
    assert read_code(" 7k3m–9qx2 ttoi ") == "7K3M9QX2TT01"
    for wrong in ("", "7K3M9QX2TT0", "7K3M9QX2TT012", "7K3M9QX2TTU1", "７K3M9QX2TT01"):
        assert read_code(wrong) == ""
