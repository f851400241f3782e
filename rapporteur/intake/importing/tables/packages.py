"""Workbooks as archives: what is in them, within bounds, and written so that they can be read. Pure.

Some programs name the parts with backslashes, others save as “Strict Open XML”, whose names of things differ: both are
made what the library reads. Nothing is unpacked before its size is known.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from rapporteur.base.values.archives import UNREADABLE_ARCHIVE
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.documents.ooxml import UndatedPackage
from rapporteur.intake.reading.sources.refused import IntakeRefused


@dataclass(frozen=True, slots=True)
class TableLimits:
    """What a table may cost. A list of 2,500 members has about 1 MB; unpacked, about 5 MB.

    `values` are those in cells that hold several: each may be a name that is looked for among all names. Those of one
    row (`row_values`) are held against each other: no meeting has 2,000 members. `questions`
    are those that names raise which nobody has: whoever has 20,000 before them forgot the members.
    """

    file_bytes: int = 20 * 2**20
    rows: int = 50_000
    lines: int = 1_000_000
    columns: int = 200
    cells: int = 1_000_000
    cell_characters: int = 50_000
    values: int = 200_000
    row_values: int = 2_000
    questions: int = 20_000
    entries: int = 1_000
    strings_bytes: int = 16 * 2**20
    part_bytes: int = 40 * 2**20
    unpacked_bytes: int = 80 * 2**20
    ratio: int = 200


LIMITS = TableLimits()
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)
"""What Strict Open XML calls things, and what all programs do."""
_LOCKED = "the workbook is locked by a password: save it without one"


def open_package(content: bytes, name: str, limits: TableLimits = LIMITS) -> bytes:
    """Return a workbook as the library reads it, or refuse it by its directory and parts. Raises IntakeRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _check_sizes(infos, name, limits)
            _check_kind(archive, name)
            is_strict = _check_parts(archive, infos)
            if is_strict or any(info.filename != _tidy(info.filename) for info in infos):
                return _rewritten(archive, infos)
            return content
    except UNREADABLE_ARCHIVE as error:
        if isinstance(error, IntakeRefused):
            raise
        raise IntakeRefused(
            Message(
                "the workbook is damaged or locked ({reason}): save it again as an Excel workbook (.xlsx)"
            ),
            name,
            reason=str(error),
        ) from error


def _tidy(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that is no workbook, and say what it is."""
    names = {_tidy(info.filename).lower() for info in archive.infolist()}
    kind: Message | None = None
    advice = Message("save it as .xlsx or .csv")
    if "mimetype" in names or {"content.xml", "meta-inf/manifest.xml"} <= names:
        kind = _open_document(archive)
    elif any(part.endswith(".iwa") or part == "index.zip" for part in names):
        kind, advice = (
            Message("an Apple Numbers, Pages or Keynote file"),
            Message("export it as .xlsx or .csv"),
        )
    elif any(part.endswith("workbook.bin") for part in names):
        kind, advice = Message("a binary workbook (.xlsb)"), Message("save it as .xlsx")
    elif any(part.startswith("word/") for part in names):
        kind, advice = Message("a text document"), Message("give a table, saved as .xlsx or .csv")
    elif any(part.startswith("ppt/") for part in names):
        kind, advice = Message("a presentation"), Message("give a table, saved as .xlsx or .csv")
    elif "[content_types].xml" not in names or not any(part.endswith("workbook.xml") for part in names):
        kind, advice = Message("an archive"), Message("unpack it and give the table in it")
    if kind:
        raise IntakeRefused(
            Message("the file is {kind}, no workbook: {advice}"), name, kind=kind, advice=advice
        )
    if any(part.endswith("vbaproject.bin") for part in names):
        raise IntakeRefused(Message("the workbook holds macros: save it as .xlsx without them"), name)


def _open_document(archive: zipfile.ZipFile) -> Message:
    said = b""
    if "mimetype" in archive.namelist():
        with archive.open("mimetype") as part:
            said = part.read(100)
    for word, kind in (
        (b"spreadsheet", Message("an OpenDocument table (.ods)")),
        (b"text", Message("an OpenDocument text (.odt)")),
        (b"presentation", Message("an OpenDocument presentation")),
    ):
        if b"opendocument." + word in said:
            return kind
    return Message("an OpenDocument file or an e-book")


def _check_parts(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> bool:
    """Refuse parts that declare entities; tell whether the workbook is saved as Strict Open XML."""
    is_strict = False
    for info in infos:
        if not info.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(info) as part:
            start = part.read(4096).replace(b"\0", b"")
        if b"<!DOCTYPE" in start.upper():
            raise IntakeRefused(
                Message("a part declares entities: it is no ordinary workbook"), info.filename
            )
        is_strict = is_strict or _STRICT in start
    return is_strict


def _rewritten(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> bytes:
    stream = io.BytesIO()
    with UndatedPackage(stream, "w", zipfile.ZIP_STORED) as tidy:
        for info in infos:
            if info.is_dir():
                continue
            part = archive.read(info)
            if info.filename.lower().endswith((".xml", ".rels")):
                for strict, usual in _NAMES:
                    part = part.replace(strict, usual)
            tidy.writestr(_tidy(info.filename), part)
    return stream.getvalue()


def _check_sizes(infos: list[zipfile.ZipInfo], name: str, limits: TableLimits) -> None:
    if len(infos) > limits.entries:
        raise IntakeRefused(
            Message("the workbook has {count} parts, at most {entries} are read"),
            name,
            count=Grouped(len(infos)),
            entries=Grouped(limits.entries),
        )
    total = sum(info.file_size for info in infos)
    if total > limits.unpacked_bytes:
        raise IntakeRefused(
            Message("the workbook unpacks to {size} MB, at most {most} MB are read"),
            name,
            size=Grouped(round(total / 2**20)),
            most=Grouped(round(limits.unpacked_bytes / 2**20)),
        )
    for info in infos:
        if info.flag_bits & 1:
            raise IntakeRefused(_LOCKED, name)
        most = limits.strings_bytes if info.filename.endswith("sharedStrings.xml") else limits.part_bytes
        if info.file_size > most:
            raise IntakeRefused(
                Message("unpacks to {size} MB, at most {most} MB are read"),
                f"{name}, {info.filename}",
                size=Grouped(round(info.file_size / 2**20)),
                most=Grouped(round(most / 2**20)),
            )
        if info.file_size > 2**20 and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise IntakeRefused(
                Message("unpacks to more than {ratio} times its size, as no ordinary workbook does"),
                f"{name}, {info.filename}",
                ratio=limits.ratio,
            )
