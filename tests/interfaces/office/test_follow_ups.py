"""Follow-ups: on the page of a record, on that of who has them, on the start page; due dates in words with a sign."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation
from rapporteur.records.remarks.models import FollowUp
from tests.factories import make
from tests.support.office import shown, signed_in, url

pytestmark = pytest.mark.django_db
INDEX = "/cms/follow-ups/"


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


@pytest.fixture
def officer() -> Client:
    return signed_in(Role.OFFICER)


def page_of(record: Any) -> str:
    return reverse("follow_ups:about", args=[record._meta.label_lower, record.pk])


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def note(client: Client, record: Any, text: str = "Send the minutes", **values: str) -> Any:
    sent = {"step": "add", "text": text, "owner": "officer", "due": "", **values}
    return client.post(page_of(record), sent)


def test_a_follow_up_is_noted_changed_and_done(officer: Client) -> None:
    record = make.ActivityFactory(title={"en": "The forum"})
    assert note(officer, record, due="20 July 2018").status_code == 302
    found = FollowUp.objects.get()
    assert (found.owner_name, str(found.due_date)) == ("officer", "2018-07-20")
    page = shown(officer, page_of(record))
    assert "! overdue by" in text_of(page)
    to = {"step": "change", "key": found.pk, "text": "Send all", "owner": "officer", "due": ""}
    officer.post(page_of(record), to)
    assert "○ no day is set" in text_of(shown(officer, page_of(record)))
    officer.post(page_of(record), {"step": "done", "key": found.pk})
    page = shown(officer, page_of(record))
    assert "Send all● done by officer" in text_of(page.get_element_by_id("follow-ups-done").getparent())
    assert officer.post(page_of(record), {"step": "done", "key": "0"}).status_code == 404
    assert officer.post(page_of(record), {"step": "burn"}).status_code == 404


def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(officer: Client) -> None:
    record = make.ActivityFactory()
    page = note(officer, record, due="the day after").content.decode()
    assert "Send the minutes" in page
    assert not FollowUp.objects.exists()


def test_a_follow_up_is_on_the_start_page_of_its_owner(officer: Client) -> None:
    record = make.ActivityFactory(title={"en": "The forum"})
    due = timezone.localdate() + timedelta(days=2)
    note(officer, record, due=due.isoformat())
    asked = shown(officer, "/cms/").get_element_by_id("start-asked").getparent()
    assert "Send the minutes ◔ due in 2 days" in text_of(asked)
    other = signed_in(Role.COMMUNICATIONS)
    assert shown(other, "/cms/").xpath("//*[@id='start-asked']") == []
    assert "Send the minutes" in text_of(shown(other, INDEX))


def test_start_page_has_five_lists_at_most(officer: Client) -> None:
    reviewer = signed_in(Role.REVIEWER)
    before = len(shown(reviewer, "/cms/").xpath("//div[@class='start']/section"))
    note(officer, make.ActivityFactory(title={"en": "The forum"}), owner="reviewer")
    after = len(shown(reviewer, "/cms/").xpath("//div[@class='start']/section"))
    assert (before, after) == (5, 5)


def test_follow_ups_of_another_region_or_of_what_is_not_shown_are_not_there(officer: Client) -> None:
    north, south = (make.RegionFactory(slug=slug) for slug in ("north", "south"))
    activity = make.ActivityFactory(title={"en": "The forum"})
    make.ActivationFactory(activity=activity, organisation=make.OrganisationFactory(region=south))
    note(officer, activity)
    secretary = signed_in(Role.REGIONAL_SECRETARY, region=north.slug)
    assert secretary.get(page_of(activity)).status_code == 404
    assert "Nothing is to be followed up." in text_of(shown(secretary, INDEX))
    payment = make.PaymentFactory()
    assert officer.get(page_of(payment)).status_code == 404
    assert officer.get("/cms/follow-ups/auth.user/1/").status_code == 404
    assert officer.get("/cms/follow-ups/nonsense/1/").status_code == 404


def test_who_only_reads_notes_nothing(officer: Client) -> None:
    record = make.OrganisationFactory()
    reader = signed_in(Role.BOARD_READER)
    assert shown(reader, page_of(record)).xpath("//main//form") == []
    assert "may not" in note(reader, record).content.decode()
    assert not FollowUp.objects.exists()


def counted(client: Client, django_assert_max_num_queries: Any) -> int:
    with django_assert_max_num_queries(60) as queries:
        shown(client, INDEX)
    return len(queries.captured_queries)


def test_queries_do_not_grow_with_follow_ups(officer: Client, django_assert_max_num_queries: Any) -> None:
    for record in (make.ActivityFactory(title={"en": "The forum"}), make.OrganisationFactory()):
        note(officer, record)
    shown(officer, INDEX)
    few = counted(officer, django_assert_max_num_queries)
    for number in range(20):
        note(officer, make.ActivityFactory(title={"en": f"No {number}"}))
        note(officer, make.OrganisationFactory(), f"No {number}")
    assert counted(officer, django_assert_max_num_queries) == few
    assert FollowUp.objects.filter(record_type=Organisation._meta.label_lower).count() == 21
    assert FollowUp.objects.filter(record_type=Activity._meta.label_lower).count() == 21


def test_page_of_every_record_that_somebody_may_write_leads_to_where_a_follow_up_is_noted(
    officer: Client,
) -> None:
    for record in (make.ActivityFactory(), make.BilateralMeetingFactory(), make.OrganisationFactory()):
        leads = shown(officer, url(type(record), "inspect", record.pk)).xpath(
            "//main//a[normalize-space()='Note a follow-up …']/@href"
        )
        assert leads == [f"{page_of(record)}#follow-ups-add"]
        assert shown(officer, page_of(record)).get_element_by_id("follow-ups-add") is not None
    reader = signed_in(Role.BOARD_READER)
    page = shown(reader, url(Organisation, "inspect", record.pk))
    assert "Note a follow-up" not in text_of(page.xpath("//main")[0])
