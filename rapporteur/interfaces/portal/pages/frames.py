"""What of our pages other sites may show in a frame, and what one copies for it."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode
from xml.sax.saxutils import quoteattr

from django.http import Http404

from rapporteur.interfaces.portal.visit import Visit
from rapporteur.interfaces.portal.words import FIGURES_TITLE, WORDS

KEPT_SECONDS = 600
WIDTH = 800
"""Pixels of a frame, where the other site has no narrower place for it."""


class Frame(NamedTuple):
    """What can be framed: how high it is, in pixels."""

    height: int


FRAMES = {"map": Frame(560), "figures": Frame(420), "plan": Frame(900)}


def title_of(visit: Visit, what: str) -> str:
    """Return what a part is called; raise Http404 for what cannot be framed."""
    words = {"map": WORDS["map_of"], "figures": FIGURES_TITLE, "plan": WORDS["plan_heading"]}
    if what not in words:
        raise Http404("nothing of this name can be framed")
    return visit.tell(words[what])


def offered(visit: Visit, *names: str, **query: object) -> list[dict[str, Any]]:
    """Return, for the page that shows them whole, each part that can be framed: its name, what one copies, oEmbed."""
    found = []
    for what in names:
        title = title_of(visit, what)
        address = visit.absolute(f"/embed{visit.to(what, **query)}")
        found.append(
            {
                "words": title,
                "code": iframe(address, title, WIDTH, FRAMES[what].height),
                "oembed": visit.absolute(f"/oembed?{urlencode({'url': address})}"),
            }
        )
    return found


def iframe(address: str, title: str, width: int, height: int) -> str:
    """Return what one copies into a page of another site."""
    return (
        f'<iframe src={quoteattr(address)} title={quoteattr(title)} width="{width}" height="{height}" '
        'loading="lazy" style="border:0;max-width:100%"></iframe>'
    )
