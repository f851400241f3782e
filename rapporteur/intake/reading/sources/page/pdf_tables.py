"""Tables of a page that are only set as such: three heads of columns or more, and rows of short cells below them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.grammar import LANGUAGES, load
from rapporteur.intake.reading.sources.pdf_shapes import Row, TextBlock

_FEWEST_HEADS = 3
"""Heads side by side: two are the labels of two boxes, or the titles of two columns of text."""
_FEWEST_ROWS = 2
_LONGEST_HEAD = 40
_LONGEST_KEY = 45
"""Characters of a head, and of the cells of the column by which the rows of a table are known."""
_LEVEL = 3.0
"""Points by which base lines of one row differ, and left edges of the cells of one column."""
_BELOW = 6.0
"""How far below the row before it, in sizes of its type, a row of a table stands at most."""
_APART = 1.25
"""How much further apart two rows of a table are than the lines of one cell, where any cell has several."""
_MOST = 0.6
"""The share of rows that begin with a day, a month or a place with one, in the column by which rows are known."""


def with_tables(rows: Sequence[Row], first: int) -> tuple[list[Row], list[TextBlock]]:
    """Return the rows that are in no table, and each table as a block whose parts are its cells, from `first` on."""
    lines = _lines(rows)
    left: list[Row] = []
    blocks: list[TextBlock] = []
    index = 0
    while index < len(lines):
        after = _table_end(lines, index) if _are_heads(lines[index]) else index
        block = _table(lines[index:after], first + len(blocks)) if after > index + _FEWEST_ROWS else None
        if block is None:
            left.extend(lines[index])
            index += 1
        else:
            blocks.append(block)
            index = after
    return left, blocks


def _lines(rows: Sequence[Row]) -> list[list[Row]]:
    """Return rows by their base lines, from the top, each from the left."""
    result: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (row.base, row.x0)):
        if result and row.base - result[-1][0].base <= _LEVEL:
            result[-1].append(row)
        else:
            result.append([row])
    return [sorted(line, key=lambda row: row.x0) for line in result]


def _are_heads(line: Sequence[Row]) -> bool:
    return len(line) >= _FEWEST_HEADS and all(row.heavy and len(row.text) <= _LONGEST_HEAD for row in line)


def _size_of_heads(lines: Sequence[Sequence[Row]]) -> int:
    """Return over how many lines the heads of columns go: those below the first are bold too and begin below it."""
    edges = [row.x0 for row in lines[0]]
    size = 1
    while size < len(lines) and all(row.heavy and _column(row, edges) is not None for row in lines[size]):
        size += 1
    return size


def _table_end(lines: Sequence[Sequence[Row]], start: int) -> int:
    """Return the index after the lines whose pieces all begin below a head."""
    edges = [row.x0 for row in lines[start]]
    index = start + _size_of_heads(lines[start:])
    while index < len(lines):
        line, above = lines[index], lines[index - 1]
        near = line[0].base - above[0].base <= _BELOW * line[0].size
        if not near or any(row.heavy or _column(row, edges) is None for row in line):
            break
        index += 1
    return index


def _column(row: Row, edges: Sequence[float]) -> int | None:
    return next((at for at, edge in enumerate(edges) if abs(row.x0 - edge) <= _LEVEL), None)


def _table(lines: Sequence[Sequence[Row]], number: int) -> TextBlock | None:
    """Return a table as a block whose parts are its cells; nothing where no column tells rows by days or months."""
    edges = [row.x0 for row in lines[0]]
    cells: dict[tuple[int, int], list[Row]] = {}
    at = 0
    heads, lines = lines[: _size_of_heads(lines)], lines[_size_of_heads(lines) :]
    steps = [below[0].base - above[0].base for above, below in itertools.pairwise(lines)]
    closed = min(steps, default=0.0) * _APART
    tall = any(step > closed for step in steps)
    for line, step in zip(lines, (closed + 1, *steps), strict=True):
        at += step > closed if tall else _column(line[0], edges) == 0
        for row in line:
            cells.setdefault((at, _column(row, edges) or 0), []).append(row)
    if at < _FEWEST_ROWS or (0, 0) in cells or not _is_told(cells, len(edges), at):
        return None
    for row in (row for line in heads for row in line):
        cells.setdefault((0, _column(row, edges) or 0), []).append(row)
    parts = [
        TextBlock([replace(row, cell=(number, place + 1, column)) for row in found])
        for (place, column), found in sorted(cells.items())
    ]
    return TextBlock([row for part in parts for row in part.rows], parts)


def _is_told(cells: dict[tuple[int, int], list[Row]], width: int, count: int) -> bool:
    """Whether a column has a day or month in most rows, and not all columns have: these were cards side by side."""
    told = [
        sum(_is_dated(cells.get((row, column), ())) for row in range(1, count + 1)) for column in range(width)
    ]
    return max(told) >= _MOST * count and min(told) < max(told)


def _is_dated(cell: Sequence[Row]) -> bool:
    text = " ".join(row.text.strip() for row in cell)
    return 0 < len(text) <= _LONGEST_KEY and any(read_date_line(text, load(each)) for each in LANGUAGES)
