"""Files that are no table and no calendar, known by their first bytes whatever their names say."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.refused import IntakeRefused

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (_OLE, "an old .xls workbook, or one locked by a password"),
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
SAVE_AS = Message("save it as .xlsx or .csv")


def refuse_other_types(content: bytes, name: str, *, save_as: Message = SAVE_AS) -> None:
    """Refuse what its first bytes show to be neither a text nor a workbook; `save_as` says what to do."""
    if not content.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise IntakeRefused(Message("the file is empty"), name)
    for signature, kind in _SIGNATURES:
        if content.startswith(signature) and (
            signature != b"MZ" or b"\0" in content[:64]
        ):  # a heading may be “MZ”
            found = _old_office(content) if signature == _OLE else kind
            raise IntakeRefused(
                Message("the file is {found}, whatever its name says: {save_as}"),
                name,
                found=found,
                save_as=save_as,
            )
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<meta")):
        found = Message("a web page or XML")
        if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
            found = Message("an Excel 2003 table in XML")
        elif b"opendocument" in start:
            found = Message("an OpenDocument table in XML (.fods)")
        raise IntakeRefused(
            Message("the file is {found}, whatever its name says: {save_as}"),
            name,
            found=found,
            save_as=save_as,
        )


def _old_office(content: bytes) -> Message:
    """Return what a file of the old form of Office holds: its streams are named in its directory."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Message("a workbook locked by a password")
    if "WordDocument".encode("utf-16-le") in content:
        return Message("an old Word document")
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return Message("an old .xls workbook")
    return Message("an old .xls workbook, or one locked by a password")
