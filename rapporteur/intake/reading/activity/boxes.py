"""What stands below the date line of an activity: boxes of codes and members, and text, in whatever order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading import lists
from rapporteur.intake.reading.activity.anchors import LABELS
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.sources.lines import SOFT_HYPHEN, Line, flat

_LONGEST_MIXED = 120
"""Characters of a line of a box that has codes and members on it; a longer one is a sentence that cites a code."""
_MOST_WORDS = 4
"""Words of a name that stands away from its heading; more are a heading within the text."""
_LONGEST_NAME = 40
"""Characters of a name that is a paragraph of its own, as in Word files with one name a line."""
_AS_READ = 0.95
_NAMES_BY_FORM = 0.8
"""How sure names are below a heading for members, and those that their form alone tells."""


@dataclass(slots=True)
class BelowDate:
    """What was found below a date line."""

    codes: list[str] = field(default_factory=list)
    code_lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name_lines: list[Line] = field(default_factory=list)
    text: list[tuple[Line, int]] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    names_confidence: float = _AS_READ
    segment: int = 0


def read_below_date(lines: Sequence[Line], ctx: ReadingContext) -> BelowDate:
    """Sort the lines below a date line into codes, members and text, by what they are."""
    content = BelowDate()
    stops = _box_starts(lines, ctx)
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
                rest, index = _torn_word(rest, lines, index, ctx)
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


def _box_starts(lines: Sequence[Line], ctx: ReadingContext) -> set[int]:
    """Return the numbers of lines with which something else begins than names: codes or a label."""
    return {
        line.number
        for index, line in enumerate(lines)
        if ctx.codes.is_list(line.text) or ctx.label(lines, index, *LABELS)
    }


def _is_box_label(
    lines: Sequence[Line], index: int, label: tuple[str, int, str], ctx: ReadingContext
) -> bool:
    """Whether a label is one, and not the start of a sentence that has a colon in it."""
    rest = label[2]
    return not rest or bool(ctx.codes.find(rest)) or lists.looks_like_names(rest, ctx.grammar)


def _torn_word(text: str, lines: Sequence[Line], index: int, ctx: ReadingContext) -> tuple[str, int]:
    """Return a list that a label begins with what its last word goes on with, and the index after it."""
    while (
        index < len(lines) and text[-1] in f"{SOFT_HYPHEN}-‐" and lines[index].block == lines[index - 1].block
    ):
        text = ctx.doc.join(text, lines[index].text, ctx.grammar.prefixes)
        ctx.doc.use([lines[index]], "activities")
        index += 1
    return text, index


def _take_inline(content: BelowDate, line: Line, rest: str, ctx: ReadingContext) -> None:
    codes = ctx.codes.find(rest)
    content.codes.extend(codes)
    if codes:
        content.code_lines.append(line)
    names = lists.split_names([ctx.codes.pattern.sub("", rest)], ctx.doc, ctx.grammar)
    if names:
        content.names.extend(names)
        content.name_lines.append(line)


def _take_members(
    content: BelowDate, lines: Sequence[Line], index: int, stops: set[int], pending: str, ctx: ReadingContext
) -> int:
    """Take the names that begin at `index` into `content`; return the index after them.

    Under a heading for codes, or away from their heading, names must be sure to be names.
    """
    if index >= len(lines):
        return index
    mixed = ctx.codes.find(lines[index].text)
    if mixed and len(lines[index].text) < _LONGEST_MIXED:
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
    if not near and "," not in text and len(text.split()) > _MOST_WORDS:
        return index
    after = _more_names(lines, index, after, stops, ctx)
    taken = lines[index:after]
    content.names.extend(lists.split_names([line.text for line in taken], ctx.doc, ctx.grammar))
    content.name_lines.extend(taken)
    if pending == "results" or not near:
        content.names_confidence = _NAMES_BY_FORM
    return after


def _more_names(lines: Sequence[Line], start: int, after: int, stops: set[int], ctx: ReadingContext) -> int:
    """Go on over names that are paragraphs of their own, as documents with one name a line have."""
    while after < len(lines) and "," not in " ".join(line.text for line in lines[start:after]):
        alone = after + 1 == len(lines) or lines[after + 1].block != lines[after].block
        line = lines[after]
        if alone and flat(line.text.strip()) in map(flat, ctx.grammar.and_words) and after + 1 < len(lines):
            after += 1
            continue
        if not alone or line.number in stops or len(line.text) > _LONGEST_NAME:
            break
        if "," in line.text or not lists.looks_like_names(line.text, ctx.grammar, strict=True):
            break
        if len(line.text.split()) > _MOST_WORDS:
            break
        after += 1
    return after
