"""What records are called: each name with its language, its kind and the days on which it held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapporteur.base.values.spans import ALWAYS, Span

UNDETERMINED = "und"
"""The language of a name that belongs to none in particular: ISO 639-3's code for it."""


class NameKind(StrEnum):
    """What a name settles."""

    NAME = "NAME"
    """What the record is called, as long as the name holds; afterwards it still means the record."""
    ALIAS = "ALIAS"
    """Another spelling, an acronym, a name that others use."""
    AMBIGUOUS = "AMBIGUOUS"
    """It may mean this record or another: a question to whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling: its language (`und` where it belongs to none), its kind, from when until when (excluded) it holds."""

    text: str
    language: str = UNDETERMINED
    kind: NameKind = NameKind.NAME
    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether it is in use on `day`; without a day, whether it ever was."""
        return day is None or self.span.holds_on(day)

    @property
    def span(self) -> Span:
        """The days on which it is in use."""
        return Span(self.start, self.end)

    def speaks(self, language: str) -> bool:
        """Whether a text in `language` may use it."""
        return self.language in (language, UNDETERMINED)


def names_of(
    texts: Mapping[str, str],
    *,
    kind: NameKind = NameKind.NAME,
    start: date | None = None,
    end: date | None = None,
) -> tuple[Name, ...]:
    """Return a text per language as names that hold for the same days."""
    return tuple(Name(text, language, kind, start, end) for language, text in texts.items())


class Standing(StrEnum):
    """What an organisation is to the network on a day, or whether another record is in force on it."""

    CURRENT = "CURRENT"
    ENDED = "ENDED"
    PROSPECT = "PROSPECT"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record that a name may mean, by its slug or a key of its own.

    `held` are the days on which it was in force (an organisation: a member), `prospect` those on which it might become
    so.
    """

    key: str
    names: tuple[Name, ...]
    held: tuple[Span, ...] = (ALWAYS,)
    prospect: tuple[Span, ...] = ()

    def standing(self, on: date | None) -> Standing:
        """Return what it is on a day, or was on any: that it is in force outweighs everything else."""
        if any(on is None or span.holds_on(on) for span in self.held):
            return Standing.CURRENT
        if any(on is None or span.holds_on(on) for span in self.prospect):
            return Standing.PROSPECT
        if on is not None and any(span.before(Span(on)) for span in self.held):
            return Standing.ENDED
        return Standing.OTHER

    def called(self, language: str, on: date | None = None) -> str:
        """Return its name in `language` on a day, in any where it has none, its key where it has no name at all."""
        names = [name for name in self.names if name.kind is NameKind.NAME and name.holds_on(on)]
        for name in names:
            if name.language == language:
                return name.text
        return names[0].text if names else self.key

    def names_in(self, language: str) -> Iterator[str]:
        """Yield how a text in `language` may call it, former names included.

        A dated name that has no such language is used in another: a text must call the organisation something.
        """
        dated: dict[Span, Name] = {}
        for name in self.names:
            if name.kind is not NameKind.NAME:
                if name.speaks(language):
                    yield name.text
                continue
            best = dated.setdefault(name.span, name)
            if _nearness(name, language) < _nearness(best, language):
                dated[name.span] = name
        yield from (name.text for name in dated.values())


def _nearness(name: Name, language: str) -> int:
    return 0 if name.language == language else 1 if name.language == UNDETERMINED else 2
