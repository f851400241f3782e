"""One event of a calendar as values, or why it cannot be read. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from rapporteur.base.values.failures import Notice, reason_of
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.calendars.clock import CalendarClock
from rapporteur.intake.importing.calendars.content_lines import Component
from rapporteur.intake.importing.calendars.notices import Notices
from rapporteur.intake.importing.calendars.shapes import Event
from rapporteur.intake.importing.calendars.values import (
    EARLIEST,
    LATEST_YEAR,
    Moment,
    NoMoment,
    read_duration,
    read_moment,
)

ONE_DAY = timedelta(days=1)
UID_CHARACTERS, TITLE_CHARACTERS, PLACE_CHARACTERS, TEXT_CHARACTERS, LINK_CHARACTERS = (
    120,
    300,
    300,
    20_000,
    200,
)
_LINKS = ("URL", "CONFERENCE", "X-GOOGLE-CONFERENCE")


@dataclass(frozen=True)
class CalendarEntry:
    """An event with what its recurrence needs: its begin and end on its own clock, its zone, and its version."""

    event: Event
    component: Component
    begin: datetime
    finish: datetime
    zone: tzinfo | None
    is_days: bool
    version: tuple[int, str]
    original: Moment | None = None
    and_later: bool = False
    """Of an occurrence that is told apart: the moment that it stands for, and whether all later ones follow it."""


CUT_TITLE = Message("{event}: its title has {count} characters; the first {most} were taken")
CUT_PLACE = Message("{event}: its place has {count} characters; the first {most} were taken")
CUT_TEXT = Message("{event}: its text has {count} characters; the first {most} were taken")


class EventReader:
    """Reads the events of one calendar."""

    def __init__(self, clock: CalendarClock, notices: Notices, *, all_cancelled: bool) -> None:
        """Take the calendar's clock and whether it cancels all that it holds."""
        self._clock = clock
        self._notices = notices
        self._all_cancelled = all_cancelled

    def read(self, component: Component, number: int) -> CalendarEntry | None:
        """Return an event; None, and a notice, where it cannot be one."""
        title = component.line_of_text("SUMMARY")
        where = where_of(self._notices.name, number, component.line, title)
        if not component.is_whole:
            self._notices.add(Notice(Message("{event} has no end: it was left out"), event=where))
            return None
        try:
            return self._entry(component, number, title, where)
        except (NoMoment, OverflowError, ValueError) as error:
            self._notices.add(
                Notice(
                    Message("{event} has no date that can be read ({reason}): it was left out"),
                    event=where,
                    reason=reason_of(error),
                )
            )
            return None

    def _entry(self, component: Component, number: int, title: str, where: Notice) -> CalendarEntry | None:
        started = component.first("DTSTART")
        if started is None:
            raise NoMoment(Message("it has no DTSTART"))
        moment, is_usual = read_moment(started)
        if not is_usual:
            self._notices.add(
                Notice(
                    Message("{event}: {name} '{text}' was read as {moment}"),
                    event=where,
                    name="DTSTART",
                    text=started.value[:40],
                    moment=_show(moment),
                )
            )
        zone = self._clock.zone_of(moment)
        finish = self._finish(component, moment, zone, where)
        start, end = self.days(moment.local, finish, zone, is_days=moment.is_day)
        if not EARLIEST <= start.year < LATEST_YEAR:
            self._notices.add(
                Notice(
                    Message("{event} lies in the year {year}: it was left out"), event=where, year=start.year
                )
            )
            return None
        cancelled = self._all_cancelled or component.line_of_text("STATUS").upper() == "CANCELLED"
        if not title and not cancelled:
            self._notices.add(
                Notice(Message("{event} on {day} has no title: it was left out"), event=where, day=str(start))
            )
            return None
        original = component.first("RECURRENCE-ID")
        event = Event(
            uid=component.line_of_text("UID")[:UID_CHARACTERS] or f"{start}-{title}"[:UID_CHARACTERS],
            occurrence="",
            title=self._cut(title, TITLE_CHARACTERS, CUT_TITLE, where),
            start=start,
            end=end,
            location=self._cut(component.line_of_text("LOCATION"), PLACE_CHARACTERS, CUT_PLACE, where),
            description=self._cut(component.text("DESCRIPTION").strip(), TEXT_CHARACTERS, CUT_TEXT, where),
            link=next((text for name in _LINKS if (text := component.line_of_text(name))), "")[
                :LINK_CHARACTERS
            ],
            categories=_categories(component),
            cancelled=cancelled,
            number=number,
            line=component.line,
        )
        version = _version(component)
        if original is None:
            return CalendarEntry(event, component, moment.local, finish, zone, moment.is_day, version)
        and_later = "THISANDFUTURE" in original.params.get("RANGE", "").upper()
        return CalendarEntry(
            event, component, moment.local, finish, zone, moment.is_day, version,
            read_moment(original)[0], and_later,
        )  # fmt: skip

    def _cut(self, text: str, most: int, what: Message, where: Notice) -> str:
        if len(text) > most:
            self._notices.add(Notice(what, event=where, count=Grouped(len(text)), most=Grouped(most)))
        return text[:most]

    def _finish(self, component: Component, begin: Moment, zone: tzinfo | None, where: Notice) -> datetime:
        """Return when it ends, on the clock on which it begins; an end that cannot be is told."""
        ended, lasting = component.first("DTEND"), component.first("DURATION")
        finish = begin.local + ONE_DAY if begin.is_day else begin.local
        if ended is not None:
            given = read_moment(ended)[0]
            finish = given.local
            if (given.is_utc or begin.is_utc) and not (given.is_day or begin.is_day):
                finish = self._clock.on_clock(given, zone, of_days=False)
            elif (
                begin.is_day and not given.is_day
            ):  # a day that ends at a time: the day of that time is its last
                finish = given.local if given.local.time() == time() else _day_after(given.local)
        elif lasting is not None:
            finish = begin.local + read_duration(lasting.value)
        if finish < begin.local:
            self._notices.add(
                Notice(
                    Message(
                        "{event} ends ({end}) before it begins ({begin}): "
                        "it was taken for the day on which it begins"
                    ),
                    event=where,
                    end=f"{finish:%Y-%m-%d %H:%M}",
                    begin=f"{begin.local:%Y-%m-%d %H:%M}",
                )
            )
            return begin.local
        if finish.year > LATEST_YEAR:
            self._notices.add(
                Notice(
                    Message("{event} ends in the year {year}: it was taken for the day on which it begins"),
                    event=where,
                    year=finish.year,
                )
            )
            return begin.local
        return finish

    def days(
        self, begin: datetime, finish: datetime, zone: tzinfo | None, *, is_days: bool
    ) -> tuple[date, date]:
        """Return the first and last day: the end of a calendar is excluded, midnight belongs to the day before."""
        first, last = begin, finish
        if not is_days:
            first, last = self._clock.at_home(begin, zone), self._clock.at_home(finish, zone)
        excluded = last.time() == time() and last.date() > first.date()
        return first.date(), max(last.date() - ONE_DAY if excluded else last.date(), first.date())


