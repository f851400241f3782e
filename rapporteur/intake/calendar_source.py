"""Events of a calendar (RFC 5545) as plain values, recurring ones one by one, within bounds. Pure.

A recurrence is worked out day by day in a window and up to a number of times; rules finer than a day are refused. It is
worked out in a year of the 97th century: 400 years repeat the same weekdays, and a rule that never comes true then runs
into the end of the calendar after 400 years instead of 8,000.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # python-dateutil publishes no types
from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from rapporteur.core.periods import Period
from rapporteur.intake.refused import IntakeRefused
from rapporteur.intake.tables.workbook import decode, refuse_other_types

FILE_BYTES = 10 * 2**20
LINES = 400_000
EVENTS = 5_000
OCCURRENCES = 366
ALL_OCCURRENCES = 5_000
SECONDS = 20.0
EARLIEST = 1900
CYCLE = 400
ONE_DAY = timedelta(days=1)
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


@dataclass(frozen=True)
class Event:
    """An event, or one occurrence of a recurring one; `end` is the last day."""

    uid: str
    occurrence: str
    title: str
    start: date
    end: date
    location: str = ""
    description: str = ""
    link: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False
    line: int = 0

    @property
    def key(self) -> str:
        """What the calendar knows it by."""
        return f"uid:{self.uid}#{self.occurrence}" if self.occurrence else f"uid:{self.uid}"


@dataclass(frozen=True)
class CalendarSource:
    """The events of a file, in order, and what is to be said of it."""

    name: str
    events: tuple[Event, ...]
    notices: tuple[str, ...] = field(default=())


def read_calendar(content: bytes, name: str, window: Period, *, only: Period | None = None) -> CalendarSource:
    """Read the events; occurrences of recurring ones in `window`, with `only` nothing that begins outside it.

    Raises IntakeRefused.
    """
    if len(content) > FILE_BYTES:
        raise IntakeRefused(
            f"the file has {len(content) / 2**20:,.0f} MB, at most {FILE_BYTES / 2**20:,.0f} MB are read",
            name,
        )
    refuse_other_types(content, name)
    text, said = decode(content, name)
    if "BEGIN:VCALENDAR" not in text[:2000].upper():
        raise IntakeRefused("the file is no calendar: it does not begin with BEGIN:VCALENDAR", name)
    if text.count("\n") > LINES:
        raise IntakeRefused(f"the calendar has more than {LINES:,} lines", name)
    if text.upper().count("BEGIN:VEVENT") > EVENTS:
        raise IntakeRefused(
            f"the calendar has more than {EVENTS:,} events: divide it into several files", name
        )
    reading = _Reading(name, window)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise IntakeRefused(f"the calendar is damaged ({error})", name) from error
    try:
        for calendar in calendars:
            reading.read(calendar)
    except (BrokenCalendarProperty, AttributeError, TypeError, OverflowError) as error:
        raise IntakeRefused(f"the calendar is damaged ({error})", name) from error
    events = [one for one in reading.events if only is None or one.start in only]
    order = sorted(events, key=lambda one: (one.start, one.end, one.key))
    return CalendarSource(name, tuple(order), (*said, *reading.notices))


class _Reading:
    def __init__(self, name: str, window: Period) -> None:
        self.name = name
        self.window = window
        self.events: list[Event] = []
        self.notices: list[str] = []
        self.deadline = time.monotonic() + SECONDS

    def read(self, calendar: Any) -> None:
        zone = _zone(str(calendar.get("X-WR-TIMEZONE", "")))
        all_cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        single: dict[tuple[str, date], Event] = {}
        recurring: list[tuple[Event, Any]] = []
        for number, component in enumerate(calendar.walk("VEVENT"), start=1):
            event = self._event(component, number, zone, all_cancelled)
            if event is None:
                continue
            overridden = _first(component, "RECURRENCE-ID")
            if overridden is not None:
                day = _day(overridden.dt, zone)
                single[event.uid, day] = replace(event, occurrence=day.isoformat())
            elif component.get("RRULE") or component.get("RDATE"):
                recurring.append((event, component))
            else:
                self.events.append(event)
        for event, component in recurring:
            self._expand(event, component, zone, single)
        self.events.extend(single.values())
        if len(self.events) > ALL_OCCURRENCES:
            raise IntakeRefused(
                f"the calendar has more than {ALL_OCCURRENCES:,} events and occurrences", self.name
            )

    def _event(self, component: Any, number: int, zone: tzinfo, all_cancelled: bool) -> Event | None:
        title = " ".join(str(component.get("SUMMARY", "")).split())
        try:
            started = _first(component, "DTSTART")
            begin = started.dt
            start = _day(begin, zone)
            end = _last_day(component, begin, start, zone)
        except (AttributeError, ValueError, OverflowError, TypeError):
            self.notices.append(
                f"event {number} of {self.name} (“{title[:80]}”) has no date that can be read"
            )
            return None
        if not EARLIEST <= start.year < 2200:
            self.notices.append(
                f"event {number} of {self.name} (“{title[:80]}”) lies in the year {start.year}"
            )
            return None
        uid = " ".join(str(component.get("UID", "")).split())[:120]
        cancelled = all_cancelled or str(component.get("STATUS", "")).upper() == "CANCELLED"
        if not title and not cancelled:
            self.notices.append(f"event {number} of {self.name} on {start} has no title")
            return None
        return Event(
            uid=uid or f"{start}-{title}"[:120],
            occurrence="",
            title=title[:300],
            start=start,
            end=end,
            location=" ".join(str(component.get("LOCATION", "")).split())[:300],
            description=str(component.get("DESCRIPTION", "")).strip()[:20_000],
            link=str(component.get("URL", "")).strip()[:200],
            categories=_categories(component),
            cancelled=cancelled,
            line=number,
        )

    def _expand(
        self, event: Event, component: Any, zone: tzinfo, single: dict[tuple[str, date], Event]
    ) -> None:
        """Add the occurrences of a recurring event that no other event of the file stands for."""
        days = set(_listed(component, "RDATE", zone))
        without = set(_listed(component, "EXDATE", zone))
        days |= {event.start} if event.start not in without else set()
        cut = False
        for rule in _all(component, "RRULE"):
            found, more = self._occurrences(event, rule)
            days |= set(found)
            cut = cut or more
        length = event.end - event.start
        kept = sorted(day for day in days - without if day in self.window)
        if len(kept) > OCCURRENCES:
            kept, cut = kept[:OCCURRENCES], True
        for day in kept:
            if (event.uid, day) not in single:
                self.events.append(replace(event, occurrence=day.isoformat(), start=day, end=day + length))
        if len(self.events) > ALL_OCCURRENCES:
            raise IntakeRefused(
                f"the calendar has more than {ALL_OCCURRENCES:,} events and occurrences", self.name
            )
        if cut:
            self.notices.append(
                f"“{event.title[:80]}” recurs on and on: {len(kept)} occurrences from {self.window.start} "
                f"to {self.window.last_day} were taken, at most {OCCURRENCES}"
            )

    def _occurrences(self, event: Event, rule: Any) -> tuple[list[date], bool]:
        """Return the days on which a rule comes true up to the window's end, and whether it would go on."""
        if time.monotonic() > self.deadline:
            raise IntakeRefused(f"the recurrences take longer than {SECONDS:.0f} s to work out", self.name)
        frequency = str((rule.get("FREQ") or [""])[0]).upper()
        if frequency not in _FREQUENCIES or any(part in rule for part in ("BYHOUR", "BYMINUTE", "BYSECOND")):
            raise IntakeRefused(
                f"“{event.title[:80]}” recurs by {frequency or 'no frequency'}: expected one of "
                f"{', '.join(sorted(_FREQUENCIES))}, without hours, minutes or seconds",
                f"{self.name}, event {event.line}",
            )
        shift = (9999 - self.window.end.year) // CYCLE * CYCLE
        parts = []
        for part, values in rule.items():
            if part == "UNTIL":
                until = _date_of(values[0])
                if until.year + shift <= 9999:
                    parts.append(f"UNTIL={_shifted(until, shift):%Y%m%d}")
            elif part != "WKST" or values:
                parts.append(f"{part}={','.join(str(value) for value in values)}")
        last = _shifted(self.window.last_day, shift)
        found: list[date] = []
        try:
            days = rrulestr(
                ";".join(parts), dtstart=datetime.combine(_shifted(event.start, shift), datetime.min.time())
            )
            for moment in days:
                if moment.date() > last:
                    return found, "COUNT" not in rule and "UNTIL" not in rule
                found.append(_shifted(moment.date(), -shift))
        except (ValueError, OverflowError, TypeError) as error:
            raise IntakeRefused(
                f"the recurrence of “{event.title[:80]}” cannot be read ({error})",
                f"{self.name}, event {event.line}",
            ) from error
        return found, False


