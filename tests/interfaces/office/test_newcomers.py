"""Newcomers: who is not on record is recorded where the name was typed, by whoever may, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.members.models import Organisation, Prospect
from tests.factories import make
from tests.support.office import signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/cms/newcomers/"
ZURICH = {
    "name": "Zurich",
    "country": "CH",
    "kind": "CITY",
    "region": "",
    "stage": "",
    "when": "5 April 2018",
}


@pytest.fixture(autouse=True)
def network() -> None:
    """A network with two regions and one member, Berlin."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    for slug, name in (("europe", "Europe"), ("asie", "Asie")):
        make.RegionFactory(slug=slug, name={"fr": name})
    berlin = make.OrganisationFactory(slug="berlin", named=False, country="DE")
    make.OrganisationNameFactory(organisation=berlin, name={"fr": "Berlin", "en": "Berlin"})
    make.MembershipFactory(organisation=berlin)


def asked(client: Client, **values: str) -> Any:
    return html.fromstring(client.get(ADDRESS, values).json()["form"])


def sent(client: Client, **changes: str) -> dict[str, str]:
    answer = client.post(ADDRESS, {**ZURICH, **changes})
    assert answer.status_code == 200
    found: dict[str, str] = answer.json()
    return found


def faults(answer: dict[str, str]) -> list[str]:
    page: Any = html.fromstring(answer["form"])
    return [one.text for one in page.xpath("//p[@class='log-error']")]


def test_an_officer_records_whom_nobody_had_recorded_through_the_verb() -> None:
    officer = signed_in(Role.OFFICER)
    page = asked(officer, name=" Zurich  (ville)")
    assert page.xpath("string(//input[@name='name']/@value)") == "Zurich (ville)"
    assert "Switzerland" in page.xpath("//select[@name='country']/option/text()")
    assert page.xpath("//select[@name='region']/option/text()") == ["—", "Europe", "Asie"]
    assert page.xpath("string(//select[@name='stage']/option[@selected]/@value)") == ""

    answer = sent(officer, region="europe")
    zurich = Organisation.objects.get(slug="zurich")
    assert answer == {
        "value": "zurich",
        "name": "Zurich",
        "more": "City, Switzerland, no member now",
        "said": "Zurich is recorded, as no prospect, and chosen.",
    }
    assert (zurich.country, zurich.kind) == ("CH", "CITY")
    assert [one.region.slug for one in zurich.affiliations.all()] == ["europe"]
    assert not Prospect.objects.exists()
    assert AuditEntry.objects.get(record="zurich").by == "officer"


def test_who_was_met_is_a_prospect_from_the_day_on_which_they_met() -> None:
    officer = signed_in(Role.OFFICER)
    page = asked(officer, name="Zurich", met="yes")
    assert page.xpath("string(//select[@name='stage']/option[@selected]/@value)") == "CONTACT"
    answer = sent(officer, stage="CANDIDATE")
    assert answer["said"] == "Zurich is recorded as a prospect that has applied, and chosen."
    prospect = Prospect.objects.get()
    assert (prospect.organisation.slug, prospect.stage, prospect.start) == (
        "zurich", "CANDIDATE", date(2018, 4, 5),
    )  # fmt: skip
    sent(officer, name="Bristol", country="GB", stage="CONTACT", when="some day")
    assert Prospect.objects.get(stage="CONTACT").start == date(2018, 6, 30)


def test_what_is_wrong_is_said_at_its_box_and_what_is_on_record_is_not_recorded_again() -> None:
    officer = signed_in(Role.OFFICER)
    assert faults(sent(officer, country="", name="")) == ["This field is required."] * 2
    assert faults(sent(officer, country="Switzerland")) != []
    (told,) = faults(sent(officer, name="BERLIN", country="DE"))
    assert told == (
        "“Berlin” is on record already (City, Germany, member since before the records): choose it from the list, or "
        "say in the name what tells yours from it."
    )
    assert Organisation.objects.count() == 1
    assert "value" in sent(officer, name="Berlin", country="US")  # of another country
    assert "value" in sent(officer, name="Berlin", country="DE", kind="REGION")


@pytest.mark.parametrize("role", [Role.COMMUNICATIONS, Role.FINANCE])
def test_who_may_not_is_told_why_and_who_may(role: Role) -> None:
    somebody = signed_in(role)
    page = asked(somebody, name="Zurich")
    reason = page.xpath("string(//form/p)")
    assert "may not record organisations" in reason
    assert "officer" in reason
    assert page.xpath("//input | //select") == []
    (told,) = faults(sent(somebody))
    assert "may not record organisations" in told
    assert not Organisation.objects.filter(slug="zurich").exists()


def test_a_regional_secretary_records_in_the_own_region_and_chooses_no_other() -> None:
    secretary = signed_in(Role.REGIONAL_SECRETARY, region="asie")
    page = asked(secretary, name="Osaka")
    assert page.xpath("//select[@name='region']/option/text()") == ["Asie"]
    assert "form" in sent(secretary, region="europe")
    assert not Organisation.objects.filter(slug="zurich").exists()
    assert sent(secretary, region="asie", stage="CONTACT")["value"] == "zurich"
    assert Prospect.objects.get().organisation.slug == "zurich"
