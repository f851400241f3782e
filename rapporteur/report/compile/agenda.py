"""The agenda between two days: planned events, meetings of bodies, deadlines of calls."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from rapporteur.base.core.queries import the_association
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.agenda.enums import EventPart, EventState
from rapporteur.records.agenda.queries import events_between
from rapporteur.records.calls.enums import CallOutcome
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.members.models import Organisation
from rapporteur.report.value.ahead import AgendaData, AgendaEntry


def compile_agenda(since: date, until: date, asked: datetime) -> AgendaData:
    """Return what begins or closes from one day up to and with another; what is cancelled is among it, and says so.

    To what we do not go is not. Raises NoAssociation.
    """
    association = the_association()
    days = (since, until)
    own = association.slug
    entries = [*_events(*days, own), *_meetings(*days, own), *_deadlines(*days, own)]
    return AgendaData(
        name=LocalizedText.same(association.short_name, association.languages),
        languages=tuple(association.languages),
        start=since,
        end=until,
        asked=asked,
        entries=tuple(sorted(entries, key=lambda one: (one.start, one.end, one.uid))),
    )


def _events(since: date, until: date, own: str) -> Iterator[AgendaEntry]:
    rows = events_between(since, until).exclude(part=EventPart.NOT_GOING)
    for one in rows.select_related("place_organisation").prefetch_related("place_organisation__names"):
        yield AgendaEntry(
            uid=f"event-{one.slug}@{own}",
            title=one.title,
            start=one.start_date,
            end=one.end_date,
            to_the_day=one.date_precision == DatePrecision.DAY,
            place=_place(one.place_organisation, one.place_name, one.start_date),
            online=one.online,
            is_cancelled=one.state is EventState.CANCELLED,
            link=one.link,
        )


def _meetings(since: date, until: date, own: str) -> Iterator[AgendaEntry]:
    rows = BodyMeeting.objects.filter(start_date__gte=since, start_date__lte=until)
    rows = rows.select_related("body", "place_organisation").order_by("start_date", "slug")
    for one in rows.prefetch_related("place_organisation__names"):
        yield AgendaEntry(
            uid=f"meeting-{one.slug}@{own}",
            title=one.body.name,
            start=one.start_date,
            end=one.end_date,
            place=_place(one.place_organisation, one.place_name, one.start_date),
            online=one.online,
            is_cancelled=one.state == MeetingState.CANCELLED,
        )


def _deadlines(since: date, until: date, own: str) -> Iterator[AgendaEntry]:
    rows = CallForApplications.objects.filter(closes_date__gte=since, closes_date__lte=until)
    for one in rows.order_by("closes_date", "slug"):
        if (closes := one.closes) is not None:
            yield AgendaEntry(
                uid=f"deadline-{one.slug}@{own}",
                title=one.name,
                start=closes.day,
                end=closes.day,
                moment=closes.moment,
                is_cancelled=one.outcome == CallOutcome.CANCELLED,
                link=one.link,
            )


def _place(organisation: Organisation | None, name: LocalizedText, on: date) -> LocalizedText:
    """Return what a place is called on a day: by its own name, else by that of the organisation."""
    if name or organisation is None:
        return name
    dated = [row.name for row in organisation.names.all() if row.span.holds_on(on)]
    return dated[0] if dated else LocalizedText()
