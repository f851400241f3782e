"""Where each activity is: the lines of its title, place and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapporteur.intake.reading import dates, lists
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import DateLine
from rapporteur.intake.reading.sources.lines import BULLET, Line

_LONGEST_HEADING = 90
"""Characters of the heading of the media within the activities, as in reports that tell of each month in turn."""
_LINES_TO_MONTH = 11
"""Lines below such a heading in which a month stands: an introduction of a few lines may come first."""
_PROSE = 55
"""Characters of a line of running text; outlets and subjects of mentions are shorter."""
_LINES_TO_BOX = 3
"""Lines below place and date in which the box of an activity begins, in reports that have it above the text."""
_LONGEST_DATE = 140
"""Characters of a line of place and date: three cities and a conference hall."""
_WITHIN = 3
"""Lines above in the same block that make a date without a place one of a running text."""
_LONGEST_FIRST = 70
_LONGEST_SECOND = 30
"""Characters of the two lines of place and date that a narrow column wraps: the second has the year or so."""
_LONGEST_PLACE = 60
"""Characters of a place on a line of its own above the date."""
_LONGEST_TITLE = 220
"""Characters of one line of a title; a title over two columns is set in one line in texts."""
_LINES_OF_TITLE = 5
"""Lines of a title in a column of a third of the page."""
_SAME_SIZE = 0.08
"""The share by which sizes within a title differ; the text above it is smaller by more."""
_SENTENCE = 40
"""Characters of a line with a full stop that ends a text; a shorter one may be a title that ends in `D.C.`."""
_LONGEST_ABOVE = 120
"""Characters of the line above a blank line from which a title goes on, as where a page break tears it."""
_FEWEST_WORDS = 2
"""Words that such a line has more than: a lone word that cannot end is the rest of something else."""

LABELS = ("results", "members")


@dataclass(slots=True)
class Anchor:
    """An activity's place in the region: indexes of its title, date line and what follows."""

    title: list[int]
    date: int
    when: DateLine
    also: list[int] = field(default_factory=list)
    """Further lines of the date line: a place wrapped onto a line of its own."""

    @property
    def first(self) -> int:
        """The index at which the activity begins."""
        return min(self.title)


def find_anchors(lines: Sequence[Line], ctx: ReadingContext) -> tuple[list[Anchor], list[tuple[int, int]]]:
    """Return the activities' anchors, and the stretches (first, after last) of media sections."""
    anchors: list[Anchor] = []
    media: list[tuple[int, int]] = []
    readings = {i: found for i, line in enumerate(lines) if (found := _date_line(lines, i, ctx))}
    wrapped = {i: found for i in range(len(lines) - 1) if (found := _wrapped_date(lines, i, readings, ctx))}
    readings |= wrapped
    in_media: int | None = None
    floor = 0
    for index, line in enumerate(lines):
        heading = ctx.grammar.heading(line.text) if len(line.text) < _LONGEST_HEADING else None
        if heading and heading[0] == "media" and heading[1] == 1 and _is_media(lines, index, ctx):
            in_media, floor = index, index + 1
        found = readings.get(index)
        if found is None:
            continue
        if in_media is not None and found.when.day is None and not found.place:
            if not (_boxed(lines, index, ctx) or _has_text_below(lines, index)):
                continue
        anchor = _anchor(lines, index, found, floor, readings, ctx)
        if anchor is None:
            continue
        if index in wrapped:
            anchor.also.append(index + 1)
        if in_media is not None:
            media.append((in_media, _media_end(lines, in_media, anchor.first, ctx)))
            in_media = None
        anchors.append(anchor)
        floor = index + 1
    if in_media is not None:
        media.append((in_media, len(lines)))
    return anchors, media


def _media_end(lines: Sequence[Line], start: int, end: int, ctx: ReadingContext) -> int:
    """Return where the media end: at a heading of a line of the plan before `end`, or there."""
    for index in range(start + 1, end):
        if ctx.codes.line_heading(lines[index].text) or ctx.codes.line_code(lines[index].text):
            return index
    return end


def _is_media(lines: Sequence[Line], index: int, ctx: ReadingContext) -> bool:
    """Whether the heading at `index` is followed by a month before any box of an activity."""
    for line in lines[index + 1 : index + 1 + _LINES_TO_MONTH]:
        found = dates.read_date_line(line.text, ctx.grammar)
        if found and found.when.day is None and not found.place:
            return True
        if found or ctx.codes.is_list(line.text):
            return False
    return False


