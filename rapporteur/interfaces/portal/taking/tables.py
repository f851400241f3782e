"""What pages list, as CSV for a spreadsheet and as JSON: the same rows, codes beside words, where it is from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse

from rapporteur.interfaces.portal.door.activities import listed
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.pages.members import members_asked
from rapporteur.interfaces.portal.pages.plan import table_asked
from rapporteur.interfaces.portal.visit import Visit, page
from rapporteur.interfaces.portal.words import CITATION_OF_PAGE, PAGES

MOST = 5_000
"""Rows of a table: what is left off, `of` says."""
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@page
def activities(visit: Visit, form: str) -> HttpResponse:
    """Send a filtered list of activities."""
    filters = Filters.asked(visit.request.GET)
    found = filters.activities()
    rows = [
        {
            "activity": one.slug,
            "title": one.title,
            "start": "" if one.month_only else one.start.isoformat(),
            "end": "" if one.month_only else one.end.isoformat(),
            "month": f"{one.start:%Y-%m}",
            "kind": one.kind_code,
            "kind_name": one.kind,
            "line": one.line.code if one.line else "",
            "deliverables": [node.code for node in one.deliverables],
            "places": [place.name for place in one.places],
            "online": one.online,
            "members": [part.who.slug for part in one.parts if part.who.slug],
            "organisations": [part.who.name for part in one.parts],
            "address": visit.absolute(visit.to("activities", one.slug)),
        }
        for one in listed(visit, found[:MOST], "NAMED")
    ]
    return sent(visit, form, "activities", rows, found.count(), filters.query)


@page
def members(visit: Visit, form: str) -> HttpResponse:
    """Send the members on a day."""
    found, chosen = members_asked(visit)
    rows = [
        {
            "member": one.slug,
            "name": one.name,
            "country": one.country_code,
            "country_name": one.country,
            "category": one.category_code,
            "region": one.region,
            "region_name": one.region_name,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "activities": one.activities,
            "last_activity": one.last.isoformat() if one.last else "",
            "address": visit.absolute(visit.to("members", one.slug)),
        }
        for one in found[:MOST]
    ]
    query = "&".join(f"{name}={value}" for name, value in chosen.items() if value)
    return sent(visit, form, "members", rows, len(found), f"?{query}" if query else "")


@page
def plan(visit: Visit, form: str) -> HttpResponse:
    """Send a year of the plan: a row for each deliverable and quarter."""
    table = table_asked(visit)
    if table is None:
        raise Http404("no plan has begun")
    rows = [
        {
            "line": line.code,
            "measure": group.code,
            "deliverable": row.code,
            "title": row.title,
            "in_adopted_plan": row.listed,
            "quarter": cell.quarter.code,
            "state": cell.quarter.state,
            "activities": cell.count,
            "activities_in_whole_plan": row.total,
        }
        for line in table.lines
        for group in line.groups
        for row in group.rows
        for cell in row.cells
    ]
    return sent(visit, form, "plan", rows, len(rows), f"?year={table.year}")


def sent(
    visit: Visit, form: str, part: str, rows: Sequence[Mapping[str, Any]], total: int, query: str
) -> HttpResponse:
    """Return a table in a form; `part` is the page that it belongs to, `total` how many rows there are in all."""
    name = f"{visit.association.slug}-{part}-{visit.today.isoformat()}.{form}"
    if form == "csv":
        response = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    elif form == "json":
        title, page_address = visit.tell(PAGES[part]), visit.absolute(visit.to(part) + query)
        about = {
            "title": title,
            "language": visit.language,
            "as_of": visit.today.isoformat(),
            "source": page_address,
            "citation": visit.tell(
                CITATION_OF_PAGE, association=visit.text(visit.association.name), title=title, day=visit.today,
                address=page_address,
            ),
            "of": total,
            "rows": rows,
        }  # fmt: skip
        content = json.dumps(about, ensure_ascii=False, indent=1)
        response = HttpResponse(content, content_type="application/json")
        response["Access-Control-Allow-Origin"] = "*"
    else:
        raise Http404("no such form of a table: expected csv or json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV (RFC 4180), several values of a cell with semicolons between; no text is a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row)
        writer.writerow([_cell(value) for value in row.values()])
    return "\ufeff" + written.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_BEGINS_A_FORMULA) else value
    return "" if value is None else str(value)
