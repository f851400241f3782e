"""Parts of pages for other sites, in a frame: the map, the figures and the plan, with their source; and oEmbed.

A frame holds no script, sets no cookie, and may stand on every site: that alone is allowed beyond what pages may.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from rapporteur.base.core.queries import NoAssociation, the_association
from rapporteur.interfaces.portal.door.editions import newest_sound
from rapporteur.interfaces.portal.middleware import PORTAL_POLICY
from rapporteur.interfaces.portal.pages.activities import cited
from rapporteur.interfaces.portal.pages.frames import FRAMES, KEPT_SECONDS, WIDTH, iframe, title_of
from rapporteur.interfaces.portal.pages.home import edition_shown
from rapporteur.interfaces.portal.pages.plan import plan_shown, table_asked
from rapporteur.interfaces.portal.visit import Visit, answered, page, show
from rapporteur.interfaces.portal.words import PUBLISHED_TODAY

POLICY = PORTAL_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
_ADDRESS = re.compile(
    r"(?:/embed/(?P<of>[-a-z0-9]+)/(?P<what>map|figures|plan)/|/(?P<page>[-a-z0-9]+)/(?P<plan>plan/)?)",
    re.ASCII,
)


@xframe_options_exempt
def embed(request: HttpRequest, language: str, what: str) -> HttpResponse:
    """Show a part of a page alone, to whatever site."""
    response: HttpResponse = _embedded(request, language, what=what)
    if response.status_code == HTTPStatus.OK:
        response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


@page
def _embedded(visit: Visit, what: str) -> HttpResponse:
    title = title_of(visit, what)
    shown = _parts_of(visit, what)
    return show(visit, "embed", title=title, about=title, what=what, citation=cited(visit, title), **shown)


def _parts_of(visit: Visit, what: str) -> dict[str, Any]:
    if what == "plan":
        table = table_asked(visit)
        if table is None:
            raise Http404("no plan has begun")
        source = visit.to("plan", year=table.year)
        shown = plan_shown(visit, table)
        note = visit.tell(PUBLISHED_TODAY, day=visit.today)
        return {**shown, "table": table, "source": visit.absolute(source), "note": note}
    newest = newest_sound(visit)
    if newest is None:
        raise Http404("no report is frozen")
    shown = edition_shown(visit, *newest)
    return {**shown, "source": visit.absolute(shown["edition_address"]), "note": shown["figures_source"]}


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Tell a site how to show an address of ours (oEmbed 1.0): a part in its frame, home as its figures, the plan."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=HTTPStatus.NOT_IMPLEMENTED)
    asked = urlsplit(request.GET.get("url", ""))
    found = _ADDRESS.fullmatch(asked.path) if asked.netloc == request.get_host() else None
    try:
        association = the_association()
    except NoAssociation as error:
        raise Http404("nothing is recorded yet") from error
    language = (found["of"] or found["page"]) if found else ""
    if found is None or language not in association.languages:
        raise Http404("nothing that can be framed is at this address")
    what = found["what"] or ("plan" if found["plan"] else "figures")

    def make(state: str) -> HttpResponse:
        visit = Visit(request, association, language, timezone.localdate(), state)
        return _described(visit, what, parse_qs(asked.query).get("year", [""])[0])

    response = answered(request, timezone.localdate(), make)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _described(visit: Visit, what: str, year: str) -> HttpResponse:
    title = title_of(visit, what)
    year = year if what == "plan" and year.isascii() and year.isdecimal() and len(year) == 4 else ""
    width = _at_most(visit.request.GET.get("maxwidth", ""), WIDTH)
    height = _at_most(visit.request.GET.get("maxheight", ""), FRAMES[what].height)
    association = visit.text(visit.association.name)
    about = {
        "version": "1.0",
        "type": "rich",
        "title": f"{title}, {association}",
        "provider_name": association,
        "provider_url": visit.absolute(visit.to()),
        "cache_age": KEPT_SECONDS,
        "width": width,
        "height": height,
        "html": iframe(visit.absolute(f"/embed{visit.to(what, year=year)}"), title, width, height),
    }
    return HttpResponse(json.dumps(about, ensure_ascii=False), content_type="application/json+oembed")


def _at_most(asked: str, usual: int) -> int:
    """Return a number of pixels, no more than a site has room for."""
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else usual
    return min(max(wanted, 1), usual)
