"""The lists of the API: the rows of the tables, with the filters of the pages."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from importlib.resources import files
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rapporteur.interfaces.portal.api.answers import Slice, after_key, reads, wrong_place
from rapporteur.interfaces.portal.door.agenda import calls_open, events_ahead
from rapporteur.interfaces.portal.door.editions import editions as editions_of
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.door.publications import known_publications
from rapporteur.interfaces.portal.door.publications import publications as publications_of
from rapporteur.interfaces.portal.pages.members import members_asked
from rapporteur.interfaces.portal.pages.plan import table_asked
from rapporteur.interfaces.portal.pages.programmes import programmes_asked
from rapporteur.interfaces.portal.pages.publications import series_asked
from rapporteur.interfaces.portal.taking.rows import (
    activity_rows,
    agenda_rows,
    edition_rows,
    member_rows,
    plan_rows,
    programme_rows,
    publication_rows,
)
from rapporteur.interfaces.portal.visit import Visit

_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2})~([-\w]{1,120})", re.ASCII)
"""Where a page of activities ends: the day on which the last begins, and its name."""


@reads("activities", *(one.name for one in fields(Filters)))
def activities(visit: Visit, limit: int, after: str) -> Slice:
    """Return published activities, the newest first; whatever is added meanwhile, none is told twice or left out."""
    found = Filters.asked(visit.request.GET).activities()
    total = found.count()
    if after:
        day, slug = _place(after)
        found = found.filter(Q(start_date__lt=day) | Q(start_date=day, slug__gt=slug))
    keys = list(found.values_list("pk", "start_date", "slug")[: limit + 1])
    own = found.filter(pk__in=[key for key, _, _ in keys[:limit]])
    last = "{1}~{2}".format(*keys[limit - 1]) if len(keys) > limit else ""
    return Slice(activity_rows(visit, own) if keys else [], total, last)


def _place(after: str) -> tuple[date, str]:
    matched = _PLACE.fullmatch(after)
    try:
        if matched:
            return date.fromisoformat(matched[1]), matched[2]
    except ValueError:
        pass  # a day that no calendar has
    raise wrong_place()


@reads("members", "region", "activated", "on")
def members(visit: Visit, limit: int, after: str) -> Slice:
    """Return the members on a day by their addresses."""
    found, _ = members_asked(visit)
    some = after_key([{"member": one.slug, "one": one} for one in found], _key("member"), limit, after)
    return some._replace(rows=member_rows(visit, (row["one"] for row in some.rows)))


@reads("plan", "year")
def plan(visit: Visit, limit: int, after: str) -> Slice:
    """Return a year of the plan, by deliverable and quarter."""
    table = table_asked(visit)
    return after_key(plan_rows(table) if table else [], _key("deliverable", "quarter"), limit, after)


@reads("agenda", "on")
def agenda(visit: Visit, limit: int, after: str) -> Slice:
    """Return what lies ahead of a day: calls, then events."""
    on = visit.day_asked()
    rows = agenda_rows(events_ahead(visit, on), calls_open(visit, on))
    return after_key(rows, _key("what", "name"), limit, after)


@reads("programmes", "kind")
def programmes(visit: Visit, limit: int, after: str) -> Slice:
    """Return programmes by their addresses."""
    found, _ = programmes_asked(visit)
    return after_key(programme_rows(visit, found), _key("programme"), limit, after)


@reads("publications", "series")
def publications(visit: Visit, limit: int, after: str) -> Slice:
    """Return publications by their addresses."""
    series, _ = series_asked(visit)
    found = known_publications(visit, series)
    keys = [{"publication": slug} for slug in found.values_list("slug", flat=True)]
    some = after_key(keys, _key("publication"), limit, after)
    own = found.filter(slug__in=[row["publication"] for row in some.rows])
    rows = publication_rows(visit, publications_of(visit, own))
    return some._replace(rows=sorted(rows, key=_key("publication")))


@reads("reports")
def editions(visit: Visit, limit: int, after: str) -> Slice:
    """Return frozen editions with their documents, by period and number."""
    return after_key(edition_rows(visit, editions_of(visit)), _key("start", "end", "number"), limit, after)


def _key(*names: str) -> Any:
    return lambda row: "~".join(
        f"{row[name]:04}" if isinstance(row[name], int) else str(row[name]) for name in names
    )


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Send what the API promises (OpenAPI 3.1)."""
    content = files(__package__).joinpath("openapi.json").read_bytes()
    response = HttpResponse(content, content_type="application/vnd.oai.openapi+json;version=3.1")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=3600"
    return response
