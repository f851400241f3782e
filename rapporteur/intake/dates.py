"""Dates as reports print them: with a place before, over several days, without a year, or only a month."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from rapporteur.core.periods import Period
from rapporteur.intake.grammar import LANGUAGES, Grammar, load
from rapporteur.intake.lines import collapse, flat

_DASH = r"-"
_SEPARATORS = " ,;:|(–—-·•/\t"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: `day` and `end_day` are absent where only a month is named."""

    text: str
    month: int
    day: int | None = None
    end_month: int | None = None
    end_day: int | None = None
    year: int | None = None
    end_year: int | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line of place and date; `place` as printed, empty where there is none."""

    place: str
    when: PrintedDate
    online: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolved:
    """A date with its year."""

    start: date | None
    end: date | None
    month: str


@lru_cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a date, the most telling first; all match up to the end of flat text."""
    grammar = load(language)
    month = grammar.month
    ordinal = grammar.words("ordinals")
    day = rf"{{}}(?:\s?{ordinal}(?![a-z]))?"
    first, last = day.format(r"(?P<d1>\d{1,2})"), day.format(r"(?P<d2>\d{1,2})")
    weekday = rf"(?:{grammar.words('weekdays')},?\s+)?"
    prefix = rf"(?:{grammar.words('date_prefixes')}\s+)?{weekday}"
    of = rf"\s*(?:{grammar.words('date_of')}\s+)?"
    to = rf"\s*(?:-|\b{grammar.words('range_words')}\b)\s*{weekday}"
    both = rf"\s*(?:-|\b{grammar.words('range_words')}\b|\b{grammar.words('and_words')}\b|&)\s*{weekday}"
    days = rf"{first}(?:\s*,\s*\d{{1,2}})*{both}{last}"
    y1 = rf"(?:\s*,?{of}(?P<y1>(?:19|20)\d\d))?"
    y2 = rf"(?:\s*,?{of}(?P<y2>(?:19|20)\d\d))?"
    m1, m2 = f"(?P<m1>{month})", f"(?P<m2>{month})"
    numeric = r"(?P<d{0}>\d{{1,2}})[./](?P<n{0}>\d{{1,2}})[./](?P<y{0}>(?:19|20)\d\d)"
    iso = r"(?P<y{0}>(?:19|20)\d\d)-(?P<n{0}>\d\d)-(?P<d{0}>\d\d)"
    forms = (
        rf"{prefix}{first}{of}{m1}{y1}{both}{last}{of}{m2}{y2}",
        rf"{prefix}{days}{of}{m1}{y1}",
        rf"{prefix}{m1}\s+{first}{y1}{both}{m2}\s+{last}{y2}",
        rf"{prefix}{m1}\s+{first}(?:\s*,\s*\d{{1,2}})*{both}{last}{y1}",
        rf"{prefix}{first}{of}{m1}{y1}",
        rf"{prefix}{m1}\s+{first}{y1}",
        rf"{iso.format(1)}{to}{iso.format(2)}",
        rf"{numeric.format(1)}{to}{numeric.format(2)}",
        iso.format(1),
        numeric.format(1),
        rf"{prefix}{m1}{y1}{to}{m2}{y2}",
        rf"{prefix}{m1}{y1}",
    )
    tail = r"\)?[\s.,;]*$"
    return tuple(re.compile(rf"(?<![\w])(?:{form}){tail}") for form in forms)


def find_date(text: str, grammar: Grammar) -> tuple[int, PrintedDate] | None:
    """Return where the date that `text` ends in begins, and the date; the longest reading wins."""
    if len(text) > 200:
        return None
    low = flat(text)
    if not any(c.isdecimal() for c in low) and not re.search(grammar.month, low):
        return None
    best: tuple[int, int, re.Match[str]] | None = None
    for rank, pattern in enumerate(_patterns(grammar.language)):
        match = pattern.search(low)
        if match and (best is None or (match.start(), rank) < best[:2]):
            best = (match.start(), rank, match)
    if best is None:
        return None
    printed = _printed(best[2], text, grammar)
    if printed is None:
        return None
    start = best[0]
    day = re.match(rf"{grammar.words('weekdays')},?\s+", low[start:])
    if day and text[:start].rstrip()[-1:].isalpha():
        start += day.end()
        printed = replace(printed, text=collapse(text[start:]).strip(" ,;.()"))
    return start, printed


def _printed(match: re.Match[str], text: str, grammar: Grammar) -> PrintedDate | None:
    parts = match.groupdict()

    def month(n: str) -> int | None:
        if parts.get(f"n{n}"):
            return int(parts[f"n{n}"] or 0)
        name = parts.get(f"m{n}")
        return grammar.month_numbers[collapse(name).rstrip(".")] if name else None

    def number(name: str) -> int | None:
        return int(parts[name] or 0) if parts.get(name) else None

    first = month("1")
    d1, d2 = number("d1"), number("d2")
    numbers = [n for n in (first, month("2")) if n is not None]
    if first is None or any(not 1 <= n <= 12 for n in numbers):
        return None
    if any(not 1 <= d <= 31 for d in (d1, d2) if d is not None):
        return None
    y1, y2 = number("y1"), number("y2")
    second = month("2") or (first if d2 is not None else None)
    printed = collapse(text[match.start() :]).strip(" ,;.()")
    if y2 is None:
        y2 = y1
    elif y1 is None:
        y1 = y2 if second is None or second >= first else y2 - 1
    return PrintedDate(printed, first, d1, second, d2, y1, y2)


