"""The registry of formats, its errors, and that every format is the same wherever it is made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from rapporteur.reports.preflight import ReportNotRenderable
from rapporteur.reports.renderers import FORMATS, UnknownFormat, UnknownLanguage, render
from tests.support.sample_report import sample_report, tiny_report

ROOT = Path(__file__).parents[2]
HASHES = """
import hashlib, sys
from rapporteur.reports.renderers import FORMATS, render
from tests.support.sample_report import sample_report, tiny_report
for name in FORMATS:
    for data in (sample_report(activities=9), tiny_report()):
        for language in data.association.languages:
            print(name, language, hashlib.sha256(render(data, language, name)).hexdigest())
print("django" in sys.modules)
"""


def test_formats_are_listed_in_the_order_people_want_them() -> None:
    assert list(FORMATS) == ["pdf", "html", "docx", "xlsx", "txt", "json"]


def test_every_format_names_itself_and_its_suffix() -> None:
    assert [(item.name, item.suffix) for item in FORMATS.values()] == [(name, f".{name}") for name in FORMATS]


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


def test_formats_are_byte_identical_across_processes_zones_and_hash_seeds() -> None:
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
            [sys.executable, "-c", HASHES],
            capture_output=True,
            text=True,
            env=environment,
            cwd=ROOT,
            check=True,
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) == 5 * len(FORMATS) + 1
    assert outputs[0].splitlines()[-1] == "False"  # Django is not needed


def test_formats_differ_when_the_report_does() -> None:
    one, other = sample_report(activities=3), sample_report(activities=4)
    for name in FORMATS:
        digests = {hashlib.sha256(render(data, "fr", name)).digest() for data in (one, other)}
        assert len(digests) == 2, name
