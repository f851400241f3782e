"""Who we are: regions with members, secretaries, focal points and board; the staff; the contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.lines import Line, collapse, flat, key
from rapporteur.intake.reading.lists import is_open, split_names
from rapporteur.intake.reading.parsed import (
    ParsedContact,
    ParsedPerson,
    ParsedRegion,
    ParsedSeat,
    Passage,
)

_REGION_LABELS = ("honorary", "focal_point", "secretary", "focal_secretariat", "board")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:\(\+?|\+\(?)?\d[\d\s().\-/]{6,}\d")
_HASHTAG = re.compile(r"(?<!\w)#\w+")
_STAFF_PARTS = re.compile(r"\s*\t\s*|\s{3,}|\s*,\s+|\s+[–—|-]\s+|\s*:\s+")
"""What parts the name of one of the staff from the function."""
_WEBSITE = re.compile(
    r"(?:https?://)?(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE
)


def read_region(heading: Sequence[Line], lines: Sequence[Line], ctx: Context) -> ParsedRegion:
    """Read one region: its members, then focal points, then the board."""
    parts: dict[str, list[list[Line]]] = {"members": [[]]}
    inline: dict[str, list[tuple[str, Line]]] = {}
    current = "members"
    index = 0
    while index < len(lines):
        label = ctx.label(lines, index, *_REGION_LABELS) if len(lines[index].text) < 150 else None
        if current == "members" and not parts["members"][-1] and (of := ctx.label(lines, index, "members")):
            if not of[2]:
                ctx.doc.use(lines[index : index + of[1]], "regions")
                index += of[1]
                continue
        if label and (current != "board" or label[0] == "board"):
            current = label[0]
            ctx.doc.use(lines[index : index + label[1]], "regions")
            parts.setdefault(current, []).append([])
            if label[2]:
                inline.setdefault(current, []).append((label[2], lines[index]))
            index += label[1]
            continue
        if (
            current == "honorary"
            and "honorary" in inline
            and not _goes_on(lines[index - 1], lines[index], ctx)
        ):
            current = "members"  # the honorary member stands between their columns
        parts[current][-1].append(lines[index])
        index += 1
    named = list(parts["members"][-1])
    members = split_names([line.text for line in named], ctx.doc, ctx.grammar)
    passages: dict[str, Passage] = {"name": ctx.passage(heading, 0.95, "regions")}
    if named:
        passages["members"] = ctx.passage(named, 0.95, "regions")
    honorary, extra = _honorary(parts, inline, ctx)
    if honorary:
        passages["honorary"] = extra
    secretaries = _persons(parts.get("secretary", []), inline.get("secretary", []), members, ctx, True)
    focal = _persons(
        [*parts.get("focal_secretariat", []), *parts.get("focal_point", [])],
        [*inline.get("focal_secretariat", []), *inline.get("focal_point", [])],
        members, ctx, False,
    )  # fmt: skip
    board = [line for group in parts.get("board", []) for line in group]
    return ParsedRegion(
        name=ctx.join([line.text for line in heading]),
        members=tuple(members),
        honorary=tuple(honorary),
        secretaries=tuple(secretaries),
        focal_points=tuple(focal),
        board=tuple(_board(board, members, ctx)),
        provenance=passages,
    )


def _goes_on(line: Line, following: Line, ctx: Context) -> bool:
    """Whether a name that begins in a line may end in the one that follows."""
    same = line.block == following.block
    return same or is_open(line.text, ctx.grammar) or following.text[:1].islower()


def _honorary(
    parts: dict[str, list[list[Line]]], inline: dict[str, list[tuple[str, Line]]], ctx: Context
) -> tuple[list[str], Passage]:
    lines = [line for group in parts.get("honorary", []) for line in group]
    given = inline.get("honorary", [])
    names = split_names([text for text, _ in given] + [line.text for line in lines], ctx.doc, ctx.grammar)
    source = [line for _, line in given] + lines
    if not source:
        return [], Passage(lines=(0, 0), page=0, confidence=0)
    return names, ctx.passage(source, 0.95, "regions")


def _persons(
    groups: Sequence[Sequence[Line]],
    inline: Sequence[tuple[str, Line]],
    members: Sequence[str],
    ctx: Context,
    placed: bool,
) -> list[ParsedPerson]:
    """Read the people below a label; a secretary's city stands after a comma or on the last line."""
    result: list[ParsedPerson] = []
    for text, line in inline:
        result.append(_person([text], [line], members, ctx, placed))
    for group in groups:
        blocks: list[list[Line]] = []
        for line in group:
            torn = blocks and (
                line.block == blocks[-1][-1].block
                or is_open(blocks[-1][-1].text, ctx.grammar)
                or (placed and len(blocks[-1]) == 1 and _names_place(line.text, members))
            )
            if torn:
                blocks[-1].append(line)
            else:
                blocks.append([line])
        for block in blocks:
            texts = [line.text for line in block]
            if any(len(text) > 80 for text in texts):
                continue
            if not any(c.isupper() for c in "".join(texts)):
                continue
            result.append(_person(texts, block, members, ctx, placed))
    return result


