"""Files of kinds that are not read: each is named, whatever its name ends in, with what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.intake.reading.sources.source import read_source


def compound(*streams: str) -> bytes:
    """Return a compound file (OLE) with a directory of `streams` and nothing in them."""
    sector = 512
    header = bytearray(sector)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    directory = b""
    for name in ("Root Entry", *streams):
        entry = bytearray(128)
        written = name.encode("utf-16-le")
        entry[: len(written)] = written
        entry[64:66] = (len(written) + 2).to_bytes(2, "little")
        directory += bytes(entry)
    return bytes(header) + directory + bytes(-len(directory) % sector)


def package(**files: str) -> bytes:
    """Return an archive; `__` in a name is a slash, `_dot_` a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


_ODT = "application/vnd.oasis.opendocument.text"
_LOCKED = "locked by a password: open it with the password and save it without one"


@pytest.mark.parametrize("name", ["report.docx", "report.doc", "report", "report.txt", "report.pdf"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (compound("EncryptionInfo", "EncryptedPackage"), _LOCKED),
        (compound("EncryptedPackage", "WordDocument"), _LOCKED),
        (compound("1Table", "WordDocument"), r"an old Word file \(.doc\): open it .* save it as .docx"),
        (compound("ObjectPool", "Workbook", "WordDocument"), "an old Word file"),
        (compound("Workbook"), "an old Excel workbook"),
        (compound("PowerPoint Document"), "an old PowerPoint presentation"),
        (compound("__properties_version1.0"), "a mail"),
        (compound("Contents"), "an office file of an old kind"),
        (package(mimetype=_ODT, content_dot_xml="<x/>"), r"an OpenDocument text \(.odt\): .* save it as .docx"),
        (package(mimetype=f"{_ODT}-template"), "an OpenDocument text"),
        (package(mimetype="application/vnd.sun.xml.writer"), "an OpenDocument text"),
        (package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "an OpenDocument table"),
        (package(mimetype="application/epub+zip"), "an electronic book"),
        (package(Index__Document_dot_iwa="x", preview_dot_jpg="x"), "a document of Apple Pages.*export it as"),
        (package(index_dot_xml_dot_gz="x"), "a document of Apple Pages"),
        (package(xl__workbook_dot_xml="x"), "an Excel workbook"),
        (package(ppt__presentation_dot_xml="x"), "a PowerPoint presentation"),
        (package(reports__q2_dot_docx="x"), "a ZIP archive that holds 'reports/q2.docx'.*unpack it"),
        (b"{\\rtf1\\ansi Report}", r"RTF .*save it as .docx"),
        (b"<html><body>Report</body></html>", r"HTML \(a web page, whatever its name ends in\).*save it as .docx"),
        ("<html><body>Report</body></html>".encode("utf-16"), "HTML"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>Report", "HTML"),
        (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "HTML"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "a Word file in XML"),
        (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
         "a Word file in XML"),
        (b'<?xml version="1.0"?><office:document xmlns:office="x"/>', "a flat OpenDocument text"),
        (b'<?xml version="1.0"?><x/>', "XML"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n", "a web archive"),
        (b"\xffWPC\x00\x00\x00", "a WordPerfect file"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x1f\x8b\x08\x00", "a packed file"),
    ],
)  # fmt: skip
def test_kind_is_named_whatever_the_name(name: str, content: bytes, said: str) -> None:
    with pytest.raises(IntakeRefused, match=said) as refused:
        read_source(content, name=name)
    assert refused.value.where == name


def test_locked_package_is_told() -> None:
    content = bytearray(package(word__document_dot_xml="<x/>"))
    content[6] |= 1  # the flag of the entry, and that of the directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(IntakeRefused, match="locked by a password"):
        read_source(bytes(content), name="report.docx")


def test_text_that_only_names_a_kind_is_read() -> None:
    assert read_source(b"The file (.doc) was saved as <html> once.").lines[0].text.startswith("The file")


@pytest.mark.parametrize(
    ("encoding", "notices"),
    [
        ("utf-8", ()),
        ("utf-16", ()),
        ("mac_roman", ("the text is not UTF-8 and was read as Mac Roman: look at its accents",)),
        ("cp1252", ("the text is not UTF-8 and was read as Windows-1252: look at its accents",)),
    ],
)
def test_encoding_that_is_assumed_is_told(encoding: str, notices: tuple[str, ...]) -> None:
    text = "Réunion à Montréal, près de l'été où naît le français."
    doc = read_source(text.encode(encoding))
    assert (doc.lines[0].text, doc.notices) == (text, notices)
