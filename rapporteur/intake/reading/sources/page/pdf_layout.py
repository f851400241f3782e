"""The reading order of a page: glyphs to rows, rows to blocks, blocks in order.

A row is cut where a gap is a gutter. Rows of one column, style and leading make a block. A block comes before
another if it is above it and overlaps it in width, or is left of it with nothing across both between
(Breuel 2003). Where several records stand below one another, each with a line of place and date, everything
beside one stays with it: a page is cut into bands at their titles.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapporteur.intake.reading.sources.page.pdf_gutters import (
    ROUNDING,
    count_beginnings,
    is_gutter,
    is_river,
    wide_gaps,
)
from rapporteur.intake.reading.sources.page.pdf_order import ordered
from rapporteur.intake.reading.sources.page.pdf_tables import with_tables
from rapporteur.intake.reading.sources.pdf_shapes import Glyph, Row, TextBlock

# Distances are in sizes of the type that stands there, unless they are said to be points.
_FEWEST_RUNNING = 3
_RUNNING_SHARE = 0.3
"""Pages, and the share of all pages, at whose edges a running head comes back: one of a chapter stands on some."""
_SAME_BASE = 0.12
"""How far apart base lines are within one line: fonts set by hand beside one another are not quite level."""
_RAISED = 0.45
"""How far a raised or lowered letter stands from the base line: ordinals (`1er`, `2nd`) and signs of footnotes."""
_LINES_AROUND = 3
"""Lines above and below in which the line is looked for that a raised letter belongs to."""
_LONGEST_RAISED = 4
"""Letters of what is raised; `ième` has four."""
_RAISED_SIZE = 0.92
"""How small raised type is against that beside it; in equal type it is a line of its own."""
_RAISED_OVERLAP = -0.1
_RAISED_GAP = 0.25
"""From where to where what is raised begins, seen from the end of the letter before it: right after it."""
_WITHIN_STRETCH = 0.3
"""The gap up to which raised letters are one stretch: less than a space between two words."""
_SPACE = 0.16
"""The gap between letters that is a space where a file has none; letters that are spaced out stand closer."""
_EDGE_APART = 2
"""Points by which the left edges of lines of one column differ."""
_SIZE_APART = 0.3
"""Points by which sizes differ that are meant to be one."""
_LEAST_LEADING = 0.8
_MOST_LEADING = 2.2
"""From where to where the distance of lines of one text lies; beyond stand paragraphs with a blank line between."""
_FEWEST_STEPS = 2
_STEP_SHARE = 0.15
"""How often a distance comes back, at least and of all, that is the leading: a heading over two lines has its own."""
_USUAL_LEADING = 1.35
"""The leading of type of a size that comes once, as on covers."""
_SOLID = 1.05
"""The leading of type set solid: less than this no leading is taken for usual."""
_LOOSE = 1.28
"""How much more than the usual leading still stands in one block; white between paragraphs is more."""
_LEAST_STEP = 0.5
"""The distance below which two rows stand beside one another and not below."""
_HEADS_APART = 0.04
_TEXT_APART = 0.1
"""The share by which sizes differ in one block: headings of two levels are close, text with small capitals is not."""
_SHARED_WIDTH = 0.5
"""The share of the narrower row that lies below the other, where both are of one column."""
_BLOCKS_BACK = 60
"""Blocks among which a row looks for its own: a page of short columns has some dozens side by side."""

_EDGE = 0.085
_MOST_RAISED = 250_000
"""Letters of one line times those of another, above which nobody looks for raised ones."""


def arrange(pages: Sequence[tuple[list[Glyph], float, float]]) -> Iterator[list[Row | None]]:
    """Yield each page's rows in reading order; None parts blocks. Pages are (glyphs, width, height)."""
    rows = [_rows(glyphs, height) for glyphs, _, height in pages]
    leading = _leadings(rows)
    running = _running(rows)
    tables_before = 1
    for page, (_, _, height) in zip(rows, pages, strict=True):
        around = [row for row in page if row.edge and _form(row) in running]
        heads = [row for row in around if row.middle < height / 2]
        inside, tables = with_tables(
            [row for row in page if not (row.edge and _form(row) in running)], tables_before
        )
        tables_before += len(tables)
        result: list[Row | None] = [each for row in heads for each in (row, None)]
        for block in ordered([*_blocks(inside, leading), *tables]):
            for part in block.parts or (block,):
                result.extend(part.rows)
                result.append(None)
        result.extend(each for row in around if row.middle >= height / 2 for each in (row, None))
        yield result


def _form(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text)


