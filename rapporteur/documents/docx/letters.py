"""Letters as one Word document, each on a page of its own and in its own language, to be read before they are sent."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from rapporteur.base.values.formatting.languages import region
from rapporteur.documents import ooxml
from rapporteur.documents.docx.parts import SANS
from rapporteur.documents.view.chosen.letters import LetterView


def render_letters(letters: Sequence[LetterView]) -> bytes:
    """Return letters, one at least, in their order; the same letters give the same bytes."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = SANS, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for place, letter in enumerate(letters):
        _write(document, letter, new_page=place > 0)
    file = io.BytesIO()
    document.save(file)
    first = letters[0]
    core = ooxml.core_properties(
        title=first.subject, creator=first.sender[0], language=first.language, timestamp=first.timestamp
    )
    return ooxml.sealed(file.getvalue(), core)


def _write(document: Any, letter: LetterView, *, new_page: bool) -> None:
    first = _lines(document, letter.sender, letter.language)
    first.paragraph_format.page_break_before = new_page
    _lines(document, letter.recipient, letter.language).paragraph_format.space_before = Pt(36)
    day = _lines(document, [letter.place_and_day], letter.language)
    day.alignment, day.paragraph_format.space_before = WD_ALIGN_PARAGRAPH.RIGHT, Pt(24)
    subject = _lines(document, [letter.subject], letter.language)
    subject.runs[0].bold = True
    subject.paragraph_format.space_before = Pt(24)
    for text in letter.before:
        _lines(document, [text], letter.language)
    table = document.add_table(rows=0, cols=2)
    for label, amount in letter.rows:
        cells = table.add_row().cells
        _say(cells[0].paragraphs[0], label, letter.language)
        _say(cells[1].paragraphs[0], amount, letter.language)
        cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    after = _lines(document, [letter.after[0]], letter.language)
    after.paragraph_format.space_before = Pt(12)
    for text in letter.after[1:]:
        _lines(document, [text], letter.language)
    closing = _lines(document, letter.signature, letter.language)
    closing.paragraph_format.space_before = Pt(24)


def _lines(document: Any, lines: Sequence[str], language: str) -> Any:
    """Add a paragraph of lines."""
    paragraph = document.add_paragraph()
    for place, line in enumerate(lines):
        run = _say(paragraph, line, language)
        if place < len(lines) - 1:
            run.add_break()
    return paragraph


def _say(paragraph: Any, text: str, language: str) -> Any:
    """Add a text in its language, so that Word checks its spelling and a screen reader says it so."""
    run = paragraph.add_run(ooxml.clean(text))
    tag = f"{language}-{region(language)}" if region(language) else language
    run._element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag}"/>'))
    return run
