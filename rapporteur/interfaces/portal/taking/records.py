"""Programmes, publications and the agenda as tables."""

from __future__ import annotations

from django.http import HttpResponse

from rapporteur.interfaces.portal.door.agenda import calls_open, events_ahead
from rapporteur.interfaces.portal.door.publications import known_publications
from rapporteur.interfaces.portal.door.publications import publications as publications_of
from rapporteur.interfaces.portal.pages.programmes import programmes_asked
from rapporteur.interfaces.portal.pages.publications import series_asked
from rapporteur.interfaces.portal.taking.rows import agenda_rows, programme_rows, publication_rows
from rapporteur.interfaces.portal.taking.tables import MOST, sent
from rapporteur.interfaces.portal.visit import Visit, page


@page
def programmes(visit: Visit, form: str) -> HttpResponse:
    """Send the programmes, all or those of a kind."""
    found, kind = programmes_asked(visit)
    rows = programme_rows(visit, found[:MOST])
    return sent(visit, form, "programmes", rows, len(found), f"?kind={kind}" if kind else "")


@page
def publications(visit: Visit, form: str) -> HttpResponse:
    """Send the publications, all or those of a series."""
    series, _ = series_asked(visit)
    found = known_publications(visit, series)
    rows = publication_rows(visit, publications_of(visit, found[:MOST]))
    return sent(visit, form, "publications", rows, found.count(), f"?series={series}" if series else "")


@page
def agenda(visit: Visit, form: str) -> HttpResponse:
    """Send what lies ahead of a day: events, then calls by their deadlines."""
    on = visit.day_asked()
    rows = agenda_rows(events_ahead(visit, on), calls_open(visit, on))
    return sent(visit, form, "agenda", rows, len(rows), "" if on == visit.today else f"?on={on.isoformat()}")
