"""Countries and currencies in forms: chosen by their names in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.models import Association
from rapporteur.base.values.formatting.languages import countries, currencies
from rapporteur.records.activities.models import BilateralMeeting
from rapporteur.records.dues.models import DuesCall, PublishedStatement
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import form_of, send, shown, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Client:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    return superuser()


def offered(client: Client, address: str, name: str) -> dict[str, str]:
    options = shown(client, address).xpath(f"//select[@name='{name}']/option")
    return {one.get("value"): one.text for one in options}


@pytest.mark.parametrize("name", ["fr", "en", "es"])
def test_names_are_those_of_the_language_in_its_order(name: str) -> None:
    named = {"fr": "Allemagne", "en": "Germany", "es": "Alemania"}
    assert countries(name)["DE"] == named[name]
    assert list(countries("es").values())[:2] == ["Afganistán", "Albania"]
    assert {"EU", "ZZ"} & countries(name).keys() == {"ZZ"}
    assert currencies(name)["EUR"] == "Euro (EUR)"
    assert "FRF" not in currencies(name)


@pytest.mark.parametrize(
    ("model", "name", "expected"),
    [
        (Organisation, "country", ("EC", "Ecuador")),
        (BilateralMeeting, "country", ("EC", "Ecuador")),
        (DuesCall, "currency", ("XOF", "West African CFA Franc (XOF)")),
        (PublishedStatement, "currency", ("EUR", "Euro (EUR)")),
    ],
)
def test_forms_offer_names_and_keep_codes(
    ana: Client, model: Any, name: str, expected: tuple[str, str]
) -> None:
    code, called = expected
    assert offered(ana, url(model, "add"), name)[code] == called


def test_association_has_both(ana: Client) -> None:
    address = url(Association, "edit", Association.objects.get().pk)
    assert offered(ana, address, "seat_country")["ES"] == "Spain"
    assert send(ana, address, form_of(shown(ana, address)), seat_country="FR", currency="CHF") is None
    association = Association.objects.get()
    assert (association.seat_country, association.currency) == ("FR", "CHF")


def test_what_has_no_name_stays_and_what_is_no_code_is_refused(ana: Client) -> None:
    statement = make.PublishedStatementFactory(currency="FRF", as_of_date=date(2018, 6, 30))
    address = url(PublishedStatement, "edit", statement.pk)
    page = shown(ana, address)
    assert page.xpath("//select[@name='currency']/option[@selected]/@value") == ["FRF"]
    assert send(ana, address, form_of(page)) is None
    statement.refresh_from_db()
    assert statement.currency == "FRF"
    assert send(ana, address, form_of(page), currency="euro") is not None
