"""Days, times and durations of a calendar, also where a maker writes them in a way of his own. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import vDuration

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.calendars.content_lines import Property

EARLIEST, LATEST_YEAR = 1900, 2200
_MOMENT = re.compile(
    r"(\d{4})(-?)(\d{2})\2(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_USUAL = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)


class NoMoment(Foreseeable, ValueError):
    """A value that is no day and no time."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a time on some clock: UTC, that of the zone `zone_name`, or of wherever the event is."""

    local: datetime
    is_day: bool = False
    is_utc: bool = False
    zone_name: str = ""


def read_moment(given: Property, value: str | None = None) -> tuple[Moment, bool]:
    """Return a day or time, and whether it is written as it should be. Raises NoMoment."""
    text = (given.value if value is None else value).strip()
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise NoMoment(
            Message("'{value}' is no day and no time: expected 20180405 or 20180405T090000"), value=text[:40]
        )
    hour, minute, second = (int(part or 0) for part in match.group(5, 6, 7))
    try:
        local = datetime.combine(date(int(match[1]), int(match[3]), int(match[4])), time())
        if match[5] is not None:
            local += _time_of_day(hour, minute, second)
        suffix = (match[8] or "").upper()
        if suffix and suffix != "Z":
            sign = -1 if suffix[0] == "-" else 1
            local -= sign * timedelta(hours=int(suffix[1:3]), minutes=int(suffix[-2:]))
    except (ValueError, OverflowError):
        raise NoMoment(
            Message("'{value}' is no day and time that the calendar has"), value=text[:40]
        ) from None
    is_day = match[5] is None or given.params.get("VALUE", "").upper() == "DATE"
    if is_day:
        return Moment(datetime.combine(local.date(), time()), is_day=True), _USUAL.fullmatch(text) is not None
    return (
        Moment(local, is_utc=bool(suffix), zone_name="" if suffix else given.params.get("TZID", "")),
        _USUAL.fullmatch(text) is not None,
    )


def _time_of_day(hour: int, minute: int, second: int) -> timedelta:
    """Return how far into the day a time is; 24:00 is its end. Raises ValueError."""
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def read_duration(text: str) -> timedelta:
    """Return a duration such as P2D or PT3H. Raises NoMoment."""
    try:
        found = vDuration.from_ical(text.strip().upper())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError) as error:
        raise NoMoment(Message("'{value}' is no duration: expected P2D or PT3H"), value=text[:40]) from error
    if not isinstance(found, timedelta) or abs(found) > timedelta(days=366 * 300):
        raise NoMoment(Message("'{value}' is no duration of this world"), value=text[:40])
    return found
