"""How values read in an account of changes: dates, roles, amounts, and the passage of a text that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates, format_day, format_days, format_period
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.money import InvalidMoney, Money
from rapporteur.base.words.catalogues import template
from rapporteur.documents.view.vocabulary import KINDS, SEATS
from rapporteur.proof.editions.changes.words import ROLES, WORDS
from rapporteur.report.value import data as d

AROUND = 3  # words shown on either side of what differs
LONGEST = 160  # characters of a passage; a longer one is cut in its middle


def passage(old: str, new: str) -> tuple[str, str]:
    """Return what differs between two texts, with three words on either side; short texts whole.

    >>> passage("We all met in Lyon in May with most of the members",
    ...         "We all met in Lyon in June with most of the members")
    ('… in Lyon in May with most of …', '… in Lyon in June with most of …')
    """
    if max(len(old), len(new)) <= 40:  # a title's length
        return old, new
    before, after = old.split(), new.split()
    if before == after:  # only spaces differ: nothing may be left out
        return old, new
    same_start = _common(before, after)
    same_end = min(_common(before[::-1], after[::-1]), len(before) - same_start, len(after) - same_start)
    start = max(0, same_start - AROUND)
    end = max(0, same_end - AROUND)
    return _cut(before, start, end), _cut(after, start, end)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    for index, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return index
    return min(len(first), len(second))


def _cut(words: list[str], start: int, end: int) -> str:
    shown = " ".join(words[start : len(words) - end])
    if len(shown) > LONGEST:
        shown = f"{shown[: LONGEST // 2].rstrip()} […] {shown[-LONGEST // 2 :].lstrip()}"
    return f"{'… ' if start else ''}{shown}{' …' if end else ''}"


class ValueWords:
    """Words the values of a comparison in several languages."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)

    def same(self, text: str) -> LocalizedText:
        """Return a text that is the same in every language."""
        return LocalizedText.same(text, self.languages)

    def in_every_language(self, say: Callable[[str], str]) -> LocalizedText:
        """Return what `say` says in each language."""
        return LocalizedText({language: say(language) for language in self.languages})

    def word(self, key: str) -> LocalizedText:
        """Return a word of :data:`WORDS` in every language."""
        return self.in_every_language(lambda language: self.term(key, language))

    def term(self, code: str, language: str) -> str:
        """Return the word for a code of the records, or the code where there is none."""
        return template(WORDS[code], language) if code in WORDS else code

    def listed(self, names: Iterable[LocalizedText]) -> LocalizedText:
        """Return names one after the other."""
        every = list(names)
        return self.in_every_language(lambda language: ", ".join(name.best((language,)) for name in every))

    def day(self, day: date, language: str) -> str:
        """Return a day."""
        return format_day(day, language)

    def period(self, period: d.PeriodData, language: str) -> str:
        """Return a period."""
        return format_period(period.start, period.end, language)

    def span(self, start: date | None, end: date | None, month: str, language: str) -> str:
        """Return when something happened."""
        if start and end and not month:
            return format_days(start, end, language)
        return format_dates(Dates(start, end, month), language)

    def money(self, amount: Decimal, currency: str, language: str) -> str:
        """Return an amount."""
        try:
            return format_money(Money(amount, currency), language)
        except InvalidMoney:  # of a snapshot, which promises no more than a text
            return f"{amount} {currency}"

    def kind(self, kind: str, language: str) -> str:
        """Return a kind of activity."""
        found = KINDS.get(kind)
        return template(found, language) if found else kind

    def roles(self, roles: Sequence[str], language: str) -> str:
        """Return what an organisation did in an activity."""
        return ", ".join(_role(role, language) for role in sorted(roles))

    def seat(self, seat: d.SeatData, language: str) -> str:
        """Return a seat by its role and its organisation."""
        found = SEATS.get(seat.role)
        role = template(found[0], language) if found else seat.role
        where = seat.organisation.name.best((language,)) if seat.organisation else ""
        return f"{role}, {where}" if where else role


def _role(role: str, language: str) -> str:
    return template(ROLES[role], language) if role in ROLES else role
