"""The table of contents: its entries, and the regions that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.sources.lines import Line, flat, key

FIRST_LINES = 300
"""Lines in which a table of contents begins: the cover, an imprint and a foreword may stand before it."""
_LONGEST_HEADING = 60
_MOST_LINES = 200
"""Lines of a table of contents that has each activity in it."""
_LONGEST_ENTRY = 120
"""Characters of an entry; what is longer is the text that follows a table of contents."""

_LEADER = re.compile(
    r"[\s.…·_]*\.{2,}[\s.…·_]*\d{1,3}\s*$|\s{2,}\d{1,3}\s*$|\t+\d{1,3}\s*$|(?<=\D)\s\d{1,3}\s*$"
)
_NUMBER_FIRST = re.compile(r"^\s*\d{1,3}\s{1,}(?=\D)")


@dataclass(slots=True)
class ContentsTable:
    """The table of contents, and the index after it."""

    heading: list[Line]
    lines: list[Line]
    entries: list[str]
    regions: set[str]
    after: int


def _toc_entry(line: Line, ctx: ReadingContext) -> str:
    """Return the text of an entry of the contents without its page number."""
    paged = re.match(
        rf"\s*{ctx.grammar.words('toc_words')}\.?\s*\d{{1,3}}\s*[.:–-]?\s+(?=\S)", flat(line.text)
    )
    bare = _NUMBER_FIRST.sub("", line.text[paged.end() :] if paged else line.text)
    text = (bare if ctx.codes.line_heading(bare) else _LEADER.sub("", bare)).strip()
    return "" if re.fullmatch(rf"(?:{ctx.grammar.words('toc_words')}\.?\s*)?\d*", text.lower()) else text


def _heads_contents(line: Line, ctx: ReadingContext) -> bool:
    return len(line.text) < _LONGEST_HEADING and ctx.grammar.headings["contents"].has(line.text)


def _is_no_entry(line: Line, ctx: ReadingContext) -> bool:
    """Whether a line is of what follows the table of contents: text, a box, or the day of an activity."""
    dated = read_date_line(line.text, ctx.grammar)
    in_activity = ctx.codes.is_list(line.text) or (dated is not None and dated.when.day is not None)
    return len(line.text) > _LONGEST_ENTRY or in_activity


def find_contents(lines: Sequence[Line], ctx: ReadingContext) -> ContentsTable | None:
    """Find the table of contents: headings in a row, up to the first that comes again."""
    start = next((i for i, line in enumerate(lines[:FIRST_LINES]) if _heads_contents(line, ctx)), None)
    if start is None:
        return None
    seen: dict[str, int] = {}
    entries: list[str] = []
    regions: set[str] = set()
    after_who = False
    end = start + 1
    for index in range(start + 1, min(start + _MOST_LINES, len(lines))):
        line = lines[index]
        text = _toc_entry(line, ctx)
        if _is_no_entry(line, ctx):
            break
        if not text:
            end = index + 1
            continue
        heading = ctx.grammar.heading(text)
        kind = heading[0] if heading else ""
        form = key(text)
        if entries and form == key(entries[-1]) and not kind:  # a line of the plan without its number
            end = index + 1
            continue
        if form in seen:
            break
        if kind in ("editorial", "activities") and any(
            ctx.grammar.headings[kind].has(entry) for entry in entries
        ):
            break
        seen[form] = index
        entries.append(text)
        if after_who and not kind:
            regions.add(form)
        after_who = (after_who or kind == "who") and kind not in ("secretariat", "contact")
        end = index + 1
    return ContentsTable([lines[start]], list(lines[start + 1 : end]), entries, regions, end)
