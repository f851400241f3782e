"""Rules of recurrence (RFC 5545, 3.3.10) to moments, day by day and within a counted number of days. Pure.

Days are walked through here and not by a library, because a rule that never comes true, such as every 30 February,
must end with the window that is asked for; what is walked is counted, and the count is the bound.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import NoReturn

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message

DAYS = 2_000_000
"""Days that may be walked through for one file: 5,000 weekly series in a window of three years have some 800,000."""
TIMES_A_DAY = 48
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBERS: dict[str, tuple[int, int, bool]] = {
    "BYMONTH": (1, 12, False), "BYMONTHDAY": (1, 31, True), "BYYEARDAY": (1, 366, True), "BYWEEKNO": (1, 53, True),
    "BYSETPOS": (1, 366, True), "BYHOUR": (0, 23, False), "BYMINUTE": (0, 59, False), "BYSECOND": (0, 60, False),
}  # fmt: skip
ONE_DAY = timedelta(days=1)


class RuleNotRead(Foreseeable, ValueError):
    """A rule that is none, or one that is not followed: the sentence says which and what was expected."""


class TooManyDays(Foreseeable, ValueError):
    """More days would have to be walked through than the bound allows."""


class Budget:
    """The days that are left to walk through."""

    def __init__(self, days: int = DAYS) -> None:
        self.left = days

    def take(self, days: int) -> None:
        """Count days; raise TooManyDays where none are left."""
        self.left -= days
        if self.left < 0:
            raise TooManyDays(Message("the recurrences run over too many days"))


@dataclass(frozen=True)
class RecurrenceRule:
    """A rule; sets are empty where it does not restrict. Weekdays count from Monday, 0; `nth` has (weekday, n)."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    week_start: int = 0
    months: frozenset[int] = frozenset()
    week_numbers: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    nth: frozenset[tuple[int, int]] = frozenset()
    positions: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()

    @property
    def is_endless(self) -> bool:
        """Whether neither a count nor a last moment ends it."""
        return self.count is None and not self.until


def read_rule(text: str) -> RecurrenceRule:
    """Read a rule; spaces, capitals and empty parts do not matter. Raises RuleNotRead."""
    parts: dict[str, str] = {}
    for part in re.sub(r"\s+", "", text).upper().split(";"):
        name, equals, value = part.partition("=")
        if part and (not equals or not value or name in parts):
            _refuse(f"“{part}” is no part of a rule, or there twice", "parts such as BYDAY=MO")
        if part:
            parts[name] = value
    frequency = parts.pop("FREQ", "")
    if frequency not in _FREQUENCIES:
        given = f"it recurs by {frequency}" if frequency else "it says no FREQ"
        _refuse(given, f"one of {', '.join(_FREQUENCIES)}")
    if (scale := parts.pop("RSCALE", "GREGORIAN")) != "GREGORIAN":
        _refuse(f"it counts in the calendar {scale}", "the Gregorian calendar")
    if (skip := parts.pop("SKIP", "OMIT")) != "OMIT":
        _refuse(f"it moves days that do not exist ({skip})", "a rule without SKIP")
    week_start = parts.pop("WKST", "MO")
    if week_start not in _WEEKDAYS:
        _refuse(f"WKST={week_start}", f"one of {', '.join(_WEEKDAYS)}")
    until = parts.pop("UNTIL", "")
    numbers = {name: _numbers(name, parts.pop(name)) for name in _NUMBERS if name in parts}
    weekdays, nth = _by_day(parts.pop("BYDAY", ""), frequency)
    interval, count = _whole("INTERVAL", parts), _whole("COUNT", parts)
    if parts:
        _refuse(f"“{next(iter(parts))}” is not followed", "the parts of RFC 5545")
    rule = RecurrenceRule(
        frequency,
        interval=interval or 1,
        count=count,
        until=until,
        week_start=_WEEKDAYS.index(week_start),
        months=frozenset(numbers.get("BYMONTH", ())),
        week_numbers=frozenset(numbers.get("BYWEEKNO", ())),
        year_days=frozenset(numbers.get("BYYEARDAY", ())),
        month_days=frozenset(numbers.get("BYMONTHDAY", ())),
        weekdays=weekdays,
        nth=nth,
        positions=tuple(numbers.get("BYSETPOS", ())),
        hours=tuple(sorted(set(numbers.get("BYHOUR", ())))),
        minutes=tuple(sorted(set(numbers.get("BYMINUTE", ())))),
        seconds=tuple(sorted(set(numbers.get("BYSECOND", ())))),
    )
    if len(rule.hours or (0,)) * len(rule.minutes or (0,)) * len(rule.seconds or (0,)) > TIMES_A_DAY:
        _refuse("it comes true many times a day", f"at most {TIMES_A_DAY} times")
    return rule


