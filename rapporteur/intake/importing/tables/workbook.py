"""Rows of a workbook or a CSV file as plain text, within bounds; nothing is evaluated, followed or fetched.

A formula is a problem with its place, never a value: what a spreadsheet program last showed for it may be wrong.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from rapporteur.base.values.failures import Fault, Notice
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.problems import InvalidFile, Problem
from rapporteur.intake.importing.tables.delimited import read_delimited
from rapporteur.intake.importing.tables.encodings import decode
from rapporteur.intake.importing.tables.merged import merged_cells
from rapporteur.intake.importing.tables.number_text import NumberText
from rapporteur.intake.importing.tables.other_files import refuse_other_types
from rapporteur.intake.importing.tables.packages import LIMITS, TableLimits, open_package
from rapporteur.intake.reading.sources.refused import IntakeRefused

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """Rows with their numbers, as a person counts them; the first is that of the headings.

    `where` is what a problem calls the table: the file, and its sheet where there are several. `merged` has row and
    position of every cell that is merged with another, and that one's name.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = field(default=())
    where: str = ""
    merged: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """What a problem calls the table."""
        return self.where or self.name


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the content of a file, or refuse one that cannot be read or is larger than `limit` bytes."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise IntakeRefused(
                Message("the file has {size} MB, at most {most} MB are read: divide it into several"),
                path.name,
                size=Grouped(round(size / 2**20)),
                most=Grouped(round(limit / 2**20)),
            )
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise IntakeRefused(Message("cannot be read ({reason})"), path.name, reason=error.strerror) from error
    if len(content) > limit:
        raise IntakeRefused(Message("the file grew while it was read"), path.name)
    return content


def read_table(content: bytes, name: str, limits: TableLimits = LIMITS) -> Table:
    """Read a workbook's first sheet or a CSV file; what it is follows from its content, and its name must agree."""
    if len(content) > limits.file_bytes:
        raise IntakeRefused(
            Message("the file has {size} MB, at most {most} MB are read"),
            name,
            size=Grouped(round(len(content) / 2**20)),
            most=Grouped(round(limits.file_bytes / 2**20)),
        )
    refuse_other_types(content, name)
    zipped = content[:2] == b"PK"
    suffix = Path(name).suffix.lower()
    if zipped and suffix in {".csv", ".tsv", ".txt"}:
        raise IntakeRefused(
            Message("the file is a workbook or archive though its name ends in {suffix}"), name, suffix=suffix
        )
    if not zipped and suffix in {".xlsx", ".xlsm", ".xls"}:
        raise IntakeRefused(
            Message("the file is no workbook though its name ends in {suffix}"), name, suffix=suffix
        )
    return _read_workbook(content, name, limits) if zipped else _read_csv(content, name, limits)


def _read_csv(content: bytes, name: str, limits: TableLimits) -> Table:
    if content.count(b"\n") > limits.lines:
        raise IntakeRefused(
            Message("the table has more than {lines} lines: divide it into several files"),
            name,
            lines=Grouped(limits.lines),
        )
    text, said = decode(content, name)
    rows, assumed = read_delimited(text, name)
    unescaped = ((number, tuple(_unescaped(cell) for cell in cells)) for number, cells in rows)
    return Table(name, _bounded(unescaped, name, limits), notices=(*said, *assumed))


