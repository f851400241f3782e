"""The passport of a member: what it says, on two pages whatever there is to say; a run that goes on."""

from __future__ import annotations

import io
import json
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from msgspec.structs import replace

from rapporteur.documents.passports import LEDGER, make_passports, passport_name, render_passport
from rapporteur.documents.view.passport import present_passport
from rapporteur.report.value.languages import UnknownLanguage
from tests.support.sample_passport import LANGUAGES, sample_passport


def words_of(content: bytes) -> str:
    """Return the text of all pages, its lines as one."""
    with pypdfium2.PdfDocument(content) as opened:
        return " ".join(" ".join(each.get_textpage().get_text_range() for each in opened).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_passport_is_two_pages_that_conform_and_say_what_the_view_says(language: str) -> None:
    content, view = (
        render_passport(sample_passport(), language),
        present_passport(sample_passport(), language),
    )
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        assert [one.message for one in page.validate_pdf_bytes(content, profile=profile).failures] == []
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == 2
        assert str(opened.Root.Lang).startswith(language)
    text = words_of(content)
    for part in (
        view.name,
        view.sentence,
        view.figures_title,
        view.years_title,
        view.staff_title,
        view.colophon,
    ):
        assert " ".join(part.split()) in text
    assert render_passport(sample_passport(), language) == content


@pytest.mark.parametrize(("activities", "seats"), [(0, 0), (60, 40)])
def test_passport_is_two_pages_however_much_there_is(activities: int, seats: int) -> None:
    content = render_passport(sample_passport(activities=activities, seats=seats), "en")
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == 2
    text = words_of(content)
    if activities:
        shown = text.count("Meeting ")
        assert 5 < shown < activities
        assert f"and {activities - shown} more" in text
        assert f"and {seats - text.count('Committee ')} more" in text
    else:
        assert "No activity of this year is on record with this member." in text


def test_passport_without_a_place_region_or_date_of_joining() -> None:
    bare = replace(
        sample_passport(), latitude=None, since=None, region=type(sample_passport().region)(), calls=()
    )
    view = present_passport(bare, "en")
    assert view.map is None
    assert ("Member since", "before the records begin") in view.facts
    assert len(view.figures.rows) == 1
    assert "before the records begin" in words_of(render_passport(bare, "en"))


def test_what_staff_reads_is_in_no_passport_of_the_member() -> None:
    text = words_of(render_passport(sample_passport(staff=False), "en"))
    assert "secretariat alone" not in text
    assert "600" not in text
    assert passport_name(sample_passport(staff=False), "en") == "dakar.en.pdf"
    assert passport_name(sample_passport(), "en") == "dakar.en.staff.pdf"


def test_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage):
        list(make_passports(tmp_path, [(sample_passport(), "pt")]))


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    wanted = [(sample_passport(staff=False), "en"), (sample_passport(), "en")]
    run = make_passports(tmp_path, wanted)
    first = next(run)
    del run  # as if it were stopped
    assert not first.kept
    with (tmp_path / LEDGER).open("a") as ledger:
        ledger.write('\n{"file": "dakar.en.pdf", "of"')  # as a kill leaves it
    again = list(make_passports(tmp_path, wanted))
    assert {one.path.name: one.kept for one in again} == {
        name: name == first.path.name for name in ("dakar.en.pdf", "dakar.en.staff.pdf")
    }
    assert (tmp_path / "dakar.en.staff.pdf").stat().st_mode & 0o077 == 0
    assert all(one.kept for one in make_passports(tmp_path, wanted))
    (tmp_path / "dakar.en.pdf").write_bytes(b"changed by somebody")
    changed = [(replace(sample_passport(), focal_points=()), "en")]
    assert [one.kept for one in make_passports(tmp_path, [wanted[0], *changed])] == [False, False]
    rows = [line for line in (tmp_path / LEDGER).read_text().splitlines() if line.endswith("}")]
    assert all(set(json.loads(row)) == {"file", "of", "sha256"} for row in rows)
