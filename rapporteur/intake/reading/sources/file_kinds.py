"""What a file is by its content, and what to do with one that is of no kind that is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from rapporteur.base.values.archives import UNREADABLE_ARCHIVE
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message

_HEAD = 1_024
"""Bytes at the start in which a PDF says what it is; mailers and scanners put lines of their own before that."""
_SHORT_HEAD = 256
_UTF16_HEAD = 2_048
_BEFORE_HTML = 1_000
"""Bytes or characters at the start in which other kinds say what they are; a page may begin with a comment."""
_ENTRY = 128
"""Bytes of an entry in the directory of a compound file."""
_LONGEST_KIND = 200
"""Bytes of the file in which a package says its kind."""
_LONGEST_SHOWN = 60
"""Characters of it that a message has."""

SAVE_DOCX = Message("open it in a word processor and save it as .docx or PDF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = Message("the file is locked by a password: open it with the password and save it without one")
_OLE_STREAMS = (
    ("EncryptedPackage", _LOCKED),
    (
        "WordDocument",
        Message("this is an old Word file (.doc): open it in a word processor and save it as .docx"),
    ),
    ("MatOST", Message("this is a Works file (.wps): {save}")),
    ("Workbook", Message("this is an old Excel workbook (.xls), not a document")),
    ("Book", Message("this is an old Excel workbook (.xls), not a document")),
    ("PowerPoint Document", Message("this is an old PowerPoint presentation (.ppt): save it as PDF")),
    ("__properties_version1.0", Message("this is a mail (.msg): save the document that is attached to it")),
)
"""Streams that tell what a compound file is, the telling ones first: a Word file may hold a workbook."""
_ODF = {
    "text": Message("this is an OpenDocument text (.odt): {save}"),
    "spreadsheet": Message("this is an OpenDocument table (.ods), not a document"),
    "presentation": Message("this is an OpenDocument presentation (.odp): save it as PDF"),
}
_ZIPPED = (
    ("xl/workbook.", Message("this is an Excel workbook, not a Word document")),
    ("ppt/presentation.", Message("this is a PowerPoint presentation, not a Word document: save it as PDF")),
    (
        "index/document.iwa",
        Message("this is a document of Apple Pages, Numbers or Keynote: export it as Word or PDF"),
    ),
    ("index.zip", Message("this is a document of Apple Pages, Numbers or Keynote: export it as Word or PDF")),
    ("index.apxl", Message("this is a document of Apple Keynote: export it as PDF")),
    ("index.xml.gz", Message("this is a document of Apple Pages: export it as Word or PDF")),
    ("fixeddocseq.fdseq", Message("this is an XPS document: save it as PDF")),
    ("fixeddocumentsequence.fdseq", Message("this is an XPS document: save it as PDF")),
)
_STARTS = (
    (b"{\\rtf", Message("this is RTF (rich text, whatever its name ends in): {save}")),
    (b"\xffWPC", Message("this is a WordPerfect file: {save}")),
    (b"%!PS", Message("this is PostScript: save it as PDF")),
    (b"\x89PNG", Message("this is a picture: run a text recognition over it and save the text as PDF")),
    (b"\xff\xd8\xff", Message("this is a picture: run a text recognition over it and save the text as PDF")),
    (b"II*\x00", Message("this is a picture: run a text recognition over it and save the text as PDF")),
    (b"MM\x00*", Message("this is a picture: run a text recognition over it and save the text as PDF")),
    (b"AT&TFORM", Message("this is a DjVu scan: save it as PDF with its text")),
    (b"\x1f\x8b", Message("this is a packed file: unpack it, and import the document in it")),
    (b"Rar!", Message("this is a packed file: unpack it, and import the document in it")),
    (b"7z\xbc\xaf", Message("this is a packed file: unpack it, and import the document in it")),
)
_MOST_NAMES = 5_000


def kind_of(content: bytes) -> str:
    """Return PDF, DOCX (any ZIP) or TEXT."""
    if b"%PDF-" in content[:_HEAD]:
        return "PDF"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "DOCX"
    return "TEXT"


def why_not(content: bytes) -> Fault | None:
    """Return why a file of this content is not read and what to do, or None where it may be."""
    reason = _reason(content)
    return Fault(reason, values={"save": SAVE_DOCX}) if isinstance(reason, Message) else reason


def _reason(content: bytes) -> Message | Fault | None:
    kind = kind_of(content)
    if kind == "PDF":
        return None
    if kind == "DOCX":
        return _zipped(content)
    if content.startswith(_OLE):
        return _compound(content)
    start = content[:_SHORT_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, reason in _STARTS:
        if start.startswith(mark):
            return reason
    return _marked_up(_beginning(content))


def _compound(content: bytes) -> Message:
    """Tell what a compound file is by the names in its directory, whose entries begin at every 128th byte."""
    for name, reason in _OLE_STREAMS:
        entry = name.encode("utf-16-le") + b"\x00\x00"
        at = content.find(entry)
        while at >= 0:
            if at % _ENTRY == 0:
                return reason
            at = content.find(entry, at + 1)
    return Message("this is an office file of an old kind: {save}")


def _zipped(content: bytes) -> Message | Fault | None:
    """Tell what an archive is that is no Word document; nothing where it may be one, or is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()[:_MOST_NAMES]
            names = [entry.filename.replace("\\", "/").lstrip("/").lower() for entry in entries]
            if any(entry.flag_bits & 1 for entry in entries):
                return _LOCKED
            if "mimetype" in names and entries[names.index("mimetype")].file_size < _LONGEST_KIND:
                said = package.read(entries[names.index("mimetype")]).decode("ascii", "replace").strip()
                return _of_mimetype(said)
    except UNREADABLE_ARCHIVE:
        return None
    return _of_names(names)


