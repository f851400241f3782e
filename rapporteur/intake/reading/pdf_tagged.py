"""A tagged PDF as lines: the structure tree gives the order and the roles, the pages give the text.

What is marked as no content (running heads, page numbers, drawings) and the lettering of figures is left out.
Where the structure does not hold the text of the pages, it is not relied on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1

from rapporteur.intake.reading.lines import Line, LineBuilder
from rapporteur.intake.reading.pdf_layout import row_of
from rapporteur.intake.reading.pdf_shapes import Glyph

ARTIFACT = -1
Page = tuple[list[Glyph], float, float]
"""The glyphs of a page, its width and its height."""

_MOST_ELEMENTS = 200_000
_DEEPEST = 60
_INLINE = frozenset(
    (
        "Span", "Link", "Strong", "Em", "Quote", "Code", "Reference", "BibEntry", "Annot", "Lbl", "LBody", "Sub",
        "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
    )
)  # fmt: skip
_HEADINGS = {"H": "H1", "Title": "P", **{f"H{n}": f"H{n}" for n in range(1, 10)}}
_HELD = {"LI": "LI", "Caption": "CAPTION", "TOC": "TOC", "TOCI": "TOC", "Figure": "FIGURE", "Formula": "P",
         "TH": "TH", "TD": "TD"}  # fmt: skip
_PARAGRAPHS = frozenset(("P", "LI", "CAPTION", *_HEADINGS))
_ROWS = frozenset(("TR",))
_PASSED = frozenset(("THead", "TBody", "TFoot", "L"))
_Row = tuple[str, tuple[tuple[int, int], ...], float, bool, float, bool]
"""A line: text, bold stretches, size of type, whether at an edge, distance, whether another page begins."""
_WIDE = 1.5
_MARGIN = 0.085
_LONG_FIGURE = 240


class _Unusable(Exception):
    """A structure tree that cannot be followed."""


@dataclass(slots=True)
class Segment:
    """A paragraph, item or cell: its role, the containers around it, and its marked content in order."""

    role: str
    path: tuple[int, ...]
    cell: tuple[int, int, int] | None
    loose: bool
    """Whether it stands in a container without a paragraph of its own."""
    marks: list[tuple[int, int]] = field(default_factory=list)


Structure = list[Segment]


def read_structure(document: PDFDocument, page_ids: Sequence[Any]) -> Structure | None:
    """Return the segments of a tagged PDF in their order, or nothing where there is no usable tree."""
    try:
        root = resolve1(document.catalog.get("StructTreeRoot"))
        if not isinstance(root, dict) or "K" not in root:
            return None
        reader = _Reader(
            {page: number for number, page in enumerate(page_ids)}, resolve1(root.get("RoleMap")) or {}
        )
        reader.visit(root["K"], None, "", (), None, 0)
    except (_Unusable, RecursionError, AttributeError, KeyError, TypeError, ValueError):
        return None
    return [segment for segment in reader.segments if segment.marks] or None


class _Reader:
    """Walks the structure tree, opening a segment at each block and closing it at the next."""

    def __init__(self, pages: Mapping[Any, int], roles: Mapping[str, Any]) -> None:
        self.segments: Structure = []
        self._pages = pages
        self._roles = roles
        self._open = False
        self._count = 0
        self._seen: set[int] = set()
        self._table = self._row = self._column = 0

    def visit(
        self,
        kid: Any,
        page: int | None,
        role: str,
        path: tuple[int, ...],
        cell: tuple[int, int, int] | None,
        depth: int,
    ) -> None:
        """Follow one child of an element of `role` in the containers `path`."""
        self._count += 1
        if self._count > _MOST_ELEMENTS or depth > _DEEPEST:
            raise _Unusable
        if isinstance(kid, PDFObjRef):
            value = resolve1(kid)
            if isinstance(value, dict) and "S" in value:
                if kid.objid in self._seen:
                    raise _Unusable
                self._seen.add(kid.objid)
            kid = value
        if isinstance(kid, list):
            for each in kid:
                self.visit(each, page, role, path, cell, depth + 1)
        elif isinstance(kid, int):
            self._mark(page, kid, role, path, cell)
        elif isinstance(kid, dict):
            kind = getattr(kid.get("Type"), "name", "")
            if kind == "MCR":
                if "Stm" in kid:
                    raise _Unusable
                self._mark(self._page(kid, page), resolve1(kid["MCID"]), role, path, cell)
            elif kind != "OBJR" and "S" in kid:
                self._element(kid, self._page(kid, page), role, path, cell, depth)

    def _page(self, element: Mapping[str, Any], page: int | None) -> int | None:
        reference = element.get("Pg")
        return self._pages.get(reference.objid) if isinstance(reference, PDFObjRef) else page

    def _role(self, element: Mapping[str, Any]) -> str:
        name = str(getattr(resolve1(element["S"]), "name", ""))
        known = _INLINE | _HEADINGS.keys() | _HELD.keys() | _ROWS | _PASSED
        for _ in range(5):
            if name in known or name not in self._roles:
                break
            name = str(getattr(resolve1(self._roles[name]), "name", ""))
        return name

    def _element(
        self,
        element: Mapping[str, Any],
        page: int | None,
        role: str,
        path: tuple[int, ...],
        cell: tuple[int, int, int] | None,
        depth: int,
    ) -> None:
        name = self._role(element)
        kids = element.get("K")
        if kids is None:
            if name in ("TH", "TD"):
                self._column += _span(element)
            return
        if name in _INLINE or (name == "NonStruct" and role in _PARAGRAPHS):
            self.visit(kids, page, role, path, cell, depth + 1)
            return
        self._open = False
        inner, held = role, role in _HELD.values()
        if name in ("TH", "TD"):
            inner, cell = name, (self._table, self._row, self._column)
            self._column += _span(element)
        elif name in _HELD and not (held and role != "LI"):
            inner = _HELD[name]
        elif name in _HEADINGS:
            inner = _HEADINGS[name]
        elif not held:
            inner = "P" if name in ("P", "Note", "BlockQuote") else ""
        if name == "Table":
            self._table += 1
            self._row = self._column = 0
        elif name in _ROWS:
            self._row += 1
            self._column = 0
        self.visit(kids, page, inner, (*path, self._count), cell, depth + 1)
        self._open = False

    def _mark(
        self,
        page: int | None,
        number: int,
        role: str,
        path: tuple[int, ...],
        cell: tuple[int, int, int] | None,
    ) -> None:
        if page is None:
            return
        if not self._open:
            self.segments.append(Segment(role or "P", path, cell, loose=not role))
            self._open = True
        self.segments[-1].marks.append((page, number))


def _span(element: Mapping[str, Any]) -> int:
    """Return over how many columns a cell goes."""
    given = resolve1(element.get("A"))
    for each in given if isinstance(given, list) else [given]:
        value = resolve1(each)
        if isinstance(value, dict) and isinstance(span := resolve1(value.get("ColSpan")), int):
            return min(max(span, 1), 100)
    return 1


def tagged_lines(structure: Structure, pages: Sequence[Page]) -> list[Line]:
    """Return the lines of the pages in the order of the structure, or none where it does not hold their text."""
    by_mark: dict[tuple[int, int], list[Glyph]] = {}
    for number, (glyphs, _, _) in enumerate(pages):
        for glyph in glyphs:
            if glyph.mark is not None and glyph.mark != ARTIFACT:
                by_mark.setdefault((number, glyph.mark), []).append(glyph)
    held = {mark for segment in structure for mark in segment.marks}
    if not _holds(pages, held):
        return []
    builder = LineBuilder(markdown=False)
    number = unit = 0
    margins = _margins(pages, held)
    for segment in structure:
        rows = _without_echo(list(_rows(segment, by_mark, pages)))
        while margins and rows and margins[0][0] <= rows[0][0]:
            page, text, size = margins.pop(0)
            number, unit = number + 1, unit + 1
            builder.blank()
            builder.add(number, text, page=page + 1, size=size, edge=True, role="P", unit=unit)
            builder.blank()
        letters = sum(len(text) for _, row in rows for text in [row[0]])
        if segment.role == "FIGURE" and letters < _LONG_FIGURE:
            continue
        for index, (page, row) in enumerate(rows):
            text, bold, size, edge, gap, broken = row
            if index == 0 or (segment.loose and (gap > _WIDE or broken)):
                unit += 1
                builder.blank()
            number += 1
            builder.add(
                number,
                text,
                page=page + 1,
                bold=bold,
                size=size,
                edge=edge,
                role=segment.role,
                unit=unit,
                path=segment.path,
                cell=segment.cell,
                soft=text != text.rstrip() or text.endswith("\u00ad"),
            )
    return builder.lines


def _without_echo(rows: list[tuple[int, _Row]]) -> list[tuple[int, _Row]]:
    """Leave out a letter at the foot of a page that is printed whole at the head of the next: its clipped top."""
    if len(rows) < 2 or rows[0][0] == rows[1][0]:
        return rows
    letters = rows[0][1][0].split()
    echo = all(len(each) == 1 and each in rows[1][1][0] for each in letters) and len(letters) <= 6
    return rows[1:] if echo else rows


def _is_margin(glyph: Glyph, height: float) -> bool:
    """Whether a glyph stands where running heads and page numbers do."""
    return not _MARGIN * height < glyph.middle < (1 - _MARGIN) * height


def _margins(pages: Sequence[Page], held: set[tuple[int, int]]) -> list[tuple[int, str, float]]:
    """Return what stands at the edges of pages and in no structure, in order: page, text, size of type."""
    result: list[tuple[int, str, float]] = []
    for number, (glyphs, _, height) in enumerate(pages):
        loose = [g for g in glyphs if g.mark is None and _is_margin(g, height)]
        lines: list[list[Glyph]] = []
        for glyph in sorted(loose, key=lambda g: (g.middle, g.x0)):
            gap = glyph.x0 - lines[-1][-1].x1 if lines else 0.0
            if lines and abs(glyph.middle - lines[-1][-1].middle) < 0.4 * glyph.size and gap < 3 * glyph.size:
                lines[-1].append(glyph)
            else:
                lines.append([glyph])
        rows = [row_of(line, height) for line in lines if any(g.text.strip() for g in line)]
        result.extend((number, row.text.strip(), row.size) for row in rows)
    return result


def _holds(pages: Sequence[Page], held: set[tuple[int, int]]) -> bool:
    """Whether nearly all text is in the structure, and what is not is at the edges of the pages."""
    inside = outside = artifacts = 0
    for number, (glyphs, _, height) in enumerate(pages):
        for glyph in glyphs:
            if not glyph.text.strip():
                continue
            if glyph.mark == ARTIFACT:
                artifacts += 0.1 * height < glyph.middle < 0.9 * height
            elif glyph.mark is not None and (number, glyph.mark) in held:
                inside += 1
            elif glyph.mark is not None or not _is_margin(glyph, height):
                outside += 1
    return inside > 0 and outside <= 0.02 * inside and artifacts <= 0.05 * inside


def _rows(
    segment: Segment, by_mark: Mapping[tuple[int, int], list[Glyph]], pages: Sequence[Page]
) -> Iterator[tuple[int, _Row]]:
    """Yield the lines of a segment: page, and text, bold stretches, size, edge, distance, other page."""
    glyphs = [(page, glyph) for page, mark in segment.marks for glyph in by_mark.get((page, mark), ())]
    line: list[Glyph] = []
    last: tuple[int, Glyph] | None = None

    def finished(page: int) -> tuple[int, _Row]:
        nonlocal last
        row = row_of(line, pages[page][2])
        first = next((g for g in line if g.text.strip()), line[0])
        gap = (first.middle - last[1].middle) / max(first.size, last[1].size) if last else 0.0
        broken = last is not None and (last[0] != page or gap < 0)
        last = (page, first)
        return page, (row.text, row.bold, row.size, row.edge, gap, broken)

    current = -1
    for page, glyph in glyphs:
        if line and (page != current or _parts(line, glyph)):
            yield finished(current)
            line = []
        if line or glyph.text.strip():
            line.append(glyph)
            current = page
    if line:
        yield finished(current)


def _parts(line: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether `glyph` stands on another line than those before it."""
    before = line[-1]
    size = max(before.size, glyph.size)
    return abs(glyph.middle - before.middle) > 0.6 * size or glyph.x0 < before.x0 - 2 * size
