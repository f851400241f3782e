"""The forms of a printed date in each language: where in a text one stands, and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from rapporteur.intake.reading.grammar import Grammar, load
from rapporteur.intake.reading.sources.lines import collapse, flat

_LONGEST_CLOCK = 16
"""Characters at the end of a line in which a time of day has a digit (`… 9:30 to 11:00 CET`)."""
_LONGEST_ENDING = 200
_LONGEST_BEGINNING = 140
"""Characters of a line that ends, or begins, with a date; a cover has the whole title before its period."""
_SHORTEST_SPACED = 4
"""Letters of a month's name that may be spaced out; three letters with spaces are initials."""
_MONTHS = 12
_DAYS = 31
_DIGITS_OF_YEAR = 4
_CENTURY = 2000
"""The century of a year of two digits: networks of cities with such reports are of this one."""


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


_NUMERIC = r"(?P<d{0}>\d{{1,2}})[./-](?P<n{0}>\d{{1,2}})[./-](?P<y{0}>(?:19|20)\d\d)"
_SHORT = r"(?P<d1>\d{1,2})/(?P<n1>\d{1,2})/(?P<y1>\d\d)(?!\d)"
_ISO = r"(?P<y{0}>(?:19|20)\d\d)-(?P<n{0}>\d\d)-(?P<d{0}>\d\d)"


@lru_cache
def _forms(language: str) -> tuple[str, ...]:
    """Return patterns of dates in flat text, the most telling first."""
    grammar = load(language)
    month = grammar.month
    ordinal = grammar.words("ordinals")
    first_word = grammar.words("first_words")
    day = rf"(?P<d{{}}>\d{{{{1,2}}}}|{first_word})(?:\s?{ordinal}(?![a-z]))?"
    first, last = (day.format(n).replace("{{", "{").replace("}}", "}") for n in "12")
    weekday = rf"(?:{grammar.words('weekdays')}(?!\w)\.?,?\s+)?"
    article = rf"(?:{grammar.words('date_articles')}\s+)?"
    prefix = rf"(?:{grammar.words('date_prefixes')}\s+)?{weekday}"
    of = rf"(?:\s*,?\s*(?:{grammar.words('date_of')}\s+)?|-(?=[a-z]))"
    year_of = rf"(?:\s*,?(?:\s*{grammar.words('date_of')}\s+(?:{grammar.words('date_articles')}\s+)?|\s*))"
    to = rf"\s*(?:-|\b{grammar.words('range_words')}\b)\s*{article}{weekday}"
    both = (
        rf"\s*(?:-|\b{grammar.words('range_words')}\b|,?\s*\b{grammar.words('and_words')}\b|,?\s*&)\s*"
        rf"{article}{weekday}"
    )
    days = rf"{first}(?:\s*,\s*\d{{1,2}})*{both}{last}"
    followed = "|".join(rf"{number}\s*,\s*{number + 1}(?!\d)" for number in range(1, _DAYS))
    two_days = rf"(?={followed}){first}\s*,\s*{last}"
    y1 = rf"(?:{year_of}(?P<y1>(?:19|20)\d\d))?"
    y2 = rf"(?:{year_of}(?P<y2>(?:19|20)\d\d))?"
    m1, m2 = f"(?P<m1>{month})", f"(?P<m2>{month})"
    part = rf"(?:{grammar.words('month_parts')}(?:\s*-\s*|\s+))?"
    return (
        rf"{prefix}{first}{of}{m1}{y1}{both}{last}{of}{m2}{y2}",
        rf"{prefix}{days}{of}{m1}{y1}",
        rf"{prefix}{two_days}{of}{m1}{y1}",
        rf"{prefix}{m1}\s+{first}{y1}{both}{m2}\s+{last}{y2}",
        rf"{prefix}{m1}\s+{first}(?:\s*,\s*\d{{1,2}})*{both}{last}{y1}",
        rf"{prefix}{first}{of}{m1}{y1}",
        rf"{prefix}{m1}\s+{first}{y1}",
        rf"{_ISO.format(1)}{to}{_ISO.format(2)}",
        rf"{prefix}{_NUMERIC.format(1)}{to}{_NUMERIC.format(2)}",
        _ISO.format(1),
        rf"{prefix}{_NUMERIC.format(1)}",
        rf"{prefix}{_SHORT}",
        rf"{prefix}{m1}{y1}{both}{m2}{y2}",
        rf"{prefix}{part}{m1}{y1}",
    )


