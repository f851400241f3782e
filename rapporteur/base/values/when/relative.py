"""Days told from today: “yesterday”, “il y a 3 jours”, “el viernes pasado”, “last month”."""

from __future__ import annotations

import re
from datetime import date, timedelta

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.periods import add_months
from rapporteur.base.values.when import vocabulary
from rapporteur.base.values.when.vocabulary import (
    AGO,
    AHEAD,
    ARTICLE,
    DAYS_FROM_TODAY,
    MONTH,
    NEIGHBOURS,
    WEEK,
)

_WORD = r"(?P<day>[a-z]{3,})"


def dates_from_today(text: str, today: date) -> tuple[Dates, ...]:
    """Return what a plain text says from today on: several where people mean different days by it; none for others."""
    words = " ".join(re.sub(r"[-'.,]", " ", text).split())
    for phrase, days in DAYS_FROM_TODAY.items():
        if re.fullmatch(phrase, words):
            return (Dates(today + timedelta(days=days)),)
    return (
        _counted(words, today) or _of_month(words, today) or _of_week(words, today) or _weekday(words, today)
    )


def _counted(words: str, today: date) -> tuple[Dates, ...]:
    for phrases, direction in ((AGO, -1), (AHEAD, 1)):
        for phrase in phrases:
            if match := re.fullmatch(phrase, words):
                number = int(match["number"]) if match["number"].isdecimal() else 1
                unit = 7 if match["unit"][0] in ("w", "s") else 1
                return (Dates(today + timedelta(days=direction * number * unit)),)
    return ()


def _neighbour(words: str, what: str) -> int | None:
    """Return how far off the week or month is that “last …”, “le … dernier” name; None where it is no such phrase."""
    for number, near in NEIGHBOURS.items():
        if re.fullmatch(rf"{ARTICLE}(?:{near} (?:{what})|(?:{what}) {near})(?: ci)?", words):
            return number
    return None


def _of_month(words: str, today: date) -> tuple[Dates, ...]:
    off = _neighbour(words, MONTH)
    return () if off is None else (Dates(month=f"{add_months(today, off):%Y-%m}"),)


def _of_week(words: str, today: date) -> tuple[Dates, ...]:
    """Return the working days of a week, and the whole week: whoever says “last week” may mean either."""
    off = _neighbour(words, WEEK)
    if off is None:
        return ()
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=off)
    return tuple(Dates(monday, monday + timedelta(days=days)) for days in (4, 6))


def _weekday(words: str, today: date) -> tuple[Dates, ...]:
    """Return the days that “Friday”, “last Friday”, “vendredi prochain” may mean, the likeliest first."""
    for off, near in NEIGHBOURS.items():
        match = re.fullmatch(rf"{ARTICLE}(?:{near} {_WORD}|(?P<after>[a-z]{{3,}}) {near})", words)
        if match and (numbers := vocabulary.weekdays(match["day"] or match["after"])):
            return tuple(Dates(day) for number in sorted(numbers) for day in _near(number, off, today))
    match = re.fullmatch(ARTICLE + _WORD, words)
    if not match or vocabulary.months(match["day"]):
        return ()
    before_and_after = (
        day for number in sorted(vocabulary.weekdays(match["day"])) for day in _around(number, today)
    )
    return tuple(Dates(day) for day in before_and_after)


def _around(weekday: int, today: date) -> tuple[date, date]:
    """Return the last such day, today included, and the next after it."""
    last = today - timedelta(days=(today.weekday() - weekday) % 7)
    return last, last + timedelta(days=7)


def _near(weekday: int, off: int, today: date) -> tuple[date, ...]:
    """Return the nearest such day before or after today; with one further where that lies in this week.

    On a Saturday “last Friday” is yesterday to some, and to others the Friday of last week.
    """
    of_this_week = today - timedelta(days=today.weekday() - weekday)
    if off == 0:
        return (of_this_week,)
    step = timedelta(days=7 * off)
    if (of_this_week - today).days * off > 0:
        return of_this_week, of_this_week + step
    return (of_this_week + step,)
