"""The passages of a finding: the line that holds the words it is about, and the other side of the contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules.facts import ActivityFacts
from rapporteur.proof.rules.finding import Evidence, Finding
from rapporteur.proof.rules.rule import InPrint


def once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without a passage that an earlier one has shown."""
    kept: dict[object, Evidence] = {}
    for item in evidence:
        kept.setdefault(item.passage or (item.field, str(item.value)), item)
    return tuple(kept.values())


def evidence_of(printed: Print, finding: Finding) -> Iterator[Evidence]:
    """Yield the evidence of a finding: with the line that holds the words it is about, and the other side of it."""
    in_print = finding.rule.in_print or InPrint()
    activity = next((each for each in printed.activities if each.slug == finding.record.slug), None)
    if activity is None:
        yield from finding.evidence
    else:
        yield from _of_activity(printed, activity, finding, in_print)
    if other := printed.list_passages.get(in_print.against):
        yield Evidence(in_print.against, "", other)


def _of_activity(
    printed: Print, activity: ActivityFacts, finding: Finding, in_print: InPrint
) -> Iterator[Evidence]:
    words = [word for word in _words(finding, in_print) if word]
    for item in finding.evidence:
        yield _with_words(printed, activity, item, words) if item.field == "text" and words else item
    fields = {item.field for item in finding.evidence}
    for name in in_print.beside:
        if name != "text":
            yield from activity.evidence(name)
        elif words and name not in fields:
            yield _with_words(
                printed, activity, Evidence("text", words[0], activity.passages.get("text")), words
            )


def _words(finding: Finding, in_print: InPrint) -> Iterator[str]:
    value = finding.values.get(in_print.words)
    for one in value if isinstance(value, tuple) else () if value is None else (value,):
        yield one.best(()) if isinstance(one, LocalizedText) else str(one)


def _with_words(printed: Print, activity: ActivityFacts, item: Evidence, words: list[str]) -> Evidence:
    body = printed.printed(activity).provenance.get("body")
    passage = printed.pages.holding(body.lines, words) if body else None
    return replace(item, value=words[0], passage=passage or item.passage)
