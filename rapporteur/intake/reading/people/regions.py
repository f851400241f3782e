"""A region: its members, honorary members, secretaries and focal points, and its board."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.lists import is_open, split_names
from rapporteur.intake.reading.parsed import ParsedPerson, ParsedRegion, Passage
from rapporteur.intake.reading.people.board import read_board
from rapporteur.intake.reading.sources.lines import Line, key

_LONGEST_LABELLED = 150
"""Characters of a line with a label of a region and a person after it."""
_LONGEST_OF_PERSON = 80
"""Characters of a line of a person with a city; a longer one is a remark below the label."""
_LISTED = 0.95
_PERSON = 0.9
"""How sure the name and the members of a region are, and a person below a label."""

_REGION_LABELS = ("honorary", "focal_point", "secretary", "focal_secretariat", "board")


@dataclass(slots=True)
class _LinesByLabel:
    """The lines of a region by the label they stand below, and what stands on the line of a label itself."""

    parts: dict[str, list[list[Line]]] = field(default_factory=lambda: {"members": [[]]})
    inline: dict[str, list[tuple[str, Line]]] = field(default_factory=dict)

    def below(self, *labels: str) -> list[list[Line]]:
        return [group for label in labels for group in self.parts.get(label, [])]

    def beside(self, *labels: str) -> list[tuple[str, Line]]:
        return [each for label in labels for each in self.inline.get(label, [])]


def _by_label(lines: Sequence[Line], ctx: ReadingContext) -> _LinesByLabel:
    """Sort the lines of a region by the labels they stand below; what stands below none is members."""
    sorted_lines = _LinesByLabel()
    parts, inline = sorted_lines.parts, sorted_lines.inline
    current = "members"
    index = 0
    while index < len(lines):
        label = (
            ctx.label(lines, index, *_REGION_LABELS) if len(lines[index].text) < _LONGEST_LABELLED else None
        )
        if current == "members" and not parts["members"][-1] and (of := ctx.label(lines, index, "members")):
            if not of[2]:
                ctx.doc.use(lines[index : index + of[1]], "regions")
                index += of[1]
                continue
        if label and (current != "board" or label[0] == "board" or label[0] not in parts):
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
    return sorted_lines


def read_region(heading: Sequence[Line], lines: Sequence[Line], ctx: ReadingContext) -> ParsedRegion:
    """Read one region: its members, then focal points, then the board."""
    given = _by_label(lines, ctx)
    named = given.parts["members"][-1]
    members = split_names([line.text for line in named], ctx.doc, ctx.grammar)
    passages: dict[str, Passage] = {"name": ctx.passage(heading, _LISTED, "regions")}
    if named:
        passages["members"] = ctx.passage(named, _LISTED, "regions")
    honorary, extra = _honorary(given, ctx)
    if honorary:
        passages["honorary"] = extra
    secretaries = _persons(given.below("secretary"), given.beside("secretary"), members, ctx, True)
    focal_labels = ("focal_secretariat", "focal_point")
    focal = _persons(given.below(*focal_labels), given.beside(*focal_labels), members, ctx, False)
    board = [line for group in given.below("board") for line in group]
    return ParsedRegion(
        name=ctx.region_name(ctx.join([line.text for line in heading])),
        members=tuple(members),
        honorary=tuple(honorary),
        secretaries=tuple(secretaries),
        focal_points=tuple(focal),
        board=tuple(read_board(board, members, ctx)),
        provenance=passages,
    )


def _goes_on(line: Line, following: Line, ctx: ReadingContext) -> bool:
    """Whether a name that begins in a line may end in the one that follows."""
    same = line.block == following.block
    return same or is_open(line.text, ctx.grammar) or following.text[:1].islower()


def _honorary(region: _LinesByLabel, ctx: ReadingContext) -> tuple[list[str], Passage]:
    lines = [line for group in region.below("honorary") for line in group]
    given = region.beside("honorary")
    names = split_names([text for text, _ in given] + [line.text for line in lines], ctx.doc, ctx.grammar)
    source = [line for _, line in given] + lines
    if not source:
        return [], Passage(lines=(0, 0), page=0, confidence=0)
    return names, ctx.passage(source, _LISTED, "regions")


def _persons(
    groups: Sequence[Sequence[Line]],
    inline: Sequence[tuple[str, Line]],
    members: Sequence[str],
    ctx: ReadingContext,
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
            if any(len(text) > _LONGEST_OF_PERSON for text in texts):
                continue
            if not any(c.isupper() for c in "".join(texts)):
                continue
            result.append(_person(texts, block, members, ctx, placed))
    return result


def _names_place(text: str, members: Sequence[str]) -> bool:
    return key(text) in {key(member) for member in members}


def _person(
    texts: Sequence[str], lines: Sequence[Line], members: Sequence[str], ctx: ReadingContext, placed: bool
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
    passage = ctx.passage(lines, _PERSON, "regions")
    provenance = {"name": passage} | ({"place": passage} if place else {})
    return ParsedPerson(name=name.strip(" ,"), place=place.strip(" ,"), provenance=provenance)
