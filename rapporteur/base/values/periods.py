"""Reporting periods: a quarter, a half-year, a year, or any range of days.

Inside, a period's end is exclusive; what people read and type is inclusive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.spans import Span


class PeriodKind(StrEnum):
    """What a period is called; a range is whatever is nothing else."""

    QUARTER = "QUARTER"
    HALF_YEAR = "HALF_YEAR"
    YEAR = "YEAR"
    RANGE = "RANGE"


class InvalidPeriod(Foreseeable, ValueError):
    """A text that names no period."""

    def __init__(self, text: str) -> None:
        super().__init__(
            Message(
                "'{value}' is not a period: expected a quarter (2018-Q2), a half-year (2018-H1), "
                "a year (2018) or two days (2018-04-01..2018-06-30)"
            ),
            value=text,
            nearest=nearest_period(text),
        )
        self.text = text


_MONTHS = {PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_CODE = re.compile(r"(?P<year>\d{4})(?:-(?P<part>[QH])(?P<number>[1-4]))?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ANY_DAY = re.compile(r"(\d{4})\W(\d{1,2})\W(\d{1,2})(?!\d)", re.ASCII)
_ANY_PART = re.compile(r"(?P<year>(?<!\d)\d{4})\W*(?P<part>[QH])\W*(?P<number>\d)(?!\d)", re.ASCII)
_PART_FIRST = re.compile(r"(?P<part>[QH])\W*(?P<number>\d)\W+(?P<year>\d{4})(?!\d)", re.ASCII)
_MONTH = re.compile(r"(?P<year>\d{4})\W(?P<month>\d{1,2})", re.ASCII)


def nearest_day(year: int, month: int, day: int) -> date:
    """Return the day nearest to one that the calendar may not have: the 30th of February is the last of it."""
    year, month = min(max(year, 1), date.max.year - 1), min(max(month, 1), 12)
    last = add_months(date(year, month, 1), 1) - timedelta(days=1)
    return date(year, month, min(max(day, 1), last.day))


def day_after(day: date) -> date:
    """Return the day after one that somebody typed; of the last that there is, 9999-12-31, itself.

    >>> str(day_after(date(2018, 6, 30))), str(day_after(date.max))
    ('2018-07-01', '9999-12-31')
    """
    return day + timedelta(days=1) if day < date.max else day


def nearest_period(text: str) -> str:
    """Return the code of the period that `text` was most likely meant to be, or an empty text."""
    text = text.strip().upper()
    days = sorted(nearest_day(*map(int, found)) for found in _ANY_DAY.findall(text))
    if len(days) == 2:
        return Period(days[0], days[1] + timedelta(days=1)).code
    part = _ANY_PART.fullmatch(text) or _PART_FIRST.fullmatch(text)
    month = _MONTH.fullmatch(text)
    if part:
        most = 4 if part["part"] == "Q" else 2
        year, number = int(part["year"]), min(max(int(part["number"]), 1), most)
        code = f"{year:04}-{part['part']}{number}"
    elif month:
        day = nearest_day(int(month["year"]), int(month["month"]), 1)
        year, code = day.year, f"{day.year:04}-Q{(day.month - 1) // 3 + 1}"
    else:
        return ""
    return code if 1 <= year < date.max.year else ""


def add_months(day: date, months: int) -> date:
    """Return the first day of the month that lies `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to, and without, `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidPeriod(f"{self.start}..{self.end - timedelta(days=1)}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2018-Q2`, `2018-H1`, `2018` or `2018-04-01..2018-06-30`; raise InvalidPeriod."""
        try:
            return cls._parse(text.strip().upper())
        except (ValueError, OverflowError) as error:
            raise InvalidPeriod(text) from error

    @classmethod
    def _parse(cls, text: str) -> Period:
        if ".." in text:
            first, last = text.split("..", 1)
            if not (_DAY.fullmatch(first) and _DAY.fullmatch(last)):
                raise InvalidPeriod(text)
            return cls(date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1))
        match = _CODE.fullmatch(text)
        if match is None or (match["part"] == "H" and int(match["number"]) > 2):
            raise InvalidPeriod(text)
        year = int(match["year"])
        kind = {"Q": PeriodKind.QUARTER, "H": PeriodKind.HALF_YEAR, None: PeriodKind.YEAR}[match["part"]]
        months = _MONTHS[kind]
        start = date(year, (int(match["number"] or 1) - 1) * months + 1, 1)
        return cls(start, add_months(start, months))

    @property
    def kind(self) -> PeriodKind:
        """The kind that these days make up."""
        for kind, months in _MONTHS.items():
            aligned = self.start.day == 1 and (self.start.month - 1) % months == 0
            if aligned and self.end == add_months(self.start, months):
                return kind
        return PeriodKind.RANGE

    @property
    def span(self) -> Span:
        """The same days, to be held against something that lasts."""
        return Span(self.start, self.end)

    @property
    def last_day(self) -> date:
        """The last day that belongs to the period."""
        return self.end - timedelta(days=1)

    @property
    def code(self) -> str:
        """The shortest text that :meth:`parse` reads back to this period."""
        kind = self.kind
        if kind is PeriodKind.RANGE:
            return f"{self.start.isoformat()}..{self.last_day.isoformat()}"
        if kind is PeriodKind.YEAR:
            return f"{self.start.year:04}"
        letter = "Q" if kind is PeriodKind.QUARTER else "H"
        return f"{self.start.year:04}-{letter}{(self.start.month - 1) // _MONTHS[kind] + 1}"

    def __str__(self) -> str:
        return self.code

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def months(self) -> Iterator[str]:
        """Yield the months it touches, as `2018-04`."""
        month = self.start.replace(day=1)
        while month < self.end:
            yield f"{month.year:04}-{month.month:02}"
            month = add_months(month, 1)

    def weeks(self) -> Iterator[Period]:
        """Yield its weeks of seven days, counted from its first day; the last one takes what remains.

        A quarter has thirteen, whatever the weekday on which it begins.
        """
        count = max(1, round((self.end - self.start).days / 7))
        for number in range(count):
            start = self.start + timedelta(days=7 * number)
            yield Period(start, self.end if number == count - 1 else start + timedelta(days=7))
