"""A report for a printer: what bleeds, where it is trimmed, and how a command is asked for it."""

from __future__ import annotations

import io
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from rapporteur.documents.pdf.render import render
from rapporteur.documents.pdf.trimming import POINTS, NoBleed, read_bleed, with_bleed_boxes
from tests.documents.pdf.test_pdf import document, report
from tests.kept.commands import command_line


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command_line(), arguments, prog_name="rapporteur", catch_exceptions=False)


@pytest.fixture(scope="module")
def bleeding() -> bytes:
    return render(report("tiny"), "en", bleed=3)


def test_pages_are_trimmed_to_a4_and_bleed_by_three_millimetres(bleeding: bytes) -> None:
    with pikepdf.open(io.BytesIO(bleeding)) as opened:
        for sheet in opened.pages:
            left, low, right, high = (float(number) for number in sheet.TrimBox)
            assert (right - left, high - low) == pytest.approx((210 * POINTS, 297 * POINTS), abs=0.01)
            around = [float(number) for number in sheet.BleedBox]
            assert around == pytest.approx(
                [left - 3 * POINTS, low - 3 * POINTS, right + 3 * POINTS, high + 3 * POINTS], abs=0.01
            )
            assert float(sheet.MediaBox[2]) > around[2] + 5 * POINTS
        assert len(opened.pages) == len(pypdfium2.PdfDocument(document("tiny", "en")))


def test_colour_of_the_cover_goes_on_to_the_bleed_and_marks_stand_beyond(bleeding: bytes) -> None:
    with pypdfium2.PdfDocument(bleeding) as opened:
        picture = opened[0].render(scale=4).to_pil().convert("RGB")
    scale = 4 * POINTS
    inside = picture.getpixel((round(10.5 * scale), round(100 * scale)))
    assert (
        picture.getpixel((round(7 * scale), round(100 * scale))) == inside
    )  # 2 mm beyond the edge of the page
    assert picture.getpixel((round(5 * scale), round(100 * scale))) == (255, 255, 255)
    edge = [picture.getpixel((x, round(3 * scale))) for x in range(round(8.5 * scale), round(9.5 * scale))]
    assert min(sum(pixel) for pixel in edge) < 600  # a mark stands in line with the edge, at 9 mm


@pytest.mark.parametrize("profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A])
def test_document_for_a_printer_conforms(bleeding: bytes, profile: page.ValidationProfile) -> None:
    assert page.validate_pdf_bytes(bleeding, profile=profile).is_compliant


def test_document_without_bleed_has_no_other_boxes() -> None:
    with pikepdf.open(io.BytesIO(document("tiny", "en"))) as opened:
        assert all("/BleedBox" not in sheet and "/TrimBox" not in sheet for sheet in opened.pages)


@pytest.mark.parametrize(("given", "width"), [("3mm", 3), ("3", 3), (" 4,5 mm ", 4.5), ("10mm", 10)])
def test_bleed_is_read_in_millimetres(given: str, width: float) -> None:
    assert read_bleed(given) == width


@pytest.mark.parametrize("given", ["0", "11mm", "3cm", "-3", "", "wide"])
def test_what_is_no_bleed_is_refused(given: str) -> None:
    with pytest.raises(NoBleed, match="expected millimetres up to 10, such as 3mm"):
        read_bleed(given)


def test_what_has_no_pages_to_trim_is_no_document_for_a_printer() -> None:
    with pytest.raises(ValueError, match="no page that is to be trimmed"):
        with_bleed_boxes(document("tiny", "en"), 3)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-f", "pdf", "--bleed", "wide"), "'wide' is not a bleed"),
        (("-f", "html", "--bleed", "3mm"), "a bleed is for the format pdf, not for 'html'"),
    ],
)
def test_command_refuses_a_bleed_that_cannot_be(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    snapshot = tmp_path / "report.json"
    snapshot.write_text(report("tiny").canonical_json(), encoding="utf-8")
    out = tmp_path / "out.pdf"
    done = run("render", str(snapshot), "-l", "en", *arguments, "-o", str(out))
    assert done.exit_code == 2
    assert said in done.output
    assert not out.exists()


def test_command_writes_a_document_for_a_printer(tmp_path: Path) -> None:
    snapshot = tmp_path / "report.json"
    snapshot.write_text(report("tiny").canonical_json(), encoding="utf-8")
    out = tmp_path / "out.pdf"
    done = run("render", str(snapshot), "-l", "en", "-f", "pdf", "--bleed", "3mm", "-o", str(out))
    assert done.exit_code == 0
    with pikepdf.open(out) as opened:
        assert "/BleedBox" in opened.pages[0]