def _of_mimetype(said: str) -> Message | Fault:
    if "opendocument" in said or "sun.xml" in said:
        for word, reason in _ODF.items():
            if word in said or (word == "text" and said.endswith("writer")):
                return reason
        return Message("this is an OpenDocument file: {save}")
    if "epub" in said:
        return Message("this is an electronic book (.epub): save it as PDF")
    return Fault(Message("this is a package ({said})"), values={"said": said[:_LONGEST_SHOWN]})


def _of_names(names: Iterable[str]) -> Message | Fault | None:
    names = list(names)
    for beginning, reason in _ZIPPED:
        if any(name.startswith(beginning) for name in names):
            return reason
    if any(name in {"[content_types].xml", "_rels/.rels", "word/document.xml"} for name in names):
        return None
    inside = next((name for name in names if name.endswith((".docx", ".pdf", ".txt", ".doc", ".odt"))), "")
    if not inside:
        return Message("this is a ZIP archive, not a Word document: unpack it, and import the document in it")
    holding = Message(
        "this is a ZIP archive that holds '{inside}', not a Word document: unpack it, and import the document in it"
    )
    return Fault(holding, values={"inside": inside})


def _beginning(content: bytes) -> str:
    """Return the first characters in lower case, by the mark of their encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[:_UTF16_HEAD].decode("utf-16", "replace").lower().lstrip("\ufeff \t\r\n")
    return content[:_HEAD].decode("utf-8-sig", "replace").lower().lstrip()


def _marked_up(start: str) -> Message | None:
    """Tell what a file in a markup language is."""
    if start.startswith(("mime-version:", "from: <saved by", "message-id:")) and "multipart/" in start:
        return Message("this is a web archive (MHTML, whatever its name ends in): {save}")
    if not start.startswith("<"):
        return None
    if "mso-application" in start or "wordml" in start or "xmlpackage" in start:
        return Message("this is a Word file in XML: {save}")
    if "<office:document" in start:
        return Message("this is a flat OpenDocument text: {save}")
    if start.startswith(("<!doctype html", "<html")) or "<html" in start[:_BEFORE_HTML]:
        return Message(
            "this is HTML (a web page, whatever its name ends in), expected plain text, PDF or DOCX: {save}"
        )
    return Message("this is XML, expected plain text, PDF or DOCX") if start.startswith("<?xml") else None
