"""Where a line of a page is cut: at gutters between columns, and not at the wide spaces of justified lines."""

from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.sources.pdf_shapes import Glyph

# Distances are in sizes of the type that stands there, unless they are said to be points.
ROUNDING = 0.01
"""Points by which edges differ that programs meant to be one."""
_WIDE_GAP = 0.75
"""The gap from which a line may be cut; a space in a line that is not justified is a quarter to a third."""
_BROAD_GAP = 1.9
"""The gap from which fewer lines must agree that it is a gutter; justified lines of short columns have such too."""
_AGREEING = 3
_AGREEING_ON_BROAD = 2
_AGREEING_AFTER_COMMA = 4
"""Lines that begin where a gap ends before it is a gutter. After a comma more: a justified list of members is
stretched there.
"""
_NEAR = 1.7
"""How far the lines above and below may be to say whether a gap is a gutter: ordinary leading, no blank line."""
_SAME_TYPE = 0.08
"""How much sizes differ within one text; what stands above in larger type is a heading across its columns."""
_BEFORE_TEXT = 0.05
"""How far before the text after a gap letters must end to leave the gap free: letters lean over by a hair."""
_STRIP = 0.35
"""The share of a gap, before the text that begins after it, that lines above or below leave free; lines of a column
end where they end.
"""
_SURE_GUTTER = 4.5
"""The width of a gap, in sizes of type, from which it is a gutter whatever stands above and below; the widest in a
justified line of the reports seen, in a column of eight words, is 3.8.
"""
_BULLETS = frozenset("•▪●◦‣∙■○►▶")


def wide_gaps(line: Sequence[Glyph]) -> list[tuple[float, float]]:
    """Return the wide gaps of a line: from, to."""
    found = []
    reach = line[0].x1
    for glyph in line[1:]:
        if glyph.x0 - reach > _WIDE_GAP * glyph.size:
            found.append((reach, glyph.x0))
        reach = max(reach, glyph.x1)
    return found


def count_beginnings(
    lines: Sequence[Sequence[Glyph]], gaps: Sequence[Sequence[tuple[float, float]]]
) -> Counter[int]:
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
    return max((g for g in line if g.x1 <= x + ROUNDING), key=lambda g: g.x1)


def is_gutter(gap: tuple[float, float], line: Sequence[Glyph], votes: Counter[int]) -> bool:
    """Whether a gap parts columns: text of other lines begins where it ends, or it is very wide.

    A justified line has wide gaps too, but the words after them begin anywhere.
    """
    size = max(g.size for g in line)
    width = gap[1] - gap[0]
    comma = _before(line, gap[0]).text in ",;"
    aligned = sum(votes[round(gap[1]) + step] for step in (-1, 0, 1)) + (1 if comma else 0)
    if width > _SURE_GUTTER * size or any(g.text in _BULLETS and abs(g.x0 - gap[1]) < ROUNDING for g in line):
        return True
    if comma:
        return aligned >= _AGREEING_AFTER_COMMA
    return aligned >= (_AGREEING_ON_BROAD if width > _BROAD_GAP * size else _AGREEING)


def is_river(gap: tuple[float, float], line: Sequence[Glyph], near: Sequence[Sequence[Glyph]]) -> bool:
    """Whether the lines above and below leave a gap free, as they do beside a gutter and not in a justified line.

    Lines of other type, or far away, do not count; one of them is enough, since a box begins below a line that is full.
    """
    size = max(g.size for g in line)
    if gap[1] - gap[0] > _SURE_GUTTER * size:
        return True
    close = [
        other
        for other in near
        if abs(other[0].base - line[0].base) < _NEAR * size
        and abs(other[0].size - line[0].size) < _SAME_TYPE * size
    ]
    left, right = gap[1] - _STRIP * (gap[1] - gap[0]), gap[1] - _BEFORE_TEXT * size
    crossed = sum(any(g.x0 < right and g.x1 > left for g in other) for other in close)
    return crossed == 0 or crossed < len(close)
