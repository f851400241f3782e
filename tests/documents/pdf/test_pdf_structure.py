"""What a PDF tells those who do not see it: language, title, outline, headings, tables, figures, links."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from rapporteur.documents.pdf.typst import FONTS
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import ReportView
from tests.documents.pdf.test_pdf import EDITIONS, document, report


@pytest.fixture(params=EDITIONS, ids="-".join)
def edition(request: pytest.FixtureRequest) -> Iterator[tuple[ReportView, pikepdf.Pdf]]:
    name, language = request.param
    with pikepdf.open(io.BytesIO(document(name, language))) as opened:
        yield present(report(name), language), opened


def elements(node: Any, kind: str) -> Iterator[Any]:
    """Yield the structure elements of `kind` in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, kind)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == f"/{kind}":
            yield node
        if "/K" in node:
            yield from elements(node.K, kind)


def attributes(element: Any) -> dict[str, Any]:
    found = element.get("/A", [])
    found = found if isinstance(found, pikepdf.Array) else [found]
    return {key: value for each in found for key, value in each.items()}


def test_language_and_title_and_author_are_those_of_the_report(
    edition: tuple[ReportView, pikepdf.Pdf],
) -> None:
    view, opened = edition
    assert str(opened.Root.Lang) == (f"{view.language}-{view.region}" if view.region else view.language)
    assert str(opened.docinfo["/Title"]) == f"{view.title} · {view.period} · {view.short_name}"
    assert str(opened.docinfo["/Author"]) == view.association
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)


def test_outline_has_the_sections_the_lines_and_the_activities(
    edition: tuple[ReportView, pikepdf.Pdf],
) -> None:
    view, opened = edition

    def titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
        for item in items:
            yield item.title.replace("\u00a0", " ")
            yield from titles(item.children)

    with opened.open_outline() as outline:
        tops = [item.title for item in outline.root]
        everything = list(titles(outline.root))
    sections = [entry.title for entry in view.contents if entry.level == 1 and entry.key != "editorial"]
    assert [title for title in sections if title not in tops] == []
    for line in view.lines:
        assert line.title in everything
        activities = [it.title.replace("\u00a0", " ") for it in line.activities]  # some spaces are made firm
        assert [title for title in activities if title not in everything] == []


def test_headings_skip_no_level(edition: tuple[ReportView, pikepdf.Pdf]) -> None:
    _, opened = edition

    def levels(node: Any) -> Iterator[int]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from levels(child)
        elif isinstance(node, pikepdf.Dictionary):
            tag = str(node.get("/S", ""))
            if tag in ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6"):
                yield int(tag[2])
            if "/K" in node:
                yield from levels(node.K)

    before = 0
    for level in levels(opened.Root.StructTreeRoot.K):
        assert level <= before + 1
        assert level <= 3
        before = level


def test_tables_have_headers_with_a_scope(edition: tuple[ReportView, pikepdf.Pdf]) -> None:
    view, opened = edition
    tables = list(elements(opened.Root.StructTreeRoot.K, "Table"))
    meetings = len([month for month in view.bilateral if month.meetings])
    assert len(tables) == len(view.execution) + meetings + (1 if view.activated else 0)
    for table in tables:
        heads = [cell for head in elements(table, "THead") for cell in elements(head, "TH")]
        assert heads
        assert all("/Scope" in attributes(cell) for cell in elements(table, "TH"))


def test_every_figure_says_what_it_shows(edition: tuple[ReportView, pikepdf.Pdf]) -> None:
    view, opened = edition
    said = [str(figure.get("/Alt", "")) for figure in elements(opened.Root.StructTreeRoot.K, "Figure")]
    assert all(said)
    maps = [
        view.cover_map,
        *(it.map for line in view.lines for it in line.activities),
        *(it.map for it in view.regions),
    ]
    assert [it.alt for it in maps if it and it.alt not in said] == []
    assert [
        it.photo.alt for line in view.lines for it in line.activities if it.photo and it.photo.alt not in said
    ] == []


def test_chips_lead_to_the_plan_and_its_rows_back(edition: tuple[ReportView, pikepdf.Pdf]) -> None:
    view, opened = edition
    chips = sum(len(it.deliverables) for line in view.lines for it in line.activities)
    contents = len(view.contents)
    links = [note for sheet in opened.pages for note in sheet.get("/Annots", []) if note.Subtype == "/Link"]
    inner = [note for note in links if "/Dest" in note or ("/A" in note and note.A.S == "/GoTo")]
    assert chips
    assert len(inner) > chips + contents
    assert all(str(note.get("/Contents", "")) for note in inner)


def test_only_the_fonts_of_the_project_are_embedded(edition: tuple[ReportView, pikepdf.Pdf]) -> None:
    _, opened = edition
    names = {
        str(item.FontName).lstrip("/").split("+")[-1]
        for item in opened.objects
        if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
    }
    assert names
    assert names <= {path.stem for path in FONTS.glob("*.ttf")}


def test_contents_are_a_table_of_contents_and_names_are_lists(
    edition: tuple[ReportView, pikepdf.Pdf],
) -> None:
    view, opened = edition
    root = opened.Root.StructTreeRoot.K
    assert len(list(elements(root, "TOCI"))) == len([it for it in view.contents if it.key != "contents"])
    names = [name for region in view.regions for name in (*region.members, *region.honorary)]
    assert len(list(elements(root, "LI"))) >= len(names)
    said = [str(figure.get("/Alt", "")) for figure in elements(root, "Figure")]
    marks = [name.mark for name in names if name.mark]
    assert [said.count(mark) for mark in set(marks)] == [marks.count(mark) for mark in set(marks)]


def test_heading_is_read_before_what_stands_above_it(edition: tuple[ReportView, pikepdf.Pdf]) -> None:
    view, opened = edition

    def in_order(node: Any) -> Iterator[str]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from in_order(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield str(node.S)
            if "/K" in node:
                yield from in_order(node.K)

    tags = [tag for tag in in_order(opened.Root.StructTreeRoot.K) if tag not in ("/Div", "/Span")]
    activities = sum(len(line.activities) for line in view.lines)  # whose headings come first of their level
    headings = [at for at, tag in enumerate(tags) if tag == "/H3"][:activities]
    assert headings
    assert all(
        tags[at + 1] != "/H3" for at in headings
    )  # what follows each is of it: the line above, place and date
