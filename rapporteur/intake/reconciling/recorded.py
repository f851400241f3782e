"""The records that a printed report is held against, loaded in a constant number of queries."""

from __future__ import annotations

from rapporteur.base.values.periods import Period
from rapporteur.intake.reading.parsed import ParsedPeriod
from rapporteur.intake.reconciling.printed import Recorded
from rapporteur.proof.checks.subject import compile_subject
from rapporteur.records.names.loading import load_registry


def load_recorded(period: ParsedPeriod) -> Recorded:
    """Return what the records say of the period of a printed report. Raises NoAssociation where there are none."""
    parsed = Period.parse(period.code)
    return Recorded(load_registry(parsed.last_day), compile_subject(parsed))
