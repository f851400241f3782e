"""Languages, countries and regions by their names, and the CLDR locale (Babel) that prints a language."""

from __future__ import annotations

from functools import cache

from babel.core import Locale, UnknownLocaleError, get_global

# What a language alone means here: CLDR takes "en" for American and "pt" for Brazilian, and our words are of Portugal.
_REGIONS = {"en": "en_GB", "pt": "pt_PT"}
# CLDR's own names of the commonest languages, so that naming one need not load its locale.
_OWN_NAMES = {"en": "English", "es": "Español", "fr": "Français", "pt": "Português"}


@cache
def locale(language: str) -> Locale:
    """Return the CLDR locale that prints `language`."""
    tag = _REGIONS.get(language, language).replace("-", "_")
    while tag:
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("_")[0]
    return Locale.parse(_REGIONS["en"])


@cache
def region(language: str) -> str:
    """Return the region of the language tag, or the one whose customs print it here, or an empty text."""
    found = locale(language)
    if not found.territory:
        likely = str(get_global("likely_subtags").get(found.language, ""))
        return likely.rpartition("_")[2] if "_" in likely else ""
    return str(found.territory)


def country(code: str, language: str) -> str:
    """Return the name of a country (ISO 3166), or the code itself where CLDR has none."""
    return str(locale(language).territories.get(code, code))


def language_name(language: str) -> str:
    """Return the name of a language in that language itself, with a capital: “Français”."""
    if language in _OWN_NAMES:
        return _OWN_NAMES[language]
    return capitalise(str(locale(language).languages.get(locale(language).language, language)))


def language_named(language: str, reader: str) -> str:
    """Return the name of a language as the language `reader` has it within a sentence: “français”, “French”."""
    names = locale(reader).languages
    return str(names.get(language.replace("-", "_")) or names.get(locale(language).language, language))


def capitalise(text: str) -> str:
    """Return `text` with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]
