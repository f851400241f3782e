"""The words of reports: what a new record is called, and what somebody on the board is. Pure; the words are data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rapporteur.base.values.search import fold


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    )
    return loaded


def name_of(what: str, language: str) -> dict[str, str]:
    """Return what a thing is called in a language; nothing where no word is known."""
    word = _data()["names"][what].get(language)
    return {language: word} if word else {}


def levels(language: str) -> list[dict[str, Any]]:
    """Return the levels of a plan, lines first: key, name and plural in a language."""
    return [
        {
            "key": level["key"],
            "name": {language: level["name"][language]} if language in level["name"] else {},
            "plural": {language: level["plural"][language]} if language in level["plural"] else {},
        }
        for level in _data()["levels"]
    ]


def role_of(text: str) -> str:
    """Return the role on the board that a heading names, or an empty text.

    >>> role_of("VICE-PRÉSIDENCES RÉGIONALES"), role_of("Acting Presidency")
    ('REGIONAL_VICE_PRESIDENCY', 'PRESIDENCY')
    """
    acting = "|".join(_data()["acting"])
    folded = re.sub(rf"^({acting}) ", "", fold(text))
    for role, beginnings in _data()["roles"]:
        if folded.startswith(tuple(beginnings)):
            return str(role)
    return ""


def is_acting(text: str) -> bool:
    """Tell whether a heading says that the holder only acts for the one who is lacking."""
    folded = f" {fold(text)} "
    return any(f" {word} " in folded for word in _data()["acting"])


def is_secretary_general(text: str) -> bool:
    """Tell whether a function is that of the head of the secretariat."""
    return fold(text).startswith(tuple(_data()["secretary_general"]))


def without_honorific(name: str) -> str:
    """Return the name of a person without what stands before it.

    >>> without_honorific("Dr. Ada Lovelace")
    'Ada Lovelace'
    """
    first, _, rest = name.partition(" ")
    return rest if rest and fold(first) in _data()["honorifics"] else name


class Casing:
    """Gives names that are printed in capitals the form in which the report prints them elsewhere, or a usual one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: dict[str, str] = {}
        for text in texts:
            if text and not text.isupper():
                self._known.setdefault(fold(text), text)

    def of(self, text: str) -> tuple[str, bool]:
        """Return the name, and whether its letters had to be assumed.

        >>> Casing(["Île-de-France"]).of("ILE-DE-FRANCE"), Casing([]).of("SAO PAULO")
        (('Île-de-France', False), ('Sao Paulo', True))
        """
        if not text.isupper():
            return text, False
        if (known := self._known.get(fold(text))) is not None:
            return known, False
        if " " not in text and "-" not in text and len(text) <= 6 and not _sounds(text):
            return text, True
        words = re.split(r"([\s\-–(]+)", text)
        return "".join(_word(word, first=n == 0) for n, word in enumerate(words)), True


def _sounds(word: str) -> bool:
    """Tell whether a short word reads as a name and not as an abbreviation: no three consonants in a row."""
    return re.search(r"[^aeiouy]{3}", fold(word)) is None


def _word(word: str, *, first: bool) -> str:
    if not first and fold(word) in _data()["small_words"]:
        return word.lower()
    return word[:1] + word[1:].lower()
