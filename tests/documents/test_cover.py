"""A photograph on the cover: printed by every format that has pictures, with what it shows and whose it is."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from PIL import Image

from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.docx import render as docx
from rapporteur.documents.html import render as html
from rapporteur.documents.pdf import render as pdf
from rapporteur.documents.preflight.check import check_renderable
from rapporteur.documents.view.report import present
from rapporteur.report.value.data import CoverData, ReportData
from rapporteur.report.value.snapshot import read_snapshot
from tests.support.sample_counts import picture
from tests.support.sample_report import sample_report, tiny_report

SHOWS = LocalizedText(
    {"fr": "Un pont sur le fleuve", "en": "A bridge over the river", "es": "Un puente sobre el río"}
)
WHOSE = "Ana Diallo · CC BY 4.0"
CREDIT = {"fr": f"Photo – {WHOSE}", "en": f"Photo – {WHOSE}", "es": f"Foto – {WHOSE}"}


def with_cover(report: ReportData | None = None) -> ReportData:
    photo = replace(picture(1300, 800), alt=SHOWS, credit="Ana Diallo")
    return replace(report or sample_report(), cover=CoverData(photo, "CC BY 4.0"))


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_page_shows_it_with_its_words_in_place_of_the_map(language: str) -> None:
    page = BeautifulSoup(html.render(with_cover(), language).decode(), "lxml")
    cover = page.select_one("header.cover")
    assert cover is not None
    assert [image["alt"] for image in cover.select("img")] == [SHOWS[language]]
    assert [one.get_text() for one in cover.select("figcaption")] == [CREDIT[language]]
    assert not cover.select("svg")
    assert not cover.select(".cover-legend")
    style = page.select_one("style")
    assert style is not None
    assert ".cover-photo" in style.get_text()


def test_the_pdf_has_it_on_its_first_page_alone_described_to_who_cannot_see_it() -> None:
    content = pdf.render(with_cover(), "fr")
    with pypdfium2.PdfDocument(content) as opened:
        assert CREDIT["fr"] in opened[0].get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(content)) as again:
        assert len(again.pages[0].get_images()) == 1
        assert len(again.pages[1].get_images()) == 0
        parts = [one for one in again.objects if isinstance(one, pikepdf.Dictionary)]
        told = [str(one["/Alt"]) for one in parts if "/Alt" in one]
    assert SHOWS["fr"] in told


def test_the_word_document_has_it_with_its_text_alternative() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.render(with_cover(), "en"))) as package:
        text = package.read("word/document.xml").decode()
    assert f'descr="{SHOWS["en"]}"' in text
    assert CREDIT["en"] in text


@pytest.mark.parametrize(("report", "language"), [(sample_report(), "fr"), (tiny_report(), "en")])
def test_without_one_neither_snapshot_nor_page_says_anything_of_it(report: ReportData, language: str) -> None:
    assert '\n  "cover":' not in report.canonical_json()
    assert "cover-photo" not in html.render(report, language).decode()
    assert present(report, language).cover_photo is None


def test_a_report_whose_sections_have_no_cover_prints_none() -> None:
    report = replace(with_cover(), sections=("editorial", "activities"))
    assert present(report, "fr").cover_photo is None


def test_its_snapshot_is_read_back_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "snapshot.json"
    file.write_text(with_cover().canonical_json(), encoding="utf-8")
    assert '\n  "cover":' in file.read_text(encoding="utf-8")
    assert read_snapshot(file) == with_cover()


def test_one_without_words_or_credit_or_that_is_none_is_not_laid_out() -> None:
    report = with_cover()
    assert isinstance(report.cover, CoverData)
    bare = replace(report.cover.photo, alt=LocalizedText({"fr": "Un pont"}), credit=" ", content="AAAA")
    problems = check_renderable(replace(report, cover=CoverData(bare)), ("fr", "en"))
    assert [(one.record, one.field, one.language, one.fault) for one in problems] == [
        ("cover", "photo.alt", "en", "ALT_EMPTY"),
        ("cover", "photo.credit", "", "CREDIT_EMPTY"),
        ("cover", "photo.content", "", "NO_PICTURE"),
    ]
    assert check_renderable(report, ("fr", "en", "es")) == ()


def marks(page: bytes) -> tuple[int, int, int]:
    """Return the colour in the middle of the photograph on the first page of a PDF."""
    with pypdfium2.PdfDocument(page) as opened:
        drawn = opened[0].render(scale=0.5).to_pil().convert("RGB")
    colour: Any = drawn.getpixel((drawn.width // 2, round(drawn.height * (297 - 24 - 64) / 297)))
    red, green, blue = colour
    return red, green, blue


def halves(*, focus: tuple[float, float] | UnsetType) -> ReportData:
    """Return a report with a high photograph on its cover: black above, white below."""
    drawn = Image.new("RGB", (1300, 4000), "white")
    drawn.paste((0, 0, 0), (0, 0, 1300, 2000))
    content = io.BytesIO()
    drawn.save(content, "JPEG")
    photo = replace(
        picture(1300, 800),
        media_type="image/jpeg",
        height=4000,
        content=b64encode(content.getvalue()).decode(),
        alt=SHOWS,
        credit="Ana Diallo",
    )
    return replace(tiny_report(), cover=CoverData(photo, focus=focus))


@pytest.mark.parametrize(("focus", "shown"), [((0.5, 0.1), 0), ((0.5, 0.9), 255)])
def test_what_matters_of_it_stays_in_sight_where_it_is_cropped(
    focus: tuple[float, float], shown: int
) -> None:
    report = halves(focus=focus)
    assert all(abs(value - shown) < 30 for value in marks(pdf.render(report, "en")))
    across, down = (f"{100 * one:g}%" for one in focus)
    assert f".cover-photo img{{object-position:{across} {down}}}" in html.render(report, "en").decode()


def test_without_a_focus_its_middle_is_in_sight() -> None:
    crop = present(halves(focus=UNSET), "en").cover_crop
    assert crop is not None
    assert (crop.across, crop.down, crop.left) == (50, 50, 0)
    assert crop.top == pytest.approx((128 - crop.height) / 2, abs=0.01)
    assert "focus" not in halves(focus=UNSET).canonical_json()
