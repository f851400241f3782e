"""What a record is called on a day, in the language of whoever reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.names.called import name_of, with_names
from tests.factories import make

pytestmark = pytest.mark.django_db
ON = date(2018, 6, 30)


@pytest.fixture
def city() -> Organisation:
    city: Organisation = make.OrganisationFactory(slug="kolkata", named=False)
    make.OrganisationNameFactory(organisation=city, name={"en": "Calcutta"}, end=date(2001, 1, 1))
    make.OrganisationNameFactory(
        organisation=city, name={"en": "Kolkata", "es": "Calcuta"}, start=date(2001, 1, 1)
    )
    return city


@pytest.mark.parametrize(
    ("languages", "day", "called"),
    [
        (["es", "en"], ON, "Calcuta"),
        (["fr", "en"], ON, "Kolkata"),
        (["en"], date(2000, 12, 31), "Calcutta"),
        (["es"], date(2000, 12, 31), "Calcutta"),
    ],
)
def test_organisation_is_called_by_the_name_in_force(
    city: Organisation, languages: list[str], day: date, called: str
) -> None:
    assert name_of(city, languages, day) == called
    assert name_of(make.MembershipFactory(organisation=city), languages, day) == called


def test_record_without_a_name_is_called_by_its_slug() -> None:
    assert name_of(make.OrganisationFactory(slug="bare", named=False), ["en"], ON) == "bare"


@pytest.mark.parametrize(
    ("factory", "values", "called"),
    [
        (make.RegionFactory, {"name": {"fr": "Asie"}}, "Asie"),
        (make.PersonFactory, {"name": "Jane Doe"}, "Jane Doe"),
        (make.BodyFactory, {"name": {"fr": "Bureau"}}, "Bureau"),
        (make.SeatFactory, {"function": {"fr": "Trésorière"}}, "Trésorière"),
        (make.SeatFactory, {"slug": "seat-7", "function": {}}, "seat-7"),
        (make.MandateFactory, {"person__name": "Jane Doe"}, "Jane Doe"),
        (make.FocalPointFactory, {"person__name": "Jane Doe"}, "Jane Doe"),
        (make.InitiativeFactory, {"name": {"fr": "Pilote"}}, "Pilote"),
        (make.ActivityFactory, {"title": {"fr": "Atelier"}}, "Atelier"),
        (make.BilateralMeetingFactory, {"place_name": {"fr": "Évora"}}, "Évora"),
        (make.MediaMentionFactory, {"outlet": "O Público"}, "O Público"),
        (make.DuesCallFactory, {"year": 2018}, "2018"),
    ],
)
def test_record_is_called_by_its_own_words(factory: Any, values: dict[str, Any], called: str) -> None:
    assert name_of(factory(**values), ["fr"], ON) == called


def test_meeting_without_a_place_of_its_own_is_called_by_that_of_an_organisation(city: Organisation) -> None:
    meeting = make.BilateralMeetingFactory(place_name={}, place_organisation=city)
    assert name_of(meeting, ["en"], ON) == "Kolkata"


@pytest.mark.parametrize("number", [1, 30])
def test_names_of_many_are_fetched_together(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        make.MembershipFactory(organisation__slug=f"city-{n}")
    with django_assert_num_queries(3):
        called = [name_of(one, ["en"], ON) for one in with_names(Membership.objects.all())]
    assert len(called) == number
    with django_assert_num_queries(2):
        assert sorted(called) == sorted(
            name_of(one, ["en"], ON) for one in with_names(Organisation.objects.all())
        )
