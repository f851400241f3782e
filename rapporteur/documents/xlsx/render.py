"""The report as a workbook: a sheet per kind of record, typed cells, nothing that calculates.

No text can become a formula, whatever it begins with: it is written as text and marked as such (quotePrefix),
so that it stays text when somebody edits the cell.
"""

from __future__ import annotations

import io
import zipfile
from calendar import timegm
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.documents import ooxml
from rapporteur.documents.view import notices
from rapporteur.documents.view.context import Context
from rapporteur.documents.xlsx.book import (
    CODE,
    DATE,
    DEGREES,
    INTEGER,
    LONG,
    MONEY,
    SHARE,
    TEXT,
    Sheet,
    Value,
)
from rapporteur.documents.xlsx.sheets import sheets
from rapporteur.report.value.data import ReportData

FORMATS = {
    INTEGER: "0",
    DATE: "yyyy-mm-dd",
    SHARE: "0%",
    DEGREES: "0.0000",
    MONEY: "#,##0.00",
    TEXT: "@",
    LONG: "@",
    CODE: "@",
}
WIDTHS = {
    INTEGER: (8, 14),
    DATE: (12, 12),
    SHARE: (8, 10),
    DEGREES: (11, 12),
    MONEY: (14, 18),
    TEXT: (10, 60),
}
LONG_WIDTH, CODE_WIDTHS = 80, (7, 40)
_LINE, _HIGHEST, _WIDER = 15.0, 409.0, 1.08
"""Height of a line, the most that a row may have, and how much wider words set a line than its letters."""
LONGEST = 32_767
"""Characters that a cell holds (ECMA-376 leaves it open; Excel's specification says so)."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORBIDDEN_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


def render(data: ReportData, language: str) -> bytes:
    """Return the workbook in `language`."""
    context = Context(data, language)
    book = Workbook()
    book.remove(book.worksheets[0])
    colour = data.association.colours.own.removeprefix("#").upper()
    for sheet in sheets(data, language):
        _write(book, sheet, colour, data)
    target = io.BytesIO()
    ExcelWriter(book, ooxml.UndatedPackage(target, "w", zipfile.ZIP_DEFLATED)).save()
    association = context.text(data.association.name)
    period = " · ".join(filter(None, (capitalise(context.period), notices.edition(data, language))))
    core = ooxml.core_properties(
        title=f"{context.text(data.association.report_name)}, {period} – {association}",
        creator=association,
        language=language,
        timestamp=timegm((data.as_of.year, data.as_of.month, data.as_of.day, 12, 0, 0)),
    )
    return ooxml.sealed(target.getvalue(), core)


def _write(book: Workbook, sheet: Sheet, colour: str, data: ReportData) -> None:
    """Write one sheet: a header that stays in view and filters, a row per record."""
    page = book.create_sheet(_title(book, sheet.title))
    page.sheet_properties.tabColor = colour
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for number, (heading, kind) in enumerate(sheet.columns, 1):
        cell = page.cell(1, number)
        _put_text(cell, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="EEF1F4")
        cell.border = Border(bottom=Side("thin", color=colour))
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        page.column_dimensions[get_column_letter(number)].width = _width(sheet, number - 1, kind)
    widths = [_width(sheet, number, kind) for number, (_, kind) in enumerate(sheet.columns)]
    for at, row in enumerate(sheet.rows, 2):
        page.row_dimensions[at].height = _height(row, sheet, widths)
        for number, (value, (_, kind)) in enumerate(zip(row, sheet.columns, strict=True), 1):
            _put(page.cell(at, number), value, kind, data)
    page.auto_filter.ref = _extent(page)


def _extent(page: Worksheet) -> str:
    """Return the cells of a sheet, as a reference."""
    return f"A1:{get_column_letter(page.max_column)}{page.max_row}"


def _title(book: Workbook, title: str) -> str:
    """Return a title that a sheet may have: 31 characters, no brackets or slashes, not twice."""
    base = ooxml.clean(title).translate(_FORBIDDEN_IN_TITLES).strip("' ")[:31] or "-"
    name, number = base, 2
    while name.casefold() in {other.casefold() for other in book.sheetnames}:
        name, number = f"{base[:27]} {number}", number + 1
    return name


def _width(sheet: Sheet, column: int, kind: str) -> float:
    """Return the width of a column: that of its longest text, within what its kind allows."""
    if kind == LONG:
        return LONG_WIDTH
    low, high = CODE_WIDTHS if kind == CODE else WIDTHS[kind]
    longest = max((len(str(row[column])) for row in sheet.rows if row[column] is not None), default=0)
    return min(max(longest + 2, min(len(sheet.columns[column][0]) + 3, high), low), high)


def _height(row: Sequence[Value], sheet: Sheet, widths: Sequence[float]) -> float:
    """Return the height of a row in points: that of the cell with the most lines, as far as a row may be high."""
    most = 1
    for value, (_, kind), width in zip(row, sheet.columns, widths, strict=True):
        if isinstance(value, str) and kind in (TEXT, LONG):
            lines = sum(max(1, ceil(len(line) * _WIDER / width)) for line in value.splitlines() or [""])
            most = max(most, lines)
    return min(most * _LINE, _HIGHEST)


def _put(cell: Cell, value: Value, kind: str, data: ReportData) -> None:
    """Write a value as what it is."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        _put_text(cell, value)
        cell.alignment = Alignment(vertical="top", wrap_text=kind in (TEXT, LONG))
        return
    cell.value = value
    cell.alignment = Alignment(vertical="top", horizontal="left" if kind == TEXT else None)
    if isinstance(value, date):
        cell.number_format = FORMATS[DATE]
    elif kind == MONEY and isinstance(value, Decimal) and data.dues:
        cell.number_format = f'{FORMATS[MONEY]}\\ "{data.dues.currency}"'
    else:
        cell.number_format = FORMATS[INTEGER if kind == TEXT else kind]


def _put_text(cell: Cell, text: str) -> None:
    """Write text that is text whatever it looks like."""
    kept = ooxml.clean(text).replace("\r\n", "\n").replace("\r", "\n")
    if len(kept) > LONGEST:
        kept = kept[: LONGEST - 1] + "…"
    cell.value = kept
    cell.data_type = "s"
    cell.number_format = FORMATS[TEXT] if len(kept) <= 255 else "General"
    if text.startswith(DANGEROUS):
        cell.quotePrefix = True
