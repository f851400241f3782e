"""Compiling the minutes of a meeting: who was there on its day, what was decided, what is to be done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.governance.enums import SeatRole
from rapporteur.records.meetings.enums import MeetingState, Presence
from rapporteur.records.meetings.models import BodyMeeting, Decision
from rapporteur.records.remarks.models import FollowUp
from rapporteur.report.compile.minutes import compile_minutes
from rapporteur.report.value.minutes import FollowUpData, PaperOnAgenda
from rapporteur.report.value.registers import QuorumData
from tests.factories import make

pytestmark = pytest.mark.django_db
LATER = date(2018, 7, 1)


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(short_name="Estuaria")


@pytest.fixture
def meeting() -> BodyMeeting:
    """A board of three seats: one was there and voted for the second, the third is vacant."""
    met: BodyMeeting = make.BodyMeetingFactory(slug="board", state=MeetingState.HELD)
    make.AgendaItemFactory(meeting=met, number=1)
    paper = make.PaperFactory(title={"en": "Budget"}, link="https://example.org/budget")
    make.PaperLaidFactory(meeting=met, number=1, paper=paper)
    city = make.OrganisationFactory(slug="porto")
    chair = make.SeatFactory(body=met.body, order=1, role=SeatRole.PRESIDENCY, organisation=city)
    other = make.SeatFactory(body=met.body, order=2, function={"en": "Seat of the South"})
    make.SeatFactory(body=met.body, order=3)
    make.SeatFactory(body=met.body, order=4, end=met.start_date)  # gone on that day
    make.MandateFactory(seat=chair, person=make.PersonFactory(name="Ana Silva"))
    make.MandateFactory(seat=other, person=make.PersonFactory(name="Jan Ozols"))
    make.AttendanceFactory(meeting=met, seat=chair)
    make.AttendanceFactory(meeting=met, seat=other, presence=Presence.EXCUSED, proxy=chair)
    make.GuestFactory(meeting=met, name="Olu Ade")
    met.chair = chair
    met.save()
    return met


def follow_up(record: Any, text: str, **more: Any) -> None:
    FollowUp.objects.create(
        record_type=record._meta.label_lower, record=record.slug, text=text, by="ana",
        at=datetime(2018, 6, 1, tzinfo=UTC), owner_name="Ana", **more,
    )  # fmt: skip


def test_minutes_tell_seats_of_the_day_with_holders_presence_and_proxies(meeting: BodyMeeting) -> None:
    found = compile_minutes(meeting, LATER)
    assert [(one.role, one.holder, one.presence, one.proxy_counts) for one in found.seats] == [
        ("PRESIDENCY", "Ana Silva", "PRESENT", False),
        ("MEMBER", "Jan Ozols", "EXCUSED", True),
        ("MEMBER", "", "", False),
    ]
    assert found.seats[1].proxy["en"] == "Ana Silva"
    assert found.meeting.quorum == QuorumData(seats=3, filled=2, present=1, proxies=1)
    assert (found.chair, found.chair_seat) == ("Ana Silva", found.seats[0].organisation)
    assert [guest.name for guest in found.guests] == ["Olu Ade"]
    assert found.papers == (PaperOnAgenda(1, LocalizedText({"en": "Budget"}), "https://example.org/budget"),)
    assert not found.draft


def test_minutes_are_a_draft_until_the_meeting_was_held(meeting: BodyMeeting) -> None:
    assert compile_minutes(meeting, date(2018, 5, 27)).draft
    meeting.state = MeetingState.PLANNED
    assert compile_minutes(meeting, LATER).draft


def test_minutes_tell_decisions_of_the_meeting_and_what_is_to_be_done(meeting: BodyMeeting) -> None:
    make.BodyRuleFactory(body=meeting.body)
    votes = {"votes_for": 2, "votes_against": 0, "votes_abstained": 0}
    decision: Decision = make.DecisionFactory(
        body=meeting.body, meeting=meeting, item_number=1, text=LocalizedText({"en": "In full."}), **votes
    )
    other = make.DecisionFactory(body=meeting.body)  # in writing
    follow_up(meeting, "Send the minutes", due_date=date(2018, 6, 28))
    follow_up(decision, "Tell them", done_at=datetime(2018, 6, 2, tzinfo=UTC), done_by="ana")
    follow_up(other, "Nothing of this meeting")
    found = compile_minutes(meeting, LATER)
    (told,) = found.decisions
    assert (told.decision.carried, told.decision.item, told.text["en"]) == (True, 1, "In full.")
    assert found.follow_ups == (
        FollowUpData(text="Send the minutes", owner="Ana", due=date(2018, 6, 28)),
        FollowUpData(text="Tell them", owner="Ana", done=True),
    )


def test_number_of_queries_does_not_depend_on_how_many_came(meeting: BodyMeeting) -> None:
    counts = []
    make.DecisionFactory(body=meeting.body, meeting=meeting)
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            compile_minutes(BodyMeeting.objects.get(pk=meeting.pk), LATER)
        counts.append(len(queries))
        for _ in range(5):
            seat = make.SeatFactory(body=meeting.body, organisation=make.OrganisationFactory())
            make.MandateFactory(seat=seat)
            make.AttendanceFactory(meeting=meeting, seat=seat)
            make.DecisionFactory(body=meeting.body, meeting=meeting)
    assert counts[0] == counts[1]
