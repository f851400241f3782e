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

from rapporteur.intake.reading.pdf_order import ordered
from rapporteur.intake.reading.pdf_shapes import Block, Glyph, Row

_EDGE = 0.085
_MOST_RAISED = 250_000
"""Letters of one line times those of another, above which nobody looks for raised ones."""
_BULLETS = frozenset("•▪●◦‣∙■○►▶")


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
        for block in ordered(_blocks(inside, leading)):
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


def _blocks(rows: Sequence[Row], leading: dict[int, float]) -> list[Block]:
    """Gather rows of one column, size and weight that follow each other without a gap."""
    blocks: list[Block] = []
    for row in sorted(rows, key=lambda r: (r.middle, r.x0)):
        best: Block | None = None
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
            blocks.append(Block([row]))
        else:
            best.rows.append(row)
    return blocks


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\W*\d{1,4}\W*", text))
