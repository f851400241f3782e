"""Whether the parts of a report fit together: every name in it that points to another part points to something.

Members are not the only organisations that an activity may name: it has guests too. So who took part is held against
the list of activated members, which says of each in which activities it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import SECTIONS
from rapporteur.report.value.admissions import AdmissionsData
from rapporteur.report.value.ahead import NextQuarterData, PlannedEventData
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.parity import ParityData
from rapporteur.report.value.registers import GovernanceData

MOST_TOLD = 10


@dataclass(frozen=True)
class Broken:
    """One name that points to nothing: where it stands, what was expected there, and what there is to choose from."""

    place: str
    value: str
    expected: str
    valid: Collection[str] = ()
    """Not copied: a snapshot of 10,000 members and as many wrong names would take gigabytes."""

    @property
    def fault(self) -> Fault:
        """The same in the shape of every fault."""
        near = nearest(self.value, self.valid)
        return Fault(
            Message("{place}: '{value}': expected {expected}"), self.place, self.value, self.expected, near
        )

    def __str__(self) -> str:
        return str(self.fault)


class ReportContradictsItself(Foreseeable, ValueError):
    """A report whose parts do not fit together; `broken` says where."""

    def __init__(self, broken: Iterable[Broken]) -> None:
        self.broken = tuple(broken)
        told = [one.fault for one in self.broken[:MOST_TOLD]]
        if (more := len(self.broken) - MOST_TOLD) > 0:
            told.append(Fault(Message("… and {count} more"), values={"count": more}))
        super().__init__(Message("{reason}"), reason=tuple(told))


def check_references(data: ReportData) -> None:
    """Raise ReportContradictsItself where a part of `data` names what the report does not contain."""
    checks = (
        _outline,
        _plan,
        _activities,
        _happened,
        _activated_members,
        _members_and_regions,
        _counts,
        _chosen,
    )
    if broken := [one for check in checks for one in check(data)]:
        raise ReportContradictsItself(broken)


def _unless_known(
    names: Iterable[tuple[str, str]], known: Container[str], expected: str, valid: Collection[str]
) -> Iterator[Broken]:
    """Yield each of `names`, with the places where they stand, that is not `known`."""
    for place, name in names:
        if name not in known:
            yield Broken(place, name, expected, valid)


def _twice(names: Iterable[tuple[str, str]]) -> Iterator[Broken]:
    seen: set[str] = set()
    for place, name in names:
        if name in seen:
            yield Broken(place, name, "a name that is not given twice")
        seen.add(name)


def _outline(data: ReportData) -> Iterator[Broken]:
    """Hold the period against its days, and the sections and languages against those that there are."""
    association, period = data.association, data.period
    if period.end < period.start:
        yield Broken("period.end", str(period.end), f"a day on or after {period.start}, its first")
    else:
        days = Period(period.start, period.end + timedelta(days=1))
        if period.code != days.code:
            yield Broken("period.code", period.code, f"{days.code}, the name of these days", (days.code,))
        if period.months != tuple(days.months()):
            months = ", ".join(days.months())
            yield Broken("period.months", ", ".join(period.months), f"{months}, the months of these days")
    sections = ((f"sections.{n}", name) for n, name in enumerate(data.sections))
    yield from _unless_known(sections, SECTIONS, "a section", SECTIONS)
    source = [("association.source_language", association.source_language)]
    expected = f"one of the association's languages ({', '.join(association.languages)})"
    yield from _unless_known(source, association.languages, expected, association.languages)


def _happened(data: ReportData) -> Iterator[Broken]:
    months = data.period.months
    for name in ("activities", "media", "bilateral_meetings"):
        rows = ((f"{name}.{n}.month", row.month) for n, row in enumerate(getattr(data, name)))
        yield from _unless_known(rows, months, "a month of the period", months)


def _chosen(data: ReportData) -> Iterator[Broken]:
    """Hold the sections that an association may choose against the activities, the members and each other."""
    activities = {activity.slug: None for activity in data.activities}
    full = {member.slug: None for member in data.members if member.category == "FULL"}
    for name in ("agreements", "joint_statements", "calls", "training", "publications", "communication"):
        rows = getattr(data, name) or ()
        yield from _twice((f"{name}.{n}.slug", row.slug) for n, row in enumerate(rows))
        told = ((f"{name}.{n}.activity", row.activity) for n, row in enumerate(rows) if row.activity)
        yield from _unless_known(told, activities, "an activity of the report", activities)
    signed = (
        (f"joint_statements.{n}.signatories.{m}.member", one.member)
        for n, row in enumerate(data.joint_statements or ())
        for m, one in enumerate(row.signatories)
        if one.member
    )
    yield from _unless_known(signed, full, "one of the members", full)
    trained = (
        (f"training.{n}.organisations.{m}.member", one.member)
        for n, row in enumerate(data.training or ())
        for m, one in enumerate(row.organisations)
        if one.member
    )
    yield from _unless_known(trained, full, "one of the members", full)
    projects = data.pilot_projects or ()
    yield from _twice((f"pilot_projects.{n}.slug", row.slug) for n, row in enumerate(projects))
    events = (
        (f"pilot_projects.{n}.events.{m}.activity", event.activity)
        for n, row in enumerate(projects)
        for m, event in enumerate(row.events)
    )
    yield from _unless_known(events, activities, "an activity of the report", activities)
    joined = (
        (f"pilot_projects.{n}.partners.{m}.member", one.member)
        for n, row in enumerate(projects)
        for m, one in enumerate(row.partners)
        if one.member
    )
    yield from _unless_known(joined, full, "one of the members", full)
    if isinstance(data.governance, GovernanceData):
        yield from _governance(data.governance)
    if isinstance(data.next_quarter, NextQuarterData):
        yield from _ahead(data, data.next_quarter)
    if isinstance(data.admissions, AdmissionsData):
        yield from _admissions(data, data.admissions)
    if isinstance(data.parity, ParityData):
        yield from _parity(data, data.parity)


def _parity(data: ReportData, parity: ParityData) -> Iterator[Broken]:
    """Hold counts against the activities, and the number of silent ones against the counts."""
    activities = {activity.slug: None for activity in data.activities}
    counts = list(enumerate(parity.counts))
    yield from _twice((f"parity.counts.{n}", f"{one.of} {one.slug} {one.capacity}") for n, one in counts)
    told = ((f"parity.counts.{n}.activity", one.activity) for n, one in counts if one.activity)
    yield from _unless_known(told, activities, "an activity of the report", activities)
    silent = len(activities.keys() - {one.activity for one in parity.counts if one.recorded})
    if parity.silent != silent:
        yield Broken("parity.silent", str(parity.silent), f"{silent}, by the counts of the report")


def _admissions(data: ReportData, admissions: AdmissionsData) -> Iterator[Broken]:
    """Hold requests against the activities and their own outcome, and prospects against the bilateral meetings."""
    activities = {activity.slug: None for activity in data.activities}
    requests = list(enumerate(admissions.requests))
    yield from _twice((f"admissions.requests.{n}.slug", one.slug) for n, one in requests)
    told = ((f"admissions.requests.{n}.activity", one.activity) for n, one in requests if one.activity)
    yield from _unless_known(told, activities, "an activity of the report", activities)
    for n, one in requests:
        if (one.outcome == "PENDING") is not (one.decided is None):
            expected = "a day where it is decided, and nowhere else"
            yield Broken(f"admissions.requests.{n}.decided", str(one.decided), expected)
    times = Counter(ref.slug for meeting in data.bilateral_meetings for ref in meeting.prospects)
    for n, prospect in enumerate(admissions.prospects):
        if times[prospect.slug] != prospect.times:
            expected = f"{times[prospect.slug]}, by the bilateral meetings of the report"
            yield Broken(f"admissions.prospects.{n}.times", str(prospect.times), expected)


def _ahead(data: ReportData, ahead: NextQuarterData) -> Iterator[Broken]:
    """Hold what lies ahead against its own days and the plan."""
    codes = {node.code: None for node in data.plan.nodes} if data.plan else {}
    events: list[tuple[str, PlannedEventData]] = [
        (f"next_quarter.events.{n}", one) for n, one in enumerate(ahead.events)
    ]
    if annual := ahead.annual_meeting:
        events.append(("next_quarter.annual_meeting.event", annual.event))
    yield from _twice((f"{at}.slug", one.slug) for at, one in events)
    for at, event in events:
        named = ((f"{at}.deliverables.{m}", code) for m, code in enumerate(event.deliverables))
        yield from _unless_known(named, codes, "a deliverable of the plan", codes)
        if event.start and event.end and event.end < event.start:
            expected = f"a day on or after {event.start}, on which it starts"
            yield Broken(f"{at}.end", str(event.end), expected)
    yield from _twice((f"next_quarter.meetings.{n}.slug", one.slug) for n, one in enumerate(ahead.meetings))
    yield from _twice((f"next_quarter.deadlines.{n}.slug", one.slug) for n, one in enumerate(ahead.deadlines))


def _governance(data: GovernanceData) -> Iterator[Broken]:
    yield from _twice((f"governance.meetings.{n}.slug", one.slug) for n, one in enumerate(data.meetings))
    yield from _twice((f"governance.decisions.{n}", one.code) for n, one in enumerate(data.decisions))
    for n, meeting in enumerate(data.meetings):
        at = f"governance.meetings.{n}"
        if meeting.end < meeting.start:
            yield Broken(
                f"{at}.end", str(meeting.end), f"a day on or after {meeting.start}, on which it starts"
            )
        counted = meeting.quorum
        if counted and not counted.counted <= counted.filled <= counted.seats:
            expected = f"at most {counted.filled}, the seats that are filled, of {counted.seats}"
            yield Broken(f"{at}.quorum", str(counted.counted), expected)


def _counts(data: ReportData) -> Iterator[Broken]:
    """Hold the totals against what they count: a total is never typed."""
    full = sum(1 for member in data.members if member.category == "FULL")
    counted = {
        "activities": len(data.activities),
        "activations": sum(row.activations for row in data.activated_members),
        "members": full,
        "members_activated": len(data.activated_members),
        "regions": len(data.regions),
        "bilateral_meetings": len(data.bilateral_meetings),
        "media_mentions": len(data.media),
    }
    for name, number in counted.items():
        stated = getattr(data.summary, name)
        if stated != number:
            yield Broken(f"summary.{name}", str(stated), f"{number}, by what the report lists")


def _plan(data: ReportData) -> Iterator[Broken]:
    if data.plan is None:
        return
    nodes = data.plan.nodes
    levels = {level.key for level in data.plan.levels}
    activities = {activity.slug for activity in data.activities}
    above: set[str] = set()
    wrong = 0
    yield from _twice((f"plan.nodes.{n}.code", node.code) for n, node in enumerate(nodes))
    for n, node in enumerate(nodes):
        at = f"plan.nodes.{n}"
        yield from _unless_known([(f"{at}.level", node.level)], levels, "a level of the plan", levels)
        if node.parent is not None and node.parent not in above:
            wrong += 1
            nearby = tuple(above) if wrong <= MOST_TOLD else ()  # those above this one, not all that will be
            yield Broken(f"{at}.parent", node.parent, "the code of a node that stands above", nearby)
        evidence = ((f"{at}.activities.{m}", slug) for m, slug in enumerate(node.activities))
        yield from _unless_known(evidence, activities, "an activity of the report", activities)
        above.add(node.code)
    rows = ((f"plan.execution.{n}.code", row.code) for n, row in enumerate(data.plan.execution))
    lines = [node.code for node in data.plan.lines]
    yield from _unless_known(rows, lines, "a line of the plan", lines)


def _activities(data: ReportData) -> Iterator[Broken]:
    codes = {node.code: None for node in data.plan.nodes} if data.plan else {}
    yield from _twice((f"activities.{n}.slug", each.slug) for n, each in enumerate(data.activities))
    for n, activity in enumerate(data.activities):
        at = f"activities.{n}"
        if activity.line is not None:
            yield from _unless_known([(f"{at}.line", activity.line)], codes, "a line of the plan", codes)
        named = ((f"{at}.deliverables.{m}", code) for m, code in enumerate(activity.deliverables))
        yield from _unless_known(named, codes, "a deliverable of the plan", codes)
        if activity.start and activity.end and activity.end < activity.start:
            expected = f"a day on or after {activity.start}, on which it starts"
            yield Broken(f"{at}.end", str(activity.end), expected)


def _activated_members(data: ReportData) -> Iterator[Broken]:
    members = dict.fromkeys(member.slug for member in data.members)  # in order, and looked up at once
    activities = dict.fromkeys(activity.slug for activity in data.activities)
    rows = data.activated_members
    yield from _twice((f"activated_members.{n}.slug", row.slug) for n, row in enumerate(rows))
    for n, row in enumerate(rows):
        at = f"activated_members.{n}"
        yield from _unless_known([(f"{at}.slug", row.slug)], members, "one of the members", members)
        where = ((f"{at}.activities.{m}", slug) for m, slug in enumerate(row.activities))
        yield from _unless_known(where, activities, "an activity of the report", activities)
    yield from _participants(data)


def _participants(data: ReportData) -> Iterator[Broken]:
    """Hold those whom each activity names against the list of activated members, both ways."""
    counted = {member.slug for member in data.members if member.category == "FULL"}
    listed: dict[str, list[str]] = {activity.slug: [] for activity in data.activities}
    for row in data.activated_members:
        for slug in row.activities:
            listed.get(slug, []).append(row.slug)
    for n, activity in enumerate(data.activities):
        named = {member.slug for member in activity.members}
        forgotten = [slug for slug in listed[activity.slug] if slug not in named]
        for m, member in enumerate(activity.members):
            is_listed = member.slug in listed[activity.slug]
            if not is_listed and (forgotten or member.slug in counted):
                place = f"activities.{n}.members.{m}.slug"
                yield Broken(place, member.slug, "a member that activated_members has here", tuple(forgotten))
        if forgotten and not named - set(listed[activity.slug]):
            expected = f"also {', '.join(forgotten)}, whom activated_members has here"
            yield Broken(f"activities.{n}.members", activity.slug, expected)


def _members_and_regions(data: ReportData) -> Iterator[Broken]:
    members = dict.fromkeys(member.slug for member in data.members)
    regions = dict.fromkeys(region.slug for region in data.regions)
    yield from _twice((f"members.{n}.slug", member.slug) for n, member in enumerate(data.members))
    for name in ("members", "activated_members"):
        homes = (
            (f"{name}.{n}.region", row.region) for n, row in enumerate(getattr(data, name)) if row.region
        )
        yield from _unless_known(homes, regions, "a region of the report", regions)
    for n, region in enumerate(data.regions):
        for name in ("members", "honorary", "activated"):
            named = ((f"regions.{n}.{name}.{m}", slug) for m, slug in enumerate(getattr(region, name)))
            yield from _unless_known(named, members, "one of the members", members)
