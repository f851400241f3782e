"""The names of a subject in its texts: those of its organisations, and of places that are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.search import fold
from rapporteur.proof.rules.facts import ActivityFacts, Text
from rapporteur.proof.rules.subject import Subject
from rapporteur.records.names.in_texts import WORD, NameInText, folded
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.name import NamedRecord, names_of

_PLACE = "place:"
_LONG_WORD = 4
_STEM = 5
"""So much of a name stands in words made from it: “madrileño” from Madrid, “berlinois” from Berlin."""


class SubjectNames:
    """The names of a subject in its texts; every text is read once."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._read: dict[tuple[str, str], tuple[NameInText, ...]] = {}

    @cached_property
    def index(self) -> NameIndex:
        """The names of organisations, by their slugs, and of other places, by keys that can be no slug."""
        places = (NamedRecord(key, names_of(name)) for key, name in self.places.items())
        return NameIndex((*(each.named for each in self.subject.organisations), *places))

    @cached_property
    def places(self) -> dict[str, LocalizedText]:
        """Places that are no organisation, of activities, meetings and elsewhere, by a key of their own."""
        places = [place for activity in self.subject.activities for place in activity.places]
        places += [meeting.place for meeting in self.subject.meetings]
        names = [place.name for place in places if place.organisation is None and place.name]
        return {place_key(name): name for name in (*self.subject.cities, *names)}

    def in_text(self, text: str, language: str) -> tuple[NameInText, ...]:
        """Return the mentions in a text of `language`."""
        key = (language, text)
        if key not in self._read:
            self._read[key] = self.index.mentions(text, language)
        return self._read[key]

    def in_texts(self, texts: Mapping[str, str]) -> dict[str, tuple[NameInText, ...]]:
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
        slugs = self.subject.organisation.keys()
        return {slug: self.index.namesakes(slug) & slugs for slug in slugs}

    def at_seat(self, slug: str) -> bool:
        """Whether one of the organisation's names is that of the association's seat."""
        return slug in self.subject.organisation and bool(self.seat & self.index.folded_names(slug))

    def own(self, activity: ActivityFacts) -> frozenset[str]:
        """The keys of an activity's own places, with their namesakes."""
        keys: set[str] = set()
        for place in activity.places:
            if place.organisation is None:
                keys.add(place_key(place.name))
            else:
                keys |= self.namesakes.get(place.organisation, frozenset({place.organisation}))
        return frozenset(keys)

    def tells_its_place(self, activity: ActivityFacts) -> bool:
        """Whether title or text name a place of the activity, or a word made from its name (“madrileño”)."""
        own = self.own(activity)
        stems = {
            folded(word)[:_STEM]
            for place in activity.places
            for name in (*place.name.values(), *self._spelled(place.organisation))
            for word in WORD.findall(name)
            if len(word) >= _LONG_WORD and word[0].isupper()
        }
        for language in activity.text:
            whole = f"{activity.title.get(language, '')}.\n{activity.text[language]}"
            if any(mention.keys & own for mention in self.in_text(whole, language)):
                return True
            if any(folded(word).startswith(tuple(stems)) for word in WORD.findall(whole)):
                return True
        return False

    def _spelled(self, slug: str | None) -> Iterable[str]:
        each = self.subject.organisation.get(slug or "")
        return () if each is None else (*each.name.values(), *(alias.text for alias in each.aliases))


def place_key(name: LocalizedText) -> str:
    """Return the key of a place that is no organisation; it cannot be a slug."""
    return f"{_PLACE}{fold(name.best(('en', 'fr', 'es')))}"


def names_in_texts(subject: Subject) -> SubjectNames:
    """Return the organisations' names in the texts of a subject; every text is read once for all rules."""
    return subject.derived(SubjectNames)


def organisations_in(subject: Subject, text: Text, language: str) -> tuple[NameInText, ...]:
    """Return the mentions of organisations (not of other places) in one language of a text."""
    found = names_in_texts(subject).in_text(text.texts[language], language)
    return tuple(mention for mention in found if not any(key.startswith(_PLACE) for key in mention.keys))
