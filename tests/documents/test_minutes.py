"""The minutes of a meeting: what they say in each language, and that both formats are sound."""

from __future__ import annotations

import io
from functools import cache

import docx
import page
import pikepdf
import pytest
from msgspec.structs import replace

from rapporteur.documents.formats import UnknownFormat
from rapporteur.documents.minutes import minutes_name, render_minutes
from rapporteur.documents.view.minutes import present_minutes
from rapporteur.report.value.languages import UnknownLanguage
from tests.documents.pdf.test_pdf import printed
from tests.documents.pdf.test_pdf_structure import elements
from tests.support.sample_minutes import sample_minutes
from tests.support.views import loose

LANGUAGES = ("fr", "en", "es")


@cache
def document(language: str, format: str, *, held: bool = True) -> bytes:
    return render_minutes(sample_minutes(held=held), language, format)


def test_seats_say_who_was_there_and_who_voted_for_whom() -> None:
    assert present_minutes(sample_minutes(), "en").attendance.rows == [
        ["Presidency, Porto", "Ana Silva, Mayor", "Present"],
        ["Member, Shore", "Jan Ozols, Mayor", "Excused; proxy: Ana Silva"],
        ["Treasurer, Shore", "Li Wei, Mayor", "Present: Ida Berg"],
        ["Member", "Vacant seat", "Not recorded"],
    ]
    lost = replace(sample_minutes().seats[1], proxy_counts=False)
    rows = present_minutes(replace(sample_minutes(), seats=(lost,)), "en").attendance.rows
    assert rows == [["Member, Shore", "Jan Ozols, Mayor", "Excused; proxy without effect: Ana Silva"]]


def test_minutes_explain_quorum_and_outcomes() -> None:
    view = present_minutes(sample_minutes(), "fr")
    assert view.quorum[-1] == "Le quorum était atteint\u00a0: 11 comptés, 8 requis."
    first, second = view.decisions
    assert (first.entry.kicker, first.entry.mark) == ("2018/3 · Point 1", "adoptée")
    assert second.entry.mark == "rejetée"
    assert [block.items[0][0].text for block in first.text] == ["Le texte.", "Suite."]
    assert view.follow_ups.rows == [
        ["Send the budget", "Ana Silva", "1er mai 2018"],
        ["Tell the members", "Jan Ozols", "fait"],
    ]
    assert [item.title for item in view.agenda] == [
        "1. Budget des digues (pour décision)",
        "2. Crues de l’hiver",
    ]
    assert view.agenda[0].papers == [("Comptes", "https://example.org/accounts"), ("Avis", "")]


def test_minutes_of_a_meeting_to_come_are_a_draft_without_attendance() -> None:
    view = present_minutes(sample_minutes(held=False), "es")
    assert view.draft == "Borrador: la reunión aún no se ha celebrado."
    assert (view.attendance.rows, view.quorum) == ([], [])
    assert present_minutes(sample_minutes(), "es").draft == ""


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A])
def test_pdf_conforms(language: str, held: bool, profile: page.ValidationProfile) -> None:
    found = page.validate_pdf_bytes(document(language, "pdf", held=held), profile=profile)
    assert [(failure.rule_id, failure.message) for failure in found.failures] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_has_language_title_headings_and_heads_of_tables(language: str) -> None:
    view = present_minutes(sample_minutes(), language)
    with pikepdf.open(io.BytesIO(document(language, "pdf"))) as opened:
        assert str(opened.Root.Lang).startswith(language)
        assert str(opened.docinfo["/Title"]) == f"{view.title} · {view.body} · {view.when}"
        tree = opened.Root.StructTreeRoot.K
        assert len(list(elements(tree, "H1"))) == 1
        assert len(list(elements(tree, "H2"))) == len(view.headings)
        assert len(list(elements(tree, "TH"))) == 6
    text = printed(document(language, "pdf"))
    for row in (*view.attendance.rows, *view.follow_ups.rows):
        for cell in row:
            assert cell.split()[-1] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_document_says_the_same(language: str) -> None:
    view = present_minutes(sample_minutes(), language)
    opened = docx.Document(io.BytesIO(document(language, "docx")))
    headings = [p.text for p in opened.paragraphs if p.style and str(p.style.name).startswith("Heading")]
    assert headings == [
        f"{view.title} – {view.body}",
        *(view.headings[key] for key in ("agenda", "attendance", "quorum", "guests", "decisions")),
        *(one.entry.title for one in view.decisions),
        view.headings["follow_ups"],
    ]
    tables = [[[loose(cell.text) for cell in row.cells] for row in table.rows] for table in opened.tables]
    assert tables == [
        [[loose(cell) for cell in row] for row in (table.head, *table.rows)]
        for table in (view.attendance, view.follow_ups)
    ]
    told = [loose(p.text) for p in opened.paragraphs]
    assert [fact for fact in view.quorum if loose(fact) not in told] == []


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_same_minutes_are_the_same_bytes(format: str) -> None:
    assert render_minutes(sample_minutes(), "fr", format) == document("fr", format)


def test_other_formats_and_languages_are_refused() -> None:
    with pytest.raises(UnknownFormat, match="expected one of pdf, docx"):
        render_minutes(sample_minutes(), "fr", "html")
    with pytest.raises(UnknownLanguage):
        render_minutes(sample_minutes(), "pt", "pdf")
    assert minutes_name(sample_minutes(), "fr", "docx") == "board-2018-04.fr.docx"
