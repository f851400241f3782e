"""What the checks ask of bodies: meetings, decisions and accounts of the year up to a period's end.

What is older is no matter of a report any more. In six queries, whatever the number of records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rapporteur.proof.rules import facts as f
from rapporteur.records.meetings.enums import UNPRESENTED, MeetingState
from rapporteur.records.meetings.models import BodyMeeting, Decision, FinancialReport
from rapporteur.records.meetings.queries import quorums_of
from rapporteur.records.remarks.models import FollowUp

LOOKED_BACK = timedelta(days=366)


@dataclass(frozen=True)
class OfBodies:
    """The facts on bodies."""

    meetings: tuple[f.BodyMeetingFacts, ...]
    decisions: tuple[f.DecisionFacts, ...]
    accounts: tuple[f.AccountsFacts, ...]


def fetch_of_bodies(as_of: date) -> OfBodies:
    """Fetch them as of a day."""
    return OfBodies(_meetings(as_of), _decisions(as_of), _accounts())


def _meetings(as_of: date) -> tuple[f.BodyMeetingFacts, ...]:
    """Return the meetings that were held: four queries."""
    rows = BodyMeeting.objects.filter(
        state=MeetingState.HELD, end_date__gt=as_of - LOOKED_BACK, start_date__lte=as_of
    )
    meetings = list(rows.select_related("body").order_by("start_date", "slug"))
    quorums = quorums_of(meetings, {})
    return tuple(
        f.BodyMeetingFacts(
            slug=meeting.slug,
            body=meeting.body.name,
            end=meeting.end_date,
            minutes=meeting.minutes_date,
            counted=quorum.counted if quorum.noted else None,
            needed=quorum.needed,
        )
        for meeting, quorum in ((one, quorums[one.pk]) for one in meetings)
    )


def _decisions(as_of: date) -> tuple[f.DecisionFacts, ...]:
    """Return the decisions that ask for a follow-up: two queries."""
    rows = Decision.objects.filter(
        asks_follow_up=True, decided_date__gt=as_of - LOOKED_BACK, decided_date__lte=as_of
    ).order_by("decided_date", "slug")
    noted = FollowUp.objects.filter(record_type=Decision._meta.label_lower)
    followed = set(noted.order_by("record").values_list("record", flat=True).distinct())
    return tuple(
        f.DecisionFacts(one.slug, one.title, one.decided_date, one.asks_follow_up, one.slug in followed)
        for one in rows
    )


def _accounts() -> tuple[f.AccountsFacts, ...]:
    """Return the financial reports that no body has seen: one query."""
    rows = FinancialReport.objects.filter(stage__in=UNPRESENTED).select_related("meeting")
    return tuple(
        f.AccountsFacts(
            slug=one.slug,
            kind=one.kind,
            year=one.year,
            due=one.due_date or (one.meeting.end_date if one.meeting else None),
        )
        for one in rows.order_by("year", "slug")
    )
