"""A DOCX file as lines: paragraphs, list items, table cells and text boxes in document order.

The package is read with lxml, not with python-docx: that loads every part, and a part may be a bomb.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from rapporteur.intake.lines import Line, LineBuilder
from rapporteur.intake.refused import IntakeRefused, Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"


def read_docx(content: bytes, where: str, limits: Limits) -> list[Line]:
    """Return the lines of a Word document; refuse bombs, active content and external parts."""
    if len(content) > limits.docx_bytes:
        raise IntakeRefused(f"the file has {len(content)} bytes, at most {limits.docx_bytes} are read", where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check(package, where, limits)
            document = _parse(_part(package, _MAIN, where, limits), where)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise IntakeRefused(f"damaged or encrypted package ({error})", where) from error
    builder = LineBuilder(markdown=False)
    body = document.find(f"{_W}body")
    if body is None:
        raise IntakeRefused("no document body; expected a Word document", where)
    walker = _Walker(builder)
    walker.walk(body)
    if len(builder.lines) > limits.text_lines:
        raise IntakeRefused(f"the document has more than {limits.text_lines} lines", where)
    return builder.lines


def _check(package: zipfile.ZipFile, where: str, limits: Limits) -> None:
    entries = package.infolist()
    names = {entry.filename for entry in entries}
    if _MAIN not in names:
        kind = "an Excel workbook" if "xl/workbook.xml" in names else "a ZIP archive"
        raise IntakeRefused(f"this is {kind}, not a Word document", where)
    if len(entries) > limits.docx_entries:
        raise IntakeRefused(f"the package has more than {limits.docx_entries} parts", where)
    if sum(entry.file_size for entry in entries) > limits.docx_unpacked_bytes:
        raise IntakeRefused(f"unpacked, the package has more than {limits.docx_unpacked_bytes} bytes", where)
    if any(name.lower().endswith(("vbaproject.bin", ".ocx", ".exe")) for name in names):
        raise IntakeRefused("the document contains macros; save it without them", where)
    for name in sorted(names):
        if name.endswith(".rels") and name.startswith(("_rels/", "word/_rels/")):
            _check_relations(_parse(_part(package, name, where, limits), where), where)


def _check_relations(root: etree._Element, where: str) -> None:
    for relation in root.iter(_REL):
        kind = str(relation.get("Type") or "").rsplit("/", 1)[-1]
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            raise IntakeRefused(f"the document draws in an external {kind}; embed or remove it", where)


def _part(package: zipfile.ZipFile, name: str, where: str, limits: Limits) -> bytes:
    with package.open(name) as stream:
        content = stream.read(limits.docx_part_bytes + 1)
    if len(content) > limits.docx_part_bytes:
        raise IntakeRefused(f"the part {name} unpacks to more than {limits.docx_part_bytes} bytes", where)
    return content


def _parse(content: bytes, where: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise IntakeRefused(f"damaged XML ({error.msg})", where) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise IntakeRefused("the document declares XML entities", where)
    return root


class _Walker:
    """Walks the body without recursion deeper than the tables and boxes it holds."""

    def __init__(self, builder: LineBuilder) -> None:
        self._builder = builder
        self._number = 0
        self._page = 1

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        if depth > 40:
            return
        for child in element.iterchildren():
            if child.tag == f"{_W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                for cell in self._cells(child):
                    self._builder.blank()
                    self.walk(cell, depth + 1)
                self._builder.blank()
            elif child.tag == f"{_W}sdt":
                for content in child.iterchildren(f"{_W}sdtContent"):
                    self.walk(content, depth + 1)
            elif child.tag in (f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                self.walk(child, depth + 1)

    @staticmethod
    def _cells(table: etree._Element) -> Iterator[etree._Element]:
        for row in table.iterchildren(f"{_W}tr"):
            yield from row.iterchildren(f"{_W}tc")

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        properties = paragraph.find(f"{_W}pPr")
        listed = properties is not None and properties.find(f"{_W}numPr") is not None
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        name = str(style.get(f"{_W}val") or "") if style is not None else ""
        listed = listed or name.lower().startswith(("list", "liste", "lista"))
        if not listed:
            self._builder.blank()
        text: list[str] = ["- "] if listed else []
        spans: list[tuple[int, int]] = []
        boxes: list[etree._Element] = []
        self._runs(paragraph, text, spans, boxes)
        for part in "".join(text).split("\n"):
            self._number += 1
            whole = bool(spans) and sum(b - a for a, b in spans) >= len("".join(text).strip()) - 1
            bold = ((0, len(part)),) if whole else tuple(s for s in spans if s[1] <= len(part))
            if part.strip() not in ("", "-"):
                self._builder.add(self._number, part, page=self._page, bold=bold)
        if not listed:
            self._builder.blank()
        for box in boxes:
            self._builder.blank()
            self.walk(box, depth + 1)
            self._builder.blank()

    def _runs(
        self,
        element: etree._Element,
        text: list[str],
        spans: list[tuple[int, int]],
        boxes: list[etree._Element],
        bold: bool = False,
    ) -> None:
        for child in element.iterchildren():
            tag = child.tag
            if tag == f"{_W}r":
                mark = child.find(f"{_W}rPr/{_W}b")
                heavy = mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")
                self._runs(child, text, spans, boxes, heavy)
            elif tag == f"{_W}t":
                start = sum(map(len, text))
                text.append(str(child.text or ""))
                if bold:
                    spans.append((start, start + len(text[-1])))
            elif tag == f"{_W}tab":
                text.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                if child.get(f"{_W}type") == "page":
                    self._page += 1
                text.append("\n")
            elif tag == f"{_W}lastRenderedPageBreak":
                self._page += 1
            elif tag == f"{_W}noBreakHyphen":
                text.append("-")
            elif tag == f"{_W}softHyphen":
                text.append("\u00ad")
            elif tag == f"{_MC}Fallback" or tag in (f"{_W}del", f"{_W}pPr", f"{_W}rPr"):
                continue
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif isinstance(tag, str):
                self._runs(child, text, spans, boxes, bold)
