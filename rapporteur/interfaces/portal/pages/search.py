"""Search over all that is public, in any language, without accents."""

from __future__ import annotations

from django.http import HttpResponse

from rapporteur.base.values.search import as_typed
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.door.finding import search
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import SEARCH_ABOUT, SEARCH_TITLE, WORDS


@page
def find(visit: Visit) -> HttpResponse:
    """Show what a search finds, or what may have been meant."""
    text = as_typed(visit.request.GET.get("q", "")).strip()
    found = search(visit, text)
    return show(
        visit, "search", title=visit.tell(SEARCH_TITLE, words=text) if text else visit.tell(WORDS["search"]),
        about=visit.tell(SEARCH_ABOUT, association=visit.text(visit.association.name)),
        text=text, found=found, asked=bool(text),
        meant=[(one, visit.to("search", q=one)) for one in found.meant],
        members=[(name, visit.to("members", slug)) for slug, name in found.members],
        nodes=[(code, title, visit.to("activities", deliverable=slug)) for slug, code, title in found.nodes],
        programmes=[(name, visit.to("programmes", slug)) for slug, name in found.programmes],
        publications=[(title, visit.to("publications", slug)) for slug, title in found.publications],
        people=[(name, visit.to("who")) for name in found.people],
        all_activities=visit.to("activities", **Filters(q=text).given) if found.more_activities else "",
    )  # fmt: skip
