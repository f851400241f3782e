"""What pages list, as CSV for a spreadsheet and as JSON: the same rows, codes beside words, where it is from."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse

from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.pages.members import members_asked
from rapporteur.interfaces.portal.pages.plan import table_asked
from rapporteur.interfaces.portal.taking.rows import activity_rows, member_rows, plan_rows
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
    return sent(visit, form, "activities", activity_rows(visit, found[:MOST]), found.count(), filters.query)


@page
def members(visit: Visit, form: str) -> HttpResponse:
    """Send the members on a day."""
    found, chosen = members_asked(visit)
    query = "&".join(f"{name}={value}" for name, value in chosen.items() if value)
    return sent(
        visit, form, "members", member_rows(visit, found[:MOST]), len(found), f"?{query}" if query else ""
    )


@page
def plan(visit: Visit, form: str) -> HttpResponse:
    """Send a year of the plan: a row for each deliverable and quarter."""
    table = table_asked(visit)
    if table is None:
        raise Http404("no plan has begun")
    rows = plan_rows(table)
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
        writer.writerow([plain_cell(value) for value in row.values()])
    return "\ufeff" + written.getvalue()


def plain_cell(value: Any) -> str:
    """Return a value as CSV has it; a text that a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_BEGINS_A_FORMULA) else value
    return "" if value is None else str(value)
