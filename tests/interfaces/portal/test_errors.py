"""What a reader sees when something goes wrong: a page in a language asked for, from nowhere else."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import pytest
from django.test import Client, RequestFactory
from lxml import html

from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.say import say
from rapporteur.interfaces.portal.errors import WORDS, failed, refused
from tests.support.portal import public_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    """Somebody who reads Spanish, where no report is frozen; failures come as pages."""
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
    assert page.xpath("//h1/text()") == [say(WORDS["NOT_FOUND"][0], language)]
    assert page.xpath("//a/@href") == ["/"]


def test_reader_of_another_language_gets_english(reader: Client) -> None:
    answer = reader.get("/nothing", headers={"accept-language": "de"})
    assert answer["Content-Language"] == "en"
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "home", "words"),
    [
        ("/fr/nothing/", "fr", ["Accueil", "Rechercher des activités, des membres, le plan, des personnes"]),
        ("/en/nothing/", "en", ["Home", "Search activities, members, plan and people"]),
        ("/nothing", "es", ["Inicio", "Buscar actividades, miembros, plan y personas"]),
    ],
)
def test_page_that_is_not_there_leads_home_and_to_a_search_as_it_says(
    reader: Client, address: str, home: str, words: list[str]
) -> None:
    public_network(languages=("fr", "en", "es"))
    page: Any = html.fromstring(reader.get(address).content)
    assert page.xpath("//a/text()") == words
    assert page.xpath("//a/@href") == [f"/{home}/", f"/{home}/search/"]
    for href in page.xpath("//a/@href"):
        assert html.fromstring(reader.get(href).content).get("lang") == home


def test_way_home_is_one_that_the_site_has(reader: Client) -> None:
    public_network(languages=("fr", "en"))  # a reader of Spanish has English beside it
    page = html.fromstring(reader.get("/nothing").content)
    assert page.get("lang") == "es"
    assert page.xpath("//a/@href") == ["/en/", "/en/search/"]
    assert reader.get("/en/").status_code == 200


def test_page_of_a_failure_leads_home_in_the_language_of_its_address() -> None:
    for address, way in (("/fr/plan/", "/fr/"), ("/cms/", "/")):
        page = html.fromstring(failed(RequestFactory().get(address)).content)
        assert page.xpath("//a/@href") == [way]


def test_where_no_report_is_frozen_home_says_so_and_leads_staff_to_signing_in(reader: Client) -> None:
    answer = reader.get("/")
    page: Any = html.fromstring(answer.content)
    assert answer.status_code == 404
    assert "Todavía no hay informe" in answer.content.decode()
    assert "404" not in page.text_content()
    (way,) = page.xpath("//a/@href")
    asked = reader.get(way, follow=True)
    assert asked.status_code == 200
    assert html.fromstring(asked.content).xpath("//input[@type='password']")


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_answer_in_every_language(language: str) -> None:
    request = RequestFactory(headers={"accept-language": language}).get("/")
    for answer, status in ((failed(request), 500), (refused(request), 403)):
        assert (answer.status_code, answer["Content-Language"]) == (status, language)


def test_form_from_elsewhere_is_refused_with_a_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/cms/login/", headers={"accept-language": "fr"})
    assert answer.status_code == 403
    assert "Demande refusée" in answer.content.decode()


def test_request_that_makes_no_sense_is_answered_with_a_page(reader: Client) -> None:
    answer = reader.get("/nothing", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "Solicitud rechazada" in answer.content.decode()
