"""What lies ahead of a period, as of a day: the agenda of the quarter after it, deadlines, the next annual meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db.models import Q
from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, read_together
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period, add_months
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.agenda.enums import EventPart
from rapporteur.records.agenda.models import (
    AnnualMeeting,
    EventDeliverable,
    HostBid,
    PlannedEvent,
    StatutoryItem,
)
from rapporteur.records.calls.enums import CallOutcome
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.report.compile.chosen.reading import Reader
from rapporteur.report.value import ahead as a
from rapporteur.report.value.registers import BodyRef

Named = Callable[[int, str], LocalizedText]
"""What the report calls an organisation, by its key and slug."""
QUARTER = 3
"""Months: what lies further ahead the next report tells."""


class EventRow(Struct, frozen=True):
    """A planned event."""

    id: int
    slug: str
    title: LocalizedText
    kind: str
    theme: LocalizedText
    part: str
    reason: LocalizedText
    start: date
    end: date
    precision: str
    online: bool
    organisation: int | None
    organisation_slug: str | None
    place: LocalizedText


class AnnualRow(Struct, frozen=True):
    """An annual meeting, by the key of its event."""

    id: int
    event: int
    edition: int
    host: int | None
    host_slug: str | None


class BidRow(Struct, frozen=True):
    """Who would host the annual meeting after one."""

    meeting: int
    organisation: int
    slug: str


class StatutoryRow(Struct, frozen=True):
    """What an annual meeting must hear; `id` is the order in which it was recorded."""

    id: int
    meeting: int
    annual_slug: str
    number: int
    title: LocalizedText


class ServedRow(Struct, frozen=True):
    """The code of a deliverable that an event would serve."""

    event: int
    position: int
    code: str


class BodyMeetingRow(Struct, frozen=True):
    """A meeting of a body."""

    slug: str
    body: str
    body_name: LocalizedText
    start: date
    end: date
    online: bool
    organisation: int | None
    organisation_slug: str | None
    place: LocalizedText


class DeadlineRow(Struct, frozen=True):
    """The last day on which a call is open."""

    slug: str
    name: LocalizedText
    kind: str
    day: date
    time: time | None
    zone: str


@dataclass(frozen=True)
class Ahead:
    """The rows of what lies ahead; annual meetings by their keys, the next one first."""

    events: Sequence[EventRow] = ()
    annual: Sequence[AnnualRow] = ()
    bids: Sequence[BidRow] = ()
    items: Sequence[StatutoryRow] = ()
    served: Sequence[ServedRow] = ()
    meetings: Sequence[BodyMeetingRow] = ()
    deadlines: Sequence[DeadlineRow] = ()

    def organisations(self) -> Iterator[int | None]:
        """Yield the keys of the organisations that they name."""
        for rows in (self.events, self.meetings, self.bids):
            yield from (row.organisation for row in rows)
        yield from (row.host for row in self.annual)


def next_quarter(period: Period) -> tuple[date, date]:
    """Return the first and the last day of the three months after a period."""
    after = period.last_day + timedelta(days=1)
    until = add_months(after, QUARTER)
    return after, until - timedelta(days=1)


def parts_ahead(period: Period, as_of: date) -> tuple[AskedPart[Any], ...]:
    """Return what is to be read of what lies ahead, in the order of the fields of :class:`Ahead`."""
    first, last = next_quarter(period)
    stands = Q(cancelled_date__isnull=True) | Q(cancelled_date__gt=as_of)
    annual = PlannedEvent.objects.filter(stands, annual_meeting__isnull=False, start_date__gt=as_of)
    told = Q(start_date__gte=first, start_date__lte=last, part__in=(EventPart.OURS, EventPart.GOING))
    events = PlannedEvent.objects.filter(stands).filter(told | Q(pk__in=annual.values("pk")))
    meetings = BodyMeeting.objects.filter(start_date__gte=first, start_date__lte=last)
    calls = CallForApplications.objects.filter(closes_date__gte=first, closes_date__lte=last)
    place = {
        "organisation": "place_organisation_id",
        "organisation_slug": "place_organisation__slug",
        "place": "place_name",
    }
    when = {"start": "start_date", "end": "end_date", "online": "online"}
    same = ("id", "slug", "title", "kind", "theme", "part", "reason")
    event = {name: name for name in same} | {"precision": "date_precision"} | when | place
    body = {"slug": "slug", "body": "body__slug", "body_name": "body__name"}
    of_annual = {"meeting__event__in": annual.values("pk")}
    return (
        AskedPart(EventRow, events, event),
        AskedPart(
            AnnualRow,
            AnnualMeeting.objects.filter(event__in=annual.values("pk")),
            {"id": "id", "event": "event_id", "edition": "edition", "host": "host_id", "host_slug": "host__slug"},
        ),
        AskedPart(
            BidRow,
            HostBid.objects.filter(**of_annual),
            {"meeting": "meeting_id", "organisation": "organisation_id", "slug": "organisation__slug"},
        ),
        AskedPart(
            StatutoryRow,
            StatutoryItem.objects.filter(**of_annual),
            {"id": "id", "meeting": "meeting_id", "annual_slug": "meeting__slug", "number": "number", "title": "title"},
        ),
        AskedPart(
            ServedRow,
            EventDeliverable.objects.filter(event__in=events.values("pk")),
            {"event": "event_id", "position": "position", "code": "node__code"},
        ),
        AskedPart(BodyMeetingRow, meetings.exclude(state=MeetingState.CANCELLED), body | when | place),
        AskedPart(
            DeadlineRow,
            calls.exclude(outcome=CallOutcome.CANCELLED),
            {"slug": "slug", "name": "name", "kind": "kind", "day": "closes_date", "time": "closes_time",
             "zone": "time_zone"},
        ),
    )  # fmt: skip


def fetch_ahead(period: Period, as_of: date) -> Ahead:
    """Read what lies ahead of a period, as it was on the day `as_of`: one query."""
    return ahead_of(read_together(parts_ahead(period, as_of)))


def read_ahead(period: Period, as_of: date) -> Reader:
    """What lies ahead of a period, as it was on the day `as_of`."""
    rows = yield parts_ahead(period, as_of)
    return {"ahead": ahead_of(rows)}


def ahead_of(rows: Sequence[Sequence[Any]]) -> Ahead:
    """Return the rows of :func:`parts_ahead`, each kind in its order."""
    events, annual, bids, items, served, meetings, deadlines = rows
    starts: Mapping[int, date] = {one.id: one.start for one in events}
    return Ahead(
        events=sorted(events, key=lambda one: (one.start, one.end, one.slug)),
        annual=sorted(annual, key=lambda one: (starts[one.event], one.edition)),
        bids=sorted(bids, key=lambda one: one.slug),
        items=sorted(items, key=lambda one: (one.meeting, one.number)),
        served=sorted(served, key=lambda one: (one.event, one.position, one.code)),
        meetings=sorted(meetings, key=lambda one: (one.start, one.end, one.slug)),
        deadlines=sorted(deadlines, key=lambda one: (one.day, one.slug)),
    )


class AheadCompiler:
    """What lies ahead, the organisations called as the report calls them; `codes` are those of the plan in force."""

    def __init__(self, rows: Ahead, period: Period, *, codes: frozenset[str], named: Named) -> None:
        self.rows, self.period, self.named = rows, period, named
        self.served: dict[int, list[str]] = defaultdict(list)
        for row in rows.served:
            if row.code in codes:
                self.served[row.event].append(row.code)

    def next_quarter(self) -> a.NextQuarterData:
        """Return the agenda of the quarter after the period, and the next annual meeting."""
        first, last = next_quarter(self.period)
        annual = self._annual()
        told = [row for row in self.rows.events if first <= row.start <= last]
        events = tuple(self._event(row) for row in told if row.part in (EventPart.OURS, EventPart.GOING))
        return a.NextQuarterData(
            start=first,
            end=last,
            annual_meeting=annual,
            events=tuple(one for one in events if annual is None or one.slug != annual.event.slug),
            meetings=tuple(map(self._meeting, self.rows.meetings)),
            deadlines=tuple(
                a.DeadlineData(
                    slug=row.slug, name=row.name, kind=row.kind, day=row.day, time=row.time, zone=row.zone
                )
                for row in self.rows.deadlines
            ),
        )

    def _annual(self) -> a.AnnualMeetingData | None:
        row = next(iter(self.rows.annual), None)
        if row is None:
            return None
        event = next(one for one in self.rows.events if one.id == row.event)
        return a.AnnualMeetingData(
            event=self._event(event),
            edition=row.edition,
            host=self._place(row.host, row.host_slug, LocalizedText()),
            bids=tuple(
                self.named(bid.organisation, bid.slug) for bid in self.rows.bids if bid.meeting == row.id
            ),
            items=tuple(item.title for item in self.rows.items if item.meeting == row.id),
        )

    def _event(self, row: EventRow) -> a.PlannedEventData:
        to_the_day = row.precision == DatePrecision.DAY
        return a.PlannedEventData(
            slug=row.slug,
            title=row.title,
            kind=row.kind,
            month=f"{row.start:%Y-%m}",
            start=row.start if to_the_day else None,
            end=row.end if to_the_day else None,
            place=self._place(row.organisation, row.organisation_slug, row.place),
            online=row.online,
            ours=row.part == EventPart.OURS,
            theme=row.theme,
            reason=row.reason,
            deliverables=tuple(self.served[row.id]),
        )

    def _meeting(self, row: BodyMeetingRow) -> a.PlannedMeetingData:
        return a.PlannedMeetingData(
            slug=row.slug,
            body=BodyRef(slug=row.body, name=row.body_name),
            start=row.start,
            end=row.end,
            place=self._place(row.organisation, row.organisation_slug, row.place),
            online=row.online,
        )

    def _place(self, organisation: int | None, slug: str | None, name: LocalizedText) -> LocalizedText:
        if name or organisation is None:
            return name
        return self.named(organisation, slug or "")
