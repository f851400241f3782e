"""Programmes, publications and the agenda as tables."""

from __future__ import annotations

from django.http import HttpResponse

from rapporteur.interfaces.portal.door.agenda import calls_open, events_ahead
from rapporteur.interfaces.portal.door.publications import known_publications
from rapporteur.interfaces.portal.door.publications import publications as publications_of
from rapporteur.interfaces.portal.pages.programmes import programmes_asked
from rapporteur.interfaces.portal.pages.publications import series_asked
from rapporteur.interfaces.portal.taking.tables import MOST, sent
from rapporteur.interfaces.portal.visit import Visit, page


@page
def programmes(visit: Visit, form: str) -> HttpResponse:
    """Send the programmes, all or those of a kind."""
    found, kind = programmes_asked(visit)
    rows = [
        {
            "programme": one.slug,
            "name": one.name,
            "kind": one.kind_code,
            "kind_name": one.kind,
            "start": one.start.isoformat() if one.start else "",
            "end": one.end.isoformat() if one.end else "",
            "lead": one.lead.slug if one.lead else "",
            "lead_name": one.lead.name if one.lead else "",
            "partners": [partner.slug for partner in one.partners if partner.slug],
            "partner_names": [partner.name for partner in one.partners],
            "address": visit.absolute(visit.to("programmes", one.slug)),
        }
        for one in found[:MOST]
    ]
    return sent(visit, form, "programmes", rows, len(found), f"?kind={kind}" if kind else "")


@page
def publications(visit: Visit, form: str) -> HttpResponse:
    """Send the publications, all or those of a series."""
    series, _ = series_asked(visit)
    found = known_publications(visit, series)
    rows = [
        {
            "publication": one.slug,
            "title": one.title,
            "kind": one.kind_code,
            "kind_name": one.kind,
            "series": one.series,
            "number": one.number,
            "authors": one.authors,
            "languages": one.language_codes,
            "published": _day(one.day.isoformat() if one.day else "", month_only=one.month_only),
            "isbn": one.isbn,
            "doi": one.doi,
            "link": one.href,
            "launched_at": one.launched,
            "told_of_by": [mention.outlet for mention in one.mentions],
            "address": visit.absolute(visit.to("publications", one.slug)),
        }
        for one in publications_of(visit, found[:MOST])
    ]
    return sent(visit, form, "publications", rows, found.count(), f"?series={series}" if series else "")


def _day(day: str, *, month_only: bool) -> str:
    return day[:7] if month_only else day


@page
def agenda(visit: Visit, form: str) -> HttpResponse:
    """Send what lies ahead of a day: events, then calls by their deadlines."""
    on = visit.day_asked()
    events = [
        {
            "what": "EVENT",
            "name": one.slug,
            "title": one.title,
            "kind": one.kind_code,
            "kind_name": one.kind,
            "start": _day(one.start.isoformat(), month_only=one.month_only),
            "end": _day(one.end.isoformat(), month_only=one.month_only),
            "deadline": "",
            "place": one.place,
            "online": one.online,
            "cancelled": one.cancelled,
            "programme": one.programme.slug if one.programme else "",
            "activity": one.activity,
            "link": one.href,
        }
        for one in events_ahead(visit, on)
    ]
    calls = [
        {
            "what": "CALL",
            "name": one.slug,
            "title": one.name,
            "kind": one.kind_code,
            "kind_name": one.kind,
            "start": "",
            "end": one.closes.isoformat() if one.closes else "",
            "deadline": one.moment.isoformat() if one.moment else "",
            "place": "",
            "online": False,
            "cancelled": False,
            "programme": one.programme.slug if one.programme else "",
            "activity": "",
            "link": one.href,
        }
        for one in calls_open(visit, on)
    ]
    query = "" if on == visit.today else f"?on={on.isoformat()}"
    return sent(visit, form, "agenda", [*events, *calls], len(events) + len(calls), query)
