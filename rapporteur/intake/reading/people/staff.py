"""The staff of the secretariat: people with their functions, in columns or one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from dataclasses import replace as replace_line

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lists import is_open
from rapporteur.intake.reading.parsed import ParsedPerson
from rapporteur.intake.reading.people.contact import EMAIL, HASHTAG
from rapporteur.intake.reading.sources.lines import BULLET, Line, blocks_of, collapse, flat

_FEW_BLOCKS = 2
"""Blocks of a secretariat in which people follow one another with no blank line between."""
_SURE = 0.92
"""How sure one of the staff is, known by the form of a name and by the place of its function."""

_STAFF_PARTS = re.compile(r"\s*\t\s*|\s{3,}|\s*,\s+|\s+[–—|-]\s+|\s*:\s+")
"""What parts the name of one of the staff from the function."""


def read_staff(lines: Sequence[Line], ctx: ReadingContext) -> tuple[ParsedPerson, ...]:
    """Read the staff: a name first in its block, or after a bullet, its function below it or in the next block."""
    listed = {line.number for line in lines if BULLET.match(line.text)}
    lines = [replace_line(line, text=BULLET.sub("", line.text)) for line in lines]
    blocks = blocks_of(lines)
    people: list[_Staff] = []
    dense = len(blocks) <= _FEW_BLOCKS
    for block in blocks:
        for index, line in enumerate(block):
            if EMAIL.search(line.text) or HASHTAG.search(line.text):
                continue
            parts = _STAFF_PARTS.split(line.text.strip(), maxsplit=1)
            name = is_person(parts[0], ctx) and not (len(parts) > 1 and parts[0][:1].islower())
            last = people[-1] if people else None
            waits = last is not None and not last.below and not last.said
            if not waits and (swapped := _function_first(line.text, ctx)):
                people.append(_Staff([line], swapped[1], swapped[0]))
                continue
            first = index == 0 or line.number in listed or (dense and not is_open(block[index - 1].text, ctx.grammar)
                                   and not block[index - 1].text.rstrip().endswith(":"))  # fmt: skip
            if name and first and not (index == 0 and waits and _is_function(line.text, ctx)):
                people.append(_Staff([line], "", parts[1] if len(parts) > 1 else ""))
            elif last is not None:
                goes_on = index == 1 and not first and is_open(last.lines[0].text, ctx.grammar)
                (last.lines if goes_on and not last.below else last.below).append(line)
    return tuple(_staff(each, ctx) for each in people)


@dataclass(slots=True)
class _Staff:
    """One of the staff while read: the lines of the name, the name if it is not first, what is said of the function."""

    lines: list[Line]
    name: str
    said: str
    below: list[Line] = field(default_factory=list)


def _function_first(text: str, ctx: ReadingContext) -> tuple[str, str] | None:
    """Return function and name of a line that has them in this order, parted by a colon."""
    before, colon, after = text.strip().partition(":")
    if colon and before[:1].isupper() and is_person(after.strip(), ctx) and not is_person(before, ctx):
        return collapse(before), collapse(after)
    return None


def _staff(each: _Staff, ctx: ReadingContext) -> ParsedPerson:
    whole = each.name or _STAFF_PARTS.split(" ".join(x.text.strip() for x in each.lines), maxsplit=1)[0]
    function = ctx.join([*([each.said] if each.said else []), *(line.text for line in each.below)])
    passages = {"name": ctx.passage(each.lines, _SURE, "secretariat_staff")}
    if function:
        passages["function"] = ctx.passage(each.below or each.lines, _SURE, "secretariat_staff")
    return ParsedPerson(name=collapse(whole), function=function, provenance=passages)


def _is_function(text: str, ctx: ReadingContext) -> bool:
    words = [flat(word).strip(",:;") for word in text.split()]
    return any(word in ctx.grammar.function_words for word in words)
