"""Rows of a workbook or a CSV file as plain text, within bounds; nothing is evaluated, followed or fetched.

A formula is a problem with its place, never a value: what a spreadsheet program last showed for it may be wrong.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from rapporteur.intake.problems import Problem
from rapporteur.intake.refused import IntakeRefused


@dataclass(frozen=True, slots=True)
class TableLimits:
    """What a table may cost. A list of 2,500 members has about 1 MB; unpacked, about 5 MB."""

    file_bytes: int = 20 * 2**20
    rows: int = 50_000
    columns: int = 200
    cells: int = 2_000_000
    cell_characters: int = 50_000
    entries: int = 1_000
    strings_bytes: int = 16 * 2**20
    part_bytes: int = 40 * 2**20
    unpacked_bytes: int = 80 * 2**20
    ratio: int = 200


LIMITS = TableLimits()
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old .xls workbook, or one locked by a password"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True)
class Table:
    """Rows with their numbers, as a person counts them; the first is that of the headings."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = field(default=())


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the content of a file, or refuse one that cannot be read or is larger than `limit` bytes."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise IntakeRefused(
                f"the file has {size / 2**20:,.0f} MB, at most {limit / 2**20:,.0f} MB are read: "
                "divide it into several",
                path.name,
            )
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise IntakeRefused(f"cannot be read ({error.strerror})", path.name) from error
    if len(content) > limit:
        raise IntakeRefused("the file grew while it was read", path.name)
    return content


def read_table(content: bytes, name: str, limits: TableLimits = LIMITS) -> Table:
    """Read a workbook's first sheet or a CSV file; what it is follows from its content, and its name must agree."""
    if len(content) > limits.file_bytes:
        raise IntakeRefused(
            f"the file has {len(content) / 2**20:,.0f} MB, at most {limits.file_bytes / 2**20:,.0f} MB are read",
            name,
        )
    refuse_other_types(content, name)
    zipped = content[:2] == b"PK"
    suffix = Path(name).suffix.lower()
    if zipped and suffix in {".csv", ".tsv", ".txt"}:
        raise IntakeRefused(f"the file is a workbook or archive though its name ends in {suffix}", name)
    if not zipped and suffix in {".xlsx", ".xlsm", ".xls"}:
        raise IntakeRefused(f"the file is no workbook though its name ends in {suffix}", name)
    return _read_workbook(content, name, limits) if zipped else _read_csv(content, name, limits)


