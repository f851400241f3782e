"""The order in which blocks of a page are read: columns from left to right, side boxes beside what they belong to."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.grammar import LANGUAGES, load
from rapporteur.intake.reading.pdf_shapes import Block

_MOST_BLOCKS = 220


def ordered(blocks: list[Block]) -> list[Block]:
    """Return blocks in reading order: band by band where records are stacked, by column where they flow in some."""
    dated = _dated(blocks)
    starts = _columns([*(x for _, x in dated), *_headed_columns(blocks)], blocks)
    if len(starts) > 1:
        return _by_column(blocks, starts)
    tops = sorted(top for top, _ in dated) if len(starts) == 1 else []
    if not tops:
        return _topological(blocks)
    bands: list[list[Block]] = [[] for _ in range(len(tops) + 1)]
    for block in blocks:
        place = sum(1 for top in tops if block.top >= top - 6)
        bands[place].append(block)
    return [block for band in bands for block in _topological(band)]


def _headed_columns(blocks: Sequence[Block]) -> list[float]:
    """Return the left edges of headings of sections, where they stand in columns that no text lies across."""
    usual = _usual_size(blocks) if blocks else 0.0
    heads = [b for b in blocks if b.rows[0].size > 1.2 * usual and _heads_section(b)]
    left = min((b.x0 for b in blocks), default=0.0)
    starts = [head.x0 for head in heads if head.x0 - left > 60]
    if not starts or any(b.x0 < start - 8 and b.x1 > start + 8 for start in starts for b in blocks):
        return []
    return [head.x0 for head in heads]


def _columns(lefts: Sequence[float], blocks: Sequence[Block]) -> list[float]:
    """Return where columns begin that records stand in; others as far apart as these are columns too."""
    starts: list[float] = []
    for x in sorted(lefts):
        if not starts or x - starts[-1] > 60:
            starts.append(x)
    if len(starts) < 2:
        return starts
    pitch = min(after - before for before, after in itertools.pairwise(starts))
    for step in (-pitch, pitch):
        at = (starts[0] if step < 0 else starts[-1]) + step
        while any(abs(block.x0 - at) < 4 for block in blocks):
            starts.append(at)
            at += step
    return sorted(starts)


def _by_column(blocks: Sequence[Block], starts: Sequence[float]) -> list[Block]:
    """Return blocks column by column; one that lies across columns parts what is above it from what is below."""

    def column(block: Block) -> int:
        return max(0, sum(1 for start in starts if start <= block.x0 + 8) - 1)

    usual = _usual_size(blocks)
    wide = [
        b
        for b in blocks
        if (column(b) + 1 < len(starts) and b.x1 > starts[column(b) + 1] + 8)
        or (b.rows[0].size > 1.2 * usual and _heads_section(b) and not _has_beside(b, blocks))
    ]
    tops = sorted(block.top for block in wide)
    result: list[Block] = []
    for index in range(len(tops) + 1):
        band = [b for b in blocks if sum(1 for top in tops if b.top >= top - 2) == index]
        across = [b for b in band if b in wide]
        result.extend(across)
        for number in range(len(starts)):
            result.extend(_topological([b for b in band if b not in across and column(b) == number]))
    return result


def _heads_section(block: Block) -> bool:
    """Whether a block is the heading of a section or of a line of the plan, which ends all columns above it."""
    text = re.sub(r"(?<=\w)[-\u2010] (?=[a-zà-ÿ])", "", " ".join(row.text for row in block.rows))
    if len(text) > 90 or not block.rows[0].heavy:
        return False
    return any(load(each).line_heading(text) or load(each).heading(text) for each in LANGUAGES)


def _dated(blocks: Sequence[Block]) -> list[tuple[float, float]]:
    """Return for each record, known by its line of place and date, its top and its left edge."""
    grammar = load("en")
    dated: list[tuple[float, float]] = []
    for block in blocks:
        for index, row in enumerate(block.rows):
            if len(row.text) > 100 or not any(c.isdecimal() for c in row.text):
                continue
            if read_date_line(row.text, grammar) is None:
                continue
            top = block.top if index else _title_top(block, blocks)
            dated.append((top, row.x0))
    return dated


def _title_top(dated: Block, blocks: Sequence[Block]) -> float:
    """Return the top of the title above a line of place and date."""
    above = [
        block
        for block in blocks
        if block is not dated
        and 0 <= dated.top - block.bottom + 2 < 2.2 * max(dated.rows[0].size, block.rows[-1].size)
        and min(block.x1, dated.x1) > max(block.x0, dated.x0)
        and abs(block.x0 - dated.x0) < 8
    ]
    return max(above, key=lambda block: block.bottom).top if above else dated.top


def _topological(blocks: Sequence[Block]) -> list[Block]:
    """Order blocks by column: above first, then left first unless something lies across both between."""
    if len(blocks) < 2:
        return list(blocks)
    if len(blocks) > _MOST_BLOCKS:
        return sorted(blocks, key=lambda b: (b.top, b.x0))
    items = [(b.x0, _reach(b, blocks), b.top, b.bottom, b) for b in blocks]
    count = len(items)
    before: list[set[int]] = [set() for _ in range(count)]
    for i in range(count):
        for j in range(count):
            if i != j and _comes_before(items, i, j):
                before[j].add(i)
    order: list[Block] = []
    left = set(range(count))
    while left:
        ready = [j for j in left if not before[j] & left]
        chosen = min(
            ready or left, key=lambda j: (items[j][0], items[j][2]) if ready else (items[j][2], items[j][0])
        )
        if order and ready:
            last = order[-1]
            below = [
                j for j in ready
                if items[j][2] >= last.top and min(items[j][1], last.x1) > max(items[j][0], last.x0)
            ]  # fmt: skip
            if below:
                chosen = min(below, key=lambda j: items[j][2])
        left.remove(chosen)
        order.append(items[chosen][4])
    return order


def _reach(block: Block, blocks: Sequence[Block]) -> float:
    """Return how far right a block reaches: without limit if nothing is beside it and no column holds it.

    A short heading below the columns of a table ends them all, not only the one that it stands under; the label
    of a box does not.
    """
    if _right_neighbours(block, blocks) or _in_column(block, blocks) or _is_box(block, blocks):
        return block.x1
    return max([block.x1, *(b.x1 for b in blocks)])


def _in_column(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a block goes on a column: text of its style right above it, up to where something is beside it."""
    while True:
        above = [
            other
            for other in blocks
            if other is not block
            and other.bottom <= block.top + 1
            and min(other.x1, block.x1) > max(other.x0, block.x0)
        ]
        nearest = max(above, key=lambda other: other.bottom, default=None)
        if nearest is None or abs(nearest.x0 - block.x0) >= 3 or nearest.x1 < block.x1 - 3:
            return False
        first, last = block.rows[0], nearest.rows[-1]
        same = abs(last.size - first.size) < 0.15 * first.size
        if not same or (first.heavy and not last.heavy):
            return False
        if _right_neighbours(nearest, blocks):
            return True
        block = nearest


