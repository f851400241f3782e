"""A DOCX file as lines: paragraphs, list items, table cells and text boxes in document order, notes beside them."""

from __future__ import annotations

from lxml import etree

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.lines import LineBuilder
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits
from rapporteur.intake.reading.sources.source_text import Note, SourceText
from rapporteur.intake.reading.sources.word.docx_chunks import chunk_texts
from rapporteur.intake.reading.sources.word.docx_package import Package, R, W
from rapporteur.intake.reading.sources.word.docx_progress import ParagraphText, ReadSoFar, spans_by_line
from rapporteur.intake.reading.sources.word.docx_styles import Styles, toggle, value
from rapporteur.intake.reading.sources.word.docx_tree import changes, inside, is_deleted, is_hidden_shape

_DEEPEST = 60
"""Tables and boxes in one another; a newsletter that is laid out with tables has five."""
_MOST_CHUNKS = 50
_LEFT = frozenset(
    f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "instrText")
)
_MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


def read_docx(content: bytes, where: str, limits: Limits) -> SourceText:
    """Return the lines and notes of a Word document; refuse bombs, macros and text from other files."""
    if len(content) > limits.docx_bytes:
        raise IntakeRefused(
            Message("the file has {count} bytes, at most {docx_bytes} are read"),
            where,
            count=len(content),
            docx_bytes=limits.docx_bytes,
        )
    place = ReadSoFar(LineBuilder(markdown=False), where, limits)
    _read_package(content, place)
    if len(place.builder.lines) > limits.text_lines:
        raise IntakeRefused(
            Message("the document has more than {text_lines} lines"), where, text_lines=limits.text_lines
        )
    return SourceText(place.builder.lines, place.notes, place.notices())


def _read_package(source: bytes, place: ReadSoFar) -> None:
    package = Package(source, place.where, place.limits)
    root = package.xml(package.main)
    body = root.find(f"{W}body")
    if body is None:
        raise IntakeRefused(Message("no document body; expected a Word document"), place.where)
    place.changes += changes(root)
    styles = Styles(package.of_kind("styles"), package.of_kind("numbering"))
    notes = {kind: package.of_kind(kind) for kind in ("footnotes", "endnotes")}
    _Walker(place, package, styles, notes).walk(body)


