"""The people of a document with headings: editorial and signature, regions with their board, staff, contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import find_date
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.parsed import (
    ParsedContact,
    ParsedEditorial,
    ParsedPerson,
    ParsedRegion,
    ParsedSeat,
)
from rapporteur.intake.reading.people.contact import imprint_at
from rapporteur.intake.reading.people.contact import read_contact as read_lines_of_contact
from rapporteur.intake.reading.sources.lines import Line, collapse, flat, key
from rapporteur.intake.reading.sources.outline import OutlineUnit, Part, lines_of, parts, rows
from rapporteur.intake.reading.structured.activities import compose, labelled, names_in, strip_mark

_LONGEST_SIGNATURE = 200
"""Characters of the last paragraph of an editorial that, in bold, is its signature."""
_LONGEST_PARTICLE = 20
"""Characters before the first comma in small letters: the end of a function (`general`), and no name."""
_LONGEST_DATED = 60
"""Characters of a line that is the day of an edition and nothing else."""
_NAME = 0.98
_READ = 0.97
_BY_FORM = 0.95
"""How sure a heading is, what stands below it, and a person known by how the entry is built."""


@dataclass(frozen=True)
class _Person:
    name: str
    function: str
    organisation: str
    unit: OutlineUnit


def _person(unit: OutlineUnit, members: set[str], ctx: ReadingContext) -> _Person:
    """Read a name in bold, after it or below it a function and an organisation."""
    name, rest = _name_and_rest(unit)
    rest = [part for each in rest if (part := collapse(each).strip(" ,;"))]
    marks = re.compile(rf"^\(?{ctx.grammar.words('marks')}\)?$")
    rest = [part for part in rest if not marks.match(flat(part))]
    if not rest:
        return _Person(name, "", "", unit)
    if len(rest) > 1:
        if key(rest[-1]) in members or len(unit.rows) > 1:
            return _Person(name, " ".join(rest[:-1]), rest[-1], unit)
        return _Person(name, ", ".join(rest), "", unit)
    text = rest[0]
    if key(text) in members:
        return _Person(name, "", text, unit)
    for match in reversed(list(re.finditer(r",\s+", text))):
        if key(text[match.end() :]) in members:
            return _Person(name, text[: match.start()], text[match.end() :], unit)
    return _Person(name, text, "", unit)


def _name_and_rest(unit: OutlineUnit) -> tuple[str, list[str]]:
    """Part a person's name from the rest: by weight on one line, else by lines."""
    found = unit.rows
    first, lines = found[0]
    line = lines[-1]
    stop = line.bold[-1][1] if line.bold else 0
    if line.bold and stop < len(line.text.rstrip()):
        cut = len(first) - len(collapse(line.text[stop:]))
        tail = first[cut:] if len(found) > 1 else line.text[stop:]
        if len(found) == 1:
            tails = [part for part in re.split(r"^\s*,\s*", tail) if part.strip()]
            return first[:cut].strip(" ,"), _commas(tails[0] if tails else "", unit)
        return first[:cut].strip(" ,"), [tail, *(text for text, _ in found[1:])]
    return first.strip(" ,"), [text for text, _ in found[1:]]


def _commas(text: str, unit: OutlineUnit) -> list[str]:
    """Return what follows a name on its line: a mark, if it comes first, apart from the rest."""
    head, comma, rest = text.partition(", ")
    return (
        [head, rest]
        if comma and head.islower() and len(head) <= _LONGEST_PARTICLE and unit.role == "P"
        else [text]
    )


def read_editorial(found: Sequence[Part], ctx: ReadingContext) -> ParsedEditorial | None:
    """Read the editorial: its heading is its title unless it says no more than what it heads."""
    if not found or found[0].heading is None:
        return None
    part = found[0]
    title = "" if ctx.grammar.headings["editorial"].has(part.title) else part.title
    body = [unit for unit in part.units if not unit.level]
    signed: _Person | None = None
    if title and body and ctx.grammar.headings["editorial"].has(body[0].text):
        ctx.doc.use(body.pop(0).lines, "editorial")  # printed above the title, and read after it
    if len(body) > 1 and body[-1].lines[0].bold and len(body[-1].text) < _LONGEST_SIGNATURE:
        last = _person(body[-1], set(), ctx)
        if is_person(last.name, ctx):
            signed = last
            body.pop()
    what = "editorial"
    provenance = {"title": ctx.passage(part.head.lines, _BY_FORM, what)} if title else {}
    if body:
        provenance["text"] = ctx.passage(lines_of(body), _READ, what)
    if signed:
        provenance["signatory"] = ctx.passage(signed.unit.lines, _BY_FORM, what)
        provenance["function"] = provenance["signatory"]
    return ParsedEditorial(
        title=title,
        text=compose(body),
        signatory=signed.name if signed else "",
        function=", ".join(filter(None, (signed.function, signed.organisation))) if signed else "",
        provenance=provenance,
    )


@dataclass
class _Region:
    """What stands under the name of a region, by its labels."""

    names: dict[str, list[str]] = field(default_factory=dict)
    name_units: dict[str, list[OutlineUnit]] = field(default_factory=dict)
    units: dict[str, list[OutlineUnit]] = field(default_factory=dict)
    other: list[OutlineUnit] = field(default_factory=list)


_LABELS = ("members", "honorary", "secretary", "focal_point", "board")
_NAMED = ("members", "honorary")


