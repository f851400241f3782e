"""Read a typed date: what it means, what it may mean, or why it means nothing. Pure; today is given.

What is plain is taken. What is left out is filled in where only one thing can be meant: the year from the open period,
else from today. Everything else is asked: nothing that somebody typed becomes another date by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from rapporteur.base.values.dates import Dates, InvalidDates
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.base.values.periods import Period
from rapporteur.base.values.when import years
from rapporteur.base.values.when.forms import parts_of
from rapporteur.base.values.when.outcome import When
from rapporteur.base.values.when.relative import dates_from_today
from rapporteur.base.values.when.tokens import Token, plain, tokens_of, without_clock
from rapporteur.base.values.when.vocabulary import QUARTER, month_words
from rapporteur.base.values.when.years import Reading, readings

LONGEST = 120
"""Letters of a typed date: more is a sentence, which is not searched for one."""
MOST_CHOICES = 6

EXPECTED = Message(
    "“{value}” is not understood: write a day (12 April), days (12–14 April, from 28 May to 2 June) "
    "or a month (April 2018)"
)
TOO_WIDE = Message("“{value}” is too wide: write the days, or one month (April 2018)")
WHICH = Message("“{value}” may mean several days: choose one")
MISSPELT = Message("“{value}” is not understood: which of these is meant?")
DOUBTS = {
    years.NO_SUCH_DAY: Message("The calendar has no such day as “{value}”: choose one, or write it anew"),
    years.OTHER_WEEKDAY: Message("The day of the week in “{value}” is that of another day: choose one"),
    years.BACKWARDS: Message("“{value}” ends before it begins: choose, or write it anew"),
    years.SEPARATE: Message("The days in “{value}” do not follow each other: choose what to record"),
    years.NO_MONTH: Message("“{value}” names no month: choose one"),
    years.SEVERAL_MONTHS: Message("“{value}” names two months and no days: choose what to record"),
}
NO_CLOCK = Message("The time of day is not kept.")
MONTH_ALONE = Message("Only the month is kept, no part of it.")


def when_of(text: str, *, today: date, period: Period, language: str) -> When:
    """Return what `text` says as of the day `today`, for who reports on `period` and reads `language`.

    Words are taken from all languages. In digits the day stands first, but where the reader's language is English
    either order is possible: then the open period decides, or the reader is asked.

    >>> when_of("12-14 avril", today=date(2018, 6, 1), period=Period.parse("2018-Q2"), language="fr").dates
    Dates(start=datetime.date(2018, 4, 12), end=datetime.date(2018, 4, 14), month='2018-04')
    """
    text = " ".join(text.split())
    if not text:
        return When(text)
    if len(text) > LONGEST:
        return When(text, problem=Fault(EXPECTED, value=f"{text[:LONGEST]}…"))
    if chosen := dates_of_code(text):
        return When(text, chosen)
    words = plain(text)
    if re.fullmatch(r"(?:19|20)\d\d", words) or QUARTER.fullmatch(words):
        return When(text, problem=Fault(TOO_WIDE, value=text))
    if relative := dates_from_today(words, today):
        return _asked_where_several(text, relative)
    words, has_clock = without_clock(words)
    notices: tuple[Fault, ...] = (Fault(NO_CLOCK),) if has_clock else ()
    rows = list(tokens_of(words))
    parts = [found for row in rows for found in parts_of(row, month_first=language.partition("-")[0] == "en")]
    every = [reading for one in dict.fromkeys(parts) for reading in readings(one, today, period)]
    if any(one.is_part for one in parts):
        notices += (Fault(MONTH_ALONE),)
    if not every:
        return _misspelt(text, rows, today, period, language)
    return _settled(text, every, notices)


def dates_of_code(text: str) -> Dates | None:
    """Return the dates of a code that a form sends back (`2018-04-12..2018-04-14`, `2018-04`); None for other texts."""
    first, _, last = text.partition("..")
    try:
        if re.fullmatch(r"\d{4}-\d\d", text, re.ASCII):
            return Dates(month=text)
        if all(re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) for day in (first, last or first)):
            return Dates(date.fromisoformat(first), date.fromisoformat(last or first))
    except (ValueError, InvalidDates):
        pass
    return None


def _asked_where_several(text: str, dates: Iterable[Dates]) -> When:
    found = tuple(dict.fromkeys(dates))
    if len(found) == 1:
        return When(text, found[0])
    return When(text, choices=found[:MOST_CHOICES], problem=Fault(WHICH, value=text))


def _settled(text: str, every: list[Reading], notices: tuple[Fault, ...]) -> When:
    """Return one reading where it is the only one, or the only one in the open period; else the question."""
    sound = [reading for reading in every if not reading.doubt]
    if not sound:
        choices = tuple(dict.fromkeys(reading.dates for reading in every))[:MOST_CHOICES]
        return When(text, choices=choices, problem=Fault(DOUBTS[every[0].doubt], value=text), notices=notices)
    without_month = [reading for reading in every if reading.doubt == years.NO_MONTH]
    dates = tuple(dict.fromkeys(reading.dates for reading in (*sound, *without_month)))
    if without_month:  # “5-6” is a day of June, or two days of some month
        return When(text, choices=dates[:MOST_CHOICES], problem=Fault(WHICH, value=text), notices=notices)
    if len(dates) == 1:
        return When(text, dates[0], notices=notices)
    inside = tuple(dict.fromkeys(reading.dates for reading in sound if reading.is_inside))
    if len(inside) == 1:
        others = tuple(one for one in dates if one != inside[0])
        return When(text, inside[0], others[:MOST_CHOICES], notices=notices)
    return When(text, choices=dates[:MOST_CHOICES], problem=Fault(WHICH, value=text), notices=notices)


def _misspelt(text: str, rows: list[tuple[Token, ...]], today: date, period: Period, language: str) -> When:
    """Return what the text means if its one unknown word is the month that it most resembles: asked, not taken."""
    unknown = {token.text for row in rows for token in row if token.letter == "?" and token.text.isalpha()}
    word = unknown.pop() if len(unknown) == 1 else ""
    if month := nearest(word, month_words()) if word else "":
        mended = when_of(plain(text).replace(word, month), today=today, period=period, language=language)
        choices = (mended.dates, *mended.choices) if mended.dates else mended.choices
        if choices:
            return When(text, choices=choices, problem=Fault(MISSPELT, value=text), notices=mended.notices)
    return When(text, problem=Fault(EXPECTED, value=text))
