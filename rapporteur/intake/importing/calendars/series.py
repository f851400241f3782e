"""Recurring events one by one, with what is moved, left out, or changed from one day on. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from rapporteur.base.values.failures import Notice, reason_of
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.calendars.clock import CalendarClock
from rapporteur.intake.importing.calendars.content_lines import Property
from rapporteur.intake.importing.calendars.events import CalendarEntry, EventReader, where_of
from rapporteur.intake.importing.calendars.notices import Notices
from rapporteur.intake.importing.calendars.rules import Budget, RuleNotRead, moments, read_rule
from rapporteur.intake.importing.calendars.shapes import Event
from rapporteur.intake.importing.calendars.values import NoMoment, read_moment

OCCURRENCES = 366
MARGIN = timedelta(days=2)
"""An occurrence may lie on another day where it takes place than on the clock of its rule."""


class Series:
    """Works out the recurring events of one calendar in a window."""

    def __init__(
        self, clock: CalendarClock, reader: EventReader, notices: Notices, window: Period, budget: Budget
    ) -> None:
        """Take what is shared by the events of the calendar; `budget` by all of the file."""
        self._clock = clock
        self._reader = reader
        self._notices = notices
        self._window = window
        self._budget = budget

    def occurrences(self, entry: CalendarEntry, apart: Sequence[CalendarEntry]) -> list[Event]:
        """Return the occurrences in the window, and those told apart; a rule that cannot be read is a notice."""
        where = where_of(self._notices.name, entry.event.number, entry.component.line, entry.event.title)
        try:
            found, is_cut = self._moments(entry, apart, where)
        except (RuleNotRead, NoMoment) as error:
            self._notices.add(
                Notice(
                    Message("{event}: its recurrence cannot be read ({reason}); the event was left out"),
                    event=where,
                    reason=reason_of(error),
                )
            )
            return self.alone(apart)
        later = sorted(
            ((self._original(one, entry), one) for one in apart if one.and_later), key=lambda pair: pair[0]
        )
        stood_for = self._stood_for(entry, apart, found)
        events: dict[str, Event] = {}
        for moment in found:
            if moment in stood_for:
                continue
            event = self._occurrence(entry, moment, later)
            if event.start in self._window:
                events.setdefault(event.occurrence, event)
        kept = list(events.values())
        if len(kept) > OCCURRENCES:
            kept, is_cut = kept[:OCCURRENCES], True
        if is_cut:
            self._notices.add(
                Notice(
                    Message(
                        "{event} recurs on and on: {count} occurrences from {start} to {end} were taken, "
                        "at most {most}"
                    ),
                    event=where,
                    count=len(kept),
                    start=str(self._window.start),
                    end=str(self._window.last_day),
                    most=OCCURRENCES,
                )
            )
        taken = {one.occurrence for one in kept}
        return [*kept, *self.alone(apart, entry, taken)]

    def alone(
        self, apart: Iterable[CalendarEntry], entry: CalendarEntry | None = None, taken: Iterable[str] = ()
    ) -> list[Event]:
        """Return the occurrences that the file tells apart, each known by the day for which it stands."""
        taken = set(taken)
        found = []
        for one in apart:
            moment = self._original(one, entry or one)
            day = self._day_at_home(moment, entry or one).isoformat()
            if day in taken:
                day = f"{day}T{moment:%H%M}"
            taken.add(day)
            found.append(replace(one.event, occurrence=day, uid=(entry or one).event.uid))
        return found

    def _day_at_home(self, moment: datetime, entry: CalendarEntry) -> date:
        return moment.date() if entry.is_days else self._clock.at_home(moment, entry.zone).date()

    def _original(self, one: CalendarEntry, entry: CalendarEntry) -> datetime:
        """Return the moment that an occurrence told apart stands for, on the clock of its series."""
        if one.original is None:
            return one.begin
        return self._clock.on_clock(one.original, entry.zone, of_days=entry.is_days)

    def _stood_for(
        self, entry: CalendarEntry, apart: Sequence[CalendarEntry], found: Sequence[datetime]
    ) -> set[datetime]:
        """Return the moments for which another event stands: the very moment, else those of its day."""
        known = set(found)
        result: set[datetime] = set()
        for one in apart:
            moment = self._original(one, entry)
            if moment in known:
                result.add(moment)
            else:
                result |= {other for other in known if other.date() == moment.date()}
        return result

    def _occurrence(
        self, entry: CalendarEntry, moment: datetime, later: Sequence[tuple[datetime, CalendarEntry]]
    ) -> Event:
        day = self._day_at_home(moment, entry).isoformat()
        model, begin = entry, moment
        before = bisect_right([original for original, _ in later], moment)
        if before:
            original, model = later[before - 1]
            begin = moment + (self._begin_of(model, entry) - original)
        finish = begin + (model.finish - model.begin)
        start, end = self._reader.days(begin, finish, entry.zone, is_days=entry.is_days and model.is_days)
        return replace(model.event, uid=entry.event.uid, occurrence=day, start=start, end=end)

    def _begin_of(self, one: CalendarEntry, entry: CalendarEntry) -> datetime:
        """Return when an occurrence told apart begins, on the clock of its series."""
        started = one.component.first("DTSTART")
        if started is None or one.is_days != entry.is_days:
            return one.begin
        return self._clock.on_clock(read_moment(started)[0], entry.zone, of_days=entry.is_days)

    def _moments(
        self, entry: CalendarEntry, apart: Sequence[CalendarEntry], where: Notice
    ) -> tuple[list[datetime], bool]:
        """Return the moments around the window, on the clock of the series, and whether a rule goes on after it."""
        shift = max(
            (abs(self._begin_of(one, entry) - self._original(one, entry)) for one in apart if one.and_later),
            default=timedelta(),
        )
        first = _clipped(self._window.start, -(MARGIN + shift))
        last = _clipped(self._window.last_day, MARGIN + shift)
        found = set(self._listed(entry, "RDATE", where)) | {entry.begin}
        is_cut = False
        for property_ in entry.component.all("RRULE"):
            by_rule, is_endless = self._by_rule(entry, property_, first, last, where)
            found |= by_rule
            is_cut = is_cut or is_endless
        without = self._listed(entry, "EXDATE", where)
        for property_ in entry.component.all("EXRULE"):
            found -= self._by_rule(entry, property_, first, last, where)[0]
        days = {moment.date() for moment, is_day in without.items() if is_day}
        kept = sorted(
            moment
            for moment in found
            if moment not in without and moment.date() not in days and first <= moment.date() <= last
        )
        return kept, is_cut

    def _by_rule(
        self, entry: CalendarEntry, property_: Property, first: date, last: date, where: Notice
    ) -> tuple[set[datetime], bool]:
        rule = read_rule(property_.value)
        if " " in property_.value.strip():
            self._notices.add(
                Notice(
                    Message("{event}: the spaces in its rule “{rule}” were passed over"),
                    event=where,
                    rule=property_.value[:80],
                )
            )
        until = None
        if rule.until:
            given = read_moment(property_, rule.until)[0]
            until = self._clock.on_clock(given, entry.zone, of_days=entry.is_days)
            if given.is_day or entry.is_days:
                until = until.replace(hour=23, minute=59, second=59)
        begun = entry.begin.date()
        if rule.count and entry.begin not in moments(rule, entry.begin, begun, begun, self._budget):
            rule = replace(
                rule, count=rule.count - 1
            )  # the start counts as the first, whatever the rule says
        found: set[datetime] = set()
        for moment in moments(rule, entry.begin, first, last, self._budget) if rule.count != 0 else ():
            if until is not None and moment > until:
                break
            found.add(moment)
            if len(found) > 2 * OCCURRENCES:
                break
        return found, rule.is_endless and entry.begin.date() <= self._window.last_day

    def _listed(self, entry: CalendarEntry, name: str, where: Notice) -> dict[datetime, bool]:
        """Return the moments that EXDATE or RDATE list, each with whether it means its whole day."""
        found: dict[datetime, bool] = {}
        for property_ in entry.component.all(name):
            for value in property_.value.split(","):
                if not value.strip():
                    continue
                moment, is_usual = read_moment(property_, value.partition("/")[0])  # of a period, its begin
                if not is_usual:
                    self._notices.add(
                        Notice(
                            Message("{event}: {name} '{text}' was read as {moment}"),
                            event=where,
                            name=name,
                            text=value.strip()[:40],
                            moment=f"{moment.local:%Y-%m-%d}",
                        )
                    )
                local = self._clock.on_clock(moment, entry.zone, of_days=entry.is_days)
                if moment.is_day and not entry.is_days and name == "RDATE":
                    local = datetime.combine(local.date(), entry.begin.time())
                found[local] = moment.is_day or entry.is_days
        return found


def _clipped(day: date, by: timedelta) -> date:
    """Return a day moved, no farther than the calendar goes."""
    try:
        return day + by
    except OverflowError:
        return date.max if by > timedelta() else date.min