def _has_beside(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether anything stands beside a block, left or right, or it stands in a later column than the first."""
    first = min(other.x0 for other in blocks)
    level = [b for b in blocks if b is not block and min(b.bottom, block.bottom) > max(b.top, block.top)]
    return bool(level) or block.x0 - first > 60


def _usual_size(blocks: Sequence[Block]) -> float:
    """Return the size of type that most rows of a page have."""
    return Counter(round(row.size, 1) for block in blocks for row in block.rows).most_common(1)[0][0]


def _is_box(block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a block in type no larger than the text's begins with the label of an activity's box."""
    if block.rows[0].size > 1.05 * _usual_size(blocks):
        return False
    text = block.rows[0].text
    return any(load(language).label(text, "results", "members") is not None for language in LANGUAGES)


def _right_neighbours(block: Block, blocks: Sequence[Block]) -> list[Block]:
    return [b for b in blocks if b.x0 >= block.x1 - 1 and min(b.bottom, block.bottom) > max(b.top, block.top)]


def _comes_before(items: Sequence[tuple[float, float, float, float, Block]], i: int, j: int) -> bool:
    ax0, ax1, atop, abottom, _ = items[i]
    bx0, bx1, btop, bbottom, _ = items[j]
    if min(ax1, bx1) - max(ax0, bx0) > 1:
        return (atop + abottom) < (btop + bbottom)
    if ax1 > bx0 + 1:
        return False
    low, high = min(atop, btop), max(abottom, bbottom)
    for k, (cx0, cx1, ctop, cbottom, _) in enumerate(items):
        if k in (i, j):
            continue
        across = min(cx1, ax1) - max(cx0, ax0) > 1 and min(cx1, bx1) - max(cx0, bx0) > 1
        if not across:
            continue
        between = (abottom <= ctop + 2 and cbottom <= btop + 2) or (
            bbottom <= ctop + 2 and cbottom <= atop + 2
        )
        if between and low <= ctop and cbottom <= high:
            return abottom <= ctop + 2
    return True
