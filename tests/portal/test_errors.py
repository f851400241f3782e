"""What a reader sees when something goes wrong: a page in a language asked for, from nowhere else."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from lxml import html
from pytest_django import Settings

from rapporteur.portal.errors import WORDS, failed, refused


@pytest.fixture
def reader(tmp_path: Path, settings: Settings) -> Client:
    """Somebody who reads Spanish, where no report is built; failures come as pages."""
    settings.BUILD_DIR = tmp_path
    return Client(raise_request_exception=False, headers={"accept-language": "es-AR, en;q=0.5"})


@pytest.mark.parametrize(
    ("address", "language"),
    [("/2018-Q2/fr/", "fr"), ("/2018-Q2/de/", "es"), ("/nothing", "es"), ("/fr/nothing/", "fr")],
)
def test_page_that_is_not_there_is_told_in_the_language_asked_for(
    reader: Client, address: str, language: str
) -> None:
    answer = reader.get(address)
    page = html.fromstring(answer.content)
    assert (answer.status_code, answer["Content-Language"]) == (404, language)
    assert page.get("lang") == language
    assert page.xpath("//h1/text()") == [WORDS[language]["NOT_FOUND"].title]
    assert page.xpath("//a/@href") == ["/"]


def test_reader_of_another_language_gets_english(reader: Client) -> None:
    answer = reader.get("/nothing", headers={"accept-language": "de"})
    assert answer["Content-Language"] == "en"
    assert "Page not found" in answer.content.decode()


def test_where_no_report_is_built_home_says_so_and_leads_nowhere(reader: Client) -> None:
    answer = reader.get("/")
    assert answer.status_code == 404
    assert "Todavía no hay informe" in answer.content.decode()
    assert "<a " not in answer.content.decode()


def test_failure_of_the_program_is_a_page_that_tells_nothing_of_it(
    reader: Client, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "2018-Q2").mkdir()
    (tmp_path / "2018-Q2" / "2018-Q2.json").write_text("no snapshot")
    answer = reader.get("/2018-Q2/fr/")
    assert answer.status_code == 500
    assert "Une erreur s’est produite" in answer.content.decode()
    assert "snapshot" not in answer.content.decode()
    assert "InvalidSnapshot" in caplog.text


def test_pages_load_nothing_and_allow_their_own_style_only(reader: Client) -> None:
    answer = reader.get("/nothing")
    page = html.fromstring(answer.content)
    style = str(page.xpath("string(//style)"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert page.xpath("//script | //link | //img | //*[@src] | //*[@style]") == []
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_has_words_for_everything(language: str) -> None:
    assert WORDS[language].keys() == WORDS["en"].keys()
    request = RequestFactory(headers={"accept-language": language}).get("/")
    for answer, status in ((failed(request), 500), (refused(request), 403)):
        assert (answer.status_code, answer["Content-Language"]) == (status, language)


def test_form_from_elsewhere_is_refused_with_a_page(settings: Settings) -> None:
    answer = Client(enforce_csrf_checks=True).post("/cms/login/", headers={"accept-language": "fr"})
    assert answer.status_code == 403
    assert "Demande refusée" in answer.content.decode()


def test_request_that_makes_no_sense_is_answered_with_a_page(reader: Client) -> None:
    answer = reader.get("/nothing", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "Solicitud rechazada" in answer.content.decode()
