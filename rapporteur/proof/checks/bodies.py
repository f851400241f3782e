"""What the checks ask of bodies: meetings, decisions and accounts of the year up to a period's end.

What is older is no matter of a report any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, AskedRecords, Reader
from rapporteur.proof.rules import facts as f
from rapporteur.records.meetings.enums import UNPRESENTED, MeetingState
from rapporteur.records.meetings.models import BodyMeeting, Decision, FinancialReport
from rapporteur.records.meetings.queries import BodyCounts, parts_of_counts
from rapporteur.records.remarks.models import FollowUp

LOOKED_BACK = timedelta(days=366)


class FollowedRow(Struct, frozen=True):
    """The decision that a follow-up is of."""

    record: str


@dataclass(frozen=True)
class OfBodies:
    """The facts on bodies."""

    meetings: tuple[f.BodyMeetingFacts, ...]
    decisions: tuple[f.DecisionFacts, ...]
    accounts: tuple[f.AccountsFacts, ...]


def read_of_bodies(as_of: date) -> Reader[OfBodies]:
    """Read them as of a day, in two rounds."""
    held = BodyMeeting.objects.filter(
        state=MeetingState.HELD, end_date__gt=as_of - LOOKED_BACK, start_date__lte=as_of
    )
    decided = Decision.objects.filter(
        asks_follow_up=True, decided_date__gt=as_of - LOOKED_BACK, decided_date__lte=as_of
    )
    noted = FollowUp.objects.filter(record_type=Decision._meta.label_lower)
    unpresented = FinancialReport.objects.filter(stage__in=UNPRESENTED)
    meetings, decisions, follow_ups, accounts = yield (
        AskedRecords(held, ("body__name",)),
        AskedRecords(decided),
        AskedPart(FollowedRow, noted, {"record": "record"}),
        AskedRecords(unpresented, ("meeting__end_date",)),
    )
    counts = BodyCounts(*(yield parts_of_counts(meetings)))
    return OfBodies(
        tuple(_meetings(sorted(meetings, key=attrgetter("start_date", "slug")), counts)),
        tuple(
            f.DecisionFacts(
                one.slug, one.title, one.decided_date, one.asks_follow_up,
                any(followed.record == one.slug for followed in follow_ups),
            )
            for one in sorted(decisions, key=attrgetter("decided_date", "slug"))
        ),
        tuple(map(_accounts, sorted(accounts, key=attrgetter("year", "slug")))),
    )  # fmt: skip


def _meetings(meetings: Iterable[BodyMeeting], counts: BodyCounts) -> Iterator[f.BodyMeetingFacts]:
    for meeting in meetings:
        quorum = counts.quorum(meeting)
        yield f.BodyMeetingFacts(
            slug=meeting.slug,
            body=meeting.body.name,
            end=meeting.end_date,
            minutes=meeting.minutes_date,
            counted=quorum.counted if quorum.noted else None,
            needed=quorum.needed,
        )


def _accounts(report: FinancialReport) -> f.AccountsFacts:
    """Return a financial report that no body has seen."""
    return f.AccountsFacts(
        slug=report.slug,
        kind=report.kind,
        year=report.year,
        due=report.due_date or (report.meeting.end_date if report.meeting else None),
    )
