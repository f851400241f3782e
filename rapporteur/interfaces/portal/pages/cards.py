"""Pictures that other sites show beside a link to a page: the association's colour, what the page is, of whom."""

from __future__ import annotations

import json
from functools import lru_cache

from django.http import Http404, HttpResponse

from rapporteur.documents.html.render import ink_on
from rapporteur.documents.pdf.typst import FONTS
from rapporteur.interfaces.portal.door.activities import listed
from rapporteur.interfaces.portal.door.editions import address_of, editions_bare
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.door.members import portrait
from rapporteur.interfaces.portal.door.programmes import programmes
from rapporteur.interfaces.portal.visit import Visit, page, period_of
from rapporteur.interfaces.portal.words import HOME_TITLE, PAGES, WORDS

WIDTH, HEIGHT = 1200, 630
"""Pixels, as sites that show such pictures ask for them."""
_LONGEST = 160
"""Letters of a title that are drawn; the page has the whole."""
_STEPS = ((28, 62), (60, 48), (110, 38), (_LONGEST + 1, 31))
"""Up to how many letters a title is how large, in points."""
_SOURCE = b"""
#let d = json(bytes(sys.inputs.card))
#set page(width: 600pt, height: 315pt, margin: 0pt, fill: rgb(d.ground))
#set text(font: ("Source Sans 3", "Source Serif 4"), fill: rgb(d.ink), size: 17pt, lang: d.language, hyphenate: false)
#place(top + left, dx: 40pt, dy: 36pt, block(width: 520pt, text(weight: 600, d.kicker)))
#place(top + left, dx: 40pt, dy: 70pt, block(width: 520pt, height: 180pt, clip: true, align(start + horizon, {
  set par(leading: .38em)
  text(font: ("Source Serif 4 Display", "Source Serif 4", "Source Sans 3"), weight: 600, size: d.size * 1pt, d.title)
})))
#place(bottom + left, dx: 40pt, dy: -32pt, block(width: 520pt, text(d.foot)))
"""


@lru_cache(maxsize=64)
def drawn_card(colour: str, kicker: str, title: str, foot: str, language: str) -> bytes:
    """Return a card as PNG: what the page is above, its title, where it belongs below; the same bytes each time."""
    import typst  # where nothing is drawn, its 84 MB are not loaded

    title = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    size = next(points for longest, points in _STEPS if len(title) <= longest)
    card = {
        "ground": colour, "ink": ink_on(colour), "kicker": kicker[:80], "title": title, "foot": foot[:90],
        "size": size, "language": language[:2],
    }  # fmt: skip
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    picture = typst.compile(
        _SOURCE, format="png", ppi=144, font_paths=fonts, sys_inputs={"card": json.dumps(card)}
    )
    if not isinstance(picture, bytes):
        raise TypeError("a card came out as several pages")
    return picture


def _sent(visit: Visit, kicker: str, title: str, foot: str = "") -> HttpResponse:
    association = visit.text(visit.association.name)
    below = foot or association
    return HttpResponse(
        drawn_card(visit.association.colour, kicker, title, below, visit.language), content_type="image/png"
    )


@page
def of_site(visit: Visit) -> HttpResponse:
    """Send the card of home, and of all pages that have none of their own."""
    return _sent(
        visit, visit.association.short_name, visit.text(visit.association.name), visit.tell(HOME_TITLE)
    )


@page
def of_part(visit: Visit, part: str) -> HttpResponse:
    """Send the card of a part of the site."""
    if part not in PAGES:
        raise Http404("no such part of the site")
    return _sent(visit, visit.association.short_name, visit.tell(PAGES[part]))


@page
def of_report(visit: Visit, period: str) -> HttpResponse:
    """Send the card of a report."""
    own = period_of(period)
    if not any(address_of(one.period) == period for one in editions_bare(visit)):
        raise Http404(f"no report of {period} is frozen")
    return _sent(
        visit,
        visit.tell(WORDS["report"]),
        f"{visit.text(visit.association.report_name)}, {visit.period(own)}",
    )


@page
def of_activity(visit: Visit, slug: str) -> HttpResponse:
    """Send the card of a published activity."""
    rows = listed(visit, Filters().activities().filter(slug=slug), "BRIEF")
    if not rows:
        raise Http404("no such activity")
    return _sent(visit, " · ".join(filter(None, (rows[0].when, rows[0].where))), rows[0].title)


@page
def of_member(visit: Visit, slug: str) -> HttpResponse:
    """Send the card of a member, or of an organisation that was one."""
    found = portrait(visit, slug)
    if found is None:
        raise Http404("no such member")
    return _sent(visit, " · ".join(filter(None, (found.category, found.country))), found.name)


@page
def of_programme(visit: Visit, slug: str) -> HttpResponse:
    """Send the card of a programme."""
    found = programmes(visit, slug=slug)
    if not found:
        raise Http404("no such programme")
    return _sent(visit, found[0].kind, found[0].name)
