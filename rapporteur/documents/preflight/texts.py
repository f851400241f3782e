"""Every text of a report that is printed, with what the fonts cannot draw and words that fit no line."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.preflight.problems import LayoutProblem
from rapporteur.report.value.data import NodeData, ReportData

COVERAGE = Path(__file__).parents[1] / "fonts" / "coverage.json"

INVISIBLE = frozenset("\t\n\u200c\u200d\u200e\u200f\u2060")
"""Characters without a shape of their own that text may hold although no font draws them."""

LONGEST_WORD = 36
"""Characters without a place to break at that fit the text column, in the size of a title."""
_BREAKS = re.compile(r"[\s\u200b\u00ad\-/\u2010\u2013\u2014]+")
_NOT_PRINTED = frozenset(
    {"content", "media_type", "href", "link", "slug", "kind", "role", "source_language", "sha256"}
)


class _PlacedText(NamedTuple):
    """A text of the report and where it stands; `language` is empty for one that no language changes."""

    record: str
    field: str
    language: str
    text: str


def text_problems(
    data: ReportData, languages: Sequence[str], *, drawn: bool = True
) -> Iterator[LayoutProblem]:
    """Yield a problem for each text with characters or words that cannot be printed.

    What the report's fonts do not draw may have any letter and any word, but no character that no font has.
    """
    texts = list(_texts(data, languages))
    whole = "\n".join([text.text for text in texts])
    # Nearly always no text has either fault: then none is looked at by itself.
    if _outside().search(whole):
        for text in texts:
            yield from _characters(text, drawn=drawn)
    if drawn and any(len(word) > LONGEST_WORD for word in whole.split()):
        for text in texts:
            yield from _words(text)


def _texts(data: ReportData, languages: Sequence[str]) -> Iterator[_PlacedText]:
    """Yield every text of the report that is printed, in `languages` and those without a language."""
    for name in data.__struct_fields__:
        value = getattr(data, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value, start=1):
                yield from _walk(item, _record(name, item, number), "", languages)
        elif isinstance(value, Value):
            yield from _walk(value, name, "", languages)


_NAMES = {"activities": "activity", "media": "media mention", "bilateral_meetings": "bilateral meeting"}


def _record(collection: str, item: object, number: int) -> str:
    """Return what a record of `collection` is called: its kind with its slug or number."""
    kind = _NAMES.get(collection, collection.replace("_", " ").removesuffix("s"))
    return f"{kind} {getattr(item, 'slug', number)}"


def _walk(
    value: object, record: str, field: str, languages: Sequence[str], language: str = ""
) -> Iterator[_PlacedText]:
    """Yield the texts within `value`, whatever it is made of."""
    if isinstance(value, str):
        yield _PlacedText(record, field, language, value)
    elif isinstance(value, (LocalizedText, dict)):
        for each in languages:
            if each in value:
                yield from _walk(value[each], record, field, languages, each)
    else:
        for inner_record, inner_field, part in _parts(value, record, field):
            yield from _walk(part, inner_record, inner_field, languages, language)


def _parts(value: object, record: str, field: str) -> Iterator[tuple[str, str, object]]:
    """Yield (record, field, part) for the parts of a model or a list; the nodes of a plan are records."""
    if isinstance(value, Value):
        for name in _printed(type(value)):
            yield record, f"{field}.{name}" if field else name, getattr(value, name)
    elif isinstance(value, (tuple, list)):
        for number, item in enumerate(value, start=1):
            if isinstance(item, NodeData):
                yield f"plan node {item.code}", "", item
            else:
                yield record, f"{field}[{number}]", item


@cache
def _printed(model: type[Value]) -> tuple[str, ...]:
    """Return the names of the fields of a model that may be printed."""
    return tuple(name for name in model.__struct_fields__ if name not in _NOT_PRINTED)


@cache
def _outside() -> re.Pattern[str]:
    """Return a pattern for what the fonts do not draw."""
    pairs = json.loads(COVERAGE.read_text(encoding="utf-8"))
    ranges = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in pairs)
    return re.compile(f"[^{ranges}{''.join(sorted(INVISIBLE))}]")


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that the report's fonts cannot print, each once, in order."""
    return tuple(dict.fromkeys(_outside().findall(text)))


def _characters(text: _PlacedText, *, drawn: bool) -> Iterator[LayoutProblem]:
    """Yield a problem where a text has characters that no font of the report draws, or no font at all."""
    if characters := [one for one in unprintable(text.text) if drawn or not one.isprintable()]:
        names = tuple(_named(character) for character in characters[:5])
        yield LayoutProblem(
            text.record,
            text.field,
            text.language,
            "NO_GLYPH",
            {"characters": names},
        )


def _named(character: str) -> str:
    """Return a character with its number and name, so that an invisible one can be found."""
    shown = f"“{character}” " if character.isprintable() else ""
    return f"{shown}U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def longest_word(text: str) -> str:
    """Return the longest stretch of `text` that cannot be broken over two lines."""
    return max(_BREAKS.split(text), key=len, default="")


def _words(text: _PlacedText) -> Iterator[LayoutProblem]:
    """Yield a problem where a word is too long for a line."""
    word = longest_word(text.text) if len(text.text) > LONGEST_WORD else ""
    if len(word) > LONGEST_WORD:
        yield LayoutProblem(
            text.record,
            text.field,
            text.language,
            "LONG_WORD",
            {"word": f"{word[:40]}…", "length": len(word), "most": LONGEST_WORD},
        )
