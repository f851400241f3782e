"""The certificate of a course: one page that conforms and says what it confirms; a run that goes on."""

from __future__ import annotations

import io
from pathlib import Path

import page
import pikepdf
import pytest
from msgspec.structs import replace

from rapporteur.base.values.localized import EMPTY
from rapporteur.documents.certificates import (
    certificate_cannot_draw,
    certificate_name,
    make_certificates,
    render_certificate,
)
from rapporteur.documents.view.certificates import present_certificate
from rapporteur.report.value.languages import UnknownLanguage
from tests.documents.test_passports import words_of
from tests.support.sample_certificate import LANGUAGES, sample_certificate


@pytest.mark.parametrize("language", LANGUAGES)
def test_certificate_is_one_page_that_conforms_and_says_what_the_view_says(language: str) -> None:
    data = sample_certificate()
    content, view = render_certificate(data, language), present_certificate(data, language)
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert [one.message for one in page.validate_pdf_bytes(content, profile=profile).failures] == []
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == 1
        assert str(opened.Root.Lang).startswith(language)
        assert str(opened.docinfo["/Title"]) == " · ".join((view.title, view.number, view.course))
        links = [str(one.A.URI) for one in opened.pages[0].Annots]
    assert set(links) == {f"https://example.org/{language}/certificates/?code=7K3M-9QX2-TT01"}
    text = words_of(content)
    for part in (
        view.title,
        view.number,
        view.name,
        view.organisation,
        view.took_part,
        view.code,
        view.given,
    ):
        assert " ".join(part.split()) in text
    assert render_certificate(data, language) == content


def test_view_says_who_took_part_in_what() -> None:
    view = present_certificate(sample_certificate(), "en")
    assert (view.title, view.number) == ("Certificate of attendance", "Number 2018/7")
    assert view.confirms == "Union of River Towns confirms that"
    assert (view.name, view.took_part, view.course) == (
        "Awa Ndiaye", "took part in the course", "Bridges and dikes",
    )  # fmt: skip
    assert view.facts == [
        ("When", "22–29 April 2018"),
        ("Where", "Lima"),
        ("Given by", "Institute of the Towns"),
    ]
    assert view.given == "Porto, 29 April 2018"
    bare = replace(
        sample_certificate(), kind="WEBINAR", online=True, place=EMPTY, provider=EMPTY, organisation=EMPTY
    )
    view = present_certificate(bare, "en")
    assert (view.took_part, view.facts[1:]) == ("took part in the webinar", [("Where", "Online")])


@pytest.mark.parametrize(("name", "missing"), [("Nguyễn Thị Ánh", ()), ("이지은", ("이", "지", "은"))])
def test_letters_that_the_fonts_lack_are_told_before(name: str, missing: tuple[str, ...]) -> None:
    assert certificate_cannot_draw(sample_certificate(name=name), "en") == missing


def test_a_long_name_stays_on_one_page() -> None:
    data = sample_certificate(name="Maria " + "Anunciação de Vasconcelos " * 4)
    with pikepdf.open(io.BytesIO(render_certificate(data, "fr"))) as opened:
        assert len(opened.pages) == 1


def test_a_run_that_was_stopped_goes_on_and_nobody_else_reads_it(tmp_path: Path) -> None:
    wanted = [(sample_certificate(number), "fr") for number in range(1, 16)]
    run = make_certificates(tmp_path, wanted)
    first = next(run)
    del run  # as if it were stopped
    again = list(make_certificates(tmp_path, wanted))
    assert {one.path.name for one in again} == {certificate_name(*one) for one in wanted}
    assert next(one for one in again if one.path == first.path).kept
    assert not all(one.kept for one in again)
    assert all(one.kept for one in make_certificates(tmp_path, wanted))
    assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.glob("*.pdf"))


def test_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage):
        list(make_certificates(tmp_path, [(sample_certificate(), "pt")]))
