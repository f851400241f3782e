"""The tables of the plan in a document with headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import (
    ParsedNode,
    ParsedPlanLine,
)
from rapporteur.intake.reading.sources.lines import collapse, flat
from rapporteur.intake.reading.sources.outline import (
    OutlineRow,
    OutlineUnit,
    lines_of,
    parts,
    rows,
)
from rapporteur.intake.reading.structured.line_names import LineNames, is_kicker

_READ = 0.97
"""How sure a row of a table of the plan is."""
_CELLS_OF_MEASURE = 3
"""Cells of a row that goes on with the measure above it, in a table whose measures span their rows."""


def read_plan(
    found: Sequence[OutlineUnit], known: Sequence[str], ctx: ReadingContext
) -> tuple[ParsedPlanLine, ...]:
    """Read the tables of execution: a row per deliverable, under rows for the measures."""
    what = "plan_execution"
    result: list[ParsedPlanLine] = []
    namer = LineNames(known)
    groups = parts(found, 2)
    for number, part in enumerate(groups):
        if part.heading is None:
            continue
        before = groups[number - 1].units[-1:]
        kicker = before[0] if before and is_kicker(before[0], part.heading) else None
        line, title = namer.line(part.title, kicker.text if kicker else "", ctx)
        heading = [*(kicker.lines if kicker else ()), *part.heading.lines]
        table = rows(part.units)
        codes = {row.text(0).split()[0] for row in table if row.text(0)}
        line = line or namer.of_codes(sorted(codes - {row.text(0) for row in table if row.head}))
        measures, deliverables = _nodes(table, codes, ctx)
        ctx.doc.use(lines_of(part.units), what)
        passage = ctx.passage(heading, _READ, what)
        result.append(
            ParsedPlanLine(
                line=line,
                title=title,
                measures=tuple(measures),
                deliverables=tuple(deliverables),
                provenance={"line": passage, "title": passage},
            )
        )
    return tuple(result)


def _nodes(
    table: Sequence[OutlineRow], codes: set[str], ctx: ReadingContext
) -> tuple[list[ParsedNode], list[ParsedNode]]:
    """Return measures and deliverables; a measure is a heading, has codes below its own, or spans rows."""
    measures: list[ParsedNode] = []
    deliverables: list[ParsedNode] = []
    inner = {code for code in codes if any(other != code and _under(other, code) for other in codes)}
    spanned = any(len(row.cells) > _CELLS_OF_MEASURE for row in table)
    for row in table:
        node = _node(row, ctx)
        if node is None:
            ctx.doc.use(row.lines, "plan_execution")
            continue
        heads = any(unit.role == "TH" for cell in row.cells.values() for unit in cell)
        blank = spanned and len(row.cells) == _CELLS_OF_MEASURE
        (measures if heads or node.code in inner or blank else deliverables).append(node)
    return measures, deliverables


def _under(code: str, above: str) -> bool:
    """Whether `code` goes on from `above` at a boundary (`L1M2D1` from `L1M2`, not `L1M1` from `L1M`)."""
    rest = code[len(above) :]
    return code.startswith(above) and bool(rest) and not (rest[0].isdecimal() and above[-1].isdecimal())


def _node(row: OutlineRow, ctx: ReadingContext) -> ParsedNode | None:
    """Read a row: a code in the first column, its title in the second (or after it)."""
    if row.head and ctx.grammar.label(row.text(0), "code"):
        return None
    first = row.text(0)
    if not first or not any(column == 0 for column in row.cells):
        return None
    code, _, rest = first.partition(" ")
    title, listed = rest, True
    if not rest:
        title, listed = _title(row.cells.get(1, ()), ctx)
    if not title:
        return None
    passage = ctx.passage(row.lines, _READ, "plan_execution")
    return ParsedNode(code=code, text=title, listed=listed, provenance={"code": passage, "text": passage})


def _title(cell: Sequence[OutlineUnit], ctx: ReadingContext) -> tuple[str, bool]:
    """Return the title in a cell without the pages below it and the remark that the plan lacks it."""
    pages = re.compile(rf"\s*(?<!\w){ctx.grammar.words('page_words')}\s*\d[\d\s,–-]*$")
    text = collapse(" ".join(row for unit in cell for row, _ in unit.rows))
    match = pages.search(flat(text))
    if match and any(pages.match(flat(row)) for unit in cell for row, _ in unit.rows):
        text = text[: match.start()].rstrip()
    words = ctx.grammar.words("unlisted")
    match = re.search(rf"\s*(?:\({words}\)|{words})$", flat(text))
    return (text[: match.start()].rstrip(), False) if match else (text, True)
