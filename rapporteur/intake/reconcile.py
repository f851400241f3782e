"""Reconciliation of a printed report: where it contradicts itself, and where it contradicts the records.

    found = reconcile(read_source(path))

The engine is that of :mod:`rapporteur.reports.checks`. Rules that ask the same of a compiled report are asked as they
are; what only print can do (a name spelt in two ways, a box under a wrong heading) has rules of its own in
:mod:`rapporteur.intake.reconciling`. Nothing here needs a database; against the records,
:mod:`rapporteur.intake.reconciling.fetch` loads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.lines import Doc
from rapporteur.intake.reading.report import parse_lines
from rapporteur.intake.reconciling.evidence import evidence_of, once
from rapporteur.intake.reconciling.facts import subject_of
from rapporteur.intake.reconciling.printed import Print, Recorded
from rapporteur.intake.reconciling.reliance import doubtful
from rapporteur.intake.reconciling.rules import NEEDS_WHOLE, RULES
from rapporteur.reports.checking.finding import Finding, Severity
from rapporteur.reports.checking.rule import Rule, run_rules


@dataclass(frozen=True)
class Reconciled:
    """A printed report, and what was found in it, worst first."""

    printed: Print
    findings: tuple[Finding, ...]
    against_records: bool = False
    doubtful: frozenset[str] = frozenset()
    """Parts that were not read whole, so that what they lack was not asked."""

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
    doubts = doubtful(subject)
    findings = run_rules(subject, (rule for rule in rules if NEEDS_WHOLE.get(rule.id) not in doubts))
    return Reconciled(
        subject,
        tuple(replace(finding, evidence=once(evidence_of(subject, finding))) for finding in findings),
        recorded is not None,
        doubts,
    )
