"""The order in which blocks of a page are read: columns from left to right, side boxes beside what they belong to."""

import itertools
import re
from collections.abc import Sequence

from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.grammar import LANGUAGES, load
from rapporteur.intake.reading.sources.page.pdf_columns import by_column, has_beside, usual_size
from rapporteur.intake.reading.sources.page.pdf_groups import gathered
from rapporteur.intake.reading.sources.pdf_shapes import TextBlock

_ABOVE_TITLE = 6
"""Points by which what stands beside the title of a record may begin above it: a box with a border and its padding."""
_ACROSS = 8
"""Points by which a block must go into another column to lie across both: an indented item begins that far in."""
_ALIGNED = 4
"""Points by which the left edges of blocks of one column differ."""
_TOUCHING = 2
"""Points by which two blocks below one another may overlap."""
_RIVER = 0.8
"""The white between two columns, in sizes of the text's type; between a sign of an item and its text there is less."""
_SECTION = 1.2
"""How much larger than the text headings of sections are that end the columns above them."""
_BOX_TYPE = 0.95
"""How small the last row of a page's text is, against the text, where it is the label of a box."""
_AT_FOOT = 4
"""Rows of text below the label of a box that goes on in the next column: it stands at the foot of its own."""
_AT_HEAD = 2
"""Rows of text above the rest of such a box: it stands at the head of its column."""
_SAME_SIZE = 0.05
"""The share by which the sizes of a label and of the rest of its box differ."""
_LONGEST_HEADING = 90
_LONGEST_DATE = 100
"""Characters of a row that may be place and date."""
_TITLE_GAP = 2.2
"""How far above its line of place and date a title ends, in sizes of type; beyond stands the record before."""

_HEADING = 1.15
"""How much larger than the text a heading is that may part a page; those of sections are 1.2 to 2."""
_AT_EDGE = 12
"""Points from the left edge of the text within which such a heading begins."""
_COLUMN = 60
"""Points between the left edges of two columns; a narrow one is 90 points wide."""
_FEWEST_IN_COLUMN = 2
"""Blocks in each column but the last: one alone is a label beside its text."""


def ordered(blocks: list[TextBlock]) -> list[TextBlock]:
    """Return blocks in reading order: band by band between headings that nothing stands beside."""
    usual = usual_size(blocks) if blocks else 0.0
    whole = gathered(blocks, usual)
    return [block for band in _bands(whole, usual) for block in _in_band(band, usual)]


def _bands(blocks: Sequence[TextBlock], usual: float) -> list[list[TextBlock]]:
    """Cut a page above headings at its left edge that no other block stands beside.

    Where only one column goes on below a heading, the heading is within that column, and the other one ends above.
    """
    left = min((block.x0 for block in blocks), default=0.0)
    heads = [
        block
        for block in blocks
        if block.rows[0].size > _HEADING * usual
        and block.x0 - left < _AT_EDGE
        and not any(b is not block and min(b.bottom, block.bottom) > max(b.top, block.top) for b in blocks)
    ]
    tops = sorted(head.top for head in heads if _is_wide(head, blocks))
    bands: list[list[TextBlock]] = [[] for _ in range(len(tops) + 1)]
    for block in blocks:
        bands[sum(1 for top in tops if block.top >= top - 1)].append(block)
    return [band for band in bands if band]


