"""The records that a printed report is held against, loaded in a constant number of queries."""

from __future__ import annotations

from rapporteur.core.periods import Period
from rapporteur.intake.reading.parsed import ParsedPeriod
from rapporteur.intake.reconciling.printed import Recorded
from rapporteur.intake.registry import load_registry
from rapporteur.reports.check_facts import compile_subject


def load_recorded(period: ParsedPeriod) -> Recorded:
    """Return what the records say of the period of a printed report. Raises NoAssociation where there are none."""
    parsed = Period.parse(period.code)
    return Recorded(load_registry(parsed.last_day), compile_subject(parsed))
