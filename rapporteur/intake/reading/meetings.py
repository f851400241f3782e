"""Bilateral meetings, by month and place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.lists import is_open, looks_like_names, split_names
from rapporteur.intake.reading.media import month_of
from rapporteur.intake.reading.parsed import ParsedMeeting
from rapporteur.intake.reading.sources.lines import Line

_WORDS_OF_LABEL = 4
"""Words of a label with names after it on its line and no sign between."""
_MONTH = 0.98
_NAMES = 0.95
"""How sure a month is, and a place or names below it."""


class _Meetings:
    """Reads meetings line by line, holding the month, the place and the names that stand above."""

    def __init__(self, lines: Sequence[Line], ctx: ReadingContext) -> None:
        self.lines = lines
        self.ctx = ctx
        self.month: str | None = None
        self.month_line: Line | None = None
        self.place: list[Line] = []
        self.names: dict[str, list[str]] = {}
        self.name_lines: dict[str, list[Line]] = {}
        self.result: list[ParsedMeeting] = []

    def read(self) -> tuple[ParsedMeeting, ...]:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            month = month_of(line, self.ctx)
            label = None if month else self._label(index)
            if label:
                index = self._take_names(index, label)
                continue
            if month:
                self._close()
                self.month, self.month_line = month, line
                self.ctx.doc.use([line], "bilateral_meetings")
            elif self.month is not None:
                self._take_place(line)
            index += 1
        self._close()
        return tuple(self.result)

    def _label(self, index: int) -> tuple[str, int, str] | None:
        label = self.ctx.label(self.lines, index, "members", "prospects")
        return label or _leading_label(self.lines[index], self.ctx)

    def _take_names(self, index: int, label: tuple[str, int, str]) -> int:
        """Take the names below or after a label; return the index after them."""
        kind, size, rest = label
        self.ctx.doc.use(self.lines[index : index + size], "bilateral_meetings")
        after = index + size
        taken = [self.lines[index]] if rest else []
        texts = [rest] if rest else []
        while after < len(self.lines) and _goes_on(self.lines, after, taken, texts, self.ctx):
            taken.append(self.lines[after])
            texts.append(self.lines[after].text)
            after += 1
        self.names.setdefault(kind, []).extend(split_names(texts, self.ctx.doc, self.ctx.grammar))
        self.name_lines.setdefault(kind, []).extend(taken or [self.lines[index]])
        return after

    def _take_place(self, line: Line) -> None:
        """Take a line of a place: of a new one where names were read, or where the last was whole."""
        if self.names:
            self._close()
        last = self.place[-1] if self.place else None
        if last is not None and last.block != line.block and not is_open(last.text, self.ctx.grammar):
            self.place = []
        self.place.append(line)

    def _close(self) -> None:
        """Keep a meeting that has a place and names."""
        if self.place and self.names:
            meeting = _meeting(self.place, self.month, self.month_line, self.names, self.name_lines, self.ctx)
            self.result.append(meeting)
        self.names, self.name_lines, self.place = {}, {}, []


def read_meetings(lines: Sequence[Line], ctx: ReadingContext) -> tuple[ParsedMeeting, ...]:
    """Read bilateral meetings: months, below them places, below them members and prospects."""
    return _Meetings(lines, ctx).read()


def _leading_label(line: Line, ctx: ReadingContext) -> tuple[str, int, str] | None:
    """Read a label that nothing parts from the names after it on its line (`Members Oslo, Porto`)."""
    words = line.text.split()
    for size in range(min(_WORDS_OF_LABEL, len(words) - 1), 0, -1):
        kind = ctx.grammar.label(" ".join(words[:size]), "members", "prospects")
        rest = " ".join(words[size:])
        if kind and looks_like_names(rest, ctx.grammar, strict=True):
            return kind, 1, rest
    return None


def _goes_on(
    lines: Sequence[Line], index: int, taken: list[Line], texts: list[str], ctx: ReadingContext
) -> bool:
    """Whether the line at `index` belongs to the names taken so far."""
    if month_of(lines[index], ctx) or ctx.label(lines, index, "members", "prospects"):
        return False
    if _leading_label(lines[index], ctx):
        return False
    if not taken:
        return True
    if is_open(texts[-1], ctx.grammar):
        return True
    if lines[index].block != taken[-1].block:
        return False
    labelled = ctx.label(lines, index + 1, "members", "prospects") if index + 1 < len(lines) else None
    return labelled is None


def _meeting(
    place: list[Line],
    month: str | None,
    month_line: Line | None,
    names: dict[str, list[str]],
    name_lines: dict[str, list[Line]],
    ctx: ReadingContext,
) -> ParsedMeeting:
    text = ctx.join([line.text for line in place])
    start: date | None = None
    end: date | None = None
    dated = dates.read_date_line(text, ctx.grammar)
    if dated and dated.place:
        resolved = dates.resolve(dated.when, ctx.period)
        text = dated.place
        if resolved:
            start, end, month = resolved.start, resolved.end, resolved.month
    what = "bilateral_meetings"
    passages = {"place": ctx.passage(place, _NAMES, what)}
    if month_line is not None:
        passages["month"] = ctx.passage([month_line], _MONTH, what)
    for kind, lines in name_lines.items():
        passages[kind] = ctx.passage(lines, _NAMES, what)
    return ParsedMeeting(
        month=month,
        start_date=start,
        end_date=end,
        place=text.strip(" ,:"),
        members=tuple(dict.fromkeys(names.get("members", []))),
        prospects=tuple(dict.fromkeys(names.get("prospects", []))),
        provenance=passages,
    )
