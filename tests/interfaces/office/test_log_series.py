"""What happens again: its other days are typed, shown as a table, and kept as drafts like the first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in
from tests.support.office_cases import activity_in

pytestmark = pytest.mark.django_db
ROWS = "//form[@class='log-several']//tbody/tr"


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))


@pytest.fixture
def first() -> Activity:
    """A training at a member, with a speaker, of a kind that its title does not tell."""
    activity: Activity = make.ActivityFactory(
        slug="first", title={"en": "Tuesday talk"}, kind="TRAINING", start_date=date(2018, 4, 24)
    )
    quito = make.OrganisationFactory(slug="quito", named=False)
    make.OrganisationNameFactory(organisation=quito, name={"en": "Quito", "fr": "Quito"})
    make.MembershipFactory(organisation=quito)
    make.ActivityPlaceFactory(activity=activity, organisation=quito, name={})
    make.ActivationFactory(activity=activity, organisation=quito, role="SPEAKER")
    make.ActivityPhotoFactory(activity=activity)
    activity.save_revision(clean=False)
    return activity


def sent(client: Client, **values: Any) -> Any:
    answer = client.post(reverse("log:several"), values)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def test_days_are_shown_before_drafts_are_made_of_them(first: Activity) -> None:
    ana = signed_in(Role.OFFICER)
    page = shown(ana, f"{reverse('log:several')}?like={first.slug}")
    assert "Tuesday talk" in page.xpath("string(//form[@class='log-series'])")
    table = sent(ana, like=first.slug, days="every Tuesday in May")
    assert len(table.xpath(ROWS)) == 5
    assert Activity.objects.count() == 1  # nothing is made of what is only shown
    (form,) = [form for form in table.forms if form.get("class") == "log-several"]
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    sent(ana, **values, drop=["4"], then="keep")
    made = Activity.objects.exclude(pk=first.pk).order_by("start_date")
    assert [one.start_date for one in made] == [date(2018, 5, day) for day in (1, 8, 15, 22)]
    for one in made:
        assert (one.title, one.kind, one.live) == ({"en": "Tuesday talk"}, "TRAINING", False)
        assert list(one.places.values_list("organisation__slug", flat=True)) == ["quito"]
        assert [(row.organisation.slug, row.role) for row in one.activations.all()] == [("quito", "SPEAKER")]
        assert not one.photos.exists()  # they show the first


def test_days_that_are_none_are_told_and_what_was_typed_stays(first: Activity) -> None:
    page = sent(signed_in(Role.OFFICER), like=first.slug, days="often enough")
    assert "is not understood" in page.xpath("string(//*[@role='alert'])")
    assert page.xpath("string(//textarea[@name='days'])").strip() == "often enough"
    assert not page.xpath(ROWS)
    assert Activity.objects.count() == 1


def test_an_activity_out_of_reach_is_repeated_by_nobody() -> None:
    own, other = make.RegionFactory(slug="own"), make.RegionFactory(slug="other")
    theirs = activity_in(other)
    regional = signed_in(Role.REGIONAL_SECRETARY, region=own.slug)
    page = shown(regional, f"{reverse('log:several')}?like={theirs.slug}")
    assert not page.xpath("//form[@class='log-series']")
    assert not sent(regional, like=theirs.slug, days="3 May 2018").xpath(ROWS)


def test_the_list_and_what_was_just_logged_lead_there(first: Activity) -> None:
    ana, address = signed_in(Role.OFFICER), f"{reverse('log:several')}?like={first.slug}"
    listed = shown(ana, reverse("wagtailsnippets_activities_activity:list"))
    logged = shown(ana, f"{reverse('log:new')}?after={first.slug}")
    assert address in listed.xpath("//a/@href")
    assert address in logged.xpath("//a/@href")