def _has_text_below(lines: Sequence[Line], index: int) -> bool:
    """Whether running text follows the line at `index`."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is not None and len(after.text) > _PROSE and not BULLET.match(after.text)


def _boxed(lines: Sequence[Line], index: int, ctx: ReadingContext) -> bool:
    """Whether a box begins soon after the line at `index`."""
    near = range(index + 1, min(index + 1 + _LINES_TO_BOX, len(lines)))
    return any(ctx.label(lines, i, *LABELS) or ctx.codes.is_list(lines[i].text) for i in near)


def _date_line(lines: Sequence[Line], index: int, ctx: ReadingContext) -> DateLine | None:
    """Read the line at `index` as place and date, unless it stands inside a running paragraph."""
    line = lines[index]
    if len(line.text) > _LONGEST_DATE or BULLET.match(line.text):
        return None
    found = dates.read_date_line(line.text, ctx.grammar)
    if found is None:
        return None
    after = lines[index + 1] if index + 1 < len(lines) else None
    before = lines[index - 1] if index else None
    inside = before is not None and before.block == line.block
    if after is not None and after.block == line.block and inside and after.text[:1].islower():
        return None
    if inside and (line.text.rstrip().endswith(".") or line.text.lstrip()[:1].islower()):
        return None
    if inside and not found.place and index >= _WITHIN and lines[index - _WITHIN].block == line.block:
        return None
    if inside and before is not None and not before.text.rstrip().endswith(","):
        if lists.is_open(before.text, ctx.grammar) and not found.place:
            return None
    return found


def _wrapped_date(
    lines: Sequence[Line], index: int, readings: dict[int, DateLine], ctx: ReadingContext
) -> DateLine | None:
    """Read a line of place and date that goes on in the next line, where the two are a block of their own."""
    line, below = lines[index], lines[index + 1]
    if (
        index in readings
        or index + 1 in readings
        or len(line.text) > _LONGEST_FIRST
        or len(below.text) > _LONGEST_SECOND
    ):
        return None
    first = index == 0 or lines[index - 1].block != line.block
    last = index + 2 == len(lines) or lines[index + 2].block != line.block
    if not (first and last and below.block == line.block):
        return None
    found = dates.read_date_line(ctx.join([line.text, below.text]), ctx.grammar)
    return found if found is not None and found.when.day is not None else None


def _anchor(
    lines: Sequence[Line],
    index: int,
    found: DateLine,
    floor: int,
    readings: dict[int, DateLine],
    ctx: ReadingContext,
) -> Anchor | None:
    """Return the anchor of the date line at `index`: look up for its title, not above `floor`."""
    if found.place and index + 1 in readings and not found.online and index + 1 < len(lines):
        following = readings[index + 1]
        if lines[index + 1].block != lines[index].block or not following.place:
            return None
    also: list[int] = []
    top = index - 1
    if not found.place and top >= floor and _is_wrapped_place(lines, top, index, ctx):
        also = [top]
        place = lines[top].text.strip(" ,;")
        online = not dates.split_places(place, ctx.grammar)
        found = replace(found, place=place, online=online)
        top -= 1
    while top >= floor and (ctx.codes.is_list(lines[top].text) or _is_label(lines, top, "results", ctx)):
        top -= 1
    if top < floor:
        return None
    title = _title(lines, top, floor, ctx)
    return Anchor(title, index, found, also) if title else None


def _is_label(lines: Sequence[Line], index: int, kind: str, ctx: ReadingContext) -> bool:
    found = ctx.label(lines, index, kind)
    return found is not None and not found[2]


def _is_wrapped_place(lines: Sequence[Line], top: int, index: int, ctx: ReadingContext) -> bool:
    text = lines[top].text.strip()
    if lines[top].block != lines[index].block and not text.endswith(","):
        return False
    online = not dates.split_places(text.rstrip(","), ctx.grammar)
    if not (text.endswith(",") or online) or len(text) > _LONGEST_PLACE:
        return False
    return lists.looks_like_names(text.rstrip(","), ctx.grammar) or online


def _stops_title(lines: Sequence[Line], index: int, ctx: ReadingContext) -> bool:
    text = lines[index].text
    return (
        ctx.codes.is_list(text)
        or ctx.label(lines, index, *LABELS) is not None
        or ctx.codes.line_heading(text) is not None
        or ctx.codes.line_code(text) is not None
        or len(text) > _LONGEST_TITLE
    )


def _title(lines: Sequence[Line], top: int, floor: int, ctx: ReadingContext) -> list[int]:
    """Return the indexes of the title that ends at `top`."""
    block, size = lines[top].block, lines[top].size
    if _stops_title(lines, top, ctx):
        return []
    title = [top]
    index = top - 1
    while index >= floor and lines[index].block == block and len(title) < _LINES_OF_TITLE:
        text = lines[index].text.rstrip()
        differs = bool(size) and abs(lines[index].size - size) > size * _SAME_SIZE
        if _stops_title(lines, index, ctx) or differs or (text.endswith(".") and len(text) > _SENTENCE):
            break
        title.insert(0, index)
        index -= 1
    if index >= floor and lines[index].block == block:
        label = ctx.label(lines, index, *LABELS)
        if label is not None and not label[2]:
            while len(title) > 1:
                dropped = title.pop(0)
                if not lists.is_open(lines[dropped].text, ctx.grammar):
                    break
        return title
    return [*_title_above(lines, title, floor, ctx), *title]


def _title_above(lines: Sequence[Line], title: list[int], floor: int, ctx: ReadingContext) -> list[int]:
    """Return the lines above a blank line that `title`, beginning within a phrase, goes on from."""
    first = title[0]
    index = first - 1
    if index < floor:
        return []
    above = lines[index]
    opened = above.text.rstrip()[-1:].isalpha() and lists.is_open(above.text, ctx.grammar)
    opened = opened and len(above.text.split()) > _FEWEST_WORDS and not BULLET.match(above.text)
    if not lines[first].text.lstrip()[:1].islower() and not opened:
        return []
    alone = index - 1 < floor or lines[index - 1].block != above.block
    plain = above.text.rstrip()[-1:] not in ".!?" and len(above.text) <= _LONGEST_ABOVE
    labelled = index - 1 >= floor and ctx.label(lines, index - 1, *LABELS) is not None
    if index - 1 >= floor and (
        ctx.codes.line_heading(lines[index - 1].text) or ctx.codes.line_code(lines[index - 1].text)
    ):
        return []
    if alone and plain and not labelled and not _stops_title(lines, index, ctx):
        if not above.text.lstrip()[:1].islower():
            return [index]
    return []
