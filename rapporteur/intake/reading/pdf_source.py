"""A PDF as lines, from its text layer; pages are read one by one, under bounds of size and time."""

from __future__ import annotations

import gc
import io
import logging
import re
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTImage, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from rapporteur.intake.reading.lines import Line, LineBuilder
from rapporteur.intake.reading.pdf_layout import arrange
from rapporteur.intake.reading.pdf_shapes import Glyph
from rapporteur.intake.reading.pdf_tagged import ARTIFACT, Page, Structure, read_structure, tagged_lines
from rapporteur.intake.refused import IntakeRefused, Limits

logging.getLogger("pdfminer").setLevel(logging.ERROR)
_HEAVY = ("bold", "black", "heavy", "semibold", "demi", "extrab")
_NUMBER = rb"-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})[ \r\n]+"
_POINTS = re.compile(rb"(?:(?:" + _NUMBER + rb"){2,6}[lmcvy][ \r\n]+|h[ \r\n]+){6,}")
"""Six points of a drawing or more, one after the other: no text looks like that."""
_UNMAPPED = "\ue000"


class _TooMuch(Exception):
    """A page that costs more than it may."""


class _Document(PDFDocument):
    """A document whose packed objects together unpack to no more than a bound."""

    def __init__(self, parser: PDFParser, room: int) -> None:
        self._room = room
        super().__init__(parser)

    def _get_objects(self, stream: PDFStream) -> tuple[list[object], int]:
        if stream.rawdata:
            filters = [getattr(each[0], "name", "") for each in stream.get_filters()]
            if len(filters) > 1:
                raise _TooMuch("objects packed many times over")
            self._room -= _unpacked(stream.rawdata, self._room) if filters else len(stream.rawdata)
            if self._room < 0:
                raise _TooMuch("too many bytes of packed objects")
        return super()._get_objects(stream)


class _Device(PDFPageAggregator):
    """Collects glyphs, and stops at too many of them or too late."""

    glyphs = 0
    bound = 0
    deadline = 0.0
    mark: int | None = None
    said: str | None = None
    """What the marked content says that it reads as, in place of its letters (a soft hyphen)."""

    def begin_page(self, *args: Any, **kwargs: Any) -> None:
        self._marks: list[tuple[int | None, str | None]] = []
        super().begin_page(*args, **kwargs)

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """Note the marked content that begins: its number, or that it is none of the content."""
        number = resolve1(props.get("MCID")) if isinstance(props, dict) else None
        self._marks.append((self.mark, self.said))
        if isinstance(props, dict) and isinstance(said := resolve1(props.get("ActualText")), bytes):
            self.said = said[:400].decode(
                "utf-16" if said.startswith((b"\xfe\xff", b"\xff\xfe")) else "latin-1", "replace"
            )
        if getattr(tag, "name", "") == "Artifact":
            self.mark = ARTIFACT
        elif isinstance(number, int) and number >= 0:
            self.mark = number
        if len(self._marks) > 10_000:
            raise _TooMuch("too much marked content")

    def end_tag(self) -> None:
        self.mark, self.said = self._marks.pop() if self._marks else (None, None)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self.glyphs += 1
        if self.glyphs > self.bound:
            raise _TooMuch(f"more than {self.bound} characters")
        width = float(super().render_char(*args, **kwargs))
        shown: Any = self.cur_item._objs[-1]
        shown.mark = self.mark
        if self.said is not None:  # the first letter reads as all of it
            shown._text, self.said = self.said, ""
        return width

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        """Leave drawings out."""