def _shifted(day: date, years: int) -> date:
    """Return the same day `years` later: a multiple of 400, after which the calendar repeats itself."""
    return day.replace(year=day.year + years)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _date_of(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def _day(value: Any, zone: tzinfo) -> date:
    """Return the day of a date or a time: where it takes place, or in the calendar's zone where it is given in UTC."""
    if isinstance(value, datetime):
        in_utc = (
            value.tzinfo is not None and value.utcoffset() == timedelta(0) and "UTC" in str(value.tzname())
        )
        return value.astimezone(zone).date() if in_utc else value.date()
    if not isinstance(value, date):
        raise TypeError("no date")
    return value


def _last_day(component: Any, begin: Any, start: date, zone: tzinfo) -> date:
    """Return the last day: the end of a calendar is excluded, midnight belongs to the day before."""
    ended, duration = _first(component, "DTEND"), _first(component, "DURATION")
    finish = ended.dt if ended is not None else None
    if finish is None and duration is not None:
        finish = begin + duration.dt
    if finish is None:
        return start
    last = _day(finish, zone)
    excluded = not isinstance(finish, datetime) or (last > start and _is_midnight(finish, zone))
    last = last - ONE_DAY if excluded else last
    return min(max(last, start), start + timedelta(days=366))


def _is_midnight(moment: datetime, zone: tzinfo) -> bool:
    local = moment.astimezone(zone) if moment.tzinfo is not None and moment.tzname() == "UTC" else moment
    return (local.hour, local.minute, local.second) == (0, 0, 0)


def _all(component: Any, name: str) -> Sequence[Any]:
    value = component.get(name)
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def _first(component: Any, name: str) -> Any:
    return next(iter(_all(component, name)), None)


def _listed(component: Any, name: str, zone: tzinfo) -> Iterator[date]:
    for value in _all(component, name):
        for one in getattr(value, "dts", ()):
            if not isinstance(one.dt, tuple):  # a period of time, as RDATE may hold
                yield _day(one.dt, zone)
            else:
                yield _day(one.dt[0], zone)


def _categories(component: Any) -> tuple[str, ...]:
    found: list[str] = []
    for value in _all(component, "CATEGORIES"):
        cats = getattr(value, "cats", None)
        found += [str(one) for one in cats] if cats is not None else [str(value)]
    return tuple(text.strip() for text in found[:20] if text.strip())
