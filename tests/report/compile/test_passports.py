"""Passports compiled from records: what is counted for a member and its region, what staff alone reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.values.periods import Period
from rapporteur.report.compile.passports.compiling import compile_passports
from rapporteur.report.value.passport import PassportData, language_of_member
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
DAY = date(2018, 6, 30)


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en", "es"], source_language="fr")


def a_member(slug: str, region: Any = None, **values: Any) -> Any:
    """Return an organisation that is a member, in a region where one is given."""
    organisation = make.OrganisationFactory(slug=slug, country="SN")
    make.MembershipFactory(organisation=organisation, **values)
    if region:
        make.RegionalAffiliationFactory(organisation=organisation, region=region)
    return organisation


def passports(**options: Any) -> dict[str, PassportData]:
    """Return the passports of the quarter by member."""
    return {one.slug: one for one in compile_passports(QUARTER, DAY, **options)}


def test_activities_are_counted_for_the_member_and_beside_it_for_its_region() -> None:
    region = make.RegionFactory()
    dakar, accra = (a_member(slug, region) for slug in ("dakar", "accra"))
    a_member("lagos", region)
    lima = a_member("lima")
    for day, members in (
        (date(2018, 5, 2), (dakar, accra, lima)),
        (date(2018, 2, 1), (dakar,)),
        (date(2016, 9, 1), (dakar,)),
    ):
        activity = make.ActivityFactory(start_date=day, live=True)
        for one in members:
            make.ActivationFactory(activity=activity, organisation=one)
    make.ActivationFactory(activity=make.ActivityFactory(live=False), organisation=dakar)
    make.ActivationFactory(
        activity=make.ActivityFactory(start_date=date(2018, 7, 1), live=True), organisation=dakar
    )
    found = passports()
    assert list(found) == ["accra", "dakar", "lagos", "lima"]
    it = found["dakar"]
    assert (it.period.activities, it.year.activities, it.ever.activities) == (1, 2, 3)
    assert (it.period.of_region, it.period.region_active, it.period.region_members) == (0.6667, 2, 3)
    assert it.years == ((2016, 1), (2017, 0), (2018, 2))
    assert [one.in_period for one in it.activities] == [True, False]
    assert found["lagos"].period.activities == 0
    assert found["lima"].period.of_region is None


def test_an_activity_counts_once_whatever_the_roles_and_not_before_the_member_joined() -> None:
    dakar = a_member("dakar", start=date(2018, 1, 1))
    for day in (date(2018, 5, 2), date(2017, 5, 2)):
        activity = make.ActivityFactory(start_date=day, live=True)
        for role in ("HOST", "SPEAKER"):
            make.ActivationFactory(activity=activity, organisation=dakar, role=role)
    statement = make.JointStatementFactory(activity=activity)
    make.SignatoryFactory(statement=statement, organisation=dakar)
    it = passports()["dakar"]
    assert it.since == date(2018, 1, 1)
    assert it.ever.activities == it.period.activities == 1
    assert [one.role for one in it.activities] == ["HOST"]


def test_dues_and_meetings_are_in_the_passport_for_staff_alone() -> None:
    dakar = a_member("dakar")
    call = make.DuesCallFactory(year=2018)
    item = make.DuesItemFactory(call=call, organisation=dakar, amount=Decimal("1000.00"))
    make.PaymentFactory(item=item, amount=Decimal("400.00"), paid_date=date(2018, 6, 1))
    make.PaymentFactory(item=item, amount=Decimal("600.00"), paid_date=date(2018, 7, 1))
    make.BilateralMeetingFactory(place_name={"en": "A hall"}).participants.add(dakar)
    assert passports()["dakar"].staff is None
    staff = passports(staff=True)["dakar"].staff
    assert staff is not None
    assert [(one.year, one.paid, one.left) for one in staff.dues] == [
        (2018, Decimal("400.00"), Decimal("600.00"))
    ]
    assert [(one.day, one.place["en"]) for one in staff.meetings] == [(date(2018, 5, 2), "A hall")]


def test_who_is_no_member_on_the_day_has_none() -> None:
    a_member("lima", end=date(2018, 3, 1))
    quito = make.OrganisationFactory(slug="quito")
    assert passports() == {}
    assert passports(members=[quito.pk]) == {}


def test_open_calls_and_own_events_to_come_are_in_every_passport() -> None:
    a_member("dakar")
    for slug, opens, closes in (("open", 1, 31), ("over", 1, 29), ("later", 20, 31)):
        opened = date(2018, 6 if slug != "later" else 7, opens)
        make.CallForApplicationsFactory(
            slug=slug,
            name={"en": slug},
            opens_date=opened,
            closes_date=date(2018, 7 if closes == 31 else 6, closes),
        )
    hall = {"en": "A hall"}
    for title, day, more in (
        ("ours", date(2018, 8, 26), {}),
        ("theirs", date(2018, 8, 26), {"part": "GOING"}),
        ("past", date(2018, 6, 1), {}),
        ("cancelled", date(2018, 8, 1), {"cancelled_date": date(2018, 6, 1), "cancelled_reason": "No room"}),
    ):
        make.PlannedEventFactory(title={"en": title}, start_date=day, end_date=day, place_name=hall, **more)
    it = passports()["dakar"]
    assert [one.name["en"] for one in it.calls] == ["open"]
    assert [(one.title["en"], one.start, one.place["en"]) for one in it.events] == [
        ("ours", date(2018, 8, 26), "A hall")
    ]


def test_passports_take_as_many_queries_for_many_members_as_for_one() -> None:
    counts = []
    for number in (1, 8):
        for n in range(number):
            one = a_member(f"member-{number}-{n}", make.RegionFactory())
            make.ActivationFactory(activity=make.ActivityFactory(live=True), organisation=one)
        with CaptureQueriesContext(connection) as queries:
            assert passports(staff=True)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18


@pytest.mark.parametrize(
    ("country", "language"), [("MX", "es"), ("SN", "fr"), ("JP", "fr"), ("", "fr"), ("GH", "en")]
)
def test_a_member_is_written_to_in_a_language_of_its_country(country: str, language: str) -> None:
    assert language_of_member(country, ("fr", "en", "es"), "fr") == language
