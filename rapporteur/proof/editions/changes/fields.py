"""Fields of a report's records, in the shapes in which two reports are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.richtext import Block, plain
from rapporteur.proof.editions.changes.values import ValueWords
from rapporteur.report.value import data as d


@dataclass(frozen=True)
class OneValue:
    """A field with one value, and how it reads in every language."""

    value: Any
    words: LocalizedText


@dataclass(frozen=True)
class LanguageTexts:
    """A field with a text per language."""

    texts: LocalizedText


@dataclass(frozen=True)
class NamedParts:
    """A field that is a list of named things, each with details that may differ (a role)."""

    parts: dict[str, LocalizedText]
    details: dict[str, OneValue] = field(default_factory=dict)


Field = OneValue | LanguageTexts | NamedParts


@dataclass(frozen=True)
class ComparedRecord:
    """A record with its fields; `pair` tells which of the unidentified ones of its type may be the same one."""

    type: str
    key: str
    name: LocalizedText
    fields: dict[str, Field]
    pair: str = ""


class Fields:
    """Makes comparable fields of values."""

    def __init__(self, words: ValueWords) -> None:
        self.words = words

    def plain(self, value: Any) -> OneValue:
        """A value that reads the same in every language; nothing reads as a dash."""
        return OneValue(value, self.words.same("" if value is None else str(value)))

    def in_words(self, value: Any, say: Callable[[str], str]) -> OneValue:
        return OneValue(value, self.words.in_every_language(say))

    def yes(self, value: bool) -> OneValue:  # a value to be worded, not a switch
        return OneValue(value, self.words.word("yes" if value else "no"))

    def names(self, refs: Iterable[d.OrganisationRef | d.ActivatedIn]) -> dict[str, LocalizedText]:
        return {ref.slug: ref.name for ref in refs}

    def people(self, refs: Iterable[d.PersonRef]) -> NamedParts:
        known = {ref.slug: ref for ref in refs}
        return NamedParts(
            {slug: self.words.same(ref.name) for slug, ref in known.items()},
            {slug: OneValue(ref, ref.function) for slug, ref in known.items()},
        )

    def picture(self, photo: d.PhotoData | None) -> dict[str, Field]:
        """The picture and the texts that belong to it."""
        content = photo and (photo.content, photo.media_type, photo.width, photo.height)
        return {
            "photo": OneValue(content, self.words.word("a_photo") if photo else EMPTY),
            "alt": LanguageTexts(photo.alt if photo else EMPTY),
            "caption": LanguageTexts(photo.caption if photo else EMPTY),
            "credit": self.plain(photo.credit if photo else ""),
        }

    def place(self, place: d.PlaceData) -> OneValue:
        degrees = "" if place.latitude is None else f"{place.latitude}, {place.longitude}"

        def where(language: str) -> str:
            return " ".join(filter(None, (place.country and country(place.country, language), degrees)))

        return self.in_words((place.country, place.latitude, place.longitude, place.organisation), where)


def rich(text: dict[str, tuple[Block, ...]]) -> dict[str, Field]:
    """A rich text as its words, and its style where the words are the same."""
    words = LocalizedText({language: plain(blocks) for language, blocks in text.items()})
    return {"text": LanguageTexts(words), "style": OneValue(_styles(text), EMPTY)}


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
