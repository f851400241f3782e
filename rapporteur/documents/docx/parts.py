"""What the Word document is built with: styles, headings with bookmarks, lists, tables, pictures, fields.

Everything is a real Word thing with a style of its own, so that what is cut and pasted keeps its meaning and
a whole document changes its look by changing a style.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc import phys_pkg
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from rapporteur.base.values.links import link_target
from rapporteur.base.values.typography import bind, details
from rapporteur.documents.ooxml import UndatedPackage, clean
from rapporteur.documents.view.shapes import BlockView, ReportView, RunView

# python-docx writes its packages with this, and would date their parts by the clock.
setattr(phys_pkg, "ZipFile", UndatedPackage)  # noqa: B010  # no name that its types export

SERIF, SANS = "Georgia", "Calibri"
"""Faces that every Word has; the fonts of the printed report are not on every desk."""
INK, SOFT, RULE = RGBColor(0x15, 0x19, 0x1E), RGBColor(0x52, 0x5A, 0x64), "D8DEE5"
TEXT_WIDTH = Cm(16.5)


def rgb(colour: str) -> RGBColor:
    """Return a colour (#1a2b3c) as Word has it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


@dataclass(frozen=True)
class Stationery:
    """What a document is written on: its language, the association's colour, its running head, colours of lines."""

    language: str
    region: str
    colour: str
    head: str
    tones: tuple[str, ...] = ()


class DocxWriter:
    """A Word document being written from top to bottom."""

    def __init__(self, stationery: Stationery) -> None:
        self.stationery = stationery
        self.document: DocumentType = Document()
        self.language = (
            f"{stationery.language}-{stationery.region}" if stationery.region else stationery.language
        )
        self.headings: list[tuple[int, str, str]] = []
        self.colours = list(dict.fromkeys(stationery.tones))
        self._strip()
        self._page()
        self._styles()
        part: Any = self.document.part
        part.get_style_id = cache(
            part.get_style_id
        )  # it searches all styles for every paragraph: half of the time

    def _strip(self) -> None:
        """Take out what the template carries and no report uses: a thumbnail, effects, a hundred styles."""
        for owner in (self.document.part.rels, self.document.part.package.rels):
            for key, relation in list(owner.items()):
                if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                    del owner[key]
        styles = self.document.styles.element
        for style in styles.findall(qn("w:style")):
            if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) != "1":
                styles.remove(style)

    # ------------------------------------------------------------------ page and styles

    def _page(self) -> None:
        """Set A4, its margins, and the running head and foot; the first page has neither."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.25)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        section.different_first_page_header_footer = True
        head = section.header.paragraphs[0]
        head.add_run(clean(self.stationery.head))
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.field(foot, "PAGE", "1")

    def _styles(self) -> None:
        """Give the built-in styles the report's look, and add the few that Word lacks."""
        self._defaults()
        own = rgb(self.stationery.colour)
        self._style("Normal", SERIF, 10.5, INK, after=6, line=1.25)
        self._style("Title", SERIF, 34, own, after=4, bold=False)
        self._style("Subtitle", SANS, 17, INK, after=18, italic=False)
        self._style("Heading 1", SERIF, 22, own, before=28, after=8)
        self._style("Heading 2", SERIF, 16, INK, before=20, after=5)
        self._style("Heading 3", SANS, 13, INK, before=16, after=2)
        self._style("Caption", SANS, 9, SOFT, after=10, bold=False)
        self._style("Header", SANS, 9, SOFT)
        self._style("Footer", SANS, 9, SOFT)
        self._style("List Bullet", SERIF, 10.5, INK, after=3)
        self._style("List Number", SERIF, 10.5, INK, after=3)
        for name, size, colour, after in (
            ("Association", 12, own, 60),
            ("Details", 10, SOFT, 5),
            ("Box", 9.5, INK, 3),
            ("Figure", 12, INK, 4),
            ("Person", 10, INK, 4),
            ("toc 1", 10.5, INK, 3),
            ("toc 2", 10.5, INK, 2),
            ("Table text", 9.5, INK, 2),
        ):
            self._add(name, WD_STYLE_TYPE.PARAGRAPH, base="Normal")
            self._style(name, SANS, size, colour, after=after, line=1.15)
        part = self._add("Part", WD_STYLE_TYPE.PARAGRAPH, base="Heading 2")
        part.next_paragraph_style = self.document.styles["Normal"]
        self.document.styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
        for number, tone in enumerate(self.colours, 1):
            self._add(f"Line {number}", WD_STYLE_TYPE.CHARACTER).font.color.rgb = rgb(tone)
        code = self._add("Code", WD_STYLE_TYPE.CHARACTER)
        code.font.name, code.font.bold = SANS, True
        self._add("Mark", WD_STYLE_TYPE.CHARACTER).font.color.rgb = SOFT
        link = self._add("Link", WD_STYLE_TYPE.CHARACTER)
        link.font.underline = True
        self._table_style()

    def _defaults(self) -> None:
        """Set the document's language where Word looks for it."""
        defaults = self.document.styles.element.find(qn("w:docDefaults"))
        properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{self.language}"/>'))

    def _add(self, name: str, kind: WD_STYLE_TYPE, base: str = "") -> Any:
        """Add a style that people find in Word's list of styles."""
        style = self.document.styles.add_style(name, kind, builtin=name.startswith("toc "))
        style.quick_style = not name.startswith("toc ")
        style.hidden = False
        if base:
            style.base_style = self.document.styles[base]
        return style

    def _style(
        self,
        name: str,
        font: str,
        size: float,
        colour: RGBColor,
        *,
        before: float = 0,
        after: float = 0,
        line: float = 1.1,
        bold: bool | None = None,
        italic: bool | None = None,
    ) -> None:
        """Set the face, size, colour and spacing of a paragraph style, and its language."""
        style: Any = self.document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = font, Pt(size), colour
        properties = style.element.get_or_add_rPr()
        faces = properties.find(qn("w:rFonts"))
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            faces.attrib.pop(qn(f"w:{theme}"), None)
        faces.set(qn("w:cs"), font)
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{self.language}"/>'))
        if name in ("Title", "Subtitle"):
            for border in style.element.pPr.findall(qn("w:pBdr")):
                style.element.pPr.remove(border)
            for spacing in properties.findall(qn("w:spacing")):
                properties.remove(spacing)
        if bold is not None:
            style.font.bold = bold
        if italic is not None:
            style.font.italic = italic
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = line

    def _table_style(self) -> None:
        """Add the table style: rules between rows, a bold header, no boxes."""
        style = self._add("Report table", WD_STYLE_TYPE.TABLE)
        own = self.stationery.colour.removeprefix("#").upper()
        style.element.append(
            parse_xml(
                f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
                f'<w:bottom w:val="single" w:sz="4" w:color="{RULE}"/>'
                f'<w:insideH w:val="single" w:sz="4" w:color="{RULE}"/></w:tblBorders>'
                '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
                "</w:tblPr>"
            )
        )
        style.element.append(
            parse_xml(
                f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
                f'<w:bottom w:val="single" w:sz="8" w:color="{own}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
            )
        )

    # ------------------------------------------------------------------ text

    def line_style(self, colour: str) -> str | None:
        """Return the character style of a line's colour."""
        return f"Line {self.colours.index(colour) + 1}" if colour in self.colours else None

    def heading(self, text: str, level: int, colour: str = "") -> Paragraph:
        """Add a heading with a bookmark that the contents lead to."""
        paragraph = self.document.add_paragraph(style=f"Heading {level}")
        number = len(self.headings) + 1
        name = f"_Toc{number:06}"
        start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>')
        paragraph._p.append(start)
        self.text(paragraph, text, self.line_style(colour))
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>'))
        self.headings.append((level, clean(text), name))
        return paragraph

    def text(self, paragraph: Paragraph, text: str, style: str | None = None) -> list[Run]:
        """Add a text to a paragraph, its French ordinals raised, numbers bound; return its runs."""
        runs = []
        for raised, stretches in groupby(details(bind(text)), key=lambda stretch: stretch[1] == "RAISED"):
            run = paragraph.add_run(clean("".join(stretch for stretch, _ in stretches)), style=style)
            if raised:
                run.font.superscript = True
            runs.append(run)
        return runs

    def part(self, text: str) -> Paragraph:
        """Add a heading of the second level that the contents leave out: a month, a region told of elsewhere too."""
        return self.paragraph(text, "Part")

    def paragraph(self, text: str, style: str = "Normal", *, label: str = "") -> Paragraph:
        """Add a paragraph, with a bold label before it where one is given."""
        paragraph = self.document.add_paragraph(style=style)
        if label:
            paragraph.add_run(f"{clean(label)}  ").bold = True
        self.text(paragraph, text)
        return paragraph

    def blocks(self, blocks: Iterable[BlockView]) -> None:
        """Add rich text: paragraphs, and lists that are lists; each numbered list begins at one."""
        styles = {"PARAGRAPH": "Normal", "BULLETS": "List Bullet", "NUMBERS": "List Number"}
        for block in blocks:
            number = self._restarted() if block.kind == "NUMBERS" else None
            for item in block.items:
                paragraph = self.document.add_paragraph(style=styles[block.kind])
                if number is not None:
                    properties: Any = paragraph._p.get_or_add_pPr()
                    properties.get_or_add_numPr().get_or_add_numId().val = number
                    properties.numPr.get_or_add_ilvl().val = 0
                self.runs(paragraph, item)

    def _restarted(self) -> int:
        """Return the id of a numbering like that of “List Number” which begins at one."""
        style = self.document.styles["List Number"].element
        numbering = self.document.part.numbering_part.element
        own = style.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(own).abstractNumId.val
        added = numbering.add_num(abstract)
        added.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(added.numId)

    def runs(self, paragraph: Paragraph, runs: Sequence[RunView]) -> None:
        """Add stretches of text in their styles; links that lead to the web are links."""
        for run in runs:
            target = link_target(run.href or "")
            for made in self.text(paragraph, run.text):
                made.bold, made.italic = run.bold or None, run.italic or None
                if target:
                    self._link(paragraph, made, target)

    def linked(self, address: str) -> None:
        """Add a paragraph that is an address, and leads to it."""
        self.runs(self.document.add_paragraph(style="Box"), [RunView(address, href=address)])

    def _link(self, paragraph: Paragraph, run: Run, href: str) -> None:
        made = self.document.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{made}"/>')
        run.style = "Link"
        paragraph._p.append(link)
        link.append(run._r)

    def field(self, paragraph: Paragraph, instruction: str, shown: str) -> None:
        """Add a field with what it shows until Word counts it anew."""
        paragraph._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} ">'
                f"<w:r><w:t>{shown}</w:t></w:r></w:fldSimple>"
            )
        )

    # ------------------------------------------------------------------ tables and pictures

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Table:
        """Add a table whose header repeats on each page and whose rows do not break; widths in cm."""
        table: Table = self.document.add_table(rows=1, cols=len(head), style="Report table")
        table.autofit = False
        self._fill(table.rows[0], head, widths)
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for row in rows:
            made: Any = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
            made._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
            self._fill(made, row, widths)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        self.document.add_paragraph(style="Details")
        return table

    def _fill(self, row: Any, texts: Sequence[str], widths: Sequence[float]) -> None:
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].style = "Table text"
            self.text(cell.paragraphs[0], text)

    def picture(self, content: bytes, alt: str, width: int = TEXT_WIDTH, caption: str = "") -> None:
        """Add a picture with its text alternative, and a caption beneath."""
        paragraph = self.document.add_paragraph(style="Normal")
        paragraph.paragraph_format.keep_with_next = bool(caption)
        shape = paragraph.add_run().add_picture(io.BytesIO(content), width=width)
        shape._inline.docPr.set("descr", clean(alt))
        if caption:
            self.paragraph(caption, "Caption")

    # ------------------------------------------------------------------ contents

    def contents(self, before: Paragraph, depth: int = 2) -> None:
        """Put the contents before a paragraph: a field that Word can renew, its entries already there."""
        entries = [entry for entry in self.headings if entry[0] <= depth]
        for number, (level, text, name) in enumerate(entries):
            paragraph = before.insert_paragraph_before(style=f"toc {level}")
            if number == 0:
                _append(paragraph, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
                code = f' TOC \\o "1-{depth}" \\h \\z '
                _append(paragraph, f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>')
                _append(paragraph, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
            link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{name}" w:history="1"/>')
            run = paragraph.add_run(text)
            paragraph._p.append(link)
            link.append(run._r)
            if number == len(entries) - 1:
                _append(paragraph, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    def saved(self) -> bytes:
        """Return the document as Word has it."""
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()


def _append(paragraph: Paragraph, xml: str) -> None:
    """Append a run given as XML."""
    paragraph._p.append(parse_xml(xml.replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)))


class ReportWriter(DocxWriter):
    """A report being written as a Word document."""

    def __init__(self, view: ReportView) -> None:
        self.view = view
        tones = (*(line.colour for line in view.lines), *(line.colour for line in view.execution))
        head = f"{view.short_name or view.association} · {view.title} · {view.period_and_edition}"
        super().__init__(Stationery(view.language, view.region, view.colour, head, tones))


__all__ = ["DocxWriter", "ReportWriter", "Stationery", "rgb"]
