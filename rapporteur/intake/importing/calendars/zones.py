"""Names of time zones, as all makers write them, to zones: IANA, vendors', Windows', or the file's own. Pure.

A name that the world knows goes before the rules that a file brings for it; Windows' names are those of CLDR.
"""

from __future__ import annotations

import re
import zoneinfo
from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.importing.calendars.content_lines import Component
from rapporteur.intake.importing.calendars.rules import Budget, RuleNotRead, TooManyDays, moments, read_rule
from rapporteur.intake.importing.calendars.values import NoMoment, read_moment

LATEST = date(2200, 12, 31)
CHANGES = 1_000
"""How many changes of the clock are taken from one zone of a file: two a year from 1900 to 2200 are 602."""
LARGEST_OFFSET = 24 * 3600
"""Seconds from UTC that no clock reaches."""
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?", re.IGNORECASE)
_SHOWN = re.compile(r"\((?:UTC|GMT)\s*([+-]\d{1,2}[:.]?\d{2})?\)\s*(.+)", re.IGNORECASE)
_SPOKEN = {
    "atlantic time canada": "America/Halifax", "eastern time us canada": "America/New_York",
    "central time us canada": "America/Chicago", "mountain time us canada": "America/Denver",
    "pacific time us canada": "America/Los_Angeles", "central america": "America/Guatemala",
    "coordinated universal time": "UTC", "greenwich mean time": "Europe/London", "central europe": "Europe/Budapest",
}  # fmt: skip
"""Names that Windows shows and that are no list of cities."""


@cache
def _known() -> dict[str, str]:
    return {fold(name.replace("_", " ")): name for name in sorted(zoneinfo.available_timezones())}


@cache
def _windows() -> dict[str, str]:
    from babel.core import get_global

    return {fold(name): zone for name, zone in get_global("windows_zone_mapping").items()}


@cache
def _cities() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/")):
            found.setdefault(fold(name.rsplit("/", 1)[1].replace("_", " ")), []).append(name)
    return found


@lru_cache(maxsize=1_000)
def zone_named(name: str) -> tzinfo | None:
    """Return the zone of a name in any maker's way of writing it, or None.

    >>> str(zone_named("/mozilla.org/20050126_1/Europe/Paris")), str(zone_named("Romance Standard Time"))
    ('Europe/Paris', 'Europe/Paris')
    """
    name = " ".join(name.strip("\"' \t").split())
    if not name or len(name) > 200:
        return None
    if name.upper() in {"UTC", "Z", "GMT", "TZONE://MICROSOFT/UTC", "UNIVERSAL"}:
        return UTC
    parts = name.replace("\\", "/").split("/")
    for first in range(len(parts)):  # a maker's own path stands before the name that all know
        known = _known().get(fold("/".join(parts[first:]).replace("_", " ")))
        if known and ("/" in known or first == 0):
            return _zone_info(known)
    windows = _windows()
    for spelled in (
        name,
        re.sub(r"(?i)\b(daylight|summer) time\b", "Standard Time", name),
        f"{name} Standard Time",
    ):
        if zone := windows.get(fold(spelled)):
            return _zone_info(zone)
    return _zone_of_windows(name) or _fixed(name)


