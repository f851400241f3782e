"""The page of the palette, which needs no script, and what its script asks for."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.search import as_typed
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.log.desk import open_period
from rapporteur.interfaces.office.palette.finding import Asker, Found, look_up
from rapporteur.interfaces.office.palette.words import COUNTS, PAGE
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.reports.models import Report

GROUPS = ("doings", "records", "near", "pages")
TITLES = {"doings": "do", "records": "records", "near": "near", "pages": "pages"}


@require_GET
def find(request: HttpRequest) -> HttpResponseBase:
    """Show what is found for what is typed: as a page, or as JSON where the script asks."""
    typed = as_typed(request.GET.get("q", ""))
    found = look_up(typed, _asker(request))
    groups = [(str(PAGE[TITLES[name]]), rows) for name in GROUPS if (rows := getattr(found, name))]
    if request.GET.get("as") == "json":
        return JsonResponse(_plain(groups, found))
    context = {"words": PAGE, "typed": typed, "groups": groups}
    return TemplateResponse(request, "office/palette/find.html", context)


def _plain(groups: list[tuple[str, Any]], found: Found) -> dict[str, Any]:
    return {
        "groups": [{"title": title, "rows": [asdict(row) for row in rows]} for title, rows in groups],
        "told": say(COUNTS, reader(), count=found.count) if found.count else str(PAGE["none"]),
        "isNear": bool(found.near),
    }


def _asker(request: HttpRequest) -> Asker:
    today, language = timezone.localdate(), reader()
    others = (one for one in association_languages() if one != language)
    period = open_period(today)
    is_reported = Report.objects.filter(period_start=period.start, period_end=period.end).exists()
    return Asker(actor_of(request.user), (language, *others), today, period.code if is_reported else "")
