"""Read a data set: a folder of YAML files that holds an association, its records and a report.

Everything is read and checked before anything is written, and all problems are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from rapporteur.core.localized import LocalizedText
from rapporteur.core.nearest import did_you_mean, nearest
from rapporteur.core.periods import InvalidPeriod, Period
from rapporteur.intake import dataset_schema as shapes
from rapporteur.intake.problems import InvalidFile, Problem
from rapporteur.intake.yaml_source import Document, Location, read_yaml
from rapporteur.reports.data import SECTIONS

S = TypeVar("S", bound=BaseModel)
_FIRST = "association.yaml"
"""The file that every data set has."""
_FILES = (
    _FIRST, "regions.yaml", "organisations.yaml", "governance.yaml", "plan.yaml", "initiatives.yaml",
    "bilateral.yaml", "media.yaml", "dues.yaml", "report.yaml",
)  # fmt: skip
_ACTIVITIES = "activities"
"""The folder with a file for each activity."""


@dataclass(frozen=True)
class Entry(Generic[S]):
    """A validated value and where it stands."""

    value: S
    document: Document
    location: Location = ()

    def problem(self, at: Location, value: Any, expected: str, near: str = "") -> Problem:
        """Return a problem with what stands `at` a place within this entry."""
        return self.document.problem((*self.location, *at), value, expected, near)


@dataclass(frozen=True)
class DataSet:
    """Everything that a data set says, its references checked."""

    association: Entry[shapes.AssociationFile]
    regions: tuple[Entry[shapes.RegionShape], ...]
    organisations: tuple[Entry[shapes.OrganisationShape], ...]
    governance: Entry[shapes.GovernanceFile] | None
    plan: Entry[shapes.PlanFile] | None
    initiatives: tuple[Entry[shapes.InitiativeShape], ...]
    activities: tuple[Entry[shapes.ActivityFile], ...]
    meetings: tuple[Entry[shapes.MeetingShape], ...]
    mentions: tuple[Entry[shapes.MentionShape], ...]
    dues: Entry[shapes.DuesFile] | None
    report: Entry[shapes.ReportFile] | None

    def entries(self) -> Iterator[Entry[Any]]:
        """Yield every entry."""
        for part in fields(self):
            value = getattr(self, part.name)
            yield from value if isinstance(value, tuple) else ([value] if value else [])


class NoDataSet(ValueError):
    """A path under which there is no data set at all."""

    def __init__(self, root: Path) -> None:
        if root.is_dir():
            fault = f"has no {_FIRST}"
        elif root.exists():
            fault = "is no folder"
        else:
            fault = "does not exist"
        near = _nearest_data_set(root)
        hint = did_you_mean(str(near or ""))
        super().__init__(
            f"'{root}' {fault}: expected a folder that holds a data set, {_FIRST} and its other files{hint}"
        )


def _nearest_data_set(root: Path) -> Path | None:
    """Return the data set that `root` lies in or holds, else the one beside it whose name is nearest."""
    if (root.parent / _FIRST).is_file():
        return root.parent
    inside = _data_sets_in(root)
    if inside:
        return inside[0]
    beside = {path.name: path for path in _data_sets_in(root.parent)}
    return beside.get(nearest(root.name, list(beside)))


def _data_sets_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if (path / _FIRST).is_file())
    except OSError:  # it is not there, is no folder or may not be read
        return []


def read_data_set(root: Path) -> DataSet:
    """Read the data set in the folder `root`; raise NoDataSet, or InvalidFile with all its problems."""
    if not (root / _FIRST).is_file():
        raise NoDataSet(root)
    reading = _Reading(root)
    reading.refuse_unknown_files()
    data = DataSet(
        association=reading.one(_FIRST, shapes.AssociationFile),  # type: ignore[arg-type]  # checked below
        regions=reading.many("regions.yaml", shapes.RegionShape),
        organisations=reading.many("organisations.yaml", shapes.OrganisationShape),
        governance=reading.one("governance.yaml", shapes.GovernanceFile),
        plan=reading.one("plan.yaml", shapes.PlanFile),
        initiatives=reading.many("initiatives.yaml", shapes.InitiativeShape),
        activities=reading.folder(_ACTIVITIES, shapes.ActivityFile),
        meetings=reading.many("bilateral.yaml", shapes.MeetingShape),
        mentions=reading.many("media.yaml", shapes.MentionShape),
        dues=reading.one("dues.yaml", shapes.DuesFile),
        report=reading.one("report.yaml", shapes.ReportFile),
    )
    if reading.problems:  # references into what could not be read would only add noise
        raise InvalidFile(reading.problems)
    problems = list(check_references(data))
    if problems:
        raise InvalidFile(problems)
    return data


class _Reading:
    """Files of one folder validated against their shapes, problems collected."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def refuse_unknown_files(self) -> None:
        """Refuse files that nothing would read: a mistyped name must not lose what the file says."""
        for path in sorted(self.root.glob("*.y*ml")):
            if path.name not in _FILES:
                self._unknown(path, f"one of {', '.join(_FILES)}", nearest(path.name, _FILES))
        for path in sorted((self.root / _ACTIVITIES).glob("*.yml")):
            self._unknown(path, "a name that ends in .yaml", path.with_suffix(".yaml").name)

    def _unknown(self, path: Path, expected: str, near: str) -> None:
        name = str(path.relative_to(self.root))
        self.problems.append(Problem(name, 1, "file", path.name, expected, near))

    def document(self, path: Path) -> Document | None:
        try:
            return read_yaml(path, self.root)
        except InvalidFile as invalid:
            self.problems.extend(invalid.problems)
            return None

    def validate(self, shape: type[S], document: Document, location: Location, value: Any) -> Entry[S] | None:
        try:
            return Entry(shape.model_validate(value), document, location)
        except ValidationError as invalid:
            found = (_problem(document, location, error) for error in invalid.errors())
            self.problems.extend(dict.fromkeys(found))
            return None

    def one(self, name: str, shape: type[S]) -> Entry[S] | None:
        path = self.root / name
        document = self.document(path) if path.exists() else None
        return self.validate(shape, document, (), document.value) if document else None

    def many(self, name: str, shape: type[S]) -> tuple[Entry[S], ...]:
        path = self.root / name
        document = self.document(path) if path.exists() else None
        if document is None:
            return ()
        if not isinstance(document.value, list):
            self.problems.append(document.problem((), type(document.value).__name__, "a list"))
            return ()
        found = (self.validate(shape, document, (n,), value) for n, value in enumerate(document.value))
        return tuple(entry for entry in found if entry)

    def folder(self, name: str, shape: type[S]) -> tuple[Entry[S], ...]:
        found = []
        for path in sorted((self.root / name).glob("*.yaml")):
            document = self.document(path)
            entry = self.validate(shape, document, (), document.value) if document else None
            if entry:
                found.append(entry)
        return tuple(found)


