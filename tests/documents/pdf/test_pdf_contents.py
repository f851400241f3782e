"""The contents of a report of any length: on one page where they can be, in columns of about one height, all tagged."""

from __future__ import annotations

import io
from itertools import groupby
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from rapporteur.documents.pdf.render import write_folder
from rapporteur.documents.pdf.typst import compile_folder
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import ProseView, ReportView, SectionView
from tests.documents.pdf.test_pdf import document, report
from tests.documents.pdf.test_pdf_structure import elements

MM = 72 / 25.4
TITLE = "Section about something"


def view_with(count: int, under: int = 0) -> ReportView:
    """Return a report whose contents have `count` rows; the last `under` of them are regions beneath their section."""
    view = present(report("tiny"), "en")
    keys = [f"part_{number}" for number in range(count - under)]
    if under:
        keys[-1] = "regions"
    rows = [
        SectionView(key=key, anchor=f"section-{key}", title=f"{TITLE} {number}")
        for number, key in enumerate(keys)
    ]
    rows += [
        SectionView(key="regions", anchor=f"region-{number}", title=f"{TITLE} {number}", level=2)
        for number in range(count - under, count)
    ]
    return replace(
        view,
        sections=["contents", *keys],
        contents=rows,
        regions=[
            replace(view.regions[0], anchor=row.anchor, name=row.title) for row in rows if row.level == 2
        ],
        lines=[],
        prose={key: [ProseView(anchor=f"prose-{key}", title="Part", blocks=[])] for key in keys},
    )


def made(view: ReportView, folder: Path) -> bytes:
    return compile_folder(folder, write_folder(view, folder))


def rows_by_page(content: bytes) -> list[list[tuple[float, float]]]:
    """Return for each page of the contents where its rows stand: left edge and distance from the top, in mm."""
    pages = []
    with pypdfium2.PdfDocument(content) as opened:
        for number in range(len(opened)):
            textpage = opened[number].get_textpage()
            if number and "Part" in textpage.get_text_range():
                break
            found = []
            search = textpage.search(TITLE)
            while place := search.get_next():
                left, _, _, top = textpage.get_charbox(place[0])
                found.append((left / MM, 297 - top / MM))
            pages.append(found)
    return pages


@pytest.mark.parametrize(
    ("count", "under", "pages", "columns"),
    [
        (0, 0, 1, 0),
        (1, 0, 1, 1),
        (20, 0, 1, 1),
        (20, 15, 1, 1),
        (26, 0, 1, 1),
        (40, 0, 1, 2),
        (40, 30, 1, 1),
        (80, 0, 2, 4),
        (80, 60, 1, 2),
    ],
)
def test_contents_of_any_length_take_the_fewest_pages_in_even_columns(
    count: int, under: int, pages: int, columns: int, tmp_path: Path
) -> None:
    found = rows_by_page(made(view_with(count, under), tmp_path))
    assert sum(len(page) for page in found) == count
    lowest = [
        max(top for _, top in column)
        for page in found
        for _, column in groupby(page, key=lambda row: row[0] > 110)
    ]
    assert (len(found), len(lowest)) == (pages, columns)
    assert all(0.6 * max(lowest) < foot < 297 - 20 for foot in lowest)


def test_contents_in_columns_are_one_table_of_contents_in_its_order(tmp_path: Path) -> None:
    view = view_with(40)
    with pikepdf.open(io.BytesIO(made(view, tmp_path))) as opened:
        root = opened.Root.StructTreeRoot.K
        assert len(list(elements(root, "TOC"))) == 1
        assert len(list(elements(root, "TOCI"))) == 40
    with pypdfium2.PdfDocument(made(view, tmp_path)) as opened:
        text = opened[0].get_textpage().get_text_range()
    assert [text.index(f"{TITLE} {number}\r") for number in range(39)] == sorted(
        text.index(f"{TITLE} {number}\r") for number in range(39)
    )


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_contents_of_the_sample_are_one_page(language: str) -> None:
    view = present(report("sample"), language)
    with pypdfium2.PdfDocument(document("sample", language)) as opened:
        text = opened[1].get_textpage().get_text_range().replace("\u00a0", " ")
    assert view.words["contents"] in text
    assert [row.title for row in view.contents if row.title.replace("\u00a0", " ") not in text] == []
