"""How far a Word document is read, and the text of its paragraphs as it grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.lines import LineBuilder
from rapporteur.intake.reading.sources.refused import Limits
from rapporteur.intake.reading.sources.source_text import Note


@dataclass
class ReadSoFar:
    """How far a document is read; documents that are embedded in it go on from there."""

    builder: LineBuilder
    where: str
    limits: Limits
    number: int = 0
    unit: int = 0
    table: int = 0
    page: int = 1
    chunks: int = 0
    changes: int = 0
    hidden: int = 0
    first_hidden: int = 0
    """The number of the line in which, or after which, hidden text stands first."""
    notes: list[Note] = field(default_factory=list)

    def hide(self, text: str) -> None:
        """Count text that nobody was to see."""
        if text.strip():
            self.first_hidden = self.first_hidden or self.number + 1
            self.hidden += len(text)

    def notices(self) -> list[str]:
        """Say what was left out."""
        said: list[str] = []
        if self.hidden:
            said.append(
                Notice(
                    Message("hidden text was left out: {count} characters, the first at line {line}"),
                    count=self.hidden,
                    line=self.first_hidden,
                )
            )
        if self.changes:
            said.append(
                Notice(
                    Message(
                        "the document has tracked changes, which are read as accepted: {count} deleted or moved "
                        "passages were left out where they stood"
                    ),
                    count=self.changes,
                )
            )
        return said


@dataclass
class ParagraphText:
    """The text of a paragraph as it grows: pieces, their length, bold stretches, boxes and notes in it."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    bold: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, *, bold: bool = False) -> None:
        if bold and text:
            self.bold.append((self.length, self.length + len(text)))
        self.pieces.append(text)
        self.length += len(text)


def spans_by_line(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield, for each line of a text, the stretches (in order, apart) that lie in it, counted from its beginning."""
    waiting = list(reversed(list(spans)))
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        found = []
        while waiting and waiting[-1][0] <= end:
            a, b = waiting.pop()
            if min(b, end) > max(a, start):
                found.append((max(a, start) - start, min(b, end) - start))
            if b > end + 1:
                waiting.append((end + 1, b))
                break
        yield tuple(found)
        start = end + 1
