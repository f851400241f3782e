"""Questions to meetings: which rule holds on the day, and whether enough seats were there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from rapporteur.records.governance.models import Body, Mandate, Seat
from rapporteur.records.meetings.enums import Presence, SeatsCounted
from rapporteur.records.meetings.models import BodyMeeting, BodyRule
from rapporteur.records.meetings.quorum import NeededSeats, Quorum, SeatAtMeeting, count_quorum


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
    on = meeting.start_date
    seats = {seat.pk for seat in seats_on(meeting.body, on)}
    filled = set(Mandate.objects.in_force(on).filter(seat__in=seats).values_list("seat", flat=True))
    given = [
        SeatAtMeeting(seat=seat, present=presence == Presence.PRESENT, proxy=proxy)
        for seat, presence, proxy in meeting.attendance.values_list("seat", "presence", "proxy")
    ]
    rule = rule_of(meeting.body, subject, on)
    needed = None
    if rule is not None:
        counted = seats if rule.seats_counted == SeatsCounted.ALL else filled
        needed = NeededSeats(rule.quorum_number, rule.share, rule.parts, rule.more_than_share).of(
            len(counted)
        )
    return count_quorum(given, seats=seats, filled=filled, needed=needed)
