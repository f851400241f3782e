"""Where an organisation is chosen it is said what it is to the network, since or until when, and in which country."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from pytest_django import DjangoAssertNumQueries

from rapporteur.base.core.permissions import Actor, Role
from rapporteur.interfaces.office.standings import standings
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import signed_in

pytestmark = pytest.mark.django_db
ON = date(2018, 5, 2)
OFFICER = Actor("lia", frozenset({Role.OFFICER}))
COMMUNICATIONS = Actor("mia", frozenset({Role.COMMUNICATIONS}))


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def city(name: str, **values: Any) -> Any:
    made = make.OrganisationFactory(slug=name.lower(), named=False, **values)
    make.OrganisationNameFactory(organisation=made, name={"en": name, "fr": name})
    return made


def said(organisation: Any, by: Actor = OFFICER, language: str = "en") -> str:
    return standings([organisation.pk], by, ON, language)[organisation.pk]


@pytest.mark.parametrize(
    ("membership", "words"),
    [
        ({"start": date(2015, 1, 1)}, "member since 1 January 2015"),
        ({"start": None}, "member since before the records"),
        ({"start": date(2015, 1, 1), "category": "HONORARY"}, "honorary member since 1 January 2015"),
        ({"start": None, "category": "HONORARY"}, "honorary member since before the records"),
        ({"start": date(2018, 6, 1)}, "member from 1 June 2018 on"),
        ({"start": date(2015, 1, 1), "end": date(2018, 1, 1)}, "member until 31 December 2017"),
        ({"start": date(2015, 1, 1), "end": date(2019, 1, 1)}, "member since 1 January 2015"),
    ],
)
def test_a_membership_is_said_with_its_day(membership: dict[str, Any], words: str) -> None:
    quito = city("Quito")
    make.MembershipFactory(organisation=quito, **membership)
    assert said(quito) == words


def test_a_prospect_is_said_to_whoever_may_see_prospects() -> None:
    zurich = city("Zurich")
    assert said(zurich) == "no member now"
    make.ProspectFactory(organisation=zurich, stage="CANDIDATE", start=date(2018, 1, 1))
    assert said(zurich) == "prospect that has applied"
    assert said(zurich, language="fr") == "prospect, candidature déposée"
    assert said(zurich, COMMUNICATIONS) == "no member now"


def test_a_former_member_that_is_a_prospect_again_is_a_prospect() -> None:
    lima = city("Lima")
    make.MembershipFactory(organisation=lima, start=date(2010, 1, 1), end=date(2015, 1, 1))
    make.ProspectFactory(organisation=lima, stage="CONTACT", start=date(2018, 1, 1))
    assert said(lima) == "prospect, in contact"


def test_two_queries_for_however_many(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cities = [city(f"City-{number}") for number in range(9)]
    for one in cities[:5]:
        make.MembershipFactory(organisation=one)
    with django_assert_num_queries(2):
        standings([one.pk for one in cities], OFFICER, ON, "en")
    with django_assert_num_queries(0):
        assert standings([], OFFICER, ON, "en") == {}


def rows(client: Client, text: str) -> list[list[str]]:
    options = Organisation._meta
    view = f"wagtailsnippetchoosers_{options.app_label}_{options.model_name}:choose_results"
    response: Any = client.get(reverse(view), {"q": text})
    page: Any = html.fromstring(response.content.decode())
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        for row in page.xpath("//tbody/tr")
    ]


def test_the_window_says_the_country_and_the_standing() -> None:
    berlin = city("Berlin", country="DE")
    make.MembershipFactory(organisation=berlin, start=date(2015, 1, 1))
    city("Berlin-2", country="US")
    found = rows(signed_in(Role.OFFICER), "Berlin")
    assert [row[-2:] for row in found] == [
        ["Germany", "member since 1 January 2015"], ["United States", "no member now"],
    ]  # fmt: skip


def test_the_box_of_log_says_it_too() -> None:
    berlin = city("Berlin", country="DE")
    make.MembershipFactory(organisation=berlin, start=date(2010, 1, 1), end=date(2015, 1, 1))
    answer = signed_in(Role.OFFICER).get(reverse("log:choices"), {"of": "members", "q": "berlin"}).json()
    (choice,) = answer["choices"]
    assert choice["more"] == "City, Germany, member until 31 December 2014"
