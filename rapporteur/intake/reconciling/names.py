"""Names in print: which of them mean one organisation, without a registry or with one.

Without a registry, two names are one where their words are the same but for accents, articles, one sound written in
two ways (`sh`, `ch`), translated words for a kind or a direction (`South`, `du Sud`), or where the Unicode locale data
know them as names of one city (Kolkata, Calcutta). What merely resembles a name is never taken for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rapporteur.core.search import fold
from rapporteur.intake.matching import Answer, Registry
from rapporteur.intake.reconciling.cities import city_names

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


@dataclass
class Entry:
    """An organisation as the report prints it; `listed` where the lists by region have it."""

    key: str
    name: str
    listed: bool
    region: str | None = None
    honorary: bool = False
    spellings: list[str] = field(default_factory=list)
    recorded: bool = False


@dataclass(frozen=True)
class Resolved:
    """What a printed name means: one key, several, or none."""

    key: str = ""
    meanings: tuple[str, ...] = ()
    known: bool = True
    """Whether the directory (or the registry) has it."""


class Directory:
    """The organisations of a printed report by every name it gives them."""

    def __init__(self, language: str, registry: Registry | None = None) -> None:
        self.language = language
        self.registry = registry
        self.entries: dict[str, Entry] = {}
        self._folded: dict[str, str] = {}
        self._bases: dict[frozenset[str], list[str]] = {}

    def list_member(self, name: str, region: str, *, honorary: bool = False) -> Entry | None:
        """Take in a name of the lists by region; return the entry that had it already, or none."""
        slug = self.registered(name)
        if slug and slug in self.entries:
            return self.entries[slug]
        form = form_of(name)
        for key in self._bases.get(form.base, ()):
            if not slug and form_of(self.entries[key].name).kinds == form.kinds:
                return self.entries[key]
        self._add(slug or self._new_key(name), name, True, region, honorary=honorary, recorded=bool(slug))
        return None

    def _new_key(self, name: str) -> str:
        key = fold(name).replace(" ", "-") or "x"
        return key if key not in self.entries else f"{key}-{len(self.entries)}"

    def _add(
        self,
        key: str,
        name: str,
        listed: bool,
        region: str | None = None,
        *,
        honorary: bool = False,
        recorded: bool = False,
    ) -> Entry:
        entry = Entry(key, name, listed, region, honorary, recorded=recorded)
        self.entries[key] = entry
        self._folded.setdefault(fold(name), key)
        self._bases.setdefault(form_of(name).base, []).append(key)
        return entry

    def registered(self, name: str) -> str:
        """Return the slug of the organisation that the registry knows by this name, or an empty text."""
        if self.registry is None:
            return ""
        found = self.registry.organisation(name, self.language)
        return found.slug if found.answer is Answer.MATCHED else ""

    def resolve(self, name: str) -> Resolved:
        """Return what a printed name means; a name of two organisations means neither."""
        if (key := self._folded.get(fold(name))) is not None:
            return Resolved(key)
        slug = self.registered(name)
        if slug in self.entries:
            return Resolved(slug)
        form = form_of(name)
        candidates = [key for key in self._bases.get(form.base, ()) if form.base]
        exact = [key for key in candidates if form_of(self.entries[key].name).kinds == form.kinds]
        near = [key for key in candidates if form_of(self.entries[key].name).agrees(form)]
        if slug:
            near = exact = []  # the registry has it, and the report does not list it
        if len(exact) == 1:
            return Resolved(exact[0])
        if len(near) == 1:
            return Resolved(near[0])
        if len(near) > 1:
            return Resolved(meanings=tuple(near))
        return Resolved(known=False)

    def take(self, name: str) -> Resolved:
        """Return what a name in a list of members means, and note how it is spelt; an unknown one is taken in."""
        found = self.resolve(name)
        if not found.key and not found.meanings:
            slug = self.registered(name)
            self._add(slug or self._new_key(name), name, False, recorded=bool(slug))
            found = Resolved(slug or self._folded[fold(name)], known=False)
        if found.key and name not in self.entries[found.key].spellings:
            self.entries[found.key].spellings.append(name)
        return found


def is_small(word: str) -> bool:
    """Whether a word says nothing of which organisation is meant: an article, a preposition, a kind of body."""
    plain = fold(word)
    return plain in _SMALL or plain in _KIND or plain in _AREAS
