"""On which clock the times of a calendar are read: an event's own zone, and the calendar's where it says UTC. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, time, tzinfo

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.calendars.content_lines import Component
from rapporteur.intake.importing.calendars.notices import Notices
from rapporteur.intake.importing.calendars.rules import Budget
from rapporteur.intake.importing.calendars.values import Moment
from rapporteur.intake.importing.calendars.zones import zone_named, zone_of_file

OWN_ZONES = 100
"""Zones of its own that a file may use: others are known by their names."""
_EDGES = {time(0, 0), time(23, 59), time(23, 59, 59)}


class CalendarClock:
    """The zones of one calendar. `home` is where its times in UTC are read; None where nothing tells."""

    def __init__(self, calendar: Component, notices: Notices, budget: Budget) -> None:
        """Read the zones that the calendar brings, and which of them is its own."""
        self._notices = notices
        self._budget = budget
        self._own = {one.text("TZID"): one for one in calendar.components if one.name == "VTIMEZONE"}
        self._worked_out = 0
        self._zones: dict[str, tzinfo | None] = {}
        self.home: tzinfo | None = None
        self.home_name = ""
        self._find_home(calendar)

    def _find_home(self, calendar: Component) -> None:
        for name in ("X-WR-TIMEZONE", "TIMEZONE-ID", "TZ"):
            if said := calendar.line_of_text(name):
                self.home, self.home_name = self.zone(said, is_used=False), said
                if self.home is None:
                    self._notices.add(
                        Notice(
                            Message(
                                "{file}: the time zone “{zone}” ({name}) is not known: expected a name "
                                "such as Europe/Paris; look at the days of events that are timed in UTC"
                            ),
                            file=self._notices.name,
                            zone=said[:60],
                            name=name,
                        )
                    )
                else:
                    return
        if len(self._own) == 1:
            self.home_name = next(iter(self._own))
            self.home = self.zone(self.home_name, is_used=False)
        elif not self._own:
            used = {
                one.params["TZID"]
                for event in calendar.components
                for one in event.properties
                if one.name == "DTSTART" and one.params.get("TZID")
            }
            if len(used) == 1:
                self.home_name = used.pop()
                self.home = self.zone(self.home_name, is_used=False)

    def zone(self, name: str, *, is_used: bool = True) -> tzinfo | None:
        """Return the zone that a TZID of this calendar means; one that nobody knows is told where it is used."""
        if name not in self._zones:
            known = zone_named(name)
            self._zones[name] = known if known is not None else self._zone_of_file(name)
        if self._zones[name] is None and is_used:
            self._notices.add(
                Notice(
                    Message("{file}: the time zone “{zone}” is not known; its days are taken as they stand"),
                    file=self._notices.name,
                    zone=name[:60],
                )
            )
        return self._zones[name]

    def _zone_of_file(self, name: str) -> tzinfo | None:
        """Return the zone that the file itself brings under a name; its rules are worked out where they are needed."""
        if name not in self._own or self._worked_out >= OWN_ZONES:
            return None
        self._worked_out += 1
        return zone_of_file(self._own[name], self._budget)

    def zone_of(self, moment: Moment) -> tzinfo | None:
        """Return the zone on whose clock a moment is told, None for a day and a time without zone."""
        if moment.is_utc:
            return UTC
        return self.zone(moment.zone_name) if moment.zone_name else None

    def at_home(self, local: datetime, zone: tzinfo | None) -> datetime:
        """Return a time as it is where the event takes place: UTC is what a program writes, nobody's clock."""
        if zone is not UTC:
            return local
        if self.home is None:
            self._notices.add(
                Notice(
                    Message(
                        "{file} tells times in UTC and not in which time zone (X-WR-TIMEZONE): "
                        "their days are those of UTC; look at what begins or ends near midnight"
                    ),
                    file=self._notices.name,
                )
            )
            return local
        return to_zone(local, UTC, self.home)

    def on_clock(self, moment: Moment, zone: tzinfo | None, *, of_days: bool) -> datetime:
        """Return a moment on the clock of a series: one of days (`of_days`), or one timed in `zone`."""
        if moment.is_day:
            return moment.local
        if of_days:
            return self._as_day(moment)
        here = self.zone_of(moment)
        there = zone if zone is not None else self.home
        if here is None or there is None:
            return moment.local
        return to_zone(moment.local, here, there)

    def _as_day(self, moment: Moment) -> datetime:
        """Return the day of a time that stands where a day belongs: that of the calendar where its edge is meant.

        Madrid's 6 April begins at 22:00 UTC on the 5th; a program that writes 23:59:59 UTC means the end of that day.
        """
        local = moment.local
        if moment.is_utc and self.home is not None:
            there = to_zone(moment.local, UTC, self.home)
            local = there if there.time() in _EDGES else local
        return datetime.combine(local.date(), time())


def to_zone(local: datetime, here: tzinfo, there: tzinfo) -> datetime:
    """Return a time on the clock of `here` on that of `there`."""
    if here is there:
        return local
    try:
        return local.replace(tzinfo=here).astimezone(there).replace(tzinfo=None)
    except OverflowError:  # UNTIL=99991231T235959Z is how some programs say “for ever”
        return local
