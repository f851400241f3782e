"""Whom nobody has recorded is recorded where a form chooses, by whoever may; who has a like name is asked for first."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.newcomers.creating import NEW
from rapporteur.records.governance.models import Body, Mandate, Person
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db
ZURICH = {"name": "Zurich", "country": "CH", "kind": "CITY", "region": "", "stage": ""}


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def address(model: Any, view: str = "create") -> str:
    options = model._meta
    return reverse(f"wagtailsnippetchoosers_{options.app_label}_{options.model_name}:{view}")


def person(name: str, slug: str) -> Any:
    return make.PersonFactory(name=name, slug=slug)


def sent(client: Client, model: Any, **values: str) -> Any:
    """Return what was chosen, or the form that comes back."""
    answer: Any = client.post(address(model), values)
    assert answer.status_code == 200
    told = answer.json()
    return told["result"] if told["step"] == "chosen" else html.fromstring(told["htmlFragment"])


def offered(page: Any) -> dict[str, str]:
    return {
        one.xpath("string(.//input/@value)"): " ".join(one.text_content().split())
        for one in page.xpath("//label[.//input[@name='same']]")
    }


def test_the_window_offers_who_was_looked_for_and_only_to_whoever_may() -> None:
    reviewer, officer = signed_in(Role.REVIEWER), signed_in(Role.OFFICER)
    for client, model, may in (
        (reviewer, Person, True),
        (officer, Person, False),
        (officer, Organisation, True),
        (signed_in(Role.FINANCE), Organisation, False),
        (superuser(), Body, False),
    ):
        found: Any = client.get(f"{address(model, 'choose_results')}?q=Anna+Weiß")
        page = html.fromstring(found.content.decode())
        assert bool(page.xpath("//button[@data-record-typed='Anna Weiß']")) == may, model
        window = client.get(address(model, "choose")).json()["html"]
        assert ("tab-create" in window) == may, model
    assert officer.post(address(Person), {"name": "Anna Weiß"}).status_code in (302, 403)
    assert not Person.objects.exists()


def test_a_person_is_recorded_by_the_verb_and_chosen() -> None:
    chosen = sent(signed_in(Role.REVIEWER), Person, name="  Anna  Weiß ")
    anna = Person.objects.get()
    assert (anna.name, chosen["id"], chosen["string"]) == ("Anna Weiß", str(anna.pk), "Anna Weiß")
    assert AuditEntry.objects.get(record=anna.slug).by == "reviewer"


def test_who_has_a_like_name_is_asked_for_before_anybody_is_recorded() -> None:
    reviewer = signed_in(Role.REVIEWER)
    ana, other = person("Ana Weiss", "ana"), person("Anna Weber", "weber")
    make.MandateFactory(person=ana, seat__body__name={"en": "The board"})
    page = sent(reviewer, Person, name="Anna Weiß")
    assert offered(page) == {
        str(ana.pk): "Ana Weiss, The board",
        NEW: "None of them: record “Anna Weiß”",
    }
    assert page.xpath("//input[@name='name']/@value") == ["Anna Weiß"]  # what was typed stays
    assert "Choose who is meant" in page.text_content()
    assert Person.objects.count() == 2
    assert sent(reviewer, Person, name="Anna Weiß", same=str(ana.pk))["string"] == "Ana Weiss"
    assert Person.objects.count() == 2
    # a key that was not offered is no answer
    assert offered(sent(reviewer, Person, name="Anna Weiß", same=str(other.pk)))
    assert sent(reviewer, Person, name="Anna Weiß", same=NEW)["string"] == "Anna Weiß"
    assert Person.objects.count() == 3


def test_an_organisation_that_is_no_member_is_recorded_and_chosen() -> None:
    officer = signed_in(Role.OFFICER)
    page = sent(officer, Organisation, **{**ZURICH, "country": ""})
    assert page.xpath("//input[@name='name']/@value") == ["Zurich"]
    chosen = sent(officer, Organisation, **ZURICH)
    zurich = Organisation.objects.get()
    assert (chosen["id"], chosen["string"], zurich.country) == (str(zurich.pk), "Zurich", "CH")
    page = sent(officer, Organisation, **{**ZURICH, "name": "Zürich"})
    assert "Zurich (City, Switzerland, no member now)" in offered(page)[str(zurich.pk)]
    assert sent(officer, Organisation, name="Zürich", same=str(zurich.pk))["id"] == str(zurich.pk)
    refused = sent(officer, Organisation, **{**ZURICH, "same": NEW})
    assert "is on record already" in refused.text_content()
    assert Organisation.objects.count() == 1


def test_a_form_that_chooses_a_person_has_what_hands_the_name_over() -> None:
    page = shown(superuser(), url(Mandate, "add"))
    assert page.xpath("//script[contains(@src, 'office/choosing.js')]")


def test_nobody_is_recorded_under_an_empty_name() -> None:
    page = sent(signed_in(Role.REVIEWER), Person, name=" ")
    assert page.xpath("//input[@name='name']")
    assert not Person.objects.exists()
