"""The passages of a finding: the line that holds the words it is about, and the other side of the contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.rules import SHARED
from rapporteur.reports.checking import naming_rules
from rapporteur.reports.checking.facts import Activity
from rapporteur.reports.checking.finding import Evidence, Finding


def once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without a passage that an earlier one has shown."""
    kept: dict[object, Evidence] = {}
    for item in evidence:
        kept.setdefault(item.passage or (item.field, str(item.value)), item)
    return tuple(kept.values())


def evidence_of(printed: Print, finding: Finding) -> Iterator[Evidence]:
    """Yield the evidence of a finding: with the line that holds the words it is about, and the other side of it."""
    activity = next((each for each in printed.activities if each.slug == finding.record.slug), None)
    words = [word for word in _words(finding) if word]
    shared = finding.rule in SHARED or finding.rule.id == naming_rules.name_ambiguous.id
    for item in finding.evidence:
        if item.field == "text" and activity is not None and shared:
            yield _told(printed, activity, item, words)
        else:
            yield item
    fields = {item.field for item in finding.evidence}
    if activity is not None and finding.rule in SHARED:
        if words and "text" not in fields:
            yield _told(printed, activity, Evidence("text", words[0], activity.passages.get("text")), words)
        for name in _OTHER_SIDE.get(finding.rule.id, ()):
            yield from activity.evidence(name)
    if other := printed.list_passages.get(_LIST.get(finding.rule.id, "")):
        yield Evidence(_LIST[finding.rule.id], "", other)


def _words(finding: Finding) -> Iterator[str]:
    written = finding.values.get("written")
    if written is not None:
        yield written if isinstance(written, str) else written.best(())
    others = finding.values.get("others")
    if finding.rule is naming_rules.activity_other_place and isinstance(others, tuple):
        yield from map(str, others)


def _told(printed: Print, activity: Activity, item: Evidence, words: list[str]) -> Evidence:
    body = printed.printed(activity).provenance.get("body")
    passage = printed.pages.holding(body.lines, words) if body and words else None
    return replace(item, value=words[0] if words else item.value, passage=passage or item.passage)


_OTHER_SIDE = {
    "activity-host-not-activated": ("places",),
    "activity-other-place": ("places",),
    "activity-no-place": ("title",),
    "activity-no-member": ("title",),
    "activity-no-deliverable": ("title",),
    "activity-foreign-codes": ("line",),
}
_LIST = {
    "activated-not-listed": "activated",
    "listed-not-activated": "activated",
    "seat-not-member": "directory",
    "meeting-prospect-is-member": "directory",
    "editorial-figure": "directory",
}
