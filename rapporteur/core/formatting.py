"""Dates, periods, numbers, money, shares, ordinals and lists as an editor of each language prints them.

Names of months, separators and the order of day, month and year come from CLDR (Babel). How a range of days
collapses is ours: CLDR's long intervals fall back to two full dates, and know neither « 1er » nor
« del 7 al 11 ». A language is a tag such as `fr` or `pt-PT`; English without a region is printed the British
way, and a language that CLDR does not know as English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from babel.core import Locale, UnknownLocaleError, get_global
from babel.numbers import format_currency, format_decimal
from babel.numbers import format_percent as babel_percent

from rapporteur.core.dates import DateSpan
from rapporteur.core.periods import add_months

if TYPE_CHECKING:
    from rapporteur.core.money import Money

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"
EN_DASH = "–"

Width = Literal["wide", "abbreviated", "narrow"]

# What a language alone means here: CLDR takes "en" for American and "pt" for Brazilian, and our words are of Portugal.
_REGIONS = {"en": "en_GB", "pt": "pt_PT"}
# Numbers of four digits stay together (CLDR minimumGroupingDigits 2, which Babel does not read).
_FOUR_DIGITS_TOGETHER = {"es", "it", "pl", "pt_PT"}


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
# CLDR's own names of the commonest languages, so that naming one need not load its locale.
_OWN_NAMES = {"en": "English", "es": "Español", "fr": "Français", "pt": "Português"}
_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")


@cache
def locale(language: str) -> Locale:
    """Return the CLDR locale that prints `language`."""
    tag = _REGIONS.get(language, language).replace("-", "_")
    while tag:
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("_")[0]
    return Locale.parse(_REGIONS["en"])


@cache
def region(language: str) -> str:
    """Return the region of the language tag, or the one whose customs print it here, or an empty text."""
    found = locale(language)
    if not found.territory:
        likely = str(get_global("likely_subtags").get(found.language, ""))
        return likely.rpartition("_")[2] if "_" in likely else ""
    return str(found.territory)


def country(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166), or the code itself where CLDR has none."""
    return str(locale(language).territories.get(code, code))


def language_name(language: str) -> str:
    """Return the name of a language in that language itself, with a capital: “Français”."""
    if language in _OWN_NAMES:
        return _OWN_NAMES[language]
    return capitalise(str(locale(language).languages.get(locale(language).language, language)))


def language_named(language: str, reader: str) -> str:
    """Return the name of a language as the language `reader` has it within a sentence: “français”, “French”."""
    names = locale(reader).languages
    return str(names.get(language.replace("-", "_")) or names.get(locale(language).language, language))


def capitalise(text: str) -> str:
    """Return `text` with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]


# --- days -----------------------------------------------------------------------------------------------


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


def format_month(month: str, language: str, *, year: bool = True) -> str:
    """Return “May 2018” for `2018-05`, or “May” without the `year`."""
    day = date.fromisoformat(f"{month}-01")
    if year:
        return _render(_pattern("yMMMM", language), day, language)
    return _month_name(day.month, language, "wide", alone=True)


def format_month_letter(month: str, language: str) -> str:
    """Return the narrowest name of a month: “M”."""
    return _month_name(int(month[5:]), language, "narrow", alone=True)


def format_span(span: DateSpan, language: str, *, year: bool = True) -> str:
    """Return when something happened: “7 May 2018”, “7–11 May 2018”, “May 2018” where only that is known.

    Without the `year` it is left out, unless the range goes over into another one.
    """
    if span.is_month_only:
        return format_month(str(span.month), language, year=year)
    return format_days(span.first_day, span.last_day, language, year=year)


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


# --- numbers --------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)  # a report prints the same small figures hundreds of times
def format_number(number: int | Decimal, language: str) -> str:
    """Return a number with the separators of the language."""
    grouped = not (_keeps_four_together(language) and -10_000 < number < 10_000)
    return str(format_decimal(number, locale=locale(language), group_separator=grouped))


def _keeps_four_together(language: str) -> bool:
    found = locale(language)
    return found.language in _FOUR_DIGITS_TOGETHER or str(found) in _FOUR_DIGITS_TOGETHER


def _tightened(text: str, language: str) -> str:
    return text.replace(NBSP, NARROW_NBSP) if locale(language).language == "fr" else text


def format_money(money: Money, language: str) -> str:
    """Return an amount with its currency's sign; cents are printed only where there are any."""
    pattern = str(locale(language).currency_formats["standard"].pattern)
    if money.amount == money.amount.to_integral_value():
        pattern = pattern.replace("0.00", "0")
    grouped = not (_keeps_four_together(language) and abs(money.amount) < 10_000)
    text = format_currency(
        money.amount,
        money.currency,
        format=pattern,
        locale=locale(language),
        currency_digits=False,
        group_separator=grouped,
    )
    return _tightened(str(text), language)


def format_percent(share: float, language: str) -> str:
    """Return a share (0 to 1) in whole percent; a tenth is shown where it would round to none or all."""
    pattern = str(locale(language).percent_formats[None].pattern)
    step = Decimal("0.01")
    if 0 < share < 0.005 or 0.995 <= share < 1:
        pattern = pattern.replace("0%", "0.0%").replace(f"0{NBSP}%", f"0.0{NBSP}%")
        step = Decimal("0.001")
    rounded = Decimal(str(share)).quantize(step, ROUND_HALF_UP)  # Babel would make 62 of 62.5
    return _tightened(str(babel_percent(rounded, format=pattern, locale=locale(language))), language)


def format_ordinal(number: int, language: str, *, feminine: bool = False) -> str:
    """Return “1st”, « 1re », «1.º»; a language not known here gets the number and a full stop."""
    match locale(language).language:
        case "en":
            teens = 10 < number % 100 < 14
            return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
        case "fr":
            return f"{number}{('re' if feminine else 'er') if number == 1 else 'e'}"
        case "es":
            return f"{number}.{'ª' if feminine else 'º'}"
        case "pt":
            return f"{number}{'.' if locale(language).territory == 'PT' else ''}{'ª' if feminine else 'º'}"
        case _:
            return f"{number}."


# --- lists ----------------------------------------------------------------------------------------------


def format_list(items: Sequence[str], language: str) -> str:
    """Return “a, b and c”; Spanish says «e» before the sound i."""
    if len(items) < 2:
        return "".join(items)
    patterns = locale(language).list_patterns["standard"]
    if len(items) == 2:
        return _joined(str(patterns["2"]), items[0], items[1], language)
    text = _joined(str(patterns["start"]), items[0], items[1], language)
    for item in items[2:-1]:
        text = _joined(str(patterns["middle"]), text, item, language)
    return _joined(str(patterns["end"]), text, items[-1], language)


def _joined(pattern: str, first: str, second: str, language: str) -> str:
    if locale(language).language == "es" and " y " in pattern and _sounds_like_i(second):
        pattern = pattern.replace(" y ", " e ")
    before, _, after = pattern.partition("{0}")
    middle, _, end = after.partition("{1}")
    return f"{before}{first}{middle}{second}{end}"


def _sounds_like_i(word: str) -> bool:
    """Tell whether a Spanish word begins with the vowel i (not with a diphthong, as in «hielo»)."""
    letters = "".join(
        c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c)
    )
    return re.match(r"h?i(?![aeou])", letters) is not None
