"""Days, months, ranges of days and periods as an editor of each language prints them.

Names of months and the order of day, month and year come from CLDR (Babel). How a range of days collapses is ours:
CLDR's long intervals fall back to two full dates, and know neither « 1er » nor « del 7 al 11 ».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.languages import locale
from rapporteur.base.values.periods import add_months

EN_DASH = "–"

Width = Literal["wide", "abbreviated", "narrow"]


@dataclass(frozen=True, slots=True)
class _Ranges:
    """How a language words a range: `before` the first day, `between` the two, `months` between months.

    Two days that follow each other are joined by the word for `both`.
    """

    before: str
    between: str
    both: str
    months: str


_WORDED: dict[str, _Ranges] = {
    "fr": _Ranges("du ", " au ", " et ", f" {EN_DASH} "),
    "es": _Ranges("del ", " al ", " y ", "-"),
    "pt": _Ranges("de ", " a ", " e ", " a "),
}
_FIRST_DAY = {"fr": "1er", "pt": "1º"}
_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")


def _render(pattern: str, day: date, language: str) -> str:
    """Print `day` by a CLDR pattern with nothing but d, M, L and y in it."""
    found = locale(language)
    parts: list[str] = []
    for match in _TOKEN.finditer(pattern):
        token = match.group(0)
        letter = match.group(2)
        if letter is None:
            literal = match.group(1)
            parts.append(token if literal is None else literal.replace("''", "'"))
        elif letter == "d":
            first = "" if found.territory == "PT" else _FIRST_DAY.get(found.language, "")
            parts.append(
                first if first and day.day == 1 and len(token) == 1 else str(day.day).zfill(len(token))
            )
        elif letter in "ML" and len(token) > 2:
            width: Width = "abbreviated" if len(token) == 3 else "wide"
            parts.append(_month_name(day.month, language, width, alone=letter == "L"))
        elif letter in "ML":
            parts.append(str(day.month).zfill(len(token)))
        elif letter == "y":
            parts.append(str(day.year))
        else:
            raise ValueError(f"the pattern '{pattern}' has the field '{token}', expected d, M, L or y")
    return "".join(parts)


@cache
def _month_name(month: int, language: str, width: Width, *, alone: bool) -> str:
    return str(locale(language).months["stand-alone" if alone else "format"][width][month])


@cache
def _pattern(skeleton: str, language: str) -> str:
    found = locale(language)
    if skeleton == "yMMMMd":
        return str(found.date_formats["long"].pattern)
    return str(found.datetime_skeletons[skeleton].pattern)


def format_day(day: date, language: str, *, year: bool = True) -> str:
    """Return “7 May 2018”, or “7 May” without the `year`."""
    return _render(_pattern("yMMMMd" if year else "MMMMd", language), day, language)


def format_short_day(day: date, language: str) -> str:
    """Return “7 May”, the month abbreviated as CLDR does (“2 avr.”), also where CLDR has only digits (“2/04”)."""
    pattern = _pattern("MMMd", language)
    return _render("d MMM" if "/" in pattern else pattern, day, language)


def format_short_days(start: date, end: date, language: str) -> str:
    """Return “1–7 Apr” or “29 Apr–5 May”, as calendars have it; `end` is included.

    A line may end after the dash alone.
    """
    last = _short(end, language)
    if start == end:
        return last
    if (start.year, start.month) != (end.year, end.month):
        return f"{_short(start, language)}{EN_DASH}{last}"
    if last.startswith(str(end.day)):
        return f"{start.day}{EN_DASH}{last}"
    return last.replace(str(end.day), f"{start.day}{EN_DASH}{end.day}")


def _short(day: date, language: str) -> str:
    """Return a day as calendars have it, its first of the month in figures like the others."""
    pattern = _pattern("MMMd", language)
    month = _month_name(day.month, language, "abbreviated", alone=False)
    if locale(language).language == "es" and not month.endswith(
        "."
    ):  # the Academy sets the point that CLDR leaves out
        month += "."
    return f"{day.day}\u00a0{month}" if pattern[0] in "d'" or "/" in pattern else f"{month}\u00a0{day.day}"


def format_month(month: str, language: str, *, year: bool = True) -> str:
    """Return “May 2018” for `2018-05`, or “May” without the `year`."""
    day = date.fromisoformat(f"{month}-01")
    if year:
        return _render(_pattern("yMMMM", language), day, language)
    return _month_name(day.month, language, "wide", alone=True)


def format_short_month(month: str, language: str) -> str:
    """Return the name of a month as CLDR abbreviates it: “avr.”."""
    return _month_name(int(month[5:]), language, "abbreviated", alone=True)


def format_dates(dates: Dates, language: str, *, year: bool = True) -> str:
    """Return when something happened: “7 May 2018”, “7–11 May 2018”, “May 2018” where only that is known.

    Without the `year` it is left out, unless the range goes over into another one.
    """
    if dates.is_month_only:
        return format_month(str(dates.month), language, year=year)
    return format_days(dates.first_day, dates.last_day, language, year=year)


def format_days(start: date, end: date, language: str, *, year: bool = True) -> str:
    """Return the days from `start` to `end` (included), with what they share said once."""
    if start == end:
        return format_day(start, language, year=year)
    year = year or start.year != end.year
    words = _WORDED.get(locale(language).language)
    if words is None:
        return _cldr_range(start, end, language, year=year)
    if start.year != end.year:
        first = format_day(start, language)
    elif start.month != end.month:
        first = format_day(start, language, year=False)
    else:
        first = _render("d", start, language)
        if end - start == timedelta(days=1):
            return f"{first}{words.both}{format_day(end, language, year=year)}"
    return f"{words.before}{first}{words.between}{format_day(end, language, year=year)}"


def _cldr_range(start: date, end: date, language: str, *, year: bool) -> str:
    """Collapse by CLDR's interval for abbreviated months, with the months in full."""
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    intervals = locale(language).interval_formats.get("yMMMd" if year else "MMMd", {})
    if differs not in intervals or len(intervals[differs]) != 2:
        both = (format_day(day, language, year=year) for day in (start, end))
        return f" {EN_DASH} ".join(both)
    halves = (re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", half) for half in intervals[differs])
    text = "".join(_render(half, day, language) for half, day in zip(halves, (start, end), strict=True))
    return text.replace("\u2009", "" if differs == "d" else " ")


# --- periods --------------------------------------------------------------------------------------------


def format_period(start: date, end: date, language: str) -> str:
    """Return a period (`end` included): “April–June 2018”, “2018”, “May 2018”, or its days."""
    whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    if not whole:
        return format_days(start, end, language)
    if start.month == 1 and end.month == 12:
        between = "-" if locale(language).language in _WORDED else EN_DASH
        return str(start.year) if start.year == end.year else f"{start.year}{between}{end.year}"
    first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    if add_months(start, 1) > end:
        return format_month(first, language)
    words = _WORDED.get(locale(language).language)
    if start.year == end.year and _pattern("yMMMM", language).startswith(("MMMM", "LLLL")):
        between = words.months if words else EN_DASH
        return f"{format_month(first, language, year=False)}{between}{format_month(last, language)}"
    between = words.months.replace("-", " a ") if words else f" {EN_DASH} "
    return f"{format_month(first, language)}{between}{format_month(last, language)}"
