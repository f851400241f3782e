"""Names to records: one answer where there is one, a question with candidates where there is not.

Pure: the registry is plain values, loaded once by :mod:`rapporteur.intake.registry` as of the end of a period. A name
matches exactly, by an alias, in another language, or without its accents and capitals; what merely resembles a name
is a suggestion and never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz, process

from rapporteur.core.search import fold

Span = tuple[date | None, date | None]
ALWAYS: tuple[Span, ...] = ((None, None),)
SUGGESTED_FROM = 75.0
SUGGESTIONS = 5


def holds(span: Span, on: date) -> bool:
    """Tell whether a day lies from the start (None: since ever) up to, without, the end (None: no end)."""
    start, end = span
    return (start is None or start <= on) and (end is None or end > on)


class Answer(StrEnum):
    """What was found: the record, or why no record is the answer."""

    MATCHED = "MATCHED"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"
    ENDED = "ENDED"
    PROSPECT = "PROSPECT"


class How(StrEnum):
    """By which likeness a record was found, the surest first."""

    SLUG = "SLUG"
    EXACT = "EXACT"
    ALIAS = "ALIAS"
    LANGUAGE = "LANGUAGE"
    FOLDED = "FOLDED"
    FUZZY = "FUZZY"


class Standing(StrEnum):
    """What an organisation is to the network on a day, or whether another record is in force on it."""

    CURRENT = "CURRENT"
    ENDED = "ENDED"
    PROSPECT = "PROSPECT"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name or alias; `language` is `und` where it belongs to none, `ambiguous` where it settles nothing."""

    text: str
    language: str = "und"
    alias: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that a name may mean; from when until when (excluded) it held, and was a prospect."""

    slug: str
    spellings: tuple[Spelling, ...]
    held: tuple[Span, ...] = ALWAYS
    prospect: tuple[Span, ...] = ()

    def standing(self, on: date) -> Standing:
        """Return what it is on a day: that it holds outweighs everything else."""
        if any(holds(span, on) for span in self.held):
            return Standing.CURRENT
        if any(holds(span, on) for span in self.prospect):
            return Standing.PROSPECT
        if any(end is not None and end <= on for _, end in self.held):
            return Standing.ENDED
        return Standing.OTHER

    def shown(self, language: str) -> str:
        """Return its name in `language`, or in any."""
        names = [spelling for spelling in self.spellings if not spelling.alias]
        for spelling in names:
            if spelling.language == language:
                return spelling.text
        return names[0].text if names else self.slug


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant, how it was found and how near it is (0 to 100)."""

    slug: str
    name: str
    standing: Standing
    how: How
    score: float = 100.0

    def as_dict(self) -> dict[str, str | float]:
        """Return plain values, as an import keeps them."""
        return {
            "slug": self.slug,
            "name": self.name,
            "standing": self.standing.value,
            "how": self.how.value,
            "score": round(self.score, 1),
        }


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to a name: `slug` is empty unless it is MATCHED; `candidates` are best first."""

    text: str
    answer: Answer
    slug: str = ""
    how: How | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_matched(self) -> bool:
        """Whether there is one record."""
        return self.answer is Answer.MATCHED


_ORDER = {how: rank for rank, how in enumerate(How)}
_OTHER_ANSWERS = {
    Standing.ENDED: Answer.ENDED,
    Standing.PROSPECT: Answer.PROSPECT,
    Standing.OTHER: Answer.UNKNOWN,
}


class Index:
    """Entries that can be asked by name; made once for many questions."""

    def __init__(
        self, entries: Iterable[Entry], on: date, *, squeeze: bool = False, prefer_current: bool = False
    ) -> None:
        """Take entries that are asked as of the day `on` unless a question says another.

        With `squeeze`, spaces and punctuation do not count at all: `L1 M7-D2` is `L1M7D2`. With `prefer_current`, a
        name that several records bear means the one in force: codes of successive plans.
        """
        self.on = on
        self._prefer_current = prefer_current
        self.entries = {entry.slug: entry for entry in entries}
        self._squeeze = squeeze
        self._folded: dict[str, list[tuple[Entry, Spelling]]] = {}
        for entry in self.entries.values():
            for spelling in entry.spellings:
                self._folded.setdefault(self._key(spelling.text), []).append((entry, spelling))
        self._folded.pop("", None)
        self._choices: list[str] = []

    def extended(self, entries: Iterable[Entry]) -> Index:
        """Return an index of these entries and `entries`."""
        return Index(
            (*self.entries.values(), *entries),
            self.on,
            squeeze=self._squeeze,
            prefer_current=self._prefer_current,
        )

    def _key(self, text: str) -> str:
        folded = fold(text)
        return folded.replace(" ", "") if self._squeeze else folded

    def match(
        self, text: str, language: str = "und", *, on: date | None = None, any_standing: bool = False
    ) -> Match:
        """Return what `text`, written in `language`, means on the day `on`.

        `any_standing` accepts records that are not current: a place may be a city that is no member.
        """
        text = " ".join(text.split())
        on = on or self.on
        by_slug = self.entries.get(text)
        if by_slug is not None:
            return self._settle(text, [self._candidate(by_slug, How.SLUG, language, on)], any_standing)
        bearers: dict[str, Candidate] = {}
        ambiguous = False
        for entry, spelling in self._folded.get(self._key(text), ()):
            ambiguous |= spelling.ambiguous
            candidate = self._candidate(entry, _how(text, spelling, language), language, on)
            known = bearers.get(entry.slug)
            if known is None or _ORDER[candidate.how] < _ORDER[known.how]:
                bearers[entry.slug] = candidate
        found = sorted(bearers.values(), key=lambda one: (_ORDER[one.how], one.slug))
        if not found:
            return Match(text, Answer.UNKNOWN, candidates=self.suggestions(text, language, on))
        if self._prefer_current:
            found = [one for one in found if one.standing is Standing.CURRENT] or found
        if ambiguous or len(found) > 1:
            return Match(text, Answer.AMBIGUOUS, candidates=tuple(found))
        return self._settle(text, found, any_standing)

    def _settle(self, text: str, found: Sequence[Candidate], any_standing: bool) -> Match:
        one = found[0]
        if any_standing or one.standing is Standing.CURRENT:
            return Match(text, Answer.MATCHED, one.slug, one.how, tuple(found))
        return Match(text, _OTHER_ANSWERS[one.standing], candidates=tuple(found))

    def _candidate(self, entry: Entry, how: How, language: str, on: date, score: float = 100.0) -> Candidate:
        return Candidate(entry.slug, entry.shown(language), entry.standing(on), how, score)

    def suggestions(self, text: str, language: str = "und", on: date | None = None) -> tuple[Candidate, ...]:
        """Return the records whose names most resemble `text`; none of them is an answer."""
        if not self._choices:
            self._choices = list(self._folded)
        best: dict[str, Candidate] = {}
        for spelling, score, _ in process.extract(
            self._key(text),
            self._choices,
            scorer=fuzz.ratio,
            score_cutoff=SUGGESTED_FROM,
            limit=SUGGESTIONS * 2,
        ):
            for entry, _spelling in self._folded.get(spelling, ()):
                if entry.slug not in best:
                    best[entry.slug] = self._candidate(entry, How.FUZZY, language, on or self.on, score)
        return tuple(best.values())[:SUGGESTIONS]


def _how(text: str, spelling: Spelling, language: str) -> How:
    if text != spelling.text:
        return How.FOLDED
    if spelling.alias:
        return How.ALIAS
    return How.EXACT if spelling.language in {language, "und"} or language == "und" else How.LANGUAGE


@dataclass(frozen=True)
class Registry:
    """What names may mean on the day `on`, or on another that a question says."""

    on: date
    organisations: Index
    nodes: Index
    people: Index
    regions: Index
    initiatives: Index

    def member(self, text: str, language: str = "und", on: date | None = None) -> Match:
        """Return the member that `text` names: an ended membership and a prospect are answers of their own."""
        return self.organisations.match(text, language, on=on)

    def organisation(self, text: str, language: str = "und") -> Match:
        """Return the organisation that `text` names, whether it is a member or not."""
        return self.organisations.match(text, language, any_standing=True)

    def place(self, text: str, language: str = "und") -> Match:
        """Return the organisation whose place `text` is; UNKNOWN is no fault: the place keeps its own name."""
        return self.organisation(text, language)

    def node(self, code: str, on: date | None = None) -> Match:
        """Return the node with this code in the plan in force; one of another version is ENDED.

        An identifier names its node whatever is in force.
        """
        return self.nodes.match(code, on=on, any_standing=code in self.nodes.entries)

    def person(self, name: str) -> Match:
        """Return the person of this name, given and family name in either order."""
        found = self.people.match(name)
        if found.answer is not Answer.UNKNOWN:
            return found
        reordered = self.people.match(in_order(name))
        return found if reordered.answer is Answer.UNKNOWN else replace(reordered, text=found.text)


def in_order(name: str) -> str:
    """Return the words of `name`, folded, in alphabetical order: the same for either order of a person's names."""
    return " ".join(sorted(fold(name).split()))
