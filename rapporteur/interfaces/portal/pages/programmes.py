"""Programmes, pilot projects and partnerships: the list, and what came of each."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from rapporteur.interfaces.portal.door.activities import listed
from rapporteur.interfaces.portal.door.agenda import calls_open, events_ahead
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.door.programmes import Programme, kinds, programmes
from rapporteur.interfaces.portal.door.publications import known_publications, publications
from rapporteur.interfaces.portal.pages.activities import cited
from rapporteur.interfaces.portal.taking.links import of_activities, of_table
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import (
    ACTIVITIES_COUNTED,
    PAGES,
    PARTNERS_COUNTED,
    PROGRAMME_ABOUT,
    PROGRAMMES_ABOUT,
    PROGRAMMES_COUNTED,
    PUBLISHED_TODAY,
)
from rapporteur.records.programmes.enums import InitiativeKind

SHOWN = 12
"""Activities on the page of a programme; the list has them all."""


@page
def all_programmes(visit: Visit) -> HttpResponse:
    """List the programmes, all or those of a kind."""
    rows, kind = programmes_asked(visit)
    title = visit.tell(PAGES["programmes"])
    query = f"?kind={kind}" if kind else ""
    return show(
        visit, "programmes", here="programmes", title=title, rows=[_row(visit, one) for one in rows],
        about=visit.tell(PROGRAMMES_ABOUT, association=visit.text(visit.association.name)),
        counted=visit.tell(PROGRAMMES_COUNTED, count=len(rows)),
        as_of=visit.tell(PUBLISHED_TODAY, day=visit.today),
        kinds=[(words, visit.to("programmes", kind=code), code == kind) for code, words in kinds(visit)],
        kind=kind, feeds=of_table(visit, "programmes", query), citation=cited(visit, title),
    )  # fmt: skip


def programmes_asked(visit: Visit) -> tuple[list[Programme], str]:
    """Return the programmes that an address asks for, and of which kind; raise Http404 for what is no kind."""
    kind = visit.request.GET.get("kind", "")
    if kind and kind not in InitiativeKind.values:
        raise Http404("no such kind of programme")
    return programmes(visit, kind=kind), kind


def _row(visit: Visit, one: Programme) -> tuple[Programme, str]:
    return one, visit.tell(PARTNERS_COUNTED, count=len(one.partners)) if one.partners else ""


@page
def programme(visit: Visit, slug: str) -> HttpResponse:
    """Show a programme: who takes part, what it did, what it published, what lies ahead of it."""
    found = programmes(visit, slug=slug)
    if not found:
        raise Http404("no such programme")
    one, filters = found[0], Filters(programme=slug)
    rows = listed(visit, filters.activities()[: SHOWN + 1], "BRIEF")
    return show(
        visit, "programme", here="programmes", card=("programmes", slug), title=one.name, one=one, rows=rows[:SHOWN],
        about=visit.tell(PROGRAMME_ABOUT, kind=one.kind, association=visit.text(visit.association.name)),
        more=len(rows) > SHOWN, all_of_them=visit.to("activities", programme=slug),
        counted="" if len(rows) > SHOWN else visit.tell(ACTIVITIES_COUNTED, count=len(rows)),
        events=events_ahead(visit, visit.today, slug), calls=calls_open(visit, visit.today, slug),
        publications=publications(visit, known_publications(visit, slug)[:SHOWN], brief=True), inside=True,
        feeds=of_activities(visit, filters), citation=cited(visit, one.name),
    )  # fmt: skip
