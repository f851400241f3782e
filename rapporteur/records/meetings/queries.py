"""Questions to meetings: which rule holds on the day, and whether enough seats were there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple, TypeVar

from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, AskedRecords, Part, read_together
from rapporteur.base.values.spans import Span
from rapporteur.records.governance.models import Body, Seat
from rapporteur.records.meetings.enums import Presence, SeatsCounted
from rapporteur.records.meetings.majority import DecisionOutcome, Votes, is_carried
from rapporteur.records.meetings.models import Attendance, BodyMeeting, BodyRule, Decision
from rapporteur.records.meetings.quorum import NeededSeats, Quorum, SeatAtMeeting, count_quorum

R = TypeVar("R")


def seats_on(body: Body, on: date) -> Sequence[Seat]:
    """Return the seats of a body on a day, in their order."""
    return list(Seat.objects.in_force(on).filter(body=body).order_by("order", "slug"))


def quorum_of(meeting: BodyMeeting, subject: str = "") -> Quorum:
    """Count a meeting by the seats, the mandates and the rule of its first day, in one query."""
    return quorums_of([meeting], {meeting.pk: subject})[meeting.pk]


def quorums_of(meetings: Collection[BodyMeeting], subjects: Mapping[int, str]) -> dict[int, Quorum]:
    """Count each of `meetings`, for the subject that it has in `subjects`, by their keys: one query for all."""
    counts = counts_of(meetings)
    return {one.pk: counts.quorum(one, subjects.get(one.pk, "")) for one in meetings}


class SeatHeldRow(Struct, frozen=True):
    """The days on which a seat is there, with those on which somebody holds it: a row for each who ever did."""

    body: int
    seat: int
    start: date | None
    end: date | None
    mandate: int | None
    since: date | None
    until: date | None


class SeatThen(NamedTuple):
    """A seat with the days on which it is there, and those on which somebody holds it."""

    key: int
    span: Span
    held: list[Span]


def parts_of_counts(meetings: Collection[BodyMeeting], bodies: Iterable[int] = ()) -> tuple[Part, ...]:
    """Return what is to be read to count meetings, and what else bodies decide: seats, attendance, rules."""
    keys = {*bodies, *(meeting.body_id for meeting in meetings)}
    seats = {
        "body": "body_id", "seat": "pk", "start": "start", "end": "end",
        "mandate": "mandates__pk", "since": "mandates__start", "until": "mandates__end",
    }  # fmt: skip
    return (
        AskedPart(SeatHeldRow, Seat.objects.filter(body__in=keys), seats),
        AskedRecords(Attendance.objects.filter(meeting__in=[one.pk for one in meetings])),
        AskedRecords(BodyRule.objects.filter(body__in=keys)),
    )


def counts_of(meetings: Collection[BodyMeeting], bodies: Iterable[int] = ()) -> BodyCounts:
    """Return what meetings, and what else bodies decide, are counted by: one query."""
    return BodyCounts(*read_together(parts_of_counts(meetings, bodies)))


class BodyCounts:
    """What meetings, and what else bodies decide, are counted by: the rows of :func:`parts_of_counts`."""

    def __init__(
        self, seats: Iterable[SeatHeldRow], attendance: Iterable[Attendance], rules: Iterable[BodyRule]
    ) -> None:
        self._seats = _seats_then(seats)
        self._attendance = _by(sorted(attendance, key=attrgetter("pk")), lambda row: row.meeting_id)
        # the rule for a subject comes before that for all without one
        in_order = sorted(rules, key=lambda rule: (not rule.subject, rule.subject, rule.pk))
        self._rules = _by(in_order, lambda rule: rule.body_id)

    def rule(self, body: int, subject: str, on: date) -> BodyRule | None:
        """Return the rule of a body for a subject on a day: its own, else that for all without one."""
        wanted = (subject, "")
        return next(
            (one for one in self._rules[body] if one.span.holds_on(on) and one.subject in wanted), None
        )

    def quorum(self, meeting: BodyMeeting, subject: str = "") -> Quorum:
        """Count one of the meetings, for a subject."""
        on, body = meeting.start_date, meeting.body_id
        seats = [seat for seat in self._seats[body] if seat.span.holds_on(on)]
        own = {seat.key for seat in seats}
        filled = {seat.key for seat in seats if any(span.holds_on(on) for span in seat.held)}
        given = [
            SeatAtMeeting(seat=row.seat_id, present=row.presence == Presence.PRESENT, proxy=row.proxy_id)
            for row in self._attendance[meeting.pk]
        ]
        needed = _needed(self.rule(body, subject, on), seats=len(own), filled=len(filled))
        return count_quorum(given, seats=own, filled=filled, needed=needed)

    def outcome(self, decision: Decision) -> DecisionOutcome:
        """Return what became of a decision of one of the bodies; its meeting is among the meetings."""
        rule = self.rule(decision.body_id, decision.subject, decision.decided_date)
        majority = rule.majority if rule is not None else ""
        if decision.votes_for is None or decision.votes_against is None or decision.votes_abstained is None:
            return DecisionOutcome(votes=None, majority=majority, carried=None)
        votes = Votes(
            approving=decision.votes_for, against=decision.votes_against, abstained=decision.votes_abstained
        )
        present = self.quorum(decision.meeting, decision.subject).counted if decision.meeting else 0
        carried = is_carried(votes, majority, present) if rule is not None else None
        return DecisionOutcome(votes=votes, majority=majority, carried=carried)


def _seats_then(rows: Iterable[SeatHeldRow]) -> defaultdict[int, list[SeatThen]]:
    """Return by body its seats, each with who held it when."""
    found: defaultdict[int, list[SeatThen]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.seat, row.mandate or 0)):
        seats = found[row.body]
        if not seats or seats[-1].key != row.seat:
            seats.append(SeatThen(row.seat, Span(row.start, row.end), []))
        if row.mandate is not None:
            seats[-1].held.append(Span(row.since, row.until))
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
    """Return what became of a decision, by the rule of its body for its subject on that day, in one query."""
    meetings = [decision.meeting] if decision.meeting else []
    return counts_of(meetings, [decision.body_id]).outcome(decision)
