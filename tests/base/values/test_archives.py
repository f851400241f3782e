"""Archives that cannot be read, of every kind: each ends in an exception that all readers catch, and in a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from rapporteur.base.values.archives import UNREADABLE_ARCHIVE
from rapporteur.intake.importing.tables.packages import open_package
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.proof.editions.known_programs import fingerprint

PART = "word/document.xml"


def packed(method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr(PART, b"<document>" + bytes(range(256)) * 40)
    return bytearray(content.getvalue())


def damaged(method: int) -> bytes:
    """Return an archive whose directory is whole and whose only part is not."""
    content = packed(method)
    begin = 30 + len(PART) + 8
    content[begin : begin + 40] = bytes(255 - byte for byte in content[begin : begin + 40])
    return bytes(content)


def marked(offset_here: int, offset_there: int, value: int) -> bytes:
    """Return an archive with a byte of its part's two headers changed."""
    content = packed()
    content[offset_here] = value
    content[content.index(b"PK\x01\x02") + offset_there] = value
    return bytes(content)


UNREADABLE = {
    "no archive": b"PK\x03\x04 and no more",
    "damaged": damaged(zipfile.ZIP_DEFLATED),
    "damaged, packed by another method": damaged(zipfile.ZIP_LZMA),
    "packed by a method that is not known": marked(8, 10, 97),
    "locked": marked(6, 8, 1),
    "cut off": bytes(packed()[:-30]),
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_it_ends_in_one_of_them(content: bytes) -> None:
    with pytest.raises(UNREADABLE_ARCHIVE), zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.read(PART)


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_whoever_reads_one_says_so(content: bytes) -> None:
    for read in (lambda: read_source(content, name="a.docx"), lambda: open_package(content, "a.xlsx")):
        with pytest.raises(IntakeRefused):
            read()
    assert fingerprint(content) == ""
