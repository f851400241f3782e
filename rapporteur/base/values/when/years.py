"""From what a text says to days of the calendar: the year that it leaves out, and days that no month has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.periods import Period, add_months, nearest_day
from rapporteur.base.values.when.forms import DayParts


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parts of a text come to: dates that it says, or with `doubt` the nearest that the calendar has.

    `is_inside` where it begins in the open period.
    """

    dates: Dates
    is_inside: bool
    doubt: str = ""


NO_SUCH_DAY = "day"
"""The month has not so many days."""
OTHER_WEEKDAY = "weekday"
"""The day is another day of the week than the text says."""
BACKWARDS = "backwards"
"""The last day lies before the first."""
SEPARATE = "separate"
"""Days that do not follow each other."""
NO_MONTH = "month"
"""A day without a month: each month of the open period may be meant."""
SEVERAL_MONTHS = "months"
"""Two months without days, which the register has no form for."""


def readings(parts: DayParts, today: date, period: Period) -> list[Reading]:
    """Return what `parts` may mean: all that lie in the open period, else the nearest to it and to today."""
    if parts.month is None and parts.day is not None:
        months = [int(month[5:]) for month in period.months()]
        each = (_in_month(parts, month, today, period) for month in months)
        return [replace(reading, doubt=reading.doubt or NO_MONTH) for found in each for reading in found]
    if parts.month is None or not 1 <= parts.month <= 12:
        return []
    return _with_year(parts, today, period)


def _in_month(parts: DayParts, month: int, today: date, period: Period) -> list[Reading]:
    return _with_year(replace(parts, month=month), today, period)


def _with_year(parts: DayParts, today: date, period: Period) -> list[Reading]:
    if (year := _stated_year(parts)) is not None:
        return list(_reading(parts, year, period))
    years = range(min(today.year, period.start.year) - 1, max(today.year, period.last_day.year) + 2)
    by_year = [found for year in years if (found := list(_reading(parts, year, period)))]
    wrong_day = [one for found in by_year for one in found if one.is_inside and one.doubt == OTHER_WEEKDAY]
    by_year = [found for found in by_year if not found[0].doubt] or by_year
    inside = [one for found in by_year for one in found if one.is_inside]
    if wrong_day and not inside:  # the weekday is of another year, or wrong
        return [*wrong_day, *(replace(one, doubt=OTHER_WEEKDAY) for found in by_year for one in found)]
    if inside or not by_year:
        return inside
    near = [*_nearest(by_year, period.start, period.last_day), *_nearest(by_year, today, today)]
    return list(dict.fromkeys(near))


def _stated_year(parts: DayParts) -> int | None:
    """Return the year of the first day where the text has one, be it that of the last day."""
    if parts.year is not None or parts.last_year is None:
        return parts.year
    turns = parts.last_month is not None and parts.month is not None and parts.last_month < parts.month
    return parts.last_year - 1 if turns else parts.last_year


def _nearest(by_year: list[list[Reading]], first: date, last: date) -> list[Reading]:
    """Return what the parts mean in the year in which it lies nearest to the days from `first` to `last`."""

    def distance(found: list[Reading]) -> tuple[int, date]:
        day = found[0].dates.first_day
        return max((first - day).days, (day - last).days, 0), day

    return min(by_year, key=distance)


def _reading(parts: DayParts, year: int, period: Period) -> Iterator[Reading]:
    """Yield what the parts say in a year: themselves, or what is nearest to it in the calendar, with the doubt."""
    assert parts.month is not None  # noqa: S101  # who calls has seen to it
    if not date.min.year < year < date.max.year - 1:
        return
    if parts.day is None:
        yield from _of_months(parts, year, period)
        return
    first = _day(year, parts.month, parts.day)
    if parts.listed and not _follow_each_other(parts.listed):
        for day in parts.listed:
            yield from _mended(parts, year, parts.month, day, day, period, SEPARATE)
        if parts.listed[0] < parts.listed[-1]:
            yield from _mended(parts, year, parts.month, parts.listed[0], parts.listed[-1], period, SEPARATE)
        return
    if parts.last_day is None:
        yield from _single(parts, year, first, period)
        return
    yield from _range(parts, year, first, period)


