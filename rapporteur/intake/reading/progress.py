"""The part on progress: the list of activated members, the dues, and the tables of the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rapporteur.intake.reading import dates
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.lists import is_open, looks_like_names, split_names
from rapporteur.intake.reading.parsed import ParsedDues, ParsedNames, ParsedNode, ParsedPlanLine
from rapporteur.intake.reading.sources.lines import Line, flat

_LONGEST_BRACKETED = 60
"""Characters of a line of a list of members that ends in a bracket (`Lyon (métropole)`)."""
_WORDS_OF_DATE = 6
"""Words of a date within a sentence on dues (`Monday 30 of September of 2021`)."""
_LETTERS_OF_CURRENCY = 3
_LONGEST_TITLE = 250
"""Characters of the title of a line of the plan between its number and its table."""
_ALL_OF_DUES = 0.95
_PART_OF_DUES = 0.6
_LISTED = 0.95
_LINE = 0.98
_NAMED_TITLE = 0.9
_TITLE_BELOW = 0.8
"""How sure dues are with all their figures, and with some; names and codes; a line of the plan, its title on the line
of its number, and one that stands below it.
"""

_SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "us$": "USD", "euros": "EUR", "euro": "EUR",
            "dollars": "USD", "dolares": "USD", "francs": "CHF"}  # fmt: skip
_NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:[ .,'’]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?)"
_UNIT = r"us\$|[€$£¥]|\b(?:[A-Z]{3}|euros?|dollars|dólares|francs)\b"
_AMOUNT = re.compile(
    rf"(?P<n1>{_NUMBER})[ \n]*(?P<u1>{_UNIT})|(?P<u2>{_UNIT})[ \n]*(?P<n2>{_NUMBER})", re.IGNORECASE
)


def read_names(lines: Sequence[Line], ctx: ReadingContext) -> ParsedNames:
    """Read a printed list of members, in columns, one a line or with commas; prose is left out."""
    kept = [
        line
        for line in lines
        if "\t" in line.text
        or "   " in line.text.strip()
        or looks_like_names(line.text.rstrip().removesuffix("."), ctx.grammar)
        or (line.text.rstrip().endswith(")") and len(line.text) < _LONGEST_BRACKETED)
    ]
    kept = [line for line in kept if not re.search(r"\d{2}", line.text)]
    if not kept:
        return ParsedNames()
    names = split_names([line.text for line in kept], ctx.doc, ctx.grammar)
    return ParsedNames(
        names=tuple(names), provenance={"names": ctx.passage(kept, _LISTED, "activated_members")}
    )


def read_number(text: str) -> Decimal:
    """Read a printed number: a mark before exactly three last digits parts thousands."""
    text = re.sub(r"[ '’]", "", text)
    match = re.fullmatch(r"(.*)[.,](\d{1,2})", text)
    whole, cents = (match[1], match[2]) if match else (text, "")
    digits = re.sub(r"[.,]", "", whole)
    return Decimal(f"{digits}.{cents}" if cents else digits)


def has_amount(text: str) -> bool:
    """Tell whether `text` holds an amount of money."""
    return any(_unit(match["u1"] or match["u2"]) for match in _AMOUNT.finditer(text))


def read_dues(lines: Sequence[Line], ctx: ReadingContext) -> ParsedDues | None:
    """Read amount, currency, payers, members and the day they are as of, wherever they stand."""
    if not lines:
        return None
    text = ctx.join([line.text for line in lines])
    used: list[Line] = []
    amount: Decimal | None = None
    currency = ""
    as_of, rest = _as_of("\n".join(line.text for line in lines), ctx)
    match = next((m for m in _AMOUNT.finditer(rest) if _unit(m["u1"] or m["u2"])), None)
    if match:
        amount = read_number(match["n1"] or match["n2"])
        currency = _unit(match["u1"] or match["u2"])
        rest = rest[: match.start()] + " | " + rest[match.end() :]
    payers, members = _payers(rest, as_of, ctx)
    if amount is None and payers is None:
        return None
    used = [line for line in lines if any(c.isdecimal() for c in line.text)]
    prose = [line for line in lines if line not in used]
    passage = ctx.passage(
        used, _ALL_OF_DUES if amount is not None and members is not None else _PART_OF_DUES, "dues"
    )
    ctx.doc.use(prose, "dues")
    given = {"amount": amount, "currency": currency, "payers": payers, "members": members, "as_of": as_of}
    return ParsedDues(
        amount=amount,
        currency=currency,
        payers=payers,
        members=members,
        as_of=as_of,
        text=text,
        provenance={name: passage for name, value in given.items() if value not in (None, "")},
    )


def _payers(text: str, as_of: date | None, ctx: ReadingContext) -> tuple[int | None, int | None]:
    """Return how many have paid, and of how many: what stands after a word for `of` is the whole."""
    whole = re.compile(rf"(?<!\w){ctx.grammar.words('dues_whole')}\s+$")
    counts: list[tuple[int, bool]] = []
    for match in re.finditer(r"(?<![\w.,])(?:\d{1,3}(?:[ .,]\d{3})+|\d+)(?!\w)", text):
        number = int(re.sub(r"\D", "", match.group()))
        percent = text[match.end() :].lstrip().startswith("%")
        if not percent and not (as_of and number == as_of.year):
            counts.append((number, whole.search(flat(text[: match.start()]).replace("\n", " ")) is not None))
    if not counts:
        return None, None
    wholes = [number for number, is_whole in counts[:2] if is_whole]
    if len(counts) > 1 and len(wholes) == 1:
        return next(number for number, is_whole in counts[:2] if not is_whole), wholes[0]
    payers, members = counts[0][0], counts[1][0] if len(counts) > 1 else None
    return (members, payers) if members is not None and payers > members and not wholes else (payers, members)


def _unit(text: str | None) -> str:
    if not text:
        return ""
    low = flat(text)
    if low in _SYMBOLS:
        return _SYMBOLS[low]
    return text if text.isupper() and len(text) == _LETTERS_OF_CURRENCY else ""


def _as_of(text: str, ctx: ReadingContext) -> tuple[date | None, str]:
    """Find a full date in running text, and return the text without it."""
    words = list(re.finditer(r"\S+", text))
    for size in range(_WORDS_OF_DATE, 0, -1):
        for start in range(len(words) - size + 1):
            first, last = words[start].start(), words[start + size - 1].end()
            found = dates.find_date(text[first:last].replace("\n", " "), ctx.grammar)
            if found is None or found[0] != 0 or found[1].day is None:
                continue
            year = found[1].year
            resolved = dates.resolve(found[1], ctx.period)
            if resolved and resolved.start and (year or size > 1):
                return resolved.end or resolved.start, text[:first] + " | " + text[last:]
    return None, text


@dataclass(slots=True)
class _PlanTable:
    """One line's table while it is read."""

    line: str
    heading: list[Line]
    title: list[Line] = field(default_factory=list)
    named: str = ""
    """The title on the line of the heading itself."""
    nodes: list[tuple[str, str, list[Line]]] = field(default_factory=list)


