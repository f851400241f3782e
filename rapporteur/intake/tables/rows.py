"""Rows of a table to values of records: headings in three languages, columns in any order, all problems in one pass.

Which columns there are, what they are called and what they hold is data: `headings.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from rapporteur.core.dates import DateSpan, InvalidDates
from rapporteur.core.nearest import nearest
from rapporteur.core.search import fold
from rapporteur.intake.problems import Problem
from rapporteur.intake.tables.cells import (
    Unreadable,
    read_cell,
    table_data,
)
from rapporteur.intake.tables.workbook import Table, column_letter

KINDS = ("members", "activities", "media", "dues")
CLEARED = {"-", "–", "—"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?: [a-z0-9]{2,8})*", re.ASCII)


@dataclass(frozen=True)
class Column:
    """A column: what its cells hold and what it is called."""

    key: str
    type: str
    headings: Mapping[str, tuple[str, ...]]
    localized: bool = False
    choices: str = ""

    def heading(self, interface: str, language: str = "") -> str:
        """Return the heading in the language `interface`, of the column in `language`."""
        name = self.headings.get(interface, self.headings["en"])[0]
        return f"{name} ({language})" if language else name


@dataclass(frozen=True)
class Row:
    """Values of one row by column; localized ones are mappings. A column that is cleared is None."""

    number: int
    values: dict[str, Any]
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """What a table holds; nothing may be written while there are problems."""

    kind: str
    name: str
    rows: tuple[Row, ...]
    columns: frozenset[str]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...] = ()


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of table, in the order of an export."""
    found = []
    for key, given in table_data()[kind].items():
        rest = dict(given)
        found.append(
            Column(
                key,
                rest.pop("type"),
                localized=rest.pop("localized", False),
                choices=rest.pop("choices", ""),
                headings={language: tuple(names) for language, names in rest.items()},
            )
        )
    return tuple(found)


@cache
def _languages() -> dict[str, str]:
    return {fold(word): code for code, words in table_data()["languages"].items() for word in words}


@cache
def _headings(kind: str) -> dict[str, Column]:
    return {
        fold(name): column
        for column in reversed(columns(kind))
        for names in column.headings.values()
        for name in (column.key, *names)
    }


def find_column(kind: str, heading: str) -> tuple[Column, str] | None:
    """Return the column that a heading names, and its language where it says one."""
    known, folded = _headings(kind), fold(heading.replace("_", " "))
    if folded in known:
        return known[folded], ""
    words = folded.split()
    for cut in range(len(words) - 1, 0, -1):
        column = known.get(" ".join(words[:cut]))
        language = " ".join(words[cut:])
        if column is None or not column.localized:
            continue
        if language in _languages():
            return column, _languages()[language]
        if _LANGUAGE.fullmatch(language):
            first, *rest = language.split()
            return column, "-".join(
                [first, *(part.upper() if len(part) == 2 else part.title() for part in rest)]
            )
    return None


def read_rows(
    table: Table, kind: str, *, language: str, languages: Sequence[str], limit_problems: int = 1000
) -> Rows:
    """Read every row; `language` is that of localized columns that name none, `languages` are the association's."""
    problems = list(table.problems)
    found = _read_headings(table, kind, language, languages, problems)
    rows = []
    for number, cells in table.rows[1:]:
        values: dict[str, Any] = {}
        texts: dict[str, str] = {}
        for position, (column, column_language) in found.items():
            text = cells[position] if position < len(cells) else ""
            if not text:
                continue
            texts[column.key] = text
            try:
                value = (
                    None
                    if text in CLEARED
                    else read_cell(column.type, text, among=column.choices, language=language)
                )
            except Unreadable as fault:
                where = _where(position, table.rows[0][1])
                problems.append(Problem(table.name, number, where, text[:80], fault.expected, fault.near))
                continue
            if column.localized:
                values.setdefault(column.key, {})[column_language] = value
            else:
                values[column.key] = value
        if values:
            rows.append(Row(number, values, texts))
        if len(problems) >= limit_problems:
            problems.append(Problem(table.name, number, "table", "more problems", "these to be mended first"))
            break
    problems += _check_dates(table, kind, rows)
    given = frozenset(column.key for column, _ in found.values())
    return Rows(kind, table.name, tuple(rows), given, tuple(problems), table.notices)


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

    def refuse(position: int, value: str, expected: str, near: str = "") -> None:
        problems.append(
            Problem(table.name, number, f"column {column_letter(position)}", value, expected, near)
        )

    for position, heading in enumerate(headings):
        if not heading:
            if any(len(cells) > position and cells[position] for _, cells in table.rows[1:]):
                refuse(position, "", "a heading above the values of this column")
            continue
        column = find_column(kind, heading)
        if column is None:
            refuse(position, heading, f"a heading of {kind}", nearest(heading, wanted))
            continue
        said = column[1] or (language if column[0].localized else "")
        if said and said not in languages:
            refuse(
                position, heading, f"one of the languages {', '.join(languages)}", nearest(said, languages)
            )
            continue
        key = (column[0].key, said)
        if key in taken:
            refuse(position, heading, f"each column once: “{taken[key]}” is the same")
            continue
        taken[key] = heading
        found[position] = (column[0], said)
    return found


def _check_dates(table: Table, kind: str, rows: Sequence[Row]) -> list[Problem]:
    """Return the rows whose days and month cannot all be true."""
    if kind not in {"activities", "media"}:
        return [
            Problem(
                table.name, row.number, "end", row.values["end"], f"a day not before {row.values['start']}"
            )
            for row in rows
            if row.values.get("start") and row.values.get("end") and row.values["end"] < row.values["start"]
        ]
    found = []
    for row in rows:
        if not {"start", "end", "month"} & set(row.values):
            continue
        try:
            span_of(row.values)
        except InvalidDates as fault:
            shown = " ".join(str(row.values.get(key) or "") for key in ("start", "end", "month")).strip()
            found.append(Problem(table.name, row.number, "dates", shown, str(fault)))
    return found


def span_of(values: Mapping[str, Any]) -> DateSpan:
    """Return the dates of a record's values (`start`, `end`, `month`); raise InvalidDates."""
    start, end = values.get("start"), values.get("end")
    return DateSpan(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
        values.get("month") or None,
    )


def row_dates(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return start, end and month as a record holds them: a month alone, or days; nothing where they cannot be."""
    try:
        span = span_of(values)
    except ValueError:  # told as a problem already
        return {}
    if span.is_month_only:
        return {"start": None, "end": None, "month": span.month}
    return {"start": str(span.start), "end": str(span.end), "month": ""}
