"""The agenda: events that lie ahead of a day, and calls that are open on it; as a calendar too."""

from __future__ import annotations

from datetime import UTC, datetime, time
from operator import attrgetter

from django.http import HttpResponse

from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.agenda import agenda_calendar
from rapporteur.interfaces.portal.door.agenda import CallShown, EventShown, calls_open, events_ahead
from rapporteur.interfaces.portal.pages.activities import cited
from rapporteur.interfaces.portal.taking.links import of_agenda
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import AGENDA_ABOUT, AS_ON, PAGES
from rapporteur.report.value.ahead import AgendaData, AgendaEntry


@page
def agenda(visit: Visit) -> HttpResponse:
    """Show what lies ahead of a day."""
    on = visit.day_asked()
    title = visit.tell(PAGES["agenda"])
    is_today = on == visit.today
    return show(
        visit, "agenda", here="agenda", title=title, events=events_ahead(visit, on), calls=calls_open(visit, on),
        about=visit.tell(AGENDA_ABOUT, association=visit.text(visit.association.name)),
        as_on=visit.tell(AS_ON, day=on), on=on.isoformat(), is_today=is_today,
        feeds=of_agenda(visit, "" if is_today else f"?on={on.isoformat()}"), citation=cited(visit, title),
    )  # fmt: skip


@page
def calendar(visit: Visit) -> HttpResponse:
    """Send what lies ahead as a calendar; an entry is known by the same name for ever, also by who calls it off."""
    own, today = visit.association.slug, visit.today
    entries = [_event(visit, one, own) for one in events_ahead(visit, today)]
    deadlines = [_deadline(visit, one, own) for one in calls_open(visit, today) if one.moment]
    found = sorted([*entries, *deadlines], key=attrgetter("start", "end", "uid"))
    data = AgendaData(
        name=visit.association.name, languages=visit.offered, start=today,
        end=max((one.end for one in found), default=today),
        asked=datetime.combine(today, time(), tzinfo=UTC), entries=tuple(found),
    )  # fmt: skip
    return HttpResponse(agenda_calendar(data, visit.language), content_type="text/calendar; charset=utf-8")


def _event(visit: Visit, one: EventShown, own: str) -> AgendaEntry:
    return AgendaEntry(
        uid=f"event-{one.slug}@{own}", title=_same(visit, one.title), start=one.start, end=one.end,
        to_the_day=not one.month_only, place=_same(visit, one.place), online=one.online,
        is_cancelled=one.cancelled, link=one.href,
    )  # fmt: skip


def _deadline(visit: Visit, one: CallShown, own: str) -> AgendaEntry:
    assert one.closes  # noqa: S101  # asked for where there is a deadline
    return AgendaEntry(
        uid=f"deadline-{one.slug}@{own}", title=_same(visit, one.name), start=one.closes, end=one.closes,
        moment=one.moment, link=one.href,
    )  # fmt: skip


def _same(visit: Visit, text: str) -> LocalizedText:
    return LocalizedText.same(text, visit.offered) if text else LocalizedText()
