"""Writes to meetings of bodies, their papers and attendance, and to the rules of bodies."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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
from rapporteur.records.meetings.models import (
    BodyMeeting,
    BodyRule,
    Decision,
    FinancialReport,
    Paper,
)
from rapporteur.records.meetings.queries import seats_on
from rapporteur.records.meetings.shapes import (
    AgendaItemShape,
    AttendanceShape,
    BodyMeetingShape,
    BodyRuleShape,
    DecisionShape,
    FinancialReportShape,
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

    Raises RecordNotFound (for a chair who has no seat of the body, too), AgendaNumberTwice, and ItemDecided where an
    item is to go under which something was decided.
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
        _check_decided_stay(slug, {item.number for item in agenda})
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


def _check_decided_stay(meeting: str, numbers: Collection[int]) -> None:
    """Raise ItemDecided where a decision names an item that is not among `numbers`."""
    decided = Decision.objects.filter(meeting__slug=meeting, item_number__isnull=False)
    gone = decided.exclude(item_number__in=numbers).order_by("item_number", "slug")
    if (decision := gone.first()) is not None:
        raise refusals.ItemDecided(decision.item_number or 0, decision.slug)


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


def record_decision(*, by: Actor, decision: DecisionShape) -> Saved[Decision]:
    """Record what a body decided, at a meeting or in writing.

    Raises RecordNotFound, DecidedAnotherDay and NoSuchItem.
    """
    values = given(decision)
    body = find(Body, decision.body)
    values |= {"body": body, "year": decision.decided_date.year}
    values["meeting"] = meeting = find(BodyMeeting, decision.meeting, within={"body": body})
    for name, model in (("organisation", Organisation), ("seat", Seat)):
        if name in values:
            values[name] = find(model, values[name])
    if "item" in values:
        values["item_number"] = values.pop("item")
    if "votes" in values:
        votes = values.pop("votes")
        values["votes_for"] = votes.approving if votes else None
        values["votes_against"] = votes.against if votes else None
        values["votes_abstained"] = votes.abstained if votes else None
    if meeting is not None:
        _check_of_meeting(decision, meeting)
    return save_record(Decision, by=by, right=RIGHT, key={"slug": values.pop("slug")}, values=values)


def _check_of_meeting(decision: DecisionShape, meeting: BodyMeeting) -> None:
    if not meeting.start_date <= decision.decided_date <= meeting.end_date:
        raise refusals.DecidedAnotherDay(decision.decided_date, meeting)
    if isinstance(decision.item, int) and not meeting.agenda.filter(number=decision.item).exists():
        raise refusals.NoSuchItem(decision.item, meeting.slug)


def record_financial_report(*, by: Actor, report: FinancialReportShape) -> Saved[FinancialReport]:
    """Record an audit, accounts or a budget, and before which body it is laid. Raises RecordNotFound."""
    values = given(report)
    body = find(Body, report.body or None)
    own = {"body": body} if body is not None else {}
    if "body" in values:
        values["body"] = body
    if "meeting" in values:
        values["meeting"] = find(BodyMeeting, values["meeting"], within=own)
    if "decision" in values:
        values["decision"] = find(Decision, values["decision"], within=own)
    if "document" in values:
        values["document_id"] = values.pop("document")
    return save_record(
        FinancialReport,
        by=by,
        right=Right.RECORD_FINANCES,
        key={"slug": values.pop("slug")},
        values=values,
    )
