"""Tables of a Word file or a tagged PDF as lines, in the order in which their cells belong together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.lists import looks_like_names
from rapporteur.intake.reading.sources.lines import Line, key

Cells = dict[tuple[int, int], list[Line]]
"""Row and column → the lines of a cell."""
_BOX = ("results", "members")
_MEETING = ("members", "prospects")
_LONGEST_LABEL = 60


def flow(lines: Sequence[Line], ctx: ReadingContext) -> list[Line]:
    """Return the lines with each table in reading order; blocks are counted anew."""
    result: list[Line] = []
    block = 0
    for table, group in itertools.groupby(lines, key=lambda line: line.cell[0] if line.cell else None):
        inside = list(group)
        blocks = _as_they_were(inside) if table is None else _table(inside, ctx)
        for each in blocks:
            block += 1
            result.extend(replace(line, block=block) for line in each)
    return result


def _as_they_were(lines: Sequence[Line]) -> Iterator[list[Line]]:
    for _, group in itertools.groupby(lines, key=lambda line: line.block):
        yield list(group)


def _table(lines: Sequence[Line], ctx: ReadingContext) -> Iterator[list[Line]]:
    """Yield the blocks of a table: column by column below labels, row by row with labels before, or as it stands."""
    cells: Cells = {}
    for line in lines:
        if line.cell is not None:
            cells.setdefault(line.cell[1:], []).append(line)
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    head = {column: _text(cells.get((rows[0], column), ())) for column in columns}
    labelled = {column: ctx.grammar.label(text, *_MEETING, *_BOX) for column, text in head.items() if text}
    headed = len(rows) > 1 and _is_head(cells, rows[0], columns, labelled, ctx)
    if headed and len(rows) == 2:
        yield from _by_column(cells, columns, rows)
    elif headed and any(kind in _MEETING for kind in labelled.values()):
        yield from _by_row(cells, columns, rows, labelled)
    elif _rises_by_column(cells, columns, rows, ctx):
        yield [line for column in columns for row in rows for line in cells.get((row, column), ())]
    elif _coded(cells, ctx):
        for row in rows:
            yield from _paired([cells[row, column] for column in columns if (row, column) in cells], ctx)
    else:
        yield from _as_they_were(lines)


def _coded(cells: Cells, ctx: ReadingContext) -> bool:
    """Whether some cell holds several codes, one a line."""
    return any(
        len(cell) > 1 and all(ctx.codes.is_list(line.text) for line in cell) for cell in cells.values()
    )


def _paired(row: Sequence[list[Line]], ctx: ReadingContext) -> Iterator[list[Line]]:
    """Yield the cells of a row, of one with codes and the next with as many lines each code before its line."""
    index = 0
    while index < len(row):
        cell = row[index]
        following = row[index + 1] if index + 1 < len(row) else []
        if len(cell) == len(following) > 1 and all(ctx.codes.is_list(line.text) for line in cell):
            yield from ([code, text] for code, text in zip(cell, following, strict=True))
            index += 2
        else:
            yield cell
            index += 1


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text.strip() for line in lines)


def _is_head(
    cells: Cells, row: int, columns: Sequence[int], labelled: dict[int, str | None], ctx: ReadingContext
) -> bool:
    """Whether a row holds nothing but labels: known ones, or short ones in bold or marked as headings."""
    found = [cells.get((row, column), []) for column in columns]
    texts = [_text(cell) for cell in found]
    if any(len(text) > _LONGEST_LABEL or ctx.codes.leading(text) for text in texts):
        return False
    typed = all(line.role == "TH" or line.all_bold for cell in found for line in cell)
    return (typed and len(columns) > 1 and all(texts)) or sum(
        kind is not None for kind in labelled.values()
    ) > 1


def _by_column(cells: Cells, columns: Sequence[int], rows: Sequence[int]) -> Iterator[list[Line]]:
    for column in columns:
        for row in rows:
            if cell := cells.get((row, column)):
                yield cell


def _by_row(
    cells: Cells, columns: Sequence[int], rows: Sequence[int], labelled: dict[int, str | None]
) -> Iterator[list[Line]]:
    """Yield the cells of each row, the label of its column before one that has a label that is known."""
    for row in rows[1:]:
        for column in columns:
            cell = cells.get((row, column), [])
            if cell and labelled.get(column):
                label = _text(cells[rows[0], column])
                bold = tuple((start + len(label) + 2, end + len(label) + 2) for start, end in cell[0].bold)
                yield [replace(cell[0], text=f"{label}: {cell[0].text.strip()}", bold=bold), *cell[1:]]
            elif cell:
                yield cell


def _rises_by_column(cells: Cells, columns: Sequence[int], rows: Sequence[int], ctx: ReadingContext) -> bool:
    """Whether cells are names in alphabetical order from top to bottom rather than from left to right."""
    if len(columns) < 2 or not all(
        len(cell) == 1 and looks_like_names(cell[0].text, ctx.grammar, strict=True) for cell in cells.values()
    ):
        return False
    down = [key(_text(cells[row, column])) for column in columns for row in rows if (row, column) in cells]
    across = [key(_text(cells[place])) for place in sorted(cells)]
    return _rising(down) > _rising(across)


def _rising(texts: Sequence[str]) -> int:
    return sum(1 for before, after in itertools.pairwise(texts) if before <= after)
