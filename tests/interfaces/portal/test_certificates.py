"""A certificate is confirmed by its code in every language, without the name; what is withdrawn is told so."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from rapporteur.records.training.models import Certificate
from tests.factories import make
from tests.support.portal import LATER

pytestmark = pytest.mark.django_db
CODE = "7K3M9QX2TT01"


@pytest.fixture(autouse=True)
def certificate() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    course = make.CourseFactory(title={"en": "Bridges and dikes", "fr": "Ponts et digues"})
    trainee = make.ParticipantFactory(
        course=course, slug="awa-ndiaye", name="Awa Ndiaye", attendance="ATTENDED", consent=True
    )
    make.CertificateFactory(participant=trainee, code=CODE, number=7)


def told(code: str, language: str = "en") -> str:
    answer = Client().get(f"/{language}/certificates/", {"code": code})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("typed", [CODE, "7k3m-9qx2-tt01", "7K3M 9QX2 TTOI"])
def test_a_code_is_confirmed_without_the_name(typed: str) -> None:
    page = told(typed)
    for part in (
        "This certificate is valid.",
        "2018/7",
        "Bridges and dikes",
        "22–29 April 2018",
        "29 April 2018",
    ):
        assert part in page
    for secret in ("Awa", "Ndiaye", "awa-ndiaye"):
        assert secret not in page
    assert "Ponts et digues" in told(typed, "fr")


@pytest.mark.parametrize(
    "typed", ["7K3M9QX2TT02", "7K3M9QX2TT0", "<b>", "awa-ndiaye", "' or 1=1", "\u0660" * 12]
)
def test_another_code_is_confirmed_by_nothing(typed: str) -> None:
    page = told(typed)
    assert "No certificate has this code." in page
    assert "Bridges" not in page


def test_without_a_code_the_page_asks_for_one() -> None:
    page = Client().get("/en/certificates/").content.decode()
    assert "Code of the certificate" in page
    assert "No certificate" not in page


def test_one_that_is_withdrawn_or_not_given_yet() -> None:
    Certificate.objects.update(withdrawn_date=date(2018, 6, 1))
    page = told(CODE)
    assert "This certificate was withdrawn." in page
    assert "1 June 2018" in page
    assert "certificate is valid." not in page
    Certificate.objects.update(withdrawn_date=LATER)
    assert "This certificate is valid." in told(CODE)
    Certificate.objects.update(issued_date=LATER, withdrawn_date=None)
    assert "No certificate has this code." in told(CODE)
