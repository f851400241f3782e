"""Who sleeps, and why: each reason for who may see what it rests on, narrowed by reason and region."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rapporteur.base.core.permissions import Actor, Role
from rapporteur.interfaces.office.asleep.standing import sleepers
from rapporteur.records.remarks.models import FollowUp
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
ON = date(2018, 7, 1)
EVERYTHING = Actor("ana", roles=frozenset({Role.SECRETARY_GENERAL}))


def member(slug: str, region: Any = None) -> Any:
    organisation = make.OrganisationFactory(slug=slug, region=region)
    make.MembershipFactory(organisation=organisation)
    return organisation


def awake(organisation: Any) -> None:
    activity = make.ActivityFactory(start_date=date(2018, 5, 1), end_date=date(2018, 5, 1))
    make.ActivationFactory(activity=activity, organisation=organisation)


def reasons(by: Actor = EVERYTHING, on: date = ON) -> dict[str, list[str]]:
    return {one.record.slug: list(one.reasons) for one in sleepers(by, ("en",), on)}


def test_who_is_active_owes_nothing_and_is_looked_after_does_not_sleep() -> None:
    region = make.RegionFactory()
    make.FocalPointFactory(region=region)
    awake(member("quito", region))
    assert reasons() == {}


def test_a_follow_up_that_has_been_due_for_a_quarter_is_a_reason() -> None:
    region = make.RegionFactory()
    make.FocalPointFactory(region=region)
    about = {"record_type": "members.organisation", "owner_name": "lia", "by": "ana", "at": timezone.now()}
    for slug, due, done in (
        ("quito", date(2018, 4, 2), {}),
        ("lima", date(2018, 4, 3), {}),
        ("cusco", date(2018, 1, 1), {"done_at": timezone.now(), "done_by": "lia"}),
        ("puno", None, {}),
    ):
        awake(member(slug, region))
        FollowUp.objects.create(**about, record=slug, text="Call the mayor", due_date=due, **done)
    assert reasons() == {"quito": ["follow_up"]}
    (found,) = sleepers(EVERYTHING, ("en",), ON)
    assert found.reasons["follow_up"] == "to be done since 2 April 2018: “Call the mayor”"


def test_a_member_that_was_asked_and_has_not_answered_by_the_day_sleeps_until_it_has() -> None:
    city = member("quito")
    awake(city)
    lia = signed_in(Role.OFFICER, name="lia")
    address = reverse("follow_ups:about", args=["members.organisation", city.pk])
    asked = {
        "text": "Who is the focal contact?",
        "owner": "lia",
        "due": "29 June 2018",
        "awaits_answer": "on",
    }
    assert lia.post(address, {**asked, "step": "add"}).status_code == 302
    follow_up = FollowUp.objects.get()
    assert follow_up.awaits_answer
    FollowUp.objects.update(at=datetime(2018, 6, 1, 9, tzinfo=UTC))
    assert "they are to answer" in shown(lia, address).text_content()
    (found,) = sleepers(EVERYTHING, ("en",), ON)
    assert found.reasons == {
        "answer": "asked on 1 June 2018, no answer by 29 June 2018: “Who is the focal contact?”"
    }
    assert reasons(on=date(2018, 6, 29)) == {}  # it may still come on that day
    assert lia.post(address, {"step": "done", "key": str(follow_up.pk)}).status_code == 302
    assert reasons() == {}


def test_each_reason_is_named_and_those_with_most_come_first() -> None:
    kept, alone = make.RegionFactory(), make.RegionFactory()
    make.FocalPointFactory(region=kept)
    make.FocalPointFactory(region=alone, end=date(2018, 7, 1))
    owing, _, seated = member("accra", kept), member("berlin", kept), member("cairo", alone)
    for one in (owing, seated):
        awake(one)
    item = make.DuesItemFactory(
        organisation=owing, call__year=2018, call__currency="EUR", amount=Decimal("900.00")
    )
    make.PaymentFactory(item=item, amount=Decimal("400.00"), paid_date=date(2018, 3, 1))
    make.PaymentFactory(item=item, amount=Decimal("500.00"), paid_date=date(2018, 8, 1))
    make.SeatFactory(organisation=seated)
    assert reasons() == {"cairo": ["seat", "focal"], "berlin": ["activity"], "accra": ["dues"]}
    (owes,) = (one.reasons["dues"] for one in sleepers(EVERYTHING, ("en",), ON) if one.record == owing)
    assert owes == "owes €500 for 2018"


def test_who_may_not_see_dues_hears_of_none() -> None:
    owing = member("accra")
    awake(owing)
    make.DuesItemFactory(organisation=owing, call__year=2018, amount=Decimal("900.00"))
    assert reasons() == {"accra": ["dues"]}
    assert reasons(Actor("bo", roles=frozenset({Role.OFFICER}))) == {}


def test_a_seat_that_somebody_holds_is_no_reason() -> None:
    city = member("accra")
    awake(city)
    seat = make.SeatFactory(organisation=city)
    make.MandateFactory(seat=seat)
    assert reasons() == {}


def test_page_is_narrowed_by_reason_and_region_and_each_state_is_a_link() -> None:
    south = make.RegionFactory(slug="south")
    member("accra", south)
    member("berlin")
    client = signed_in(Role.SECRETARY_GENERAL)
    page = shown(client, reverse("asleep:index"))
    assert {cell.text for cell in page.xpath("//main//tbody//th/a")} == {"Accra", "Berlin"}
    figures = page.xpath("//ul[@class='report-room-tiles']//a")
    assert [" ".join(one.text_content().split()) for one in figures] == [
        "all 2", "no activity 2", "no focal point 1",
    ]  # fmt: skip
    for query in ("?why=focal", "?region=south"):
        narrowed = shown(client, reverse("asleep:index") + query)
        assert [cell.text for cell in narrowed.xpath("//main//tbody//th/a")] == ["Accra"]
    odd = shown(client, reverse("asleep:index") + "?why=nonsense&region=nowhere")
    assert odd.xpath("//main//tbody//th/a") == []


def test_queries_do_not_grow_with_those_who_sleep(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client, region = signed_in(Role.SECRETARY_GENERAL), make.RegionFactory()
    for number in range(20):
        city = member(f"city-{number}", region)
        make.SeatFactory(organisation=city)
    with django_assert_max_num_queries(40):
        shown(client, reverse("asleep:index"))


def test_among_those_without_an_activity_who_has_been_silent_for_longest_stands_first() -> None:
    for slug, joined, active in (
        ("accra", date(2014, 1, 1), date(2017, 2, 1)),
        ("berlin", date(2015, 1, 1), None),
        ("cairo", date(2013, 1, 1), date(2016, 2, 1)),
        ("dakar", None, None),
    ):
        organisation = make.OrganisationFactory(slug=slug)
        make.MembershipFactory(organisation=organisation, start=joined)
        if active:
            activity = make.ActivityFactory(start_date=active, end_date=active)
            make.ActivationFactory(activity=activity, organisation=organisation)
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    page = shown(signed_in(Role.SECRETARY_GENERAL), f"{reverse('asleep:index')}?why=activity")
    cells = page.xpath("//tbody/tr/td[2]")
    assert [" ".join(cell.text_content().split()) for cell in cells] == [
        "no activity on record",
        "no activity on record, member since 1 January 2015",
        "last activated on 1 February 2016",
        "last activated on 1 February 2017",
    ]