def _of_months(parts: DayParts, year: int, period: Period) -> Iterator[Reading]:
    assert parts.month is not None  # noqa: S101
    months = [date(year, parts.month, 1)]
    if parts.last_month is not None:
        last_year = parts.last_year or (year + 1 if parts.last_month < parts.month else year)
        months.append(date(last_year, parts.last_month, 1))
    doubt = SEVERAL_MONTHS if len(months) > 1 else ""
    for month in months:
        yield Reading(Dates(month=f"{month:%Y-%m}"), month in period, doubt)
    if doubt and months[0] < months[1]:
        whole = Dates(months[0], add_months(months[1], 1) - timedelta(days=1))
        yield Reading(whole, months[0] in period, doubt)


def _single(parts: DayParts, year: int, day: date | None, period: Period) -> Iterator[Reading]:
    assert parts.month is not None  # noqa: S101
    assert parts.day is not None  # noqa: S101
    if day is None:
        if 1 <= parts.day <= 31:
            near = nearest_day(year, parts.month, parts.day)
            yield Reading(Dates(near), near in period, NO_SUCH_DAY)
            after = near + timedelta(days=1)
            yield Reading(Dates(after), after in period, NO_SUCH_DAY)
        return
    if parts.weekdays and parts.weekdays[0] != day.weekday():
        yield Reading(Dates(day), day in period, OTHER_WEEKDAY)
        other = day + timedelta(days=(parts.weekdays[0] - day.weekday() + 3) % 7 - 3)
        yield Reading(Dates(other), other in period, OTHER_WEEKDAY)
        return
    yield Reading(Dates(day), day in period)


def _range(parts: DayParts, year: int, first: date | None, period: Period) -> Iterator[Reading]:
    assert parts.month is not None  # noqa: S101
    assert parts.day is not None  # noqa: S101
    assert parts.last_day is not None  # noqa: S101
    last_month = parts.last_month or parts.month
    if not 1 <= last_month <= 12:
        return
    last_year = parts.last_year or (year + 1 if last_month < parts.month else year)
    last = _day(last_year, last_month, parts.last_day)
    if first is None or last is None:
        if 1 <= parts.day <= 31 and 1 <= parts.last_day <= 31:
            near = (
                nearest_day(year, parts.month, parts.day),
                nearest_day(last_year, last_month, parts.last_day),
            )
            if near[0] <= near[1]:
                yield Reading(Dates(*near), near[0] in period, NO_SUCH_DAY)
        return
    if last < first:
        if parts.last_year is None or parts.year is None:
            yield Reading(Dates(last, first), last in period, BACKWARDS)
        return
    if parts.is_list and parts.last_month is not None and last != first + timedelta(days=1):
        for dates in (Dates(first), Dates(last), Dates(first, last)):
            yield Reading(dates, dates.first_day in period, SEPARATE)
        return
    said = (day.weekday() for day in (first, last))
    wrong = any(mine != theirs for mine, theirs in zip(parts.weekdays, said, strict=False))
    yield Reading(Dates(first, last), first in period, OTHER_WEEKDAY if wrong else "")


def _mended(
    parts: DayParts, year: int, month: int, first: int, last: int, period: Period, doubt: str
) -> Iterator[Reading]:
    days = _day(year, month, first), _day(year, month, last)
    if days[0] is not None and days[1] is not None:
        yield Reading(Dates(days[0], days[1]), days[0] in period, doubt)


def _follow_each_other(days: tuple[int, ...]) -> bool:
    return all(after == before + 1 for before, after in pairwise(days))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
