"""Rows of a table of dues to proposals: a row per payment or waiver becomes one record per member and year. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapporteur.intake import proposals
from rapporteur.intake.proposals import Proposal, Values
from rapporteur.intake.tables.reading import TableReading, reference
from rapporteur.intake.tables.rows import Row


def propose_dues(reading: TableReading) -> list[Proposal]:
    """Join the rows of one member and year: a row per payment or waiver, the amount called on each or on the first."""
    found: dict[str, Proposal] = {}
    for row in reading.rows.rows:
        given = reading.emptied(row.values)
        year, name = given.get("year"), given.get("organisation")
        if not year or not name:
            reading.problem(
                row, "year" if not year else "organisation", "", "a year and a member on every row"
            )
            continue
        slug = reference(reading, row, "organisation", name, reading.registry.organisation)
        if not slug:
            continue
        target = f"{year}/{slug}"
        proposal = found.get(target)
        if proposal is None:
            values: Values = {"set": {"year": year, "organisation": slug}, "add": {}}
            proposal = Proposal(
                proposals.ITEM,
                f"table:{target}",
                target,
                f"{year} {name}",
                values,
                provenance=reading.provenance(row),
            )
            found[target] = proposal
        _dues_row(reading, row, given, proposal)
    for target, proposal in found.items():
        if target not in reading.known.records and "amount" not in proposal.values["set"]:
            row = next(one for one in reading.rows.rows if one.number == proposal.provenance["row"])
            reading.problem(row, "amount", "", "what the member was called for: a new record needs it")
    return list(found.values())


def _dues_row(reading: TableReading, row: Row, given: Mapping[str, Any], proposal: Proposal) -> None:
    kept = proposal.values["set"]
    currency = given.get("currency") or kept.get("currency") or reading.currency
    for name, value in (("amount", given.get("amount")), ("currency", currency)):
        if value in (None, ""):
            continue
        if kept.setdefault(name, value) != value:
            reading.problem(
                row, name, str(value), f"the same on every row of the member and year: {kept[name]}"
            )
    sorts = (
        ("payments", ("paid", "amount"), ("paid_date", "date"), ("reference", "reference")),
        ("waivers", ("waived", "amount"), ("waived_date", "date"), ("waiver", "decision")),
    )
    for relation, *fields in sorts:
        values = {stored: given.get(column) for column, stored in fields}
        if all(value in (None, "") for value in values.values()):
            continue
        lacking = [column for column, stored in fields if values[stored] in (None, "")]
        if lacking:
            reading.problem(
                row, ", ".join(lacking), "", f"{', '.join(column for column, _ in fields)} together"
            )
        elif float(values["amount"] or 0) <= 0:
            reading.problem(row, fields[0][0], str(values["amount"]), "an amount greater than 0")
        else:
            _add_once(reading, row, proposal.values["add"].setdefault(relation, []), values)


def _add_once(reading: TableReading, row: Row, entries: list[Values], entry: Values) -> None:
    """Add a payment or waiver; one with the reference of another must be the same."""
    known = {one.get("reference") or one.get("decision"): one for one in entries}
    name = entry.get("reference") or entry.get("decision")
    if name not in known:
        entries.append(entry)
    elif known[name] != entry:
        reading.problem(row, "reference", str(name), "a reference of its own for each payment")
