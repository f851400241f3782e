"""Reconciliation of a printed report: where it contradicts itself, and where it contradicts the records.

    found = reconcile(read_source(path))

The engine is that of :mod:`rapporteur.proof.rules.rulebook`. Rules that ask the same of a compiled report are
asked as they are; what only print can do (a name spelt in two ways, a box under a wrong heading) has rules of its own
in :mod:`rapporteur.intake.reconciling`. Nothing here needs a database; against the records,
:mod:`rapporteur.intake.reconciling.recorded` loads them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.report import parse_lines
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reconciling.evidence import evidence_of, once
from rapporteur.intake.reconciling.facts import subject_of
from rapporteur.intake.reconciling.printed import Print, Recorded
from rapporteur.intake.reconciling.rulebook import RULES
from rapporteur.intake.reconciling.torn import torn_in
from rapporteur.proof.rules.finding import Finding, Severity
from rapporteur.proof.rules.rule import Rule, run_rules


@dataclass(frozen=True)
class Reconciled:
    """A printed report, and what was found in it, worst first."""

    printed: Print
    findings: tuple[Finding, ...]
    against_records: bool = False
    doubtful: frozenset[str] = frozenset()
    """Lists that may not have been read whole, so that no rule was asked of them."""
    torn: tuple[p.ParsedPart, ...] = ()
    """Fields of single activities and regions that may be torn: what a rule says of them is left unsaid."""

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
    torn = subject.derived(torn_in)
    findings = run_rules(subject, filter(torn.allows, rules))
    return Reconciled(
        subject,
        tuple(
            replace(finding, evidence=once(evidence_of(subject, finding)))
            for finding in findings
            if not torn.touches(subject, finding)
        ),
        recorded is not None,
        torn.lists,
        torn.records,
    )
