"""Say a message in a language: names, dates and numbers as that language prints them, its own quotation marks.

say("{count} documents", "fr", count=3)
say(Message("a code: {codes}", "codes: {codes}", by="codes"), "es", codes=("L1", "L2"))
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import DID_YOU_MEAN, SEVERAL, Fault, Foreseeable, Notice
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import Money
from rapporteur.base.values.typography import normalise
from rapporteur.base.words.catalogues import ENGLISH, LANGUAGES, template, translate

_QUOTED = re.compile(r"(«\s?|“)\{(\w+)\}(\s?»|”)")
_QUOTES = re.compile(r"[«“\"]\s?([^«»“”\"]*?)\s?[»”\"]")
_INNER = {"en": r"‘\1’"}
_TWO_ENDS = re.compile(r"(?<!\.)([.!?…])\.$")


class Language(str):
    """The code of a language whose name a message gives."""

    __slots__ = ()


class Term(str):
    """A text that is kept as it is and said by its message: in records a code, for people a word."""

    __slots__ = ()

    @property
    def message(self) -> Message | None:
        """How people say it; None where they say it as it is."""
        return None


def say(message: Message | str, language: str, /, **values: object) -> str:
    """Return a message with its values, set as `language` sets it; one without its words gets English ones.

    A text alone is a message of the program. A list that the words put in quotation marks is quoted item by item.
    """
    if isinstance(message, str):
        message = Message(message)
    count = message.count(values)
    found = translate(message, language, count)
    words = language if found else ENGLISH
    pattern = found or message.english(count)
    shown = {key: show(value, language) for key, value in values.items()}

    def quote(match: re.Match[str]) -> str:
        before, key, after = match.groups()
        value = values[key]
        items = value if isinstance(value, (tuple, list)) else (value,)
        quoted = [f"{before}{_inner(show(item, language), words)}{after}" for item in items]
        return show(quoted, language).replace("{", "{{").replace("}", "}}")

    text = _QUOTED.sub(quote, pattern).format_map(shown)
    return normalise(_TWO_ENDS.sub(r"\1", text), words)


def say_around(message: Message, language: str, /, **values: object) -> str:
    """Return a message around values that keep to the letter what they are: quotations, file names, commands."""
    words = template(message, language, message.count(values))
    return normalise(words, language).format_map(values)


def say_failure(error: Foreseeable, language: str) -> str:
    """Return why something failed, a line for each fault; values keep their letters, as people must find them again."""
    return "\n".join(say_fault(fault, language) for fault in error.faults)


def say_fault(fault: Fault, language: str) -> str:
    """Return what is wrong, and the nearest valid value where there is one. English is said as it stands."""
    if language.partition("-")[0] == ENGLISH or isinstance(fault.message, str):
        return str(fault)
    hint = say_around(DID_YOU_MEAN, language, nearest=fault.nearest) if fault.nearest else ""
    values = {name: _within(value, language) for name, value in fault.filling(language).items()}
    return say_around(fault.message, language, **values) + hint


def _within(value: object, language: str) -> object:
    """Return a value of a fault as its sentence takes it: a fault or a message within it speaks the same language."""
    if isinstance(value, Notice):
        return say_fault(value.fault, language)
    if isinstance(value, Fault):
        return say_fault(value, language)
    if isinstance(value, tuple):
        return SEVERAL.join(say_fault(one, language) for one in value)
    return say_around(value, language) if isinstance(value, Message) else value


@cache
def in_each_language(message: Message) -> LocalizedText:
    """Return a message without values as a text in every language of the program, as data keep it: not yet set."""
    return LocalizedText({language: template(message, language) for language in LANGUAGES})


def _inner(text: str, language: str) -> str:
    """Return a text as it stands within quotation marks: its own are the inner ones, its full stop is left out."""
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return _QUOTES.sub(_INNER.get(language, r"“\1”"), text)


def show(value: object, language: str) -> str:
    """Return `value` as `language` prints it; several are listed with “and”."""
    if type(value) is str:
        return value
    if isinstance(value, LocalizedText):
        return value.best((language, *LANGUAGES))
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, Term):
        return say(value.message, language) if value.message else str(value)
    # CLDR, which a sentence of words alone does not need
    from rapporteur.base.values.formatting import days, languages, lists, numbers

    if isinstance(value, Language):
        return languages.language_named(value, language)
    if isinstance(value, Dates):
        return days.format_dates(value, language)
    if isinstance(value, date):
        return days.format_day(value, language)
    if isinstance(value, Money):
        return numbers.format_money(value, language)
    if isinstance(value, (int, Decimal)):
        return numbers.format_number(value, language)
    if isinstance(value, (tuple, list)):
        return lists.format_list([show(item, language) for item in value], language)
    return str(value)