def _names_place(text: str, members: Sequence[str]) -> bool:
    return key(text) in {key(member) for member in members}


def _person(
    texts: Sequence[str], lines: Sequence[Line], members: Sequence[str], ctx: Context, placed: bool
) -> ParsedPerson:
    whole = ctx.join(texts)
    name, place = whole, ""
    if placed:
        if bracketed := re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)", whole):
            name, place = bracketed[1], bracketed[2]
        elif "," in whole or re.search(r"\s[–—-]\s", whole):
            name, place = re.split(r"\s*,\s*|\s+[–—-]\s+", whole, maxsplit=1)
        else:
            tail = next((n for n in range(1, len(texts)) if _names_place(ctx.join(texts[n:]), members)), None)
            cut = tail if tail is not None else len(texts) - 1
            while tail is None and cut > 1 and is_open(texts[cut - 1], ctx.grammar):
                cut -= 1
            if cut >= 1:
                name, place = ctx.join(texts[:cut]), ctx.join(texts[cut:])
    passage = ctx.passage(lines, 0.9, "regions")
    provenance = {"name": passage} | ({"place": passage} if place else {})
    return ParsedPerson(name=name.strip(" ,"), place=place.strip(" ,"), provenance=provenance)


def _board(lines: Sequence[Line], members: Sequence[str], ctx: Context) -> list[ParsedSeat]:
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
        if role and ("," in text or is_person(text, ctx) or _is_vacant(text, ctx)):
            result.append(_seat(role, role_line, entry, text, members, ctx))
    return result


def _role_size(lines: Sequence[Line], index: int, ctx: Context) -> int:
    """Return how many lines the label of a role takes at `index`, 0 if there is none."""
    text = ""
    best = 0
    for size in (1, 2, 3):
        place = index + size - 1
        if place >= len(lines) or lines[place].block != lines[index].block:
            break
        text = f"{text} {lines[place].text}".strip()
        if "," in text or len(text) > 70:
            break
        if ctx.grammar.roles.has(text):
            best = size
    upper = lines[index].text.strip(" :")
    if not best and upper.isupper() and "," not in upper and 4 <= len(upper) <= 60:
        return 1
    return best


def _begins_seat(entry: Sequence[Line], line: Line, ctx: Context) -> bool:
    """Whether `line`, right below `entry`, begins the next seat: a name and a comma, or a vacancy."""
    text = " ".join(each.text for each in entry)
    if "," not in text or is_open(text, ctx.grammar):
        return False
    head = re.split(
        r",", re.sub(r"^(?:dr|mr|mrs|ms|m|mme|sr|sra|prof)\.?\s+", "", line.text, flags=re.IGNORECASE)
    )[0]
    return "," in line.text and (is_person(head, ctx) or _is_vacant(line.text, ctx))


def _is_vacant(text: str, ctx: Context) -> bool:
    return bool(re.match(rf"\W*{ctx.grammar.words('vacant')}", flat(text)))


