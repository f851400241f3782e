"""A list as a file: the rows, columns and order that are seen.

Of kinds that imports read, a column of the list becomes the columns of a table that say the same, headed as
:mod:`rapporteur.intake.importing.tables` heads them, so that the file is read back as it is: the identifier first, a
name in each language, days and month apart. Of a record with a draft it holds the draft, as every table does: read
back, it would else take the draft's changes away. Other kinds are written as they are seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column

from rapporteur.base.core.permissions import Actor, check_can
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.failures import Foreseeable
from rapporteur.intake.importing.exporting import TYPES, export_chosen, table_bytes
from rapporteur.intake.importing.records.kinds import load_records
from rapporteur.intake.importing.tables.writing import Cell
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.listing.words import PAGE, TOO_MANY_ROWS
from rapporteur.records.activities.models import Activity, MediaMention
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.members.models import Organisation

MOST_ROWS = 5_000
"""Rows of a file made while somebody waits; more are for the command line, which has time."""
READ_AGAIN: Mapping[Any, str] = {
    Organisation: "members",
    Activity: "activities",
    MediaMention: "media",
    DuesItem: "dues",
}
"""The kinds that imports read from tables, with the name of their table."""
AS_TABLE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "members": {"slug": ("slug", "name")},
    "activities": {
        "slug": ("slug", "title"),
        "start_date": ("start", "end", "month"),
        "end_date": ("end",),
        "date_precision": ("month",),
        "members": ("activations",),
        "_updated_at": ("updated",),
    },
    "media": {"outlet": ("slug", "outlet"), "start_date": ("start", "month"), "date_precision": ("month",)},
    "dues": {"organisation": ("year", "organisation", "currency"), "call": ("year",)},
}
"""Columns of a list that say more than one column of the table, or are called otherwise there."""
TOLD = {
    "state": "state",
    "_updated_at": "updated",
    "paid_sum": "paid_sum",
    "waived_sum": "waived_sum",
    "left": "left",
}
"""Columns that are written as they are seen and not read again: the register says them itself."""


class TooManyRows(Foreseeable, ValueError):
    """A list of more rows than a file from the office holds."""

    def __init__(self, count: int) -> None:
        super().__init__(TOO_MANY_ROWS, most=MOST_ROWS, count=count)


def list_file(
    *, by: Actor, records: QuerySet[Any], columns: Sequence[Column], language: str, form: str
) -> bytes:
    """Return a list as a file, of what of `records` somebody may see; `form` is "xlsx" or "csv".

    `columns` are those of the list in their order, the first with what records are called. Raises NotAllowed,
    TooManyRows.
    """
    model = records.model
    right = DOORS[model].view
    check_can(by, right)
    seen = within_reach(records, by, right)
    count = seen.count()
    if count > MOST_ROWS:
        raise TooManyRows(count)
    kind = READ_AGAIN.get(model)
    rows = (
        _table(kind, seen, columns, language)
        if kind is not None
        else [[str(column.label) for column in columns], *_rows(seen, columns)]
    )
    return table_bytes(rows, Path(f"list.{form}"), str(model._meta.verbose_name_plural))


def _table(kind: str, seen: QuerySet[Any], columns: Sequence[Column], language: str) -> list[list[Cell]]:
    renamed = AS_TABLE[kind]
    names = [_name(column) for column in columns]
    names[0] = _first(seen.model)
    keys = [key for name in names for key in renamed.get(name, (name,))]
    held = load_records(TYPES[kind])
    told = {TOLD[column.name]: column for column in columns if column.name in TOLD}
    rows = []
    for one in seen:
        key = f"{one.call.year}/{one.organisation.slug}" if kind == "dues" else one.slug
        row = dict(held[key])
        for name, column in told.items():
            row[name] = plain_cell(column.get_value(one))
        if kind == "dues":
            row |= {"payments": [], "waivers": []}
        rows.append(row)
    return export_chosen(kind, rows, dict.fromkeys(keys), today=timezone.localdate(), language=language)


def _first(model: Any) -> str:
    first: Any = model.snippet_viewset.list_display[0]
    return str(getattr(first, "name", first))


def _name(column: Column) -> str:
    """Return the field of a column: Wagtail calls one of choices by what shows their words."""
    name: str = column.name
    return name.removeprefix("get_").removesuffix("_display")


def _rows(seen: QuerySet[Any], columns: Sequence[Column]) -> Iterator[list[Cell]]:
    for one in seen:
        yield [plain_cell(column.get_value(one)) for column in columns]


def plain_cell(value: Any) -> Cell:
    """Return what a cell of a file holds for what a cell of a list shows."""
    if value is None or (isinstance(value, (int, float, date)) and not isinstance(value, (bool, datetime))):
        return value
    if isinstance(value, bool):
        return str(PAGE["yes" if value else "no"])
    if isinstance(value, datetime):
        return localtime(value).date()
    return float(value) if isinstance(value, Decimal) else str(value)
