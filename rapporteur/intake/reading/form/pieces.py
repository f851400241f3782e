"""What a page is made of, whatever its words: headings, paragraphs, items of lists, labels with their contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapporteur.intake.reading.sources.lines import Line, collapse, key

MONTH = "@month"
"""The style of a month that stands alone, whatever its type is."""


class PieceForm(StrEnum):
    """The form of a piece."""

    HEAD = "HEAD"
    TEXT = "TEXT"
    ITEM = "ITEM"
    FACT = "FACT"


@dataclass(slots=True)
class FormPiece:
    """One piece: its form, its lines, and what stands in them.

    A fact has a label; `row` numbers the row of a table, or the table of labels, that it stands in, 0 in running
    lines. `record` says that the row stands below heads of columns, and so is a whole by itself. `style` is what
    headings share that are of one level.
    """

    shape: PieceForm
    lines: list[Line]
    texts: list[str]
    label: str = ""
    row: int = 0
    record: bool = False
    style: str = ""
    rest: list[Line] = field(default_factory=list)
    """Lines that belong to it and say nothing: rules below a heading, the label of a fact."""

    @property
    def texts_with_lines(self) -> list[tuple[str, Line]]:
        """Its texts, each with its line."""
        return list(zip(self.texts, self.lines, strict=True))

    @property
    def text(self) -> str:
        """All of its text in one line."""
        return collapse(" ".join(self.texts))

    @property
    def name(self) -> str:
        """The key of its label."""
        return key(self.label)

    @property
    def first(self) -> Line:
        """The line that it begins with."""
        return self.lines[0]


def is_shape(pieces: Sequence[FormPiece], index: int, *shapes: PieceForm) -> bool:
    """Tell whether there is a piece at `index`, and of one of these forms."""
    return 0 <= index < len(pieces) and pieces[index].shape in shapes
