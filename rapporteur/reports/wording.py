"""The fixed words of the reports: gettext catalogues, one per language, message ids in English.

People edit ``locale/<language>/LC_MESSAGES/rapporteur.po``; ``tools/compile_catalogues.py`` makes the ``.mo``
files that are read here, with the standard library alone. A language without a catalogue gets English words.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "rapporteur"
FALLBACK = "en"


def catalogue(language: str) -> Path | None:
    """Return the compiled catalogue for a language tag (`pt-BR` may have that of `pt`), or None."""
    tag = language.replace("-", "_")
    while tag:
        path = LOCALE / tag / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if tag.replace("_", "").isalnum() and path.is_file():
            return path
        tag = tag.rpartition("_")[0]
    return None


@cache
def wording(language: str) -> NullTranslations:
    """Return the words of `language`: an object with gettext, ngettext, pgettext and npgettext."""
    path = catalogue(language) or catalogue(FALLBACK)
    if path is None:
        return NullTranslations()
    with path.open("rb") as file:
        return GNUTranslations(file)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a message to be translated where it is used."""
    return message


def NP_(context: str, message: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Mark a message with a context to be translated where it is used."""
    return context, message