def _is_online(text: str, grammar: Grammar) -> tuple[bool, str]:
    """Tell whether `text` says that it happened online, and return the rest, flat."""
    pattern = re.compile(rf"(?<!\w){grammar.words('online')}(?!\w)")
    low = flat(text)
    rest = pattern.sub(" ", low)
    return rest != low, rest


def _is_place(text: str, grammar: Grammar, *, month_only: bool, separator: str) -> bool:
    """Tell whether `text` can be the place before a date."""
    if not text:
        return True
    online, rest = _is_online(text, grammar)
    if online and not re.sub(rf"[\W_]+|\b{grammar.words('and_words')}\b", "", rest):
        return True
    words = re.findall(r"[^\s,;/()]+", text)
    if len(text) > 90 or len(words) > 12 or not words:
        return False
    if re.search(r"[!?«»\"“”:]|\.\s|\d{3}|\b\d{1,2}$", text) or text.strip()[-1:] == ".":
        return False
    if flat(words[-1]) in grammar.connectors or not (words[0][0].isupper() or online):
        return False
    outside = re.sub(r"\([^)]*\)?", " ", text)
    small = [
        word
        for word in re.findall(r"[^\s,;/]+", outside)
        if not word[0].isupper()
        and flat(word.split("'")[0].split("’")[0]) not in grammar.connectors
        and flat(word) not in grammar.and_words
        and word[0].isalpha()
    ]
    if len(small) > (2 if online else 0):
        return False
    bare = "," not in separator and "-" not in flat(separator) and not set(separator) & set("|(:;·•")
    return not (bare and (month_only or len(words) > 4))


@lru_cache(maxsize=8192)
def read_date_line(text: str, grammar: Grammar) -> DateLine | None:
    """Read a line that is nothing but place (or none) and date; nothing for any other line."""
    text = text.strip()
    if not text or len(text) > 140:
        return None
    if text.count(" · ") == 2:  # place, date, and a kind after it
        text = text.rpartition(" · ")[0]
    for language in (grammar.language, *(each for each in LANGUAGES if each != grammar.language)):
        other = load(language)
        found = find_date(text, other)
        if found is None:
            continue
        start, when = found
        before = text[:start]
        place = before.strip(_SEPARATORS)
        if place.count("(") > place.count(")"):
            place += ")"
        separator = before[len(before.rstrip(_SEPARATORS)) :]
        own = language == grammar.language
        if not own and when.day is None:
            continue
        if _is_place(place, other, month_only=when.day is None, separator=separator):
            online = bool(place) and (_is_online(place, other)[0] or _is_online(place, grammar)[0])
            confidence = (0.98 if when.day else 0.9) - (0 if own else 0.2)
            return DateLine(collapse(place), when, online, confidence)
    return None


def split_places(place: str, grammar: Grammar) -> tuple[str, ...]:
    """Return the places that `place` names, without any word for online."""
    ands = rf"\s+{grammar.words('and_words')}\s+"
    parts: list[str] = []
    for piece in re.split(r"\s*[,;/|]\s*(?![^()]*\))", place):
        start = 0
        for match in re.finditer(ands, flat(piece)):
            parts.append(piece[start : match.start()])
            start = match.end()
        parts.append(piece[start:])
    result = []
    for part in parts:
        online, rest = _is_online(part, grammar)
        if online and not re.sub(r"[\W_]+", "", rest):
            continue
        place = part.strip(" ()") if part.count("(") != part.count(")") else part.strip()
        if place and place not in result:
            result.append(place)
    return tuple(result)


def resolve(when: PrintedDate, period: Period | None) -> Resolved | None:
    """Give a printed date its year: the printed one, else that which brings it nearest to the period."""
    year = when.year
    if year is None:
        if period is None:
            return None
        middle = period.start + (period.last_day - period.start) / 2
        candidates = range(period.start.year - 1, period.last_day.year + 2)
        inside = [y for y in candidates if f"{y:04}-{when.month:02}" in set(period.months())]
        year = (
            inside[0]
            if inside
            else min(candidates, key=lambda y: (abs((date(y, when.month, 15) - middle).days), y))
        )
    month = f"{year:04}-{when.month:02}"
    if when.day is None:
        return Resolved(None, None, month)
    start = _day(year, when.month, when.day)
    if start is None:
        return None
    end = start
    if when.end_day is not None and when.end_month is not None:
        end_year = when.end_year or (year + 1 if when.end_month < when.month else year)
        found = _day(end_year, when.end_month, when.end_day)
        if found is None or found < start:
            return None
        end = found
    return Resolved(start, end, month)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def names_online(place: str, grammar: Grammar) -> bool:
    """Tell whether `place` says that something happened online, alone or beside places."""
    ands = rf"\s+{grammar.words('and_words')}\s+"
    for piece in re.split(rf"\s*[,;/|]\s*|{ands}", flat(place)):
        online, rest = _is_online(piece, grammar)
        if online and not re.sub(r"[\W_]+", "", rest):
            return True
    return False
