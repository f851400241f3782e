"""The activities: found by their lines of place and date, read with the boxes around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from rapporteur.intake.reading import bodies, dates, lists
from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.dates import DateLine
from rapporteur.intake.reading.lines import BULLET, NUMBERED, Line, flat
from rapporteur.intake.reading.parsed import ParsedActivity, Passage
from rapporteur.intake.reading.plan_lines import assign_lines

_LABELS = ("results", "members")


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


def find_anchors(lines: Sequence[Line], ctx: Context) -> tuple[list[Anchor], list[tuple[int, int]]]:
    """Return the activities' anchors, and the stretches (first, after last) of media sections."""
    anchors: list[Anchor] = []
    media: list[tuple[int, int]] = []
    readings = {i: found for i, line in enumerate(lines) if (found := _date_line(lines, i, ctx))}
    wrapped = {i: found for i in range(len(lines) - 1) if (found := _wrapped_date(lines, i, readings, ctx))}
    readings |= wrapped
    in_media: int | None = None
    floor = 0
    for index, line in enumerate(lines):
        heading = ctx.grammar.heading(line.text) if len(line.text) < 90 else None
        if heading and heading[0] == "media" and heading[1] == 1 and _is_media(lines, index, ctx):
            in_media, floor = index, index + 1
        found = readings.get(index)
        if found is None:
            continue
        if in_media is not None and found.when.day is None and not found.place:
            if not (_boxed(lines, index, ctx) or _told(lines, index)):
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


def _media_end(lines: Sequence[Line], start: int, end: int, ctx: Context) -> int:
    """Return where the media end: at a heading of a line of the plan before `end`, or there."""
    for index in range(start + 1, end):
        if ctx.grammar.line_heading(lines[index].text) or ctx.codes.line_code(lines[index].text):
            return index
    return end


def _is_media(lines: Sequence[Line], index: int, ctx: Context) -> bool:
    """Whether the heading at `index` is followed by a month before any box of an activity."""
    for line in lines[index + 1 : index + 12]:
        found = dates.read_date_line(line.text, ctx.grammar)
        if found and found.when.day is None and not found.place:
            return True
        if found or ctx.codes.is_list(line.text):
            return False
    return False