def where_of(name: str, number: int, line: int, title: str) -> Notice:
    """Return how an event is called in a notice."""
    if title:
        message = Message("event {number} of {file}, line {line} (“{title}”)")
        return Notice(message, number=number, file=name, line=line, title=title[:80])
    return Notice(Message("event {number} of {file}, line {line}"), number=number, file=name, line=line)


def _show(moment: Moment) -> str:
    return f"{moment.local:%Y-%m-%d}" if moment.is_day else f"{moment.local:%Y-%m-%d %H:%M}"


def _day_after(moment: datetime) -> datetime:
    return datetime.combine(moment.date() + ONE_DAY, time())


def _version(component: Component) -> tuple[int, str]:
    """Return what tells a later version of an event from an earlier one."""
    number = re.match(r"\d{1,9}", component.line_of_text("SEQUENCE"))
    stamp = component.line_of_text("LAST-MODIFIED") or component.line_of_text("DTSTAMP")
    return int(number[0]) if number else 0, stamp[:20]


def _categories(component: Component) -> tuple[str, ...]:
    found = [
        re.sub(r"\\(.)", r"\1", part).strip()
        for value in component.all("CATEGORIES")[:20]
        for part in re.split(r"(?<!\\),", value.value[:2_000])
    ]
    return tuple(text for text in found[:20] if text)
