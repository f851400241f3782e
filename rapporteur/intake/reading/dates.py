"""Dates as reports print them: with a place before, over several days, without a year, or only a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rapporteur.base.values.periods import Period
from rapporteur.intake.reading.date_forms import (
    PrintedDate,
    close_months,
    find_date,
    find_leading_date,
    without_clock,
)
from rapporteur.intake.reading.grammar import LANGUAGES, Grammar, load
from rapporteur.intake.reading.sources.lines import collapse, flat

_LONGEST_PLACE = 90
_MOST_WORDS = 12
"""Characters and words of the places before a date: three cities with a hall and a country each."""
_MOST_WORDS_BARE = 4
"""Words of a place that no sign parts from its date; more are a sentence that ends in a date."""
_SMALL_WORDS_ONLINE = 2
"""Words in small letters beside a wording for online (`online meeting of the working group`)."""
_LONGEST_SPACED = 40
"""Characters of a line whose letters may be spaced out, as on covers."""
_LONGEST = 140
"""Characters of a line of place and date."""
_LONGEST_AFTER = 60
"""Characters of a place that stands after its date."""
_DAY = 0.98
_MONTH = 0.9
"""How sure a date with a day is, and a month alone, which may be a heading."""
_OTHER_LANGUAGE = 0.2
"""How much less sure a date is that is printed in another language than the report."""
_MID_MONTH = 15

__all__ = ["DateLine", "PrintedDate", "ResolvedDates", "find_date", "month_end", "names_online", "read_date_line",
           "resolve", "split_places"]  # fmt: skip
_SEPARATORS = " ,;:|(–—-·•/\t"


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line of place and date; `place` as printed, empty where there is none."""

    place: str
    when: PrintedDate
    online: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class ResolvedDates:
    """A date with its year."""

    start: date | None
    end: date | None
    month: str


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
    if len(text) > _LONGEST_PLACE or len(words) > _MOST_WORDS or not words:
        return False
    if re.search(r"[!?«»\"“”:]|\d{3}|\b\d{1,2}$", text) or _ends_sentence(text):
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
    if len(small) > (_SMALL_WORDS_ONLINE if online else 0):
        return False
    bare = "," not in separator and "-" not in flat(separator) and not set(separator) & set("|(:;·•")
    return not (bare and (month_only or len(words) > _MOST_WORDS_BARE))


def _ends_sentence(text: str) -> bool:
    """Tell whether a stop in `text` ends a sentence, not an abbreviation (`St. John's`, `Washington, D.C.`)."""
    stops = re.finditer(r"(\S+)\.(?=\s|$)", text.strip())
    return any(not re.fullmatch(r"(?:\w\.)*\w|[A-ZÀ-Ý][a-zà-ÿ]{1,2}", match[1]) for match in stops)


@lru_cache
def _all_months() -> re.Pattern[str]:
    names = {name for each in LANGUAGES for name in load(each).month_numbers}
    return re.compile("|".join(sorted(map(re.escape, names))))


def _names_month(text: str) -> bool:
    """Tell whether the letters of any month's name stand in `text`, be they parted."""
    low = flat(text)
    return _all_months().search(low) is not None or (
        len(low) <= _LONGEST_SPACED and _all_months().search(re.sub(r"\s+", "", low)) is not None
    )


@lru_cache(maxsize=8192)
def read_date_line(text: str, grammar: Grammar) -> DateLine | None:
    """Read a line that is nothing but place (or none) and date; nothing for any other line."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if text.count(" · ") == 2:  # place, date, and a kind after it
        text = text.rpartition(" · ")[0]
    if not any(c.isdecimal() for c in text) and not _names_month(text):
        return None
    others = (load(each) for each in LANGUAGES if each != grammar.language)
    for each in (grammar, *others):
        found = _read_in(text, each, grammar)
        if found is not None:
            return found
    return None


def _read_in(text: str, language: Grammar, own: Grammar) -> DateLine | None:
    """Read a line of place and date in one language; only that of the report is sure."""
    found = find_date(text, language)
    if found is None:
        mended = without_clock(close_months(text, language), language)
        if mended != text:
            return _read_in(mended, language, own)
        return _read_date_first(text, language, own)
    start, when = found
    before = text[:start]
    place = before.strip(_SEPARATORS)
    if place.count("(") > place.count(")"):
        place += ")"
    separator = before[len(before.rstrip(_SEPARATORS)) :]
    if language is not own and when.day is None:
        return None
    if not _is_place(place, language, month_only=when.day is None, separator=separator):
        return None
    return _date_line(place, when, language, own)


def _read_date_first(text: str, language: Grammar, own: Grammar) -> DateLine | None:
    """Read a line whose date stands before the place."""
    found = find_leading_date(text, language)
    if found is None or len(found[1]) > _LONGEST_AFTER:
        return None
    when, place = found
    if language is not own and when.day is None:
        return None
    if not place or not _is_place(place, language, month_only=when.day is None, separator=","):
        return None
    return _date_line(place, when, language, own)


def _date_line(place: str, when: PrintedDate, language: Grammar, own: Grammar) -> DateLine:
    online = bool(place) and (_is_online(place, language)[0] or _is_online(place, own)[0])
    confidence = (_DAY if when.day else _MONTH) - (0 if language is own else _OTHER_LANGUAGE)
    return DateLine(_without_preposition(collapse(place), language), when, online, confidence)


def _without_preposition(place: str, grammar: Grammar) -> str:
    """Return a place without the word for `in` before it, unless it belongs to a wording for online."""
    match = re.match(rf"{grammar.words('place_prefixes')}\s+(?=\S)", flat(place))
    if match is None or not place[match.end()].isupper() or not place[0].isupper():
        return place
    return place if _is_online(place, grammar)[0] else place[match.end() :]


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


def resolve(when: PrintedDate, period: Period | None) -> ResolvedDates | None:
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
            else min(candidates, key=lambda y: (abs((date(y, when.month, _MID_MONTH) - middle).days), y))
        )
    month = f"{year:04}-{when.month:02}"
    if when.day is None:
        return ResolvedDates(None, None, month)
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
    return ResolvedDates(start, end, month)


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
