"""Writes to meetings of bodies, their papers and attendance, and to the rules of bodies."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from msgspec import UNSET

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.governance.models import Body, Person, Seat
from rapporteur.records.meetings import refusals
from rapporteur.records.meetings.enums import MeetingState, Presence
from rapporteur.records.meetings.models import BodyMeeting, BodyRule, Paper
from rapporteur.records.meetings.queries import seats_on
from rapporteur.records.meetings.shapes import (
    AgendaItemShape,
    AttendanceShape,
    BodyMeetingShape,
    BodyRuleShape,
    GuestShape,
    PaperShape,
)
from rapporteur.records.members.models import Organisation

RIGHT = Right.RECORD_GOVERNANCE
Rows = list[dict[str, object]]


def record_paper(*, by: Actor, paper: PaperShape) -> Saved[Paper]:
    """Record a paper that may be laid before bodies."""
    values = given(paper)
    if "document" in values:
        values["document_id"] = values.pop("document")
    return save_record(Paper, by=by, right=RIGHT, key={"slug": values.pop("slug")}, values=values)


def record_body_meeting(*, by: Actor, meeting: BodyMeetingShape) -> Saved[BodyMeeting]:
    """Record a meeting of a body with its agenda, papers and guests.

    Raises RecordNotFound, AgendaNumberTwice, and NotTogether where the chair is no seat of the body.
    """
    values = given(meeting)
    slug, dates = values.pop("slug"), values.pop("dates")
    agenda, guests, place = (values.pop(name, UNSET) for name in ("agenda", "guests", "place"))
    values |= {
        "body": find(Body, meeting.body),
        "start_date": dates.first_day,
        "end_date": dates.last_day,
    }
    if "chair" in values:
        values["chair"] = find(Seat, meeting.chair or None, within={"body": values["body"]})
    if place is not UNSET:
        values |= {
            "place_organisation": find(Organisation, place.organisation),
            "place_name": place.name,
            "country": place.country,
        }
    children: dict[str, Rows] = {}
    if agenda is not UNSET:
        children |= _agenda(agenda)
    if guests is not UNSET:
        children["guests"] = _guests(guests)
    return save_record(BodyMeeting, by=by, right=RIGHT, key={"slug": slug}, values=values, children=children)


def _agenda(items: Sequence[AgendaItemShape]) -> dict[str, Rows]:
    """Return the items and the papers that are laid before them, as rows; raise AgendaNumberTwice."""
    seen: set[int] = set()
    for item in items:
        if item.number in seen:
            raise refusals.AgendaNumberTwice(item.number)
        seen.add(item.number)
    papers = find_all(Paper, {slug for item in items for slug in item.papers})
    return {
        "agenda": [{"number": item.number, "title": item.title, "asks": item.asks} for item in items],
        "papers": [
            {"number": item.number, "paper": papers[slug]}
            for item in items
            for slug in dict.fromkeys(item.papers)
        ],
    }


def _guests(guests: Sequence[GuestShape]) -> Rows:
    organisations = find_all(Organisation, {guest.organisation for guest in guests})
    return [
        {
            "position": n,
            "name": guest.name,
            "organisation": organisations.get(guest.organisation or ""),
            "function": guest.function,
        }
        for n, guest in enumerate(guests)
    ]


@transaction.atomic
def note_attendance(
    *, by: Actor, meeting: BodyMeeting, attendance: Sequence[AttendanceShape]
) -> Saved[BodyMeeting]:
    """Note which seats were at a meeting that was held, all of them together: what is not named is not noted.

    Raises NotHeldYet, NotASeatThen, and ProxyNotPossible where a vote is given to whom it cannot be.
    """
    check_can(by, RIGHT)
    if meeting.state != MeetingState.HELD:
        raise refusals.NotHeldYet(meeting.slug)
    seats = {seat.slug: seat for seat in seats_on(meeting.body, meeting.start_date)}
    people = find_all(Person, {row.person for row in attendance})
    rows: Rows = []
    for row in attendance:
        for name in filter(None, (row.seat, row.proxy)):
            if name not in seats:
                raise refusals.NotASeatThen(name, seats)
        _check_possible(row)
        if any(known["seat"] == seats[row.seat] for known in rows):
            raise refusals.ProxyNotPossible(row.seat, refusals.ATTENDS_TWICE)
        rows.append(
            {
                "body": meeting.body,
                "seat": seats[row.seat],
                "presence": row.presence,
                "person": people.get(row.person or ""),
                "proxy": seats.get(row.proxy or ""),
            }
        )
    return save_record(
        BodyMeeting,
        by=by,
        right=RIGHT,
        key={"slug": meeting.slug},
        values={},
        children={"attendance": rows},
        action="attended",
    )


def _check_possible(row: AttendanceShape) -> None:
    """Raise ProxyNotPossible for what no seat can do."""
    present = row.presence == Presence.PRESENT
    if row.proxy == row.seat:
        raise refusals.ProxyNotPossible(row.seat, refusals.TO_ITSELF)
    if row.proxy and present:
        raise refusals.ProxyNotPossible(row.seat, refusals.IS_PRESENT)
    if row.person and not present:
        raise refusals.ProxyNotPossible(row.seat, refusals.PERSON_OF_ABSENT)


@transaction.atomic
def set_body_rule(*, by: Actor, rule: BodyRuleShape) -> Saved[BodyRule]:
    """Record by which quorum and majority a body decides from a day on; the rule before it ends that day.

    Raises RecordNotFound and PeriodsOverlap.
    """
    body = find(Body, rule.body)
    rules = BodyRule.objects.filter(body=body, subject=rule.subject).order_by(
        F("start").asc(nulls_first=True), "pk"
    )
    before = rules.filter(end=None).exclude(start=rule.start).first()
    if before is not None and rule.start and (before.start is None or before.start < rule.start):
        save_record(
            BodyRule, by=by, right=RIGHT, key={"pk": before.pk}, values={"end": rule.start}, action="ended"
        )
    key = {"body": body, "subject": rule.subject, "start": rule.start}
    values = {name: value for name, value in given(rule).items() if name not in key}
    return save_record(BodyRule, by=by, right=RIGHT, key=key, values=values)


def correct_body_rule(*, by: Actor, rule: BodyRule, to: BodyRuleShape) -> Saved[BodyRule]:
    """Put a rule right that was recorded wrongly."""
    values = {**given(to), "body": find(Body, to.body)}
    return save_record(BodyRule, by=by, right=RIGHT, key={"pk": rule.pk}, values=values, action="corrected")
