"""The plan: what each deliverable received in each quarter, silent ones as visible as busy ones."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from rapporteur.base.values.formatting.days import format_period
from rapporteur.interfaces.portal.door.plan import Deliverable, PlanLine, PlanTable, plan_table
from rapporteur.interfaces.portal.pages.activities import cited
from rapporteur.interfaces.portal.pages.frames import offered
from rapporteur.interfaces.portal.taking.links import of_table
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import (
    ACTIVITIES_COUNTED,
    IN_YEAR,
    LAST_IN,
    PLAN_ABOUT,
    PUBLISHED_TODAY,
    WITH_EVIDENCE,
    WORDS,
)


@page
def plan(visit: Visit) -> HttpResponse:
    """Show a year of the plan."""
    table = table_asked(visit)
    title = table.name if table else visit.tell(WORDS["plan"])
    shown: dict[str, Any] = plan_shown(visit, table) if table else {}
    if table:
        shown["frames"] = offered(visit, "plan", year=table.year)
    return show(
        visit, "plan", here="plan", title=title, table=table, citation=cited(visit, title),
        about=visit.tell(PLAN_ABOUT, association=visit.text(visit.association.name)),
        as_of=visit.tell(PUBLISHED_TODAY, day=visit.today), **shown,
    )  # fmt: skip


def table_asked(visit: Visit) -> PlanTable | None:
    """Return the plan in the year of the address; raise Http404 for what is no year."""
    asked = visit.request.GET.get("year", "")
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) == 4):
        raise Http404("no such year")
    return plan_table(visit, int(asked) if asked else None)


def plan_shown(visit: Visit, table: PlanTable) -> dict[str, Any]:
    """Return what the page shows of a year of the plan."""
    return {
        "span": format_period(table.start, table.end, visit.language),
        "years": [(year, visit.to("plan", year=year), year == table.year) for year in table.years],
        "year_words": visit.tell(IN_YEAR, year=str(table.year)),
        "columns": [
            (f"{one.code[-2:]} {table.year}", visit.period(one.period), one.state) for one in table.quarters
        ],
        "lines": [_line(visit, line) for line in table.lines],
        "feeds": of_table(visit, "plan", f"?year={table.year}"),
    }


def _line(visit: Visit, line: PlanLine) -> dict[str, Any]:
    rows = line.rows
    groups = [
        {"group": group, "rows": [_row(visit, row) for row in group.rows]}
        for group in line.groups
        if group.rows
    ]
    return {
        "line": line,
        "href": visit.to("activities", line=line.slug),
        "done": visit.tell(WITH_EVIDENCE, part=line.with_evidence, count=len(rows)),
        "groups": groups,
        "silent": [
            (group.code, group.title, f"#{group.slug}")
            for group in line.groups
            if group.silent and group.code
        ],
    }


def _row(visit: Visit, row: Deliverable) -> dict[str, Any]:
    return {
        "row": row,
        "href": visit.to("activities", deliverable=row.slug),
        "cells": [
            {
                "count": cell.count,
                "heat": cell.heat,
                "state": cell.quarter.state,
                "words": _words(visit, cell.count),
                "href": visit.to("activities", deliverable=row.slug, period=cell.quarter.code),
            }
            for cell in row.cells
        ],
        "total": visit.tell(ACTIVITIES_COUNTED, count=row.total) if row.total else "",
        "last": visit.tell(LAST_IN, quarter=_quarter(row)) if row.last else "",
    }


def _words(visit: Visit, count: int) -> str:
    """Return what is counted, without the number, which stands before it."""
    said = visit.tell(ACTIVITIES_COUNTED, count=count)
    return said.removeprefix(visit.number(count)).strip()


def _quarter(row: Deliverable) -> str:
    """Return the quarter of its newest evidence as the columns write it."""
    assert row.last  # noqa: S101  # asked for where it is there
    return f"Q{(row.last.month + 2) // 3} {row.last.year}"
