"""Tables that a text draws with bars, or sets in columns with spaces, as cells."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from rapporteur.intake.reading.sources.lines import Line, blocks_of

_RULE = re.compile(r"^[\s|+=\-–—_:.*~#·─═┼│├┤┌┐└┘┬┴]+$")
"""A line that is nothing but a rule, of a table or below a heading."""
_LONGEST_RULE_TEXT = 3
_BAR = re.compile(r"\s*[|│]\s*")
_GAP = re.compile(r"\S(?:\s?\S)*")
_FEWEST_RULES = 4
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_FIRST_TABLE = 100_000
"""Tables of a text are numbered from here on, so that none has the number of a table that a source marks itself."""


def is_rule(text: str) -> bool:
    """Tell whether a line is nothing but a rule."""
    return len(text.strip()) > _LONGEST_RULE_TEXT and _RULE.match(text) is not None


def with_cells(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a text, those of its tables once for each cell."""
    result: list[Line] = []
    table = _FIRST_TABLE
    for block in _runs(lines):
        cells = _barred(block, table) or _aligned(block, table)
        table += bool(cells)
        result.extend(cells or block)
    return result


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield blocks; those with bars that follow one another are one table."""
    waiting: list[Line] = []
    for block in blocks_of(lines):
        if all(
            line.cell is None and ("|" in line.text or "│" in line.text or is_rule(line.text))
            for line in block
        ):
            if any("|" in line.text or "│" in line.text for line in block):
                waiting += block
                continue
        if waiting:
            yield waiting
            waiting = []
        yield block
    if waiting:
        yield waiting


def _barred(block: Sequence[Line], table: int) -> list[Line]:
    """Return the cells of a table whose columns bars part; a row without a first cell goes on with that above."""
    rows = [line for line in block if not is_rule(line.text)]
    split = [_BAR.split(line.text.strip().strip("|│").strip()) for line in rows]
    width = max((len(each) for each in split), default=0)
    if len(rows) < 2 or width < 2 or any(len(each) < 2 for each in split) or any(line.cell for line in block):
        return []
    if sum(len(each) == width for each in split) < 0.7 * len(split):
        return []
    result: list[Line] = []
    number = 0
    ruled = _is_ruled(block)
    places = {line.number: at for at, line in enumerate(block)}
    for line, cells in zip(rows, split, strict=True):
        above = places[line.number] - 1
        begins = above >= 0 and is_rule(block[above].text) if ruled else bool(cells[0].strip())
        number += begins or number == 0
        result += [
            replace(line, text=cell.strip(), cell=(table, number, column), role="TD", bold=())
            for column, cell in enumerate(cells)
            if cell.strip()
        ]
    return sorted(result, key=lambda line: line.cell or (0, 0, 0))


def _is_ruled(block: Sequence[Line]) -> bool:
    """Whether rules part the rows of a table, each of which may have several lines."""
    rules = [at for at, line in enumerate(block) if is_rule(line.text)]
    gaps = [after - before for before, after in itertools.pairwise(rules)]
    return len(rules) >= _FEWEST_RULES and any(gap > 2 for gap in gaps)


def _aligned(block: Sequence[Line], table: int) -> list[Line]:
    """Return the cells of a table whose columns begin below one another, three or more."""
    rows = [line for line in block if not is_rule(line.text)]
    if len(rows) < _FEWEST_ROWS or any(line.cell or line.role or line.size for line in block):
        return []
    starts = [match.start() for match in _GAP.finditer(rows[0].text.replace("\t", "   "))]
    if len(starts) < _FEWEST_COLUMNS:
        return []
    result: list[Line] = []
    number = 0
    for line in rows:
        cells = _cells(line.text.replace("\t", "   "), starts)
        if cells is None:
            return []
        number += bool(cells[0]) or number == 0
        result += [
            replace(line, text=cell, cell=(table, number, column), role="TD", bold=())
            for column, cell in enumerate(cells)
            if cell
        ]
    return sorted(result, key=lambda line: line.cell or (0, 0, 0))


def _cells(text: str, starts: Sequence[int]) -> list[str] | None:
    """Return the cells of a row; nothing where a word runs over the beginning of a column."""
    cells = []
    for start, end in zip_longest(starts, starts[1:], fillvalue=len(text) + 1):
        if start and len(text) > start and not text[start - 1].isspace():
            return None
        cells.append(text[start:end].strip())
    return cells
