"""Which line of the plan governs which activities, by the headings that lines have in print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.intake.reading.activity.anchors import Anchor
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.plan.plan_lines import line_order
from rapporteur.intake.reading.sources.lines import Line

_MOST_LINES = 6
"""Lines below the first of a heading of a line of the plan that may be its title and a motto."""
_PROSE = 200
"""Characters of a line that is text: an introduction to what follows."""


@dataclass(slots=True)
class _Headings:
    """Headings of lines of the plan that stand among the activities."""

    taken: set[int]
    marks: list[tuple[int, str]]
    numbers: list[str]

    def line_at(self, index: int) -> str | None:
        """Return the line whose heading governs the activity that begins at `index`, if one does."""
        before = [line for place, line in self.marks if place < index]
        return before[-1] if before else None


def line_headings(
    lines: Sequence[Line], anchors: Sequence[Anchor], excluded: set[int], ctx: ReadingContext
) -> _Headings:
    """Find headings of lines; several in a row with no activity between are a summary and govern nothing."""
    titles = {i for anchor in anchors for i in (*anchor.title, anchor.date, *anchor.also)}
    marks: list[tuple[int, str]] = []
    taken: set[int] = set()
    for index, line in enumerate(lines):
        if index in titles or index in excluded:
            continue
        found = ctx.codes.line_heading(line.text)
        code = ctx.codes.line_code(line.text)
        starts = index == 0 or lines[index - 1].block != line.block or bool(line.size)
        if (found is None and code is None) or not starts:
            continue
        marks.append((index, code or found[0] if found else str(code)))
        end = next((a.first for a in anchors if a.first > index), len(lines))
        for place in range(index, end):
            body = len(lines[place].text) > _PROSE or lines[place].text.rstrip().endswith(".")
            if place > index and (place in titles or body):
                break
            if place - index > _MOST_LINES:
                break
            taken.add(place)
            ctx.doc.use([lines[place]], "activities")
    numbers = sorted({line for _, line in marks}, key=line_order)
    governing = [mark for position, mark in enumerate(marks) if _governs(position, marks, anchors)]
    return _Headings(taken, governing, numbers)


def _governs(position: int, marks: Sequence[tuple[int, str]], anchors: Sequence[Anchor]) -> bool:
    """Whether a heading heads activities and does not stand in a summary of all lines.

    In a summary, another line's heading is next to it with no activity between. The last of such a row heads
    activities all the same if the row has named its line before.
    """
    index, line = marks[position]

    def is_parted(other: int) -> bool:
        return any(min(index, other) < anchor.date < max(index, other) for anchor in anchors)

    near = [marks[n] for n in (position - 1, position + 1) if 0 <= n < len(marks)]
    if all(name == line or is_parted(place) for place, name in near):
        return True
    last = position + 1 == len(marks) or is_parted(marks[position + 1][0])
    return last and any(name == line for _, name in marks[:position])
