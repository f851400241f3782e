"""The passport on the page of a member: for whom it is offered, and who reads the part for staff."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.permissions import Role
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dakar() -> Any:
    """Dakar, a member since 2018, when there is a report of its second quarter."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.ReportFactory()
    found = make.OrganisationFactory(slug="dakar", country="SN")
    make.MembershipFactory(organisation=found, start=date(2018, 1, 1))
    return found


def links(client: Client, member: Any) -> list[str]:
    page = shown(client, url(Organisation, "inspect", member.pk))
    return page.xpath("//section[@aria-labelledby='record-offered']//a/@href")  # type: ignore[no-any-return]


def test_page_of_a_member_offers_its_passport_in_every_language(dakar: Any) -> None:
    ana = superuser()
    found = links(ana, dakar)
    assert [one.rstrip("/").rsplit("/", 2)[1:] for one in found] == [
        ["fr", "member"], ["en", "member"], ["fr", "staff"], ["en", "staff"],
    ]  # fmt: skip
    response = ana.get(found[0])
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="dakar.fr.pdf"'
    assert "no-store" in response["Cache-Control"]


def test_who_may_not_see_dues_has_no_passport_for_staff(dakar: Any) -> None:
    translator = signed_in(Role.TRANSLATOR)
    assert [one for one in links(translator, dakar) if "staff" in one] == []
    assert translator.get(url(Organisation, "passport", dakar.pk, "fr", "staff")).status_code == 404
    address = url(Organisation, "passport", dakar.pk, "fr", "staff")
    assert signed_in(Role.SECRETARY_GENERAL).get(address).status_code == 200
    assert signed_in(Role.FINANCE).get(address).status_code == 404  # who sees no meetings
    juror = signed_in(Role.JUROR).get(url(Organisation, "passport", dakar.pk, "fr", "member"))
    assert juror.status_code in {302, 403, 404}


def test_a_regional_secretary_has_passports_of_the_own_region_alone(dakar: Any) -> None:
    own, other = make.RegionFactory(slug="africa"), make.RegionFactory(slug="asia")
    make.RegionalAffiliationFactory(organisation=dakar, region=own)
    seoul = make.MembershipFactory(organisation__slug="seoul").organisation
    make.RegionalAffiliationFactory(organisation=seoul, region=other)
    secretary = signed_in(Role.REGIONAL_SECRETARY, region="africa")
    assert secretary.get(url(Organisation, "passport", dakar.pk, "fr", "member")).status_code == 200
    assert secretary.get(url(Organisation, "passport", seoul.pk, "fr", "member")).status_code == 404
    assert links(secretary, seoul) == []


def test_who_is_no_member_and_what_is_no_passport_are_not_there(dakar: Any) -> None:
    quito = make.OrganisationFactory(slug="quito")
    ana = superuser()
    assert links(ana, quito) == []
    for member, language, kind in (
        (quito, "fr", "member"),
        (dakar, "es", "member"),
        (dakar, "fr", "everybody"),
    ):
        assert ana.get(url(Organisation, "passport", member.pk, language, kind)).status_code == 404
