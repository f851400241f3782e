"""What a page of a PDF is made of: glyphs, rows of them, blocks of rows."""

from __future__ import annotations

from dataclasses import dataclass, field

ASCENT = 0.78
DESCENT = 0.22
"""How far a letter's box goes above and below the line it stands on, in sizes of type; fonts say other things, each its
own, and so are not asked.
"""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with its box, in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    mark: int | None = None
    """The number of the marked content it stands in; -1 in what is no content (running heads, drawings)."""

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def base(self) -> float:
        """The height of the line it stands on."""
        return self.bottom - DESCENT * self.size


@dataclass(slots=True)
class Row:
    """A stretch of text on one line of one column."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: tuple[tuple[int, int], ...]
    edge: bool = False
    cell: tuple[int, int, int] | None = None
    """Table, row and column, where it stands in a table."""

    @property
    def base(self) -> float:
        """The height of the line it stands on."""
        return self.bottom - DESCENT * self.size

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def heavy(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.bold) and sum(b - a for a, b in self.bold) >= len(self.text) - 1


@dataclass(slots=True)
class TextBlock:
    """Rows that belong together: of one column, style and leading."""

    rows: list[Row] = field(default_factory=list)
    parts: list[TextBlock] = field(default_factory=list)
    """The blocks that it was gathered from, in the order in which they are read; none for a block of its own."""

    @property
    def x0(self) -> float:
        return min(row.x0 for row in self.rows)

    @property
    def x1(self) -> float:
        return max(row.x1 for row in self.rows)

    @property
    def top(self) -> float:
        return min(row.top for row in self.rows)

    @property
    def bottom(self) -> float:
        return max(row.bottom for row in self.rows)
