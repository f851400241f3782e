"""The open period as one person sees it: when it closes, what they logged of it, what their lines still lack."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.formatting.lists import format_list
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.start.own import OWN, logged_by, standing
from rapporteur.interfaces.office.start.rows import StartList, StartRow, Visitor, list_of
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.activities.models import Activity, ActivityDeliverable
from rapporteur.records.periods.enums import ContributionState, PeriodState
from rapporteur.records.periods.models import Contribution, ReportingPeriod
from rapporteur.records.periods.queries import is_called
from rapporteur.records.periods.refusals import CONTRIBUTIONS
from rapporteur.records.plan.models import Node, PlanVersion

MORNING, EVENING = 12, 18
"""Hours from which on the day is greeted otherwise."""
GREETINGS = {
    "morning": Message("Good morning, {name}", context="start"),
    "afternoon": Message("Good afternoon, {name}", context="start"),
    "evening": Message("Good evening, {name}", context="start"),
}
CLOSES = Message(
    "{period} closes in {count} day, on {day}",
    "{period} closes in {count} days, on {day}",
    by="count",
    context="start",
)
CLOSES_TODAY = Message("{period} closes today", context="start")
WAS_TO_CLOSE = Message("{period} was to close on {day}", context="start")
NO_DAY = Message("{period}: no closing day is set yet", context="start")
LOCKED = Message("{period} is locked", context="start")
MINE = Message("{period}: your part", context="start")
NOTHING_LOGGED = Message("You have logged nothing in this period yet.", context="start")
CONTRIBUTION = Message("Your contribution", context="start")
LACKS = Message(
    "{lacking} of {count} deliverable without a published activity",
    "{lacking} of {count} deliverables without a published activity",
    by="count",
    context="start",
)
AND_MORE = Message("{count} more", context="start")
MOST_LINES = 3
"""Lines of a start page: who has more opens the plan."""
MOST_NAMED = 4
"""Deliverables of a line that are named; the others are counted."""


@dataclass(frozen=True)
class Head:
    """What stands above the lists: the greeting, the day, when the open period closes and where its page is."""

    greeting: str
    day: str
    closes: str
    address: str


def head_of(reader: Visitor, period: Period, now: datetime) -> Head:
    """Return the head of the page for the hour of `now`; the page of the period only for whoever may open it."""
    hour = now.hour
    part = "morning" if hour < MORNING else "afternoon" if hour < EVENING else "evening"
    name = reader.user.first_name or reader.user.get_full_name() or reader.user.get_username()
    may = can(reader.by, Right.VIEW_PERIODS)
    return Head(
        greeting=say(GREETINGS[part], reader.language, name=name),
        day=format_day(reader.on, reader.language),
        closes=_closes(ReportingPeriod.objects.of(period).first(), period, reader),
        address=reverse("periods:period", args=[period.code]) if may else "",
    )


def _closes(record: ReportingPeriod | None, period: Period, reader: Visitor) -> str:
    name = capitalise(format_period(period.start, period.last_day, reader.language))
    if record is not None and record.state == PeriodState.LOCKED:
        return say(LOCKED, reader.language, period=name)
    left = record.days_left(reader.on) if record else None
    if record is None or record.due_date is None or left is None:
        return say(NO_DAY, reader.language, period=name)
    if left == 0:
        return say(CLOSES_TODAY, reader.language, period=name)
    message = CLOSES if left > 0 else WAS_TO_CLOSE
    day = format_day(record.due_date, reader.language)
    return say(message, reader.language, period=name, day=day, count=left)


def quarter_of(reader: Visitor, period: Period) -> StartList:
    """Return what somebody logged of a period, how their contribution stands, and what their lines lack."""
    seen = within_reach(Activity.objects.all(), reader.by, Right.VIEW_ACTIVITIES)
    own = list(logged_by(reader.user, seen.in_period(period)).values_list("pk", "live"))
    counts = standing(own)
    rows = [_counted(state, count, period) for state, count in counts.items() if count]
    rows += [*_contribution(reader, period), *_lines(reader, period)]
    name = capitalise(format_period(period.start, period.last_day, reader.language))
    return StartList(
        "quarter", say(MINE, reader.language, period=name), tuple(rows), len(own), label(NOTHING_LOGGED)
    )  # fmt: skip


def _counted(state: str, count: int, period: Period) -> StartRow:
    query = {
        "own": state,
        "begins_from": period.start.isoformat(),
        "begins_to": period.last_day.isoformat(),
    }
    return StartRow(capfirst(str(label(OWN[state]))), f"{list_of(Activity)}?{urlencode(query)}", str(count))


def _contribution(reader: Visitor, period: Period) -> list[StartRow]:
    """Return how somebody's contribution stands, while contributions are called for and it is not there."""
    called = ReportingPeriod.objects.of(period).exclude(state__in=(PeriodState.OPEN, PeriodState.LOCKED))
    if not is_called(reader.by) or not (record := called.first()):
        return []
    said = Contribution.objects.filter(period=record, account=reader.user).first()
    state = ContributionState(said.state) if said else ContributionState.NOT_YET
    if state in (ContributionState.SENT, ContributionState.ACCEPTED):
        return []
    address = reverse("periods:period", args=[period.code])
    return [StartRow(str(label(CONTRIBUTION)), address, say(CONTRIBUTIONS[state], reader.language))]


