"""Contacts in the office: recorded in their form, filtered for an invitation and taken away as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.permissions import Role
from rapporteur.records.contacts.models import Contact
from tests.factories import make
from tests.interfaces.office.test_selection import listed, many
from tests.interfaces.office.test_selection import send as submit
from tests.support.office import form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def added(client: Client, **values: Any) -> Any:
    address, city = url(Contact, "add"), make.OrganisationFactory(slug="lyon")
    given = {
        "organisation": city.pk, "name": "Ana Silva", "office": "Adviser", "languages": "French (fr)",
        "email": "ana@example.org", "source": "Her letter", "consent_date": "2 May 2018",
    }  # fmt: skip
    return send(client, address, form_of(shown(client, address)), **given | values)


def test_a_contact_is_recorded_in_its_form_and_shown_on_its_page() -> None:
    ana = superuser()
    assert added(ana) is None
    kept = Contact.objects.get()
    assert (kept.slug, kept.languages, kept.consent_date) == ("lyon-ana-silva", ["fr"], date(2018, 5, 2))
    page = shown(ana, url(Contact, "inspect", kept.pk)).xpath("string(//main)")
    assert "ana@example.org" in page


def test_a_way_to_reach_them_is_asked_for() -> None:
    page = added(superuser(), email="")
    assert page is not None
    assert "Give an e-mail, a telephone or a postal address." in page.text_content()
    assert not Contact.objects.exists()


def test_a_list_for_an_invitation_is_filtered_and_taken_away_as_a_table() -> None:
    europe = make.RegionFactory(slug="europe")
    here = make.RegionalAffiliationFactory(region=europe).organisation
    agreed = {"consent_date": date(2018, 5, 2), "languages": ["fr", "en"]}
    make.ContactFactory(organisation=here, name="Invited", email="in@example.org", **agreed)
    make.ContactFactory(organisation=here, name="Unasked", email="un@example.org", languages=["fr"])
    make.ContactFactory(name="Elsewhere", email="else@example.org", **agreed)
    make.ContactFactory(
        organisation=here, name="Spanish", email="es@example.org", **agreed | {"languages": ["es"]}
    )
    asked = {"invited": "yes", "region": europe.pk, "language": "fr", "export": "csv"}
    answer = superuser().get(url(Contact, "list"), asked)
    table = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8-sig")
    assert "in@example.org" in table
    assert "Invited" in table
    assert not any(other in table for other in ("un@example.org", "else@example.org", "es@example.org"))


def test_who_no_longer_answers_is_found() -> None:
    make.ContactFactory(
        name="Silent", email="silent@example.org", unanswered=3, asked_date=date(2018, 5, 2), answers="SILENT"
    )
    make.ContactFactory(name="Fresh", email="fresh@example.org")
    page = shown(superuser(), f"{url(Contact, 'list')}?answers=SILENT").text_content()
    assert "silent@example.org" in page
    assert "fresh@example.org" not in page


def test_an_invitation_and_an_answer_are_noted_on_the_page() -> None:
    ana, kept = superuser(), make.ContactFactory(consent_date=date(2018, 5, 1))
    for verb, day in (("note-invitation", "2 May 2018"), ("note-answer", "3 May 2018")):
        address = url(Contact, "do", kept.pk, verb)
        assert ana.post(address, {"on": day}).status_code == 302
    kept.refresh_from_db()
    assert (kept.asked_date, kept.answered_date, kept.answers) == (
        date(2018, 5, 2), date(2018, 5, 3), "ANSWERS",
    )  # fmt: skip


@pytest.mark.parametrize("role", [Role.COMMUNICATIONS, Role.FINANCE, Role.BOARD_READER, Role.TRANSLATOR])
def test_who_has_nothing_to_do_with_them_does_not_see_them(role: Role) -> None:
    kept = make.ContactFactory()
    client = signed_in(role)
    assert client.get(url(Contact, "inspect", kept.pk)).status_code in {302, 403, 404}
    assert client.get(url(Contact, "list")).status_code in {302, 403, 404}


def test_an_invitation_that_went_to_many_is_noted_of_all_who_agreed() -> None:
    ana = superuser()
    first, second = (make.ContactFactory(consent_date=date(2018, 5, 1)) for _ in range(2))
    silent = make.ContactFactory(name="Never asked")
    address = many("note-invitation", first, second, silent)
    page = submit(ana, address, step="look", on="2 May 2018")
    assert any("has not agreed" in why for why in listed(page, "left").values())
    assert not Contact.objects.exclude(asked_date=None).exists()
    submit(ana, address, step="do", on="2 May 2018")
    asked = Contact.objects.exclude(asked_date=None)
    assert {(one.pk, one.asked_date) for one in asked} == {
        (one.pk, date(2018, 5, 2)) for one in (first, second)
    }
    again = submit(ana, address, step="do", on="2 May 2018")
    assert len(listed(again, "left")) == 3
