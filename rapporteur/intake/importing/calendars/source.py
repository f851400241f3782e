"""Events of a calendar (RFC 5545) as plain values, recurring ones one by one, within bounds. Pure.

An event that cannot be read is told and left out, the others are read. What a calendar may cost is bounded by counts:
bytes, lines, events, occurrences, and days walked through for its recurrences.
"""

from __future__ import annotations

from collections import Counter

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.calendars.clock import CalendarClock
from rapporteur.intake.importing.calendars.content_lines import Component, check_is_calendar, read_components
from rapporteur.intake.importing.calendars.events import CalendarEntry, EventReader
from rapporteur.intake.importing.calendars.notices import Notices
from rapporteur.intake.importing.calendars.rules import DAYS, Budget, TooManyDays
from rapporteur.intake.importing.calendars.series import OCCURRENCES, Series
from rapporteur.intake.importing.calendars.shapes import CalendarSource, Event
from rapporteur.intake.importing.calendars.versions import by_uid
from rapporteur.intake.importing.tables.other_files import refuse_other_types
from rapporteur.intake.reading.sources.refused import IntakeRefused

__all__ = ["FILE_BYTES", "OCCURRENCES", "CalendarSource", "Event", "read_calendar"]

FILE_BYTES = 10 * 2**20
LINES = 400_000
EVENTS = 5_000
ALL_OCCURRENCES = 5_000
_ANSWERS = {"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"}
_NO_EVENTS = {
    "VTODO": Message(
        "{count} task of {file} was left out: only events become activities",
        "{count} tasks of {file} were left out: only events become activities",
        by="count",
    ),
    "VJOURNAL": Message(
        "{count} journal entry of {file} was left out: only events become activities",
        "{count} journal entries of {file} were left out: only events become activities",
        by="count",
    ),
    "VFREEBUSY": Message(
        "{count} list of busy times of {file} was left out: only events become activities",
        "{count} lists of busy times of {file} were left out: only events become activities",
        by="count",
    ),
}


def read_calendar(content: bytes, name: str, window: Period, *, only: Period | None = None) -> CalendarSource:
    """Read the events; occurrences of recurring ones in `window`, with `only` nothing that begins outside it.

    Raises IntakeRefused.
    """
    if len(content) > FILE_BYTES:
        raise IntakeRefused(
            Message("the file has {size} MB, at most {most} MB are read"),
            name,
            size=Grouped(round(len(content) / 2**20)),
            most=Grouped(round(FILE_BYTES / 2**20)),
        )
    check_is_calendar(content, name)
    refuse_other_types(content, name, save_as=Message("export the calendar as .ics (iCalendar)"))
    plain = content[:4000].replace(b"\0", b"").upper()
    if b"BEGIN:VCALENDAR" not in plain:
        raise IntakeRefused(Message("the file is no calendar: it does not begin with BEGIN:VCALENDAR"), name)
    if content.count(b"\n") + content.count(b"\r") > 2 * LINES:
        raise IntakeRefused(Message("the calendar has more than {lines} lines"), name, lines=Grouped(LINES))
    notices = Notices(name)
    calendars = read_components(content, name, notices)
    reading = _Reading(name, window, notices)
    if sum(len(_of_kind(calendar, "VEVENT")) for calendar in calendars) > EVENTS:
        raise IntakeRefused(
            Message("the calendar has more than {events} events: divide it into several files"),
            name,
            events=Grouped(EVENTS),
        )
    try:
        for calendar in calendars:
            reading.read(calendar)
    except TooManyDays as error:
        raise IntakeRefused(
            Message(
                "its recurrences run over more than {days} days: divide it into several files, "
                "or give a shorter --period"
            ),
            name,
            days=Grouped(DAYS),
        ) from error
    events = [one for one in reading.events if only is None or one.start in only]
    if reading.number == 0:
        notices.add(Notice(Message("{file} holds no events"), file=name))
    elif not events and reading.events:
        notices.add(
            Notice(
                Message("no event of {file} begins in {period}"),
                file=name,
                period=only.code if only else window.code,
            )
        )
    order = sorted(events, key=lambda one: (one.start, one.end, one.key))
    return CalendarSource(name, tuple(order), notices.all())


def _of_kind(component: Component, kind: str) -> list[Component]:
    """Return the components of a kind within another, however deep."""
    found: list[Component] = []
    waiting = [component]
    while waiting:
        here = waiting.pop()
        found += [one for one in here.components if one.name == kind]
        waiting += [one for one in here.components if one.name != kind]
    return sorted(found, key=lambda one: one.line)


class _Reading:
    def __init__(self, name: str, window: Period, notices: Notices) -> None:
        self.name = name
        self.window = window
        self.notices = notices
        self.events: list[Event] = []
        self.number = 0
        self.budget = Budget()

    def read(self, calendar: Component) -> None:
        components = _of_kind(calendar, "VEVENT")
        method = calendar.line_of_text("METHOD").upper()
        self._tell_rest(calendar)
        if method in _ANSWERS:
            self.number += len(components)
            self.notices.add(
                Notice(
                    Message(
                        "{file} answers an invitation (METHOD:{method}); its events are left out: "
                        "they say who comes, or what somebody proposes"
                    ),
                    file=self.name,
                    method=method,
                )
            )
            return
        clock = CalendarClock(calendar, self.notices, self.budget)
        reader = EventReader(clock, self.notices, all_cancelled=method == "CANCEL")
        entries: list[CalendarEntry] = []
        for component in components:
            self.number += 1
            entry = reader.read(component, self.number)
            if entry is not None:
                entries.append(entry)
        series = Series(clock, reader, self.notices, self.window, self.budget)
        for whole, apart in by_uid(entries, self.notices):
            self._take(series, whole, apart)

    def _take(self, series: Series, whole: list[CalendarEntry], apart: list[CalendarEntry]) -> None:
        rest = apart
        for entry in whole:
            if any(entry.component.first(name) for name in ("RRULE", "RDATE")):
                self.events += series.occurrences(entry, rest)
                rest = []
            else:
                self.events.append(entry.event)
        self.events += series.alone(rest)
        if len(self.events) > ALL_OCCURRENCES:
            raise IntakeRefused(
                Message("the calendar has more than {most} events and occurrences"),
                self.name,
                most=Grouped(ALL_OCCURRENCES),
            )

    def _tell_rest(self, calendar: Component) -> None:
        counted = Counter(one.name for one in calendar.components)
        for kind, message in _NO_EVENTS.items():
            if number := counted[kind]:
                self.notices.add(Notice(message, count=number, file=self.name))
