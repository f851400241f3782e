"""Amounts are decimal, carry their currency, and are never converted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.values.money import CurrencyMismatch, InvalidMoney, Money

CENTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def test_parse_keeps_the_decimals_as_given() -> None:
    assert Money.parse("324532.00", "EUR") == Money(Decimal("324532.00"), "EUR")
    assert str(Money.parse("1.50", "EUR").amount) == "1.50"


@pytest.mark.parametrize("amount", ["", "12,50", "1 000", "NaN", "Infinity", "-Infinity", "€5"])
def test_parse_refuses_what_is_no_amount(amount: str) -> None:
    with pytest.raises(InvalidMoney) as refused:
        Money.parse(amount, "EUR")
    assert str(refused.value).startswith(f"'{amount}' is not an amount: expected")


def test_a_float_is_no_amount() -> None:
    with pytest.raises(InvalidMoney):
        Money(1.1, "EUR")  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "€", "EU"])
def test_a_currency_is_a_code(currency: str) -> None:
    with pytest.raises(InvalidMoney) as refused:
        Money.parse("1", currency)
    assert str(refused.value) == f"'{currency}' is not a currency: expected a code like EUR"


def test_currencies_are_not_mixed() -> None:
    with pytest.raises(CurrencyMismatch, match="cannot add USD to EUR"):
        Money.parse("1", "EUR") + Money.parse("1", "USD")


def test_nothing_adds_up_to_zero() -> None:
    assert Money.total([], "EUR") == Money(Decimal(0), "EUR")


@given(st.lists(CENTS, max_size=20))
def test_a_total_is_exact_in_any_order(amounts: list[Decimal]) -> None:
    money = [Money(amount, "EUR") for amount in amounts]
    assert Money.total(money, "EUR") == Money.total(reversed(money), "EUR")
    assert Money.total(money, "EUR").amount == sum(amounts, Decimal(0))
