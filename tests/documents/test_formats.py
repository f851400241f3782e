"""The registry of formats, its errors, and that every format is the same wherever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typst
from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.building.build import Built
from rapporteur.documents.formats import FORMATS, UnknownFormat, render
from rapporteur.documents.preflight.problems import ReportNotRenderable
from rapporteur.report.value.languages import UnknownLanguage
from tests.support.sample_report import sample_report, tiny_report

ROOT = Path(__file__).parents[2]
HASHES = """
import hashlib, sys
from rapporteur.documents.formats import render
from tests.support.sample_report import sample_report, tiny_report
(name,) = sys.argv[1:]
for data in (sample_report(activities=9), tiny_report()):
    for language in data.association.languages:
        print(name, language, hashlib.sha256(render(data, language, name)).hexdigest())
print("django" in sys.modules)
"""


def test_formats_are_listed_in_the_order_people_want_them() -> None:
    assert list(FORMATS) == ["pdf", "html", "docx", "xlsx", "txt", "json"]


def test_every_format_names_itself_and_its_suffix() -> None:
    assert [(item.name, item.suffix) for item in FORMATS.values()] == [(name, f".{name}") for name in FORMATS]


def test_a_built_pdf_says_how_many_pages_it_has_and_no_other_document_does(tmp_path: Path) -> None:
    (path := tmp_path / "a.pdf").write_bytes(bytes(typst.compile(b"a #pagebreak() b #pagebreak() c")))
    assert Built(path, "en", "pdf", size=1, seconds=0).pages == 3
    assert Built(path, "en", "html", size=1, seconds=0).pages is None


@pytest.mark.parametrize(
    ("given", "meant"), [("PDF", "pdf"), ("docs", "docx"), ("xls", "xlsx"), ("htm", "html")]
)
def test_an_unknown_format_is_refused_with_the_valid_ones_and_the_nearest(given: str, meant: str) -> None:
    with pytest.raises(UnknownFormat) as error:
        render(tiny_report(), "pt", given)
    listed = ", ".join(FORMATS)
    assert str(error.value) == f"'{given}' is not a format: expected one of {listed}; did you mean '{meant}'?"


def test_a_format_like_none_is_refused_without_a_guess() -> None:
    with pytest.raises(UnknownFormat) as error:
        render(tiny_report(), "pt", "§§§§§§§§")
    assert "did you mean" not in str(error.value)


def test_an_unknown_language_is_refused_with_those_of_the_report() -> None:
    with pytest.raises(UnknownLanguage) as error:
        render(tiny_report(), "pt-BR", "html")
    assert str(error.value) == (
        "'pt-BR' is not a language of this report: expected one of pt, en; did you mean 'pt'?"
    )


@pytest.mark.parametrize("name", [item.name for item in FORMATS.values() if item.laid_out])
def test_what_cannot_be_laid_out_is_refused_with_the_record(name: str) -> None:
    data = tiny_report()
    spoilt = replace(data.activities[0], title=type(data.activities[0].title)({"pt": "a\x07b", "en": "x"}))
    data = replace(data, activities=(spoilt, *data.activities[1:]))
    with pytest.raises(ReportNotRenderable, match="activity wall-inventory, title"):
        render(data, "pt", name)


@pytest.mark.parametrize("name", list(FORMATS))
def test_each_format_is_made_of_both_reports(name: str) -> None:
    beginnings = {"pdf": b"%PDF-", "html": b"<!doctype html>", "docx": b"PK", "xlsx": b"PK", "json": b"{"}
    for data in (sample_report(activities=3), tiny_report()):
        made = render(data, data.association.languages[0], name)
        assert made.startswith(beginnings.get(name, b""))
        assert len(made) > 500


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("name", FORMATS)
def test_format_is_byte_identical_across_processes_zones_and_hash_seeds(name: str) -> None:
    outputs = []
    for zone, seed, locale in (("Pacific/Kiritimati", "1", "C"), ("America/Lima", "4242", "C.UTF-8")):
        environment = {
            **os.environ,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "LC_ALL": locale,
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, "-c", HASHES, name],
            capture_output=True,
            text=True,
            env=environment,
            cwd=ROOT,
            check=True,
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 5 + 1
    assert outputs[0].splitlines()[-1] == "False"  # Django is not needed


@pytest.mark.parametrize("name", FORMATS)
def test_format_differs_when_the_report_does(name: str) -> None:
    one, other = sample_report(activities=3), sample_report(activities=4)
    assert render(one, "fr", name) != render(other, "fr", name)


def test_a_script_that_the_fonts_lack_refuses_only_the_format_that_has_them() -> None:
    data = tiny_report()
    title = LocalizedText({"pt": "Reunião 東京", "en": "Meeting 東京"})
    data = replace(data, activities=(replace(data.activities[0], title=title), *data.activities[1:]))
    with pytest.raises(ReportNotRenderable, match="title"):
        render(data, "pt", "pdf")
    assert [name for name, one in FORMATS.items() if one.drawn] == ["pdf"]
    for format_ in ("html", "txt"):
        assert "Reunião 東京" in render(data, "pt", format_).decode()
    assert render(data, "pt", "docx").startswith(b"PK")
