"""Countries and currencies in forms: chosen by their names in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.admin.compare import comparison_class_registry

from rapporteur.base.core.models import Association
from rapporteur.base.values.formatting.languages import countries, currencies
from rapporteur.interfaces.office.imports.readable import RecordNames
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


def cells(client: Client, query: str = "") -> list[str]:
    rows = shown(client, url(Organisation, "list") + query).xpath(
        "//table[contains(@class, 'listing')]/tbody/tr"
    )
    return [row.xpath("string(td[4])") for row in rows]


def test_lists_show_names_in_their_order_and_are_filtered_by_them(ana: Client) -> None:
    for slug, code in (("berlin", "DE"), ("quito", "EC"), ("johannesburg", "ZA")):
        make.OrganisationFactory(slug=slug, country=code)
    assert cells(ana, "?ordering=country") == ["Ecuador", "Germany", "South Africa"]
    assert cells(ana, "?ordering=-country") == ["South Africa", "Germany", "Ecuador"]
    ana.cookies["django_language"] = "fr"
    with translation.override("fr"):
        assert cells(ana, "?ordering=country") == ["Afrique du Sud", "Allemagne", "Équateur"]
        filtered = shown(ana, url(Organisation, "list"))
    options = filtered.xpath("//select[@name='country']/option | //input[@name='country']/..")
    assert [" ".join(one.text_content().split()) for one in options][-3:] == [
        "Afrique du Sud", "Allemagne", "Équateur",
    ]  # fmt: skip
    assert cells(ana, "?country=EC") == ["Équateur"]
    ana_file = ana.get(url(Organisation, "list") + "?export=csv&columns=country").content.decode("utf-8-sig")
    assert "EC" in ana_file
    assert "Ecuador" not in ana_file  # imports read codes


def test_two_versions_are_compared_by_the_names_of_the_countries() -> None:
    column = Organisation._meta.get_field("country")
    before, after = Organisation(country="DE"), Organisation(country="EC")
    compared = comparison_class_registry.get(column)
    assert [compared(column, *pair).htmldiff() for pair in ((before, after), (after, after))] == [
        '<span class="deletion">Germany</span><span class="addition">Ecuador</span>', "Ecuador",
    ]  # fmt: skip
    assert comparison_class_registry.get(Organisation._meta.get_field("wikidata")) is not compared


def test_palette_and_proposals_of_imports_name_the_country(ana: Client) -> None:
    make.OrganisationNameFactory(
        organisation=make.OrganisationFactory(named=False, country="EC"), name={"en": "Quito"}
    )
    assert "Organisation · Ecuador" in ana.get(reverse("office_find"), {"q": "quito"}).content.decode()
    assert RecordNames("fr").show("country", "EC", "organisation") == "Équateur"


def test_the_region_is_called_by_its_name(ana: Client) -> None:
    region = make.RegionFactory(slug="latin-america", name={"en": "Latin America", "fr": "Amérique latine"})
    make.OrganisationFactory(slug="quito", region=region)
    page = shown(ana, url(Organisation, "list") + "?ordering=region_order")
    rows = page.xpath("//table[contains(@class, 'listing')]/tbody/tr")
    assert [row.xpath("string(td[5])") for row in rows] == ["Latin America"]


def test_a_published_statement_is_called_by_its_day_in_words(ana: Client) -> None:
    statement = make.PublishedStatementFactory(year=2018, as_of_date=date(2018, 6, 30))
    page = shown(ana, url(PublishedStatement, "inspect", statement.pk))
    assert "2018, as of 30 June 2018" in page.xpath("string(//main)")
    assert "2018-06-30" not in page.xpath("string(//main)")