_EXPECTED = {
    "missing": "a value here",
    "extra_forbidden": "a key that is known here",
    "date_from_datetime_parsing": "a date such as 2018-04-12",
    "date_parsing": "a date such as 2018-04-12",
    "date_from_datetime_inexact": "a date such as 2018-04-12",
    "date_type": "a date such as 2018-04-12",
    "string_type": "a text (in quotes where YAML would read something else)",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "decimal_parsing": "an amount such as 1234.50",
    "bool_parsing": "true or false",
}


_FORMS = {
    shapes.SLUG: "small letters and digits, in words joined by hyphens",
    shapes.MONTH: "a month such as 2018-04",
    shapes.COUNTRY: "a code of two capitals such as FR",
    shapes.COUNTRY_OR_NONE: "a code of two capitals such as FR",
    shapes.CURRENCY: "a code of three capitals such as EUR",
    shapes.COLOUR: "a colour such as #1b4f8f",
}
_TEXT = ("is-instance[LocalizedText]", "function-after[LocalizedText()")
"""How pydantic names the two ways to give a text per language; people need not know of them."""
_LEAD = re.compile(r"^(Value error, )?(\w+ (input )?should (be|have) |expected )?")


def _problem(document: Document, location: Location, error: Any) -> Problem:
    at: Location = tuple(part for part in error["loc"] if not str(part).startswith(_TEXT))
    value, expected = error["input"], _EXPECTED.get(error["type"])
    near = ""
    if error["type"] == "literal_error":
        expected = error["ctx"]["expected"]
        valid = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
        near = nearest(str(value), valid)
    elif error["type"] in {"missing", "extra_forbidden"}:
        value = at[-1]
    elif error["type"] == "string_pattern_mismatch":
        expected = _FORMS[error["ctx"]["pattern"]]
    elif any(str(part).startswith(_TEXT) for part in error["loc"]) and not isinstance(value, str | dict):
        expected = "a text (in quotes where YAML would read something else)"
    elif error["loc"] and str(error["loc"][-1]).startswith(_TEXT):
        expected = "a text per language, such as {en: …}"
    if isinstance(value, (dict, list)):
        value = "…"
    message = _LEAD.sub("", error["msg"])
    return document.problem((*location, *at), value, expected or message, near)


