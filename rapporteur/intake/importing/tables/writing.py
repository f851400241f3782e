"""Values of records to the cells that are read back as the same values; and tables as XLSX or CSV. Pure."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from rapporteur.base.values.html import blocks_from_html, html_from_text
from rapporteur.documents.ooxml import UndatedPackage
from rapporteur.intake.importing.tables.cells import escaped
from rapporteur.intake.importing.tables.columns import Column, columns, every_column
from rapporteur.intake.importing.tables.workbook import FORMULA_STARTS
from rapporteur.records.names.registry import Registry

Cell = str | int | float | date | bool | None


def headings(kind: str, interface: str, languages: Sequence[str]) -> list[tuple[Column, str, str]]:
    """Return column, language and heading of each column of an export."""
    found = []
    for column in columns(kind):
        for language in languages if column.localized else ("",):
            found.append((column, language, column.heading(interface, language)))  # noqa: PERF401  # reads better
    return found


def headings_of(
    kind: str, keys: Iterable[str], interface: str, languages: Sequence[str]
) -> list[tuple[Column, str, str]]:
    """Return column, language and heading of each of the columns `keys`, in their order; unknown ones are left out."""
    known = {column.key: column for column in every_column(kind)}
    return [
        (known[key], language, known[key].heading(interface, language))
        for key in keys
        if key in known
        for language in (languages if known[key].localized else ("",))
    ]


def table_of(
    kind: str,
    records: Iterable[Mapping[str, Any]],
    registry: Registry,
    interface: str,
    languages: Sequence[str],
) -> list[list[Cell]]:
    """Return the rows of an export, the headings first."""
    return table_of_columns(kind, records, registry, interface, headings(kind, interface, languages))


def table_of_columns(
    kind: str,
    records: Iterable[Mapping[str, Any]],
    registry: Registry,
    interface: str,
    wanted: Sequence[tuple[Column, str, str]],
) -> list[list[Cell]]:
    """Return the rows of the columns `wanted`, as :func:`headings_of` gives them, the headings first."""
    cells = Cells(registry, interface)
    rows: list[list[Cell]] = [[heading for _, _, heading in wanted]]
    for record in records:
        for row in _dues_rows(record) if kind == "dues" else (record,):
            start = row.get("start") or (f"{row['month']}-01" if row.get("month") else None)
            cells.on = date.fromisoformat(start) if start and kind == "activities" else None
            rows.append([cells.cell(column, row.get(column.key), language) for column, language, _ in wanted])
    return rows


def _dues_rows(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a row per payment or waiver of a member, at least one."""
    payments, waivers = record["payments"], record["waivers"]
    rows = []
    for n in range(max(len(payments), len(waivers), 1)):
        row = {name: value for name, value in record.items() if name not in ("payments", "waivers")}
        if n < len(payments):
            paid = payments[n]
            row |= {"paid": paid["amount"], "paid_date": paid["date"], "reference": paid["reference"]}
        if n < len(waivers):
            waived = waivers[n]
            row |= {"waived": waived["amount"], "waived_date": waived["date"], "waiver": waived["decision"]}
        rows.append(row)
    return rows


class Cells:
    """Writes values as a person would: names where a name means one record, identifiers where it does not."""

    def __init__(self, registry: Registry, language: str) -> None:
        self.registry = registry
        self.language = language
        self.on: date | None = None
        self._names: dict[tuple[str, bool, date | None], str] = {}

    def cell(self, column: Column, value: Any, language: str) -> Cell:
        """Return what stands in the cell."""
        if column.localized:
            value = (value or {}).get(language, "")
        if value in (None, "", []):
            return None
        if column.type in {"day", "last_day"}:
            return date.fromisoformat(value) - timedelta(days=column.type == "last_day")
        writers: dict[str, Callable[[Any], Cell]] = {
            "html": text_of_html,
            "flag": lambda given: "yes" if given else None,
            "choices": "; ".join,
            "amount": float,
        }
        if column.type in writers:
            return writers[column.type](value)
        if column.type == "list":
            return "; ".join(self._entry(column.key, entry) for entry in value)
        if column.type == "reference":
            return self._code(value) if column.key == "line" else self._reference(column.key, value)
        return value  # type: ignore[no-any-return]  # text or number, as the record has it

    def _entry(self, key: str, entry: Any) -> str:
        if key == "deliverables":
            return self._code(entry)
        if key == "activations":
            return f"{self.name(entry['organisation'], member=True)} [{entry['role']}]"
        if key == "places":
            return self._place(entry)
        text = escaped(entry["text"])
        bare = entry["language"] == "und" and not text.endswith("]")
        return text if bare else f"{text} [{entry['language']}]"

    def _reference(self, key: str, slug: str) -> str:
        return self.name(slug) if key == "organisation" else slug

    def _code(self, slug: str) -> str:
        """Return the code of a node of the plan where it means that node, else the node's identifier."""
        node = self.registry.nodes.records.get(slug)
        code = node.names[0].text if node else ""
        return code if code and self.registry.node(code, self.on).slug == slug else slug

    def name(self, slug: str, *, member: bool = False) -> str:
        """Return the name of an organisation in the export's language where it is read back as this one."""
        found = self._names.get((slug, member, self.on))
        if found is None:
            organisation = self.registry.organisations.records.get(slug)
            name = organisation.called(self.language, self.registry.on) if organisation else slug
            match = self.registry.organisations.match(
                name, self.language, on=self.on, any_standing=not member
            )
            plain = escaped(name) == name and not name.endswith("]") and ": " not in name
            found = self._names[slug, member, self.on] = name if match.slug == slug and plain else slug
        return found

    def _place(self, place: Mapping[str, Any]) -> str:
        parts = [self.name(place["organisation"])] if place["organisation"] else []
        parts += [f"{language}: {escaped(text)}" for language, text in place["name"].items()]
        parts += [place["country"]] if place["country"] and parts else []
        if place["latitude"] is not None:
            parts.append(f"{place['latitude']} {place['longitude']}")
        return " | ".join(parts)


def text_of_html(html: str) -> str:
    """Return rich text as plain paragraphs where nothing is lost by it, else as it is stored."""
    blocks = blocks_from_html(html)
    text = "\n\n".join("".join(run.text for run in item) for block in blocks for item in block.items)
    return text if blocks_from_html(html_from_text(text)) == blocks and not text.startswith("<") else html


def write_xlsx(rows: Sequence[Sequence[Cell]], title: str) -> bytes:
    """Return a workbook of one sheet; a text that looks like a formula stays a text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    epoch = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed stamp: the same records make the same file
    book.properties.created = book.properties.modified = epoch
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for position in range(len(rows[0]) if rows else 0):
        sheet.column_dimensions[get_column_letter(position + 1)].width = 24
    bold = Font(bold=True)
    for number, row in enumerate(rows):
        cells = []
        for value in row:
            text = ILLEGAL_CHARACTERS_RE.sub("", value)[:32_767] if isinstance(value, str) else value
            cell = WriteOnlyCell(sheet, text)  # type: ignore[arg-type]  # it takes days as well
            if isinstance(text, str):
                cell.data_type = "s"
            if number == 0:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    ExcelWriter(book, UndatedPackage(stream, "w", zipfile.ZIP_DEFLATED)).save()
    return stream.getvalue()


def write_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return UTF-8 with its mark, so that spreadsheet programs read the accents; no cell begins like a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
    return stream.getvalue().encode("utf-8-sig")


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith((*FORMULA_STARTS, "'")) else value
    return value.isoformat() if isinstance(value, date) else str(value)
