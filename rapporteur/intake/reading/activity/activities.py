"""The activities: found by their lines of place and date, read with the boxes around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.activity import bodies
from rapporteur.intake.reading.activity.anchors import Anchor
from rapporteur.intake.reading.activity.boxes import BelowDate, read_below_date
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ParsedActivity, Passage
from rapporteur.intake.reading.plan.line_headings import line_headings
from rapporteur.intake.reading.plan.plan_lines import assign_lines
from rapporteur.intake.reading.sources.lines import NUMBERED, Line

_SCRAP = 50
_WORDS_OF_SCRAP = 6
"""Characters and words of a scrap beside a text: lettering of a logo or a picture."""
_PARAGRAPH = 80
"""Characters of a fragment that is text, beside which scraps are known as such."""
_LINES_BELOW = 2
"""Lines from a heading within the text to the text that begins with it: one blank line at most."""
_OUT_OF_PERIOD = 0.6
_NO_DATE = 0.3
"""How sure dates are that lie outside the period, and those that have no year."""
_BODY_IN_PIECES = 0.9
_BODY_MOVED = 0.75
"""How sure a text is that boxes tore, and one whose pieces were put into another order."""
_ONE_LINE_TITLE = 0.97
_WRAPPED = 0.9
_CODES = 0.98
_AS_READ = 0.95
"""How sure a title of one line is, one that is wrapped or a note, codes, and a text or list as it stands."""


def read_activities(
    lines: Sequence[Line], anchors: Sequence[Anchor], media: Sequence[tuple[int, int]], ctx: ReadingContext
) -> tuple[ParsedActivity, ...]:
    """Read all activities of a region; `media` are stretches that belong to no activity."""
    excluded = {i for start, end in media for i in range(start, end)}
    headings = line_headings(lines, anchors, excluded, ctx)
    read: list[ParsedActivity] = []
    for number, anchor in enumerate(anchors):
        end = anchors[number + 1].first if number + 1 < len(anchors) else len(lines)
        inside = [i for i in range(anchor.first, end) if i not in excluded and i not in headings.taken]
        used = {*anchor.title, anchor.date, *anchor.also}
        content = read_below_date([lines[i] for i in inside if i not in used], ctx)
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


def _line_passage(
    activity: ParsedActivity, line: str, sure: float, ctx: ReadingContext
) -> dict[str, Passage]:
    base = activity.provenance.get("deliverables") or activity.provenance["date_text"]
    return {"line": structs.replace(base, confidence=round(sure, 2))} if line else {}


def _activity(
    lines: Sequence[Line], anchor: Anchor, content: BelowDate, ctx: ReadingContext
) -> ParsedActivity:
    """Make the record of one activity."""
    title_lines = [lines[i] for i in anchor.title]
    when = anchor.when
    resolved = dates.resolve(when.when, ctx.period)
    ctx.doc.use(content.labels, "activities")
    what = "activities"
    sure = _ONE_LINE_TITLE if len(title_lines) == 1 else _WRAPPED
    passages = {"title": ctx.passage(title_lines, sure, what), **_date_passages(lines, anchor, resolved, ctx)}
    if content.codes:
        passages["deliverables"] = ctx.passage(content.code_lines, _CODES, what)
    if content.names:
        passages["members"] = ctx.passage(content.name_lines, content.names_confidence, what)
    title = ctx.join([line.text for line in title_lines])
    body, notes, of_text = _text(content, title, ctx)
    passages |= of_text
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
        notes=notes,
        provenance=passages,
    )


def _date_passages(
    lines: Sequence[Line], anchor: Anchor, resolved: dates.ResolvedDates | None, ctx: ReadingContext
) -> dict[str, Passage]:
    """Return where place and date stand, less sure where the date has no year or lies outside the period."""
    when = anchor.when
    printed = ctx.passage([lines[i] for i in (*anchor.also, anchor.date)], when.confidence, "activities")
    sure = when.confidence if resolved else _NO_DATE
    if resolved and ctx.period and resolved.start and resolved.start not in ctx.period:
        sure = min(sure, _OUT_OF_PERIOD)
    understood = structs.replace(printed, confidence=round(sure, 2))
    names = ("start_date", "end_date", "month", *(("place", "places", "online") if when.place else ()))
    return {"date_text": printed, **dict.fromkeys(names, understood)}


def _text(
    content: BelowDate, title: str, ctx: ReadingContext
) -> tuple[str, tuple[str, ...], dict[str, Passage]]:
    """Return the text of an activity, put together again, the notes beside it, and where both stand."""
    passages: dict[str, Passage] = {}
    found = bodies.fragments(content.text, ctx.doc, ctx.grammar)
    parts, notes = bodies.part_notes(found, ctx.grammar, title)
    ordered, moved = bodies.in_order(_without_scraps(parts))
    if notes:
        passages["notes"] = ctx.passage(
            [line for part in notes for line in part.lines], _WRAPPED, "activities"
        )
    body = bodies.compose(ordered, ctx.doc, ctx.grammar)
    if body:
        torn = any(part.continues for part in ordered)
        sure = _BODY_MOVED if moved else _BODY_IN_PIECES if torn else _AS_READ
        passages["body"] = ctx.passage([line for part in ordered for line in part.lines], sure, "activities")
    return body, tuple(part.text.removeprefix("- ") for part in notes), passages


def _without_scraps(parts: list[bodies.Fragment]) -> list[bodies.Fragment]:
    """Leave out scraps beside real text: a few words that neither end nor continue a sentence.

    They are logos and the like, and stay listed as not understood. A heading within the text is none of them.
    """
    if not any(len(part.text) > _PARAGRAPH for part in parts):
        return parts
    kept = []
    for index, part in enumerate(parts):
        lone = (
            part.unfinished
            and not part.item
            and not part.continues
            and not NUMBERED.match(part.text)
            and len(part.text) <= _SCRAP
            and len(part.text.split()) <= _WORDS_OF_SCRAP
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
    follows = below.lines[0].number - own.lines[-1].number <= _LINES_BELOW and below.segment == own.segment
    return follows and len(below.text) > _PARAGRAPH and not below.continues and not below.item
