"""Training and publications in the office: recorded in their forms, counted on the page, who came noted there."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.publications.models import Publication
from rapporteur.records.training.models import Course, Participant
from tests.factories import make
from tests.support.office import form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return superuser()


def page_of(client: Client, record: Any) -> str:
    text: str = shown(client, url(type(record), "inspect", record.pk)).xpath("string(//main)")
    return " ".join(text.split())


def added(client: Client, **values: Any) -> Any:
    """Fill in the form of a new course."""
    address, lyon = url(Course, "add"), make.OrganisationFactory()
    rows = {
        "numbers-TOTAL_FORMS": "1",
        "numbers-0-organisation": lyon.pk,
        "numbers-0-attendance": "ATTENDED",
        "numbers-0-who": "WOMEN",
        "numbers-0-people": "7",
        "numbers-0-exactness": "ABOUT",
        "numbers-0-origin": "COUNTED",
    }
    given = {"title_fr": "Eau", "kind": "COURSE", "mode": "ON_SITE", "certificate_exactness": "EXACT"}
    given |= {"start_date": "17 June 2018", "end_date": "24 June 2018", "languages": "French (fr)"}
    return send(client, address, form_of(shown(client, address)), **given | rows | values)


def test_a_course_is_recorded_in_its_form_and_counted_on_its_page(ana: Client) -> None:
    assert added(ana) is None
    course = Course.objects.get()
    assert (course.slug, course.languages, course.numbers.get().people) == ("2018-06-eau", ["fr"], 7)
    page = page_of(ana, course)
    assert "about 7 people came; 1 organisation took part; 7 women among 7 whose sex is recorded" in page


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"end_date": "16 June 2018"}, "It ends before it begins"),
        ({"evaluation_mean": "4"}, "Say how many answered"),
        (
            {"evaluation_answers": "3", "evaluation_mean": "6", "evaluation_scale": "5"},
            "better than the best",
        ),
    ],
)
def test_a_form_says_what_cannot_be(ana: Client, values: Any, told: str) -> None:
    page = added(ana, **values)
    assert page is not None
    assert told in page.text_content()
    assert not Course.objects.exists()


def test_who_came_is_noted_on_the_page_of_the_course(ana: Client) -> None:
    course = make.CourseFactory()
    jo, bo = (make.ParticipantFactory(course=course, slug=name, name=name.title()) for name in ("jo", "bo"))
    address = url(Course, "do", course.pk, "course-attendance")
    assert "Jo" in shown(ana, address).text_content()
    sent = {f"came-{jo.pk}": "ATTENDED", f"came-{bo.pk}": "ABSENT"}
    assert ana.post(address, sent).status_code == 302
    assert dict(Participant.objects.values_list("slug", "attendance")) == {"jo": "ATTENDED", "bo": "ABSENT"}
    assert AuditEntry.objects.filter(action="attended").count() == 2
    assert "2 people registered; 1 person came" in page_of(ana, course)


def test_whoever_only_reads_sees_courses_and_not_who_took_part() -> None:
    participant = make.ParticipantFactory(name="Hidden Jo")
    reader = signed_in(Role.BOARD_READER)
    assert "Hidden" not in page_of(reader, participant.course)
    assert reader.get(url(Participant, "list")).status_code in {302, 403}


def test_a_publication_keeps_its_numbers_in_one_spelling(ana: Client) -> None:
    address = url(Publication, "add")
    given = {"title_fr": "Marées", "kind": "PAPER", "published_precision": "DAY"}
    given |= {"isbn": "978-84-376-0494-7", "doi": "https://doi.org/10.1000/182"}
    rows = {"authors-TOTAL_FORMS": "1", "authors-0-name": "Ana Silva"}
    wrong = send(ana, address, form_of(shown(ana, address)), **given | {"isbn": "978-84-376-0494-8"}, **rows)
    assert wrong is not None
    assert "ISBN" in wrong.text_content()
    assert send(ana, address, form_of(shown(ana, address)), **given, **rows) is None
    kept = Publication.objects.get()
    assert (kept.isbn, kept.doi, kept.authors.get().name) == ("9788437604947", "10.1000/182", "Ana Silva")
