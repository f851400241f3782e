"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.factories import make

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "dues_duescall.year": lambda: make.DuesCallFactory.create_batch(2, year=2018),
    "call_currency": lambda: make.DuesCallFactory(currency="€"),
    "one_item_per_member_and_call": lambda: make.DuesItemFactory.create_batch(
        2, call=make.DuesCallFactory(), organisation=make.OrganisationFactory()
    ),
    "item_not_negative": lambda: make.DuesItemFactory(amount="-0.01"),
    "payment_positive": lambda: make.PaymentFactory(amount=0),
    "payment_booked_once": lambda: make.PaymentFactory.create_batch(
        2, item=make.DuesItemFactory(), reference="same"
    ),
    "waiver_positive": lambda: make.WaiverFactory(amount=0),
    "waiver_names_decision": lambda: make.WaiverFactory(decision=""),
    "waived_once_per_decision": lambda: make.WaiverFactory.create_batch(
        2, item=make.DuesItemFactory(), decision="same"
    ),
    "one_statement_per_day": lambda: make.PublishedStatementFactory.create_batch(2),
    "statement_not_negative": lambda: make.PublishedStatementFactory(amount="-0.01"),
    "statement_payers_are_members": lambda: make.PublishedStatementFactory(payers=11, members=10),
    "statement_currency": lambda: make.PublishedStatementFactory(currency="eur"),
}
