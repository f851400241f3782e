"""Blocks ordered by column: what is above first, then what is left, unless something lies across both."""

from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.grammar import LANGUAGES, load
from rapporteur.intake.reading.sources.pdf_shapes import TextBlock

_TOUCHING = 1
_OVERLAPPING = 2
"""Points by which two blocks may overlap and still stand beside or below one another."""
_ALIGNED = 3
"""Points by which the edges of blocks of one column differ."""
_SAME_TYPE = 0.15
"""The share by which sizes differ within a column; headings of sections differ by more."""
_COLUMN = 60
"""Points between the left edges of two columns; a narrow one is 90 points wide."""
_NO_LARGER = 1.05
"""How much larger than the text a box's label may be; a heading is larger."""

_MOST_BLOCKS = 220


def by_column(blocks: Sequence[TextBlock]) -> list[TextBlock]:
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
    order: list[TextBlock] = []
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


def _reach(block: TextBlock, blocks: Sequence[TextBlock]) -> float:
    """Return how far right a block reaches: without limit if nothing is beside it and no column holds it.

    A short heading below the columns of a table ends them all, not only the one that it stands under; the label
    of a box does not.
    """
    if _right_neighbours(block, blocks) or _in_column(block, blocks) or _is_box(block, blocks):
        return block.x1
    return max([block.x1, *(b.x1 for b in blocks)])


def _in_column(block: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    """Whether a block goes on a column: text of its style right above it, up to where something is beside it."""
    while True:
        above = [
            other
            for other in blocks
            if other is not block
            and other.bottom <= block.top + _TOUCHING
            and min(other.x1, block.x1) > max(other.x0, block.x0)
        ]
        nearest = max(above, key=lambda other: other.bottom, default=None)
        if nearest is None or abs(nearest.x0 - block.x0) >= _ALIGNED or nearest.x1 < block.x1 - _ALIGNED:
            return False
        first, last = block.rows[0], nearest.rows[-1]
        same = abs(last.size - first.size) < _SAME_TYPE * first.size
        if not same or (first.heavy and not last.heavy):
            return False
        if _right_neighbours(nearest, blocks):
            return True
        block = nearest


def has_beside(block: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    """Whether anything stands beside a block, left or right, or it stands in a later column than the first."""
    first = min(other.x0 for other in blocks)
    level = [b for b in blocks if b is not block and min(b.bottom, block.bottom) > max(b.top, block.top)]
    return bool(level) or block.x0 - first > _COLUMN


def usual_size(blocks: Sequence[TextBlock]) -> float:
    """Return the size of type that most rows of a page have."""
    return Counter(round(row.size, 1) for block in blocks for row in block.rows).most_common(1)[0][0]


def _is_box(block: TextBlock, blocks: Sequence[TextBlock]) -> bool:
    """Whether a block in type no larger than the text's begins with the label of an activity's box."""
    if block.rows[0].size > _NO_LARGER * usual_size(blocks):
        return False
    text = block.rows[0].text
    return any(load(language).label(text, "results", "members") is not None for language in LANGUAGES)


def _right_neighbours(block: TextBlock, blocks: Sequence[TextBlock]) -> list[TextBlock]:
    return [
        b
        for b in blocks
        if b.x0 >= block.x1 - _TOUCHING and min(b.bottom, block.bottom) > max(b.top, block.top)
    ]


def _begins_beside(box: TextBlock, title: TextBlock) -> bool:
    """Whether a title left of a box begins beside it and not above it: the box is of what stands above the title."""
    size = box.rows[0].size
    if not title.rows[0].heavy or title.rows[0].size <= size or title.parts:
        return False
    return title.x0 < box.x0 and title.top > box.top + size and title.top < box.bottom + size


def _comes_before(items: Sequence[tuple[float, float, float, float, TextBlock]], i: int, j: int) -> bool:
    ax0, ax1, atop, abottom, first = items[i]
    bx0, bx1, btop, bbottom, second = items[j]
    if first.parts and _begins_beside(first, second):
        return True
    if second.parts and _begins_beside(second, first):
        return False
    if min(ax1, bx1) - max(ax0, bx0) > _TOUCHING:
        return (atop + abottom) < (btop + bbottom)
    if ax1 > bx0 + _TOUCHING:
        return False
    low, high = min(atop, btop), max(abottom, bbottom)
    for k, (cx0, cx1, ctop, cbottom, _) in enumerate(items):
        if k in (i, j):
            continue
        across = min(cx1, ax1) - max(cx0, ax0) > _TOUCHING and min(cx1, bx1) - max(cx0, bx0) > _TOUCHING
        if not across:
            continue
        between = (abottom <= ctop + _OVERLAPPING and cbottom <= btop + _OVERLAPPING) or (
            bbottom <= ctop + _OVERLAPPING and cbottom <= atop + _OVERLAPPING
        )
        if between and low <= ctop and cbottom <= high:
            return abottom <= ctop + _OVERLAPPING
    return True
