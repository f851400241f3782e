"""The dues of a period: from the ledger where one is kept, else from what was published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from rapporteur.records.dues.models import PublishedStatement
from rapporteur.report.compile.figures import share
from rapporteur.report.compile.rows import Records
from rapporteur.report.value import data as d


def compile_dues(records: Records, *, members: Collection[str], year: int, as_of: date) -> d.DuesData | None:
    """Return the dues received for `year`; `members` are the slugs of those who are in force and counted.

    The ledger's members are those in force and those called who have left since: none who paid is left out.
    """
    ledger, statement = records.ledger, records.statement
    if not ledger:
        return _published(statement, year) if statement else None
    paid = [row.paid for row in ledger if row.paid]
    called = len({*members, *(row.slug for row in ledger)})
    return d.DuesData(
        amount=sum(paid, Decimal(0)),
        currency=ledger[0].currency,
        payers=len(paid),
        members=called,
        as_of=as_of,
        year=year,
        source="LEDGER",
        share=share(len(paid), called),
        published=_totals(statement) if statement else None,
    )


def _totals(statement: PublishedStatement) -> d.PublishedTotals:
    """Return what was published, to be shown beside the ledger."""
    return d.PublishedTotals(
        amount=statement.amount,
        payers=statement.payers,
        members=statement.members,
        as_of=statement.as_of_date,
    )


def _published(statement: PublishedStatement, year: int) -> d.DuesData:
    """Return what was published, where no ledger is kept."""
    return d.DuesData(
        amount=statement.amount,
        currency=statement.currency,
        payers=statement.payers,
        members=statement.members,
        as_of=statement.as_of_date,
        year=year,
        source="STATEMENT",
        share=share(statement.payers, statement.members),
        source_text=statement.source,
    )