def _sorted(part: Part, ctx: ReadingContext) -> _Region:
    result = _Region()
    current = ""
    for unit in part.units:
        label = labelled(unit, ctx, *_LABELS) if unit.lines[0].cell is None else None
        if label:
            inside_board = current == "board" and label[0] != "board" and not unit.level and unit.path
            if not inside_board:
                current = label[0]
                ctx.doc.use(unit.lines, "regions")
                result.units.setdefault(current, [])
                if label[1]:
                    result.names.setdefault(current, []).extend(names_in(label[1], ctx))
                    result.name_units.setdefault(current, []).append(unit)
                    current = ""
                continue
        if current in _NAMED:
            result.names.setdefault(current, []).append(strip_mark(unit.text, ctx))
            result.name_units.setdefault(current, []).append(unit)
        elif current:
            result.units[current].append(unit)
        else:
            result.other.append(unit)
    return result


def read_regions(found: Sequence[OutlineUnit], ctx: ReadingContext) -> tuple[ParsedRegion, ...]:
    """Read the regions: members, honorary members, secretaries, focal points and the board of each."""
    read = [(part, _sorted(part, ctx)) for part in parts(found, 2) if part.heading is not None]
    known = {key(name) for _, region in read for names in region.names.values() for name in names}
    return tuple(_region(part, region, known, ctx) for part, region in read)


def _region(part: Part, region: _Region, known: set[str], ctx: ReadingContext) -> ParsedRegion:
    what = "regions"
    passages = {"name": ctx.passage(part.head.lines, _NAME, what)}
    for kind, units in region.name_units.items():
        passages[kind] = ctx.passage(lines_of(units), _READ, what)
    if region.other:  # counts and the legend of a map
        ctx.doc.use(lines_of(region.other), what)
    return ParsedRegion(
        name=part.title,
        members=tuple(region.names.get("members", ())),
        honorary=tuple(region.names.get("honorary", ())),
        secretaries=_persons(region.units.get("secretary", []), known, ctx),
        focal_points=_persons(region.units.get("focal_point", []), known, ctx),
        board=_board(region.units.get("board", []), known, ctx),
        provenance=passages,
    )


def _persons(found: Sequence[OutlineUnit], known: set[str], ctx: ReadingContext) -> tuple[ParsedPerson, ...]:
    result = []
    for unit in found:
        person = _person(unit, known, ctx)
        passage = ctx.passage(unit.lines, _BY_FORM, "regions")
        given = {"name": person.name, "function": person.function, "place": person.organisation}
        result.append(
            ParsedPerson(**given, provenance={name: passage for name, text in given.items() if text})
        )
    return tuple(result)


def _board(found: Sequence[OutlineUnit], known: set[str], ctx: ReadingContext) -> tuple[ParsedSeat, ...]:
    """Read seats: rows of a table, or people below the names of their seats."""
    result: list[ParsedSeat] = []
    table = rows(found)
    for row in table:
        if row.head:
            ctx.doc.use(row.lines, "regions")
            continue
        name = strip_mark(row.text(1), ctx)
        result.append(_seat(row.text(0), name, row.text(2), row.text(3), row.lines, ctx))
    role: OutlineUnit | None = None
    for index, unit in enumerate(found if not table else ()):
        following = found[index + 1] if index + 1 < len(found) else None
        if following and len(following.path) > len(unit.path) and following.within(unit.path):
            role = unit
            ctx.doc.use(unit.lines, "regions")
        elif role is not None:
            person = _person(unit, known, ctx)
            result.append(
                _seat(role.text, person.name, person.function, person.organisation, unit.lines, ctx)
            )
    return tuple(result)


def _seat(
    role: str, name: str, function: str, organisation: str, lines: Sequence[Line], ctx: ReadingContext
) -> ParsedSeat:
    vacant = bool(re.match(rf"\W*{ctx.grammar.words('vacant')}", flat(name)))
    passage = ctx.passage(lines, _BY_FORM, "regions")
    given = {
        "role": role,
        "holder": "" if vacant else name,
        "function": function,
        "organisation": organisation,
    }
    return ParsedSeat(
        **given, vacant=vacant, provenance={field: passage for field, text in given.items() if text}
    )


def read_staff(
    found: Sequence[OutlineUnit], members: set[str], ctx: ReadingContext
) -> tuple[ParsedPerson, ...]:
    """Read the staff: rows of a table, or a name in bold with a function below it."""
    result = []
    table = rows(found)
    for row in table:
        if row.head:
            ctx.doc.use(row.lines, "secretariat_staff")
            continue
        passage = ctx.passage(row.lines, _READ, "secretariat_staff")
        result.append(
            ParsedPerson(
                name=row.text(0), function=row.text(1), provenance={"name": passage, "function": passage}
            )
        )
    for unit in found if not table else ():
        person = _person(unit, members, ctx)
        passage = ctx.passage(unit.lines, _BY_FORM, "secretariat_staff")
        result.append(
            ParsedPerson(
                name=person.name,
                function=person.function,
                place=person.organisation,
                provenance={"name": passage, "function": passage},
            )
        )
    return tuple(result)


def read_contact(
    found: Sequence[OutlineUnit], association: str, cover: Sequence[OutlineUnit], ctx: ReadingContext
) -> ParsedContact | None:
    """Read how to reach the association, without its name, the day of the data and credits."""
    if not found:
        return None
    names = {key(association), *(key(unit.text) for unit in cover[:2])}
    credited = re.compile(rf"^{ctx.grammar.words('credit_words')}\b")
    kept: list[Line] = []
    for unit in found:
        for line in unit.lines:
            dated = find_date(line.text, ctx.grammar) if len(line.text) < _LONGEST_DATED else None
            named = key(line.text) in names and not line.text.lstrip().startswith("#")
            if named or credited.match(flat(line.text)) or (dated and dated[1].year):
                ctx.doc.use([line], "contact")
                continue
            kept.append(line)
    cut = imprint_at(kept, ctx)
    ctx.doc.use(kept[cut:], "contact")
    contact = read_lines_of_contact([], kept[:cut], ctx) if cut else None
    return replace(contact, name=association) if contact else None
