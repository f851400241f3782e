"""The next quarter: how long until the annual meeting, what is on the agenda, up to when calls are open."""

from __future__ import annotations

from datetime import date
from itertools import chain

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.messages import Printed
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import BarView, EntryGroup, EntryView, ListView
from rapporteur.report.value.ahead import (
    AnnualMeetingData,
    DeadlineData,
    NextQuarterData,
    PlannedEventData,
    PlannedMeetingData,
)

YEAR = 365
"""Days between two annual meetings, of which the bar shows how many are over."""
CALLS = {
    "PROJECTS": Printed("Call for projects", context="kind of call"),
    "JURY": Printed("Call for jurors", context="kind of call"),
    "HOSTS": Printed("Call for hosts", context="kind of call"),
    "OTHER": Printed("Call for applications", context="kind of call"),
}


def next_quarter(context: Context) -> list[EntryGroup]:
    """Return the annual meeting, the agenda by days, and the deadlines of calls, each where there is any."""
    data = context.data.next_quarter
    if not isinstance(data, NextQuarterData):
        return []
    annual, count = data.annual_meeting, len(data.events) + len(data.meetings)
    ordered = sorted(
        chain(
            ((_sorting_day(one), 0, one.slug, _event(context, one)) for one in data.events),
            ((one.start, 1, one.slug, _meeting(context, one)) for one in data.meetings),
        ),
        key=lambda row: row[:3],
    )
    groups = [
        EntryGroup(
            anchor("ahead", "annual-meeting"),
            context.say("The next annual meeting"),
            "",
            [_annual(context, annual, data)] if annual else [],
        ),
        EntryGroup(
            anchor("ahead", "agenda"),
            context.say("Events to come"),
            context.many("{count} event", "{count} events", count),
            [entry for *_, entry in ordered],
        ),
        EntryGroup(
            anchor("ahead", "deadlines"),
            context.say("Deadlines of calls"),
            "",
            [_deadline(context, one) for one in data.deadlines],
        ),
    ]  # fmt: skip
    return [group for group in groups if group.entries]


def _sorting_day(event: PlannedEventData) -> date:
    """Return the day by which an event is sorted: one of which only the month is known ends it."""
    return event.start or Dates(month=event.month).last_day


def when(context: Context, event: PlannedEventData) -> str:
    """Return the days of an event, or the month of which no more is known."""
    return context.span(event.start, event.end, event.month)


def _where(context: Context, event: PlannedEventData | PlannedMeetingData) -> str:
    place = context.text(event.place)
    return place or (context.say(vocabulary.WORDS["online"]) if event.online else "")


def _event(context: Context, event: PlannedEventData) -> EntryView:
    return EntryView(
        anchor=anchor("planned", event.slug),
        kicker=vocabulary.coded(context, vocabulary.KINDS, event.kind),
        title=context.text(event.title),
        mark="" if event.ours else context.word("planned event", "organised by others"),
        place=_where(context, event),
        when=when(context, event),
        facts=_facts(context, event),
    )


def _facts(context: Context, event: PlannedEventData) -> list[str]:
    found = []
    if theme := context.text(event.theme):
        found.append(context.say("Theme: {theme}.", theme=theme))
    if reason := context.text(event.reason):
        found.append(reason)
    if event.deliverables:
        found.append(context.say("It would serve {codes}.", codes=context.listed(event.deliverables)))
    return found


def _meeting(context: Context, meeting: PlannedMeetingData) -> EntryView:
    return EntryView(
        anchor=anchor("planned-meeting", meeting.slug),
        kicker=context.word("planned event", "Meeting of a body"),
        title=context.text(meeting.body.name),
        mark="",
        place=_where(context, meeting),
        when=day_of(context, Dates(meeting.start, meeting.end)),
        facts=[],
    )


def _annual(context: Context, annual: AnnualMeetingData, data: NextQuarterData) -> EntryView:
    """Return the annual meeting with its countdown, and the meetings of bodies within its days."""
    event, facts = annual.event, []
    if host := context.text(annual.host):
        facts.append(context.say("Hosted by {host}.", host=host))
    within = [
        context.word(
            "planned event",
            "{body}, {day}",
            body=context.text(one.body.name),
            day=day_of(context, Dates(one.start, one.end)),
        )
        for one in data.meetings
        if event.start and event.start <= one.start <= (event.end or event.start)
    ]
    lists = [
        (context.say("To be heard"), [context.text(item) for item in annual.items]),
        (context.say("Bodies that meet during it"), within),
        (
            context.say("Candidates to host the next one"),
            sorted((context.text(bid) for bid in annual.bids), key=context.key),
        ),
    ]
    return EntryView(
        anchor=anchor("planned", event.slug),
        kicker=context.word("annual meeting", "Edition {year}", year=str(annual.edition)),
        title=context.text(event.title),
        mark="",
        place=_where(context, event),
        when=when(context, event),
        facts=[*facts, *_facts(context, event)],
        bar=_countdown(context, event),
        lists=[ListView(title, items) for title, items in lists if items],
    )


def _countdown(context: Context, event: PlannedEventData) -> BarView | None:
    """Return how many days are left until an event; nothing where its day is not known, or has come."""
    if event.start is None or (days := (event.start - context.data.as_of).days) <= 0:
        return None
    figure = context.many("{count} day to go", "{count} days to go", days)
    share = min(max(1 - days / YEAR, 0.0), 1.0)
    label = context.say("Countdown from {day}", day=context.day(context.data.as_of))
    return BarView(label, figure, share)


def _deadline(context: Context, deadline: DeadlineData) -> EntryView:
    day = format_dates(Dates(deadline.day), context.language)
    if deadline.time is not None:
        day = context.say(
            "{day}, {time} ({zone})",
            day=day,
            time=f"{deadline.time:%H:%M}",
            zone=deadline.zone.replace("_", " "),
        )
    return EntryView(
        anchor=anchor("deadline", deadline.slug),
        kicker=vocabulary.coded(context, CALLS, deadline.kind),
        title=context.text(deadline.name),
        mark="",
        place="",
        when=day,
        facts=[],
    )
