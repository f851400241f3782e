"""A text as the segments in which it is translated: sentences, else paragraphs, else the whole.

What stands between segments (tags of blocks, spaces) is kept with the segment after it, so that segments put together
again are the text they came from, to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_BLOCKS = re.compile(
    r"(?<!\s)(?:\s*</?(?:p|ul|ol|li|h[1-6]|hr|br|blockquote|div)\b[^<>]*>\s*|\s*\n\s*)+", re.IGNORECASE
)
"""Looked for where spaces begin, not from each of many."""
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(
    r"[.!?…][»”\"’')\]]*(?:</[a-z]+>)*(\s+)(?=(?:<[a-z][^<>]*>)*[«“\"¿¡(\[‘]?\s?[A-ZÀ-ÖØ-Þ0-9])"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(«“\"’'])(?:[A-ZÀ-Þ]|M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Dra|Sr|Sra|St|Ste|Sto|Sta|Prof|art|no|núm|n|vs|cf|p|pp"
    r"|ex|ej|fig|vol|av|approx|aprox|env)\.$"
)
"""Words whose full stop ends no sentence: titles, initials, references, in the languages that networks write."""
_LONGEST_ABBREVIATED = 8
"""Characters of the longest of them, with what stands before it and its full stop: no further back is looked."""


class PieceSize(StrEnum):
    """In how large pieces a text is taken."""

    SENTENCE = "SENTENCE"
    BLOCK = "BLOCK"
    WHOLE = "WHOLE"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text, tags within it included, and what stands before it: tags of blocks, spaces."""

    text: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Segments:
    """The pieces of a text in order, and what stands after the last."""

    parts: tuple[TextPiece, ...]
    end: str = ""

    def texts(self) -> tuple[str, ...]:
        """Return the pieces alone."""
        return tuple(part.text for part in self.parts)

    def frame(self) -> tuple[str, ...]:
        """Return what stands around the pieces, spaces apart: two texts of one frame have the same paragraphs."""
        return tuple(_SPACE.sub("", between) for between in (*(part.before for part in self.parts), self.end))


def split(text: str, unit: PieceSize = PieceSize.SENTENCE) -> Segments:
    """Return the segments of a text: sentences within paragraphs, paragraphs, or the whole as one."""
    if unit is PieceSize.WHOLE:
        return Segments((TextPiece(text),) if text else ())
    parts: list[TextPiece] = []
    between = ""
    for block, after in _blocks(text):
        for piece, space in _sentences(block) if unit is PieceSize.SENTENCE else [(block, "")]:
            if piece:
                parts.append(TextPiece(piece, between))
                between = space
            else:
                between += space
        between += after
    return Segments(tuple(parts), between)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield paragraphs and items, each with the tags and spaces after it."""
    start = 0
    for match in _BLOCKS.finditer(text):
        yield text[start : match.start()], match.group()
        start = match.end()
    yield text[start:], ""


def _sentences(block: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a paragraph, each with the spaces after it."""
    start = 0
    for match in _SENTENCE_END.finditer(block):
        stop = match.start() + 1
        if _ABBREVIATED.search(block, max(start, stop - _LONGEST_ABBREVIATED), stop):
            continue
        yield block[start : match.start(1)], match.group(1)
        start = match.end()
    yield block[start:], ""


def join(texts: Sequence[str], befores: Sequence[str], end: str = "") -> str:
    """Return pieces put together with what stands before each, and after the last.

    A piece that is left empty, because a sentence was drawn into another, leaves its tags and not its spaces.
    """
    pieces = [
        (before if text or _SPACE.sub("", before) else "") + text
        for text, before in zip(texts, befores, strict=True)
    ]
    return "".join(pieces) + end


@dataclass(frozen=True, slots=True)
class Paired:
    """A source and its translation, piece beside piece; both have as many."""

    unit: PieceSize
    source: Segments
    target: Segments


@lru_cache(maxsize=8192)
def pair(source: str, target: str) -> Paired:
    """Return source and translation in the smallest pieces in which both have the same frame and number.

    A memory pairs the same texts for each sheet again; what two texts come to depends on nothing else.

    A translation that says in two sentences what the source says in one is paired by paragraphs; one with other
    paragraphs as a whole: a guess which sentence is which would put words beside what they do not mean.
    """
    for unit in (PieceSize.SENTENCE, PieceSize.BLOCK):
        ours, theirs = split(source, unit), split(target, unit)
        if ours.frame() == theirs.frame():
            return Paired(unit, ours, theirs)
    return Paired(PieceSize.WHOLE, split(source, PieceSize.WHOLE), split(target, PieceSize.WHOLE))
