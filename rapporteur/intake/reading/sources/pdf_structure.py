"""The structure tree of a tagged PDF: paragraphs, items and cells in their order, each with its marked content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1

_MOST_RENAMED = 5
"""Names by which a role is followed to one that is known; a map of roles may lead in a circle."""
_WIDEST_CELL = 100
"""Columns over which a cell may go; a number made up must not count columns into the millions."""

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


def read_structure(document: PDFDocument, page_ids: Sequence[object]) -> Structure | None:
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

    def __init__(self, pages: Mapping[object, int], roles: Mapping[str, Any]) -> None:
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
        for _ in range(_MOST_RENAMED):
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
            return min(max(span, 1), _WIDEST_CELL)
    return 1
