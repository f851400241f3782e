"""The doors of the ledger of dues and of published totals."""

from __future__ import annotations

from typing import Any

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, Door
from rapporteur.records.dues import actions
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.dues.shapes import (
    DuesCallShape,
    DuesItemShape,
    PaymentShape,
    StatementShape,
    WaiverShape,
)

RIGHTS: dict[str, Any] = {"view": Right.VIEW_DUES, "write": Right.RECORD_DUES}


def _call(it: DuesCall, _: Chosen) -> DuesCallShape:
    return DuesCallShape(year=it.year, currency=it.currency, formula=it.formula)


def _item(it: DuesItem, _: Chosen) -> DuesItemShape:
    return DuesItemShape(year=it.call.year, organisation=it.organisation.slug, amount=it.amount)


def _payment(it: Payment, _: Chosen) -> PaymentShape:
    return PaymentShape(
        year=it.item.call.year,
        organisation=it.item.organisation.slug,
        amount=it.amount,
        currency=it.item.call.currency,  # the form asks for none: it is that of the call
        paid_date=it.paid_date,
        reference=it.reference,
    )


def _waiver(it: Waiver, _: Chosen) -> WaiverShape:
    return WaiverShape(
        year=it.item.call.year,
        organisation=it.item.organisation.slug,
        amount=it.amount,
        decided_date=it.decided_date,
        decision=it.decision,
    )


def _statement(it: PublishedStatement, _: Chosen) -> StatementShape:
    return StatementShape(
        year=it.year,
        as_of_date=it.as_of_date,
        amount=it.amount,
        currency=it.currency,
        payers=it.payers,
        members=it.members,
        source=it.source,
    )


CALL = Door(
    **RIGHTS,
    shape=_call,
    new=lambda by, shape: actions.open_call(by=by, call=shape),
    edit=lambda by, it, shape: actions.correct_call(by=by, call=it, to=shape),
)
ITEM = Door(
    **RIGHTS,
    shape=_item,
    new=lambda by, shape: actions.call_member(by=by, item=shape),
    edit=lambda by, it, shape: actions.correct_item(by=by, item=it, to=shape),
)
PAYMENT = Door(
    **RIGHTS,
    shape=_payment,
    new=lambda by, shape: actions.book_payment(by=by, payment=shape),
    edit=lambda by, it, shape: actions.correct_payment(by=by, payment=it, to=shape),
)
WAIVER = Door(
    **RIGHTS,
    shape=_waiver,
    new=lambda by, shape: actions.waive(by=by, waiver=shape),
    edit=lambda by, it, shape: actions.correct_waiver(by=by, waiver=it, to=shape),
)
STATEMENT = Door(
    **RIGHTS,
    shape=_statement,
    new=lambda by, shape: actions.publish_statement(by=by, statement=shape),
    edit=lambda by, it, shape: actions.correct_statement(by=by, statement=it, to=shape),
)
