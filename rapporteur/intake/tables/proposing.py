"""Rows of tables to proposals: which record each row is, and what is wrong with it as a whole. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rapporteur.intake import proposals
from rapporteur.intake.matching import Registry
from rapporteur.intake.problems import Problem
from rapporteur.intake.proposals import Known, Proposal
from rapporteur.intake.tables.activities import propose_activity
from rapporteur.intake.tables.dues import propose_dues
from rapporteur.intake.tables.media import propose_mention
from rapporteur.intake.tables.members import propose_member
from rapporteur.intake.tables.reading import TableReading
from rapporteur.intake.tables.rows import Row, Rows

_PROPOSERS: Mapping[str, Callable[[TableReading, Row], Proposal | None]] = {
    "members": propose_member,
    "activities": propose_activity,
    "media": propose_mention,
}


def propose_rows(
    rows: Rows,
    registry: Registry,
    known: Known,
    *,
    language: str,
    languages: Sequence[str],
    currency: str = "EUR",
) -> tuple[list[Proposal], list[Problem]]:
    """Return a proposal for every row, and the problems that only the registry shows."""
    reading = TableReading(rows, registry, known, language, languages, currency)
    found = propose_dues(reading) if rows.kind == "dues" else [
        proposal for row in rows.rows if (proposal := _PROPOSERS[rows.kind](reading, row)) is not None
    ]  # fmt: skip
    for proposal in found:
        proposals.settle_action(proposal, known)
    return found, reading.problems
