"""What an edition says of itself, in every format that is read."""

from __future__ import annotations

import io
from datetime import date

import docx
import pypdfium2
import pytest
from msgspec.structs import replace

from rapporteur.reports import data as d
from rapporteur.reports.change_words import worded
from rapporteur.reports.changes import differences
from rapporteur.reports.presenting.notices import notices
from rapporteur.reports.renderers import render
from tests.support.sample_report import tiny_report

SENTENCE = "Atividade «Início do inventário», em linha: não → sim"


def corrected() -> d.ReportData:
    before = tiny_report()
    first, *others = before.activities
    title = first.title.merged({"en": "The inventory starts"})
    after = replace(before, activities=(replace(first, online=True, title=title), *others))
    erratum = d.ErratumData(
        number=2, frozen_date=date(2021, 9, 1), changes=worded(differences(before, after), ("pt", "en"))
    )
    edition = d.EditionData(number=2, frozen_date=date(2021, 9, 1), errata=(erratum,))
    return replace(after, edition=edition)


def _text(format_: str) -> str:
    content = render(corrected(), "pt", format_)
    if format_ == "pdf":
        document = pypdfium2.PdfDocument(content)
        return " ".join(page.get_textpage().get_text_range() for page in document)
    if format_ == "docx":
        return " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    return content.decode()


@pytest.mark.parametrize("format_", ["pdf", "html", "docx", "txt"])
def test_erratum_is_printed_in_the_new_edition(format_: str) -> None:
    text = " ".join(_text(format_).split())
    assert SENTENCE in text
    assert "Errata da edição 2 (" in text


def test_erratum_leaves_out_what_was_corrected_in_other_languages() -> None:
    (portuguese,) = notices(corrected(), "pt")
    (english,) = notices(corrected(), "en")
    lines = {
        language: [item[0].text for item in notice.blocks[1].items]
        for language, notice in (("pt", portuguese), ("en", english))
    }
    assert lines["pt"] == [SENTENCE]
    assert lines["en"] == [
        "Activity “The inventory starts”, title (English): “The inventory begins” → “The inventory starts”",
        "Activity “The inventory starts”, online: no → yes",
    ]


def test_report_that_is_not_frozen_or_a_first_edition_has_no_notices() -> None:
    first = d.EditionData(number=1, frozen_date=date(2021, 9, 1))
    assert notices(tiny_report(), "pt") == []
    assert notices(replace(tiny_report(), edition=first), "pt") == []
