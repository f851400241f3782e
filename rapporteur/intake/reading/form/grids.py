"""Tables by their form: labels beside contents, rows below the heads of columns, cards, or lists of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.contents import Content, content_of
from rapporteur.intake.reading.form.labels import KNOWN, may_be_label
from rapporteur.intake.reading.sources.lines import Line, key

_LONGEST_HEAD = 60
_LINES_OF_CARD = 3
"""Lines that the cells of cards have on the average; those of a table of facts have one or two."""
_LABELLED = 0.6
"""The share of rows whose first cell is a label, in a table of labels and contents."""


@dataclass(slots=True)
class CellGrid:
    """A table: row and column → the lines of a cell."""

    cells: dict[tuple[int, int], list[Line]] = field(default_factory=dict)

    @property
    def rows(self) -> list[int]:
        """The numbers of its rows."""
        return sorted({row for row, _ in self.cells})

    @property
    def columns(self) -> list[int]:
        """The numbers of its columns."""
        return sorted({column for _, column in self.cells})

    def row(self, row: int) -> dict[int, list[Line]]:
        """Return the cells of a row by their column."""
        return {column: self.cells[row, column] for column in self.columns if (row, column) in self.cells}

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell in one line."""
        return " ".join(line.text.strip() for line in self.cells.get((row, column), ()))


def tables_of(lines: Sequence[Line]) -> dict[int, CellGrid]:
    """Return the tables of a document by their number."""
    result: dict[int, CellGrid] = {}
    for line in lines:
        if line.cell is not None:
            table, row, column = line.cell
            result.setdefault(table, CellGrid()).cells.setdefault((row, column), []).append(line)
    return result


class Grids:
    """All tables of a document; what one is follows from its cells and from what comes again in others."""

    def __init__(self, lines: Sequence[Line], ctx: ReadingContext) -> None:
        self.ctx = ctx
        self.tables = tables_of(lines)
        self._firsts = Counter(
            name
            for table in self.tables.values()
            for name in (
                key(table.text(row, min(table.columns))) for row in table.rows if len(table.row(row)) > 1
            )
        )
        self._heads = Counter(self._head_key(table) for table in self.tables.values())

    def _head_key(self, table: CellGrid) -> str:
        return key(" ".join(table.text(table.rows[0], column) for column in table.columns))

    def is_known(self, text: str) -> bool:
        """Tell whether the word of a label or head of a column is known."""
        return (
            self.ctx.grammar.label(text, *KNOWN) is not None or self.ctx.grammar.form_label(text) is not None
        )

    def has_labels(self, table: CellGrid) -> bool:
        """Tell whether the first cell of most rows is a label of the second."""
        if len(table.columns) != 2:
            return False
        firsts = [table.text(row, table.columns[0]) for row in table.rows if len(table.row(row)) > 1]
        if not firsts or len(firsts) < _LABELLED * len(table.rows):
            return False
        labels = sum(
            may_be_label(text) and (self._firsts[key(text)] > 1 or self.is_known(text)) for text in firsts
        )
        return labels >= _LABELLED * len(firsts)

    def has_heads(self, table: CellGrid) -> bool:
        """Tell whether the first row is the heads of the columns below it."""
        rows = table.rows
        heads = [table.text(rows[0], column) for column in table.columns]
        if len(rows) < 2 or len(table.columns) < 2 or sum(map(bool, heads)) < 2:
            return False
        if any(len(text) > _LONGEST_HEAD or any(c.isdecimal() for c in text) for text in heads):
            return False
        told = (Content.DAY, Content.PLACED, Content.CODES, Content.TEXT)
        if any(content_of([text], self.ctx) in told for text in heads if text):
            return False
        lines = [line for cell in table.row(rows[0]).values() for line in cell]
        marked = all(line.role == "TH" or line.all_bold for line in lines)
        below = [line for row in rows[1:] for cell in table.row(row).values() for line in cell]
        typed = marked and not all(line.role == "TH" or line.all_bold for line in below)
        known = sum(map(self.is_known, filter(None, heads)))
        return (
            typed
            or known >= min(2, len(table.columns))
            or self._heads[self._head_key(table)] > 1
            or self._differs(table)
        )

    def _differs(self, table: CellGrid) -> bool:
        """Whether what stands below the first row is of a kind that no head is: days, codes, text."""
        telling = 0
        for column in table.columns:
            below = [table.cells[row, column] for row in table.rows[1:] if (row, column) in table.cells]
            kinds = Counter(content_of([line.text for line in cell], self.ctx) for cell in below)
            told = sum(
                kinds[kind]
                for kind in (Content.DAY, Content.PLACED, Content.CODES, Content.TEXT, Content.MONTH)
            )
            telling += bool(below) and 2 * told > len(below)
        return telling >= 1 and len(table.rows) > 2

    def are_cards(self, table: CellGrid) -> bool:
        """Tell whether each cell is a card: several lines, one of which is a day, with or without its place."""
        cells = list(table.cells.values())
        if len(table.columns) == 1:
            return True
        if sum(map(len, cells)) < _LINES_OF_CARD * len(cells):
            return False
        dated = sum(
            any(content_of([line.text], self.ctx) in (Content.DAY, Content.PLACED) or
                any(content_of([part], self.ctx) in (Content.DAY, Content.PLACED) for part in line.text.split(": ")[1:])
                for line in cell)
            for cell in cells
        )  # fmt: skip
        return 2 * dated > len(cells)
