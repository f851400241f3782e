"""The activities of a document with headings: a title, place and date below it, text, and two boxes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.dates import DateLine
from rapporteur.intake.reading.lines import BULLET, NUMBERED, collapse, flat
from rapporteur.intake.reading.outline import Unit, body_size, lines_of, parts
from rapporteur.intake.reading.parsed import ParsedActivity, Passage

_COUNTER = re.compile(r"^\d{1,4}(?:\s*·.*)?$")
_KICKED = re.compile(r"^(?P<kicker>[^:]{2,40}?)\s*:\s+(?P<title>\S.*)$")
_ANY_CODE = re.compile(
    r"(?:[A-Z]{1,3}|\d{1,2}|[A-Z]{1,2}\d{1,2})(?:[.\-/][A-Z]?\d{1,3}){1,4}|(?:[A-Z]{1,2}\d{1,3}){2,5}"
)
_SMALL = 0.93


def are_activities(found: Sequence[Unit], ctx: Context) -> bool:
    """Tell whether most of the deepest headings among `found` have a date below them."""
    if not found:
        return True
    level = _level(found)
    below = parts(found, level)[1:] if level else []
    dated = sum(1 for part in below if part.units and _details(part.units, ctx) is not None)
    return (
        not below
        or (level == 2 and dated == 0 and not _dated_anywhere(found, ctx))
        or dated * 5 >= len(below) * 3
    )


def are_boxed(found: Sequence[Unit], ctx: Context) -> bool:
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


def _dated_anywhere(found: Sequence[Unit], ctx: Context) -> bool:
    return any(dates.read_date_line(unit.text, ctx.grammar) for unit in found)


def _level(found: Sequence[Unit]) -> int:
    return max((unit.level for unit in found), default=0)


@dataclass
class _Details:
    """Place and date as printed, and how many units they take."""

    where: str
    when: DateLine
    taken: int


def _details(below: Sequence[Unit], ctx: Context) -> _Details | None:
    """Read place and date from the unit below a title (or the two below it)."""
    for taken in (1, 2):
        if taken > len(below) or any(unit.level for unit in below[:taken]):
            break
        text = collapse(" ".join(unit.text for unit in below[:taken]))
        if len(text) > 260:
            break
        found = _parted(text, ctx) or _weighted(below[:taken], ctx) or _plain(text, ctx)
        if found is not None:
            return _Details(*found, taken)
    return None


def _date(text: str, ctx: Context) -> DateLine | None:
    found = dates.read_date_line(text, ctx.grammar)
    return found if found is not None and not found.place else None


def _parted(text: str, ctx: Context) -> tuple[str, DateLine] | None:
    """Read `place · date · kind · …`."""
    pieces = text.split(" · ")
    for index, piece in enumerate(pieces):
        if found := _date(piece, ctx):
            return " · ".join(pieces[:index]), found
    return None


def _weighted(below: Sequence[Unit], ctx: Context) -> tuple[str, DateLine] | None:
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


def _plain(text: str, ctx: Context) -> tuple[str, DateLine] | None:
    found = dates.read_date_line(text, ctx.grammar)
    return (found.place, found) if found else None


@dataclass
class _Content:
    codes: list[str] = field(default_factory=list)
    code_units: list[Unit] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    name_units: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)


def read_activities(found: Sequence[Unit], known: Sequence[str], ctx: Context) -> tuple[ParsedActivity, ...]:
    """Read the activities, line by line."""
    level = _level(found)
    if level < 2:
        return ()
    size = body_size(found)
    groups = parts(found, level - 1) if level > 2 else parts(found, 1)
    result: list[ParsedActivity] = []
    namer = LineNames(known)
    for number, group in enumerate(groups):
        line = ""
        if group.heading is not None:
            before = groups[number - 1].units[-1:] if number else ()
            kicker = before[0] if before and is_kicker(before[0], group.heading) else None
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


def _is_counter(unit: Unit, heading: Unit) -> bool:
    return bool(unit.path) and unit.path == heading.path[:-1] and bool(_COUNTER.match(unit.text))


def is_kicker(unit: Unit, heading: Unit) -> bool:
    """Tell whether `unit` is the short line above a heading that says which line of the plan it heads."""
    beside = unit.path == heading.path[:-1] or unit.path[:-1] == heading.path[:-1]
    text = unit.text
    return bool(unit.path) and beside and len(text) <= 50 and not text.endswith(".") and not unit.level


class LineNames:
    """Finds the code of a line of the plan from what it is called (`Guideline 1`, `Goal A`)."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known

    def line(self, title: str, kicker: str, ctx: Context) -> tuple[str, str]:
        """Return the code of the line that a heading names, and its title alone."""
        if not kicker:
            match = _KICKED.match(title)
            if match is None or not self._code(match["kicker"], ctx):
                return "", title
            kicker, title = match["kicker"], match["title"]
        return self._code(kicker, ctx), title

    def of_codes(self, codes: Sequence[str]) -> str:
        """Return the first part that all codes of a table share."""
        firsts = {match.group() for code in codes if (match := re.match(r"[A-Za-z]*\d+|[A-Za-z]+", code))}
        return firsts.pop() if len(firsts) == 1 else ""

    def _code(self, kicker: str, ctx: Context) -> str:
        token = kicker.rsplit(maxsplit=1)[-1]
        number = re.search(r"\d+$", token)
        wanted = number.group() if number and number.group() != token else token
        if token in self._known:
            return token
        for code in self._known:
            match = re.match(rf"^(\D*?{re.escape(wanted)})(?!\d)", code)
            if match and (wanted.isdecimal() or match[1] == wanted):
                return match[1]
        first = next((re.match(r"^(\D*)\d+", code) for code in self._known), None)
        if first and token.isdecimal():
            return f"{first[1]}{token}"
        return token if number or (token.isupper() and len(token) <= 4) else ""


