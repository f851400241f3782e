"""Publications: the list, the newest first, and the address of each."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from rapporteur.interfaces.portal.door.programmes import programmes
from rapporteur.interfaces.portal.door.publications import known_publications, publications
from rapporteur.interfaces.portal.pages.activities import cited
from rapporteur.interfaces.portal.taking.links import of_publications
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import (
    IN_SECTION,
    PAGES,
    PUBLICATIONS_ABOUT,
    PUBLICATIONS_COUNTED,
    PUBLICATIONS_OF,
    PUBLISHED_TODAY,
)

PAGE = 50
"""Publications on a page."""


@page
def all_publications(visit: Visit) -> HttpResponse:
    """List the publications, all or those of a series."""
    series, name = series_asked(visit)
    found = known_publications(visit, series)
    total = found.count()
    last = max(-(-total // PAGE), 1)
    asked = visit.request.GET.get("page", "1")
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    title = visit.tell(PUBLICATIONS_OF, series=name) if name else visit.tell(PAGES["publications"])
    return show(
        visit, "publications", here="publications", title=title, total=total,
        about=visit.tell(PUBLICATIONS_ABOUT, association=visit.text(visit.association.name)),
        publications=publications(visit, found[(number - 1) * PAGE : number * PAGE]),
        counted=visit.tell(PUBLICATIONS_COUNTED, count=total),
        as_of=visit.tell(PUBLISHED_TODAY, day=visit.today), series=series,
        pager=_pager(visit, series, number, last), citation=cited(visit, title),
        feeds=of_publications(visit, f"?series={series}" if series else ""),
    )  # fmt: skip


def series_asked(visit: Visit) -> tuple[str, str]:
    """Return the series that an address asks for, by slug and name; raise Http404 for what is none."""
    slug = visit.request.GET.get("series", "")
    if not slug:
        return "", ""
    found = programmes(visit, slug=slug[:120])
    if not found:
        raise Http404("no such series")
    return found[0].slug, found[0].name


def _pager(visit: Visit, series: str, number: int, last: int) -> dict[str, str]:
    if last == 1:
        return {}
    return {
        "newer": visit.to("publications", series=series, page=number - 1) if number > 1 else "",
        "older": visit.to("publications", series=series, page=number + 1) if number < last else "",
        "here": visit.tell(IN_SECTION, number=number, total=last),
    }


@page
def publication(visit: Visit, slug: str) -> HttpResponse:
    """Show one publication."""
    found = publications(visit, known_publications(visit).filter(slug=slug))
    if not found:
        raise Http404("no such publication")
    (one,) = found
    return show(
        visit, "publication", here="publications", title=one.title, publications=found, alone=True,
        about=" · ".join(filter(None, (one.kicker, visit.listed(one.authors), one.when))),
        citation=cited(visit, one.title),
    )  # fmt: skip
