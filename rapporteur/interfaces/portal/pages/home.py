"""Home: what the network is and did, at a glance; and the way from the bare address to it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from rapporteur.base.core.queries import NoAssociation, the_association
from rapporteur.documents.view.cartography import Sizes
from rapporteur.documents.view.context import Context
from rapporteur.documents.view.glance import figures
from rapporteur.documents.view.shapes import FigureView
from rapporteur.documents.view.vocabulary import GLANCE
from rapporteur.interfaces.portal.door.activities import listed
from rapporteur.interfaces.portal.door.editions import EditionShown, PublicEdition, newest_sound, report_of
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.errors import NoReportYet, languages_of_reader
from rapporteur.interfaces.portal.pages.frames import offered
from rapporteur.interfaces.portal.pages.maps import Spot, drawn
from rapporteur.interfaces.portal.taking.links import of_activities
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import (
    ACTIVATIONS_COUNTED,
    FIGURES_SOURCE,
    HOME_ABOUT,
    HOME_TITLE,
    MEMBERS_ACTIVATED,
    WORDS,
)
from rapporteur.report.value.data import ReportData

RECENT = 4


@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Lead to home in the language that the reader's browser asks for first, of those of the association."""
    try:
        offered = the_association().languages
    except NoAssociation as error:
        raise NoReportYet("nothing is recorded yet") from error
    language = next((one for one in languages_of_reader(request) if one in offered), offered[0])
    response = HttpResponseRedirect(f"/{language}/")
    response["Vary"] = "Accept-Language"
    return response


@page
def home(visit: Visit) -> HttpResponse:
    """Show the newest edition, the period in figures, the map of activated members, what was done last."""
    newest = newest_sound(visit)
    latest = listed(visit, Filters().activities()[:RECENT])
    if newest is None and not latest:
        raise NoReportYet("nothing is published yet: run `rapporteur freeze PERIOD`")
    title = visit.tell(HOME_TITLE)
    association = visit.text(visit.association.name)
    shown: dict[str, Any] = {}
    if newest is not None:
        edition, data = newest
        shown = edition_shown(visit, edition, data)
        shown["frames"] = offered(visit, "map", "figures")
    return show(
        visit, "home", title=title, about=visit.tell(HOME_ABOUT, association=association), recent=latest,
        feeds=of_activities(visit, Filters()), is_home=True, **shown,
    )  # fmt: skip


def edition_shown(visit: Visit, edition: EditionShown, data: ReportData) -> dict[str, Any]:
    """Return what home shows of an edition: cover, figures, map."""
    context, views, activated = _glance(edition.known, visit.language)
    links = {
        "activities": visit.to("activities", period=edition.address),
        "members": visit.to("members", activated=edition.address, on=data.as_of.isoformat()),
        "regions": visit.to("members", on=data.as_of.isoformat()),
        "deliverables": visit.to("plan", year=edition.period.start.year),
    }
    read = visit.to("reports", edition.address, edition.number, "read")
    named = [
        (view, links.get(view.key) or (f"{read}#{view.anchor}" if view.anchor else read)) for view in views
    ]
    spots = [(one, visit.to("members", slug)) for slug, one in activated]
    sizes = Sizes(count for one, count in (item[0] for item in spots))
    dots = [
        Spot(one.latitude, one.longitude, one.name, href, sizes.of(count)) for (one, count), href in spots
    ]
    title = visit.tell(MEMBERS_ACTIVATED, period=visit.period(edition.period))
    alt = f"{title}. {visit.tell(WORDS['legend_more'])}"
    return {
        "edition": edition,
        "edition_period": visit.period(edition.period),
        "report_name": visit.text(data.association.report_name),
        "edition_address": visit.to("reports", edition.address),
        "read": read,
        "figures": named,
        "glance_title": context.say(GLANCE[data.period.kind]),
        "figures_source": visit.tell(
            FIGURES_SOURCE, edition=edition.name, day=edition.frozen, as_of=edition.as_of
        ),
        "map": drawn(dots, alt),
        "activated": [
            (one.name, href, visit.tell(ACTIVATIONS_COUNTED, count=count)) for (one, count), href in spots
        ],
    }


@lru_cache(maxsize=16)
def _glance(
    known: PublicEdition, language: str
) -> tuple[Context, list[FigureView], list[tuple[str, tuple[Spot, int]]]]:
    """Return what home shows of an edition: it never changes, so it is made once."""
    data = report_of(known)
    context = Context(data, language)
    placed = []
    for row in data.activated_members:
        member = context.members[row.slug]
        if member.latitude is not None and member.longitude is not None:
            placed.append(
                (row.slug, (Spot(member.latitude, member.longitude, context.text(row.name)), row.activations))
            )
    placed.sort(key=lambda item: (context.key(item[1][0].name), item[0]))
    return context, figures(context, list(data.sections)), placed