def _running(pages: Sequence[Sequence[Row]]) -> set[str]:
    """Return the forms of rows that come back at the edges of many pages, and so stand in no column."""
    counts = Counter(form for page in pages for form in {_form(row) for row in page if row.edge})
    enough = max(_FEWEST_RUNNING, _RUNNING_SHARE * len(pages))
    return {form for form, count in counts.items() if count >= enough}


def _rows(glyphs: Sequence[Glyph], height: float) -> list[Row]:
    """Group glyphs on one base line, and cut each group at gutters."""
    lines = _lines(glyphs)
    gaps = [wide_gaps(line) for line in lines]
    votes = count_beginnings(lines, gaps)
    result: list[Row] = []
    for index, line in enumerate(lines):
        near = [lines[place] for place in (index - 1, index + 1) if 0 <= place < len(lines)]
        cuts = [gap for gap in gaps[index] if is_gutter(gap, line, votes) and is_river(gap, line, near)]
        piece: list[Glyph] = []
        for glyph in line:
            if cuts and piece and any(a <= glyph.x0 + ROUNDING and piece[-1].x1 - ROUNDING <= a for a, _ in
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
        if line is not None and glyph.base - line[0].base <= _SAME_BASE * min(glyph.size, line[0].size):
            line.append(glyph)
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda g: g.x0)
    for index, line in enumerate(lines):
        for other in lines[max(0, index - _LINES_AROUND) : index + _LINES_AROUND + 1]:
            if other is line or not line or not other or len(line) * len(other) > _MOST_RAISED:
                continue
            if abs(other[0].base - line[0].base) <= _RAISED * max(other[0].size, line[0].size):
                _join_raised(line, other)
    return [line for line in lines if line]


def _join_raised(line: list[Glyph], other: list[Glyph]) -> None:
    """Move from `other` to `line` the short stretches that stand right after a larger letter of `line`."""
    stretches: list[list[Glyph]] = []
    for glyph in other:
        if stretches and glyph.x0 - stretches[-1][-1].x1 < _WITHIN_STRETCH * glyph.size:
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
    for stretch in stretches:
        first = stretch[0]
        if len(stretch) <= _LONGEST_RAISED and any(
            first.size < _RAISED_SIZE * g.size
            and _RAISED_OVERLAP * g.size <= first.x0 - g.x1 <= _RAISED_GAP * g.size
            for g in line
        ):
            line.extend(stretch)
            line.sort(key=lambda g: g.x0)
            for glyph in stretch:
                other.remove(glyph)


def row_of(glyphs: Sequence[Glyph], height: float) -> Row:
    """Return glyphs of one line, in their order, as a row; a gap between them is a space."""
    text = ""
    bold: list[tuple[int, int]] = []
    reach = glyphs[0].x1
    for glyph in glyphs:
        if text and glyph.x0 - reach > _SPACE * glyph.size and not text.endswith(" "):
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
                abs(above.x0 - below.x0) < _EDGE_APART
                and abs(above.size - below.size) < _SIZE_APART
                and _LEAST_LEADING * above.size < step < _MOST_LEADING * above.size
            ):
                distances.setdefault(round(above.size), Counter())[round(step * 2) / 2] += 1
    result = {}
    for size, counts in distances.items():
        total = sum(counts.values())
        common = [step for step, n in counts.items() if n >= max(_FEWEST_STEPS, total * _STEP_SHARE)]
        result[size] = min(common) if common else counts.most_common(1)[0][0]
    return result


def _blocks(rows: Sequence[Row], leading: dict[int, float]) -> list[TextBlock]:
    """Gather rows of one column, size and weight that follow each other without a gap."""
    blocks: list[TextBlock] = []
    for row in sorted(rows, key=lambda r: (r.middle, r.x0)):
        best: TextBlock | None = None
        for block in reversed(blocks[-_BLOCKS_BACK:]):
            last = block.rows[-1]
            step = row.middle - last.middle
            usual = leading.get(round(row.size), _USUAL_LEADING * row.size)
            if not _LEAST_STEP * row.size < step <= _LOOSE * max(usual, _SOLID * row.size):
                continue
            alike = _HEADS_APART if row.heavy else _TEXT_APART
            if abs(row.size - last.size) > alike * last.size or row.heavy != last.heavy:
                continue
            if row.edge != last.edge and (_is_number(row.text) or _is_number(last.text)):
                continue
            overlap = min(row.x1, last.x1) - max(row.x0, last.x0)
            narrow = min(row.x1 - row.x0, last.x1 - last.x0)
            if overlap >= _SHARED_WIDTH * narrow or (overlap > 0 and abs(row.x0 - last.x0) < _EDGE_APART):
                best = block
                break
        if best is None:
            blocks.append(TextBlock([row]))
        else:
            best.rows.append(row)
    return blocks


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\W*\d{1,4}\W*", text))
