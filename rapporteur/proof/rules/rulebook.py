"""Every rule that records are asked, and the waivers that silence what was found.

    findings = run_checks(subject)

A :class:`Subject` holds the facts of a report: :func:`rapporteur.proof.checks.subject.compile_subject` makes it from
the records, a reader of printed reports makes its own. What the subject does not know it is not asked. A finding names
the record and the field that mend it; what blocks must be mended, or waived where the rule allows it, before the
report is frozen. A waiver holds for a fingerprint, so it lapses when what the finding rests on changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rapporteur.proof.rules import (
    activities,
    agenda,
    agreements,
    bodies,
    calls,
    contacts,
    drafts,
    members,
    naming,
    plan,
    publications,
    texts,
    training,
)
from rapporteur.proof.rules.admissions import rules as admissions
from rapporteur.proof.rules.finding import Finding, Severity
from rapporteur.proof.rules.rule import Rule, run_rules
from rapporteur.proof.rules.subject import Subject

ALL: tuple[Rule, ...] = (
    *activities.RULES,
    *drafts.RULES,
    *naming.RULES,
    *members.RULES,
    *plan.RULES,
    *contacts.RULES,
    *agenda.RULES,
    *admissions.RULES,
    *agreements.RULES,
    *calls.RULES,
    *training.RULES,
    *publications.RULES,
    *bodies.RULES,
    *texts.RULES,
)


def run_checks(subject: Subject, rules: Iterable[Rule] = ALL) -> tuple[Finding, ...]:
    """Ask `rules` of `subject`; return what they find, worst first, then by rule, then in the order of the report."""
    return run_rules(subject, rules)


class WaiverLike(Protocol):
    """What a waiver says: which finding on which record it silences."""

    @property
    def rule(self) -> str: ...
    @property
    def record_type(self) -> str: ...
    @property
    def record(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def by(self) -> str: ...


@dataclass(frozen=True)
class Checked:
    """Findings sorted by waivers: those that stand, those that are silenced and by which waiver.

    `lapsed` are findings that stand although the same rule was once waived for the same record: it has changed since.
    """

    open: tuple[Finding, ...]
    waived: tuple[tuple[Finding, WaiverLike], ...] = ()
    lapsed: tuple[tuple[Finding, WaiverLike], ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What keeps the report from being frozen."""
        return tuple(finding for finding in self.open if finding.severity is Severity.BLOCKING)


def apply_waivers(findings: Iterable[Finding], waivers: Iterable[WaiverLike]) -> Checked:
    """Sort `findings` by `waivers`; a waiver of a finding that cannot be waived counts for nothing."""
    findings, known = list(findings), list(waivers)
    current = {finding.fingerprint for finding in findings}
    exact = {(each.rule, each.record_type, each.record, each.fingerprint): each for each in known}
    earlier = {
        (each.rule, each.record_type, each.record): each for each in known if each.fingerprint not in current
    }
    standing: list[Finding] = []
    waived: list[tuple[Finding, WaiverLike]] = []
    lapsed: list[tuple[Finding, WaiverLike]] = []
    for finding in findings:
        key = (finding.rule.id, *finding.record.key)
        waiver = exact.get((*key, finding.fingerprint))
        if waiver is not None and finding.waivable:
            waived.append((finding, waiver))
            continue
        standing.append(finding)
        if key in earlier:
            lapsed.append((finding, earlier[key]))
    return Checked(tuple(standing), tuple(waived), tuple(lapsed))
