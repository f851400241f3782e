"""The reading order of a page: glyphs to rows, rows to blocks, blocks in order.

A row is cut where a gap is a gutter. Rows of one column, style and leading make a block. A block comes before
another if it is above it and overlaps it in width, or is left of it with nothing across both between
(Breuel 2003). Where several records stand below one another, each with a line of place and date, everything
beside one stays with it: a page is cut into bands at their titles.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapporteur.intake.dates import read_date_line
from rapporteur.intake.grammar import LANGUAGES, load

_EDGE = 0.085
_MOST_BLOCKS = 220


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
class _Block:
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


def arrange(pages: Sequence[tuple[list[Glyph], float, float]]) -> Iterator[list[Row | None]]:
    """Yield each page's rows in reading order; None parts blocks. Pages are (glyphs, width, height)."""
    rows = [_rows(glyphs, height) for glyphs, _, height in pages]
    leading = _leadings(rows)
    for page in rows:
        result: list[Row | None] = []
        for block in _ordered(_blocks(page, leading)):
            result.extend(block.rows)
            result.append(None)
        yield result


def _rows(glyphs: Sequence[Glyph], height: float) -> list[Row]:
    """Group glyphs at one height, and cut each group at gutters."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        line = lines[-1] if lines else None
        if line is not None and glyph.middle - line[0].middle <= 0.38 * max(glyph.size, line[0].size):
            line.append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda g: g.x0)
    gaps = [_gaps(line) for line in lines]
    votes = _votes(lines, gaps)
    result: list[Row] = []
    for index, line in enumerate(lines):
        cuts = [gap for gap in gaps[index] if _is_gutter(gap, line, votes)]
        piece: list[Glyph] = []
        for glyph in line:
            if cuts and piece and any(a <= glyph.x0 + 0.01 and piece[-1].x1 - 0.01 <= a for a, _ in
                                      ((b, a) for a, b in cuts)):  # fmt: skip
                result.append(row_of(piece, height))
                piece = []
            piece.append(glyph)
        if piece:
            result.append(row_of(piece, height))
    return result


def _gaps(line: Sequence[Glyph]) -> list[tuple[float, float]]:
    """Return the wide gaps of a line: from, to."""
    found = []
    reach = line[0].x1
    for glyph in line[1:]:
        if glyph.x0 - reach > 0.75 * glyph.size:
            found.append((reach, glyph.x0))
        reach = max(reach, glyph.x1)
    return found


def _votes(lines: Sequence[Sequence[Glyph]], gaps: Sequence[Sequence[tuple[float, float]]]) -> Counter[int]:
    """Count how many lines have text that begins at each point of the page's width.

    Text begins at the start of a line, and after a gap; not after a comma, where a justified list is stretched.
    """
    votes: Counter[int] = Counter()
    for line, found in zip(lines, gaps, strict=True):
        begins = [line[0].x0]
        begins += [end for start, end in found if _before(line, start).text not in ",;"]
        votes.update({round(x) for x in begins})
    return votes


def _before(line: Sequence[Glyph], x: float) -> Glyph:
    return max((g for g in line if g.x1 <= x + 0.01), key=lambda g: g.x1)


def _is_gutter(gap: tuple[float, float], line: Sequence[Glyph], votes: Counter[int]) -> bool:
    """Whether a gap parts columns: text of other lines begins where it ends, or it is very wide.

    A justified line has wide gaps too, but the words after them begin anywhere.
    """
    size = max(g.size for g in line)
    width = gap[1] - gap[0]
    comma = _before(line, gap[0]).text in ",;"
    aligned = sum(votes[round(gap[1]) + step] for step in (-1, 0, 1)) + (1 if comma else 0)
    if width > 4.5 * size:
        return True
    return aligned >= (2 if width > 1.9 * size and not comma else 4 if comma else 3)


def row_of(glyphs: Sequence[Glyph], height: float) -> Row:
    """Return glyphs of one line, in their order, as a row; a gap between them is a space."""
    text = ""
    bold: list[tuple[int, int]] = []
    reach = glyphs[0].x1
    for glyph in glyphs:
        if text and glyph.x0 - reach > 0.16 * glyph.size and not text.endswith(" "):
            text += " "
        start = len(text)
        text += glyph.text
        if glyph.bold:
            if bold and text[bold[-1][1] : start].strip() == "":
                bold[-1] = (bold[-1][0], len(text))
            else:
                bold.append((start, len(text)))
        reach = max(reach, glyph.x1)
    sizes = Counter(round(g.size, 1) for g in glyphs)
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    edge = bottom > height * (1 - _EDGE) or top < height * _EDGE
    size = sizes.most_common(1)[0][0]
    return Row(text, glyphs[0].x0, reach, top, bottom, size, tuple(bold), edge)


def _leadings(pages: Sequence[Sequence[Row]]) -> dict[int, float]:
    """Return the usual distance of lines for each size of type in the document."""
    distances: dict[int, Counter[float]] = {}
    for rows in pages:
        ordered = sorted(rows, key=lambda r: (round(r.x0), r.middle))
        for above, below in itertools.pairwise(ordered):
            step = below.middle - above.middle
            if (
                abs(above.x0 - below.x0) < 2
                and abs(above.size - below.size) < 0.3
                and 0.8 * above.size < step < 2.2 * above.size
            ):
                distances.setdefault(round(above.size), Counter())[round(step * 2) / 2] += 1
    result = {}
    for size, counts in distances.items():
        total = sum(counts.values())
        common = [step for step, n in counts.items() if n >= max(2, total * 0.15)]
        result[size] = min(common) if common else counts.most_common(1)[0][0]
    return result


def _blocks(rows: Sequence[Row], leading: dict[int, float]) -> list[_Block]:
    """Gather rows of one column, size and weight that follow each other without a gap."""
    blocks: list[_Block] = []
    for row in sorted(rows, key=lambda r: (r.middle, r.x0)):
        best: _Block | None = None
        for block in reversed(blocks[-60:]):
            last = block.rows[-1]
            step = row.middle - last.middle
            usual = leading.get(round(row.size), 1.35 * row.size)
            if not 0.5 * row.size < step <= 1.28 * max(usual, 1.05 * row.size):
                continue
            if abs(row.size - last.size) > 0.1 * last.size or row.heavy != last.heavy:
                continue
            if row.edge != last.edge and (_is_number(row.text) or _is_number(last.text)):
                continue
            overlap = min(row.x1, last.x1) - max(row.x0, last.x0)
            narrow = min(row.x1 - row.x0, last.x1 - last.x0)
            if overlap >= 0.5 * narrow or (overlap > 0 and abs(row.x0 - last.x0) < 2):
                best = block
                break
        if best is None:
            blocks.append(_Block([row]))
        else:
            best.rows.append(row)
    return blocks


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\W*\d{1,4}\W*", text))


def _ordered(blocks: list[_Block]) -> list[_Block]:
    """Return blocks in reading order, band by band where records are stacked."""
    tops = _bands(blocks)
    if not tops:
        return _topological(blocks)
    bands: list[list[_Block]] = [[] for _ in range(len(tops) + 1)]
    for block in blocks:
        place = sum(1 for top in tops if block.top >= top - 6)
        bands[place].append(block)
    return [block for band in bands for block in _topological(band)]


def _bands(blocks: Sequence[_Block]) -> list[float]:
    """Return the tops of stacked records, or none where records stand side by side."""
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
    if not dated:
        return []
    left = min(x for _, x in dated)
    if any(x - left > 60 for _, x in dated):
        return []
    return sorted(top for top, _ in dated)


def _title_top(dated: _Block, blocks: Sequence[_Block]) -> float:
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


def _topological(blocks: Sequence[_Block]) -> list[_Block]:
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
    order: list[_Block] = []
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


def _reach(block: _Block, blocks: Sequence[_Block]) -> float:
    """Return how far right a block reaches: without limit if nothing is beside it and no column holds it.

    A short heading below the columns of a table ends them all, not only the one that it stands under; the label
    of a box does not.
    """
    if _right_neighbours(block, blocks) or _in_column(block, blocks) or _is_box(block, blocks):
        return block.x1
    return max([block.x1, *(b.x1 for b in blocks)])


def _in_column(block: _Block, blocks: Sequence[_Block]) -> bool:
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


def _is_box(block: _Block, blocks: Sequence[_Block]) -> bool:
    """Whether a block in type no larger than the text's begins with the label of an activity's box."""
    sizes = Counter(round(row.size, 1) for other in blocks for row in other.rows)
    if block.rows[0].size > 1.05 * sizes.most_common(1)[0][0]:
        return False
    text = block.rows[0].text
    return any(load(language).label(text, "results", "members") is not None for language in LANGUAGES)


def _right_neighbours(block: _Block, blocks: Sequence[_Block]) -> list[_Block]:
    return [b for b in blocks if b.x0 >= block.x1 - 1 and min(b.bottom, block.bottom) > max(b.top, block.top)]


def _comes_before(items: Sequence[tuple[float, float, float, float, _Block]], i: int, j: int) -> bool:
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
