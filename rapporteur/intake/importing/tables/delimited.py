"""Rows of a text whose cells are parted by a sign: which sign it is, and quotation marks of every dialect. Pure.

Which sign parts the cells shows in the rows, not in the heading line alone: that may hold more commas than semicolons.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.failures import Fault, Notice
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.refused import IntakeRefused

SIGNS = {
    ";": Message("semicolons", context="sign"),
    "\t": Message("tabs", context="sign"),
    ",": Message("commas", context="sign"),
    "|": Message("bars", context="sign"),
}
_AND = Message("{first} and {second}", context="sign")
SAMPLE_CHARACTERS, SAMPLE_ROWS = 100_000, 200
SCANS = 20
"""How often a text may be gone through in search of closing quotation marks: an ordinary one is gone through once."""


CELLS = 20_000
"""Cells of one row, most of them empty: a spreadsheet program may write all its 16,384 columns."""


class _TooWide(ValueError):
    """A line, counted from 0, with more cells than any program writes."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Unclosed(ValueError):
    """A quotation mark that opens on a line, counted from 0, and does not close."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_delimited(text: str, name: str) -> tuple[Iterator[tuple[int, tuple[str, ...]]], tuple[str, ...]]:
    """Return the rows, each with the line on which it begins, and what was assumed. Raises IntakeRefused."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"')
    if said[:4].lower() == "sep=" and len(said := first.strip('" ').replace("\\t", "\t")) == 5:
        return _rows(rest, said[-1], name, 1), ()
    sign, notices = _sign(text, name)
    return _rows(text, sign, name, 0), notices


def _rows(text: str, sign: str, name: str, skipped: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    try:
        for line, cells in _records(text, sign):
            yield line + skipped + 1, tuple(cells)
    except _TooWide as error:
        raise IntakeRefused(
            Message("has more than {cells} cells: it is no table, or its lines have lost their ends"),
            f"{name}, line {error.line + skipped + 1}",
            cells=Grouped(CELLS),
        ) from error
    except _Unclosed as error:
        raise IntakeRefused(
            Message(
                "the text is no table: a quotation mark opens here and does not close; close it, "
                "or double it within a cell"
            ),
            f"{name}, line {error.line + skipped + 1}",
        ) from error


def _sign(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the sign under which the rows have as many cells as the headings, and a notice where others were there."""
    sample = text[:SAMPLE_CHARACTERS]
    if len(text) > SAMPLE_CHARACTERS:
        sample = sample.rpartition("\n")[0] or sample
    found: dict[str, tuple[float, int]] = {}
    for sign in SIGNS:
        widths: list[int] = []
        try:
            for _, cells in _records(sample, sign):
                if any(cells):
                    widths.append(len(cells))
                if len(widths) > SAMPLE_ROWS:
                    break
        except (_Unclosed, _TooWide):
            pass  # the sample may end within a cell
        if widths and widths[0] > 1:
            found[sign] = (_agreement(widths), widths[0])
    if not found:
        return ";", ()
    best = max(found, key=lambda sign: found[sign])
    if len(found) == 1:
        return best, ()
    others: Fault | None = None
    for sign in found:
        if sign != best:
            one = Fault(SIGNS[sign])
            others = Fault(_AND, values={"first": others, "second": one}) if others else one
    notice = Notice(
        Message("{file} was read as parted by {sign} ({count} columns), though its headings hold {others}"),
        file=name,
        sign=SIGNS[best],
        count=found[best][1],
        others=others,
    )
    return best, (notice,)


def _agreement(widths: list[int]) -> float:
    """Return how well rows fit their headings: as many cells are right, fewer may be, more cannot be."""
    heading, rows = widths[0], widths[1:]
    if not rows:
        return 0.0
    fits = sum(
        1.0 if width == heading else 0.5 if 1 < width < heading else -1.0 if width > heading else 0
        for width in rows
    )
    return round(fits / len(rows), 3)


def _records(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each record with the line, from 0, on which it begins."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    left = SCANS * len(text) + 1_000
    at = 0
    while at < len(lines):
        line = lines[at]
        if len(line) > CELLS and line.count(sign) >= CELLS:
            raise _TooWide(at)
        if '"' not in line:
            yield at, [cell.strip() for cell in line.split(sign)]
            at += 1
            continue
        begun = at
        cells, at, scanned = _quoted_record(lines, at, sign, left)
        left -= scanned
        yield begun, cells


def _quoted_record(lines: list[str], at: int, sign: str, left: int) -> tuple[list[str], int, int]:
    """Return the cells of a record that holds quotation marks, the line after it, and how much was gone through."""
    cells: list[str] = []
    line, position, scanned, begun = lines[at], 0, 0, at
    while True:
        if len(cells) >= CELLS:
            raise _TooWide(begun)
        start = position
        while start < len(line) and line[start] == " ":
            start += 1
        closed = None
        if line[start : start + 1] == '"':
            closed = _closing(lines, at, line, start, sign, left - scanned)
            scanned += closed[3] if closed else len(line)
            if scanned > left:
                raise _Unclosed(begun)
        if closed is not None and closed[0] is not None:
            cells.append(closed[0].strip())
            line, position, at = closed[4], closed[2], closed[1]
        else:
            end = line.find(sign, position)
            end = len(line) if end < 0 else end
            cells.append(_bare(line[position:end].strip()))
            position = end
        if position >= len(line):
            return cells, at + 1, scanned
        position += 1  # the sign itself


Closed = tuple[str | None, int, int, int, str]


def _closing(lines: list[str], at: int, line: str, start: int, sign: str, left: int) -> Closed | None:
    """Return the text of a quoted cell, the line and position after it, what was scanned, and that line's text.

    None where the mark is no opening one: what follows the next mark is neither the sign nor the line's end.
    """
    parts: list[str] = []
    scanned, position, opened = 0, start + 1, at
    while True:
        mark = line.find('"', position)
        scanned += (mark if mark >= 0 else len(line)) - position + 1
        if scanned > left:
            raise _Unclosed(opened)
        if mark < 0:
            parts.append(line[position:] + "\n")
            at += 1
            if at >= len(lines):
                raise _Unclosed(opened)
            line, position = lines[at], 0
            continue
        before, after = line[position:mark], line[mark + 1 :]
        ends = _ends_cell(after, sign)
        backslashes = len(before) - len(before.rstrip("\\"))
        if backslashes % 2 and not ends:  # MySQL's dialect: \" within a cell
            parts.append(before[:-1] + '"')
            position = mark + 1
        elif after.startswith('"'):
            parts.append(before + '"')
            position = mark + 2
        elif ends:
            parts.append(before)
            return "".join(parts), at, mark + 1 + len(after) - len(after.lstrip(" ")), scanned, line
        else:
            return None if at == opened else (None, opened, start, scanned, lines[opened])


def _ends_cell(after: str, sign: str) -> bool:
    """Tell whether a cell ends here: nothing but spaces before the sign or the line's end."""
    rest = after[:100].lstrip(" ")
    return not rest or rest[0] == sign


def _bare(cell: str) -> str:
    """Return a cell whose marks are its own: `"Accra" ville`. Marks around all of it that hold others are dropped."""
    if len(cell) < 2 or not (cell[0] == cell[-1] == '"'):
        return cell
    inner = cell[1:-1]
    parts = inner.split('"')
    opens = len(parts) % 2 and all(
        (not before or before[-1].isspace()) and quoted[:1].strip()
        for before, quoted in zip(parts[0::2], parts[1::2], strict=False)
    )
    return inner if len(parts) > 1 and opens else cell
