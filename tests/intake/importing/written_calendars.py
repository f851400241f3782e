"""Calendars written line by line, as no library would write them, and what is read of them."""

from __future__ import annotations

from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.calendars.source import CalendarSource, Event, read_calendar

WINDOW = Period.parse("2018-01-01..2019-12-31")
MADRID = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""
"""The rules of central Europe under any name."""


def calendar(*events: str, head: str = "") -> bytes:
    """Return a calendar of events, each given by its properties."""
    parts = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events]
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:test",
        *([head] if head else []),
        *parts,
        "END:VCALENDAR",
        "",
    ]
    return "\n".join(lines).replace("\n", "\r\n").encode()


def read(content: bytes, *, only: Period | None = None) -> CalendarSource:
    """Return what is read of a calendar called a.ics, in 2018 and 2019."""
    return read_calendar(content, "a.ics", WINDOW, only=only)


def events_of(*events: str, head: str = "", only: Period | None = None) -> tuple[Event, ...]:
    """Return the events of a calendar that is given by theirs."""
    return read(calendar(*events, head=head), only=only).events


def days_of(*events: str, head: str = "") -> list[str]:
    """Return the first days of the events, without their year."""
    return [f"{one.start:%m-%d}" for one in events_of(*events, head=head)]
