"""Every document says who publishes it, which edition it is, from which data it was made, and how it is cited."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import date
from functools import cache
from html import unescape

import docx
import openpyxl
import pypdfium2
import pytest
from msgspec.structs import replace

from rapporteur.documents.formats import FORMATS, render
from rapporteur.documents.view.report import present
from rapporteur.report.value.data import EditionData, ReportData
from tests.support.sample_report import tiny_report

PRINTED = [name for name in FORMATS if name != "json"]


def edition(number: int) -> ReportData:
    data = tiny_report()
    return replace(
        data,
        association=replace(data.association, country="PT", licence="CC BY 4.0"),
        edition=EditionData(number, date(2018, 7, 20 + number)),
    )


def read(content: bytes, format_: str) -> str:
    """Return the text of a document, without any space: lines end where they will."""
    if format_ == "pdf":
        with pypdfium2.PdfDocument(content) as opened:
            text = " ".join(page.get_textpage().get_text_range() for page in opened)
    elif format_ == "docx":
        text = " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    elif format_ == "xlsx":
        rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        text = " ".join(str(value) for row in rows for value in row)
    else:
        text = unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", content.decode(), flags=re.DOTALL))
    return re.sub(r"[\s\u00ad\ufffe]", "", text)


@cache
def document(number: int, format_: str) -> str:
    return read(render(edition(number), "pt", format_), format_)


@pytest.mark.parametrize("format_", PRINTED)
def test_every_format_says_all_of_it(format_: str) -> None:
    rows = present(edition(2), "pt").colophon
    assert [row.key for row in rows] == ["publisher", "edition", "as_of", "licence", "data", "cite"]
    left = rows if format_ != "xlsx" else [row for row in rows if row.key != "as_of"]  # which is a date there
    assert [row.text for row in left if re.sub(r"\s", "", row.text) not in document(2, format_)] == []


def test_hash_is_that_of_the_snapshot() -> None:
    said = {row.key: row.text for row in present(edition(2), "en").colophon}
    assert said["data"].endswith(hashlib.sha256(render(edition(2), "en", "json")).hexdigest())
    assert "Portugal" in said["publisher"]
    assert said["edition"].startswith("2, ")


def test_report_that_is_not_frozen_says_so() -> None:
    said = {row.key: row.text for row in present(tiny_report(), "en").colophon}
    assert said["edition"].startswith("not frozen")
    assert "licence" not in said
    assert "Edition" not in said["cite"]


def test_running_head_and_title_tell_the_second_edition_from_the_first() -> None:
    titles = []
    for number in (1, 2):
        with pypdfium2.PdfDocument(render(edition(number), "pt", "pdf")) as opened:
            titles.append(opened.get_metadata_value("Title"))
            heads = [page.get_textpage().get_text_range()[:200] for page in opened]
        assert all("Edição 2" in head for head in heads) == (number == 2)
    assert ["Edição 2" in title for title in titles] == [False, True]
