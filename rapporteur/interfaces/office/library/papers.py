"""Documents of the library: which are taken, told by what they hold and not by what they are called."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from rapporteur.base.values.archives import UNREADABLE_ARCHIVE
from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.file_kinds import why_not

MOST_BYTES = 25 * 2**20
"""Of a file: a report with photographs has 5 to 15 million."""
MOST_PARTS = 5_000
MOST_UNPACKED = 400 * 2**20
"""Of a Word document or a workbook: what the programs that open it would have to hold."""
PAPERS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
"""The ends of names that are taken, and as what each is handed out."""
_MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class PaperRefused(Foreseeable):
    """A file that the library does not take as a document; the text says why and what to do."""


def check_paper(name: str, content: bytes) -> None:
    """Raise PaperRefused for a document that is too large, of no kind that is taken, or not what its name says."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in PAPERS:
        raise PaperRefused(
            Message("'{value}' is no document that is kept here: expected {expected}"),
            value=PurePath(name).name, expected=", ".join(PAPERS),
        )  # fmt: skip
    if len(content) > MOST_BYTES:
        raise PaperRefused(
            Message("the document has more than {most} MB: make it smaller, or divide it"),
            most=Grouped(MOST_BYTES // 2**20),
        )
    if suffix in _MAIN_PART:
        _check_package(suffix, content)
    elif suffix == ".pdf":
        if not content.startswith(b"%PDF-"):
            raise _other(suffix, content)
    elif not content.startswith(_UTF16) and _NO_TEXT.search(content):
        raise _other(suffix, content)


def _other(suffix: str, content: bytes) -> PaperRefused:
    """Say that a file is not what its name says, and what it is where that is known."""
    reason = why_not(content)
    if reason is not None:
        return PaperRefused(
            Message("the file ends in {suffix} and is something else: {reason}"),
            suffix=suffix, reason=reason,
        )  # fmt: skip
    return PaperRefused(
        Message("the file ends in {suffix} and is something else, or damaged: save it again as {suffix}"),
        suffix=suffix,
    )


def _check_package(suffix: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
    except UNREADABLE_ARCHIVE as error:
        raise _other(suffix, content) from error
    names = [entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries]
    if _MAIN_PART[suffix] not in names or "[content_types].xml" not in names:
        raise _other(suffix, content)
    fault: Message | None = None
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        fault = Message(
            "it unpacks to more than an ordinary one does: save it again with the program that made it"
        )
    elif any(name.endswith("vbaproject.bin") for name in names):
        fault = Message("it holds macros: save it without them")
    elif any(".." in name.split("/") for name in names) or len(set(names)) < len(names):
        fault = Message(
            "its parts have names that no program gives: save it again with the program that made it"
        )
    if fault is not None:
        raise PaperRefused(Message("the document is not taken: {reason}"), reason=Fault(fault))
