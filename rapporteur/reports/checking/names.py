"""Names of organisations and places in running text: whole words, longest first, accents and case apart.

A capital in the name asks for a capital in the text, so that «la paz» is peace and «La Paz» the city. A name of one
word that stands in a longer proper name (“Santiago Uribe”, “Greater Manchester”) is not a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapporteur.core.localized import LocalizedText
from rapporteur.core.search import fold
from rapporteur.reports.checking.facts import Activity, Subject, Text

_WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s\-\u2010\u2011'’.(/]{1,3}")
_BEGINS_SENTENCE = re.compile(r"[.!?:;«“\"(\[\n–—•]")
_LONG_WORD = 4
_STEM = 5


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return one word, or a name, as it is compared: each is folded once."""
    return fold(word)


@dataclass(frozen=True)
class Mention:
    """A name in a text: as written, where, and which organisations or places it may mean."""

    written: str
    start: int
    end: int
    keys: frozenset[str]


@dataclass
class _Name:
    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    keys: set[str]


class NameIndex:
    """Names to be found in texts; each means one key, or several where it is ambiguous."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        by_words: dict[tuple[tuple[str, ...], tuple[bool, ...]], _Name] = {}
        for text, key in names:
            written = _WORD.findall(text)
            words = tuple(folded(word) for word in written)
            if words:
                capitals = tuple(word[0].isupper() for word in written)
                by_words.setdefault((words, capitals), _Name(words, capitals, set())).keys.add(key)
        self._by_first: dict[str, list[_Name]] = {}
        for name in by_words.values():
            self._by_first.setdefault(name.words[0], []).append(name)
        for names_ in self._by_first.values():
            names_.sort(key=lambda name: (-len(name.words), name.words, name.capitals))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the names in `text`, from left to right, none within another."""
        tokens = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            candidates = self._by_first.get(folded(tokens[at][0]))
            name = self._best(text, tokens, at, candidates) if candidates else None
            if name is None:
                at += 1
                continue
            last = at + len(name.words) - 1
            if len(name.words) > 1 or not _in_longer_name(text, tokens, at):
                start, end = tokens[at][1], tokens[last][2]
                found.append(Mention(text[start:end], start, end, frozenset(name.keys)))
            at = last + 1
        return tuple(found)

    def _best(
        self, text: str, tokens: list[tuple[str, int, int]], at: int, candidates: list[_Name]
    ) -> _Name | None:
        """Return the longest name that stands at token `at`; equal ones are taken together."""
        best: _Name | None = None
        for name in candidates:
            if best is not None and len(name.words) < len(best.words):
                break
            if _stands(text, tokens, at, name):
                best = name if best is None else _Name(best.words, best.capitals, best.keys | name.keys)
        return best


def _stands(text: str, tokens: list[tuple[str, int, int]], at: int, name: _Name) -> bool:
    if at + len(name.words) > len(tokens):
        return False
    for offset, (word, capital) in enumerate(zip(name.words, name.capitals, strict=True)):
        written, start, _ = tokens[at + offset]
        if folded(written) != word or (capital and not written[0].isupper()):
            return False
        if offset and not _GAP.fullmatch(text[tokens[at + offset - 1][2] : start]):
            return False
    return True


