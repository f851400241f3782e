"""References within a data set: every name that is used is given, and given once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.nearest import MOST_NEAREST, nearest
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.values.sections import SECTIONS
from rapporteur.intake.importing.datasets import body_files as bodies
from rapporteur.intake.importing.datasets import network_files as network
from rapporteur.intake.importing.datasets.admission_files import names_of_request
from rapporteur.intake.importing.datasets.agenda_files import check_agenda
from rapporteur.intake.importing.datasets.agreement_files import AgreementInFile
from rapporteur.intake.importing.datasets.communication_files import names_of_item
from rapporteur.intake.importing.datasets.contents import DataSet, Placed
from rapporteur.intake.importing.datasets.publication_files import names_in
from rapporteur.intake.importing.datasets.references.calls import check_calls
from rapporteur.intake.importing.datasets.references.training import check_training
from rapporteur.intake.importing.datasets.yaml_source import Location
from rapporteur.intake.importing.problems import Problem


def check_references(data: DataSet) -> Iterator[Problem]:
    """Yield a problem for every name that nothing in the data set bears, and for every one borne twice."""
    known = _Known(data)
    checks = (
        _languages, _sections, _uniqueness, _people_and_places, _body_meetings, _plan, _activities, _calls, _training,
        _publications, _admissions, _communication, _agreements, _statements, _agenda, _meetings, _dues, _report,
    )  # fmt: skip
    for check in checks:
        yield from check(data, known)


class _Known:
    """What may be referred to, each in the order of the files and looked up at once; problems with what may not."""

    def __init__(self, data: DataSet) -> None:
        governance, plan = data.governance, data.plan
        self.languages = data.association.value.languages
        self.regions = _names(entry.value.slug for entry in data.regions)
        self.organisations = _names(entry.value.slug for entry in data.organisations)
        self.people = _names(person.slug for person in governance.value.people) if governance else {}
        self.bodies = _names(body.slug for body in governance.value.bodies) if governance else {}
        self.seats = _names(seat.slug for seat in governance.value.seats) if governance else {}
        self.initiatives = _names(entry.value.slug for entry in data.initiatives)
        self.activities = _names(entry.value.slug for entry in data.activities)
        levels = [level.key for level in plan.value.levels] if plan else []
        self.levels = _names(levels)
        self.codes = _names(node.code for node in plan.value.nodes) if plan else {}
        deepest = levels[-1] if levels else None
        nodes = plan.value.nodes if plan else ()
        self.deliverables = _names(node.code for node in nodes if node.level == deepest)
        self.lines = _names(node.code for node in nodes if node.parent is None)
        self._nearest_left = MOST_NEAREST

    def check(
        self, entry: Placed[Any], at: Location, value: str | None, valid: Collection[str], expected: str
    ) -> Iterator[Problem]:
        """Yield a problem unless `value` is empty or one of `valid`."""
        if value is not None and value not in valid:
            self._nearest_left -= 1
            yield entry.problem(at, value, expected, nearest(value, valid) if self._nearest_left >= 0 else "")


def _names(given: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(given)


def _languages(data: DataSet, known: _Known) -> Iterator[Problem]:
    expected = f"one of the association's languages ({', '.join(known.languages)})"
    for entry in data.entries():
        for at, text in _texts(entry.value):
            for language in text:
                yield from known.check(entry, (*at, language), language, list(known.languages), expected)


def _sections(data: DataSet, known: _Known) -> Iterator[Problem]:
    chosen = ((data.association, data.association.value.sections),)
    for entry, sections in (
        chosen if data.report is None else (*chosen, (data.report, data.report.value.sections))
    ):
        for n, section in enumerate(sections):
            yield from known.check(entry, ("sections", n), section, list(SECTIONS), "a section")
        yield from _twice((entry, ("sections", n), section) for n, section in enumerate(sections))


def _texts(value: Any, at: Location = ()) -> Iterator[tuple[Location, LocalizedText]]:
    if isinstance(value, LocalizedText):
        yield at, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*at, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*at, index))


def _uniqueness(data: DataSet, known: _Known) -> Iterator[Problem]:
    for group in (
        data.regions, data.organisations, data.initiatives, data.activities, data.calls, data.providers,
        data.courses, data.publications, data.admissions, data.communication, data.agreements,
        data.statements, data.agenda, data.meetings,
    ):  # fmt: skip
        entries: Iterable[Placed[Any]] = group
        yield from _twice((entry, ("slug",), entry.value.slug) for entry in entries)
    yield from _twice((entry, ("order",), str(entry.value.order)) for entry in data.regions)
    for entry in data.organisations:
        yield from _twice(
            (entry, ("aliases", language, n), f"{alias} ({language})")
            for language, aliases in entry.value.aliases.items()
            for n, alias in enumerate(aliases)
        )
    if data.plan:
        nodes = enumerate(data.plan.value.nodes)
        yield from _twice((data.plan, ("nodes", n, "code"), node.code) for n, node in nodes)
        levels = enumerate(data.plan.value.levels)
        yield from _twice((data.plan, ("levels", n, "key"), level.key) for n, level in levels)
    if data.governance:
        for key in ("people", "bodies", "seats"):
            rows = enumerate(getattr(data.governance.value, key))
            yield from _twice((data.governance, (key, n, "slug"), row.slug) for n, row in rows)


def _twice(rows: Iterable[tuple[Placed[Any], Location, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry, at, value in rows:
        if value in seen:
            yield entry.problem(at, value, "a name that is not given twice")
        seen.add(value)


def _people_and_places(data: DataSet, known: _Known) -> Iterator[Problem]:
    for organisation in data.organisations:
        region = organisation.value.region
        yield from known.check(organisation, ("region",), region, known.regions, "a region")
        for n, affiliation in enumerate(organisation.value.regions):
            place: Location = ("regions", n, "region")
            yield from known.check(organisation, place, affiliation.region, known.regions, "a region")
        yield from _regions_in_turn(organisation)
    for initiative in data.initiatives:
        names: list[tuple[Location, str | None]] = [(("lead",), initiative.value.lead)]
        names += [(("partners", n), slug) for n, slug in enumerate(initiative.value.partners)]
        for at, slug in names:
            yield from known.check(initiative, at, slug, known.organisations, "an organisation")
        yield from _twice(
            (initiative, ("partners", n), slug) for n, slug in enumerate(initiative.value.partners)
        )
    if not data.governance:
        return
    for n, body in enumerate(data.governance.value.bodies):
        yield from _twice(
            (data.governance, ("bodies", n, "headcounts", m, "who"), f"{row.who} {row.counted_date}")
            for m, row in enumerate(body.headcounts or ())
        )
    secretary_general = data.governance.value.secretary_general
    yield from known.check(
        data.governance, ("secretary_general",), secretary_general, known.people, "a person"
    )
    for n, seat in enumerate(data.governance.value.seats):
        for key, valid, expected in (
            ("body", known.bodies, "a body"),
            ("region", known.regions, "a region"),
            ("organisation", known.organisations, "an organisation"),
            ("holder", known.people, "a person"),
        ):
            yield from known.check(data.governance, ("seats", n, key), getattr(seat, key), valid, expected)
    for n, point in enumerate(data.governance.value.focal_points):
        at = ("focal_points", n)
        yield from known.check(data.governance, (*at, "region"), point.region, known.regions, "a region")
        yield from known.check(data.governance, (*at, "person"), point.person, known.people, "a person")


def _body_meetings(data: DataSet, known: _Known) -> Iterator[Problem]:
    if not data.body_meetings:
        return
    file = data.body_meetings.value
    papers = _names(paper.slug for paper in file.papers)
    for key in ("papers", "meetings"):
        rows = enumerate(getattr(file, key))
        yield from _twice((data.body_meetings, (key, n, "slug"), row.slug) for n, row in rows)
    yield from _decisions(data.body_meetings, known)
    for n, rule in enumerate(file.rules):
        yield from known.check(data.body_meetings, ("rules", n, "body"), rule.body, known.bodies, "a body")
    for n, meeting in enumerate(file.meetings):
        for at, value, valid, expected in _names_of_meeting(meeting, known, papers):
            yield from known.check(data.body_meetings, ("meetings", n, *at), value, valid, expected)
        yield from _twice(
            (data.body_meetings, ("meetings", n, "agenda", k, "number"), str(item.number))
            for k, item in enumerate(meeting.agenda)
        )


def _decisions(entry: Placed[bodies.MeetingsFile], known: _Known) -> Iterator[Problem]:
    """Yield names in decisions and financial reports that nothing bears; their meetings are of their own body."""
    file = entry.value
    both: tuple[tuple[str, Sequence[bodies.DecisionInFile | bodies.FinancialReportInFile]], ...] = (
        ("decisions", file.decisions),
        ("financial_reports", file.financial_reports),
    )
    for key, rows in both:
        yield from _twice((entry, (key, n, "slug"), row.slug) for n, row in enumerate(rows))
        for n, row in enumerate(rows):
            own = _names(one.slug for one in file.meetings if one.body == row.body)
            yield from known.check(entry, (key, n, "body"), row.body, known.bodies, "a body")
            yield from known.check(entry, (key, n, "meeting"), row.meeting, own, "a meeting of that body")
    for n, decision in enumerate(file.decisions):
        at = ("decisions", n)
        yield from known.check(
            entry, (*at, "organisation"), decision.organisation, known.organisations, "an organisation"
        )
        yield from known.check(entry, (*at, "seat"), decision.seat, known.seats, "a seat")
        yield from _under_an_item(entry, at, decision)
    for n, report in enumerate(file.financial_reports):
        own = _names(one.slug for one in file.decisions if one.body == report.body)
        place = ("financial_reports", n, "decision")
        yield from known.check(entry, place, report.decision, own, "a decision of that body")


def _under_an_item(
    entry: Placed[bodies.MeetingsFile], at: Location, decision: bodies.DecisionInFile
) -> Iterator[Problem]:
    """Yield the day of a decision that is none of its meeting, and an item that is not on the agenda."""
    for meeting in entry.value.meetings:
        if meeting.slug != decision.meeting:
            continue
        if not meeting.start <= decision.day <= (meeting.end or meeting.start):
            yield entry.problem((*at, "day"), str(decision.day), "a day of the meeting", str(meeting.start))
        if decision.item is not None and decision.item not in {item.number for item in meeting.agenda}:
            yield entry.problem((*at, "item"), str(decision.item), "the number of an item of its agenda")


def _names_of_meeting(
    meeting: bodies.BodyMeetingInFile, known: _Known, papers: Collection[str]
) -> Iterator[tuple[Location, str | None, Collection[str], str]]:
    """Yield each name that a meeting gives, where it stands, and what it may be."""
    yield ("body",), meeting.body, known.bodies, "a body"
    yield ("chair",), meeting.chair, known.seats, "a seat"
    yield ("place", "organisation"), meeting.place.organisation, known.organisations, "an organisation"
    for n, item in enumerate(meeting.agenda):
        for k, paper in enumerate(item.papers):
            yield ("agenda", n, "papers", k), paper, papers, "a paper"
    for n, guest in enumerate(meeting.guests):
        yield ("guests", n, "organisation"), guest.organisation, known.organisations, "an organisation"
    for n, row in enumerate(meeting.attendance):
        yield ("attendance", n, "seat"), row.seat, known.seats, "a seat"
        yield ("attendance", n, "proxy"), row.proxy, known.seats, "a seat"
        yield ("attendance", n, "person"), row.person, known.people, "a person"


def _regions_in_turn(entry: Placed[network.OrganisationInFile]) -> Iterator[Problem]:
    """Yield a region beside a list of them, and the start of every one that begins before the last has ended."""
    if entry.value.region and entry.value.regions:
        expected = "either a region or a list of regions with their dates"
        yield entry.problem(("region",), entry.value.region, expected)
    in_order = sorted(enumerate(entry.value.regions), key=lambda one: one[1].start or date.min)
    for (_, before), (n, after) in pairwise(in_order):
        start = str(after.start) if after.start else "none"
        at: Location = ("regions", n, "start") if after.start else ("regions", n)
        if before.end is None:
            expected = f"one region at a time: '{before.region}' before it has no end"
            yield entry.problem(at, start, expected)
        elif after.start is None or after.start < before.end:
            expected = f"a start that is not before the end of '{before.region}'"
            yield entry.problem(at, start, expected, str(before.end))


def _plan(data: DataSet, known: _Known) -> Iterator[Problem]:
    if not data.plan:
        return
    above: dict[str, None] = {}
    for n, node in enumerate(data.plan.value.nodes):
        at = ("nodes", n)
        yield from known.check(data.plan, (*at, "level"), node.level, known.levels, "a level of the plan")
        yield from known.check(
            data.plan, (*at, "parent"), node.parent, above, "the code of a node that stands above"
        )
        above[node.code] = None


def _activities(data: DataSet, known: _Known) -> Iterator[Problem]:
    for entry in data.activities:
        activity = entry.value
        yield from known.check(entry, ("line",), activity.line, known.lines, "a line of the plan")
        yield from known.check(
            entry, ("initiative",), activity.initiative, known.initiatives, "an initiative"
        )
        for n, code in enumerate(activity.deliverables):
            yield from known.check(
                entry, ("deliverables", n), code, known.deliverables, "a deliverable of the plan"
            )
        yield from _twice((entry, ("deliverables", n), code) for n, code in enumerate(activity.deliverables))
        organisations = [
            (("places", n, "organisation"), place.organisation) for n, place in enumerate(activity.places)
        ] + [
            (("activations", n, "organisation"), activation.organisation)
            for n, activation in enumerate(activity.activations)
        ]
        for at, slug in organisations:
            yield from known.check(entry, at, slug, known.organisations, "an organisation")
        yield from _twice(
            (entry, ("activations", n), f"{row.organisation} {row.role}")
            for n, row in enumerate(activity.activations)
        )
        counted = list(enumerate(activity.headcounts or ()))
        for capacity in dict.fromkeys(row.capacity for _, row in counted):
            yield from _twice(
                (entry, ("headcounts", n, "who"), row.who) for n, row in counted if row.capacity == capacity
            )


def _calls(data: DataSet, known: _Known) -> Iterator[Problem]:
    yield from check_calls(data, known, _twice)


def _agenda(data: DataSet, known: _Known) -> Iterator[Problem]:
    yield from check_agenda(data.agenda, known, _twice)


def _training(data: DataSet, known: _Known) -> Iterator[Problem]:
    yield from check_training(data, known, _twice)


def _publications(data: DataSet, known: _Known) -> Iterator[Problem]:
    mentions = _names(
        f"{entry.value.value().month}-{position:03}" for position, entry in enumerate(data.mentions, start=1)
    )
    for entry in data.publications:
        for at, value, valid, expected in names_in(entry.value, known, mentions):
            yield from known.check(entry, at, value, valid, expected)


def _admissions(data: DataSet, known: _Known) -> Iterator[Problem]:
    meetings = data.body_meetings.value if data.body_meetings else None
    for entry in data.admissions:
        for at, value, valid, expected in names_of_request(entry.value, known, meetings):
            yield from known.check(entry, at, value, valid, expected)
    pending = [entry for entry in data.admissions if entry.value.outcome == "PENDING"]
    yield from _twice((entry, ("organisation",), entry.value.organisation) for entry in pending)


def _communication(data: DataSet, known: _Known) -> Iterator[Problem]:
    for entry in data.communication:
        for at, value, valid, expected in names_of_item(entry.value, known):
            yield from known.check(entry, at, value, valid, expected)
        yield from _twice(
            (entry, ("deliverables", n), code) for n, code in enumerate(entry.value.deliverables)
        )


def _agreements(data: DataSet, known: _Known) -> Iterator[Problem]:
    above: dict[str, Placed[AgreementInFile]] = {}
    replaced: set[str] = set()
    for entry in data.agreements:
        agreement = entry.value
        yield from known.check(entry, ("activity",), agreement.activity, known.activities, "an activity")
        yield from known.check(
            entry, ("replaces",), agreement.replaces, above, "an agreement that stands above"
        )
        if agreement.replaces in replaced:
            yield entry.problem(("replaces",), agreement.replaces, "an agreement that is replaced once")
        replaced.update({agreement.replaces} if agreement.replaces else ())
        before = above.get(agreement.replaces or "")
        if before and agreement.stage == "SIGNED" and before.value.stage != "ENDED":
            expected = f"ENDED: the agreement '{agreement.slug}', which is signed, replaces it"
            yield before.problem(("stage",), before.value.stage, expected)
        above[agreement.slug] = entry
        for n, party in enumerate(agreement.parties):
            at = ("parties", n)
            yield from known.check(entry, (*at, "body"), party.body, known.bodies, "a body")
            yield from known.check(
                entry, (*at, "organisation"), party.organisation, known.organisations, "an organisation"
            )
        yield from _twice(
            (entry, ("parties", n), party.organisation or party.body or "association")
            for n, party in enumerate(agreement.parties)
            if not party.name
        )


def _statements(data: DataSet, known: _Known) -> Iterator[Problem]:
    for entry in data.statements:
        statement = entry.value
        yield from known.check(entry, ("owner",), statement.owner, known.people, "a person")
        yield from known.check(entry, ("activity",), statement.activity, known.activities, "an activity")
        for n, one in enumerate(statement.signatories):
            at = ("signatories", n)
            yield from known.check(
                entry, (*at, "organisation"), one.organisation, known.organisations, "an organisation"
            )
            yield from known.check(entry, (*at, "person"), one.person, known.people, "a person")
        yield from _twice(
            (entry, ("signatories", n, "organisation"), one.organisation)
            for n, one in enumerate(statement.signatories)
            if one.organisation
        )


def _meetings(data: DataSet, known: _Known) -> Iterator[Problem]:
    for entry in data.meetings:
        meeting = entry.value
        place = meeting.place.organisation
        yield from known.check(
            entry, ("place", "organisation"), place, known.organisations, "an organisation"
        )
        yield from known.check(entry, ("activity",), meeting.activity, known.activities, "an activity")
        for key in ("members", "prospects"):
            for n, slug in enumerate(getattr(meeting, key)):
                yield from known.check(entry, (key, n), slug, known.organisations, "an organisation")


def _dues(data: DataSet, known: _Known) -> Iterator[Problem]:
    if not data.dues:
        return
    calls = data.dues.value.calls
    yield from _twice((data.dues, ("calls", n, "year"), str(call.year)) for n, call in enumerate(calls))
    for n, call in enumerate(calls):
        at = ("calls", n, "items")
        for m, item in enumerate(call.items):
            place = (*at, m, "organisation")
            yield from known.check(
                data.dues, place, item.organisation, known.organisations, "an organisation"
            )
            yield from _twice(
                (data.dues, (*at, m, "payments", k, "reference"), payment.reference)
                for k, payment in enumerate(item.payments)
            )
        yield from _twice(
            (data.dues, (*at, m, "organisation"), item.organisation) for m, item in enumerate(call.items)
        )


def _report(data: DataSet, known: _Known) -> Iterator[Problem]:
    if not data.report:
        return
    report = data.report.value
    try:
        Period.parse(report.period)
    except InvalidPeriod as invalid:
        expected = str(invalid).partition(": expected ")[2]
        yield data.report.problem(("period",), report.period, expected)
    if report.editorial:
        signatory = report.editorial.signatory
        yield from known.check(data.report, ("editorial", "signatory"), signatory, known.people, "a person")