def _seat(
    role: str,
    role_line: Line | None,
    lines: Sequence[Line],
    text: str,
    members: Sequence[str],
    ctx: Context,
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
    passage = ctx.passage(lines, 0.9, "regions")
    provenance = {"holder": passage, "function": passage}
    if role_line is not None:
        provenance["role"] = ctx.passage([role_line], 0.95, "regions")
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
            if bold and key(bold) != key(holder) and len(bold) < len(line.text) - 3:
                if key(bold) in key(function):
                    return collapse(bold), 0.95
    low = flat(function)
    found = [
        (low.rfind(flat(name)), -len(name), name)
        for name in {*members, *(re.sub(r"\s*\([^)]*\)", "", member) for member in members)}
        if re.search(rf"(?<!\w){re.escape(flat(name))}(?!\w)", low)
    ]
    if found:
        longest = min(found, key=lambda item: (item[1], item[0]))
        at = low.find(flat(longest[2]))
        return function[at : at + len(longest[2])], 0.85
    tail = re.search(r"\b(?:de|of|del|du|d')\s*((?:la\s+)?[A-ZÀ-Ý][^,()]*)$", function)
    return (collapse(tail[1]), 0.5) if tail else ("", 0.0)


def read_staff(lines: Sequence[Line], ctx: Context) -> tuple[ParsedPerson, ...]:
    """Read the staff: a name first in its block, its function below it or in the next block."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and blocks[-1][0].block == line.block:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    people: list[_Staff] = []
    dense = len(blocks) <= 2
    for block in blocks:
        for index, line in enumerate(block):
            if _EMAIL.search(line.text) or _HASHTAG.search(line.text):
                continue
            parts = _STAFF_PARTS.split(line.text.strip(), maxsplit=1)
            name = is_person(parts[0], ctx) and not (len(parts) > 1 and parts[0][:1].islower())
            last = people[-1] if people else None
            waits = last is not None and not last.below and not last.said
            if not waits and (swapped := _function_first(line.text, ctx)):
                people.append(_Staff([line], swapped[1], swapped[0]))
                continue
            first = index == 0 or (dense and not is_open(block[index - 1].text, ctx.grammar)
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


def _function_first(text: str, ctx: Context) -> tuple[str, str] | None:
    """Return function and name of a line that has them in this order, parted by a colon."""
    before, colon, after = text.strip().partition(":")
    if colon and before[:1].isupper() and is_person(after.strip(), ctx) and not is_person(before, ctx):
        return collapse(before), collapse(after)
    return None


def _staff(each: _Staff, ctx: Context) -> ParsedPerson:
    whole = each.name or _STAFF_PARTS.split(" ".join(x.text.strip() for x in each.lines), maxsplit=1)[0]
    function = ctx.join([*([each.said] if each.said else []), *(line.text for line in each.below)])
    passages = {"name": ctx.passage(each.lines, 0.92, "secretariat_staff")}
    if function:
        passages["function"] = ctx.passage(each.below or each.lines, 0.92, "secretariat_staff")
    return ParsedPerson(name=collapse(whole), function=function, provenance=passages)


def _is_function(text: str, ctx: Context) -> bool:
    words = [flat(word).strip(",:;") for word in text.split()]
    return any(word in ctx.grammar.function_words for word in words)


def split_contact(lines: Sequence[Line], ctx: Context) -> int:
    """Return the index at which a contact without heading begins below the staff."""
    for index, line in enumerate(lines):
        if _EMAIL.search(line.text) or _PHONE.search(line.text) or _HASHTAG.search(line.text):
            first = _first_of_block(lines, index)
            if first and re.search(r"\d", lines[first - 1].text):
                first = _first_of_block(lines, first - 1)
            return first
    return len(lines)


def _first_of_block(lines: Sequence[Line], index: int) -> int:
    block = lines[index].block
    while index > 0 and lines[index - 1].block == block:
        index -= 1
    return index


def read_contact(heading: Sequence[Line], lines: Sequence[Line], ctx: Context) -> ParsedContact | None:
    """Read address, telephone, e-mail, website and hashtag by their forms."""
    found: dict[str, str] = {}
    passages: dict[str, Passage] = {}
    rest: list[Line] = []
    phone = re.compile(rf"(?<!\w){ctx.grammar.words('phone_words')}\b[.:\s]*")
    label = re.compile(rf"{ctx.grammar.words('contact_words')}\s*:\s*")
    for line in lines:
        text = line.text.strip()
        before = text
        if named := label.match(flat(text)):
            text = text[named.end() :]
        for name, pattern in (("email", _EMAIL), ("hashtag", _HASHTAG)):
            match = pattern.search(text)
            if match:
                found.setdefault(name, match.group())
                passages.setdefault(name, ctx.passage([line], 0.97, "contact"))
                text = text.replace(match.group(), " ")
        match = _PHONE.search(text)
        if match and (phone.search(flat(text)) or match.group().startswith(("+", "(+"))):
            found.setdefault("phone", collapse(match.group()))
            passages.setdefault("phone", ctx.passage([line], 0.97, "contact"))
            text = phone.sub(" ", flat(text.replace(match.group(), " ")))
        web = _WEBSITE.search(text)
        if web and " " not in text.strip(" |·/") and "website" not in found:
            found["website"] = web.group()
            passages["website"] = ctx.passage([line], 0.95, "contact")
            text = text.replace(web.group(), " ")
        if text == before:
            rest.append(line)
    numbered = next((i for i, line in enumerate(rest) if any(c.isdecimal() for c in line.text)), 0)
    names, rest = [*heading, *rest[:numbered]], rest[numbered:]
    if rest and len(rest) <= 6:
        found["address"] = "\n".join(collapse(line.text) for line in rest)
        passages["address"] = ctx.passage(rest, 0.85, "contact")
    if not found:
        return None
    if names:
        passages["name"] = ctx.passage(names, 0.9, "contact")
    return ParsedContact(
        **found,
        name=ctx.join([line.text for line in names]) if names else "",
        provenance=passages,
    )