# --- the plan ---------------------------------------------------------------------------------------------


def _lines(reader: Visitor, period: Period) -> list[StartRow]:
    """Return the lines of somebody that have deliverables without a published activity in the period."""
    version = PlanVersion.objects.newest_in_force(period.last_day).first()
    if version is None or not can(reader.by, Right.VIEW_PLAN):
        return []
    nodes = {
        node.pk: node
        for node in Node.objects.open_on(period.start)
        .filter(version=version, listed=True)
        .select_related("level")
        .order_by("position", "pk")
    }
    mine = _own_lines(reader, nodes, period)
    if not mine:
        return []
    served = set(
        ActivityDeliverable.objects.filter(
            node__version=version, activity__in=Activity.objects.published().in_period(period)
        ).values_list("node", flat=True)
    )
    languages = (reader.language, *association_languages())
    of_line: dict[int, list[Node]] = defaultdict(list)
    deepest = max(node.level.depth for node in nodes.values())
    for node in nodes.values():
        if node.level.depth == deepest and (line := _line_of(node, nodes)) in mine:
            of_line[line].append(node)
    rows = []
    for line, deliverables in of_line.items():
        if lacking := [node for node in deliverables if node.pk not in served]:
            rows.append(_lacking(nodes[line], lacking, len(deliverables), languages))
    return rows[:MOST_LINES]


def _lacking(line: Node, lacking: list[Node], count: int, languages: tuple[str, ...]) -> StartRow:
    language = languages[0]
    named = [f"{node.code} {node.title.best(languages)}".strip() for node in lacking[:MOST_NAMED]]
    left = len(lacking) - len(named)
    parts = [*named, *([say(AND_MORE, language, count=left)] if left > 0 else [])]
    viewset: Any = Node.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    return StartRow(
        line.title.best(languages) or line.code,
        reverse(viewset.get_url_name("inspect"), args=[line.pk]),
        say(LACKS, language, lacking=len(lacking), count=count),
        format_list(parts, language),
    )


def _own_lines(reader: Visitor, nodes: dict[int, Node], period: Period) -> set[int]:
    """Return the lines that somebody reads for; who reads for none, those under which they logged within a year."""
    remits = Remit.objects.filter(account=reader.user, line__in=nodes)
    if read := set(remits.values_list("line__pk", flat=True)):
        return read
    since = _year_before(period)
    own = logged_by(reader.user, Activity.objects.filter(start_date__gte=since, start_date__lt=period.end))
    found = {key for key in own.values_list("line", flat=True) if key in nodes}
    served = ActivityDeliverable.objects.filter(activity__in=own.values("pk"), node__in=nodes)
    return found | {_line_of(nodes[key], nodes) for key in served.values_list("node", flat=True)}


def _year_before(period: Period) -> date:
    return period.end.replace(year=period.end.year - 1, day=min(period.end.day, 28))


def _line_of(node: Node, nodes: dict[int, Node]) -> int:
    while node.parent_id is not None and node.parent_id in nodes:
        node = nodes[node.parent_id]
    return int(node.pk)
