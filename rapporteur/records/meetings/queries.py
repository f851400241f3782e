"""Questions to meetings: which rule holds on the day, and whether enough seats were there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import Q

from rapporteur.records.governance.models import Body, Mandate, Seat
from rapporteur.records.meetings.enums import Presence, SeatsCounted
from rapporteur.records.meetings.majority import DecisionOutcome, Votes, is_carried
from rapporteur.records.meetings.models import Attendance, BodyMeeting, BodyRule, Decision
from rapporteur.records.meetings.quorum import NeededSeats, Quorum, SeatAtMeeting, count_quorum

R = TypeVar("R")


def rule_of(body: Body, subject: str, on: date) -> BodyRule | None:
    """Return the rule of a body for a subject on a day: its own, else that for all subjects without one."""
    rules = BodyRule.objects.in_force(on).filter(Q(subject=subject) | Q(subject=""), body=body)
    found: BodyRule | None = rules.order_by("-subject").first()  # the empty one last
    return found


def seats_on(body: Body, on: date) -> Sequence[Seat]:
    """Return the seats of a body on a day, in their order."""
    return list(Seat.objects.in_force(on).filter(body=body).order_by("order", "slug"))


def quorum_of(meeting: BodyMeeting, subject: str = "") -> Quorum:
    """Count a meeting by the seats, the mandates and the rule of its first day, in four queries."""
    return quorums_of([meeting], {meeting.pk: subject})[meeting.pk]


def quorums_of(meetings: Collection[BodyMeeting], subjects: Mapping[int, str]) -> dict[int, Quorum]:
    """Count each of `meetings`, for the subject that it has in `subjects`, by their keys: four queries for all."""
    bodies = {meeting.body_id for meeting in meetings}
    seats = _by(Seat.objects.filter(body__in=bodies).order_by("pk"), lambda seat: seat.body_id)
    mandates = _by(
        Mandate.objects.filter(seat__body__in=bodies).select_related("seat").order_by("pk"),
        lambda mandate: mandate.seat.body_id,
    )
    attendance = _by(
        Attendance.objects.filter(meeting__in=[one.pk for one in meetings]).order_by("pk"),
        lambda row: row.meeting_id,
    )
    rules = _by(
        BodyRule.objects.filter(body__in=bodies).order_by("-subject", "pk"), lambda rule: rule.body_id
    )
    found = {}
    for meeting in meetings:
        on, body = meeting.start_date, meeting.body_id
        own = {seat.pk for seat in seats[body] if seat.span.holds_on(on)}
        filled = own & {mandate.seat_id for mandate in mandates[body] if mandate.span.holds_on(on)}
        wanted = (subjects.get(meeting.pk, ""), "")
        rule = next((one for one in rules[body] if one.span.holds_on(on) and one.subject in wanted), None)
        given = [
            SeatAtMeeting(seat=row.seat_id, present=row.presence == Presence.PRESENT, proxy=row.proxy_id)
            for row in attendance[meeting.pk]
        ]
        needed = _needed(rule, seats=len(own), filled=len(filled))
        found[meeting.pk] = count_quorum(given, seats=own, filled=filled, needed=needed)
    return found


def _by(records: Iterable[R], key: Callable[[R], int]) -> defaultdict[int, list[R]]:
    """Return records by the key of what they belong to, in their order."""
    found: defaultdict[int, list[R]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return found


def _needed(rule: BodyRule | None, *, seats: int, filled: int) -> int | None:
    """Return how many seats a rule asks for; None where it, or no rule, asks for none."""
    if rule is None:
        return None
    counted = seats if rule.seats_counted == SeatsCounted.ALL else filled
    return NeededSeats(rule.quorum_number, rule.share, rule.parts, rule.more_than_share).of(counted)


def outcome_of(decision: Decision) -> DecisionOutcome:
    """Return what became of a decision, by the rule of its body for its subject on that day."""
    rule = rule_of(decision.body, decision.subject, decision.decided_date)
    majority = rule.majority if rule is not None else ""
    if decision.votes_for is None or decision.votes_against is None or decision.votes_abstained is None:
        return DecisionOutcome(votes=None, majority=majority, carried=None)
    votes = Votes(
        approving=decision.votes_for, against=decision.votes_against, abstained=decision.votes_abstained
    )
    present = quorum_of(decision.meeting, decision.subject).counted if decision.meeting else 0
    carried = is_carried(votes, majority, present) if rule is not None else None
    return DecisionOutcome(votes=votes, majority=majority, carried=carried)
