"""Blocks of a page that belong together however they stand: lists in short columns, boxes beside the text.

A list in columns is read down each column and never across, with nothing of what surrounds it between; a box is read
as a whole.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from rapporteur.intake.reading.sources.pdf_shapes import Row, TextBlock

_ROWS_OF_LABEL = 2
"""Rows of a label in a column of labels; longer bold text beside text is a quotation or a summary."""
_FEWEST_LABELS = 2
"""Labels that make a column of them: one beside text is a heading in the margin."""
_UNDER = 1.2
"""How far under a label, in sizes of its type, stands what it labels; beyond is a paragraph of its own."""
_MOST_WORDS = 5
"""Words of a name in a list set in columns (`Ciudad Autónoma de Buenos Aires`)."""
_SAME_TYPE = 0.05
"""The share by which sizes differ within a list or box."""
_WITHIN_BOX = 1.1
"""The gap between the parts of a box, in sizes of its type; another box stands further below."""

_ALIGNED = 3.0
"""Points by which the tops of columns of one list differ, or the left edges of the parts of a box."""
_LONGEST_NAME = 38
"""Characters of a name in a list set in columns, the longest of the reports seen having 34."""
_SMALLER = 0.93
"""How small the type of a box beside the text is against that of the text: 7.5 to 9.5 points, 8 to 10."""
_LEVEL = 3.0
"""Points by which the base lines of a label and of what stands beside it differ."""
_LONGEST_LABEL = 45
"""Characters of a label; the longest seen has 35."""
_MOST_BLOCKS = 400
"""Blocks of a page above which nothing is gathered: a page of a report has 20 to 120."""


def gathered(blocks: Sequence[TextBlock], usual: float) -> list[TextBlock]:
    """Return blocks with lists in columns and boxes in small type each as one block of several parts."""
    if len(blocks) > _MOST_BLOCKS:
        return list(blocks)
    blocks = _labelled(blocks)
    taken: set[int] = set()
    result: list[TextBlock] = []
    for block in sorted(blocks, key=lambda b: (b.top, b.x0)):
        if id(block) in taken:
            continue
        if block.parts:
            result.append(block)
            continue
        together = _list_in_columns(block, blocks, taken) or _box(block, blocks, taken, usual)
        if len(together) < 2:
            result.append(block)
            continue
        taken.update(map(id, together))
        listed = all(_is_list(each) for each in together)
        parts = [TextBlock([row for each in together for row in each.rows])] if listed else list(together)
        result.append(TextBlock([row for each in together for row in each.rows], parts))
    return result


def _labelled(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Return blocks with each label in a column of labels, and what stands right of it, as one block of two parts.

    A column of labels is two or more short blocks in bold at one left edge, each with text beside it that begins at one
    other edge. Rows of that text go to the last label that is not below them.
    """
    columns: dict[tuple[int, int], list[TextBlock]] = {}
    for label in blocks:
        if (
            len(label.rows) > _ROWS_OF_LABEL
            or not label.rows[0].heavy
            or len(label.rows[0].text) > _LONGEST_LABEL
        ):
            continue
        if any(_stands_under(block, label) for block in blocks):
            continue  # a label above what it labels
        beside = [b for b in blocks if b.x0 >= label.x1 - 1 and any(_level(row, label) for row in b.rows)]
        value = min(beside, key=lambda b: b.x0, default=None)
        if value is not None and not value.rows[0].heavy:
            columns.setdefault((round(label.x0), round(value.x0)), []).append(label)
    result = list(blocks)
    for (_, edge), labels in sorted(columns.items()):
        if len(labels) < _FEWEST_LABELS or any(label.parts for label in labels):
            continue
        values = [
            b
            for b in result
            if abs(b.x0 - edge) <= _ALIGNED and any(_level(b.rows[0], label) for label in labels)
        ]
        rows: dict[int, list[Row]] = {id(label): [] for label in labels}
        for row in (row for value in values for row in value.rows):
            above = [label for label in labels if label.top <= row.top + _LEVEL]
            rows[id(max(above, key=lambda label: label.top))].append(row)
        gone = {id(each) for each in (*values, *labels)}
        result = [block for block in result if id(block) not in gone]
        for label in labels:
            value = TextBlock(rows[id(label)])
            result.append(TextBlock([*label.rows, *value.rows], [label, value]) if value.rows else label)
    return result


def _stands_under(block: TextBlock, label: TextBlock) -> bool:
    """Whether a block that is no label stands right under one, at its left edge."""
    size = label.rows[0].size
    gap = block.top - label.bottom
    return abs(block.x0 - label.x0) <= _ALIGNED and -1 <= gap <= _UNDER * size and not block.rows[0].heavy


def _level(row: Row, label: TextBlock) -> bool:
    """Whether a row begins at the height of a label, whose type may be smaller."""
    return abs(row.base - label.rows[0].base) <= _LEVEL


def _is_list(block: TextBlock) -> bool:
    """Whether all rows of a block can be names: short, with a capital, without commas or an end of sentence."""
    return not block.rows[0].heavy and all(
        len(row.text) <= _LONGEST_NAME
        and row.text[:1].isupper()
        and not re.search(r"[,;:!?\d@]|\.$", row.text)
        and len(row.text.split()) <= _MOST_WORDS
        for row in block.rows
    )


def _list_in_columns(first: TextBlock, blocks: Sequence[TextBlock], taken: set[int]) -> list[TextBlock]:
    """Return the columns of a list, from the left: blocks of names that begin at one height, in one style."""
    if not _is_list(first):
        return []
    beside = [
        block
        for block in blocks
        if block is not first
        and id(block) not in taken
        and abs(block.top - first.top) <= _ALIGNED
        and abs(block.rows[0].size - first.rows[0].size) < _SAME_TYPE * first.rows[0].size
        and block.x0 > first.x0
        and _is_list(block)
    ]
    columns = [first, *sorted(beside, key=lambda block: block.x0)]
    if len(columns) < 2 or any(a.x1 > b.x0 for a, b in itertools.pairwise(columns)):
        return []
    rows = [len(each.rows) for each in columns]
    level = all(after <= before for before, after in itertools.pairwise(rows))
    return columns if level and (rows[0] > 1 or len(columns) > 2) else []


def _box(first: TextBlock, blocks: Sequence[TextBlock], taken: set[int], usual: float) -> list[TextBlock]:
    """Return the parts of a box in small type with something beside it: a label in bold, what it labels, and so on."""
    if not (first.rows[0].heavy and first.rows[0].size < _SMALLER * usual):
        return []
    found = [first]
    for block in _below(first, blocks):
        last = found[-1]
        gap = block.top - last.bottom
        if (
            id(block) in taken
            or gap > _WITHIN_BOX * first.rows[0].size
            or abs(block.x0 - first.x0) > _ALIGNED
        ):
            break
        if abs(block.rows[0].size - first.rows[0].size) > _SAME_TYPE * first.rows[0].size:
            break
        found.append(block)
    beside = any(
        min(other.bottom, found[-1].bottom) > max(other.top, first.top)
        for other in blocks
        if other.rows[0].size >= _SMALLER * usual
    )
    return found if beside else []


def _below(first: TextBlock, blocks: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield the blocks under one another below `first`, as far as they share its width."""
    right = first.x1
    for block in sorted(blocks, key=lambda b: b.top):
        if block.top >= first.bottom - 1 and min(block.x1, right) > max(block.x0, first.x0):
            right = max(right, block.x1)
            yield block
