"""Numbers, money and shares with the separators and signs of each language, from CLDR (Babel)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_currency, format_decimal
from babel.numbers import format_percent as babel_percent

from rapporteur.base.values.formatting.languages import locale

if TYPE_CHECKING:
    from rapporteur.base.values.money import Money

NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

# Numbers of four digits stay together (CLDR minimumGroupingDigits 2, which Babel does not read).
_FOUR_DIGITS_TOGETHER = {"es", "it", "pl", "pt_PT"}


@lru_cache(maxsize=1024)  # a report prints the same small figures hundreds of times
def format_number(number: int | Decimal, language: str) -> str:
    """Return a number with the separators of the language."""
    grouped = not (_keeps_four_together(language) and -10_000 < number < 10_000)
    return str(format_decimal(number, locale=locale(language), group_separator=grouped))


def format_amount(amount: Decimal, language: str) -> str:
    """Return an amount without its currency: “3,000”, “2,999.50”; cents are there only where there are any."""
    if amount == amount.to_integral_value():
        return format_number(int(amount), language)
    grouped = not (_keeps_four_together(language) and -10_000 < amount < 10_000)
    return str(format_decimal(amount, "#,##0.00", locale=locale(language), group_separator=grouped))


def _keeps_four_together(language: str) -> bool:
    found = locale(language)
    return found.language in _FOUR_DIGITS_TOGETHER or str(found) in _FOUR_DIGITS_TOGETHER


def _tightened(text: str, language: str) -> str:
    return text.replace(NBSP, NARROW_NBSP) if locale(language).language == "fr" else text


def format_money(money: Money, language: str) -> str:
    """Return an amount with its currency's sign; cents are printed only where there are any."""
    pattern = str(locale(language).currency_formats["standard"].pattern)
    if money.amount == money.amount.to_integral_value():
        pattern = pattern.replace("0.00", "0")
    grouped = not (_keeps_four_together(language) and abs(money.amount) < 10_000)
    text = format_currency(
        money.amount,
        money.currency,
        format=pattern,
        locale=locale(language),
        currency_digits=False,
        group_separator=grouped,
    )
    return _tightened(str(text), language)


def format_percent(share: float, language: str) -> str:
    """Return a share (0 to 1) in whole percent; a tenth is shown where it would round to none or all."""
    pattern = str(locale(language).percent_formats[None].pattern)
    step = Decimal("0.01")
    if 0 < share < 0.005 or 0.995 <= share < 1:
        pattern = pattern.replace("0%", "0.0%").replace(f"0{NBSP}%", f"0.0{NBSP}%")
        step = Decimal("0.001")
    rounded = Decimal(str(share)).quantize(step, ROUND_HALF_UP)  # Babel would make 62 of 62.5
    return _tightened(str(babel_percent(rounded, format=pattern, locale=locale(language))), language)
