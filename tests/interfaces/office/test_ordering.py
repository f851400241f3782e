"""Lists, windows to choose in and boxes of choices stand in the order of the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html

from rapporteur.base.core.database.collation import in_order_of
from rapporteur.interfaces.office.codes import countries_of
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.members.models import Membership, Organisation
from tests.factories import make
from tests.support.office import superuser, url

pytestmark = pytest.mark.django_db
NAMES = {  # by slug, so that the order of slugs is none of the three
    "a": {"en": "United States", "fr": "États-Unis", "es": "Estados Unidos"},
    "b": {"en": "Ecuador", "fr": "Équateur", "es": "Ecuador"},
    "c": {"en": "Zambia", "fr": "Zambie", "es": "Zambia"},
    "d": {"en": "Emirates", "fr": "Émirats", "es": "Emiratos"},
    "e": {"en": "Nzega", "fr": "Nzega", "es": "Nzega"},
    "f": {"en": "Nandu", "fr": "Nandou", "es": "Ñandú"},
    "g": {"en": "Oran", "fr": "Oran", "es": "Orán"},
}
IN_ORDER = {
    "fr": ["Émirats", "Équateur", "États-Unis", "Nandou", "Nzega", "Oran", "Zambie"],
    "en": ["Ecuador", "Emirates", "Nandu", "Nzega", "Oran", "United States", "Zambia"],
    "es": ["Ecuador", "Emiratos", "Estados Unidos", "Nzega", "Ñandú", "Orán", "Zambia"],
}


@pytest.fixture
def staff() -> Client:
    make.AssociationFactory(languages=["fr", "en", "es"], source_language="fr")
    return superuser()


def listed(client: Client, address: str, language: str) -> list[str]:
    """Return what the rows of a list are called, as somebody sees it who reads a language."""
    page: Any = client.get(address, headers={"accept-language": language})
    parsed: Any = html.fromstring(page.content.decode())
    names = parsed.xpath("//table[contains(@class, 'listing')]/tbody/tr//*[contains(@class, 'title')]//a")
    texts = [" ".join(name.text_content().split()) for name in names]
    return [text for text in texts if text]


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_organisations_and_memberships_stand_as_the_reader_orders_their_names(
    staff: Client, language: str
) -> None:
    for slug, name in NAMES.items():
        organisation = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=organisation, name=name)
        make.MembershipFactory(organisation=organisation)
    for model in (Organisation, Membership):
        rows = [
            one
            for one in listed(staff, url(model, "list"), language)
            if one.split(",")[0] in IN_ORDER[language]
        ]
        assert [one.split(",")[0] for one in rows] == IN_ORDER[language], model


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_bodies_are_chosen_among_in_the_order_of_the_reader(staff: Client, language: str) -> None:
    for slug, name in NAMES.items():
        make.BodyFactory(slug=slug, name=name)
    rows = listed(staff, reverse("wagtailsnippetchoosers_governance_body:choose_results"), language)
    assert [one for one in rows if one in IN_ORDER[language]] == IN_ORDER[language]
    assert Body.objects.count() == len(NAMES)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_people_are_ordered_by_letters_and_not_by_code_points(language: str, db: None) -> None:
    ordered = ["Ángel", "Élodie", "Emma", "Nuno", "Óscar", "Zoé"]
    for name in sorted(ordered):
        make.PersonFactory(name=name)
    found = Person.objects.order_by(in_order_of("name", language), "pk").values_list("name", flat=True)
    assert [one for one in found if one in ordered] == ordered


def test_spanish_sets_the_letter_ene_behind_all_of_n_and_french_between(db: None) -> None:
    for name in ("Ñandú", "Nzega", "Nador"):
        make.PersonFactory(name=name)

    def ordered(language: str) -> list[str]:
        return list(Person.objects.order_by(in_order_of("name", language)).values_list("name", flat=True))

    assert ordered("es") == ["Nador", "Nzega", "Ñandú"]
    assert ordered("fr") == ["Nador", "Ñandú", "Nzega"]


def test_countries_are_offered_in_the_order_of_the_reader(staff: Client) -> None:
    for country in ("US", "AE", "EC", "ZM", "EE"):
        make.OrganisationFactory(country=country)
    with translation.override("fr"):
        found = [name for _, name in countries_of(Organisation)]
    assert found == ["Émirats arabes unis", "Équateur", "Estonie", "États-Unis", "Zambie"]
