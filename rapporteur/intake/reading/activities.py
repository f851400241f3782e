"""The activities: found by their lines of place and date, read with the boxes around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import structs

from rapporteur.intake.reading import bodies, dates, lists
from rapporteur.intake.reading.anchors import LABELS, Anchor
from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.line_headings import line_headings
from rapporteur.intake.reading.lines import NUMBERED, Line, flat
from rapporteur.intake.reading.parsed import ParsedActivity, Passage
from rapporteur.intake.reading.plan_lines import assign_lines


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
    headings = line_headings(lines, anchors, excluded, ctx)
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
        if ctx.codes.is_list(line.text) or ctx.label(lines, index, *LABELS)
    }
    pending = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        label = ctx.label(lines, index, *LABELS)
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