def _refuse(what: str, expected: str) -> NoReturn:
    raise RuleNotRead(Message("{what}: expected {expected}"), what=what, expected=expected)


def _whole(name: str, parts: dict[str, str]) -> int | None:
    value = parts.pop(name, "")
    if value and not (value.isascii() and value.isdecimal() and int(value[:9]) > 0 and len(value) < 10):
        _refuse(f"{name}={value[:20]}", "a whole number from 1")
    return int(value) if value else None


def _numbers(name: str, text: str) -> list[int]:
    low, high, signed = _NUMBERS[name]
    found = []
    for part in text.rstrip(",").split(","):
        if not re.fullmatch(r"[+-]?\d{1,3}", part, re.ASCII):
            _refuse(f"{name}={part[:20]}", f"numbers from {low} to {high}")
        number = int(part)
        if not low <= abs(number) <= high or (number < 0 and not signed):
            _refuse(f"{name}={number}", f"numbers from {low} to {high}")
        found.append(number)
    return found


def _by_day(text: str, frequency: str) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    plain, nth = set(), set()
    for part in text.rstrip(",").split(",") if text else ():
        match = _BY_DAY.fullmatch(part)
        number = int(match[1] or 0) if match else 0
        if match is None or abs(number) > 53 or (match[1] and not number):
            _refuse(f"BYDAY={part[:20]}", "weekdays such as MO, or 1MO for the first of the month")
        if number and frequency not in {"MONTHLY", "YEARLY"}:
            _refuse(f"BYDAY={part} in a rule that is {frequency}", "weekdays without a number")
        weekday = _WEEKDAYS.index(match[2])
        if number:
            nth.add((weekday, number))
        else:
            plain.add(weekday)
    return frozenset(plain), frozenset(nth)


def moments(
    rule: RecurrenceRule, start: datetime, first: date, last: date, budget: Budget
) -> Iterator[datetime]:
    """Yield the moments of a rule from `first` to `last`, in order, on the clock of `start`; none before `start`.

    `until` is not looked at here: it may be told in another zone. With a count the walk begins at the start, else
    just before `first`. Raises TooManyDays.
    """
    times = _times(rule, start)
    left = rule.count
    begin = start.date() if rule.count is not None else max(start.date(), first)
    for days in _periods(rule, start.date(), begin, last):
        budget.take(len(days) * len(times))
        chosen = [datetime.combine(day, at) for day in days if _fits(rule, day, start.date()) for at in times]
        if rule.positions:
            chosen = _positioned(chosen, rule.positions)
        for moment in chosen:
            if moment < start:
                continue
            if moment.date() > last:
                return
            if left is not None:
                left -= 1
            if moment.date() >= first:
                yield moment
            if left == 0:
                return


def _times(rule: RecurrenceRule, start: datetime) -> list[time]:
    return [
        time(hour, minute, min(second, 59))
        for hour, minute, second in product(
            rule.hours or (start.hour,), rule.minutes or (start.minute,), rule.seconds or (start.second,)
        )
    ]


def _positioned(chosen: list[datetime], positions: Sequence[int]) -> list[datetime]:
    found = set()
    for position in positions:
        at = position - 1 if position > 0 else position
        if -len(chosen) <= at < len(chosen):
            found.add(chosen[at])
    return sorted(found)


