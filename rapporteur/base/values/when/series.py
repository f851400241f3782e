"""Days of what happens again, as somebody types them: “every Tuesday in May”, “3, 10 and 17 May”. Pure; today is given.

The days themselves are read as any typed date is. What may mean several days is no series: it is told, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.values.when.outcome import When
from rapporteur.base.values.when.reading import when_of
from rapporteur.base.values.when.tokens import plain
from rapporteur.base.values.when.vocabulary import AND, weekdays

LONGEST = 400
"""Letters: sixty days with their months are some three hundred."""
MOST = 60
"""Days: more than once a week in a year is no series that somebody types."""
EXPECTED = Message(
    "“{value}” is not understood: list the days (3, 10 and 17 May; 7 June), or say “every Tuesday in May”"
)
SEVERAL = Message("“{value}” may mean several days: write it with its month and year")
NONE_THERE = Message("there is no such day in “{value}”")
TOO_MANY = Message("these are {count} days: expected {most} at most")
_EVERY = re.compile(r"(?:every|each|chaque|tous les|toutes les|cada|todos los|todas las) +(?P<rest>.+)")
_PARTS = re.compile(r"\s*(?:[;,\n]|\b(?:and|et|y)\b)\s*", re.IGNORECASE)
_DAY_ALONE = re.compile(r"(?:(?:the|le|el) +)?(?P<day>\d{1,2}(?:st|nd|rd|th|er)?)", re.IGNORECASE)
_FIRST_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|er)?")
Read = Callable[[str], When]


@dataclass(frozen=True, slots=True)
class DaysAgain:
    """The `days` in the order in which they come, each once; or the `problem` that keeps them from being read."""

    days: tuple[Dates, ...] = ()
    problem: Fault | None = None


def series_of(text: str, *, today: date, period: Period, language: str) -> DaysAgain:
    """Return the days that `text` says as of the day `today`, for who reports on `period` and reads `language`.

    >>> [str(one.start) for one in series_of(
    ...     "every Tuesday in May", today=date(2018, 6, 1), period=Period.parse("2018-Q2"), language="en"
    ... ).days]
    ['2018-05-01', '2018-05-08', '2018-05-15', '2018-05-22', '2018-05-29']
    """

    def read(part: str) -> When:
        return when_of(part, today=today, period=period, language=language)

    text = text.strip()[:LONGEST]
    every = _EVERY.fullmatch(plain(" ".join(text.split())))
    found = _every(every["rest"], text, read) if every else _listed(text, read)
    if len(found.days) > MOST:
        return DaysAgain(problem=Fault(TOO_MANY, values={"count": len(found.days), "most": MOST}))
    return found


def _every(rest: str, text: str, read: Read) -> DaysAgain:
    """Return the days of the week that `rest` begins with, within the dates that it ends with."""
    words = rest.replace(",", " ").split()
    wanted: set[int] = set()
    while words and (found := _weekdays(words[0])):
        wanted |= found
        words = words[1:]
        if len(words) > 1 and words[0] in AND and _weekdays(words[1]):
            words = words[1:]
    within = read(" ".join(words)) if wanted and words else None
    if within is None or (within.dates is None and not within.choices):
        return DaysAgain(problem=Fault(EXPECTED, value=text))
    if within.dates is None:
        return DaysAgain(problem=Fault(SEVERAL, value=" ".join(words)))
    first, last = within.dates.first_day, within.dates.last_day
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    dates = tuple(Dates(day, day) for day in days if day.weekday() in wanted)
    return DaysAgain(dates) if dates else DaysAgain(problem=Fault(NONE_THERE, value=text))


def _weekdays(word: str) -> frozenset[int]:
    """Return the days of the week that a word may mean, also where it means several of one: “Tuesdays”, “mardis”."""
    return weekdays(word) or weekdays(word.removesuffix("s"))


def _listed(text: str, read: Read) -> DaysAgain:
    """Return the days of a list; a number alone is a day of the month that comes next behind it."""
    days: dict[Dates, None] = {}
    for part in _with_months([part for part in _PARTS.split(text) if part]):
        when = read(part)
        if when.dates is None:
            return DaysAgain(problem=Fault(SEVERAL if when.choices else EXPECTED, value=part))
        days[when.dates] = None
    if not days:
        return DaysAgain(problem=Fault(EXPECTED, value=text))
    return DaysAgain(tuple(sorted(days, key=lambda one: (one.first_day, one.last_day))))


def _with_months(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts of a list, days alone with the words of the next part that says more than a day."""
    for number, part in enumerate(parts):
        behind = (one for one in parts[number + 1 :] if not _DAY_ALONE.fullmatch(one))
        alone = _DAY_ALONE.fullmatch(part)
        if alone and (model := next(behind, "")):
            yield _FIRST_DAY.sub(alone["day"], model, count=1)
        else:
            yield part
