"""What lies ahead, as pages, calendars and tables show it: events, and calls with their deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.links import link_target
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.ahead import CALLS
from rapporteur.interfaces.portal.door.names import OrganisationLink, named
from rapporteur.interfaces.portal.door.programmes import ProgrammeNamed
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.interfaces.portal.words import DEADLINE_DAY, DEADLINE_TIME
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.agenda.enums import EventPart
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.calls.enums import CallOutcome
from rapporteur.records.calls.models import CallForApplications

MOST = 300
"""Events of a page: what lies further ahead stands on the page of a later day."""
_COLUMNS = (
    "slug", "title", "theme", "kind", "part", "online", "start_date", "end_date", "date_precision", "place_name",
    "place_organisation_id", "link", "cancelled_date", "initiative__slug", "initiative__name", "initiative__start",
    "activity__slug", "activity__live",
)  # fmt: skip


class EventShown(NamedTuple):
    """An event that lies ahead, or lay."""

    slug: str
    title: str
    theme: str
    kind_code: str
    kind: str
    ours: bool
    online: bool
    start: date
    end: date
    month_only: bool
    when: str
    place: str
    host: OrganisationLink | None
    href: str
    cancelled: bool
    programme: ProgrammeNamed | None
    activity: str


@dataclass(frozen=True)
class CallShown:
    """A call that is open on a day, with its last second."""

    slug: str
    name: str
    kind_code: str
    kind: str
    eligible: str
    languages: str
    closes: date | None
    moment: datetime | None
    deadline: str
    programme: ProgrammeNamed | None
    href: str


def events_ahead(visit: Visit, on: date, programme: str = "") -> list[EventShown]:
    """Return the events that are not over on a day, those first that begin first. Three queries.

    Of a programme one, without where they are: its page asks for much beside.
    """
    found = PlannedEvent.objects.public().filter(end_date__gte=on)
    if programme:
        found = found.filter(initiative__slug=programme)
    rows = list(found.order_by("start_date", "end_date", "slug").values_list(*_COLUMNS)[:MOST])
    hosts = {row[10] for row in rows if row[10]}
    who = named(visit, hosts) if hosts and not programme else {}
    return [_event(visit, row, who) for row in rows]


def _event(visit: Visit, row: Sequence[Any], who: dict[int, OrganisationLink]) -> EventShown:
    (
        slug,
        title,
        theme,
        kind,
        part,
        online,
        start,
        end,
        precision,
        place,
        host_key,
        link,
        cancelled,
        *others,
    ) = row
    *initiative, activity, live = others
    month_only = precision == DatePrecision.MONTH
    host = who.get(host_key) if host_key else None
    return EventShown(
        slug, visit.text(title), visit.text(theme) if theme else "", kind,
        vocabulary.coded(visit, vocabulary.KINDS, kind), part == EventPart.OURS, online, start, end, month_only,
        visit.dates(start, end, month_only=month_only),
        visit.text(place) if place else host.name if host else "", None if place else host,
        link_target(link), cancelled is not None, _programme(visit, initiative), activity if live else "",
    )  # fmt: skip


def _programme(visit: Visit, row: Sequence[Any]) -> ProgrammeNamed | None:
    slug, name, start = row
    begun = bool(slug) and (start is None or start <= visit.today)
    return ProgrammeNamed(slug, visit.text(name)) if begun else None


def calls_open(visit: Visit, on: date, programme: str = "") -> list[CallShown]:
    """Return the calls that were open on a day, those first that close first. One query."""
    open_then = Q(closes_date__gte=on) | Q(closes_date__isnull=True, outcome=CallOutcome.PENDING)
    found = CallForApplications.objects.public(on).filter(open_then)
    if programme:
        found = found.filter(initiative__slug=programme)
    rows = found.select_related("initiative").order_by("closes_date", "slug")
    return [_call(visit, one) for one in rows]


def _call(visit: Visit, one: CallForApplications) -> CallShown:
    closes, programme = one.closes, one.initiative
    own = (programme.slug, programme.name, programme.start) if programme else ("", "", None)
    return CallShown(
        one.slug, visit.text(one.name), one.kind, vocabulary.coded(visit, CALLS, one.kind),
        visit.text(one.eligible) if one.eligible else "",
        visit.listed(language_named(code, visit.language) for code in one.languages),
        one.closes_date, closes.moment if closes else None, _deadline(visit, one), _programme(visit, own),
        link_target(one.link),
    )  # fmt: skip


def _deadline(visit: Visit, one: CallForApplications) -> str:
    if one.closes_date is None:
        return ""
    day = format_dates(Dates(one.closes_date), visit.language)
    zone = one.time_zone.replace("_", " ")
    if one.closes_time is None:
        return visit.tell(DEADLINE_DAY, day=day, zone=zone)
    return visit.tell(DEADLINE_TIME, day=day, time=f"{one.closes_time:%H:%M}", zone=zone)