def _periods(rule: RecurrenceRule, start: date, begin: date, last: date) -> Iterator[list[date]]:
    """Yield the days of every period that the interval meets, from the one that holds `begin` to that of `last`."""
    if rule.frequency in {"DAILY", "WEEKLY"}:
        length = 1 if rule.frequency == "DAILY" else 7
        anchor = start.toordinal() - ((start.weekday() - rule.week_start) % 7 if length == 7 else 0)
        step = length * rule.interval
        at = anchor + max(0, begin.toordinal() - anchor) // step * step
        while at <= last.toordinal():
            yield [date.fromordinal(at + n) for n in range(length) if at + n <= date.max.toordinal()]
            at += step
        return
    months = rule.interval * (12 if rule.frequency == "YEARLY" else 1)
    anchor = start.year * 12 + (start.month - 1 if rule.frequency == "MONTHLY" else 0)
    wanted = begin.year * 12 + begin.month - 1
    at = anchor + max(0, wanted - anchor) // months * months
    while at <= last.year * 12 + last.month - 1:
        yield _month_days(at) if rule.frequency == "MONTHLY" else _year_days(rule, at // 12, start)
        at += months


def _month_days(month: int) -> list[date]:
    year, number = month // 12, month % 12 + 1
    return [date(year, number, day) for day in range(1, calendar.monthrange(year, number)[1] + 1)]


def _year_days(rule: RecurrenceRule, year: int, start: date) -> list[date]:
    months = rule.months or (frozenset({start.month}) if _is_bare(rule) else frozenset(range(1, 13)))
    return [day for month in sorted(months) for day in _month_days(year * 12 + month - 1)]


def _is_bare(rule: RecurrenceRule) -> bool:
    """Tell whether no part says which day: then it is that of the start."""
    return not (rule.week_numbers or rule.year_days or rule.month_days or rule.weekdays or rule.nth)


def _fits(rule: RecurrenceRule, day: date, start: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if _is_bare(rule):
        if rule.frequency == "WEEKLY":
            return day.weekday() == start.weekday()
        return rule.frequency == "DAILY" or day.day == start.day
    if rule.month_days:
        length = calendar.monthrange(day.year, day.month)[1]
        if day.day not in rule.month_days and day.day - length - 1 not in rule.month_days:
            return False
    if rule.year_days:
        number, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
        if number not in rule.year_days and number - length - 1 not in rule.year_days:
            return False
    if rule.weekdays or rule.nth:
        if day.weekday() not in rule.weekdays and not (rule.nth and _is_nth(rule, day)):
            return False
    elif rule.frequency == "WEEKLY" or (
        rule.week_numbers and not rule.month_days and not rule.year_days
    ):  # a week without weekdays means that of the start
        if day.weekday() != start.weekday():
            return False
    return not rule.week_numbers or _is_in_week(rule, day)


def _is_nth(rule: RecurrenceRule, day: date) -> bool:
    """Tell whether a day is, say, the second or last Friday of its month, or of its year where no month is said."""
    if rule.frequency == "MONTHLY" or rule.months:
        number, length = day.day, calendar.monthrange(day.year, day.month)[1]
    else:
        number, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    weekday = day.weekday()
    return (weekday, (number - 1) // 7 + 1) in rule.nth or (
        weekday,
        -((length - number) // 7 + 1),
    ) in rule.nth


def _is_in_week(rule: RecurrenceRule, day: date) -> bool:
    year = next(
        year for year in (day.year + 1, day.year, day.year - 1) if _first_week(year, rule.week_start) <= day
    )
    first = _first_week(year, rule.week_start)
    number = (day - first).days // 7 + 1
    weeks = (_first_week(year + 1, rule.week_start) - first).days // 7
    return number in rule.week_numbers or number - weeks - 1 in rule.week_numbers


def _first_week(year: int, week_start: int) -> date:
    """Return the first day of the first week of a year: the one with at least four of its days."""
    fourth = date(year, 1, 4)
    return fourth - ((fourth.weekday() - week_start) % 7) * ONE_DAY
