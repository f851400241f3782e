"""The catalogues of words in other languages than English: gettext, one per domain and language.

Two domains: `report` holds what documents print and is kept with every edition; `program` holds what checks,
reconciliation, commands and pages say. English stands in the source and needs no catalogue; a message that a catalogue
lacks is said in English. People edit ``locale/<language>/LC_MESSAGES/<domain>.po``; ``tools/catalogues.py`` keeps it in
step with the source and makes the ``.mo`` that is read here, with the standard library alone.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from rapporteur.base.values.messages import Message

LOCALE = Path(__file__).parent / "locale"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "fr", "es")
"""The languages in which the program itself speaks; in others it says English words with their own names."""


class _Missing(NullTranslations):
    """The end of every chain: nothing is translated, and that is seen."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""

    def pgettext(self, context: str, message: str) -> str:
        return ""

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return ""


def catalogues(domain: str, language: str) -> list[Path]:
    """Return the compiled catalogues for a language tag, its own first: `pt-BR` has also that of `pt`."""
    found = []
    tag = language.replace("-", "_")
    while tag:
        path = LOCALE / tag / "LC_MESSAGES" / f"{domain}.mo"
        if tag.replace("_", "").isalnum() and path.is_file():
            found.append(path)
        tag = tag.rpartition("_")[0]
    return found


@cache
def _words(domain: str, language: str) -> NullTranslations:
    words: NullTranslations = _Missing()
    for path in reversed(catalogues(domain, language)):
        with path.open("rb") as file:
            nearer = GNUTranslations(file)
        nearer.add_fallback(words)
        words = nearer
    return words


def translate(message: Message, language: str, count: int = 1) -> str | None:
    """Return the words of `language` for a message, placeholders and all, or None where no catalogue has it."""
    words = _words(message.domain, language)
    if message.plural:
        found = (
            words.npgettext(message.context, message.text, message.plural, count)
            if message.context
            else words.ngettext(message.text, message.plural, count)
        )
    elif message.context:
        found = words.pgettext(message.context, message.text)
    else:
        found = words.gettext(message.text)
    return found or None


def template(message: Message, language: str, count: int = 1) -> str:
    """Return the words of `language` for a message, placeholders and all, else those in English."""
    return translate(message, language, count) or message.english(count)
