"""The board of a region: roles, below them people with their functions and what they sit for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lists import is_open
from rapporteur.intake.reading.parsed import ParsedSeat
from rapporteur.intake.reading.sources.lines import Line, collapse, flat, key

_SHORTEST_OFFICE = 3
"""Characters that an office has more than."""
_LINES_OF_ROLE = (1, 2, 3)
_LONGEST_ROLE = 70
_SHORTEST_CAPITALS = 4
_LONGEST_CAPITALS = 60
"""Characters of the label of a role, and of one in capitals, which is one whatever its words are."""
_LESS_BOLD = 3
"""Characters of a line in bold but for which the bold is a name in it and not the whole line."""
_ROLE = 0.95
_SEAT = 0.9
_BOLD = 0.95
_BY_MEMBERS = 0.85
_BY_PREPOSITION = 0.5
"""How sure a role and a seat are, and what it is held for: the bold name, a member that the function names, or whatever
stands after `of` at its end.
"""


def read_board(lines: Sequence[Line], members: Sequence[str], ctx: ReadingContext) -> list[ParsedSeat]:
    """Read the seats: labels of roles, below them a person with function and organisation each."""
    result: list[ParsedSeat] = []
    role, role_line = "", None
    index = 0
    while index < len(lines):
        size = _role_size(lines, index, ctx)
        if size:
            role = ctx.join([line.text for line in lines[index : index + size]]).strip(" :")
            role_line = lines[index]
            ctx.doc.use(lines[index : index + size], "regions")
            index += size
            continue
        entry = [lines[index]]
        while (
            index + 1 < len(lines)
            and not _role_size(lines, index + 1, ctx)
            and (
                (
                    lines[index + 1].block == lines[index].block
                    and not _begins_seat(entry, lines[index + 1], ctx)
                )
                or is_open(lines[index].text, ctx.grammar)
            )
        ):
            index += 1
            entry.append(lines[index])
        index += 1
        text = ctx.join([line.text for line in entry])
        if ("," in text or is_person(text, ctx) or _is_vacant(text, ctx)) and (
            role or _holds_office(text, ctx)
        ):
            result.append(_seat(role or _plain_role(ctx), role_line, entry, text, members, ctx))
    return result


def _holds_office(text: str, ctx: ReadingContext) -> bool:
    """Whether `text` is a person and, after a comma, an office: a seat on a board whose roles are not printed."""
    name, comma, office = text.partition(",")
    return bool(comma) and is_person(name, ctx) and len(office) > _SHORTEST_OFFICE


def _plain_role(ctx: ReadingContext) -> str:
    """Return the grammar's word for those on a board who have no other role."""
    word: str = ctx.grammar.data["members_word"]
    return word.capitalize()


def _role_size(lines: Sequence[Line], index: int, ctx: ReadingContext) -> int:
    """Return how many lines the label of a role takes at `index`, 0 if there is none."""
    text = ""
    best = 0
    for size in _LINES_OF_ROLE:
        place = index + size - 1
        if place >= len(lines) or lines[place].block != lines[index].block:
            break
        text = f"{text} {lines[place].text}".strip()
        if "," in text or len(text) > _LONGEST_ROLE:
            break
        if ctx.grammar.roles.has(text):
            best = size
    upper = lines[index].text.strip(" :")
    if (
        not best
        and upper.isupper()
        and "," not in upper
        and _SHORTEST_CAPITALS <= len(upper) <= _LONGEST_CAPITALS
    ):
        return 1
    return best


def _begins_seat(entry: Sequence[Line], line: Line, ctx: ReadingContext) -> bool:
    """Whether `line`, right below `entry`, begins the next seat: a name and a comma, or a vacancy."""
    text = " ".join(each.text for each in entry)
    if "," not in text or is_open(text, ctx.grammar):
        return False
    head = re.split(
        r",", re.sub(r"^(?:dr|mr|mrs|ms|m|mme|sr|sra|prof)\.?\s+", "", line.text, flags=re.IGNORECASE)
    )[0]
    return "," in line.text and (is_person(head, ctx) or _is_vacant(line.text, ctx))


def _is_vacant(text: str, ctx: ReadingContext) -> bool:
    return bool(re.match(rf"\W*{ctx.grammar.words('vacant')}", flat(text)))


def _seat(
    role: str,
    role_line: Line | None,
    lines: Sequence[Line],
    text: str,
    members: Sequence[str],
    ctx: ReadingContext,
) -> ParsedSeat:
    holder, _, function = (part.strip() for part in text.partition(","))
    function = collapse(function)
    organisation, sure = _organisation(lines, holder, function, members)
    if organisation and function.endswith(f"({organisation})"):
        function = function.removesuffix(f"({organisation})").strip()
    elif organisation and key(function).endswith(key(organisation)) and function.endswith(")"):
        before = function[: function.rfind("(")].strip()
        if key(function[function.rfind("(") :]) == key(organisation):
            function = before
    vacant = _is_vacant(holder, ctx)
    passage = ctx.passage(lines, _SEAT, "regions")
    provenance = {"holder": passage, "function": passage}
    if role_line is not None:
        provenance["role"] = ctx.passage([role_line], _ROLE, "regions")
    if organisation:
        provenance["organisation"] = replace(passage, confidence=sure)
    return ParsedSeat(
        role=role,
        holder="" if vacant else holder,
        function=function,
        organisation=organisation,
        vacant=vacant,
        provenance=provenance,
    )


def _organisation(
    lines: Sequence[Line], holder: str, function: str, members: Sequence[str]
) -> tuple[str, float]:
    """Return what a seat is held for: the bold name, else the region's member that the function names."""
    for line in lines:
        for start, end in line.bold:
            bold = line.text[start:end].strip(" ,.")
            bold = bold if bold.count("(") == bold.count(")") and bold[:1] != "(" else bold.strip("()")
            if bold and key(bold) != key(holder) and len(bold) < len(line.text) - _LESS_BOLD:
                if key(bold) in key(function):
                    return collapse(bold), _BOLD
    low = flat(function)
    found = [
        (low.rfind(flat(name)), -len(name), name)
        for name in {*members, *(re.sub(r"\s*\([^)]*\)", "", member) for member in members)}
        if re.search(rf"(?<!\w){re.escape(flat(name))}(?!\w)", low)
    ]
    if found:
        longest = min(found, key=lambda item: (item[1], item[0]))
        at = low.find(flat(longest[2]))
        return function[at : at + len(longest[2])], _BY_MEMBERS
    tail = re.search(r"\b(?:de|of|del|du|d')\s*((?:la\s+)?[A-ZÀ-Ý][^,()]*)$", function)
    return (collapse(tail[1]), _BY_PREPOSITION) if tail else ("", 0.0)
