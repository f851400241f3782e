"""Dues and published totals: as plain values, and written through the actions of their room."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from rapporteur.core.localized import LocalizedText
from rapporteur.core.money import Money
from rapporteur.dues.actions import book_payment, call_member, open_call, publish_statement, waive
from rapporteur.dues.models import DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.intake.proposals import Values
from rapporteur.intake.records.plain import money_of, text_of

if TYPE_CHECKING:
    from rapporteur.intake.records.kinds import Writer


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
    call = writer.calls.get(values["year"])
    if call is None:
        call = writer.keep(open_call(by=writer.by, year=values["year"], currency=values["currency"]))
        writer.calls[values["year"]] = call
    organisation = writer.organisations[values["organisation"]]
    item: DuesItem = writer.keep(
        call_member(by=writer.by, call=call, organisation=organisation, amount=Decimal(values["amount"]))
    )
    for payment in values.get("payments") or ():
        saved = book_payment(
            by=writer.by,
            item=item,
            amount=Money(Decimal(payment["amount"]), values["currency"]),
            paid_date=date.fromisoformat(payment["date"]),
            reference=payment["reference"],
        )
        if saved.changed:
            writer.keep(saved)
    for waiver in values.get("waivers") or ():
        given = waive(
            by=writer.by,
            item=item,
            amount=Decimal(waiver["amount"]),
            decided_date=date.fromisoformat(waiver["date"]),
            decision=waiver["decision"],
        )
        if given.changed:
            writer.keep(given)
    return item


def write_statement(writer: Writer, target: str, values: Values) -> PublishedStatement:
    """Write a published total."""
    statement: PublishedStatement = writer.keep(
        publish_statement(
            by=writer.by,
            year=values["year"],
            as_of_date=date.fromisoformat(values["as_of"]),
            total=Money(Decimal(values["amount"]), values["currency"]),
            payers=values["payers"],
            members=values["members"],
            source=LocalizedText(values.get("source")),
        )
    )
    return statement
