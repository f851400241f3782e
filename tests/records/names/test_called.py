"""What a record is called on a day, in the language of whoever reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from rapporteur.records.activities.models import BilateralMeeting
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
        (make.MediaMentionFactory, {"outlet": "O Público"}, "O Público"),
        (make.DuesCallFactory, {"year": 2018}, "2018"),
    ],
)
def test_record_is_called_by_its_own_words(factory: Any, values: dict[str, Any], called: str) -> None:
    assert name_of(factory(**values), ["fr"], ON) == called


def test_a_meeting_is_called_by_whom_one_met_where_and_when(city: Organisation) -> None:
    dates = {"start_date": date(2018, 6, 20), "end_date": date(2018, 6, 20)}
    meeting = make.BilateralMeetingFactory(place_name={"en": "New York", "fr": "New York"}, **dates)
    assert name_of(meeting, ["en"], ON) == "New York, 20 June 2018"
    meeting.participants.add(city)
    assert name_of(meeting, ["en"], ON) == "Kolkata, in New York, 20 June 2018"
    assert name_of(meeting, ["fr"], ON) == "Kolkata (New York), 20 juin 2018"
    for name in ("Berlin", "Quito", "Zurich"):
        other = make.OrganisationFactory(slug=name.lower(), named=False)
        make.OrganisationNameFactory(organisation=other, name={"en": name})
        meeting.participants.add(other)
    assert name_of(meeting, ["en"], ON) == "Berlin, Kolkata, Quito and 1 more, in New York, 20 June 2018"
    unsaved = make.BilateralMeetingFactory.build(place_name={"en": "Évora"}, **dates)
    assert name_of(unsaved, ["en"], ON) == "Évora, 20 June 2018"


def test_a_meeting_at_the_city_that_one_met_names_it_once(city: Organisation) -> None:
    dates = {"start_date": date(2018, 6, 1), "end_date": date(2018, 6, 30), "date_precision": "MONTH"}
    meeting = make.BilateralMeetingFactory(place_name={}, place_organisation=city, **dates)
    assert name_of(meeting, ["en"], ON) == "Kolkata, June 2018"
    meeting.participants.add(city)
    assert name_of(meeting, ["en"], ON) == "Kolkata, June 2018"


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


@pytest.mark.parametrize("number", [1, 20])
def test_names_of_many_meetings_are_fetched_together(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        make.BilateralMeetingFactory().participants.add(make.OrganisationFactory(slug=f"city-{n}"))
    with django_assert_num_queries(3):
        assert len([name_of(one, ["en"], ON) for one in with_names(BilateralMeeting.objects.all())]) == number
