"""The plan as a report prints it, as proposals: what the plan in force lacks, or all of it where none is. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.proposals import NODE, PLAN, Proposal, Values, doubt_of
from rapporteur.intake.importing.proposing import words as report_words
from rapporteur.intake.importing.proposing.reading import ReportReading
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.intake.reading.parsed import ParsedNode, ParsedPlanLine, ParsedRecord
from rapporteur.records.names.match import Answer
from rapporteur.records.names.name import Name, NamedRecord

MOST_OF_THEM = 0.8
_YEARS = re.compile(r"(?<!\d)(20\d{2}|19\d{2})\s*[-–—/]\s*(20\d{2}|19\d{2})(?!\d)")
_GROUPS = re.compile(r"([A-Za-zÀ-ÿ.]*)(\d+)")


def propose_plan(reading: ReportReading) -> Iterator[Proposal]:
    """Yield the version of the plan, and each line, measure and deliverable under it."""
    report = reading.report
    if not report.plan_execution or report.period is None:
        return
    version = _in_force(reading)
    if not version:
        proposal = _extended(reading) or _new(reading)
        version = proposal.target
        yield proposal
    yield from _Tree(reading, version).propose()


def _codes(reading: ReportReading) -> list[str]:
    return [
        node.code for line in reading.report.plan_execution for node in (*line.measures, *line.deliverables)
    ]


def _in_force(reading: ReportReading) -> str:
    """Return the version in force at the end of the period: of several the one that has most of the codes."""
    on = str(reading.registry.on)
    found = [target for target, one in reading.records(PLAN).items() if one["start"] <= on < one["until"]]
    if len(found) < 2:
        return "".join(found)
    counted = _share_of_codes(reading)
    return max(found, key=lambda target: (counted[target], target))


def _share_of_codes(reading: ReportReading) -> Counter[str]:
    wanted = {_squeezed(code) for code in _codes(reading)}
    nodes = reading.records(NODE).values()
    return Counter(node["version"] for node in nodes if _squeezed(node["code"]) in wanted)


def _extended(reading: ReportReading) -> Proposal | None:
    """Return the proposal to let a version that prints the same codes hold for this period as well."""
    codes = _codes(reading)
    for target, number in _share_of_codes(reading).most_common(1):
        if number < MOST_OF_THEM * len(codes):
            return None
        version, (start, until, source) = reading.records(PLAN)[target], _years(reading)
        span = {"start": min(version["start"], start), "until": max(version["until"], until)}
        proposal = reading.proposal(PLAN, reading.key("plan", target), target, target, {"set": span}, source)
        proposal.provenance["assumed"] = ["start", "until"]
        return proposal
    return None


def _new(reading: ReportReading) -> Proposal:
    language = reading.language
    start, until, source = _years(reading)
    name = report_words.name_of("plan", language)
    years = f"{start[:4]}-{int(until[:4]) - (until[5:] == '01-01')}"
    if source is not None:
        name = {key: f"{text} {years}" for key, text in name.items()}
    slug = slug_of(f"action plan {years if source is not None else reading.period}", 45)
    number = 1 + sum(1 for target in reading.records(PLAN) if target.rsplit("/", 1)[0] == slug)
    target = f"{slug}/{number}"
    reading.taken[PLAN].add(target)
    values: Values = {
        "name": name,
        "start": start,
        "until": until,
        "levels": [
            {**level, "code_pattern": pattern}
            for level, pattern in zip(report_words.levels(language), _patterns(reading), strict=True)
        ],
    }
    proposal = reading.proposal(
        PLAN, reading.key("plan", target), target, name.get(language, slug), {"set": values}
    )
    if source is None:
        proposal.provenance["assumed"] = ["start", "until"]
        reading.notices.append(
            Notice(
                Message(
                    "the report does not say from when to when its plan holds: "
                    "it is written for the period alone"
                )
            )
        )
    else:
        proposal.provenance["lines"] = [source.line, source.line]
    return proposal


def _years(reading: ReportReading) -> tuple[str, str, Any]:
    """Return first day and end (excluded) of the plan: the years printed with it, else those of the period."""
    report = reading.report
    assert report.period is not None  # noqa: S101  # checked by the caller
    ranges = {
        (int(match[1]), int(match[2])): one
        for one in report.not_understood
        if one.section == "plan"
        for match in _YEARS.finditer(one.text)
        if int(match[1]) <= report.period.start.year <= int(match[2])
    }
    if len(ranges) == 1:
        [((first, last), where)] = ranges.items()
        return f"{first}-01-01", f"{last + 1}-01-01", where
    end = date.fromordinal(report.period.end.toordinal() + 1)
    return str(report.period.start), str(end), None


def _patterns(reading: ReportReading) -> list[str]:
    """Return how the codes of each level are formed, read from the first code of the deepest."""
    deepest = next(
        (line.deliverables[0].code for line in reading.report.plan_execution if line.deliverables), ""
    )
    groups = _GROUPS.findall(deepest)
    if len(groups) != 3:
        return ["", "", ""]
    letters = [letter for letter, _ in groups]
    return [
        f"{letters[0]}{{n}}",
        f"{letters[0]}{{line}}{letters[1]}{{n}}",
        f"{letters[0]}{{line}}{letters[1]}{{measure}}{letters[2]}{{n}}",
    ]


def _squeezed(code: str) -> str:
    return re.sub(r"[\W_]", "", code).lower()


class _Tree:
    """Lines, measures and deliverables under the version, each after what it stands under."""

    def __init__(self, reading: ReportReading, version: str) -> None:
        self.reading = reading
        self.version = version
        known = reading.records(PLAN).get(version)
        levels = known["levels"] if known else report_words.levels(reading.language)
        self.levels = [level["key"] for level in levels]
        self.nodes = {
            _squeezed(node["code"]): slug
            for slug, node in reading.records(NODE).items()
            if node["version"] == version
        }
        self.given = dict(self.nodes)

    def propose(self) -> Iterator[Proposal]:
        lines = self.reading.report.plan_execution
        for line in lines:
            yield self._node(line.line, 0, line.title, line, parent="")
            for measure in line.measures:
                yield self._node(measure.code, 1, measure.text, line, node=measure, parent=line.line)
            for one in line.deliverables:
                yield self._node(one.code, -1, one.text, line, node=one, parent=self._above(one.code, line))
        yield from self._used_only()

    def _above(self, code: str, line: ParsedPlanLine) -> str:
        """Return the measure whose code the deliverable's code begins with, or the line."""
        found = [
            measure.code
            for measure in line.measures
            if re.match(re.escape(_squeezed(measure.code)) + r"(?!\d)", _squeezed(code))
        ]
        return max(found, key=len, default=line.line)

    def _node(
        self,
        code: str,
        depth: int,
        text: str,
        record: ParsedRecord,
        *,
        parent: str,
        node: ParsedNode | None = None,
    ) -> Proposal:
        reading, language = self.reading, self.reading.language
        source = node if node is not None and node.provenance else record
        slug = self.nodes.get(_squeezed(code))
        key = reading.key("node", self.version, _squeezed(code))
        if slug:
            reading.taken[NODE].add(slug)
            if not reading.registry.node(code).is_matched:  # a draft: nobody has translated it yet
                reading.add_names("nodes", [NamedRecord(slug, (Name(code),))])
            values: Values = {"fill": {"title": {language: text}} if text else {}}
            return reading.proposal(NODE, key, slug, code, values, source)
        slug = self._slug(code)
        title = text or self._called(code, depth)
        values = {
            "version": self.version,
            "code": code,
            "level": self.levels[depth],
            "parent": self.nodes.get(_squeezed(parent), ""),
            "listed": node.listed if node is not None else True,
        }
        filled = {"title": {language: title}}
        proposal = reading.proposal(NODE, key, slug, code, {"new": values, "fill": filled}, source)
        proposal.action = "CREATE"
        if not text:
            proposal.provenance["assumed"] = ["title"]
        return proposal

    def _called(self, code: str, depth: int) -> str:
        """Return what a node is called of which only the code is printed."""
        language = self.reading.language
        return f"{report_words.levels(language)[depth]['name'].get(language, '')} {code}".strip()

    def _slug(self, code: str) -> str:
        """Return the slug that the action gives a node of this code."""
        slug = f"{self.version.replace('/', '-')}-{code.lower().replace('.', '-')}"
        self.nodes[_squeezed(code)] = slug
        self.reading.taken[NODE].add(slug)
        self.reading.add_names("nodes", [NamedRecord(slug, (Name(code),))])
        return slug

    def _used_only(self) -> Iterator[Proposal]:
        """Yield the codes that activities use and no table prints: each is a question, whatever its number."""
        reading = self.reading
        used = Counter(code for one in reading.report.activities for code in one.deliverables)
        for code, times in sorted(used.items()):
            match = reading.registry.node(code)
            if _squeezed(code) in self.nodes or match.answer is not Answer.UNKNOWN:
                continue
            parents = [
                known
                for known in self.nodes
                if re.match(re.escape(known) + r"(?!\d)", _squeezed(code)) and known != _squeezed(code)
            ]
            parent = max(parents, key=len, default="")
            values: Values = {
                "version": self.version,
                "code": code,
                "level": self.levels[-1],
                "parent": self.nodes.get(parent, ""),
                "listed": False,
                "note": f"Used by {times} activities of the report {reading.period}; in no table of its plan.",
            }
            key = reading.key("node", self.version, _squeezed(code))
            filled = {"title": {reading.language: self._called(code, -1)}}
            proposal = reading.proposal(NODE, key, self._slug(code), code, {"new": {**values, **filled}})
            proposal.action = "CREATE"
            proposal.provenance["assumed"] = ["title"]
            proposal.ask(doubt_of(match, "slug"))
            yield proposal
