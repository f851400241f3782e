"""The words of typed dates: names of months and days from CLDR, and the small words around them. All folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from rapporteur.base.values.formatting.languages import locale
from rapporteur.base.values.search import fold

LANGUAGES = ("en", "fr", "es")
"""All of them are read whatever language the reader has: an officer in Barcelona types in three."""
SHORTEST = 3
"""Letters that a beginning of a name needs to count as the name: “avr”, “sept”."""
_OTHER_MONTHS: Mapping[str, int] = {"setiembre": 9}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RANGE = _words("to until till through thru au al a hasta jusqu jusqua jusquau")
AND = _words("and et y e plus")
FIRST = _words("first premier primero")
FILLERS = _words("from of the on in at d du de des del le la les el los las l en mois mes month dia jour day")
BETWEEN = _words("between entre")
"""After one of these the word “and” parts the ends of a range."""
PARTS = _words(
    "early mid late beginning end middle start debut mi fin milieu courant inicio inicios principio principios "
    "comienzo comienzos mediado mediados final finales fines"
)
"""Words for a part of a month, of which the register keeps the month alone."""

_TODAY = "today|aujourd ?hui|hoy"
_YESTERDAY = "yesterday|hier|ayer"
_TOMORROW = "tomorrow|demain|manana"
_BEFORE_YESTERDAY = "(?:the )?day before yesterday|avant hier|anteayer|antes de ayer|antier"
_AFTER_TOMORROW = "(?:the )?day after tomorrow|apres demain|pasado manana"
DAYS_FROM_TODAY: Mapping[str, int] = {
    _TODAY: 0, _YESTERDAY: -1, _TOMORROW: 1, _BEFORE_YESTERDAY: -2, _AFTER_TOMORROW: 2,
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,3}|an?|une?|una)"
_UNIT = r"(?P<unit>days?|jours?|dias?|weeks?|semaines?|semanas?)"
AGO = (rf"{_NUMBER} {_UNIT} ago", rf"il y a {_NUMBER} {_UNIT}", rf"hace {_NUMBER} {_UNIT}")
AHEAD = (rf"(?:in|dans|en|dentro de) {_NUMBER} {_UNIT}",)
_LAST, _THIS, _NEXT = (
    "(?:last|derniere?|passee?|pasad[oa])",
    "(?:this|ce|cette|este|esta)(?: ci)?",
    "(?:next|prochaine?|proxim[oa]|que viene)",
)
NEIGHBOURS: Mapping[int, str] = {-1: _LAST, 0: _THIS, 1: _NEXT}
"""By how far off it is, the word that tells which week or month is meant, before or behind it."""
WEEK = "week|semaine|semana"
MONTH = "month|mois|mes"
ARTICLE = "(?:the |le |la |el )?"
QUARTER = re.compile(
    r"(?:[qt] ?[1-4]|(?:quarter|trimestre|trimester)\b.*|.*\b(?:quarter|trimestre))(?: (?:of |de )?\d{4})?"
)
"""A quarter, however it is told: too wide to say when something happened."""


_NUMBERS: Mapping[str, range] = {"months": range(1, 13), "days": range(7)}


@cache
def _names(what: str) -> tuple[tuple[str, int], ...]:
    """Return the folded names of `months` or `days` in all languages with their numbers, in words and abbreviated."""
    tables = [
        getattr(locale(language), what)[use] for language in LANGUAGES for use in ("format", "stand-alone")
    ]
    names = {
        (fold(str(table[width][number])), number)
        for table in tables
        for width in ("wide", "abbreviated")
        for number in _NUMBERS[what]
    }
    return tuple(sorted(names))


def months(word: str) -> frozenset[int]:
    """Return the months (1 to 12) that a folded word names, or begins to name, in any of the languages.

    >>> sorted(months("avr")), sorted(months("jui")), sorted(months("may"))
    ([4], [6, 7], [5])
    """
    if word in _OTHER_MONTHS:
        return frozenset({_OTHER_MONTHS[word]})
    return _numbers(word, "months")


def weekdays(word: str) -> frozenset[int]:
    """Return the days of the week (Monday is 0) that a folded word names, or begins to name."""
    return _numbers(word, "days")


def _numbers(word: str, what: str) -> frozenset[int]:
    if len(word) < SHORTEST or not word.isalpha():
        return frozenset()
    exact = frozenset(number for name, number in _names(what) if name == word)
    return exact or frozenset(number for name, number in _names(what) if name.startswith(word))


@cache
def month_words() -> tuple[str, ...]:
    """Return the names of the months in all languages, for who has misspelt one."""
    return tuple(dict.fromkeys(name for name, _ in _names("months") if len(name) > SHORTEST))