def strip_mark(text: str, ctx: Context) -> str:
    """Return a name without the word that marks it (host, activated)."""
    words = ctx.grammar.words("marks")
    text = collapse(text)
    match = re.search(rf"\s+(?:\({words}\)|{words})$", flat(text))
    return (text[: match.start()] if match else text).strip(" ,;")


def names_in(text: str, ctx: Context) -> list[str]:
    """Return names that follow one another with commas or dots between."""
    pieces = re.split(r"\s+·\s+", text) if " · " in text else re.split(r",\s+(?![^()]*\))", text)
    return [name for piece in pieces if (name := strip_mark(piece, ctx)) and name not in ("–", "-")]


def labelled(unit: Unit, ctx: Context, *kinds: str) -> tuple[str, str] | None:
    """Return the kind of a label and what follows it: alone, or in bold before its text."""
    text = unit.text
    if len(text) <= 70 and (kind := ctx.grammar.label(text, *kinds)):
        return kind, ""
    first = unit.lines[0]
    if first.bold and first.bold[0][0] == 0 and not unit.bold:
        end = first.bold[0][1]
        kind = ctx.grammar.label(first.text[:end], *kinds)
        rest = collapse(" ".join([first.text[end:], *(line.text for line in unit.lines[1:])]))
        if kind:
            return kind, rest.lstrip(" :")
    return None


def _read_content(below: Sequence[Unit], known: Sequence[str], size: float, ctx: Context) -> _Content:
    content = _Content()
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


def is_code(text: str, known: Sequence[str], ctx: Context) -> bool:
    """Tell whether `text` is a code of the plan: one that is known, or has the form of one."""
    return text in known or ("," not in text and ctx.codes.is_list(text)) or bool(_ANY_CODE.fullmatch(text))


def _take_codes(
    content: _Content, below: Sequence[Unit], index: int, known: Sequence[str], ctx: Context
) -> int:
    """Take a box of deliverables: its label, then codes, each with its title after it."""
    label = below[index]
    if len(label.text) > 60 or index + 1 >= len(below):
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


def compose(found: Sequence[Unit]) -> str:
    """Return running text: paragraphs parted by a blank line, the items of a list by a line end."""
    text = ""
    before: Unit | None = None
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


def _places(where: str, ctx: Context) -> tuple[str, ...]:
    """Return the places of a list that names its last after `and`; without it, a comma is within one name."""
    ands = rf"\s{ctx.grammar.words('and_words')}\s"
    if not where or re.search(ands, flat(where)) or " / " in where:
        return dates.split_places(where, ctx.grammar)
    return () if dates.names_online(where, ctx.grammar) and "," not in where else (where,)


def _activity(
    heading: Unit, below: Sequence[Unit], line: str, known: Sequence[str], size: float, ctx: Context
) -> ParsedActivity:
    what = "activities"
    details = _details(below, ctx)
    passages: dict[str, Passage] = {"title": ctx.passage(heading.lines, 0.98, what)}
    if line:
        passages["line"] = ctx.passage(heading.lines, 0.97, what)
    taken = details.taken if details else 0
    resolved = dates.resolve(details.when.when, ctx.period) if details else None
    if details:
        passage = ctx.passage(lines_of(below[:taken]), 0.97 if resolved else 0.4, what)
        passages["date_text"] = passage
        for name in (
            "start_date",
            "end_date",
            "month",
            *(("place", "places", "online") if details.where else ()),
        ):
            passages[name] = passage
    content = _read_content(below[taken:], known, size, ctx)
    for name, units in (
        ("deliverables", content.code_units),
        ("members", content.name_units),
        ("body", content.body),
    ):
        if units:
            passages[name] = ctx.passage(lines_of(units), 0.97, what)
    where = details.where if details else ""
    places = _places(where, ctx)
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
