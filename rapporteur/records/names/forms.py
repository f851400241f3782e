"""What a name is made of: which names mean one organisation where no registry says so.

Two names are one where their words are the same but for accents, articles, one sound written in two ways (`sh`, `ch`),
translated words for a kind or a direction (`South`, `du Sud`), or where the Unicode locale data know them as names of
one city (Kolkata, Calcutta). What merely resembles a name is never taken for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapporteur.base.values.search import fold
from rapporteur.records.names.cities import city_names

_KINDS = {
    "city": "ville city ciudad cidade municipalite municipality municipalidad municipio commune ayuntamiento",
    "metro": "metropolitaine metropolitain metropolitan metropolitana metropolitano metropole grand greater gran",
    "region": "region regional regionale",
    "province": "province provincia provincial",
    "capital": "capitale capital",
}
_AREA = "aire area zone zona gouvernement government gobierno"
_DIRECTIONS = {
    "north": "nord north norte septentrional",
    "south": "sud south sur meridional",
    "east": "est east este oriental orientale",
    "west": "ouest west oeste occidental occidentale",
    "new": "nouveau nouvelle nouvel new nueva nuevo",
    "upper": "haut haute upper alto alta",
    "lower": "bas basse lower bajo baja",
    "central": "centre center central centrale centro",
}
_SMALL_WORDS = "de du des d la le les l el los las lo del the of y et and e da do dos das al a"
_SMALL = frozenset(_SMALL_WORDS.split())
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_DIRECTION = {word: f"@{side}" for side, words in _DIRECTIONS.items() for word in words.split()}
_AREAS = frozenset(_AREA.split())
_SOUNDS = (
    ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ou", "u"), ("oo", "u"),
    ("c", "k"), ("q", "k"), ("y", "i"), ("j", "i"), ("h", ""),
)  # fmt: skip
_LONG = 5
"""A shorter word is a name by its letters alone: “Lima” and “Lyme” would sound alike."""


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Return a folded word as it sounds, roughly; short words are left alone."""
    if len(word) < _LONG:
        return word
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"[aeo]$", "", re.sub(r"(.)\1+", r"\1", word))


@dataclass(frozen=True)
class Form:
    """What a name is made of: the words that tell it from others, and the kinds of body it names."""

    base: frozenset[str]
    kinds: frozenset[str] = frozenset()

    def agrees(self, other: Form) -> bool:
        """Whether both may name one body: the same words, and no kind that rules the other out."""
        return self.base == other.base and (
            not self.kinds or not other.kinds or bool(self.kinds & other.kinds)
        )


@lru_cache(maxsize=16384)
def form_of(name: str) -> Form:
    """Return the form of a printed name; several names of one city known to Unicode have one form."""
    plain = plain_form(name)
    zone = exonyms().get(plain.base)
    return Form(frozenset({zone}), plain.kinds) if zone else plain


@lru_cache(maxsize=16384)
def plain_form(name: str) -> Form:
    """Return the form of a name by its words alone."""
    base: set[str] = set()
    kinds: set[str] = set()
    for word in fold(name).split():
        if word in _KIND:
            kinds.add(_KIND[word])
        elif word in _DIRECTION:
            base.add(_DIRECTION[word])
        elif word not in _SMALL and word not in _AREAS:
            base.add(sound(word))
    return Form(frozenset(base), frozenset(kinds))


@lru_cache(maxsize=1)
def exonyms() -> dict[frozenset[str], str]:
    """Return, by the words of a city's name in any of the languages, a key of that city: no name of two cities."""
    zones: dict[frozenset[str], set[str]] = {}
    for zone, names in city_names().items():
        for name in names:
            zones.setdefault(plain_form(name).base, set()).add(zone)
    return {base: f"zone:{min(found)}" for base, found in zones.items() if len(found) == 1 and base}


def is_small(word: str) -> bool:
    """Whether a word says nothing of which organisation is meant: an article, a preposition, a kind of body."""
    plain = fold(word)
    return plain in _SMALL or plain in _KIND or plain in _AREAS