def refuse_other_types(content: bytes, name: str) -> None:
    """Refuse what its first bytes show to be neither a text nor a workbook."""
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise IntakeRefused("the file is empty", name)
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise IntakeRefused(f"the file is {kind}, whatever its name says: save it as .xlsx or .csv", name)
    start = content[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise IntakeRefused(
            "the file is a web page or XML, whatever its name says: save it as .xlsx or .csv", name
        )


def decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return a text and what had to be assumed of its encoding: by its mark, else UTF-8, else Windows-1252."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise IntakeRefused(f"the file is marked as {encoding.upper()} but is not", name) from error
    if b"\0" in content:
        raise IntakeRefused("the file holds zero bytes: it is no text, or UTF-16 without its mark", name)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise IntakeRefused(
            "the text is neither UTF-8, UTF-16 nor Windows-1252: save it as UTF-8", name
        ) from error
    return text, (f"{name} is not UTF-8; it was read as Windows-1252: look at the accents",)


def _read_csv(content: bytes, name: str, limits: TableLimits) -> Table:
    text, notices = decode(content, name)
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        delimiter, text, skipped = first.strip().strip('"')[-1], rest, 1
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return _bounded(_csv_rows(reader, name, skipped), name, limits, [], notices)


def _csv_rows(reader: Any, name: str, skipped: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield rows numbered by the line on which each begins."""
    line = 1 + skipped
    try:
        for row in reader:
            yield line, tuple(_unescaped(value.strip()) for value in row)
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise IntakeRefused(f"the text is no table: {error}", f"{name}, line {line}") from error


def _unescaped(value: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet program from reading a text as a formula."""
    return value[1:] if value[:1] == "'" and value[1:2] in {*FORMULA_STARTS, "'"} else value


def _delimiter(text: str) -> str:
    """Return whichever of `;`, tab and `,` parts the first line most often, outside quotes."""
    counts = dict.fromkeys(";\t,", 0)
    quoted = False
    for character in text[:100_000]:
        if character == '"':
            quoted = not quoted
        elif character == "\n" and not quoted:
            break
        elif character in counts and not quoted:
            counts[character] += 1
    return max(counts, key=lambda one: counts[one])


def check_archive(content: bytes, name: str, limits: TableLimits = LIMITS) -> None:
    """Refuse an archive by its directory, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _check_sizes(infos, name, limits)
            names = {info.filename for info in infos}
            if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
                kind = "a text document" if "word/document.xml" in names else "an archive"
                raise IntakeRefused(f"the file is {kind}, no workbook", name)
            if any(part.lower().endswith("vbaproject.bin") for part in names):
                raise IntakeRefused("the workbook holds macros: save it as .xlsx without them", name)
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    with archive.open(info) as part:
                        if b"<!DOCTYPE" in part.read(4096).replace(b"\0", b"").upper():
                            raise IntakeRefused(
                                "a part declares entities: it is no ordinary workbook", info.filename
                            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        if isinstance(error, IntakeRefused):
            raise
        raise IntakeRefused(f"the workbook is damaged or locked ({error})", name) from error


def _check_sizes(infos: list[zipfile.ZipInfo], name: str, limits: TableLimits) -> None:
    if len(infos) > limits.entries:
        raise IntakeRefused(
            f"the workbook has {len(infos):,} parts, at most {limits.entries:,} are read", name
        )
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked_bytes:
        raise IntakeRefused(
            f"the workbook unpacks to {total / 2**20:,.0f} MB, "
            f"at most {limits.unpacked_bytes / 2**20:,.0f} MB are read",
            name,
        )
    for info in infos:
        if info.flag_bits & 1:
            raise IntakeRefused("the workbook is locked by a password", name)
        most = limits.strings_bytes if info.filename.endswith("sharedStrings.xml") else limits.part_bytes
        if info.file_size > most:
            raise IntakeRefused(
                f"unpacks to {info.file_size / 2**20:,.0f} MB, at most {most / 2**20:,.0f} MB are read",
                f"{name}, {info.filename}",
            )
        if info.file_size > 2**20 and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise IntakeRefused(
                f"unpacks to more than {limits.ratio} times its size, as no ordinary workbook does",
                f"{name}, {info.filename}",
            )


def _read_workbook(content: bytes, name: str, limits: TableLimits) -> Table:
    check_archive(content, name, limits)
    import warnings

    from openpyxl import load_workbook

    problems: list[Problem] = []
    notices: list[str] = []
    if b"xl/externalLinks/" in content:
        notices.append(f"{name} links to other files; they were not opened")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of extensions that openpyxl does not read, such as conditional formats
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            try:
                sheet = book.worksheets[0]
                if len(book.worksheets) > 1:
                    others = ", ".join(f"“{other.title}”" for other in book.worksheets[1:6])
                    notices.append(f"only the first sheet of {name} was read, not {others}")
                sheet.reset_dimensions()
                rows = _sheet_rows(sheet, name, limits, problems)
                return _bounded(rows, name, limits, problems, tuple(notices))
            finally:
                book.close()
    except IntakeRefused:
        raise
    except Exception as error:  # whatever a library says of a malformed file, the file is what is wrong
        raise IntakeRefused(f"the workbook is damaged ({type(error).__name__}: {error})", name) from error


def _sheet_rows(
    sheet: Any, name: str, limits: TableLimits, problems: list[Problem]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    most = limits.columns + 1
    for number, row in enumerate(sheet.iter_rows(max_row=limits.rows + 2, max_col=most), start=1):
        values = []
        for position, cell in enumerate(row):
            if cell.data_type in {"f", "e"} and cell.value is not None:
                kind = "a value, not a formula" if cell.data_type == "f" else "a value, not an error"
                shown = getattr(cell.value, "text", None) or str(cell.value)
                problems.append(Problem(name, number, column_letter(position), shown[:80], kind))
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
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
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
    problems: list[Problem],
    notices: tuple[str, ...],
) -> Table:
    """Keep the rows that hold something; refuse more of them than the limits allow."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    cells = 0
    for number, row in rows:
        values = row
        while values and not values[-1]:
            values = values[:-1]
        if not values:
            continue
        cells += len(values)
        if len(values) > limits.columns:
            raise IntakeRefused(f"has more than {limits.columns} columns", f"{name}, row {number}")
        if len(kept) > limits.rows or number > limits.rows + 1 or cells > limits.cells:
            raise IntakeRefused(
                f"the table has more than {limits.rows:,} rows: divide it into several files", name
            )
        longest = max(len(value) for value in values)
        if longest > limits.cell_characters:
            raise IntakeRefused(
                f"a cell holds {longest:,} characters, at most {limits.cell_characters:,} are read",
                f"{name}, row {number}",
            )
        kept.append((number, values))
    if not kept:
        raise IntakeRefused("the table is empty: expected a row of headings", name)
    return Table(name, tuple(kept), tuple(problems), notices)