def _unescaped(value: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet program from reading a text as a formula."""
    return value[1:] if value[:1] == "'" and value[1:2] in {*FORMULA_STARTS, "'"} else value


def _read_workbook(content: bytes, name: str, limits: TableLimits) -> Table:
    content = open_package(content, name, limits)
    import warnings

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of extensions that openpyxl does not read, such as conditional formats
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                table = _read_sheet(book, name, limits)
            finally:
                book.close()
    except (IntakeRefused, InvalidFile):
        raise
    except Exception as error:  # whatever a library says of a malformed file, the file is what is wrong
        raise IntakeRefused(
            Message("the workbook is damaged ({name}: {reason}): save it again as an Excel workbook (.xlsx)"),
            name,
            name=type(error).__name__,
            reason=str(error),
        ) from error
    if b"xl/externalLinks/" in content:
        return replace(
            table,
            notices=(
                Notice(Message("{file} links to other files; they were not opened"), file=name),
                *table.notices,
            ),
        )
    return table


def _read_sheet(book: Any, name: str, limits: TableLimits) -> Table:
    """Return the first sheet that is not hidden; the others are named. Raises InvalidFile, IntakeRefused."""
    sheets = book.worksheets
    if not sheets:
        raise IntakeRefused(
            Message("the workbook has no sheet with cells: put the table on a sheet of its own"), name
        )
    sheet = next((one for one in sheets if one.sheet_state == "visible"), sheets[0])
    where = name if len(sheets) == 1 else f"{name}, sheet “{sheet.title}”"
    others = [one for one in sheets if one is not sheet]
    named = ", ".join(
        f"“{one.title}”{'' if one.sheet_state == 'visible' else ' (hidden)'}" for one in others[:5]
    )
    notices = []
    if others:
        notices.append(
            Notice(
                Message("only the sheet “{sheet}” of {file} was read, not {others}"),
                sheet=sheet.title,
                file=name,
                others=named,
            )
        )
    problems: list[Problem] = []
    sheet.reset_dimensions()
    kept = _bounded(_sheet_rows(sheet, where, limits, problems), name, limits, is_empty_allowed=True)
    if not kept and problems:
        raise InvalidFile(problems)
    if not kept:
        also = Message("; the workbook also has {named}: put the table on the first sheet")
        rest = Fault(also, values={"named": named}) if others else ""
        raise IntakeRefused(
            Message("the table is empty (sheet “{title}”): expected a row of headings{rest}"),
            name,
            title=sheet.title,
            rest=rest,
        )
    numbers = {number for number, _ in kept}
    source = sheet._get_source()  # the library tells merged cells only where it holds a whole sheet
    with source:
        merged = merged_cells(source.read(), numbers, kept[-1][0], limits.columns)
    return Table(name, kept, tuple(problems), tuple(notices), where, merged)


def _sheet_rows(
    sheet: Any, where: str, limits: TableLimits, problems: list[Problem]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    most = limits.columns + 1
    for number, row in enumerate(sheet.iter_rows(max_row=limits.rows + 2, max_col=most), start=1):
        values = []
        for position, cell in enumerate(row):
            if cell.data_type in {"f", "e"} and cell.value is not None:
                formula = cell.data_type == "f"
                kind = Message("a value, not a formula") if formula else Message("a value, not an error")
                shown = getattr(cell.value, "text", None) or str(getattr(cell.value, "ref", cell.value))
                problems.append(Problem(where, number, column_letter(position), shown[:80], Notice(kind)))
                values.append("")
            else:
                values.append(plain(cell.value))
        yield number, tuple(values)


def plain(value: Any) -> str:
    """Return a cell's value as the text that a CSV file would have."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return NumberText(int(value) if value.is_integer() and abs(value) < 1e15 else repr(value))
    return str(value).strip()


def column_letter(position: int) -> str:
    """Return what a spreadsheet program calls the column at `position`, counted from 0.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _bounded(
    rows: Iterator[tuple[int, tuple[str, ...]]],
    name: str,
    limits: TableLimits,
    *,
    is_empty_allowed: bool = False,
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the rows that hold something; refuse more of them than the limits allow."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    cells = 0
    for number, row in rows:
        width = next((at for at in range(len(row), 0, -1) if row[at - 1]), 0)
        if not width:
            continue
        values = row[:width]
        cells += len(values)
        if len(values) > limits.columns:
            raise IntakeRefused(
                Message("has more than {columns} columns"), f"{name}, row {number}", columns=limits.columns
            )
        if len(kept) > limits.rows or number > limits.rows + 1 or cells > limits.cells:
            most = (
                Fault(Message("{most} cells"), values={"most": Grouped(limits.cells)})
                if cells > limits.cells
                else Fault(Message("{most} rows"), values={"most": Grouped(limits.rows)})
            )
            raise IntakeRefused(
                Message("the table has more than {most}: divide it into several files"), name, most=most
            )
        longest = max(len(value) for value in values)
        if longest > limits.cell_characters:
            raise IntakeRefused(
                Message("a cell holds {longest} characters, at most {cell_characters} are read"),
                f"{name}, row {number}",
                longest=Grouped(longest),
                cell_characters=Grouped(limits.cell_characters),
            )
        kept.append((number, values))
    if not kept and not is_empty_allowed:
        raise IntakeRefused(Message("the table is empty: expected a row of headings"), name)
    return tuple(kept)