class _Interpreter(PDFPageInterpreter):
    """Runs a page's content, and stops at too many operators or too late."""

    device: _Device

    def execute(self, streams: Any) -> None:
        """Run content without the points of drawings, which would take most of the time of a map."""
        for each in streams:
            stream = resolve1(each)
            if isinstance(stream, PDFStream) and len(content := stream.get_data()) > 10_000:
                stream.data = _POINTS.sub(b" ", content)
        super().execute(streams)

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802 - named by pdfminer
        """Begin marked content; its properties may stand in the page's resources."""
        name = getattr(props, "name", None)
        if isinstance(name, str):
            table = resolve1((self.resources or {}).get("Properties"))
            props = resolve1(table.get(name)) if isinstance(table, dict) else None
        super().do_BDC(tag, props)

    def do_Do(self, xobjid: Any) -> None:  # noqa: N802 - named by pdfminer
        _check_time(self.device.deadline)
        self.device.bound -= 1
        if self.device.bound <= self.device.glyphs:
            raise _TooMuch("too many nested forms")
        super().do_Do(xobjid)

    def do_q(self) -> None:
        _check_time(self.device.deadline)
        super().do_q()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Look for no cycles among millions of short-lived tokens: a twentieth of the time, and nothing is found."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _check_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise _TooMuch("too much time")


def read_pdf(content: bytes, where: str, limits: Limits) -> list[Line]:
    """Return the lines of a PDF in reading order; refuse scans, encrypted, damaged and oversized files."""
    if len(content) > limits.pdf_bytes:
        raise IntakeRefused(f"the file has {len(content)} bytes, at most {limits.pdf_bytes} are read", where)
    deadline = time.monotonic() + limits.seconds
    try:
        document = _Document(PDFParser(io.BytesIO(content)), limits.pdf_stream_bytes)
        pages = _pages(document, where, limits)
        structure = read_structure(document, [page.pageid for page in pages])
    except PDFPasswordIncorrect as error:
        raise IntakeRefused("the PDF is encrypted; save it without a password", where) from error
    except _TooMuch as error:
        raise IntakeRefused(f"the file costs {error}; this is no report", where) from error
    except (IntakeRefused, MemoryError):
        raise
    except Exception as error:
        raise IntakeRefused(f"this is no readable PDF ({type(error).__name__})", where) from error
    if not pages:
        raise IntakeRefused("this is no readable PDF: it has no pages", where)
    with _no_collection():
        layouts = _layouts(pages, structure, where, limits, deadline)
    if structure is not None:
        if lines := tagged_lines(structure, layouts):
            return lines
        layouts = [
            ([g for g in glyphs if g.text.strip()], width, height) for glyphs, width, height in layouts
        ]
    builder = LineBuilder(markdown=False)
    total = 0
    for number, rows in enumerate(arrange(layouts), start=1):
        builder.blank()
        for row in rows:
            if row is None:
                builder.blank()
                continue
            total += 1
            builder.add(total, row.text, page=number, bold=row.bold, size=row.size, edge=row.edge)
    return builder.lines


def _layouts(
    pages: Sequence[PDFPage], structure: Structure | None, where: str, limits: Limits, deadline: float
) -> list[Page]:
    """Return the glyphs of each page; refuse a page that is damaged or costs too much."""
    resources = PDFResourceManager()
    layouts: list[Page] = []
    for number, page in enumerate(pages, start=1):
        place = f"{where}, page {number}"
        try:
            _check_streams(page, limits)
            layout = _run(resources, page, limits, deadline)
        except _TooMuch as error:
            raise IntakeRefused(f"the page costs {error}; this is no report", place) from error
        except MemoryError:
            raise
        except Exception as error:
            raise IntakeRefused(f"the page is damaged ({type(error).__name__})", place) from error
        layouts.append((_page_glyphs(layout, place, structure), layout.width, layout.height))
    return layouts


def _pages(document: PDFDocument, where: str, limits: Limits) -> list[PDFPage]:
    pages: list[PDFPage] = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > limits.pdf_pages:
            raise IntakeRefused(f"the PDF has more than {limits.pdf_pages} pages", where)
    return pages


def _run(resources: PDFResourceManager, page: PDFPage, limits: Limits, deadline: float) -> LTPage:
    _check_time(deadline)
    device = _Device(resources, laparams=None)
    device.bound, device.deadline = limits.page_characters, deadline
    _Interpreter(resources, device).process_page(page)
    return device.get_result()