def check_references(data: DataSet) -> Iterator[Problem]:
    """Yield a problem for every name that nothing in the data set bears, and for every one borne twice."""
    known = _Known(data)
    checks = (
        _languages, _uniqueness, _people_and_places, _plan, _activities, _meetings, _dues, _report,
    )  # fmt: skip
    for check in checks:
        yield from check(data, known)


class _Known:
    """What may be referred to, and problems with what may not."""

    def __init__(self, data: DataSet) -> None:
        governance, plan = data.governance, data.plan
        self.languages = data.association.value.languages
        self.regions = [entry.value.slug for entry in data.regions]
        self.organisations = [entry.value.slug for entry in data.organisations]
        self.people = [person.slug for person in governance.value.people] if governance else []
        self.bodies = [body.slug for body in governance.value.bodies] if governance else []
        self.initiatives = [entry.value.slug for entry in data.initiatives]
        self.activities = [entry.value.slug for entry in data.activities]
        self.levels = [level.key for level in plan.value.levels] if plan else []
        self.codes = [node.code for node in plan.value.nodes] if plan else []
        deepest = self.levels[-1] if self.levels else None
        nodes = plan.value.nodes if plan else ()
        self.deliverables = [node.code for node in nodes if node.level == deepest]
        self.lines = [node.code for node in nodes if node.parent is None]

    def check(
        self, entry: Entry[Any], at: Location, value: str | None, valid: list[str], expected: str
    ) -> Iterator[Problem]:
        """Yield a problem unless `value` is empty or one of `valid`."""
        if value is not None and value not in valid:
            yield entry.problem(at, value, expected, nearest(value, valid))


def _languages(data: DataSet, known: _Known) -> Iterator[Problem]:
    expected = f"one of the association's languages ({', '.join(known.languages)})"
    for entry in data.entries():
        for at, text in _texts(entry.value):
            for language in text:
                yield from known.check(entry, (*at, language), language, list(known.languages), expected)


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
    for group in (data.regions, data.organisations, data.initiatives, data.activities, data.meetings):
        entries: Iterable[Entry[Any]] = group
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


def _twice(rows: Iterable[tuple[Entry[Any], Location, str]]) -> Iterator[Problem]:
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
        yield from _one_region_at_a_time(organisation)
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


def _one_region_at_a_time(entry: Entry[shapes.OrganisationShape]) -> Iterator[Problem]:
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
    above: list[str] = []
    for n, node in enumerate(data.plan.value.nodes):
        at = ("nodes", n)
        yield from known.check(data.plan, (*at, "level"), node.level, known.levels, "a level of the plan")
        yield from known.check(
            data.plan, (*at, "parent"), node.parent, above, "the code of a node that stands above"
        )
        above.append(node.code)


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
    for n, section in enumerate(report.sections):
        yield from known.check(data.report, ("sections", n), section, list(SECTIONS), "a section")
    if report.editorial:
        signatory = report.editorial.signatory
        yield from known.check(data.report, ("editorial", "signatory"), signatory, known.people, "a person")
