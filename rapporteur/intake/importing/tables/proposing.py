"""Rows of tables to proposals: which record each row is, and what is wrong with it as a whole. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.problems import Problem
from rapporteur.intake.importing.proposals import Known, Proposal
from rapporteur.intake.importing.tables.activities import propose_activity
from rapporteur.intake.importing.tables.dues import propose_dues
from rapporteur.intake.importing.tables.media import propose_mention
from rapporteur.intake.importing.tables.members import propose_member
from rapporteur.intake.importing.tables.packages import LIMITS, TableLimits
from rapporteur.intake.importing.tables.reading import MOST_PROBLEMS, TableReading
from rapporteur.intake.importing.tables.rows import Rows, TableRow
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.records.names.registry import Registry

TOO_MANY_QUESTIONS = Message(
    "the rows up to here raise more than {most} questions: import what they name first, the members before all, "
    "or divide the table into several files"
)
_PROPOSERS: Mapping[str, Callable[[TableReading, TableRow], Proposal | None]] = {
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
    limits: TableLimits = LIMITS,
) -> tuple[list[Proposal], list[Problem], list[str]]:
    """Return a proposal for every row, the problems that only the registry shows, and what is to be said.

    Raises IntakeRefused where the rows raise more questions than anybody answers.
    """
    reading = TableReading(rows, registry, known, language, languages, currency)
    found = propose_dues(reading) if rows.kind == "dues" else _propose_each(reading, rows, limits)
    for proposal in found:
        proposals.settle_action(proposal, known)
    return found, reading.problems, reading.notices


def _propose_each(reading: TableReading, rows: Rows, limits: TableLimits) -> list[Proposal]:
    """Return what each row proposes, up to where there are too many problems to go on."""
    found: list[Proposal] = []
    questions = 0
    for row in rows.rows:
        proposal = _PROPOSERS[rows.kind](reading, row)
        if len(reading.problems) >= MOST_PROBLEMS:
            break
        if proposal is not None:
            found.append(proposal)
            questions += len(proposal.doubts)
        if questions > limits.questions:
            raise IntakeRefused(
                TOO_MANY_QUESTIONS, f"{rows.name}, row {row.number}", most=Grouped(limits.questions)
            )
    return found