def _streams(value: Any, depth: int = 0) -> Iterator[PDFStream]:
    """Yield the streams that showing a page decodes: contents, forms and fonts, but no pictures."""
    value = resolve1(value)
    if isinstance(value, PDFStream):
        if getattr(value.attrs.get("Subtype"), "name", "") != "Image":
            yield value
            if depth < 4:
                yield from _streams(value.attrs.get("Resources"), depth + 1)
    elif isinstance(value, list) and depth < 6:
        for each in value[:2000]:
            yield from _streams(each, depth + 1)
    elif isinstance(value, dict) and depth < 6:
        for name in ("XObject", "Font", "DescendantFonts", "FontDescriptor", "FontFile", "FontFile2",
                     "FontFile3", "ToUnicode", "Encoding"):  # fmt: skip
            if name in value:
                inner = resolve1(value[name])
                each_of = (
                    inner.values() if name in ("XObject", "Font") and isinstance(inner, dict) else [inner]
                )
                for each in list(each_of)[:2000]:
                    yield from _streams(each, depth + 1)


def _check_streams(page: PDFPage, limits: Limits) -> None:
    """Refuse a page whose streams would unpack beyond the bound, without unpacking them whole."""
    seen: set[int] = set()
    room = limits.pdf_stream_bytes
    for stream in _streams([page.contents, page.resources]):
        if id(stream) in seen or getattr(stream, "data", None) is not None:
            continue
        seen.add(id(stream))
        if len(seen) > 5000:
            raise _TooMuch("too many parts")
        raw = getattr(stream, "rawdata", None)
        if not raw:
            continue
        filters = [getattr(each[0], "name", "") for each in stream.get_filters()]
        if not filters:
            room -= len(raw)
        elif len(filters) > 4 or sum(name in ("FlateDecode", "Fl") for name in filters) > 1:
            raise _TooMuch("streams packed many times over")
        elif filters[0] in ("FlateDecode", "Fl"):
            room -= _unpacked(raw, room)
        else:
            room -= len(raw) * 8
        if room < 0:
            raise _TooMuch(f"more than {limits.pdf_stream_bytes} bytes unpacked")


def _unpacked(raw: bytes, room: int) -> int:
    unpacker = zlib.decompressobj()
    size, rest = 0, raw
    try:
        while rest and size <= room:
            size += len(unpacker.decompress(rest, 1 << 20))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return size


def _walk(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, LTContainer):
            yield from _walk(item)
        else:
            yield item


def _page_glyphs(layout: LTPage, where: str, structure: Structure | None) -> list[Glyph]:
    """Return the glyphs of a page; refuse one that is a picture without text, or text without letters."""
    glyphs: list[Glyph] = []
    pictures = 0.0
    unmapped = letters = 0
    for item in _walk(layout):
        if isinstance(item, LTImage):
            pictures += max(0.0, item.width) * max(0.0, item.height)
        if not isinstance(item, LTChar):
            continue
        text = item.get_text()
        if text.startswith("(cid:"):
            text = _UNMAPPED
            unmapped += 1
        blank = not text.strip() and text != "\u00ad"
        if blank and (structure is None or not text):
            continue
        letters += not blank
        if not item.upright or not (0 <= item.x0 <= layout.width * 1.02):
            continue
        size = min(item.size, item.height or item.size) or 1.0
        base = (
            layout.height - item.matrix[5]
        )  # fonts on one line differ in their boxes, never in their base line
        top, bottom = base - 0.78 * size, base + 0.22 * size
        bold = any(mark in item.fontname.lower() for mark in _HEAVY)
        mark = getattr(item, "mark", None)
        glyphs.append(Glyph(text, item.x0, item.x1, top, bottom, size, bold, mark))
    if not letters and pictures >= 0.5 * layout.width * layout.height:
        raise IntakeRefused(
            "the page is a scan without a text layer; run a text recognition over it first", where
        )
    if letters > 50 and unmapped > 0.3 * letters:
        raise IntakeRefused("the text layer does not say which letters it shows; export the PDF again", where)
    return glyphs
