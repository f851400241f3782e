"""Reconciliation of a printed report: where it contradicts itself, and where it contradicts the records.

    found = reconcile(read_source(path))

The engine is that of :mod:`rapporteur.reports.checks`. Rules that ask the same of a compiled report are asked as they
are; what only print can do (a name spelt in two ways, a box under a wrong heading) has rules of its own beside this
module. Nothing here needs a database; against the records, :mod:`rapporteur.intake.reconcile_fetch` loads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapporteur.intake import parsed as p
from rapporteur.intake import (
    reconcile_days,
    reconcile_lists,
    reconcile_naming,
    reconcile_records,
    reconcile_texts,
    reconcile_totals,
)
from rapporteur.intake.lines import Doc
from rapporteur.intake.reconcile_facts import subject_of
from rapporteur.intake.reconcile_printed import Print, Recorded
from rapporteur.intake.report import parse_lines
from rapporteur.reports.checking import (
    activity_rules,
    contact_rules,
    member_rules,
    naming_rules,
    plan_rules,
    text_rules,
)
from rapporteur.reports.checking.facts import Activity
from rapporteur.reports.checking.finding import Evidence, Finding, Severity
from rapporteur.reports.checking.rule import Rule, run_rules

SHARED: tuple[Rule, ...] = (
    activity_rules.report_no_activity,
    activity_rules.activity_no_date,
    activity_rules.activity_ends_before_start,
    activity_rules.activity_outside_period,
    activity_rules.activity_no_text,
    activity_rules.activity_no_place,
    activity_rules.activity_no_member,
    activity_rules.activity_no_deliverable,
    activity_rules.activity_only_foreign_codes,
    activity_rules.activity_foreign_codes,
    activity_rules.activity_month_only,
    activity_rules.activity_same_place_dates,
    activity_rules.activity_same_long_dates,
    activity_rules.activity_ends_after_period,
    naming_rules.activity_host_not_activated,
    naming_rules.activity_member_named,
    naming_rules.name_ambiguous,
    naming_rules.activity_other_place,
    member_rules.activated_not_listed,
    member_rules.seat_not_member,
    member_rules.person_two_seats,
    plan_rules.plan_same_wording,
    contact_rules.meeting_prospect_is_member,
    contact_rules.meeting_no_activity,
    contact_rules.meeting_nobody,
    contact_rules.media_no_outlet,
    contact_rules.dues_no_date,
    contact_rules.dues_old_date,
    text_rules.editorial_figure,
)
"""Rules of the engine that are asked of print as they are."""
PRINT: tuple[Rule, ...] = (
    *reconcile_naming.RULES,
    *reconcile_totals.RULES,
    *reconcile_lists.RULES,
    *reconcile_texts.RULES,
    *reconcile_days.RULES,
)
RULES: tuple[Rule, ...] = (*SHARED, *PRINT, *reconcile_records.RULES)


@dataclass(frozen=True)
class Reconciled:
    """A printed report, and what was found in it, worst first."""

    printed: Print
    findings: tuple[Finding, ...]
    against_records: bool = False

    @property
    def contradicted(self) -> bool:
        """Whether anything was found that is more than information."""
        return any(finding.severity is not Severity.INFORMATION for finding in self.findings)


def reconcile(
    doc: Doc,
    language: str | None = None,
    *,
    parsed: p.ParsedReport | None = None,
    recorded: Recorded | None = None,
    rules: Iterable[Rule] = RULES,
) -> Reconciled:
    """Return where a printed report contradicts itself and, where they are given, the records.

    Raises IntakeRefused for a document that is no report.
    """
    parsed = parsed or parse_lines(doc, language)
    subject = subject_of(parsed, doc, recorded.registry if recorded else None)
    if recorded is not None:
        subject = replace(subject, recorded=recorded)
    findings = run_rules(subject, rules)
    return Reconciled(
        subject,
        tuple(replace(finding, evidence=_once(_evidence(subject, finding))) for finding in findings),
        recorded is not None,
    )


def _once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence without a passage that an earlier one has shown."""
    kept: dict[object, Evidence] = {}
    for item in evidence:
        kept.setdefault(item.passage or (item.field, str(item.value)), item)
    return tuple(kept.values())


def _evidence(printed: Print, finding: Finding) -> Iterator[Evidence]:
    """Yield the evidence of a finding: with the line that holds the words it is about, and the other side of it."""
    activity = next((each for each in printed.activities if each.slug == finding.record.slug), None)
    words = [word for word in _words(finding) if word]
    for item in finding.evidence:
        if item.field == "text" and activity is not None and finding.rule in SHARED:
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
