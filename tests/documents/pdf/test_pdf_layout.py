"""What would be badly set: a title alone at the foot, a box in two halves, a lone line overleaf."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import pdfplumber
import pypdfium2
import pytest
from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.pdf import render as pdf
from rapporteur.documents.preflight.texts import LONGEST_WORD
from rapporteur.documents.view.report import present
from tests.documents.pdf.test_pdf import document, report

MM = 72 / 25.4
TEXT_COLUMN = (22 * MM, 134 * MM)
FOOT = (297 - 20) * MM
LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Line:
    """A line of the text column: where it is, its font and its text."""

    top: float
    size: float
    font: str
    text: str

    @property
    def is_title(self) -> bool:
        return self.font == "SourceSans3-Semibold" and self.size == 14.5

    @property
    def is_body(self) -> bool:
        return self.font.startswith("SourceSerif4-") and self.size == 9.6


def _lines(sheet: pdfplumber.page.Page) -> Iterator[Line]:
    low, high = TEXT_COLUMN
    words = [
        word
        for word in sheet.extract_words(extra_attrs=["fontname", "size"])
        if low - 1 <= word["x0"] < high and 20 * MM < word["top"] < FOOT + 5
    ]
    words.sort(key=lambda word: (round(word["bottom"]), word["x0"]))
    for _, row in groupby(words, key=lambda word: round(word["bottom"])):
        parts = list(row)
        font = parts[0]["fontname"].split("+")[-1]
        yield Line(
            parts[0]["top"], round(parts[0]["size"], 1), font, " ".join(part["text"] for part in parts)
        )


@cache
def activity_pages(language: str) -> tuple[tuple[tuple[Line, ...], tuple[tuple[float, ...], ...]], ...]:
    """Return for each page that activities stand on its lines, and the fills of its rectangles.

    Such a page is known by its running head, which names the line of the plan.
    """
    heads = tuple(
        f"{line.kicker} · {line.title}" if line.kicker else line.title
        for line in present(report("sample"), language).lines
    )
    content = document("sample", language)
    with pypdfium2.PdfDocument(content) as opened:
        numbers = [number for number in range(len(opened)) if _head(opened[number]).endswith(heads)]
    with pdfplumber.open(io.BytesIO(content), pages=[number + 1 for number in numbers]) as opened:
        return tuple(
            (tuple(_lines(sheet)), tuple(tuple(rect["non_stroking_color"] or ()) for rect in sheet.rects))
            for sheet in opened.pages
        )


def _head(sheet: pypdfium2.PdfPage) -> str:
    """Return the running head of a page without its folio."""
    text: str = sheet.get_textpage().get_text_bounded(0, (297 - 24) * MM, 180 * MM, 297 * MM)
    return text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_stands_alone_at_the_foot(language: str) -> None:
    for lines, _ in activity_pages(language):
        titles = [line for line in lines if line.is_title]
        assert all(line.top < FOOT - 20 * MM for line in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_activity_is_cut_after_fewer_than_four_lines(language: str) -> None:
    pages = [lines for lines, _ in activity_pages(language)]
    assert len(pages) > 10
    for lines in pages:
        titles = [index for index, line in enumerate(lines) if line.is_title]
        assert not titles or len([line for line in lines[titles[-1] :] if line.is_body]) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_line_is_left_over_on_the_next_page(language: str) -> None:
    for lines, _ in activity_pages(language):
        first = next((index for index, line in enumerate(lines) if line.is_title), len(lines))
        assert len([line for line in lines[:first] if line.is_body]) != 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_box_is_split(language: str) -> None:
    view = present(report("sample"), language)
    activities = [it for line in view.lines for it in line.activities]
    boxes = sum(bool(it.members) + bool(it.deliverables) for it in activities)
    tints = [tuple(int(line.tint[at : at + 2], 16) / 255 for at in (1, 3, 5)) for line in view.lines]
    found = sum(
        any(
            len(fill) == 3 and all(abs(a - b) < 0.003 for a, b in zip(fill, tint, strict=True))
            for tint in tints
        )
        for _, fills in activity_pages(language)
        for fill in fills
    )
    assert found == boxes


def test_words_as_long_as_preflight_allows_stay_within_the_margins() -> None:
    long = "Llanfair" * 4 + "pwll"
    assert len(long) == LONGEST_WORD
    data = report("tiny")
    name = LocalizedText({"pt": f"{long} {long}", "en": long})
    data = replace(
        data,
        members=tuple(replace(part, name=name) for part in data.members),
        activated_members=tuple(replace(part, name=name) for part in data.activated_members),
        activities=tuple(
            replace(part, title=name, members=tuple(replace(it, name=name) for it in part.members))
            for part in data.activities
        ),
    )
    with pypdfium2.PdfDocument(pdf.render(data, "pt")) as opened:
        pages = [opened[number].get_textpage() for number in range(len(opened))]
        boxes = [page.get_rect(index) for page in pages for index in range(page.count_rects())]
    edge = (210 - 24) * MM
    assert [box for box in boxes if box[0] < edge and box[2] > edge + 1] == []  # tabs begin beyond the edge


def test_headings_of_activities_have_one_size() -> None:
    titles = [
        line
        for lines, _ in activity_pages("fr")
        for line in lines
        if line.font.startswith("SourceSans3-Semi")
    ]
    assert {line.size for line in titles if line.size > 12} == {14.5}
