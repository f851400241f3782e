"""Messages of the rules in a language: names, dates and numbers as that language prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rapporteur.core import formatting
from rapporteur.core.dates import DateSpan
from rapporteur.core.localized import LocalizedText
from rapporteur.core.money import Money
from rapporteur.core.typography import normalise
from rapporteur.reports.checking.words import field_words

FALLBACKS = ("en", "fr", "es")
_QUOTED = re.compile(r"(«\s?|“)\{(\w+)\}(\s?»|”)")
_QUOTES = re.compile(r"[«“\"]\s?([^«»“”\"]*?)\s?[»”\"]")
_INNER = {"en": r"‘\1’"}
_TWO_ENDS = re.compile(r"(?<!\.)([.!?…])\.$")


class Language(str):
    """The code of a language whose name a message gives."""

    __slots__ = ()


class FieldName(str):
    """The name of a field, which a message gives as people call it."""

    __slots__ = ()


class _Shown(str):
    """A value as a language prints it; `{codes:code|codes}` chooses words by how many it is."""

    __slots__ = ("one",)
    one: bool

    def __new__(cls, text: str, *, one: bool) -> _Shown:
        shown = super().__new__(cls, text)
        shown.one = one
        return shown

    def __format__(self, choice: str) -> str:
        if not choice:
            return str(self)
        return choice.partition("|")[0 if self.one else 2]


def say(template: LocalizedText, values: Mapping[str, Any], language: str) -> str:
    """Fill the `template` of the language; one that has none gets English words with its own names.

    A list that the template puts in quotation marks is quoted item by item; where the words depend on how many there
    are, the template holds both.
    """
    words = language if language in template else "en"
    pattern = template.best((words, *FALLBACKS))
    shown = {key: _Shown(show(value, language), one=_is_one(value, words)) for key, value in values.items()}

    def quote(match: re.Match[str]) -> str:
        before, key, after = match.groups()
        value = values[key]
        items = value if isinstance(value, (tuple, list)) else (value,)
        told = [f"{before}{_inner(show(item, language), words)}{after}" for item in items]
        return formatting.format_list(told, language).replace("{", "{{").replace("}", "}}")

    text = _QUOTED.sub(quote, pattern).format_map(shown)
    return normalise(_TWO_ENDS.sub(r"\1", text), words)


def _inner(text: str, language: str) -> str:
    """Return a text as it stands within quotation marks: its own are the inner ones, its full stop is left out."""
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return _QUOTES.sub(_INNER.get(language, r"“\1”"), text)


def _is_one(value: Any, language: str) -> bool:
    """Whether words about a number, or about the items of a list, stand in the singular."""
    count = len(value) if isinstance(value, (tuple, list)) else value
    return not isinstance(count, int) or formatting.locale(language).plural_form(count) == "one"


def show(value: Any, language: str) -> str:
    """Return `value` as `language` prints it; several are listed with “and”."""
    if isinstance(value, LocalizedText):
        return value.best((language, *FALLBACKS))
    if isinstance(value, Language):
        return formatting.language_named(value, language)
    if isinstance(value, FieldName):
        return show(field_words(value), language)
    if isinstance(value, DateSpan):
        return formatting.format_span(value, language)
    if isinstance(value, date):
        return formatting.format_day(value, language)
    if isinstance(value, Money):
        return formatting.format_money(value, language)
    if isinstance(value, (int, Decimal)):
        return formatting.format_number(value, language)
    if isinstance(value, (tuple, list)):
        return formatting.format_list([show(item, language) for item in value], language)
    return str(value)
