"""Rows of a table to values of records: headings in three languages, columns in any order, all problems in one pass.

Which columns there are, what they are called and what they hold is data: `headings.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapporteur.base.values.dates import Dates, InvalidDates
from rapporteur.base.values.failures import Notice
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.intake.importing.problems import Problem
from rapporteur.intake.importing.tables.cells import Unreadable, read_cell
from rapporteur.intake.importing.tables.columns import (
    Column,
    columns,
    find_column,
    heading_languages,
    is_told,
)
from rapporteur.intake.importing.tables.packages import LIMITS, TableLimits
from rapporteur.intake.importing.tables.workbook import Table, column_letter
from rapporteur.intake.reading.sources.refused import IntakeRefused

KINDS = ("members", "activities", "media", "dues")
CLEARED = {"-", "–", "—"}
TOO_MANY_IN_ROW = Message(
    "the row lists {count} values, at most {most} are read: give it fewer, or several rows"
)
TOO_MANY_VALUES = Message(
    "the cells up to here hold more than {most} values: divide the table into several files"
)


@dataclass(frozen=True)
class TableRow:
    """Values of one row by column; localized ones are mappings. A column that is cleared is None.

    `faulty` are the columns whose cells hold something that cannot be read: nothing more is asked of them.
    """

    number: int
    values: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)
    faulty: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rows:
    """What a table holds; nothing may be written while there are problems."""

    kind: str
    name: str
    rows: tuple[TableRow, ...]
    columns: frozenset[str]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...] = ()
    place: str = ""


def read_rows(
    table: Table,
    kind: str,
    *,
    language: str,
    languages: Sequence[str],
    spoken: str | None = None,
    limit_problems: int = 1000,
    limits: TableLimits = LIMITS,
) -> Rows:
    """Read every row; `language` is that of localized columns that name none, `languages` are the association's.

    `spoken` is the language of the table where somebody has said it; otherwise days are read in that of the headings.
    """
    problems = list(table.problems)
    found = _read_headings(table, kind, language, languages, problems)
    said = heading_languages(kind, table.rows[0][1], language)
    spoken_at = {at: spoken or said[at] for at in found}
    told = {(one.line, one.field) for one in table.problems}
    rows = []
    values = 0
    for number, cells in table.rows[1:]:
        row = _read_row(table, number, cells, found, spoken_at, told, problems)
        listed = sum(len(one) for one in row.values.values() if isinstance(one, list))
        if listed > limits.row_values:
            raise IntakeRefused(
                TOO_MANY_IN_ROW,
                f"{table.name}, row {number}",
                count=Grouped(listed),
                most=Grouped(limits.row_values),
            )
        values += listed
        if values > limits.values:
            raise IntakeRefused(TOO_MANY_VALUES, f"{table.name}, row {number}", most=Grouped(limits.values))
        if row.values:
            rows.append(row)
        if len(problems) >= limit_problems:
            problems.append(
                Problem(
                    table.place, number, "table", "more problems", Notice(Message("these to be mended first"))
                )
            )
            break
    problems += _check_dates(table, kind, rows)
    given = frozenset(column.key for column, _ in found.values())
    return Rows(kind, table.name, tuple(rows), given, tuple(problems), table.notices, table.place)


def _read_row(
    table: Table,
    number: int,
    cells: Sequence[str],
    found: Mapping[int, tuple[Column, str]],
    spoken_at: Mapping[int, str],
    told: Collection[tuple[int, str]],
    problems: list[Problem],
) -> TableRow:
    """Read the cells of a row; what cannot be read is added to `problems`, unless it was `told` already."""
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    faulty: set[str] = set()
    for position, (column, language) in found.items():
        text = cells[position] if position < len(cells) else ""
        where = _where(position, table.rows[0][1])
        if (number, position) in table.merged:
            problems.append(_merged_problem(table, number, position, where))
            faulty.add(column.key)
            continue
        if not text:
            if (number, column_letter(position)) in told:
                faulty.add(column.key)
            continue
        texts[column.key] = text
        spoken = spoken_at[position]
        try:
            cleared = text in CLEARED
            value = None if cleared else read_cell(column.type, text, among=column.choices, language=spoken)
        except Unreadable as fault:
            faulty.add(column.key)
            problems.append(Problem(table.place, number, where, text[:80], fault.expected, fault.near))
            continue
        if column.localized:
            values.setdefault(column.key, {})[language] = value
        else:
            values[column.key] = value
    return TableRow(number, values, texts, frozenset(faulty))


def _merged_problem(table: Table, number: int, position: int, where: str) -> Problem:
    cell, other = f"{column_letter(position)}{number}", table.merged[number, position]
    return Problem(
        table.place,
        number,
        where,
        "",
        Notice(
            Message("a value: {cell} is empty, for it is merged with {other}; part the cells"),
            cell=cell,
            other=other,
        ),
    )


def _where(position: int, headings: Sequence[str]) -> str:
    return f"{headings[position]} (column {column_letter(position)})"


def _read_headings(
    table: Table, kind: str, language: str, languages: Sequence[str], problems: list[Problem]
) -> dict[int, tuple[Column, str]]:
    """Return the column and language at each position; every heading that cannot be is a problem."""
    number, headings = table.rows[0]
    found: dict[int, tuple[Column, str]] = {}
    taken: dict[tuple[str, str], str] = {}
    wanted = [name for column in columns(kind) for names in column.headings.values() for name in names]

    def refuse(position: int, value: str, expected: Notice, near: str = "") -> None:
        problems.append(
            Problem(table.place, number, f"column {column_letter(position)}", value, expected, near)
        )

    for position in range(max(len(cells) for _, cells in table.rows)):
        heading = headings[position] if position < len(headings) else ""
        if not heading:
            held = next(
                (cells[position] for _, cells in table.rows[1:] if cells[position : position + 1] > ("",)), ""
            )
            if held:
                above = Message("a heading above the values of this column, such as “{held}”")
                refuse(position, "", Notice(above, held=held[:40]))
            continue
        column = find_column(kind, heading)
        if column is None and is_told(kind, heading):
            continue
        if column is None:
            refuse(
                position, heading, Notice(Message("a heading of {kind}"), kind=kind), nearest(heading, wanted)
            )
            continue
        said = column[1] or (language if column[0].localized else "")
        if said and said not in languages:
            known = Notice(Message("one of the languages {languages}"), languages=", ".join(languages))
            refuse(position, heading, known, nearest(said, languages))
            continue
        key = (column[0].key, said)
        if key in taken:
            refuse(
                position,
                heading,
                Notice(Message("each column once: “{other}” is the same"), other=taken[key]),
            )
            continue
        taken[key] = heading
        found[position] = (column[0], said)
    return found


def _check_dates(table: Table, kind: str, rows: Sequence[TableRow]) -> list[Problem]:
    """Return the rows whose days and month cannot all be true."""
    if kind not in {"activities", "media"}:
        return [
            Problem(
                table.place,
                row.number,
                "end",
                row.values["end"],
                Notice(Message("a day not before {start}"), start=row.values["start"]),
            )
            for row in rows
            if row.values.get("start") and row.values.get("end") and row.values["end"] < row.values["start"]
        ]
    found = []
    for row in rows:
        if not {"start", "end", "month"} & set(row.values) or {"start", "end", "month"} & row.faulty:
            continue
        try:
            dates_of(row.values)
        except InvalidDates as fault:
            shown = " ".join(str(row.values.get(key) or "") for key in ("start", "end", "month")).strip()
            found.append(Problem(table.place, row.number, "dates", shown, str(fault)))
    return found


def dates_of(values: Mapping[str, Any]) -> Dates:
    """Return the dates of a record's values (`start`, `end`, `month`); raise InvalidDates."""
    start, end = values.get("start"), values.get("end")
    return Dates(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        values.get("month") or None,
    )


def row_dates(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return start, end and month as a record holds them: a month alone, or days; nothing where they cannot be."""
    try:
        dates = dates_of(values)
    except ValueError:  # told as a problem already
        return {}
    if dates.is_month_only:
        return {"start": None, "end": None, "month": dates.month}
    return {"start": str(dates.start), "end": str(dates.end), "month": ""}
