"""PDFs written operator by operator: what layout programs, printers and recognitions of text do to a page."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

LINES = (
    ("Harbour Towns", 20), ("PROGRESS REPORT", 24), ("April - June 2018", 14), ("ACTIVITIES", 18),
    ("Workshop on quays", 13), ("Dakar, 12 April 2018", 11), ("The towns talked of their quays for a whole day.", 11),
    ("Activated members", 11), ("Dakar", 11), ("Lima", 11), ("Seminar on lights", 13), ("Lima, 3 May 2018", 11),
    ("The teams compared the hours of their lights.", 11), ("Activated members", 11), ("Lima", 11),
)  # fmt: skip
HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def text(
    said: str, x: float, y: float, size: float = 11, *, matrix: str = "1 0 0 1", before: str = ""
) -> str:
    """Return operators that show a text."""
    return f"BT {before} /F1 {size} Tf {matrix} {x} {y} Tm ({said}) Tj ET\n"


def upright(before: str = "", x: float = 60, y: float = 780) -> str:
    """Return the lines of a report of two activities."""
    shown = ""
    for said, size in LINES:
        shown += text(said, x, y, size, before=before)
        y -= size + 12
    return shown


def pdf(
    content: str,
    *,
    page: str = "",
    font: str = HELVETICA,
    catalog: str = "",
    objects: Mapping[int, str | bytes] | None = None,
    resources: str = "",
    media: str = "0 0 595 842",
) -> bytes:
    """Return a PDF of one page; `objects` are further ones, from number 10."""
    body = content.encode("latin-1")
    held: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        3: stream(body),
        4: f"<< /Type /Page /Parent 2 0 R /MediaBox [{media}] {page} /Contents 3 0 R "
           f"/Resources << /Font << /F1 5 0 R >> {resources} >> >>".encode(),
        5: font.encode(),
    }  # fmt: skip
    for number, each in (objects or {}).items():
        held[number] = each.encode("latin-1") if isinstance(each, str) else each
    return _joined(held.items())


def stream(content: bytes, attributes: str = "", *, packed: bool = False) -> bytes:
    """Return a stream."""
    if packed:
        content, attributes = zlib.compress(content, 9), f"{attributes} /Filter /FlateDecode"
    return f"<< {attributes} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _joined(objects: Iterable[tuple[int, bytes]]) -> bytes:
    out = b"%PDF-1.5\n"
    offsets: dict[int, int] = {}
    for number, content in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    start = len(out)
    size = max(offsets) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        used = number in offsets
        out += b"%010d %05d %s \n" % (offsets.get(number, 0), 0 if used else 65535, b"n" if used else b"f")
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)