@lru_cache
def _ending(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a date that a text ends in."""
    return tuple(re.compile(rf"(?<!\w)(?:{form})\)?[\s.,;]*$") for form in _forms(language))


@lru_cache
def _beginning(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the forms of a date that a text begins with, a place parted from it."""
    places = load(language).words("place_prefixes")
    between = rf"(?:\s*[,|:·•/;(]\s*|\s+-\s+|\s+(?={places}\s))(?:{places}\s+)?(?=[^\s\d])"
    return tuple(re.compile(rf"\s*(?:{form}){between}") for form in _forms(language)[:-2])


@lru_cache
def _clock(language: str) -> re.Pattern[str]:
    """Return the form of a time of day, or of two, that a text ends in."""
    grammar = load(language)
    unit = r"(?:[ap]\.?\s?m\b\.?|h(?:rs?)?\b\.?|heures?\b|horas?\b|hours?\b|uhr\b)"
    time = rf"\d{{1,2}}(?::\d\d(?:\s?{unit})?|\.\d\d\s?{unit}|\s?h\s?\d\d\b|\s?{unit})"
    zone = r"(?:\s*\(?(?:[a-z]{2,5}|gmt|utc)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?\)?)?"
    to = rf"\s*(?:-|/|\b{grammar.words('range_words')}\b|\b{grammar.words('and_words')}\b)\s*"
    article = r"(?:las\s+)?"
    return re.compile(
        rf"[\s,;(|·-]*(?:\b{grammar.words('time_words')}\s+)?"
        rf"(?<!\d)(?:\d{{1,2}}(?:[:.]\d\d)?{to}{article})?{time}{zone}(?:{to}{article}{time}{zone})?\)?[\s.]*$"
    )


@lru_cache
def _spaced(language: str) -> re.Pattern[str]:
    """Return the months' names with spaces between letters, as some text layers give them."""
    names = sorted(
        (n for n in load(language).month_numbers if len(n) >= _SHORTEST_SPACED), key=lambda n: (-len(n), n)
    )
    return re.compile(
        r"(?<!\w)(?:" + "|".join(r"\s{0,2}".join(map(re.escape, n)) for n in names) + r")(?!\w)"
    )


def without_clock(text: str, grammar: Grammar) -> str:
    """Return `text` without the time of day that it ends in."""
    if not any(c.isdecimal() for c in text[-_LONGEST_CLOCK:]):
        return text
    match = _clock(grammar.language).search(flat(text))
    return text[: match.start()] if match and match.start() else text


def close_months(text: str, grammar: Grammar) -> str:
    """Return `text` with the letters of a month's name, where spaces part them, put together."""
    match = _spaced(grammar.language).search(flat(text))
    if match is None or not any(c.isspace() for c in match.group()):
        return text
    name = re.sub(r"\s+", "", text[match.start() : match.end()])
    return text[: match.start()] + name + text[match.end() :]


def _names_date(low: str, grammar: Grammar) -> bool:
    """Tell whether flat text can hold a date at all: numbers with a mark between, or a month's name."""
    return re.search(r"\d[./-]\d", low) is not None or re.search(grammar.month, low) is not None


def find_date(text: str, grammar: Grammar) -> tuple[int, PrintedDate] | None:
    """Return where the date that `text` ends in begins, and the date; the longest reading wins."""
    if len(text) > _LONGEST_ENDING:
        return None
    low = flat(text)
    if not _names_date(low, grammar):
        return None
    best: tuple[int, int, re.Match[str]] | None = None
    for rank, pattern in enumerate(_ending(grammar.language)):
        match = pattern.search(low)
        if match and (best is None or (match.start(), rank) < best[:2]):
            best = (match.start(), rank, match)
    if best is None:
        return None
    printed = _printed(best[2], text[best[0] :], grammar)
    if printed is None:
        return None
    start = best[0]
    day = re.match(rf"{grammar.words('weekdays')}(?!\w),?\s+", low[start:])
    if day and text[:start].rstrip()[-1:].isalpha():
        start += day.end()
        printed = replace(printed, text=collapse(text[start:]).strip(" ,;.()"))
    return start, printed


def find_leading_date(text: str, grammar: Grammar) -> tuple[PrintedDate, str] | None:
    """Return the date that `text` begins with and the rest, where a mark or a word for `in` parts them."""
    low = flat(text)
    if len(text) > _LONGEST_BEGINNING or not _names_date(low, grammar):
        return None
    found = [match for pattern in _beginning(grammar.language) if (match := pattern.match(low))]
    if not found:
        return None
    match = max(found, key=lambda each: each.end())
    ends = [match.end(name) for name, value in match.groupdict().items() if value is not None]
    printed = _printed(match, text[: max(ends)], grammar)
    return (printed, text[match.end() :].strip(" ,;.()")) if printed else None


def _printed(match: re.Match[str], text: str, grammar: Grammar) -> PrintedDate | None:
    parts = match.groupdict()
    first, second = _month(parts, "1", grammar), _month(parts, "2", grammar)
    d1, d2 = _day(parts, "d1"), _day(parts, "d2")
    if parts.get("n1") and first and d1 and first > _MONTHS >= d1:  # the month before the day
        first, d1 = d1, first
    if parts.get("n2") and second and d2 and second > _MONTHS >= d2:
        second, d2 = d2, second
    if first is None or any(not 1 <= n <= _MONTHS for n in (first, second) if n is not None):
        return None
    if any(not 1 <= d <= _DAYS for d in (d1, d2) if d is not None):
        return None
    y1, y2 = _year(parts, "y1"), _year(parts, "y2")
    second = second or (first if d2 is not None else None)
    if y2 is None:
        y2 = y1
    elif y1 is None:
        y1 = y2 if second is None or second >= first else y2 - 1
    return PrintedDate(collapse(text).strip(" ,;.()"), first, d1, second, d2, y1, y2)


def _month(parts: Mapping[str, str | None], n: str, grammar: Grammar) -> int | None:
    if number := parts.get(f"n{n}"):
        return int(number)
    name = parts.get(f"m{n}")
    return grammar.month_numbers[collapse(name).rstrip(".")] if name else None


def _day(parts: Mapping[str, str | None], name: str) -> int | None:
    value = parts.get(name)
    return None if not value else int(value) if value.isdecimal() else 1


def _year(parts: Mapping[str, str | None], name: str) -> int | None:
    value = parts.get(name)
    return None if not value else int(value) if len(value) == _DIGITS_OF_YEAR else _CENTURY + int(value)
