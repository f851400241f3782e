"""The form of a bilateral meeting: who took part is chosen by any name, and nothing that is typed is lost silently."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import BilateralMeeting
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def lia() -> Client:
    return signed_in(Role.OFFICER, name="lia")


def city(slug: str, **names: str) -> Organisation:
    made: Organisation = make.OrganisationFactory(slug=slug, named=False)
    make.OrganisationNameFactory(organisation=made, name=names)
    return made


def meeting_with(*organisations: Organisation) -> BilateralMeeting:
    meeting: BilateralMeeting = make.BilateralMeetingFactory()
    meeting.participants.set(organisations)
    return meeting


def participants(meeting: BilateralMeeting) -> list[str]:
    return sorted(one.slug for one in BilateralMeeting.objects.get(pk=meeting.pk).participants.all())


def test_who_took_part_stands_there_by_name_and_no_list_of_all_members(lia: Client) -> None:
    meeting = meeting_with(city("kolkata", en="Kolkata", fr="Calcutta"))
    city("lima", en="Lima")
    page = shown(lia, url(BilateralMeeting, "edit", meeting.pk))
    (box,) = page.xpath("//*[@data-members-box]")
    assert [" ".join(one.text_content().split()) for one in box.xpath(".//ul[1]/li")] == ["Kolkata ×"]
    assert "Lima" not in page.text_content()
    (label,) = page.xpath("//label[@for='log-participants']")
    assert "articipants" in label.text_content()
    assert page.xpath("//script[contains(@src, 'members-box.js')]/@type") == ["module"]


def test_what_is_typed_and_names_one_member_is_that_member(lia: Client) -> None:
    kolkata, _ = city("kolkata", en="Kolkata", fr="Calcutta"), city("lima", en="Lima")
    meeting = meeting_with(kolkata)
    address = url(BilateralMeeting, "edit", meeting.pk)
    form: Any = {**form_of(shown(lia, address)), "participants": ["kolkata"]}
    assert send(lia, address, form, **{"participants-typed": "lima; "}) is None
    assert participants(meeting) == ["kolkata", "lima"]


def test_what_is_typed_and_names_nobody_is_told_and_stays_in_the_box(lia: Client) -> None:
    meeting = meeting_with(city("kolkata", en="Kolkata"))
    address = url(BilateralMeeting, "edit", meeting.pk)
    form: Any = {**form_of(shown(lia, address)), "participants": ["kolkata"]}
    city("lima", en="Lima")
    part = send(lia, address, form, **{"participants-typed": "Lim"})  # a part of a name is none
    assert part is not None
    assert part.xpath("//input[@name='participants-typed']/@value") == ["Lim"]
    page = send(lia, address, form, **{"participants-typed": "Atlantis"})
    assert any("Atlantis" in told for told in errors(page))
    assert page.xpath("//input[@name='participants-typed']/@value") == ["Atlantis"]
    assert page.xpath("//input[@name='participants']/@value") == ["kolkata"]
    assert participants(meeting) == ["kolkata"]


def test_the_box_costs_the_same_whatever_the_number_of_members(lia: Client) -> None:
    meeting = meeting_with(city("kolkata", en="Kolkata"))
    address = url(BilateralMeeting, "edit", meeting.pk)
    before = len(lia.get(address).content)
    for n in range(30):
        city(f"city-{n}", en=f"City {n}")
    assert abs(len(lia.get(address).content) - before) < 1_000


def test_the_list_and_the_page_say_with_whom(lia: Client) -> None:
    meeting = meeting_with(city("zurich", en="Zurich", fr="Zurich"))
    BilateralMeeting.objects.filter(pk=meeting.pk).update(
        place_name={"en": "New York"}, start_date=date(2018, 6, 20), end_date=date(2018, 6, 20)
    )
    name = "Zurich, in New York, 20 June 2018"
    listed = shown(lia, url(BilateralMeeting, "list"))
    heads = [" ".join(one.text_content().split()) for one in listed.xpath("//thead//th")]
    assert "Bilateral meeting" in heads
    assert heads.count("Place name") == 0
    assert len(heads) == len({*heads})
    assert name in listed.text_content()
    cells = [" ".join(one.text_content().split()) for one in listed.xpath("//tbody//td")]
    assert "New York" in cells
    page = shown(lia, url(BilateralMeeting, "inspect", meeting.pk))
    assert name in page.xpath("//h1")[0].text_content() or name in page.text_content()
