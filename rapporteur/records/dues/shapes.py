"""Dues as verbs, files, tables and forms have them. Amounts have two decimals; currencies are ISO 4217."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import LocalizedText


class DuesCallShape(Shape, frozen=True, kw_only=True):
    """The dues called for one year."""

    year: int
    currency: str
    formula: LocalizedText | UnsetType = UNSET


class DuesItemShape(Shape, frozen=True, kw_only=True):
    """What one member was called for in a year, in the currency of the call."""

    year: int
    organisation: str
    amount: Decimal


class PaymentShape(Shape, frozen=True, kw_only=True):
    """Money received of a member for a year; a reference is booked once for each."""

    year: int
    organisation: str
    amount: Decimal
    currency: str
    paid_date: date
    reference: str


class WaiverShape(Shape, frozen=True, kw_only=True):
    """An amount that the association gave up, by whose decision."""

    year: int
    organisation: str
    amount: Decimal
    decided_date: date
    decision: str


class ReminderShape(Shape, frozen=True, kw_only=True):
    """What a letter reminds a member of: how much is open, and in which language it is."""

    left: Decimal
    language: str


class StatementShape(Shape, frozen=True, kw_only=True):
    """The total that was published for a year as of a day, and of how many members it came from how many."""

    year: int
    as_of_date: date
    amount: Decimal
    currency: str
    payers: int
    members: int
    source: LocalizedText | UnsetType = UNSET
