"""Writes to meetings of bodies, attendance and rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from msgspec.structs import replace

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.meetings.actions import (
    note_attendance,
    record_body_meeting,
    record_paper,
    set_body_rule,
)
from rapporteur.records.meetings.models import Attendance, BodyMeeting, BodyRule
from rapporteur.records.meetings.refusals import (
    AgendaNumberTwice,
    NotASeatThen,
    NotHeldYet,
    ProxyNotPossible,
)
from rapporteur.records.meetings.shapes import (
    AgendaItemShape,
    AttendanceShape,
    BodyMeetingShape,
    BodyRuleShape,
    GuestShape,
    PaperShape,
    VenueShape,
)
from tests.factories import make

pytestmark = pytest.mark.django_db
BY = operator("ana")
DAY = date(2018, 5, 28)
PAPER = PaperShape(slug="budget", title=LocalizedText({"en": "Budget"}), link="https://papers.example/b.pdf")
AGENDA = (
    AgendaItemShape(number=1, title=LocalizedText({"en": "News"})),
    AgendaItemShape(number=2, title=LocalizedText({"en": "Budget"}), asks="DECISION", papers=("budget",)),
    AgendaItemShape(number=3, title=LocalizedText({"en": "Dues"}), papers=("budget",)),
)
MEETING = BodyMeetingShape(
    slug="board-1",
    body="board",
    dates=Dates(DAY),
    state="HELD",
    place=VenueShape(name=LocalizedText({"en": "Porto"}), country="PT"),
    chair="chair",
    agenda=AGENDA,
    guests=(GuestShape(name="Eva Guest", function=LocalizedText({"en": "Auditor"})),),
)


@pytest.fixture(autouse=True)
def board() -> Any:
    body = make.BodyFactory(slug="board")
    for slug in ("chair", "left", "right"):
        make.SeatFactory(slug=slug, body=body)
    record_paper(by=BY, paper=PAPER)
    return body


def held() -> BodyMeeting:
    return record_body_meeting(by=BY, meeting=MEETING).record


def test_a_meeting_is_written_once_with_agenda_papers_and_guests() -> None:
    assert record_body_meeting(by=BY, meeting=MEETING).created
    assert not record_body_meeting(by=BY, meeting=MEETING).changed
    meeting = BodyMeeting.objects.get()
    assert [(item.number, item.asks) for item in meeting.agenda.order_by("number")] == [
        (1, "INFORMATION"), (2, "DECISION"), (3, "INFORMATION"),
    ]  # fmt: skip
    assert list(meeting.papers.order_by("number").values_list("number", "paper__slug")) == [
        (2, "budget"), (3, "budget"),
    ]  # fmt: skip
    assert [guest.name for guest in meeting.guests.all()] == ["Eva Guest"]
    assert AuditEntry.objects.filter(record="board-1").count() == 1


def test_an_agenda_is_written_anew_with_its_papers() -> None:
    held()
    budget = AGENDA[1]
    changed = record_body_meeting(by=BY, meeting=replace(MEETING, agenda=(replace(budget, number=1),)))
    assert set(changed.changes) == {"agenda", "papers"}
    connection.check_constraints()
    assert list(changed.record.papers.values_list("number", flat=True)) == [1]


def test_two_items_of_a_number_are_refused() -> None:
    item = AGENDA[0]
    with pytest.raises(AgendaNumberTwice, match="1"):
        record_body_meeting(by=BY, meeting=replace(MEETING, agenda=(item, item)))


def test_chair_is_a_seat_of_the_body() -> None:
    make.SeatFactory(slug="elsewhere")
    with pytest.raises(RecordNotFound, match="elsewhere"):
        record_body_meeting(by=BY, meeting=replace(MEETING, chair="elsewhere"))


def test_attendance_is_noted_as_a_whole_and_once() -> None:
    meeting = held()
    person = make.PersonFactory()
    rows = [
        AttendanceShape(seat="chair", presence="PRESENT", person=person.slug),
        AttendanceShape(seat="left", presence="EXCUSED", proxy="chair"),
    ]
    assert note_attendance(by=BY, meeting=meeting, attendance=rows).changed
    assert not note_attendance(by=BY, meeting=meeting, attendance=rows).changed
    assert note_attendance(by=BY, meeting=meeting, attendance=rows[:1]).changed
    assert list(Attendance.objects.values_list("seat__slug", "person")) == [("chair", person.pk)]
    assert AuditEntry.objects.filter(action="attended").count() == 2
    assert not record_body_meeting(by=BY, meeting=MEETING).changed  # which leaves the attendance as it is
    assert Attendance.objects.exists()


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([AttendanceShape(seat="left", presence="ABSENT", proxy="left")], ProxyNotPossible),
        ([AttendanceShape(seat="left", presence="PRESENT", proxy="chair")], ProxyNotPossible),
        ([AttendanceShape(seat="left", presence="ABSENT", person="eva")], ProxyNotPossible),
        ([AttendanceShape(seat="left", presence="ABSENT")] * 2, ProxyNotPossible),
        ([AttendanceShape(seat="elsewhere", presence="ABSENT")], NotASeatThen),
        ([AttendanceShape(seat="left", presence="ABSENT", proxy="elsewhere")], NotASeatThen),
        ([AttendanceShape(seat="gone", presence="ABSENT")], NotASeatThen),
    ],
)
def test_what_no_seat_can_do_is_refused(
    board: Any, rows: list[AttendanceShape], refusal: type[Exception]
) -> None:
    make.SeatFactory(slug="elsewhere")
    make.SeatFactory(slug="gone", body=board, end=DAY)
    make.PersonFactory(slug="eva")
    with pytest.raises(refusal, match=r"left|elsewhere|gone"):
        note_attendance(by=BY, meeting=held(), attendance=rows)
    assert not Attendance.objects.exists()


def test_nobody_was_at_a_meeting_that_is_planned() -> None:
    planned = record_body_meeting(by=BY, meeting=replace(MEETING, state="PLANNED")).record
    with pytest.raises(NotHeldYet):
        note_attendance(by=BY, meeting=planned, attendance=[])


INSERT = (
    "INSERT INTO meetings_attendance (meeting_id, body_id, seat_id, presence, person_id, proxy_id) "
    "VALUES (%s, %s, %s, %s, NULL, %s)"
)


def _another_body() -> tuple[Any, Any]:
    seat = make.SeatFactory(slug="elsewhere")
    return seat, seat.body


@pytest.mark.parametrize(
    "row",
    [
        lambda meeting, own, other, body: (meeting.pk, meeting.body_id, other.pk, "PRESENT", None),
        lambda meeting, own, other, body: (meeting.pk, body.pk, other.pk, "PRESENT", None),
        lambda meeting, own, other, body: (meeting.pk, meeting.body_id, own.pk, "ABSENT", other.pk),
        lambda meeting, own, other, body: (meeting.pk, meeting.body_id, own.pk, "ABSENT", own.pk),
    ],
    ids=["seat of another body", "meeting of another body", "proxy in another body", "proxy to itself"],
)
def test_database_refuses_it_by_itself(row: Callable[..., tuple[Any, ...]], board: Any) -> None:
    meeting, own = held(), board.seats.get(slug="left")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, row(meeting, own, *_another_body()))


def test_seat_that_attended_is_not_carried_to_another_body(board: Any) -> None:
    meeting, own = held(), board.seats.get(slug="left")
    _, other = _another_body()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, (meeting.pk, meeting.body_id, own.pk, "PRESENT", None))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE governance_seat SET body_id = %s WHERE id = %s", [other.pk, own.pk])


def test_rule_of_a_body_ends_the_one_before_it() -> None:
    half = BodyRuleShape(body="board", share=1, parts=2)
    set_body_rule(by=BY, rule=half)
    set_body_rule(by=BY, rule=BodyRuleShape(body="board", start=DAY, share=2, parts=3))
    set_body_rule(by=BY, rule=BodyRuleShape(body="board", subject="DUES", start=DAY, quorum_number=9))
    assert sorted(BodyRule.objects.values_list("subject", "end", "parts"), key=str) == [
        ("", None, 3), ("", date(2018, 5, 28), 2), ("DUES", None, None),
    ]  # fmt: skip
    assert not set_body_rule(by=BY, rule=BodyRuleShape(body="board", start=DAY, share=2, parts=3)).changed
