"""What contradicts a constraint is said at the field, in the reader's language: in forms, in their rows, in verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils.translation import override

from rapporteur.interfaces.office.pages.refusals import sentence
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.models import Agreement
from rapporteur.records.dues.models import Payment, Waiver
from rapporteur.records.meetings.models import Decision
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.interfaces.office.test_record_verbs import do
from tests.support.office import errors, form_of, send, shown, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana() -> Client:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    client = superuser()
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    return client


def at(page: Any, name: str) -> str:
    """What is said at the field of this name, and nowhere else."""
    boxes = page.xpath(
        f"//*[@name='{name}'][not(@type='hidden')]/ancestor::*[contains(@class, 'w-field__wrapper')][1]"
    )
    told = [one.text_content() for one in boxes[0].xpath(".//*[contains(@class, 'error-message')]")]
    return " ".join(" ".join(told).split())


def test_a_whole_form_says_it_at_its_field(ana: Client) -> None:
    address = url(Agreement, "add")
    values = form_of(shown(ana, address)) | {
        "slug": "pacte",
        "name_fr": "Le pacte",
        "kind": "PROJECT",
        "stage": "TALKS",
        "parties-TOTAL_FORMS": 2,
        "parties-0-association": "on",
        "parties-1-name_fr": "Une ville",
        "notice_months": "3",
        "notice_date": "2019-01-01",
    }
    page = send(ana, address, values)
    assert at(page, "notice_months").startswith("Un seul de ces champs peut être rempli : ")
    assert not Agreement.objects.exists()


def test_what_only_the_database_can_refuse_of_a_form_stands_at_its_field_too(ana: Client) -> None:
    held = make.DecisionFactory(decided_date=date(2018, 6, 1), year=2018, number=3)
    address = url(Decision, "add")
    values = form_of(shown(ana, address)) | {
        "body": held.body_id,
        "number": "3",
        "title_fr": "La décision",
        "subject": "OTHER",
        "decided_date": "2018-06-20",
    }
    page = send(ana, address, values)
    assert at(page, "number") == (
        "« organe », « année » et « numéro » : ces valeurs sont déjà enregistrées ensemble. En modifier une."
    )
    assert any("première erreur" in told for told in errors(page))  # the head of the page leads there
    assert Decision.objects.count() == 1


def test_rows_say_it_at_their_fields(ana: Client) -> None:
    city = make.OrganisationFactory()
    activity = make.ActivityFactory()
    make.ActivationFactory(activity=activity, organisation=city, role="HOST")
    address = url(Activity, "edit", activity.pk)
    values = form_of(shown(ana, address)) | {
        "activations-TOTAL_FORMS": 2,
        "activations-1-organisation": city.pk,
        "activations-1-role": "HOST",
        "places-TOTAL_FORMS": 1,
        "places-0-name_fr": "La place",
        "places-0-latitude": "45.0",
    }
    page = send(ana, address, values)
    assert at(page, "activations-1-role") == (
        "« organisation » et « rôle » : une autre ligne indique déjà les mêmes valeurs. Les indiquer une seule fois."
    )
    assert at(page, "activations-0-role") == ""
    assert at(page, "places-0-latitude") == (
        "« latitude » et « longitude » vont ensemble : remplir tous ces champs, ou aucun."
    )


def test_names_that_overlap_say_it_at_the_later_row(ana: Client) -> None:
    city = make.OrganisationFactory(named=False)
    make.OrganisationNameFactory(organisation=city, name={"fr": "Bombay"})
    address = url(Organisation, "edit", city.pk)
    values = form_of(shown(ana, address)) | {
        "names-TOTAL_FORMS": 2,
        "names-1-name_fr": "Mumbai",
        "names-1-start": "2018-06-01",
    }
    page = send(ana, address, values)
    assert "se chevauchent" in at(page, "names-1-start")
    assert at(page, "names-0-start") == ""


def test_a_verb_says_at_its_field_what_the_database_refuses(ana: Client) -> None:
    item = make.DuesItemFactory()
    page = do(ana, item, "payment", amount="0", paid_date="1 juin 2018", reference="R 1")
    assert at(page, "amount") == "« montant » doit valoir plus de 0."
    page = do(ana, item, "waive", amount="-1", decided_date="1 juin 2018", decision="Conseil")
    assert at(page, "amount") == "« montant » doit valoir plus de 0."
    assert not Payment.objects.exists()
    assert not Waiver.objects.exists()


def test_what_names_no_constraint_is_said_as_it_is(ana: Client) -> None:
    with override("fr"):
        told = sentence(IntegrityError("something else"))
    assert "something else" in told
