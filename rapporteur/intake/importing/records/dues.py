"""Dues and published totals: as plain values, and written through the actions of their room."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.importing.proposals import Values
from rapporteur.intake.importing.records.plain import money_of, text_of
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.records.dues.actions import book_payment, call_member, open_call, publish_statement, waive
from rapporteur.records.dues.models import DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.dues.shapes import (
    DuesCallShape,
    DuesItemShape,
    PaymentShape,
    StatementShape,
    WaiverShape,
)


def load_dues() -> dict[str, Values]:
    """Return what every member was called for and has paid, by `year/member`."""
    payments: dict[int, list[Values]] = defaultdict(list)
    for payment in Payment.objects.order_by("paid_date", "pk"):
        payments[payment.item_id].append(
            {
                "amount": money_of(payment.amount),
                "date": str(payment.paid_date),
                "reference": payment.reference,
            }
        )
    waivers: dict[int, list[Values]] = defaultdict(list)
    for waiver in Waiver.objects.order_by("decided_date", "pk"):
        waivers[waiver.item_id].append(
            {"amount": money_of(waiver.amount), "date": str(waiver.decided_date), "decision": waiver.decision}
        )
    items = DuesItem.objects.select_related("call", "organisation").order_by(
        "call__year", "organisation__slug"
    )
    return {
        f"{item.call.year}/{item.organisation.slug}": {
            "year": item.call.year,
            "organisation": item.organisation.slug,
            "currency": item.call.currency,
            "amount": money_of(item.amount),
            "payments": payments[item.pk],
            "waivers": waivers[item.pk],
        }
        for item in items
    }


def load_statements() -> dict[str, Values]:
    """Return every published total, by `year/day`."""
    return {
        f"{one.year}/{one.as_of_date}": {
            "year": one.year,
            "as_of": str(one.as_of_date),
            "amount": money_of(one.amount),
            "currency": one.currency,
            "payers": one.payers,
            "members": one.members,
            "source": text_of(one.source),
        }
        for one in PublishedStatement.objects.order_by("year", "as_of_date")
    }


def write_item(writer: Writer, target: str, values: Values) -> DuesItem:
    """Write what a member was called for, its payments and waivers; the call is opened where it is not."""
    year, organisation = values["year"], values["organisation"]
    if year not in writer.calls:
        call = DuesCallShape(year=year, currency=values["currency"])
        writer.calls[year] = writer.keep(open_call(by=writer.by, call=call))
    shape = DuesItemShape(year=year, organisation=organisation, amount=Decimal(values["amount"]))
    item: DuesItem = writer.keep(call_member(by=writer.by, item=shape))
    for row in values.get("payments") or ():
        payment = PaymentShape(
            year=year,
            organisation=organisation,
            amount=Decimal(row["amount"]),
            currency=values["currency"],
            paid_date=date.fromisoformat(row["date"]),
            reference=row["reference"],
        )
        saved = book_payment(by=writer.by, payment=payment)
        if saved.changed:
            writer.keep(saved)
    for row in values.get("waivers") or ():
        waiver = WaiverShape(
            year=year,
            organisation=organisation,
            amount=Decimal(row["amount"]),
            decided_date=date.fromisoformat(row["date"]),
            decision=row["decision"],
        )
        waived = waive(by=writer.by, waiver=waiver)
        if waived.changed:
            writer.keep(waived)
    return item


def write_statement(writer: Writer, target: str, values: Values) -> PublishedStatement:
    """Write a published total."""
    shape = StatementShape(
        year=values["year"],
        as_of_date=date.fromisoformat(values["as_of"]),
        amount=Decimal(values["amount"]),
        currency=values["currency"],
        payers=values["payers"],
        members=values["members"],
        source=LocalizedText(values.get("source")),
    )
    statement: PublishedStatement = writer.keep(publish_statement(by=writer.by, statement=shape))
    return statement
