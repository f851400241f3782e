"""Place and date below the title of an activity, in a document with headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import DateLine
from rapporteur.intake.reading.sources.lines import collapse, flat
from rapporteur.intake.reading.sources.outline import OutlineUnit, lines_of

_COUNTER = re.compile(r"\d{1,4}(?:\s*·.*)?\Z")
"""The number of an activity, perhaps with its kind, that is read after the title above which it is printed."""
_LONGEST = 260
"""Characters of place, date and kind below a title, on two lines."""


@dataclass
class PlaceAndDate:
    """Place and date as printed, and how many units they take."""

    where: str
    when: DateLine
    taken: int


def read_place_and_date(below: Sequence[OutlineUnit], ctx: ReadingContext) -> PlaceAndDate | None:
    """Read place and date from the unit below a title (or the two below it); a number with a kind may stand before."""
    if below and _COUNTER.match(below[0].text):
        after = read_place_and_date(below[1:], ctx)
        return replace(after, taken=after.taken + 1) if after else None
    for taken in (1, 2):
        if taken > len(below) or any(unit.level for unit in below[:taken]):
            break
        text = collapse(" ".join(unit.text for unit in below[:taken]))
        if len(text) > _LONGEST:
            break
        found = _parted(text, ctx) or _weighted(below[:taken], ctx) or _plain(text, ctx)
        if found is not None:
            return PlaceAndDate(*found, taken)
    return None


def _date(text: str, ctx: ReadingContext) -> DateLine | None:
    found = dates.read_date_line(text, ctx.grammar)
    return found if found is not None and not found.place else None


def _parted(text: str, ctx: ReadingContext) -> tuple[str, DateLine] | None:
    """Read `place · date · kind · …`."""
    pieces = text.split(" · ")
    for index, piece in enumerate(pieces):
        if found := _date(piece, ctx):
            return " · ".join(pieces[:index]), found
    return None


def _weighted(below: Sequence[OutlineUnit], ctx: ReadingContext) -> tuple[str, DateLine] | None:
    """Read a place in bold and a date that is not."""
    heavy = light = ""
    for line in lines_of(below):
        end = 0
        for start, stop in line.bold:
            light += f" {line.text[end:start]}"
            heavy += f" {line.text[start:stop]}"
            end = stop
        light += f" {line.text[end:]}"
    found = _date(collapse(light), ctx) if heavy.strip() else None
    return (collapse(heavy).strip(" ,·"), found) if found else None


def _plain(text: str, ctx: ReadingContext) -> tuple[str, DateLine] | None:
    found = dates.read_date_line(text, ctx.grammar)
    return (found.place, found) if found else None


def places_in(where: str, ctx: ReadingContext) -> tuple[str, ...]:
    """Return the places of a list that names its last after `and`; without it, a comma is within one name."""
    ands = rf"\s{ctx.grammar.words('and_words')}\s"
    if not where or re.search(ands, flat(where)) or " / " in where:
        return dates.split_places(where, ctx.grammar)
    return () if dates.names_online(where, ctx.grammar) and "," not in where else (where,)
