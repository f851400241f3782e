"""Languages, countries and regions by their names, and the CLDR locale (Babel) that prints a language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel.core import Locale, UnknownLocaleError, get_global

from rapporteur.base.values.collation import sort_key

# What a language alone means here: CLDR takes "en" for American and "pt" for Brazilian, and our words are of Portugal.
_REGIONS = {"en": "en_GB", "pt": "pt_PT"}
# CLDR's own names of the commonest languages, so that naming one need not load its locale.
_OWN_NAMES = {"en": "English", "es": "Español", "fr": "Français", "pt": "Português"}


# Of CLDR's territories those that are none: the Union, the euro area, the United Nations, oceans, tests of programs.
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB"})


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


@cache
def official_languages(code: str) -> tuple[str, ...]:
    """Return the languages that are official in a country or a region of it, the most widely spoken first."""
    from babel.languages import get_official_languages

    found = get_official_languages(code, regional=True, de_facto=True) if code else ()
    return tuple(dict.fromkeys(one.partition("_")[0] for one in found))


@cache
def countries(language: str) -> Mapping[str, str]:
    """Return the countries and territories that have a code of ISO 3166, by code, in the order of their names."""
    names = {str(code): str(name) for code, name in locale(language).territories.items()}
    codes = {code: name for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)}
    return _ordered({code: name for code, name in codes.items() if code not in _NO_COUNTRIES}, language)


@cache
def currencies(language: str) -> Mapping[str, str]:
    """Return the currencies that are somewhere legal tender, by code, in the order of their names: “Euro (EUR)”."""
    known, names = get_global("territory_currencies"), locale(language).currencies
    current = {
        code for rows in known.values() for code, _, end, is_tender in rows if end is None and is_tender
    }
    return _ordered({code: f"{capitalise(names.get(code, code))} ({code})" for code in current}, language)


@cache
def time_zones(language: str) -> Mapping[str, str]:
    """Return the time zones of places, by their IANA name, in the order of what the places are called: “Madrid”."""
    from zoneinfo import available_timezones  # here, as below: what lays reports out waits for neither

    known = available_timezones()
    zones = {zone for rows in get_global("territory_zones").values() for zone in rows}
    names = {zone: time_zone(zone, language) for zone in zones & known if not zone.startswith("Etc/")}
    return _ordered({"UTC": "UTC", **names}, language)


def time_zone(zone: str, language: str) -> str:
    """Return what the place is called after which a time zone is named: “Spain (Madrid)”."""
    from babel.dates import get_timezone_location

    return zone if "/" not in zone else str(get_timezone_location(zone, locale=locale(language)))


def _ordered(names: Mapping[str, str], language: str) -> Mapping[str, str]:
    key = sort_key(language)
    return dict(sorted(names.items(), key=lambda one: key(one[1])))


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
