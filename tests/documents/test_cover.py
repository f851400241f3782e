"""A photograph on the cover: printed by every format that has pictures, with what it shows and whose it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

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
