"""Cells of a worksheet that are merged with another: they look filled and are empty. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["\']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["\']'
)
MOST = 100_000
"""Merged cells that are looked at: a table merged throughout is told by its first ones."""
MOST_STEPS = 1_000_000
"""Rows and cells of ranges that are gone through: no program writes ranges that overlap; 4,000 that did took 20 s."""


def merged_cells(
    sheet: bytes, rows: Container[int], last_row: int, columns: int
) -> Mapping[tuple[int, int], str]:
    """Return row and column (from 0) of each merged cell of `rows` but the first of its range, with that one's name."""
    found: dict[tuple[int, int], str] = {}
    steps = 0
    for match in _MERGED.finditer(sheet):
        first, last = position_of(match[1].decode()), position_of(match[3].decode())
        top, bottom = int(match[2]), int(match[4])
        name = f"{match[1].decode()}{top}"
        width = range(first, min(last, columns - 1) + 1)
        for row in range(top, min(bottom, last_row) + 1):
            steps += 1
            if row in rows:
                steps += len(width)
                found |= {(row, column): name for column in width if (row, column) != (top, first)}
            if len(found) > MOST or steps > MOST_STEPS:
                return found
    return found


def position_of(letters: str) -> int:
    """Return the position, from 0, of the column that a spreadsheet program calls `letters`.

    >>> position_of("A"), position_of("AB")
    (0, 27)
    """
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position - 1
