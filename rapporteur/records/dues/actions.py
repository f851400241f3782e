"""Writes to the ledger of dues, and published statements."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import M, Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import RecordNotFound, find
from rapporteur.base.values.base import given
from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import CurrencyMismatch
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.dues.shapes import (
    DuesCallShape,
    DuesItemShape,
    PaymentShape,
    ReminderShape,
    StatementShape,
    WaiverShape,
)
from rapporteur.records.members.models import Organisation

RIGHT = Right.RECORD_DUES
CENT = Decimal("0.01")


def open_call(*, by: Actor, call: DuesCallShape) -> Saved[DuesCall]:
    """Open the call for the dues of a year."""
    values = given(call)
    return save_record(DuesCall, by=by, right=RIGHT, key={"year": values.pop("year")}, values=values)


def correct_call(*, by: Actor, call: DuesCall, to: DuesCallShape) -> Saved[DuesCall]:
    """Put a call right that was opened wrongly."""
    return _correct(call, given(to), by=by)


def call_member(*, by: Actor, item: DuesItemShape) -> Saved[DuesItem]:
    """Record what a member is called for, in the currency of the call. Raises RecordNotFound."""
    return save_record(
        DuesItem,
        by=by,
        right=RIGHT,
        key={"call": _call(item.year), "organisation": find(Organisation, item.organisation)},
        values={"amount": item.amount},
    )


def correct_item(*, by: Actor, item: DuesItem, to: DuesItemShape) -> Saved[DuesItem]:
    """Put right whom, for which year and for how much somebody was called. Raises RecordNotFound."""
    values = {
        "call": _call(to.year),
        "organisation": find(Organisation, to.organisation),
        "amount": to.amount,
    }
    return _correct(item, values, by=by)


def book_payment(*, by: Actor, payment: PaymentShape) -> Saved[Payment]:
    """Book money received; raise CurrencyMismatch where it is not in the currency of the call."""
    values = _payment(payment)
    key = {name: values.pop(name) for name in ("item", "reference")}
    return save_record(Payment, by=by, right=RIGHT, key=key, values=values)


def correct_payment(*, by: Actor, payment: Payment, to: PaymentShape) -> Saved[Payment]:
    """Put a payment right that was booked wrongly. Raises RecordNotFound and CurrencyMismatch."""
    return _correct(payment, _payment(to), by=by)


def _payment(payment: PaymentShape) -> dict[str, object]:
    """Return the columns of a payment; raise CurrencyMismatch."""
    item = _item(payment.year, payment.organisation)
    if payment.currency != item.call.currency:
        raise CurrencyMismatch(
            Message("the call {place} is in {expected}, the payment in {value}"),
            place=str(item.call.year),
            expected=item.call.currency,
            value=payment.currency,
        )
    return {
        "item": item,
        "reference": payment.reference,
        "amount": payment.amount,
        "paid_date": payment.paid_date,
    }


def waive(*, by: Actor, waiver: WaiverShape) -> Saved[Waiver]:
    """Record an amount given up, by whose decision."""
    return save_record(
        Waiver,
        by=by,
        right=RIGHT,
        key={"item": _item(waiver.year, waiver.organisation), "decision": waiver.decision},
        values={"amount": waiver.amount, "decided_date": waiver.decided_date},
    )


def correct_waiver(*, by: Actor, waiver: Waiver, to: WaiverShape) -> Saved[Waiver]:
    """Put an amount right that was given up. Raises RecordNotFound."""
    values = {
        "item": _item(to.year, to.organisation),
        "decision": to.decision,
        "amount": to.amount,
        "decided_date": to.decided_date,
    }
    return _correct(waiver, values, by=by)


def publish_statement(*, by: Actor, statement: StatementShape) -> Saved[PublishedStatement]:
    """Record the total that was published for a year as of a day."""
    values = given(statement)
    key = {name: values.pop(name) for name in ("year", "as_of_date")}
    return save_record(PublishedStatement, by=by, right=RIGHT, key=key, values=values)


def correct_statement(
    *, by: Actor, statement: PublishedStatement, to: StatementShape
) -> Saved[PublishedStatement]:
    """Put a published total right that was recorded wrongly."""
    return _correct(statement, given(to), by=by)


def _correct(record: M, values: Mapping[str, object], *, by: Actor) -> Saved[M]:
    return save_record(
        type(record), by=by, right=RIGHT, key={"pk": record.pk}, values=values, action="corrected"
    )


def _call(year: int) -> DuesCall:
    call = DuesCall.objects.filter(year=year).first()
    if call is None:
        known = DuesCall.objects.order_by("year").values_list("year", flat=True)
        raise RecordNotFound(DuesCall, str(year), map(str, known))
    return call


def _item(year: int, organisation: str) -> DuesItem:
    items = DuesItem.objects.filter(call__year=year).select_related("call")
    item: DuesItem | None = items.filter(organisation__slug=organisation).first()
    if item is None:
        known = items.order_by("organisation__slug").values_list("organisation__slug", flat=True)
        raise RecordNotFound(DuesItem, organisation, known)
    return item


@transaction.atomic
def note_reminder(*, by: Actor, item: DuesItem, reminder: ReminderShape) -> None:
    """Note in the trail that a letter was made that reminds a member of what is open; whether it went nobody knows.

    Nothing of the item changes. Raises NotAllowed.
    """
    check_can(by, RIGHT)
    changes = {"left": str(reminder.left.quantize(CENT)), "language": reminder.language}
    audit(by=by, action="reminder made", record=item, changes=changes)