def _in_longer_name(text: str, tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Tell whether a capitalised word that begins no sentence stands directly before or after."""
    _, start, end = tokens[at]
    if at + 1 < len(tokens):
        word, next_start, _ = tokens[at + 1]
        if text[end:next_start] in (" ", "\u00a0") and word[0].isupper():
            return True
    if at:
        word, before_start, before_end = tokens[at - 1]
        if text[before_end:start] in (" ", "\u00a0") and word[0].isupper():
            gap = text[tokens[at - 2][2] : before_start] if at > 1 else text[:before_start]
            return at > 1 and not _BEGINS_SENTENCE.search(gap)
    return False


class Names:
    """The names of a subject in its texts; every text is read once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._indexes: dict[str, NameIndex] = {}
        self._read: dict[tuple[str, str], tuple[Mention, ...]] = {}

    def index(self, language: str) -> NameIndex:
        """Return the organisations' names and aliases in `language`, with those of no language."""
        if language not in self._indexes:
            self._indexes[language] = NameIndex(self._names(language))
        return self._indexes[language]

    def _names(self, language: str) -> Iterable[tuple[str, str]]:
        for each in self.subject.organisations:
            for name in (each.name, *each.former_names):
                yield name.best((language, "und")), each.slug
            for alias in each.aliases:
                if alias.language in (language, "und"):
                    yield alias.text, each.slug
        for key, place in self.places.items():
            yield place.best((language,)), key

    @cached_property
    def places(self) -> dict[str, LocalizedText]:
        """Places that are no organisation, of activities, meetings and elsewhere, by a key of their own."""
        places = [place for activity in self.subject.activities for place in activity.places]
        places += [meeting.place for meeting in self.subject.meetings]
        names = [place.name for place in places if place.organisation is None and place.name]
        return {place_key(name): name for name in (*self.subject.cities, *names)}

    def in_text(self, text: str, language: str) -> tuple[Mention, ...]:
        """Return the mentions in a text of `language`."""
        key = (language, text)
        if key not in self._read:
            self._read[key] = self.index(language).mentions(text)
        return self._read[key]

    def in_texts(self, texts: Mapping[str, str]) -> dict[str, tuple[Mention, ...]]:
        """Return the mentions per language."""
        return {language: self.in_text(text, language) for language, text in sorted(texts.items())}

    @cached_property
    def seat(self) -> frozenset[str]:
        """The folded names of the city in which the association has its seat."""
        return frozenset(map(fold, self.subject.seat.values()))

    def is_seat(self, written: str) -> bool:
        """Whether the words are the name of the association's seat and nothing more."""
        return fold(written) in self.seat

    @cached_property
    def namesakes(self) -> dict[str, frozenset[str]]:
        """Organisations that share a name or alias with each organisation, itself included."""
        by_name: dict[str, set[str]] = {}
        for each in self.subject.organisations:
            for text in spellings(each.name, each.former_names, (alias.text for alias in each.aliases)):
                by_name.setdefault(text, set()).add(each.slug)
        found: dict[str, set[str]] = {each.slug: {each.slug} for each in self.subject.organisations}
        for slugs in by_name.values():
            for slug in slugs:
                found[slug] |= slugs
        return {slug: frozenset(slugs) for slug, slugs in found.items()}

    def at_seat(self, slug: str) -> bool:
        """Whether one of the organisation's names is that of the association's seat."""
        each = self.subject.organisation.get(slug)
        if each is None:
            return False
        return bool(
            self.seat & spellings(each.name, each.former_names, (alias.text for alias in each.aliases))
        )

    def own(self, activity: Activity) -> frozenset[str]:
        """The keys of an activity's own places, with their namesakes."""
        keys: set[str] = set()
        for place in activity.places:
            if place.organisation is None:
                keys.add(place_key(place.name))
            else:
                keys |= self.namesakes.get(place.organisation, frozenset({place.organisation}))
        return frozenset(keys)

    def tells_its_place(self, activity: Activity) -> bool:
        """Whether title or text name a place of the activity, or a word made from its name (“madrileño”)."""
        own = self.own(activity)
        stems = {
            folded(word)[:_STEM]
            for place in activity.places
            for name in (*place.name.values(), *self._spelled(place.organisation))
            for word in _WORD.findall(name)
            if len(word) >= _LONG_WORD and word[0].isupper()
        }
        for language in activity.text:
            whole = f"{activity.title.get(language, '')}.\n{activity.text[language]}"
            if any(mention.keys & own for mention in self.in_text(whole, language)):
                return True
            if any(folded(word).startswith(tuple(stems)) for word in _WORD.findall(whole)):
                return True
        return False

    def _spelled(self, slug: str | None) -> Iterable[str]:
        each = self.subject.organisation.get(slug or "")
        if each is None:
            return ()
        return (*each.name.values(), *(alias.text for alias in each.aliases))


def spellings(name: LocalizedText, former: Iterable[LocalizedText], aliases: Iterable[str]) -> frozenset[str]:
    """Return every spelling, folded."""
    texts = [*name.values(), *(text for each in former for text in each.values()), *aliases]
    return frozenset(filter(None, map(folded, texts)))


def place_key(name: LocalizedText) -> str:
    """Return the key of a place that is no organisation; it cannot be a slug."""
    return f"place:{fold(name.best(('en', 'fr', 'es')))}"


def organisations_in(subject: Subject, text: Text, language: str) -> tuple[Mention, ...]:
    """Return the mentions of organisations (not of other places) in one language of a text."""
    found = subject.names.in_text(text.texts[language], language)
    return tuple(mention for mention in found if not any(key.startswith("place:") for key in mention.keys))