def read_plan(lines: Sequence[Line], ctx: ReadingContext) -> tuple[ParsedPlanLine, ...]:
    """Read the tables of execution: codes with their texts, under the line each code belongs to."""
    tables: dict[str, _PlanTable] = {}
    current: _PlanTable | None = None
    index = 0
    open_node = False
    while index < len(lines):
        line = lines[index]
        code = ctx.codes.leading(line.text)
        label = ctx.label(lines, index, "measures", "deliverables")
        heading = ctx.codes.line_code(line.text) or _line_heading(line, ctx)
        if label and not label[2]:
            ctx.doc.use(lines[index : index + label[1]], "plan_execution")
            index += label[1]
            open_node = False
            continue
        if heading:
            current = tables.setdefault(heading, _PlanTable(heading, []))
            current.heading.append(line)
            current.named = current.named or _title_in(line, ctx)
            open_node = False
        elif code and (len(code[0]) + len(code[1]) > 0):
            name = ctx.codes.line_of(code[0])
            current = tables.setdefault(name, _PlanTable(name, []))
            current.nodes.append((code[0], code[1], [line]))
            open_node = True
        elif current:
            _go_on(current, lines[index - 1], line, open_node, ctx)
        index += 1
    return tuple(_plan_line(table, ctx) for table in tables.values())


def _go_on(table: _PlanTable, above: Line, line: Line, open_node: bool, ctx: ReadingContext) -> None:
    """Take a line without a code: the text of a node that goes on, or the title of the line of the plan."""
    prefixes = ctx.grammar.prefixes
    if open_node and table.nodes and _extends(table.nodes[-1], above, line, ctx):
        code, text, lines = table.nodes[-1]
        text = ctx.doc.join(text, line.text, prefixes) if text else line.text.strip()
        table.nodes[-1] = (code, text, [*lines, line])
    elif table.named and not table.nodes and line.block == table.heading[-1].block:
        table.named = ctx.doc.join(table.named, line.text, prefixes)
        table.heading.append(line)
    elif not table.nodes and not table.title and not table.named and len(line.text) < _LONGEST_TITLE:
        table.title.append(line)


def _line_heading(line: Line, ctx: ReadingContext) -> str | None:
    found = ctx.codes.line_heading(line.text)
    return found[0] if found else None


def _title_in(line: Line, ctx: ReadingContext) -> str:
    """Return the title of a line of the plan that follows its number in the heading."""
    found = ctx.codes.line_heading(line.text)
    return line.text[found[1] :].strip() if found and found[1] >= 0 else ""


def _extends(node: tuple[str, str, list[Line]], above: Line, line: Line, ctx: ReadingContext) -> bool:
    """Whether `line` still belongs to the node's text: its first paragraph, or one torn apart."""
    last = node[2][-1]
    if above.number != last.number:
        return False
    if not node[1]:
        return True
    if line.block == last.block:
        return True
    torn = node[1].rstrip()[-1:] not in ".!?" and line.text.lstrip()[:1].islower()
    return torn or is_open(node[1], ctx.grammar)


def _plan_line(table: _PlanTable, ctx: ReadingContext) -> ParsedPlanLine:
    what = "plan_execution"
    nodes: dict[str, ParsedNode] = {}
    for code, text, lines in table.nodes:
        if code in nodes and not text:
            continue
        body = " ".join(text.replace("\u00ad", "").split())
        passage = ctx.passage(lines, _LISTED, what)
        nodes[code] = ParsedNode(code=code, text=body, provenance={"code": passage, "text": passage})
    ctx.doc.use(table.heading, what)
    provenance = {}
    if table.heading:
        provenance["line"] = ctx.passage(table.heading[:1], _LINE, what)
    if table.title:
        provenance["title"] = ctx.passage(table.title, _TITLE_BELOW, what)
    elif table.named:
        provenance["title"] = ctx.passage(table.heading, _NAMED_TITLE, what)
    deep = ctx.codes.depth
    return ParsedPlanLine(
        line=table.line,
        title=ctx.join([line.text for line in table.title]) if table.title else table.named,
        measures=tuple(node for code, node in nodes.items() if ctx.codes.level(code) < deep),
        deliverables=tuple(node for code, node in nodes.items() if ctx.codes.level(code) >= deep),
        provenance=provenance,
    )
