"""Rows of a table to values of records: headings in three languages, columns in any order, all problems in one pass.

Which columns there are, what they are called and what they hold is data: `tables_headings.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from rapporteur.core.dates import DateSpan, InvalidDates
from rapporteur.core.search import fold
from rapporteur.intake.problems import Problem, nearest
from rapporteur.intake.workbook import Table, column_letter

KINDS = ("members", "activities", "media", "dues")
CLEARED = {"-", "–", "—"}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?: [a-z0-9]{2,8})*", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-01)?", re.ASCII)


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


class _Unreadable(ValueError):
    """A cell that does not hold what its column holds: what was expected, and the nearest valid value."""

    def __init__(self, expected: str, near: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.near = near


@cache
def _data() -> dict[str, Any]:
    path = Path(__file__).with_name("tables_headings.yaml")
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@cache
def columns(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of table, in the order of an export."""
    found = []
    for key, given in _data()[kind].items():
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
def choices(name: str) -> dict[str, str]:
    """Return every folded wording of a choice with the code that is stored."""
    found: dict[str, str] = {}
    for code, words in _data()["choices"][name].items():
        for word in (code, *words):
            found.setdefault(fold(word), code)
    return found


@cache
def _languages() -> dict[str, str]:
    return {fold(word): code for code, words in _data()["languages"].items() for word in words}


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
                value = None if text in CLEARED else _read_cell(column, text, language)
            except _Unreadable as fault:
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


def _read_cell(column: Column, text: str, language: str) -> Any:
    if column.type == "choice":
        return _choice(column.choices, text)
    if column.type == "choices":
        return [_choice(column.choices, part) for part in split_list(text)]
    if column.type in {"day", "last_day"}:
        return read_day(text, language)
    return _READERS[column.type](text)


def _choice(name: str, text: str) -> str:
    known = choices(name)
    code = known.get(fold(text))
    if code is None:
        codes = list(_data()["choices"][name])
        near = nearest(fold(text), list(known))
        raise _Unreadable(f"one of {', '.join(codes)}", known.get(near, ""))
    return code


def split_list(text: str, marks: str = ";\n") -> list[str]:
    """Return the parts of a cell that holds several values, parted by semicolons or line ends.

    A semicolon after a backslash belongs to its part; other parts' backslashes stay for the next split.
    """
    parts = re.split(rf"(?<!\\)[{re.escape(marks)}]", text)
    return [part for part in (" ".join(part.split()) for part in parts) if part]


def escaped(text: str) -> str:
    """Return `text` with what would part it in a cell kept from doing so."""
    return re.sub(r"([;|])", r"\\\1", " ".join(text.split()))


def unescaped(text: str) -> str:
    """Undo :func:`escaped`."""
    return re.sub(r"\\([;|])", r"\1", text)


def read_day(text: str, language: str = "en") -> str:
    """Return a day as 2018-04-05; 5/4/2018 is read only where its order is beyond doubt."""
    if match := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        if "/" in text and language not in {"fr", "es", "pt"} and day <= 12 and day != month:
            raise _Unreadable("a day in the form 2018-04-05", f"{year}-{month:02}-{day:02}")
    else:
        raise _Unreadable("a day in the form 2018-04-05")
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise _Unreadable("a day that the calendar has, in the form 2018-04-05") from None


def _month(text: str) -> str:
    match = _MONTH.fullmatch(text)
    if match is None or not 1 <= int(match[2]) <= 12:
        raise _Unreadable("a month in the form 2018-04")
    return f"{match[1]}-{int(match[2]):02}"


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text) or len(text) > 120:
        raise _Unreadable("small letters, digits and hyphens", slug_of(text))
    return text


def slug_of(text: str, most: int = 80) -> str:
    """Return a slug made from `text`: its folded words joined by hyphens.

    >>> slug_of("São Paulo (ville)")
    'sao-paulo-ville'
    """
    ascii_only = fold(text).encode("ascii", "ignore").decode().replace("_", " ")
    return "-".join(ascii_only.split())[:most].strip("-")


def _country(text: str) -> str:
    code = text.upper()
    if code in set(_countries().values()):
        return code
    raise _Unreadable("an ISO 3166 code of two letters such as FR", _country_named(text))


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return {
        fold(name): code
        for language in ("es", "fr", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }


def _country_named(text: str) -> str:
    found = nearest(fold(text), list(_countries()))
    return _countries().get(found, "")


def read_number(text: str) -> Decimal:
    """Return a number with a point or a comma before its decimals; one that could be either is refused."""
    bare = re.sub(r"[\s\u00a0\u202f'’]", "", text)
    if "," in bare and "." in bare:
        last = max(bare.rfind(","), bare.rfind("."))
        thousands = "," if bare[last] == "." else "."
        bare = bare.replace(thousands, "").replace(",", ".")
    elif "," in bare:
        if re.fullmatch(r"-?\d{1,3}(,\d{3})+", bare):
            raise _Unreadable("a number without thousands separators, such as 1234.50", bare.replace(",", ""))
        bare = bare.replace(",", ".")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise _Unreadable("a number such as 1234.50") from None
    if not number.is_finite() or number.adjusted() >= 12 or number.adjusted() < -30:
        raise _Unreadable("a number such as 1234.50")
    return number


def _amount(text: str) -> str:
    number = read_number(text)
    rounded = number.quantize(Decimal("0.01"))
    if abs(rounded - number) > Decimal("1e-9"):
        raise _Unreadable("an amount with at most two decimals", str(rounded))
    if rounded < 0 or rounded >= Decimal(10) ** 10:
        raise _Unreadable("an amount that is not negative")
    return str(rounded)


def _integer(text: str) -> int:
    number = read_number(text)
    if number != number.to_integral_value() or not 0 <= number < 2**31:
        raise _Unreadable("a whole number")
    return int(number)


def _degrees(most: int) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(read_number(text))
        if abs(number) > most:
            raise _Unreadable(f"degrees from -{most} to {most}")
        return number

    return read


def _flag(text: str) -> bool:
    return _choice("flag", text) == "true"


def _link(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = (
            parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in text and len(text) <= 200
        )
    except ValueError:
        good = False
    if not good:
        raise _Unreadable("a web address that begins with https://")
    return text


def _currency(text: str) -> str:
    code = text.upper()
    if not re.fullmatch(r"[A-Z]{3}", code, re.ASCII):
        raise _Unreadable("an ISO 4217 code such as EUR", {"€": "EUR", "$": "USD", "£": "GBP"}.get(text, ""))
    return code


_READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "html": str,
    "reference": str,
    "list": split_list,
    "slug": _slug,
    "country": _country,
    "month": _month,
    "amount": _amount,
    "integer": _integer,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
    "flag": _flag,
    "link": _link,
    "currency": _currency,
}


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
