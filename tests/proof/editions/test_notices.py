"""What an edition says of itself, in every format that is read."""

from __future__ import annotations

import io
from datetime import date

import docx
import pypdfium2
import pytest
from msgspec.structs import replace

from rapporteur.documents.formats import render
from rapporteur.documents.view.notices import notices
from rapporteur.documents.view.report import present
from rapporteur.proof.editions.changes.differences import differences
from rapporteur.proof.editions.changes.sentences import word_changes
from rapporteur.report.value import data as d
from tests.support.sample_report import tiny_report

SENTENCE = "Atividade «Início do inventário», em linha: não → sim"


def corrected() -> d.ReportData:
    before = tiny_report()
    first, *others = before.activities
    title = first.title.merged({"en": "The inventory starts"})
    after = replace(before, activities=(replace(first, online=True, title=title), *others))
    erratum = d.ErratumData(
        number=2, frozen_date=date(2021, 9, 1), changes=word_changes(differences(before, after), ("pt", "en"))
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


def test_every_page_of_a_later_edition_in_pdf_says_which_it_is() -> None:
    with pypdfium2.PdfDocument(render(corrected(), "pt", "pdf")) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
        title = document.get_metadata_value("Title")
    assert [number for number, text in enumerate(pages, 1) if "Edição 2" not in text] == []
    assert "Edição 2" in title


def test_title_of_a_later_edition_says_which_it_is_in_html_and_docx() -> None:
    assert "Edição 2" in render(corrected(), "pt", "html").decode().split("</title>")[0]
    assert "Edição 2" in docx.Document(io.BytesIO(render(corrected(), "pt", "docx"))).core_properties.title


def test_first_edition_is_printed_without_a_number_but_in_the_imprint() -> None:
    first = replace(tiny_report(), edition=d.EditionData(number=1, frozen_date=date(2021, 9, 1)))
    numbered, draft = present(first, "pt"), present(tiny_report(), "pt")
    assert replace(numbered, colophon=draft.colophon) == draft


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


def test_what_changed_of_a_record_is_one_sentence_and_what_a_list_gained_one_clause() -> None:
    before = tiny_report()
    index, activity = next((i, a) for i, a in enumerate(before.activities) if a.members)
    gone = activity.members[0]
    here = {member.slug for member in activity.members}
    new = [
        d.ActivatedIn(member.slug, member.name, "PARTICIPANT")
        for member in before.members
        if member.slug not in here
    ][:2]
    assert len(new) == 2
    changed = replace(activity, members=(*activity.members[1:], *new))
    activities = (*before.activities[:index], changed, *before.activities[index + 1 :])
    changes = differences(before, replace(before, activities=activities))
    about = [one for one in changes if one.record == activity.slug and one.field == "members"]
    words = [one.words["en"] for one in word_changes(about, ("en", "pt"))]
    names = [one.name.best(("en", "pt")) for one in (*new, gone)]
    assert [one.kind for one in about] == ["GAINED", "GAINED", "LOST"]
    (said,) = words
    assert said.endswith(f" now counts {names[0]} and {names[1]}; no longer counts {names[2]}")
    assert said.count("Activity “") == 1
    scattered = [about[0], about[2], about[1]]
    assert [one.words["en"] for one in word_changes(scattered, ("en", "pt"))] == [said]


def test_report_that_is_not_frozen_or_a_first_edition_has_no_notices() -> None:
    first = d.EditionData(number=1, frozen_date=date(2021, 9, 1))
    assert notices(tiny_report(), "pt") == []
    assert notices(replace(tiny_report(), edition=first), "pt") == []
