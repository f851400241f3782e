"""Rows of a table of dues to proposals: a row per payment or waiver becomes one record per member and year. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.proposals import Proposal, Values
from rapporteur.intake.importing.tables.reading import TableReading, reference
from rapporteur.intake.importing.tables.rows import TableRow


def propose_dues(reading: TableReading) -> list[Proposal]:
    """Join the rows of one member and year: a row per payment or waiver, the amount called on each or on the first."""
    found: dict[str, Proposal] = {}
    rows: dict[str, TableRow] = {}
    for row in reading.rows.rows:
        given = reading.emptied(row.values)
        year, name = given.get("year"), given.get("organisation")
        if not year or not name:
            lacking = "year" if not year else "organisation"
            if lacking not in row.faulty:
                reading.problem(row, lacking, "", Notice(Message("a year and a member on every row")))
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
            found[target], rows[target] = proposal, row
        _dues_row(reading, row, given, proposal)
    for target, proposal in found.items():
        first = rows[target]
        if target in reading.known.records or "amount" in proposal.values["set"]:
            _tell_overpaid(reading, first, proposal)
        elif "amount" not in first.faulty:
            reading.problem(
                first, "amount", "", Notice(Message("what the member was called for: a new record needs it"))
            )
    return list(found.values())


def _dues_row(reading: TableReading, row: TableRow, given: Mapping[str, Any], proposal: Proposal) -> None:
    kept = proposal.values["set"]
    currency = given.get("currency") or kept.get("currency") or reading.currency
    for name, value in (("amount", given.get("amount")), ("currency", currency)):
        if value in (None, ""):
            continue
        if kept.setdefault(name, value) != value:
            reading.problem(
                row,
                name,
                str(value),
                Notice(
                    Message("the same on every row of the member and year: {value}"), value=str(kept[name])
                ),
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
        if row.faulty & {column for column, _ in fields}:
            continue  # what cannot be read is told already
        if lacking:
            reading.problem(
                row,
                ", ".join(lacking),
                "",
                Notice(Message("{columns} together"), columns=", ".join(column for column, _ in fields)),
            )
        elif float(values["amount"] or 0) <= 0:
            reading.problem(
                row, fields[0][0], str(values["amount"]), Notice(Message("an amount greater than 0"))
            )
        else:
            _add_once(reading, row, proposal, relation, values, [column for column, _ in fields])


def _add_once(
    reading: TableReading,
    row: TableRow,
    proposal: Proposal,
    relation: str,
    values: Values,
    columns: Sequence[str],
) -> None:
    """Add a payment or waiver; one with the reference of another, here or on record, must be the same."""
    entries: list[Values] = proposal.values["add"].setdefault(relation, [])
    name = _reference(values)
    current = reading.known.records.get(proposal.target) or {}
    recorded = {_reference(one): one for one in current.get(relation) or ()}
    here = {_reference(one): one for one in entries}
    if name in here:
        if _amount_and_day(here[name]) != _amount_and_day(values):
            expected = Notice(
                Message("a reference of its own for each: another row has {other} under this one"),
                other=_show(here[name]),
            )
            reading.problem(row, columns[2], f"{name}: {_show(values)}", expected)
        return
    if name in recorded and _amount_and_day(recorded[name]) != _amount_and_day(values):
        expected = Notice(
            Message(
                "{other}, as it is recorded under this reference; give it a reference of its own, "
                "or correct the record"
            ),
            other=_show(recorded[name]),
        )
        reading.problem(row, columns[0], f"{name}: {_show(values)}", expected)
        return
    entries.append(values)


def _reference(entry: Mapping[str, Any]) -> str:
    return str(entry.get("reference") or entry.get("decision") or "")


def _amount_and_day(entry: Mapping[str, Any]) -> tuple[Decimal, str]:
    return Decimal(str(entry["amount"])), str(entry["date"])


def _show(entry: Mapping[str, Any]) -> str:
    return f"{Decimal(str(entry['amount'])):.2f} on {entry['date']}"


_OVERPAID = Message(
    "{file}, row {row}: {label}: {paid} {currency} paid, {over} more than the {called} called for"
)
_OVERPAID_OR_WAIVED = Message(
    "{file}, row {row}: {label}: {paid} {currency} paid and {waived} waived, "
    "{over} more than the {called} called for"
)


def _tell_overpaid(reading: TableReading, row: TableRow, proposal: Proposal) -> None:
    """Add a notice where payments and waivers, those on record too, are more than the member was called for."""
    after = proposals.merged(reading.known.records.get(proposal.target), proposal.values)
    called = Decimal(str(after.get("amount") or 0))
    paid = sum((Decimal(str(one["amount"])) for one in after.get("payments") or ()), Decimal(0))
    waived = sum((Decimal(str(one["amount"])) for one in after.get("waivers") or ()), Decimal(0))
    if paid + waived > called and proposal.values["add"]:
        reading.notices.append(
            Notice(
                _OVERPAID_OR_WAIVED if waived else _OVERPAID,
                file=reading.rows.name,
                row=row.number,
                label=proposal.label,
                paid=f"{paid:.2f}",
                currency=after.get("currency", ""),
                waived=f"{waived:.2f}",
                over=f"{paid + waived - called:.2f}",
                called=f"{called:.2f}",
            )
        )
