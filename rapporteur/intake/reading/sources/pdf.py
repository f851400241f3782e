"""A PDF as lines, from its text layer; pages are read one by one, under bounds of size and processor time."""

from __future__ import annotations

import gc
import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.lines import Line, LineBuilder
from rapporteur.intake.reading.sources.page.pdf_layout import arrange
from rapporteur.intake.reading.sources.pdf_device import BoundedDocument, Clock, run
from rapporteur.intake.reading.sources.pdf_fonts import Fonts
from rapporteur.intake.reading.sources.pdf_glyphs import LetterSheet, LettersLeftOut, sheets
from rapporteur.intake.reading.sources.pdf_streams import TooMuch
from rapporteur.intake.reading.sources.pdf_structure import Structure, read_structure
from rapporteur.intake.reading.sources.pdf_tagged import tagged_lines
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits
from rapporteur.intake.reading.sources.source_text import SourceText

logging.getLogger("pdfminer").setLevel(logging.ERROR)


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


def read_pdf(content: bytes, where: str, limits: Limits) -> SourceText:
    """Return the lines of a PDF in reading order; refuse scans, encrypted, damaged and oversized files."""
    if len(content) > limits.pdf_bytes:
        raise IntakeRefused(
            Message("the file has {count} bytes, at most {pdf_bytes} are read"),
            where,
            count=len(content),
            pdf_bytes=limits.pdf_bytes,
        )
    clock = Clock(limits.seconds)
    try:
        document = BoundedDocument(PDFParser(io.BytesIO(content)), limits.pdf_stream_bytes)
        pages = _pages(document, where, limits)
        structure = read_structure(document, [page.pageid for page in pages])
        hidden = document.hidden_layers()
    except PDFPasswordIncorrect as error:
        raise IntakeRefused(Message("the PDF is encrypted; save it without a password"), where) from error
    except TooMuch as error:
        raise IntakeRefused(
            Message("the file costs {reason}; this is no report"), where, reason=error.faults[0]
        ) from error
    except (IntakeRefused, MemoryError):
        raise
    except Exception as error:
        raise IntakeRefused(
            Message("this is no readable PDF ({name})"), where, name=type(error).__name__
        ) from error
    if not pages:
        raise IntakeRefused(Message("this is no readable PDF: it has no pages"), where)
    left_out = LettersLeftOut()
    with _no_collection():
        found = _sheets(pages, structure, hidden, where, limits, clock, left_out)
    return SourceText(_lines(found, structure), notices=left_out.notices())


def _lines(found: Sequence[LetterSheet], structure: Structure | None) -> list[Line]:
    """Return the lines of the pages: by their tags where these hold their text, else by where it stands."""
    if structure is not None:
        tagged = tagged_lines(structure, [(each.glyphs, each.width, each.height) for each in found])
        if tagged:
            return tagged
    builder = LineBuilder(markdown=False)
    total = 0
    shown = [([g for g in each.glyphs if g.text.strip()], each.width, each.height) for each in found]
    for sheet, rows in zip(found, arrange(shown), strict=True):
        builder.blank()
        for row in rows:
            if row is None:
                builder.blank()
                continue
            total += 1
            builder.add(
                total, row.text, page=sheet.number, bold=row.bold, size=row.size, edge=row.edge, cell=row.cell
            )
    return builder.lines


def _sheets(
    pages: Sequence[PDFPage],
    structure: Structure | None,
    hidden: frozenset[int],
    where: str,
    limits: Limits,
    clock: Clock,
    left_out: LettersLeftOut,
) -> list[LetterSheet]:
    """Return the letters of each page; refuse a page that is damaged or costs too much."""
    fonts = Fonts()
    found: list[LetterSheet] = []
    for number, page in enumerate(pages, start=1):
        place = f"{where}, page {number}"
        try:
            layout = run(page, fonts, hidden, limits, clock)
        except TooMuch as error:
            raise IntakeRefused(
                Message("the page costs {reason}; this is no report"), place, reason=error.faults[0]
            ) from error
        except MemoryError:
            raise
        except Exception as error:
            raise IntakeRefused(
                Message("the page is damaged ({name})"), place, name=type(error).__name__
            ) from error
        found += sheets(page, layout, number, place, left_out, tagged=structure is not None)
    return found


def _pages(document: BoundedDocument, where: str, limits: Limits) -> list[PDFPage]:
    pages: list[PDFPage] = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > limits.pdf_pages:
            raise IntakeRefused(
                Message("the PDF has more than {pdf_pages} pages"), where, pdf_pages=limits.pdf_pages
            )
    return pages
