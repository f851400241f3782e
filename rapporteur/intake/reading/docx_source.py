"""A DOCX file as lines: paragraphs, list items, table cells and text boxes in document order.

The package is read with lxml, not with python-docx: that loads every part, and a part may be a bomb.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from rapporteur.intake.reading.lines import Line, LineBuilder
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
            names = set(package.namelist())
            styles = _Styles(
                *(
                    _parse(_part(package, part, where, limits), where) if part in names else None
                    for part in ("word/styles.xml", "word/numbering.xml")
                )
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise IntakeRefused(f"damaged or encrypted package ({error})", where) from error
    builder = LineBuilder(markdown=False)
    body = document.find(f"{_W}body")
    if body is None:
        raise IntakeRefused("no document body; expected a Word document", where)
    walker = _Walker(builder, styles)
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


class _Styles:
    """What the styles and numberings of the document say of its paragraphs: roles, weight, counted lists."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self.roles: dict[str, str] = {}
        self.bold: set[str] = set()
        self.numbered: dict[str, str] = {}
        """Style → the numbering that its paragraphs have."""
        for style in styles.iterchildren(f"{_W}style") if styles is not None else ():
            key = str(style.get(f"{_W}styleId") or "")
            name = style.find(f"{_W}name")
            role = _role(str(name.get(f"{_W}val") or "").lower() if name is not None else "")
            outline = style.find(f"{_W}pPr/{_W}outlineLvl")
            if not role and outline is not None and str(outline.get(f"{_W}val")) in "012345678":
                role = f"H{int(str(outline.get(f'{_W}val'))) + 1}"
            self.roles[key] = role
            if _is_on(style.find(f"{_W}rPr/{_W}b")):
                self.bold.add(key)
            number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if number is not None:
                self.numbered[key] = str(number.get(f"{_W}val"))
        self._counted = _counted(numbering)
        self._counts: dict[str, int] = {}

    def mark(self, number: str) -> str:
        """Return what stands before the next item of a numbering: its number, or a dash."""
        if number not in self._counted:
            return "- "
        self._counts[number] = self._counts.get(number, 0) + 1
        return f"{self._counts[number]}. "


def _role(name: str) -> str:
    """Return the role that the built-in name of a style says, which is the same in every language of Word."""
    if name.startswith("heading ") and name[8:].strip().isdecimal():
        return f"H{min(int(name[8:]), 9)}"
    if name.startswith("toc ") and name[4:].strip().isdecimal():
        return "TOC"
    return {"caption": "CAPTION"}.get(name, "")


def _is_on(mark: etree._Element | None) -> bool:
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off", "none")


def _counted(numbering: etree._Element | None) -> set[str]:
    """Return the ids of numberings whose first level counts."""
    if numbering is None:
        return set()
    abstract = set()
    for each in numbering.iterchildren(f"{_W}abstractNum"):
        form = each.find(f"{_W}lvl/{_W}numFmt")
        if form is not None and form.get(f"{_W}val") not in ("bullet", "none"):
            abstract.add(each.get(f"{_W}abstractNumId"))
    result = set()
    for each in numbering.iterchildren(f"{_W}num"):
        of = each.find(f"{_W}abstractNumId")
        if of is not None and of.get(f"{_W}val") in abstract:
            result.add(str(each.get(f"{_W}numId")))
    return result


class _Walker:
    """Walks the body without recursion deeper than the tables and boxes it holds."""

    def __init__(self, builder: LineBuilder, styles: _Styles) -> None:
        self._builder = builder
        self._styles = styles
        self._number = 0
        self._unit = 0
        self._table = 0
        self._page = 1
        self._cell: tuple[int, int, int] | None = None
        self._role = ""

    def walk(self, element: etree._Element, depth: int = 0) -> None:
        if depth > 40:
            return
        for child in element.iterchildren():
            if child.tag == f"{_W}p":
                self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                self._walk_table(child, depth)
                self._builder.blank()
            elif child.tag == f"{_W}sdt":
                for content in child.iterchildren(f"{_W}sdtContent"):
                    self.walk(content, depth + 1)
            elif child.tag in (f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                self.walk(child, depth + 1)

    def _walk_table(self, table: etree._Element, depth: int) -> None:
        outer = self._cell, self._role
        self._table += 1
        number = self._table
        for row, element in enumerate(table.iterchildren(f"{_W}tr"), start=1):
            head = element.find(f"{_W}trPr/{_W}tblHeader")
            for column, cell in enumerate(element.iterchildren(f"{_W}tc")):
                self._cell = (number, row, column)
                self._role = "TH" if head is not None else "TD"
                self._builder.blank()
                self.walk(cell, depth + 1)
        self._cell, self._role = outer

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        properties = paragraph.find(f"{_W}pPr")
        style = properties.find(f"{_W}pStyle") if properties is not None else None
        name = str(style.get(f"{_W}val") or "") if style is not None else ""
        given = properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
        number = str(given.get(f"{_W}val")) if given is not None else self._styles.numbered.get(name, "")
        said = self._styles.roles.get(name, "")
        listed = (bool(number) and not said) or name.lower().startswith(("list", "liste", "lista"))
        listed = listed or (properties is not None and properties.find(f"{_W}numPr") is not None and not said)
        if not listed:
            self._builder.blank()
        text: list[str] = [self._styles.mark(number)] if listed else []
        spans: list[tuple[int, int]] = []
        boxes: list[etree._Element] = []
        self._runs(paragraph, text, spans, boxes)
        self._unit += 1
        role = self._role or said or ("LI" if listed else "P")
        whole = bool(spans) and sum(b - a for a, b in spans) >= len("".join(text).strip()) - 1
        for part in "".join(text).split("\n"):
            self._number += 1
            bold = ((0, len(part)),) if whole else tuple(s for s in spans if s[1] <= len(part))
            if part.strip() and part.strip() != "".join(text[:1]).strip() * listed:
                self._builder.add(
                    self._number,
                    part,
                    page=self._page,
                    bold=bold,
                    role=role,
                    unit=self._unit,
                    cell=self._cell,
                )
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
                style = child.find(f"{_W}rPr/{_W}rStyle")
                styled = style is not None and str(style.get(f"{_W}val")) in self._styles.bold
                heavy = _is_on(mark) if mark is not None else styled
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
