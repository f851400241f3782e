"""What of a report may be torn: whole lists, boxes of single activities; no rule is asked of it, and it is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.intake.reading.parsed import ParsedPart
from rapporteur.intake.reading.trust.activities import BARE
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.reliance import doubtful
from rapporteur.proof.rules.finding import Finding
from rapporteur.proof.rules.rule import Rule
from rapporteur.proof.rules.subject import Fact

_NEEDED = {
    Fact.ACTIVITIES: "activities",
    Fact.TEXTS: "activities",
    Fact.MEETINGS: "meetings",
    Fact.MEDIA: "media",
    Fact.PLAN: "plan",
    Fact.DUES: "dues",
    Fact.PEOPLE: "offices",
    Fact.EDITORIAL: "editorial",
}
"""What a rule rests on by the facts that it needs."""
_FIELDS = {"members": ("boxes", "activated"), "codes": ("codes", "plan"), "text": ("",)}
"""Field of an activity → the parts that a rule needs whole which looks at it."""
_SHORT = 4
"""Lines of a passage that is a record's own; a longer one is that of a whole list."""


@dataclass(frozen=True)
class Torn:
    """The parts of a report that may be torn: lists by their kind, and fields of single activities and regions."""

    lists: frozenset[str]
    records: tuple[ParsedPart, ...]

    def allows(self, rule: Rule) -> bool:
        """Whether a rule rests on no list that may be torn."""
        needed = {rule.in_print.needs_whole} if rule.in_print else set()
        needed |= {_NEEDED[fact] for fact in rule.needs if fact in _NEEDED}
        return not needed & self.lists

    def touches(self, printed: Print, finding: Finding) -> bool:
        """Whether a finding looks at a field that may be torn of an activity, or stands on a torn page of a region."""
        lines = _lines_of_regions(printed, self.records)
        for item in finding.evidence:
            first, last = (item.passage.lines if item.passage else None) or (0, -1)
            if last - first < _SHORT and any(first <= line <= last for line in lines):
                return True
        return any(_looks_at(printed, finding, part) for part in self.records if part.kind in _FIELDS)


def _looks_at(printed: Print, finding: Finding, part: ParsedPart) -> bool:
    """Whether a finding is about the torn field of an activity: its own, or one that it is held against."""
    activity = printed.activities[part.number - 1]
    here = finding.record.slug == activity.slug
    fields = {finding.field, *(item.field for item in finding.evidence)}
    if part.kind == "text":
        return here and (Fact.TEXTS in finding.rule.needs or "text" in fields)
    needs = finding.rule.in_print.needs_whole if finding.rule.in_print else ""
    if here and (part.kind in fields or needs in _FIELDS[part.kind]):
        return True
    passage = activity.passages.get(part.kind)
    held = [item.passage for item in finding.evidence if item.field == part.kind]
    return passage is not None and any(item == passage for item in held)


def _lines_of_regions(printed: Print, parts: Iterable[ParsedPart]) -> frozenset[int]:
    """Return the lines of the lists of torn regions, and those that speak against them."""
    torn = {part.of for part in parts if part.kind == "region"}
    lines = {line for part in parts if part.kind == "region" for line in part.lines}
    for region in printed.parsed.regions:
        passage = region.provenance.get("members")
        if region.name in torn and passage is not None:
            lines |= set(range(passage.lines[0], passage.lines[1] + 1))
    return frozenset(lines)


def torn_in(printed: Print) -> Torn:
    """Return what of a report may be torn, by the evidence of its reading and by what its parts say of one another."""
    parts = [part for part in printed.parsed.parts if part.torn]
    names = {"members": "boxes"}
    lists = {names.get(part.kind, part.kind) for part in parts if not part.number}
    if any(part.kind == "region" for part in parts):
        lists |= {"directory", "count of the directory"}
    if lists & {"activities", "boxes"}:
        lists.add("activated")
    records = tuple(part for part in parts if part.number or part.kind == BARE)
    return Torn(frozenset(lists - {BARE}) | doubtful(printed), records)