def _zone_info(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zone_of_windows(name: str) -> tzinfo | None:
    """Return the zone of what Windows shows: `(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`."""
    match = _SHOWN.fullmatch(name)
    words = match[2] if match else name
    if zone := _SPOKEN.get(fold(words)):
        return _zone_info(zone)
    if match is None:
        return None
    offset = _seconds(match[1].replace(".", ":")) if match[1] else 0
    for city in words.split(","):
        for zone in _cities().get(fold(city), ()):
            found = _zone_info(zone)
            if found is not None and offset in _standard(found):
                return found
    return timezone(timedelta(seconds=offset)) if match[1] else None


def _standard(zone: tzinfo) -> set[int]:
    """Return the offsets that a zone has in winter and summer: one of them is its standard time."""
    days = (datetime(2018, 1, 15), datetime(2018, 7, 15))  # noqa: DTZ001  # on the clock of the zone
    return {int((zone.utcoffset(day) or timedelta()).total_seconds()) for day in days}


def _fixed(name: str) -> tzinfo | None:
    match = _OFFSET.fullmatch(name)
    return timezone(timedelta(seconds=_seconds(name))) if match and int(match[2]) <= 14 else None


def _seconds(text: str) -> int:
    """Return an offset such as `+0100`, `-3` or `UTC+05:30` in seconds."""
    match = _OFFSET.fullmatch(text.strip())
    if match is None:
        return 0
    seconds = int(match[2]) * 3600 + int(match[3] or 0) * 60
    return -seconds if match[1] == "-" else seconds


class FileZone(tzinfo):
    """A zone of which only the file itself says the rules: when its clock changes, and to which offset."""

    def __init__(self, name: str, changes: list[tuple[datetime, int, int]]) -> None:
        """Take changes as (the moment on the clock before, seconds before, seconds after), any order."""
        self._name = name
        changes = sorted(changes)[:CHANGES]
        self._local = [max(moment, moment + timedelta(seconds=to - before)) for moment, before, to in changes]
        self._utc = [moment - timedelta(seconds=before) for moment, before, _ in changes]
        self._offsets = [changes[0][1], *(to for _, _, to in changes)]

    def _at(self, moments_: list[datetime], moment: datetime) -> timedelta:
        return timedelta(seconds=self._offsets[bisect_right(moments_, moment)])

    def utcoffset(self, dt: datetime | None) -> timedelta:
        """Return the offset of a moment on its clock."""
        return self._at(self._local, dt.replace(tzinfo=None)) if dt is not None else timedelta()

    def dst(self, _dt: datetime | None) -> timedelta:
        """Return nothing: the file tells no more than offsets."""
        return timedelta()

    def tzname(self, _dt: datetime | None) -> str:
        """Return what the file calls it."""
        return self._name

    def fromutc(self, dt: datetime) -> datetime:
        """Return a moment of UTC on its clock."""
        return dt + self._at(self._utc, dt.replace(tzinfo=None))


def zone_of_file(component: Component, budget: Budget) -> tzinfo | None:
    """Return the zone that a VTIMEZONE is: by its name, else by the rules that it brings; None where it has none."""
    for name in (component.text("TZID"), component.text("X-LIC-LOCATION"), component.text("TZURL")):
        if zone := zone_named(name.removesuffix(".ics")):
            return zone
    changes: list[tuple[datetime, int, int]] = []
    for part in component.components:
        if part.name in {"STANDARD", "DAYLIGHT"}:
            try:
                changes += _changes(part, budget)
            except (NoMoment, RuleNotRead, TooManyDays, OverflowError):
                continue
    try:
        return FileZone(component.text("TZID"), changes) if changes else None
    except OverflowError:  # its clock changes before the year 1 or after 9999
        return None


def _changes(part: Component, budget: Budget) -> list[tuple[datetime, int, int]]:
    started = part.first("DTSTART")
    if started is None:
        raise NoMoment(Message("no DTSTART"))
    before, to = _seconds(part.text("TZOFFSETFROM")), _seconds(part.text("TZOFFSETTO"))
    if max(abs(before), abs(to)) >= LARGEST_OFFSET:
        raise NoMoment(Message("no offset"))
    start = read_moment(started)[0].local
    found = {start}
    for property_ in part.all("RDATE"):
        found |= {read_moment(property_, value)[0].local for value in property_.value.split(",")[:CHANGES]}
    for property_ in part.all("RRULE"):
        rule = read_rule(property_.value)
        until = read_moment(property_, rule.until)[0] if rule.until else None
        last = until.local + timedelta(seconds=before if until.is_utc else 0) if until is not None else None
        for moment in moments(rule, start, start.date(), LATEST, budget):
            if (last is not None and moment > last) or len(found) > CHANGES:
                break
            found.add(moment)
    return [(moment, before, to) for moment in found]
