"""What a page of a PDF is made of: glyphs, rows of them, blocks of rows."""

from dataclasses import dataclass, field


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
        return self.bottom - 0.22 * self.size


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

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    @property
    def heavy(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.bold) and sum(b - a for a, b in self.bold) >= len(self.text) - 1


@dataclass(slots=True)
class Block:
    """Rows that belong together: of one column, style and leading."""

    rows: list[Row] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return min(row.x0 for row in self.rows)

    @property
    def x1(self) -> float:
        return max(row.x1 for row in self.rows)

    @property
    def top(self) -> float:
        return self.rows[0].top

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom
