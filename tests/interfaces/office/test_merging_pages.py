"""Two organisations merged from the page of one: found by name, previewed, merged, undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rapporteur.base.core.models import AuditEntry, Merger
from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.models import FocalPoint, Mandate, Person
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.periods.models import ReportingPeriod
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return superuser()


def city(slug: str, english: str, **values: Any) -> Organisation:
    organisation: Organisation = make.OrganisationFactory(slug=slug, named=False, **values)
    make.OrganisationNameFactory(organisation=organisation, name={"en": english, "fr": english})
    return organisation


@pytest.fixture
def two() -> tuple[Organisation, Organisation]:
    kept, other = city("kolkata", "Kolkata", kind="CITY"), city("kolkata-2", "Calcutta", kind="HONORARY")
    make.MembershipFactory(organisation=kept, start=date(2015, 1, 1))
    make.MembershipFactory(organisation=other, start=date(2010, 1, 1))
    make.ActivationFactory(organisation=other)
    return kept, other


def test_the_other_is_found_previewed_merged_and_undone(
    ana: Client, two: tuple[Organisation, Organisation]
) -> None:
    kept, other = two
    merge = url(Organisation, "merge", kept.pk)
    assert merge in shown(ana, url(Organisation, "inspect", kept.pk)).xpath("//main//a/@href")
    (found,) = shown(ana, f"{merge}?q=calcuta").xpath("//ul[@class='record-offered']//a") or shown(
        ana, f"{merge}?q=calcutta"
    ).xpath("//ul[@class='record-offered']//a")
    assert found.text_content() == "Calcutta"
    preview = shown(ana, merge + found.get("href"))
    told = " ".join(preview.xpath("string(//main)").split())
    assert "Memberships: 1" in told
    assert "Activities: 1" in told
    choices = preview.xpath("//fieldset[@class='record-choice']/legend/text()")
    assert choices == ["Kind", "Memberships"]
    assert "1 January 2010" in told
    chosen = {"other": other.pk, "choice-kind": "kept", "choice-members.membership": "other"}
    response = ana.post(merge, chosen)
    assert response.status_code == 302
    assert (Organisation.objects.get().kind, Membership.objects.get().start) == ("CITY", date(2010, 1, 1))
    page = shown(ana, response.headers["Location"])
    assert "Calcutta" in page.xpath("string(//section[@aria-labelledby='record-names'])")
    (undo,) = page.xpath("//ul[@class='record-mergers']//a/@href")
    assert "as they were before" in shown(ana, undo).xpath("string(//main)")
    assert ana.post(undo).status_code == 302
    assert Organisation.objects.count() == Membership.objects.count() == 2
    assert Merger.objects.get().undone_by == "ana"
    assert ana.post(undo).status_code == 200  # it is undone already, which is said


def test_what_keeps_them_apart_is_said_before(ana: Client, two: tuple[Organisation, Organisation]) -> None:
    kept, other = two
    call = make.DuesCallFactory()
    items = [make.DuesItemFactory(call=call, organisation=one) for one in two]
    merge = f"{url(Organisation, 'merge', kept.pk)}?other={other.pk}"
    page = shown(ana, merge)
    links = page.xpath("//section[@aria-labelledby='merge-blocked']//a/@href")
    assert {url(type(item), "inspect", item.pk) for item in items} <= set(links)
    assert page.xpath("//main//form[@method='post']") == []
    response = ana.post(url(Organisation, "merge", kept.pk), {"other": other.pk})
    assert "nothing says which is right" in response.content.decode()
    assert Organisation.objects.count() == 2


def test_a_locked_period_is_said_before(ana: Client, two: tuple[Organisation, Organisation]) -> None:
    kept, other = two
    Activity.objects.update(start_date=date(2018, 5, 2), end_date=date(2018, 5, 2))
    lock = {"state": "LOCKED", "moved_by": "ana", "moved_at": timezone.now()}
    ReportingPeriod.objects.create(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1), **lock)
    page = shown(ana, f"{url(Organisation, 'merge', kept.pk)}?other={other.pk}")
    assert "locked" in page.xpath("string(//section[@aria-labelledby='merge-blocked'])")
    assert page.xpath("//main//form[@method='post']") == []


def test_a_merger_that_was_built_upon_says_so_instead_of_a_button(
    ana: Client, two: tuple[Organisation, Organisation]
) -> None:
    kept, other = two
    ana.post(url(Organisation, "merge", kept.pk), {"other": other.pk})
    AuditEntry.objects.create(
        by="eva", action="recorded", record_type="members.organisation", record="kolkata"
    )
    undo = url(Organisation, "unmerge", kept.pk, Merger.objects.get().pk)
    page = shown(ana, undo)
    assert "changed since, by eva" in page.xpath("string(//main)")
    assert page.xpath("//main//form[@method='post']") == []


@pytest.mark.parametrize("role", Role)
def test_who_merges(role: Role, two: tuple[Organisation, Organisation]) -> None:
    kept, other = two
    client, may = signed_in(role, region="africa"), role in (Role.ADMINISTRATOR, Role.SECRETARY_GENERAL)
    merge = url(Organisation, "merge", kept.pk)
    assert (client.get(f"{merge}?other={other.pk}").status_code == 200) is may
    assert (
        client.post(merge, {"other": other.pk}).status_code == 302 and Organisation.objects.count() == 1
    ) is may


def test_two_persons_are_merged_and_it_is_undone(ana: Client) -> None:
    kept, other = make.PersonFactory(name="Ada Okafor"), make.PersonFactory(name="Ada Okafor-Diaz")
    make.MandateFactory(person=other)
    make.FocalPointFactory(person=other)
    assert ana.post(url(Person, "merge", kept.pk), {"other": other.pk}).status_code == 302
    assert Mandate.objects.get().person == FocalPoint.objects.get().person == kept
    merger = Merger.objects.get()
    assert ana.post(url(Person, "unmerge", kept.pk, merger.pk)).status_code == 302
    assert Mandate.objects.get().person.name == "Ada Okafor-Diaz"
