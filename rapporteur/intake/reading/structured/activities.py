"""The activities of a document with headings: a title, place and date below it, text, and two boxes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ParsedActivity, Passage
from rapporteur.intake.reading.sources.lines import BULLET, NUMBERED, collapse, flat
from rapporteur.intake.reading.sources.outline import OutlineUnit, body_size, lines_of, parts
from rapporteur.intake.reading.structured.line_names import LineNames, is_kicker
from rapporteur.intake.reading.structured.place_and_date import places_in, read_place_and_date

_LONGEST_LABEL = 70
_LONGEST_CODES_LABEL = 60
"""Characters of the label of a box."""
_ACTIVITY_LEVEL = 2
"""The level at which headings of activities stand at least, below those of sections."""
_DATED = 3 / 5
"""The share of the deepest headings with a date below them where these are activities."""
_TITLE = 0.98
_READ = 0.97
_NO_YEAR = 0.4
"""How sure a heading is, what stands below it, and a date that cannot be."""

_COUNTER = re.compile(r"^\d{1,4}(?:\s*·.*)?$")
_ANY_CODE = re.compile(
    r"(?:[A-Z]{1,3}|\d{1,2}|[A-Z]{1,2}\d{1,2})(?:[.\-/][A-Z]?\d{1,3}){1,4}|(?:[A-Z]{1,2}\d{1,3}){2,5}"
)
_SMALL = 0.93


def are_activities(found: Sequence[OutlineUnit], ctx: ReadingContext) -> bool:
    """Tell whether most of the deepest headings among `found` have a date below them."""
    if not found:
        return True
    level = _level(found)
    below = parts(found, level)[1:] if level else []
    dated = sum(1 for part in below if part.units and read_place_and_date(part.units, ctx) is not None)
    return (
        not below
        or (level == _ACTIVITY_LEVEL and dated == 0 and not _dated_anywhere(found, ctx))
        or dated >= _DATED * len(below)
    )


def are_boxed(found: Sequence[OutlineUnit], ctx: ReadingContext) -> bool:
    """Tell whether the boxes of activities are built as such, and are not mere lines below a label."""
    plain = built = 0
    for unit, following in itertools.pairwise(found):
        label = labelled(unit, ctx, "members", "results") if unit.lines[0].cell is None else None
        if label is None or unit.level:
            continue
        inside = bool(unit.path) and following.within(unit.path[:-1] if label[0] == "results" else unit.path)
        listed = label[0] == "results" and following.role == "LI"
        if label[1] or inside or listed:
            built += not (inside and label[0] == "results" and ctx.codes.is_list(following.text) and
                          len(ctx.codes.find(following.text)) > 1)  # fmt: skip
        else:
            plain += 1
    return plain <= built


def _dated_anywhere(found: Sequence[OutlineUnit], ctx: ReadingContext) -> bool:
    return any(dates.read_date_line(unit.text, ctx.grammar) for unit in found)


def _level(found: Sequence[OutlineUnit]) -> int:
    return max((unit.level for unit in found), default=0)


@dataclass
class _TaggedContent:
    codes: list[str] = field(default_factory=list)
    code_units: list[OutlineUnit] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name_units: list[OutlineUnit] = field(default_factory=list)
    body: list[OutlineUnit] = field(default_factory=list)


def read_activities(
    found: Sequence[OutlineUnit], known: Sequence[str], ctx: ReadingContext
) -> tuple[ParsedActivity, ...]:
    """Read the activities, line by line."""
    level = _level(found)
    if level < _ACTIVITY_LEVEL:
        return ()
    groups = parts(found, level - 1) if level > _ACTIVITY_LEVEL else parts(found, 1)
    # What opens a line of the plan is set smaller, and there is more of it where there are few activities.
    told = [part for group in groups for part in parts(group.units, level)[1:]]
    size = body_size(unit for part in told for unit in part.units)
    result: list[ParsedActivity] = []
    namer = LineNames(known)
    for number, group in enumerate(groups):
        line = ""
        if group.heading is not None:
            before = groups[number - 1].units[-1:] if number else ()
            near = (*before, *group.units[:1])  # printed above the heading, and read before or after it
            kicker = next((one for one in near if is_kicker(one, group.heading)), None)
            line, _ = namer.line(group.title, kicker.text if kicker else "", ctx)
            ctx.doc.use(lines_of((group.heading, *((kicker,) if kicker else ()))), "activities")
        each = parts(group.units, level)
        ctx.doc.use(lines_of(each[0].units), "activities")
        for index, part in enumerate(each[1:], start=1):
            units = list(part.units)
            following = each[index + 1].heading if index + 1 < len(each) else None
            if units and following is not None and _is_counter(units[-1], following):
                ctx.doc.use(units.pop().lines, "activities")
            elif units and following is None and number + 1 < len(groups):
                heading = groups[number + 1].heading
                if heading is not None and is_kicker(units[-1], heading):
                    units.pop()
            result.append(_activity(part.head, units, line, known, size, ctx))
    return tuple(result)


def _is_counter(unit: OutlineUnit, heading: OutlineUnit) -> bool:
    return bool(unit.path) and unit.path == heading.path[:-1] and bool(_COUNTER.match(unit.text))


def strip_mark(text: str, ctx: ReadingContext) -> str:
    """Return a name without the word that marks it (host, activated)."""
    words = ctx.grammar.words("marks")
    text = collapse(text)
    match = re.search(rf"\s+(?:\({words}\)|{words})$", flat(text))
    return (text[: match.start()] if match else text).strip(" ,;")


def names_in(text: str, ctx: ReadingContext) -> list[str]:
    """Return names that follow one another with commas or dots between."""
    pieces = re.split(r"\s+·\s+", text) if " · " in text else re.split(r",\s+(?![^()]*\))", text)
    return [name for piece in pieces if (name := strip_mark(piece, ctx)) and name not in ("–", "-")]


def labelled(unit: OutlineUnit, ctx: ReadingContext, *kinds: str) -> tuple[str, str] | None:
    """Return the kind of a label and what follows it: alone, or in bold before its text."""
    text = unit.text
    if len(text) <= _LONGEST_LABEL and (kind := ctx.grammar.label(text, *kinds)):
        return kind, ""
    first = unit.lines[0]
    if first.bold and first.bold[0][0] == 0 and not unit.bold:
        end = first.bold[0][1]
        kind = ctx.grammar.label(first.text[:end], *kinds)
        rest = collapse(" ".join([first.text[end:], *(line.text for line in unit.lines[1:])]))
        if kind:
            return kind, rest.lstrip(" :")
    return None


def _read_content(
    below: Sequence[OutlineUnit], known: Sequence[str], size: float, ctx: ReadingContext
) -> _TaggedContent:
    content = _TaggedContent()
    index = 0
    while index < len(below):
        unit = below[index]
        label = labelled(unit, ctx, "members")
        if label is not None:
            ctx.doc.use(unit.lines, "activities")
            content.name_units.append(unit)
            content.names.extend(names_in(label[1], ctx))
            index += 1
            while (
                not label[1] and index < len(below) and below[index].path and below[index].within(unit.path)
            ):
                content.names.extend(names_in(below[index].text, ctx))
                content.name_units.append(below[index])
                index += 1
            continue
        after = _take_codes(content, below, index, known, ctx)
        if after > index:
            index = after
            continue
        small = size and unit.size and unit.size < _SMALL * size and unit.role != "LI"
        if unit.role == "CAPTION" or small or unit.role in ("TH", "TD", "FIGURE"):
            index += 1
            continue
        content.body.append(unit)
        index += 1
    return content


def is_code(text: str, known: Sequence[str], ctx: ReadingContext) -> bool:
    """Tell whether `text` is a code of the plan: one that is known, or has the form of one."""
    return text in known or ("," not in text and ctx.codes.is_list(text)) or bool(_ANY_CODE.fullmatch(text))


def _take_codes(
    content: _TaggedContent,
    below: Sequence[OutlineUnit],
    index: int,
    known: Sequence[str],
    ctx: ReadingContext,
) -> int:
    """Take a box of deliverables: its label, then codes, each with its title after it."""
    label = below[index]
    if len(label.text) > _LONGEST_CODES_LABEL or index + 1 >= len(below):
        return index
    first = BULLET.sub("", below[index + 1].text)
    if not is_code(first.split()[0], known, ctx) or not (label.bold or below[index + 1].path):
        return index
    if below[index + 1].path and not below[index + 1].within(label.path[:-1]):
        return index
    after = index + 1
    named = False
    while after < len(below):
        unit = below[after]
        text = BULLET.sub("", unit.text)
        code = text.split()[0]
        if label.path and not unit.within(label.path[:-1]):
            break
        if is_code(code, known, ctx) and (not label.path or text == code):
            content.codes.append(code)
            named = text == code
        elif not named:
            break
        else:
            named = False
        content.code_units.append(unit)
        after += 1
    ctx.doc.use(lines_of(below[index:after]), "activities")
    content.code_units.insert(0, label)
    return after


def compose(found: Sequence[OutlineUnit]) -> str:
    """Return running text: paragraphs parted by a blank line, the items of a list by a line end."""
    text = ""
    before: OutlineUnit | None = None
    for unit in found:
        own = unit.text
        if unit.role == "LI" and BULLET.match(own):
            own = "- " + BULLET.sub("", own)
        if before is not None:
            same = unit.role == before.role == "LI" and unit.path[:-1] == before.path[:-1]
            alike = bool(NUMBERED.match(unit.text)) == bool(NUMBERED.match(before.text))
            restarts = bool(re.match(r"1[.)]\s", unit.text)) and alike
            text += "\n" if same and alike and not (restarts and NUMBERED.match(unit.text)) else "\n\n"
        text += own
        before = unit
    return text


def _activity(
    heading: OutlineUnit,
    below: Sequence[OutlineUnit],
    line: str,
    known: Sequence[str],
    size: float,
    ctx: ReadingContext,
) -> ParsedActivity:
    what = "activities"
    details = read_place_and_date(below, ctx)
    passages: dict[str, Passage] = {"title": ctx.passage(heading.lines, _TITLE, what)}
    if line:
        passages["line"] = ctx.passage(heading.lines, _READ, what)
    resolved = dates.resolve(details.when.when, ctx.period) if details else None
    taken = details.taken if details else 0
    if details:
        passage = ctx.passage(lines_of(below[:taken]), _READ if resolved else _NO_YEAR, what)
        placed = ("place", "places", "online") if details.where else ()
        passages |= dict.fromkeys(("date_text", "start_date", "end_date", "month", *placed), passage)
    content = _read_content(below[taken:], known, size, ctx)
    held = (("deliverables", content.code_units), ("members", content.name_units), ("body", content.body))
    passages |= {name: ctx.passage(lines_of(units), _READ, what) for name, units in held if units}
    where = details.where if details else ""
    places = places_in(where, ctx)
    online = bool(where) and dates.names_online(where, ctx.grammar)
    return ParsedActivity(
        line=line,
        title=heading.text,
        place=where,
        places=places,
        online=online,
        date_text=details.when.when.text if details else "",
        start_date=resolved.start if resolved else None,
        end_date=resolved.end if resolved else None,
        month=resolved.month if resolved else None,
        deliverables=tuple(dict.fromkeys(content.codes)),
        members=tuple(dict.fromkeys(content.names)),
        body=compose(content.body),
        provenance=passages,
    )
