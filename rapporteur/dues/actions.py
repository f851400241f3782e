"""Writes to the ledger of dues, and published statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rapporteur.core.actions import Saved, save_record
from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.money import CurrencyMismatch, Money
from rapporteur.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.members.models import Organisation


def open_call(*, by: str, year: int, currency: str, formula: LocalizedText = EMPTY) -> Saved[DuesCall]:
    """Open the call for the dues of `year`."""
    return save_record(DuesCall, by=by, key={"year": year}, values={"currency": currency, "formula": formula})


def call_member(*, by: str, call: DuesCall, organisation: Organisation, amount: Decimal) -> Saved[DuesItem]:
    """Record what `organisation` is called for, in the currency of the call."""
    return save_record(
        DuesItem,
        by=by,
        key={"call": call, "organisation": organisation},
        values={"amount": amount},
    )


def book_payment(
    *, by: str, item: DuesItem, amount: Money, paid_date: date, reference: str
) -> Saved[Payment]:
    """Book money received; raise CurrencyMismatch where it is not in the currency of the call."""
    if amount.currency != item.call.currency:
        raise CurrencyMismatch(
            f"the call {item.call.year} is in {item.call.currency}, the payment in {amount.currency}"
        )
    return save_record(
        Payment,
        by=by,
        key={"item": item, "reference": reference},
        values={"amount": amount.amount, "paid_date": paid_date},
    )


def waive(*, by: str, item: DuesItem, amount: Decimal, decided_date: date, decision: str) -> Saved[Waiver]:
    """Record an amount given up, by whose decision."""
    return save_record(
        Waiver,
        by=by,
        key={"item": item, "decision": decision},
        values={"amount": amount, "decided_date": decided_date},
    )


def publish_statement(
    *,
    by: str,
    year: int,
    as_of_date: date,
    total: Money,
    payers: int,
    members: int,
    source: LocalizedText = EMPTY,
) -> Saved[PublishedStatement]:
    """Record the total that was published for `year` as of a day."""
    return save_record(
        PublishedStatement,
        by=by,
        key={"year": year, "as_of_date": as_of_date},
        values={
            "amount": total.amount,
            "currency": total.currency,
            "payers": payers,
            "members": members,
            "source": source,
        },
    )
