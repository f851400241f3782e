"""Amounts of money: a decimal number and a currency, never a float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


class InvalidMoney(Foreseeable, ValueError):
    """An amount or a currency that is none."""


class CurrencyMismatch(Foreseeable, ValueError):
    """Two currencies where one was expected; amounts are never converted silently."""


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` (at most two decimals kept as given) in `currency` (ISO 4217 code)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal) or not self.amount.is_finite():  # type: ignore[redundant-expr]  # callers may be untyped
            raise InvalidMoney(
                Message("'{amount}' is not an amount: expected a decimal number"), amount=self.amount
            )
        if not _CURRENCY.fullmatch(self.currency):
            raise InvalidMoney(
                Message("'{currency}' is not a currency: expected a code like EUR"), currency=self.currency
            )

    @classmethod
    def parse(cls, amount: str | int | Decimal, currency: str) -> Money:
        """Read `amount`; raise InvalidMoney for anything that is not a finite decimal number."""
        try:
            return cls(Decimal(amount), currency)
        except InvalidOperation as error:
            raise InvalidMoney(
                Message("'{amount}' is not an amount: expected the form 1234.50"), amount=amount
            ) from error

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    @classmethod
    def total(cls, amounts: Iterable[Money], currency: str) -> Money:
        """Add up `amounts`, all in `currency`; nothing adds up to zero."""
        result = cls(Decimal(0), currency)
        for amount in amounts:
            result = result + amount
        return result
