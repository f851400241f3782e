"""The form of who was at a meeting: a row for each seat of that day, and the sentence on the quorum."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html

from rapporteur.base.core.permissions import Role
from rapporteur.records.meetings.models import Attendance, BodyMeeting
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return superuser()


@pytest.fixture
def meeting() -> BodyMeeting:
    """A board of three seats that needs two; one more seat is gone on the day of the meeting."""
    meeting: BodyMeeting = make.BodyMeetingFactory(state="HELD")
    make.BodyRuleFactory(body=meeting.body, share=None, parts=None, quorum_number=2)
    for n, slug in enumerate(("chair", "left", "right")):
        seat = make.SeatFactory(body=meeting.body, slug=slug, order=n, function={"en": slug.title()})
        make.MandateFactory(seat=seat, person=make.PersonFactory(name=f"Holder of {slug}"))
    make.SeatFactory(body=meeting.body, slug="gone", end=meeting.start_date)
    return meeting


def sent(client: Client, meeting: BodyMeeting, **rows: tuple[str, str]) -> Any:
    values: dict[str, str] = {}
    for seat, (presence, proxy) in rows.items():
        values |= {f"presence-{seat}": presence, f"proxy-{seat}": proxy}
    response = client.post(url(BodyMeeting, "do", meeting.pk, "attendance"), values, follow=True)
    assert response.status_code == 200
    return html.fromstring(response.content)


def said(page: Any) -> str:
    return " ".join(page.xpath("string(//main)").split())


def test_table_has_the_seats_of_the_day_each_box_with_its_name(ana: Client, meeting: BodyMeeting) -> None:
    page = shown(ana, url(BodyMeeting, "do", meeting.pk, "attendance"))
    rows = page.xpath("//main//tbody/tr")
    assert [" ".join(row.xpath("string(th)").split()) for row in rows] == ["Chair", "Left", "Right"]
    assert [row.xpath("string(td[1])") for row in rows] == [
        "Holder of chair", "Holder of left", "Holder of right",
    ]  # fmt: skip
    labels = page.xpath("//main//tbody//select/@aria-label | //main//tbody//input/@aria-label")
    assert labels[:3] == ["Presence: Chair", "Gives its vote to: Chair", "Who came instead: Chair"]
    assert len(labels) == len(set(labels)) == 9
    proxies = page.xpath("//select[@name='proxy-left']/option/@value")
    assert proxies == ["", "chair", "right"]  # not itself
    assert "Nobody has noted who was there." in page.xpath("string(//*[@id='quorum-now'])")


def test_who_was_there_is_noted_and_the_sentence_says_whether_it_was_enough(
    ana: Client, meeting: BodyMeeting
) -> None:
    page = sent(ana, meeting, chair=("PRESENT", ""), left=("EXCUSED", "chair"), right=("", ""))
    assert "2 count, 2 are needed: the quorum is met." in said(page)
    assert set(Attendance.objects.values_list("seat__slug", "proxy__slug")) == {
        ("chair", None),
        ("left", "chair"),
    }
    page = sent(ana, meeting, chair=("ABSENT", ""), left=("EXCUSED", "chair"), right=("PRESENT", ""))
    assert "1 proxy counts nothing: its holder is not there." in said(page)
    assert "1 count, 2 are needed: the quorum is not met." in said(page)
    again = shown(ana, url(BodyMeeting, "do", meeting.pk, "attendance"))
    assert again.xpath("//select[@name='proxy-left']/option[@selected]/@value") == ["chair"]


def test_what_no_seat_can_do_is_said_and_nothing_is_noted(ana: Client, meeting: BodyMeeting) -> None:
    page = sent(ana, meeting, chair=("PRESENT", "left"))
    assert any("is present and gives no vote away" in told for told in errors(page))
    page = sent(ana, meeting, chair=("", "left"))
    assert "Say whether this seat was there." in said(page)
    assert not Attendance.objects.exists()


def test_meeting_that_was_not_held_says_so(ana: Client, meeting: BodyMeeting) -> None:
    BodyMeeting.objects.update(state="PLANNED")
    page = shown(ana, url(BodyMeeting, "inspect", meeting.pk))
    assert "it is planned or cancelled" in page.xpath("string(//ul[@class='record-hindered'])")


@pytest.mark.parametrize(
    ("role", "status"), [(Role.REVIEWER, 200), (Role.OFFICER, 404), (Role.BOARD_READER, 404)]
)
def test_only_who_records_bodies_notes_it(role: Role, status: int, meeting: BodyMeeting) -> None:
    address = url(BodyMeeting, "do", meeting.pk, "attendance")
    assert signed_in(role).get(address).status_code == status


def test_agenda_and_papers_are_typed_in_the_form_of_the_meeting(ana: Client) -> None:
    body, paper = make.BodyFactory(slug="council"), make.PaperFactory()
    address = url(BodyMeeting, "add")
    rows = {
        "agenda-TOTAL_FORMS": "1", "agenda-0-number": "1", "agenda-0-title_fr": "Budget", "agenda-0-asks": "DECISION",
        "papers-TOTAL_FORMS": "1", "papers-0-number": "2", "papers-0-paper": str(paper.pk),
    }  # fmt: skip
    values = {**form_of(shown(ana, address)), "body": str(body.pk), "state": "PLANNED", **rows}
    values |= {"start_date": "2018-05-28", "end_date": "2018-05-28"}
    page = send(ana, address, values)
    assert any("item 2, which is not on the agenda" in told for told in errors(page))
    assert send(ana, address, values, **{"papers-0-number": "1"}) is None
    meeting = BodyMeeting.objects.get()
    assert (meeting.slug, meeting.agenda.get().title) == ("2018-05-council", {"fr": "Budget"})
    assert meeting.papers.get().paper == paper
