"""Fields of a report's records, in the shapes in which two reports are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.richtext import Block, plain
from rapporteur.reports import data as d
from rapporteur.reports.change_values import Words


@dataclass(frozen=True)
class Value:
    """A field with one value, and how it reads in every language."""

    value: Any
    words: LocalizedText


@dataclass(frozen=True)
class Text:
    """A field with a text per language."""

    texts: LocalizedText


@dataclass(frozen=True)
class Parts:
    """A field that is a list of named things, each with details that may differ (a role)."""

    parts: dict[str, LocalizedText]
    details: dict[str, Value] = field(default_factory=dict)


Field = Value | Text | Parts


@dataclass(frozen=True)
class Record:
    """A record with its fields; `pair` tells which of the unidentified ones of its type may be the same one."""

    type: str
    key: str
    name: LocalizedText
    fields: dict[str, Field]
    pair: str = ""


class Fields:
    """Makes comparable fields of values."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def plain(self, value: Any) -> Value:
        """A value that reads the same in every language; nothing reads as a dash."""
        return Value(value, self.words.same("" if value is None else str(value)))

    def worded(self, value: Any, say: Callable[[str], str]) -> Value:
        return Value(value, self.words.each(say))

    def yes(self, value: bool) -> Value:  # a value to be worded, not a switch
        return Value(value, self.words.word("yes" if value else "no"))

    def names(self, refs: Iterable[d.OrganisationRef | d.ActivatedIn]) -> dict[str, LocalizedText]:
        return {ref.slug: ref.name for ref in refs}

    def people(self, refs: Iterable[d.PersonRef]) -> Parts:
        known = {ref.slug: ref for ref in refs}
        return Parts(
            {slug: self.words.same(ref.name) for slug, ref in known.items()},
            {slug: Value(ref, ref.function) for slug, ref in known.items()},
        )

    def picture(self, photo: d.PhotoData | None) -> dict[str, Field]:
        """The picture and the texts that belong to it."""
        content = photo and (photo.content, photo.media_type, photo.width, photo.height)
        return {
            "photo": Value(content, self.words.word("a_photo") if photo else EMPTY),
            "alt": Text(photo.alt if photo else EMPTY),
            "caption": Text(photo.caption if photo else EMPTY),
            "credit": self.plain(photo.credit if photo else ""),
        }

    def place(self, place: d.PlaceData) -> Value:
        where = " ".join(
            filter(
                None,
                (place.country, "" if place.latitude is None else f"{place.latitude}, {place.longitude}"),
            )
        )
        return Value(
            (place.country, place.latitude, place.longitude, place.organisation), self.words.same(where)
        )


def rich(text: dict[str, tuple[Block, ...]]) -> dict[str, Field]:
    """A rich text as its words, and its style where the words are the same."""
    words = LocalizedText({language: plain(blocks) for language, blocks in text.items()})
    return {"text": Text(words), "style": Value(_styles(text), EMPTY)}


def _styles(text: dict[str, tuple[Block, ...]]) -> tuple[Any, ...]:
    """Which kinds of blocks and runs a text has, its words apart."""
    return tuple(
        (language, block.kind, run.bold, run.italic, run.href)
        for language, blocks in sorted(text.items())
        for block in blocks
        for item in block.items
        for run in item
        if block.kind != "PARAGRAPH" or run.bold or run.italic or run.href
    )


def _place_key(place: d.PlaceData) -> str:
    return place.organisation or place.name.best(("en", "fr", "es"))
