"""What a reconciliation found, as plain values: what `reconcile --json` prints, and what the back office keeps.

Nothing here needs a database, so that a new Python can be started for it which does not set Django up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapporteur.base.values.base import to_plain
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reconciling.printed import Recorded
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from rapporteur.proof.rules.finding import Finding
from rapporteur.proof.rules.finding_data import counts_data, finding_data


def as_data(name: str, found: Reconciled, shown: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings `shown` of a file of that `name`, with the counts of all."""
    parsed = found.printed.parsed
    return {
        "file": name,
        "language": parsed.language,
        "period": parsed.period.code if parsed.period else None,
        "understood_share": parsed.understood_share,
        "against_records": found.against_records,
        "not_read_whole": sorted(found.doubtful),
        "torn": [to_plain(part) for part in found.torn],
        "contradicted": found.contradicted,
        "counts": counts_data(found.findings),
        "findings": [finding_data(finding) for finding in shown],
    }


def findings_data(doc: Doc, parsed: ParsedReport, recorded: Recorded | None) -> dict[str, Any]:
    """Reconcile a report that was read, and return all that was found."""
    found = reconcile(doc, parsed=parsed, recorded=recorded)
    return as_data(doc.name, found, found.findings)
