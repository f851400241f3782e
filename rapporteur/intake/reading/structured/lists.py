"""The lists of a document with headings: media, meetings, activated members."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from msgspec import structs

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.media import read_legend, signs
from rapporteur.intake.reading.parsed import (
    ParsedMeeting,
    ParsedMention,
    ParsedNames,
    Passage,
)
from rapporteur.intake.reading.sources.lines import Line, collapse, flat
from rapporteur.intake.reading.sources.outline import (
    OutlineRow,
    OutlineUnit,
    Part,
    join,
    lines_of,
    parts,
    rows,
)
from rapporteur.intake.reading.structured.activities import names_in

_MONTH_READ = 0.98
_READ = 0.97
"""How sure a month is that is a heading, and what stands below it."""

_ARROW = re.compile(r"\s*[↗→]\s*$")
_SMALL = 0.93


def _month(part: Part, ctx: ReadingContext) -> str | None:
    """Return the month that a heading names."""
    found = dates.read_date_line(part.title, ctx.grammar) if part.heading else None
    if found is None or found.place or found.when.day is not None:
        return None
    resolved = dates.resolve(found.when, ctx.period)
    return resolved.month if resolved else None


def _months(found: Sequence[OutlineUnit], ctx: ReadingContext, what: str) -> list[tuple[str, Part]]:
    result = []
    for part in parts(found, 2):
        if month := _month(part, ctx):
            ctx.doc.use(part.head.lines, what)
            ctx.doc.use(lines_of(unit for unit in part.units if ctx.grammar.says_nothing(unit.text)), what)
            result.append((month, part))
    return result


def _channels(text: str, ctx: ReadingContext) -> tuple[str, ...] | None:
    """Return the channels that `text` names, or nothing if it says anything else."""
    names = {flat(word): code for code, words in ctx.grammar.data["channels"].items() for word in words}
    ordered = sorted(names, key=len, reverse=True)
    rest, result = flat(collapse(text)).strip(" ,;"), []
    while rest:
        name = next((name for name in ordered if re.match(rf"{re.escape(name)}(?!\w)", rest)), None)
        if name is None:
            return None
        result.append(names[name])
        rest = rest[len(name) :].strip(" ,;")
    return tuple(dict.fromkeys(result))


def _mention(
    month: str, month_lines: Sequence[Line], outlet: tuple[str, Sequence[Line]],
    subject: str, lines: Sequence[Line], channels: tuple[str, ...], ctx: ReadingContext,
) -> ParsedMention:  # fmt: skip
    passages = {
        "month": ctx.passage(month_lines, _MONTH_READ, "media"),
        "outlet": ctx.passage(outlet[1], _READ, "media"),
    }
    if lines:
        passages["subject"] = ctx.passage(lines, _READ, "media")
        if channels:
            passages["channels"] = passages["subject"]
    return ParsedMention(
        month=month, outlet=outlet[0], subject=subject, channels=channels, provenance=passages
    )


def read_media(found: Sequence[OutlineUnit], ctx: ReadingContext) -> tuple[ParsedMention, ...]:
    """Read mentions under their months: a table, or outlets in bold with their subjects below them."""
    result: list[ParsedMention] = []
    legend = read_legend([unit.lines[0] for unit in found if len(unit.lines) == 1 and not unit.level], ctx)
    for month, part in _months(found, ctx, "media"):
        heading = part.head.lines
        table = rows(part.units)
        if table:
            for row in table:
                if row.head:
                    ctx.doc.use(row.lines, "media")
                    continue
                outlet = row.text(0), lines_of(row.cells.get(0, ()))
                channels = _channels(row.text(2), ctx) or ()
                result.append(_mention(month, heading, outlet, row.text(1), row.lines, channels, ctx))
            continue
        result.extend(_columns(month, heading, part.units, ctx))
    if legend:
        result = [_signed(mention, legend) for mention in result]
    return tuple(result)


def _signed(mention: ParsedMention, legend: dict[str, str]) -> ParsedMention:
    """Return a mention with the channels that signs at the end of its subject stand for."""
    subject, channels = signs(mention.subject, legend)
    return structs.replace(mention, subject=subject, channels=channels) if channels else mention


def _columns(
    month: str, heading: Sequence[Line], found: Sequence[OutlineUnit], ctx: ReadingContext
) -> list[ParsedMention]:
    """Read outlets in bold, below each its subjects, below each of those its channels in smaller type."""
    result: list[ParsedMention] = []
    outlet: tuple[str, list[Line]] = ("", [])
    subject: list[Line] = []

    def close(channels: tuple[str, ...] = (), extra: Sequence[Line] = ()) -> None:
        if subject and outlet[0]:
            text = subject[0].text
            for before, line in itertools.pairwise(subject):
                text = join(text, before, line, ctx.doc)
            text = _ARROW.sub("", collapse(text))
            result.append(_mention(month, heading, outlet, text, [*subject, *extra], channels, ctx))
        subject.clear()

    for unit in found:
        pending: list[Line] = []
        close()
        for line in unit.lines:
            small = subject and line.size and line.size < _SMALL * subject[-1].size
            channels = _channels(line.text, ctx) if small else None
            if line.all_bold:
                close()
                text = outlet[0] if pending else ""
                outlet = (join(text, pending[-1], line, ctx.doc) if pending else line.text, [*pending, line])
                pending = outlet[1]
            elif channels is not None:
                close(channels, [line])
                pending = []
            else:
                subject.append(line)
                pending = []
    close()
    return result


def _column(head: OutlineRow | None, kind: str, place: int, ctx: ReadingContext) -> int:
    """Return the column whose heading is a label of `kind`, else the usual place."""
    if head is None:
        return place
    return next((column for column in head.cells if ctx.grammar.label(head.text(column), kind)), place)


def _names(row: OutlineRow, column: int, ctx: ReadingContext) -> list[str]:
    return [name for unit in row.cells.get(column, ()) for name in names_in(unit.text, ctx)]


def read_meetings(found: Sequence[OutlineUnit], ctx: ReadingContext) -> tuple[ParsedMeeting, ...]:
    """Read the tables of bilateral meetings under their months."""
    what = "bilateral_meetings"
    result: list[ParsedMeeting] = []
    for month, part in _months(found, ctx, what):
        head: OutlineRow | None = None
        for row in rows(part.units):
            if row.head:
                head = row
                ctx.doc.use(row.lines, what)
                continue
            members = _column(head, "members", 1, ctx)
            prospects = _column(head, "prospects", 2, ctx)
            passages: dict[str, Passage] = {"month": ctx.passage(part.head.lines, _MONTH_READ, what)}
            for name, column in (("place", 0), ("members", members), ("prospects", prospects)):
                if lines := lines_of(row.cells.get(column, ())):
                    passages[name] = ctx.passage(lines, _READ, what)
            result.append(
                ParsedMeeting(
                    month=month,
                    place=row.text(0),
                    members=tuple(dict.fromkeys(_names(row, members, ctx))),
                    prospects=tuple(dict.fromkeys(_names(row, prospects, ctx))),
                    provenance=passages,
                )
            )
    return tuple(result)


def read_activated(found: Sequence[OutlineUnit], ctx: ReadingContext) -> ParsedNames:
    """Read the activated members: tables or pairs of name and number, region by region."""
    names: list[str] = []
    lines: list[Line] = []
    for part in parts(found, 2):
        if part.heading is None:
            ctx.doc.use(lines_of(part.units), "activated_members")
            continue
        ctx.doc.use(part.heading.lines, "activated_members")
        ctx.doc.use(
            lines_of(unit for unit in part.units if ctx.grammar.says_nothing(unit.text)), "activated_members"
        )
        table = rows(part.units)
        if table:
            pairs = all(len(row.cells) == 2 for row in table)
            for row in table:
                if pairs and not row.head:
                    names.append(row.text(0))
                    lines.extend(row.lines)
                ctx.doc.use(row.lines, "activated_members")
            continue
        units = list(part.units)
        for unit, following in itertools.pairwise(units):
            if re.fullmatch(r"\d{1,5}", following.text) and not re.fullmatch(r"\d{1,5}", unit.text):
                names.append(unit.text)
                lines.extend((*unit.lines, *following.lines))
    if not lines:
        return ParsedNames()
    passage = ctx.passage(lines, _READ, "activated_members")
    return ParsedNames(names=tuple(dict.fromkeys(names)), provenance={"names": passage})