class _Walker:
    """Walks one document; no deeper than the tables and boxes that it holds."""

    def __init__(
        self, place: ReadSoFar, package: Package, styles: Styles, notes: dict[str, etree._Element | None]
    ) -> None:
        self._place = place
        self._package = package
        self._styles = styles
        self._notes = {
            (kind, str(note.get(f"{W}id"))): note
            for kind, root in notes.items()
            for note in (root.iterchildren() if root is not None else ())
            if note.get(f"{W}type") in (None, "normal")
        }
        self._cell: tuple[int, int, int] | None = None
        self._role = ""
        self._carried = ParagraphText()
        """The text of paragraphs whose end was deleted: the next goes on from it."""

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        """Add the lines of what stands in an element."""
        if depth > _DEEPEST:
            raise IntakeRefused(
                Message("tables and boxes stand in one another more than {most} deep"),
                self._place.where,
                most=_DEEPEST,
            )
        for child in inside(element):
            if child.tag == f"{W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self._walk_table(child, depth)
                self._place.builder.blank()
            elif child.tag == f"{W}altChunk":
                self._chunk(child)
            elif child.tag not in _LEFT:
                self.walk(child, depth + 1)
        if self._carried.pieces:  # nothing follows that it could go on in
            text, self._carried = self._carried, ParagraphText()
            self._finish(text, self._role or "P", None)

    def _walk_table(self, table: etree._Element, depth: int) -> None:
        outer = self._cell, self._role
        self._place.table += 1
        number = self._place.table
        row = 0
        for element in inside(table):
            properties = element.find(f"{W}trPr")
            if element.tag != f"{W}tr" or is_deleted(properties):
                continue
            if toggle(properties, "hidden"):
                self._place.hide("".join(str(text) for text in element.itertext(f"{W}t")))
                continue
            row += 1
            cells = (cell for cell in inside(element) if cell.tag == f"{W}tc")
            for column, cell in enumerate(cell for cell in cells if not is_deleted(cell.find(f"{W}tcPr"))):
                self._cell = (number, row, column)
                self._role = "TH" if toggle(properties, "tblHeader") else "TD"
                self._place.builder.blank()
                self.walk(cell, depth + 1)
        self._cell, self._role = outer

    def _chunk(self, chunk: etree._Element) -> None:
        """Read a document, page or text that is embedded whole."""
        place = self._place
        place.chunks += 1
        relation = self._package.relations.get(str(chunk.get(f"{R}id")))
        if relation is None or relation.target not in self._package:
            return
        if place.chunks > _MOST_CHUNKS:
            raise IntakeRefused(
                Message("more than {most} documents are embedded in the document"),
                place.where,
                most=_MOST_CHUNKS,
            )
        embedded = self._package.read(relation.target)
        place.builder.blank()
        if embedded.startswith(b"PK\x03\x04"):
            _read_package(embedded, place)
        else:
            for text in chunk_texts(embedded, relation.target, place.where):
                self._add_line(text, (), self._role or "P")
                place.builder.blank()
        place.builder.blank()

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, f"{W}pStyle")
        given = properties.find(f"{W}numPr") if properties is not None else None
        number = value(given, f"{W}numId") or (
            "" if given is not None else self._styles.numbered.get(style, "")
        )
        said = self._styles.roles.get(style, "")
        listed = (bool(number) or given is not None) and number != "0" and not said
        listed = listed or style.lower().startswith(("list", "liste", "lista"))
        text, self._carried = self._carried, ParagraphText()
        self._runs(paragraph, text, style)
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if is_deleted(mark):
            self._carried = text
            return
        self._place.unit += 1
        self._finish(text, self._role or said or ("LI" if listed else "P"), number if listed else None)
        for box in text.boxes:
            self._place.builder.blank()
            self.walk(box, depth + 1)
            self._place.builder.blank()

    def _finish(self, text: ParagraphText, role: str, number: str | None) -> None:
        """Add the lines of a paragraph, and the notes that it refers to."""
        builder, whole = self._place.builder, "".join(text.pieces)
        if number is None:
            builder.blank()
        prefix = self._styles.mark(number) if number is not None else ""
        heavy = bool(text.bold) and sum(b - a for a, b in text.bold) >= len(whole.strip()) - 1
        spans = spans_by_line(whole, text.bold)
        first = self._place.number + 1
        for part, found in zip(whole.split("\n"), spans, strict=True):
            shown = prefix + part
            bold = tuple((a + len(prefix), b + len(prefix)) for a, b in found)
            if part.strip():
                self._add_line(shown, ((0, len(shown)),) if heavy else bold, role)
                prefix = ""
            else:
                self._place.number += 1
        if number is None:
            builder.blank()
        for kind, name in text.notes:
            if said := self._note(kind, name):
                self._place.notes.append(Note(first, self._place.page, said))

    def _add_line(self, text: str, bold: tuple[tuple[int, int], ...], role: str) -> None:
        place = self._place
        place.number += 1
        place.builder.add(
            place.number, text, page=place.page, bold=bold, role=role, unit=place.unit, cell=self._cell
        )

    def _note(self, kind: str, name: str) -> str:
        """Return the text of a footnote or endnote, once."""
        note = self._notes.pop((kind, name), None)
        if note is None:
            return ""
        texts = []
        for paragraph in (each for each in inside(note) if each.tag == f"{W}p"):
            text = ParagraphText()
            self._runs(paragraph, text, value(paragraph, f"{W}pPr/{W}pStyle"))
            texts.append(" ".join("".join(text.pieces).split()))
        return "\n".join(text for text in texts if text)

    def _runs(
        self,
        element: etree._Element,
        text: ParagraphText,
        style: str,
        bold: bool = False,
        hidden: bool = False,
    ) -> None:
        """Add what stands in a paragraph or run."""
        for child in inside(element):
            tag = child.tag
            if tag == f"{W}r":
                given = child.find(f"{W}rPr")
                character = value(given, f"{W}rStyle")
                direct = toggle(given, "b")
                heavy = direct if direct is not None else character in self._styles.bold
                away = self._styles.hides(style, character, toggle(given, "vanish"))
                self._runs(child, text, style, heavy, away)
            elif tag == f"{W}t":
                said = str(child.text or "")
                if hidden:
                    self._place.hide(said)
                else:
                    text.add(said, bold=bold)
            elif tag in _MARKS:
                text.add("" if hidden else _MARKS[tag])
            elif tag == f"{W}br":
                self._place.page += child.get(f"{W}type") == "page"
                text.add("" if hidden else "\n")
            elif tag == f"{W}lastRenderedPageBreak":
                self._place.page += 1
            elif tag in _NOTES:
                text.notes += [] if hidden else [(_NOTES[tag], str(child.get(f"{W}id")))]
            elif tag == f"{W}txbxContent":
                text.boxes.append(child)
            elif tag in _LEFT:
                continue
            elif is_hidden_shape(child) or hidden:
                self._place.hide("".join(str(said) for said in child.itertext(f"{W}t")))
            else:
                self._runs(child, text, style, bold, hidden)