def _is_wide(head: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    """Whether what stands below a heading is as wide as what stands above it."""
    above = max((b.x0 for b in blocks if b.bottom <= head.top + 1), default=head.x0)
    below = max((b.x0 for b in blocks if b.top >= head.bottom - 1), default=head.x0)
    return above - head.x0 < _COLUMN or below - head.x0 >= _COLUMN


def _in_band(blocks: list[TextBlock], usual: float) -> list[TextBlock]:
    """Return the blocks of a band in order: columns that a river parts, or records one below the other."""
    dated = _dated(blocks)
    if not dated and len(columns := _rivers(blocks, usual)) > 1:
        return [block for column in columns for block in by_column(column)]
    return _of_records(blocks, dated)


def _rivers(blocks: Sequence[TextBlock], usual: float) -> list[list[TextBlock]]:
    """Part blocks into columns where white runs through all their height; a heading across them comes first.

    Rows of a table stand in columns too, but only its first row is in bold.
    """
    head = [b for b in blocks if b.rows[0].size > _HEADING * usual and not has_beside(b, blocks)]
    rest = sorted((b for b in blocks if b not in head), key=lambda block: block.x0)
    columns: list[list[TextBlock]] = []
    reach = 0.0
    for block in rest:
        if columns and block.x0 < reach + _RIVER * usual:
            columns[-1].append(block)
        else:
            columns.append([block])
        reach = max(reach, block.x1)
    if len(columns) < 2 or any(len(column) < _FEWEST_IN_COLUMN for column in columns[:-1]):
        return []
    headed = [sum(block.rows[0].heavy for block in column) for column in columns]
    if any(b.top < max((h.bottom for h in head), default=0.0) for b in rest) or not all(headed[:-1]):
        return []
    columns = [sorted(column, key=lambda b: b.top) for column in columns]
    return [head, *columns] if head else columns


def _of_records(blocks: list[TextBlock], dated: list[tuple[float, float]]) -> list[TextBlock]:
    """Return blocks band by band where records are stacked, by column where they flow in some."""
    starts = _columns([*(x for _, x in dated), *_headed_columns(blocks)], blocks)
    if len(starts) > 1:
        return _by_column(blocks, starts)
    tops = sorted(top for top, _ in dated) if len(starts) == 1 else []
    if not tops:
        return by_column(blocks)
    bands: list[list[TextBlock]] = [[] for _ in range(len(tops) + 1)]
    for block in blocks:
        place = sum(1 for top in tops if block.top >= top - _ABOVE_TITLE)
        bands[place].append(block)
    return [block for band in bands for block in by_column(band)]


def _headed_columns(blocks: Sequence[TextBlock]) -> list[float]:
    """Return the left edges of headings of sections, where they stand in columns that no text lies across."""
    usual = usual_size(blocks) if blocks else 0.0
    heads = [b for b in blocks if b.rows[0].size > _SECTION * usual and _heads_section(b)]
    left = min((b.x0 for b in blocks), default=0.0)
    starts = [head.x0 for head in heads if head.x0 - left > _COLUMN]
    if not starts or any(
        b.x0 < start - _ACROSS and b.x1 > start + _ACROSS for start in starts for b in blocks
    ):
        return []
    return [head.x0 for head in heads]


def _columns(lefts: Sequence[float], blocks: Sequence[TextBlock]) -> list[float]:
    """Return where columns begin that records stand in; others as far apart as these are columns too."""
    starts: list[float] = []
    for x in sorted(lefts):
        if not starts or x - starts[-1] > _COLUMN:
            starts.append(x)
    if len(starts) < 2:
        return starts
    pitch = min(after - before for before, after in itertools.pairwise(starts))
    for step in (-pitch, pitch):
        at = (starts[0] if step < 0 else starts[-1]) + step
        while any(abs(block.x0 - at) < _ALIGNED for block in blocks):
            starts.append(at)
            at += step
    return sorted(starts)


def _by_column(blocks: Sequence[TextBlock], starts: Sequence[float]) -> list[TextBlock]:
    """Return blocks column by column; one that lies across columns parts what is above it from what is below."""

    def column(block: TextBlock) -> int:
        return max(0, sum(1 for start in starts if start <= block.x0 + _ACROSS) - 1)

    usual = usual_size(blocks)
    wide = [
        b
        for b in blocks
        if (column(b) + 1 < len(starts) and b.x1 > starts[column(b) + 1] + _ACROSS)
        or (b.rows[0].size > _SECTION * usual and _heads_section(b) and not has_beside(b, blocks))
    ]
    tops = sorted(block.top for block in wide)
    result: list[TextBlock] = []
    for index in range(len(tops) + 1):
        band = [b for b in blocks if sum(1 for top in tops if b.top >= top - _TOUCHING) == index]
        across = [b for b in band if b in wide]
        result.extend(across)
        for number in range(len(starts)):
            inside = by_column([b for b in band if b not in across and column(b) == number])
            result.extend(_continued(inside, result, usual))
    return result


def _continued(column: list[TextBlock], before: Sequence[TextBlock], usual: float) -> list[TextBlock]:
    """Return a column that begins with the rest of a box, if the one before ends with a label and nothing below it."""
    boxes = [block for block in before if block.rows[-1].size < _BOX_TYPE * usual]
    if (
        not boxes
        or not boxes[-1].rows[-1].heavy
        or boxes[-1].bottom < max(b.bottom for b in before) - _AT_FOOT * usual
    ):
        return column
    size = boxes[-1].rows[-1].size
    rest = [b for b in column if abs(b.rows[0].size - size) < _SAME_SIZE * size and not b.rows[0].heavy]
    first = min(rest, key=lambda b: b.top, default=None)
    if first is None or first.top > min(b.top for b in column) + _AT_HEAD * usual:
        return column
    return [first, *(block for block in column if block is not first)]


def _heads_section(block: TextBlock) -> bool:
    """Whether a block is the heading of a section or of a line of the plan, which ends all columns above it."""
    text = re.sub(r"(?<=\w)[-\u2010] (?=[a-zà-ÿ])", "", " ".join(row.text for row in block.rows))
    if len(text) > _LONGEST_HEADING or not block.rows[0].heavy:
        return False
    return any(load(each).line_heading(text) or load(each).heading(text) for each in LANGUAGES)


def _dated(blocks: Sequence[TextBlock]) -> list[tuple[float, float]]:
    """Return for each record, known by its line of place and date, its top and its left edge."""
    grammar = load("en")
    dated: list[tuple[float, float]] = []
    for block in blocks:
        for index, row in enumerate(block.rows):
            if len(row.text) > _LONGEST_DATE or not any(c.isdecimal() for c in row.text):
                continue
            if read_date_line(row.text, grammar) is None:
                continue
            top = block.top if index else _title_top(block, blocks)
            dated.append((top, row.x0))
    return dated


def _title_top(dated: TextBlock, blocks: Sequence[TextBlock]) -> float:
    """Return the top of the title above a line of place and date."""
    above = [
        block
        for block in blocks
        if block is not dated
        and 0
        <= dated.top - block.bottom + _TOUCHING
        < _TITLE_GAP * max(dated.rows[0].size, block.rows[-1].size)
        and min(block.x1, dated.x1) > max(block.x0, dated.x0)
        and abs(block.x0 - dated.x0) < _ACROSS
    ]
    return max(above, key=lambda block: block.bottom).top if above else dated.top
