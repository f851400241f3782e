"""Findings as plain values: the one form in which `check --json` and `reconcile --json` give them (docs/checks.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.proof.rules.finding import Evidence, Finding, Severity, plain_value


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return one finding as JSON holds it, its words in every language of the rules."""
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "record": {
            "type": finding.record.type,
            "slug": finding.record.slug,
            "name": finding.record.name.as_dict(),
        },
        "field": finding.field,
        "message": {language: finding.message(language) for language in LANGUAGES},
        "mend": {language: finding.cure(language) for language in LANGUAGES},
        "evidence": [_evidence_data(item) for item in finding.evidence],
        "waivable": finding.waivable,
        "confidential": finding.rule.confidential,
        "fingerprint": finding.fingerprint,
    }


def counts_data(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, worst first; none is 0."""
    severities = [finding.severity for finding in findings]
    return {severity.value: severities.count(severity) for severity in Severity}


def _evidence_data(item: Evidence) -> dict[str, Any]:
    passage = item.passage and {
        "text": item.passage.text,
        "lines": list(item.passage.lines) if item.passage.lines else None,
        "page": item.passage.page,
    }
    return {"field": item.field, "value": plain_value(item.value), "passage": passage}
