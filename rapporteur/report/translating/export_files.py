"""Texts for translators and back: XLIFF 1.2 and PO.

A text is named by its record and field, by the revision of its source and by that of the translation that went out, in
the one place that every tool keeps (the id of an XLIFF unit, the context of a PO entry): so a file shows for every text
what it was made for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polib

from rapporteur.base.core.translations import Status
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.bounded import Bounds, OverBounds, bounded
from rapporteur.report.translating import po, xliff
from rapporteur.report.translating.entries import BY_A_MACHINE, Entry, read_po, read_xliff

FileFormat = Literal["xliff", "po"]
REVISION_DIGITS = 16
SENT_DIGITS = 8
MAX_BYTES = 50_000_000
BOUNDS = Bounds(seconds=30, mebibytes=1024)
"""What reading a file may cost; one of 50 MB with 80,000 texts takes a third of it."""


class InvalidTranslationFile(Foreseeable, ValueError):
    """A file that is neither XLIFF nor PO, or names no language."""


@dataclass(frozen=True)
class Offered(Entry):
    """An entry on its way out, with what a translator should know."""

    status: Status = Status.DONE
    old_source: str = ""


def unfit(text: str) -> str:
    """Return the first character that XML cannot hold, or nothing."""
    return next((c for c in text if (c < " " and c not in "\t\n\r") or c in "\ufffe\uffff"), "")


def _notes(entry: Offered) -> tuple[str, ...]:
    if entry.status is Status.STALE and entry.old_source:
        return (f"The translation was made from: {entry.old_source}",)
    return (f"Translated {BY_A_MACHINE}: please review.",) if entry.machine else ()


def to_xliff(entries: Iterable[Offered], *, name: str, source: str, target: str) -> bytes:
    """Return `entries` as XLIFF 1.2: `source` and `target` are languages, `name` says what it is of."""
    units = (
        xliff.Unit(
            id=entry.id,
            source=entry.source,
            target=entry.target,
            state="translated" if entry.finished else "needs-review-translation",
            qualifier="leveraged-mt" if entry.machine else "",
            approved=entry.finished and bool(entry.target),
            notes=_notes(entry),
        )
        for entry in entries
    )
    return xliff.write(units, name=name, source=source, target=target)


def to_po(entries: Iterable[Offered], *, name: str, source: str, target: str) -> bytes:
    """Return `entries` as PO; what is not finished is fuzzy."""
    rows = (
        polib.POEntry(
            msgctxt=entry.id,
            msgid=entry.source,
            msgstr=entry.target,
            comment="\n".join(_notes(entry)),
            flags=["fuzzy"] if entry.target and not entry.finished else [],
        )
        for entry in entries
    )
    return po.write(rows, name=name, source=source, target=target)


def write_entries(
    entries: Iterable[Offered], file_format: FileFormat, *, name: str, source: str, target: str
) -> bytes:
    """Return `entries` as a file for translators."""
    write = to_xliff if file_format == "xliff" else to_po
    return write(entries, name=name, source=source, target=target)


def read_entries(path: Path, *, bounds: Bounds = BOUNDS) -> tuple[str, list[Entry]]:
    """Return the target language of a translator's file, as the file names it, and what is in it.

    Raises InvalidTranslationFile, also for a file that takes more processor time or memory than `bounds`.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InvalidTranslationFile(
                Message("'{place}' is larger than any such file ({most} bytes)"),
                place=str(path),
                most=f"{MAX_BYTES:,}",
            )
        with path.open("rb") as stream:
            start = stream.read(1024)
    except OSError as error:
        raise InvalidTranslationFile(
            Message("'{place}' cannot be read ({reason})"), place=str(path), reason=str(error.strerror)
        ) from error
    is_xml = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    try:
        language, entries = bounded(read_xliff if is_xml else read_po, path, bounds=bounds)
    except (xliff.NotXliff, po.NotPo) as error:
        raise InvalidTranslationFile(
            Message("'{place}' {reason}"), place=str(path), reason=error.faults[0]
        ) from error
    except OverBounds as error:
        raise InvalidTranslationFile(
            Message("'{place}': {reason}"), place=str(path), reason=error.faults[0]
        ) from error
    if not entries:
        raise InvalidTranslationFile(Message("'{place}' holds no text"), place=str(path))
    if not language:
        raise InvalidTranslationFile(
            Message("'{place}' does not say into which language it translates"), place=str(path)
        )
    return language, entries
