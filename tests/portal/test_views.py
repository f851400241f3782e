"""What a reader of the built report gets: pages, files, and the headers around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from rapporteur.reports.building import build
from tests.support.sample_report import sample_report


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents of one period, but the slow ones."""
    folder = tmp_path_factory.mktemp("build")
    data = sample_report()
    build(data, folder / data.period.code, formats=["html", "txt", "json"])
    return folder


@pytest.fixture
def reader(built: Path, settings: Settings) -> Client:
    """Somebody who reads English and Spanish."""
    settings.BUILD_DIR = built
    return Client(headers={"accept-language": "de, es;q=0.8, en;q=0.5"})


def period_of(built: Path) -> str:
    """Return the one period that was built."""
    return next(built.iterdir()).name


def test_home_leads_to_the_language_that_is_read(reader: Client, built: Path) -> None:
    answer = reader.get("/")
    assert (answer.status_code, answer["Location"]) == (302, f"/{period_of(built)}/es/")
    assert answer["Vary"] == "Accept-Language"


def test_page_offers_its_languages_and_files(reader: Client, built: Path) -> None:
    period = period_of(built)
    answer = reader.get(f"/{period}/fr/")
    page = answer.content.decode()
    assert answer["Content-Language"] == "fr"
    assert f'href="/{period}/en/"' in page
    assert f'href="/{period}/files/{period}.fr.txt"' in page
    assert f'href="/{period}/files/{period}.json"' in page


def test_page_allows_no_script_and_no_frame(reader: Client, built: Path) -> None:
    answer = reader.get(f"/{period_of(built)}/fr/")
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db  # the end of an answer looks after the connection
@pytest.mark.parametrize(
    ("name", "language"), [("{}.fr.txt", "fr"), ("{}.es.html", "es"), ("{}.json", "fr, en, es")]
)
def test_file_is_in_the_language_it_says(reader: Client, built: Path, name: str, language: str) -> None:
    period = period_of(built)
    answer = reader.get(f"/{period}/files/{name.format(period)}")
    answer.close()
    assert answer.status_code == 200
    assert answer["Content-Language"] == language
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "address",
    [
        "/2030-Q1/fr/", "/{}/de/", "/{}/files/..", "/{}/files/.hidden.txt", "/{}/files/%2e%2e%2fsecret.txt",
        "/{}/files/none.pdf", "/../fr/", "/{}/files/notes.yaml",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(reader: Client, built: Path, address: str) -> None:
    folder = built / period_of(built)
    (folder / ".hidden.txt").write_text("hidden")
    (folder / "notes.yaml").write_text("no document")
    assert reader.get(address.format(period_of(built))).status_code == 404
    (folder / ".hidden.txt").unlink()
    (folder / "notes.yaml").unlink()


def test_nothing_is_written_through_a_page(reader: Client, built: Path) -> None:
    assert reader.post(f"/{period_of(built)}/fr/").status_code == 405
