"""A tagged PDF as lines: the structure tree gives the order and the roles, the pages give the text.

What is marked as no content (running heads, page numbers, drawings) and the lettering of figures is left out.
Where the structure does not hold the text of the pages, it is not relied on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapporteur.intake.reading.sources.lines import Line, LineBuilder
from rapporteur.intake.reading.sources.page.pdf_layout import row_of
from rapporteur.intake.reading.sources.pdf_shapes import Glyph
from rapporteur.intake.reading.sources.pdf_structure import Segment, Structure

_LONGEST_ECHO = 6
"""Letters at the foot of a page that browsers print of a line which comes whole on the next."""
_SAME_HEAD = 0.4
_WITHIN_HEAD = 3
"""Distances in height and in width, in sizes of type, within one running head that no tag holds."""
_MIDDLE = 0.1
"""The share of a page at its top and foot in which what is marked as no content is a running head."""
_MOST_OUTSIDE = 0.02
_MOST_UNTAGGED = 0.05
"""The shares of a file's letters that may stand in no tag, and be marked as no content though they are in the middle of
pages: programs tag a watermark or a sign wrongly, and some tag only headings.
"""
_NEXT_LINE = 0.6
_BACK = 2
"""Distances down and to the left, in sizes of type, from which a letter is on another line than that before it."""

ARTIFACT = -1
Page = tuple[list[Glyph], float, float]
"""The glyphs of a page, its width and its height."""

_Row = tuple[str, tuple[tuple[int, int], ...], float, bool, float, bool]
"""A line: text, bold stretches, size of type, whether at an edge, distance, whether another page begins."""
_WIDE = 1.5
_MARGIN = 0.085
_LONG_FIGURE = 240


def tagged_lines(structure: Structure, pages: Sequence[Page]) -> list[Line]:
    """Return the lines of the pages in the order of the structure, or none where it does not hold their text."""
    by_mark = _by_mark(pages)
    held = {mark for segment in structure for mark in segment.marks}
    if not _holds(pages, held):
        return []
    builder = LineBuilder(markdown=False)
    number = unit = 0
    margins = _margins(pages, held)
    for segment in structure:
        rows = _without_echo(list(_rows(segment, by_mark, pages)))
        while margins and rows and margins[0][0] <= rows[0][0]:
            page, text, size = margins.pop(0)
            number, unit = number + 1, unit + 1
            builder.blank()
            builder.add(number, text, page=page + 1, size=size, edge=True, role="P", unit=unit)
            builder.blank()
        letters = sum(len(text) for _, row in rows for text in [row[0]])
        if segment.role == "FIGURE" and letters < _LONG_FIGURE:
            continue
        for index, (page, row) in enumerate(rows):
            text, bold, size, edge, gap, broken = row
            if index == 0 or (segment.loose and (gap > _WIDE or broken)):
                unit += 1
                builder.blank()
            number += 1
            builder.add(
                number, text, page=page + 1, bold=bold, size=size, edge=edge, role=segment.role, unit=unit,
                path=segment.path, cell=segment.cell, soft=text != text.rstrip() or text.endswith("\u00ad"),
            )  # fmt: skip
    return builder.lines


def _by_mark(pages: Sequence[Page]) -> dict[tuple[int, int], list[Glyph]]:
    """Return page and number of marked content → its letters."""
    by_mark: dict[tuple[int, int], list[Glyph]] = {}
    for number, (glyphs, _, _) in enumerate(pages):
        for glyph in glyphs:
            if glyph.mark is not None and glyph.mark != ARTIFACT:
                by_mark.setdefault((number, glyph.mark), []).append(glyph)
    return by_mark


def _without_echo(rows: list[tuple[int, _Row]]) -> list[tuple[int, _Row]]:
    """Leave out a letter at the foot of a page that is printed whole at the head of the next: its clipped top."""
    if len(rows) < 2 or rows[0][0] == rows[1][0]:
        return rows
    letters = rows[0][1][0].split()
    echo = all(len(each) == 1 and each in rows[1][1][0] for each in letters) and len(letters) <= _LONGEST_ECHO
    return rows[1:] if echo else rows


def _is_margin(glyph: Glyph, height: float) -> bool:
    """Whether a glyph stands where running heads and page numbers do."""
    return not _MARGIN * height < glyph.middle < (1 - _MARGIN) * height


def _margins(pages: Sequence[Page], held: set[tuple[int, int]]) -> list[tuple[int, str, float]]:
    """Return what stands at the edges of pages and in no structure, in order: page, text, size of type."""
    result: list[tuple[int, str, float]] = []
    for number, (glyphs, _, height) in enumerate(pages):
        loose = [g for g in glyphs if g.mark is None and _is_margin(g, height)]
        lines: list[list[Glyph]] = []
        for glyph in sorted(loose, key=lambda g: (g.middle, g.x0)):
            gap = glyph.x0 - lines[-1][-1].x1 if lines else 0.0
            if (
                lines
                and abs(glyph.middle - lines[-1][-1].middle) < _SAME_HEAD * glyph.size
                and gap < _WITHIN_HEAD * glyph.size
            ):
                lines[-1].append(glyph)
            else:
                lines.append([glyph])
        rows = [row_of(line, height) for line in lines if any(g.text.strip() for g in line)]
        result.extend((number, row.text.strip(), row.size) for row in rows)
    return result


def _holds(pages: Sequence[Page], held: set[tuple[int, int]]) -> bool:
    """Whether nearly all text is in the structure, and what is not is at the edges of the pages."""
    inside = outside = artifacts = 0
    for number, (glyphs, _, height) in enumerate(pages):
        for glyph in glyphs:
            if not glyph.text.strip():
                continue
            if glyph.mark == ARTIFACT:
                artifacts += _MIDDLE * height < glyph.middle < (1 - _MIDDLE) * height
            elif glyph.mark is not None and (number, glyph.mark) in held:
                inside += 1
            elif glyph.mark is not None or not _is_margin(glyph, height):
                outside += 1
    return inside > 0 and outside <= _MOST_OUTSIDE * inside and artifacts <= _MOST_UNTAGGED * inside


def _rows(
    segment: Segment, by_mark: Mapping[tuple[int, int], list[Glyph]], pages: Sequence[Page]
) -> Iterator[tuple[int, _Row]]:
    """Yield the lines of a segment: page, and text, bold stretches, size, edge, distance, other page."""
    glyphs = [(page, glyph) for page, mark in segment.marks for glyph in by_mark.get((page, mark), ())]
    line: list[Glyph] = []
    last: tuple[int, Glyph] | None = None

    def finished(page: int) -> tuple[int, _Row]:
        nonlocal last
        row = row_of(line, pages[page][2])
        first = next((g for g in line if g.text.strip()), line[0])
        gap = (first.middle - last[1].middle) / max(first.size, last[1].size) if last else 0.0
        broken = last is not None and (last[0] != page or gap < 0)
        last = (page, first)
        return page, (row.text, row.bold, row.size, row.edge, gap, broken)

    current = -1
    for page, glyph in glyphs:
        if line and (page != current or _parts(line, glyph)):
            yield finished(current)
            line = []
        if line or glyph.text.strip():
            line.append(glyph)
            current = page
    if line:
        yield finished(current)


def _parts(line: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether `glyph` stands on another line than those before it."""
    before = line[-1]
    size = max(before.size, glyph.size)
    return abs(glyph.middle - before.middle) > _NEXT_LINE * size or glyph.x0 < before.x0 - _BACK * size