def _told(lines: Sequence[Line], index: int) -> bool:
    """Whether running text follows the line at `index`."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is not None and len(after.text) > 55 and not BULLET.match(after.text)


def _boxed(lines: Sequence[Line], index: int, ctx: Context) -> bool:
    """Whether a box begins soon after the line at `index`."""
    near = range(index + 1, min(index + 4, len(lines)))
    return any(ctx.label(lines, i, *_LABELS) or ctx.codes.is_list(lines[i].text) for i in near)


def _date_line(lines: Sequence[Line], index: int, ctx: Context) -> DateLine | None:
    """Read the line at `index` as place and date, unless it stands inside a running paragraph."""
    line = lines[index]
    if len(line.text) > 140 or BULLET.match(line.text):
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
    if inside and not found.place and index >= 3 and lines[index - 3].block == line.block:
        return None
    if inside and before is not None and not before.text.rstrip().endswith(","):
        if lists.is_open(before.text, ctx.grammar) and not found.place:
            return None
    return found


def _wrapped_date(
    lines: Sequence[Line], index: int, readings: dict[int, DateLine], ctx: Context
) -> DateLine | None:
    """Read a line of place and date that goes on in the next line, where the two are a block of their own."""
    line, below = lines[index], lines[index + 1]
    if index in readings or index + 1 in readings or len(line.text) > 70 or len(below.text) > 30:
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
    ctx: Context,
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


def _is_label(lines: Sequence[Line], index: int, kind: str, ctx: Context) -> bool:
    found = ctx.label(lines, index, kind)
    return found is not None and not found[2]


def _is_wrapped_place(lines: Sequence[Line], top: int, index: int, ctx: Context) -> bool:
    text = lines[top].text.strip()
    if lines[top].block != lines[index].block and not text.endswith(","):
        return False
    online = not dates.split_places(text.rstrip(","), ctx.grammar)
    if not (text.endswith(",") or online) or len(text) > 60:
        return False
    return lists.looks_like_names(text.rstrip(","), ctx.grammar) or online


def _stops_title(lines: Sequence[Line], index: int, ctx: Context) -> bool:
    text = lines[index].text
    return (
        ctx.codes.is_list(text)
        or ctx.label(lines, index, *_LABELS) is not None
        or ctx.grammar.line_heading(text) is not None
        or ctx.codes.line_code(text) is not None
        or len(text) > 220
    )


def _title(lines: Sequence[Line], top: int, floor: int, ctx: Context) -> list[int]:
    """Return the indexes of the title that ends at `top`."""
    block, size = lines[top].block, lines[top].size
    if _stops_title(lines, top, ctx):
        return []
    title = [top]
    index = top - 1
    while index >= floor and lines[index].block == block and len(title) < 5:
        text = lines[index].text.rstrip()
        differs = bool(size) and abs(lines[index].size - size) > size * 0.08
        if _stops_title(lines, index, ctx) or differs or (text.endswith(".") and len(text) > 40):
            break
        title.insert(0, index)
        index -= 1
    if index >= floor and lines[index].block == block:
        label = ctx.label(lines, index, *_LABELS)
        if label is not None and not label[2]:
            while len(title) > 1:
                dropped = title.pop(0)
                if not lists.is_open(lines[dropped].text, ctx.grammar):
                    break
        return title
    return [*_title_above(lines, title, floor, ctx), *title]


def _title_above(lines: Sequence[Line], title: list[int], floor: int, ctx: Context) -> list[int]:
    """Return the lines above a blank line that `title`, beginning within a phrase, goes on from."""
    first = title[0]
    index = first - 1
    if index < floor:
        return []
    above = lines[index]
    opened = above.text.rstrip()[-1:].isalpha() and lists.is_open(above.text, ctx.grammar)
    opened = opened and len(above.text.split()) > 2 and not BULLET.match(above.text)
    if not lines[first].text.lstrip()[:1].islower() and not opened:
        return []
    alone = index - 1 < floor or lines[index - 1].block != above.block
    plain = above.text.rstrip()[-1:] not in ".!?" and len(above.text) <= 120
    labelled = index - 1 >= floor and ctx.label(lines, index - 1, *_LABELS) is not None
    if index - 1 >= floor and (
        ctx.grammar.line_heading(lines[index - 1].text) or ctx.codes.line_code(lines[index - 1].text)
    ):
        return []
    if alone and plain and not labelled and not _stops_title(lines, index, ctx):
        if not above.text.lstrip()[:1].islower():
            return [index]
    return []


@dataclass(slots=True)
class _Content:
    """What was found below a date line."""

    codes: list[str] = field(default_factory=list)
    code_lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name_lines: list[Line] = field(default_factory=list)
    text: list[tuple[Line, int]] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    names_confidence: float = 0.95
    segment: int = 0


def read_activities(
    lines: Sequence[Line], anchors: Sequence[Anchor], media: Sequence[tuple[int, int]], ctx: Context
) -> tuple[ParsedActivity, ...]:
    """Read all activities of a region; `media` are stretches that belong to no activity."""
    excluded = {i for start, end in media for i in range(start, end)}
    headings = _line_headings(lines, anchors, excluded, ctx)
    read: list[ParsedActivity] = []
    for number, anchor in enumerate(anchors):
        end = anchors[number + 1].first if number + 1 < len(anchors) else len(lines)
        inside = [i for i in range(anchor.first, end) if i not in excluded and i not in headings.taken]
        used = {*anchor.title, anchor.date, *anchor.also}
        content = _read_content([lines[i] for i in inside if i not in used], ctx)
        read.append(_activity(lines, anchor, content, ctx))
    given = [headings.line_at(anchor.first) for anchor in anchors]
    return tuple(
        structs.replace(
            activity,
            line=line,
            provenance={**activity.provenance, **_line_passage(activity, line, sure, ctx)},
        )
        for activity, (line, sure) in zip(
            read, assign_lines(read, given, headings.numbers, ctx.codes), strict=True
        )
    )


def _line_passage(activity: ParsedActivity, line: str, sure: float, ctx: Context) -> dict[str, Passage]:
    base = activity.provenance.get("deliverables") or activity.provenance["date_text"]
    return {"line": structs.replace(base, confidence=round(sure, 2))} if line else {}


def _read_content(lines: Sequence[Line], ctx: Context) -> _Content:
    """Sort the lines below a date line into codes, members and text, by what they are."""
    content = _Content()
    stops = {
        line.number
        for index, line in enumerate(lines)
        if ctx.codes.is_list(line.text) or ctx.label(lines, index, *_LABELS)
    }
    pending = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        label = ctx.label(lines, index, *_LABELS)
        if label is not None and _is_box_label(lines, index, label, ctx):
            kind, size, rest = label
            content.labels.extend(lines[index : index + size])
            content.segment += 1
            pending = kind
            index += size
            if rest:
                _take_inline(content, line, rest, ctx)
                if lists.is_open(rest, ctx.grammar):
                    index = _take_members(content, lines, index, stops, pending, ctx)
            continue
        if ctx.codes.is_list(line.text):
            content.codes.extend(ctx.codes.find(line.text))
            content.code_lines.append(line)
            content.segment += 1
            pending = "" if pending == "results" else pending
            index += 1
            continue
        if pending:
            after = _take_members(content, lines, index, stops, pending, ctx)
            if after > index:
                pending, index = "", after
                content.segment += 1
                continue
        content.text.append((line, content.segment))
        index += 1
    return content


def _is_box_label(lines: Sequence[Line], index: int, label: tuple[str, int, str], ctx: Context) -> bool:
    """Whether a label is one, and not the start of a sentence that has a colon in it."""
    rest = label[2]
    return not rest or bool(ctx.codes.find(rest)) or lists.looks_like_names(rest, ctx.grammar)


def _take_inline(content: _Content, line: Line, rest: str, ctx: Context) -> None:
    codes = ctx.codes.find(rest)
    content.codes.extend(codes)
    if codes:
        content.code_lines.append(line)
    names = lists.split_names([ctx.codes.pattern.sub("", rest)], ctx.doc, ctx.grammar)
    if names:
        content.names.extend(names)
        content.name_lines.append(line)


def _take_members(
    content: _Content, lines: Sequence[Line], index: int, stops: set[int], pending: str, ctx: Context
) -> int:
    """Take the names that begin at `index` into `content`; return the index after them.

    Under a heading for codes, or away from their heading, names must be sure to be names.
    """
    if index >= len(lines):
        return index
    mixed = ctx.codes.find(lines[index].text)
    if mixed and len(lines[index].text) < 120:
        rest = ctx.codes.pattern.sub("", lines[index].text).strip(" ,;")
        if lists.looks_like_names(rest, ctx.grammar):
            _take_inline(content, lines[index], lines[index].text, ctx)
            return index + 1
    after = lists.take_names(lines, index, ctx.grammar, stops)
    if after == index:
        return index
    taken = lines[index:after]
    near = bool(content.labels) and not any(
        content.labels[-1].number < line.number < taken[0].number for line, _ in content.text
    )
    text = " ".join(line.text for line in taken)
    if (pending == "results" or not near) and not lists.looks_like_names(text, ctx.grammar, strict=not near):
        return index
    if not near and "," not in text and len(text.split()) > 4:
        return index
    after = _more_names(lines, index, after, stops, ctx)
    taken = lines[index:after]
    content.names.extend(lists.split_names([line.text for line in taken], ctx.doc, ctx.grammar))
    content.name_lines.extend(taken)
    if pending == "results" or not near:
        content.names_confidence = 0.8
    return after


def _more_names(lines: Sequence[Line], start: int, after: int, stops: set[int], ctx: Context) -> int:
    """Go on over names that are paragraphs of their own, as documents with one name a line have."""
    while after < len(lines) and "," not in " ".join(line.text for line in lines[start:after]):
        alone = after + 1 == len(lines) or lines[after + 1].block != lines[after].block
        line = lines[after]
        if alone and flat(line.text.strip()) in map(flat, ctx.grammar.and_words) and after + 1 < len(lines):
            after += 1
            continue
        if not alone or line.number in stops or len(line.text) > 40:
            break
        if "," in line.text or not lists.looks_like_names(line.text, ctx.grammar, strict=True):
            break
        if len(line.text.split()) > 4:
            break
        after += 1
    return after


def _activity(lines: Sequence[Line], anchor: Anchor, content: _Content, ctx: Context) -> ParsedActivity:
    """Make the record of one activity."""
    title_lines = [lines[i] for i in anchor.title]
    date_lines = [lines[i] for i in (*anchor.also, anchor.date)]
    when = anchor.when
    resolved = dates.resolve(when.when, ctx.period)
    ctx.doc.use(content.labels, "activities")
    what = "activities"
    passages = {
        "title": ctx.passage(title_lines, 0.97 if len(title_lines) == 1 else 0.9, what),
        "date_text": ctx.passage(date_lines, when.confidence, what),
    }
    sure = when.confidence if resolved else 0.3
    if resolved and ctx.period and resolved.start and resolved.start not in ctx.period:
        sure = min(sure, 0.6)
    for name in ("start_date", "end_date", "month", *(("place", "places", "online") if when.place else ())):
        passages[name] = structs.replace(passages["date_text"], confidence=round(sure, 2))
    if content.codes:
        passages["deliverables"] = ctx.passage(content.code_lines, 0.98, what)
    if content.names:
        passages["members"] = ctx.passage(content.name_lines, content.names_confidence, what)
    title = ctx.join([line.text for line in title_lines])
    parts, notes = bodies.part_notes(bodies.fragments(content.text, ctx.doc, ctx.grammar), ctx.grammar, title)
    ordered, moved = bodies.in_order(_without_scraps(parts))
    if notes:
        passages["notes"] = ctx.passage([line for part in notes for line in part.lines], 0.9, what)
    body = bodies.compose(ordered, ctx.doc, ctx.grammar)
    if body:
        body_lines = [line for part in ordered for line in part.lines]
        torn = sum(1 for part in ordered if part.continues)
        passages["body"] = ctx.passage(body_lines, 0.75 if moved else 0.9 if torn else 0.95, what)
    return ParsedActivity(
        title=title,
        place=when.place,
        places=dates.split_places(when.place, ctx.grammar),
        online=when.online,
        date_text=when.when.text,
        start_date=resolved.start if resolved else None,
        end_date=resolved.end if resolved else None,
        month=resolved.month if resolved else None,
        deliverables=tuple(dict.fromkeys(content.codes)),
        members=tuple(dict.fromkeys(content.names)),
        body=body,
        notes=tuple(part.text.removeprefix("- ") for part in notes),
        provenance=passages,
    )


def _without_scraps(parts: list[bodies.Fragment]) -> list[bodies.Fragment]:
    """Leave out scraps beside real text: a few words that neither end nor continue a sentence.

    They are logos and the like, and stay listed as not understood. A heading within the text is none of them.
    """
    if not any(len(part.text) > 80 for part in parts):
        return parts
    kept = []
    for index, part in enumerate(parts):
        lone = (
            part.unfinished
            and not part.item
            and not part.continues
            and not NUMBERED.match(part.text)
            and len(part.text) <= 50
            and len(part.text.split()) <= 6
            and not re.search(r"[\d:/@.,-]", part.text)
        )
        carried = index + 1 < len(parts) and parts[index + 1].continues
        begun = index > 0 and parts[index - 1].unfinished and parts[index - 1].text.endswith(",")
        if not lone or carried or begun or _heads(parts, index):
            kept.append(part)
    return kept


def _heads(parts: Sequence[bodies.Fragment], index: int) -> bool:
    """Whether a few words stand above text that begins with them as its heading, after text that is finished."""
    if index + 1 == len(parts) or (index and parts[index - 1].unfinished):
        return False
    below, own = parts[index + 1], parts[index]
    follows = below.lines[0].number - own.lines[-1].number <= 2 and below.segment == own.segment
    return follows and len(below.text) > 80 and not below.continues and not below.item


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


def _line_headings(
    lines: Sequence[Line], anchors: Sequence[Anchor], excluded: set[int], ctx: Context
) -> _Headings:
    """Find headings of lines; several in a row with no activity between are a summary and govern nothing."""
    letter = ctx.codes.letters[0]
    titles = {i for anchor in anchors for i in (*anchor.title, anchor.date, *anchor.also)}
    marks: list[tuple[int, str]] = []
    taken: set[int] = set()
    for index, line in enumerate(lines):
        if index in titles or index in excluded:
            continue
        found = ctx.grammar.line_heading(line.text)
        code = ctx.codes.line_code(line.text)
        starts = index == 0 or lines[index - 1].block != line.block or bool(line.size)
        if (found is None and code is None) or not starts:
            continue
        marks.append((index, code or f"{found[1] or letter}{found[0]}" if found else str(code)))
        end = next((a.first for a in anchors if a.first > index), len(lines))
        for place in range(index, end):
            body = len(lines[place].text) > 200 or lines[place].text.rstrip().endswith(".")
            if place > index and (place in titles or body):
                break
            if place - index > 6:
                break
            taken.add(place)
            ctx.doc.use([lines[place]], "activities")
    numbers = sorted({line for _, line in marks}, key=_line_order)
    governing = [mark for position, mark in enumerate(marks) if _governs(position, marks, anchors)]
    return _Headings(taken, governing, numbers)


def _governs(position: int, marks: Sequence[tuple[int, str]], anchors: Sequence[Anchor]) -> bool:
    """Whether a heading heads activities and does not stand in a summary of all lines.

    In a summary, another line's heading is next to it with no activity between. The last of such a row heads
    activities all the same if the row has named its line before.
    """
    index, line = marks[position]

    def apart(other: int) -> bool:
        return any(min(index, other) < anchor.date < max(index, other) for anchor in anchors)

    near = [marks[n] for n in (position - 1, position + 1) if 0 <= n < len(marks)]
    if all(name == line or apart(place) for place, name in near):
        return True
    last = position + 1 == len(marks) or apart(marks[position + 1][0])
    return last and any(name == line for _, name in marks[:position])


def _line_order(line: str) -> tuple[str, int]:
    match = re.match(r"([A-Za-z]*)(\d+)", line)
    return (match[1], int(match[2])) if match else (line, 0)
