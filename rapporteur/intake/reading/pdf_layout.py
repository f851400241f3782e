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

from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.grammar import LANGUAGES, load

_EDGE = 0.085
_MOST_BLOCKS = 220
_MOST_RAISED = 250_000
"""Letters of one line times those of another, above which nobody looks for raised ones."""
_BULLETS = frozenset("•▪●◦‣∙■○►▶")


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

    @property
    def base(self) -> float:
        """The height of the line it stands on."""
        return self.bottom - 0.22 * self.size


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
    running = _running(rows)
    for page, (_, _, height) in zip(rows, pages, strict=True):
        around = [row for row in page if row.edge and _form(row) in running]
        heads = [row for row in around if row.middle < height / 2]
        inside = [row for row in page if not (row.edge and _form(row) in running)]
        result: list[Row | None] = [each for row in heads for each in (row, None)]
        for block in _ordered(_blocks(inside, leading)):
            result.extend(block.rows)
            result.append(None)
        result.extend(each for row in around if row.middle >= height / 2 for each in (row, None))
        yield result


def _form(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _running(pages: Sequence[Sequence[Row]]) -> set[str]:
    """Return the forms of rows that come back at the edges of many pages, and so stand in no column."""
    counts = Counter(form for page in pages for form in {_form(row) for row in page if row.edge})
    enough = max(3, 0.3 * len(pages))
    return {form for form, count in counts.items() if count >= enough}


def _rows(glyphs: Sequence[Glyph], height: float) -> list[Row]:
    """Group glyphs on one base line, and cut each group at gutters."""
    lines = _lines(glyphs)
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


def _lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by their base line, from the top; raised and lowered ones go with what they stand beside."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        line = lines[-1] if lines else None
        if line is not None and glyph.base - line[0].base <= 0.12 * min(glyph.size, line[0].size):
            line.append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda g: g.x0)
    for index, line in enumerate(lines):
        for other in lines[max(0, index - 3) : index + 4]:
            if other is line or not line or not other or len(line) * len(other) > _MOST_RAISED:
                continue
            if abs(other[0].base - line[0].base) <= 0.45 * max(other[0].size, line[0].size):
                _join_raised(line, other)
    return [line for line in lines if line]


def _join_raised(line: list[Glyph], other: list[Glyph]) -> None:
    """Move from `other` to `line` the short stretches that stand right after a larger letter of `line`."""
    stretches: list[list[Glyph]] = []
    for glyph in other:
        if stretches and glyph.x0 - stretches[-1][-1].x1 < 0.3 * glyph.size:
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
    for stretch in stretches:
        first = stretch[0]
        if len(stretch) <= 4 and any(
            first.size < 0.92 * g.size and -0.1 * g.size <= first.x0 - g.x1 <= 0.25 * g.size for g in line
        ):
            line.extend(stretch)
            line.sort(key=lambda g: g.x0)
            for glyph in stretch:
                other.remove(glyph)


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
    if width > 4.5 * size or any(g.text in _BULLETS and abs(g.x0 - gap[1]) < 0.01 for g in line):
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
            alike = 0.04 if row.heavy else 0.1
            if abs(row.size - last.size) > alike * last.size or row.heavy != last.heavy:
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
    """Return blocks in reading order: band by band where records are stacked, by column where they flow in some."""
    dated = _dated(blocks)
    starts = _columns([*(x for _, x in dated), *_headed_columns(blocks)], blocks)
    if len(starts) > 1:
        return _by_column(blocks, starts)
    tops = sorted(top for top, _ in dated) if len(starts) == 1 else []
    if not tops:
        return _topological(blocks)
    bands: list[list[_Block]] = [[] for _ in range(len(tops) + 1)]
    for block in blocks:
        place = sum(1 for top in tops if block.top >= top - 6)
        bands[place].append(block)
    return [block for band in bands for block in _topological(band)]


def _headed_columns(blocks: Sequence[_Block]) -> list[float]:
    """Return the left edges of headings of sections, where they stand in columns that no text lies across."""
    usual = _usual_size(blocks) if blocks else 0.0
    heads = [b for b in blocks if b.rows[0].size > 1.2 * usual and _heads_section(b)]
    left = min((b.x0 for b in blocks), default=0.0)
    starts = [head.x0 for head in heads if head.x0 - left > 60]
    if not starts or any(b.x0 < start - 8 and b.x1 > start + 8 for start in starts for b in blocks):
        return []
    return [head.x0 for head in heads]


def _columns(lefts: Sequence[float], blocks: Sequence[_Block]) -> list[float]:
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


def _by_column(blocks: Sequence[_Block], starts: Sequence[float]) -> list[_Block]:
    """Return blocks column by column; one that lies across columns parts what is above it from what is below."""

    def column(block: _Block) -> int:
        return max(0, sum(1 for start in starts if start <= block.x0 + 8) - 1)

    usual = _usual_size(blocks)
    wide = [
        b
        for b in blocks
        if (column(b) + 1 < len(starts) and b.x1 > starts[column(b) + 1] + 8)
        or (b.rows[0].size > 1.2 * usual and _heads_section(b) and not _has_beside(b, blocks))
    ]
    tops = sorted(block.top for block in wide)
    result: list[_Block] = []
    for index in range(len(tops) + 1):
        band = [b for b in blocks if sum(1 for top in tops if b.top >= top - 2) == index]
        across = [b for b in band if b in wide]
        result.extend(across)
        for number in range(len(starts)):
            result.extend(_topological([b for b in band if b not in across and column(b) == number]))
    return result


def _heads_section(block: _Block) -> bool:
    """Whether a block is the heading of a section or of a line of the plan, which ends all columns above it."""
    text = re.sub(r"(?<=\w)[-\u2010] (?=[a-zà-ÿ])", "", " ".join(row.text for row in block.rows))
    if len(text) > 90 or not block.rows[0].heavy:
        return False
    return any(load(each).line_heading(text) or load(each).heading(text) for each in LANGUAGES)


def _dated(blocks: Sequence[_Block]) -> list[tuple[float, float]]:
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


def _has_beside(block: _Block, blocks: Sequence[_Block]) -> bool:
    """Whether anything stands beside a block, left or right, or it stands in a later column than the first."""
    first = min(other.x0 for other in blocks)
    level = [b for b in blocks if b is not block and min(b.bottom, block.bottom) > max(b.top, block.top)]
    return bool(level) or block.x0 - first > 60


def _usual_size(blocks: Sequence[_Block]) -> float:
    """Return the size of type that most rows of a page have."""
    return Counter(round(row.size, 1) for block in blocks for row in block.rows).most_common(1)[0][0]


def _is_box(block: _Block, blocks: Sequence[_Block]) -> bool:
    """Whether a block in type no larger than the text's begins with the label of an activity's box."""
    if block.rows[0].size > 1.05 * _usual_size(blocks):
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
