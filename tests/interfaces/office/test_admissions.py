"""Requests for admission in the back office: recorded in their form, advised and decided on their page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html

from rapporteur.base.core.permissions import Role
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.members.models import Membership, Organisation
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["en", "fr"], source_language="en")


@pytest.fixture
def ana() -> Client:
    return superuser()


def do(client: Client, record: Any, verb: str, **values: Any) -> Any:
    """Fill in the form of a verb; return the page that comes back, nothing where it was done."""
    response = client.post(url(type(record), "do", record.pk, verb), values)
    if response.status_code == 302:
        return None
    assert response.status_code == 200
    return html.fromstring(response.content)


def test_a_request_is_recorded_advised_and_admitted(ana: Client) -> None:
    city, body, lia = make.OrganisationFactory(slug="sands"), make.BodyFactory(), make.PersonFactory()
    address = url(AdmissionRequest, "add")
    rows = {"documents-TOTAL_FORMS": "1", "documents-0-title": "Letter"}
    given = {"organisation": city.pk, "category": "FULL", "received_date": "9 April 2018",
             "received_precision": "DAY", "body": body.pk, "outcome": "PENDING"}  # fmt: skip
    assert send(ana, address, form_of(shown(ana, address)), **given, **rows) is None
    request = AdmissionRequest.objects.get()
    assert (request.slug, request.documents.get().title) == ("sands-2018", "Letter")
    assert "received" in shown(ana, url(AdmissionRequest, "list")).xpath("string(//main)")
    assert do(ana, request, "advise", opinion="FAVOURABLE", on="2 May 2018", person=lia.pk) is None
    assert any("which day" in told for told in errors(do(ana, request, "admit-request", body=body.pk)))
    done = do(ana, request, "admit-request", on="28 August 2018", body=body.pk, from_date="1 September 2018")
    assert done is None
    assert Membership.objects.get().start == date(2018, 9, 1)
    again = do(ana, request, "refuse-request", on="29 August 2018", body=body.pk)
    assert "it is decided, or withdrawn" in again.xpath("string(//main)")


def test_no_membership_is_made_around_a_request(ana: Client) -> None:
    request = make.AdmissionRequestFactory()
    page = shown(ana, url(Organisation, "inspect", request.organisation.pk))
    assert "its request is to be decided" in page.xpath("string(//main)")
    address = url(Membership, "add")
    given = {"organisation": request.organisation.pk, "category": "FULL", "start": "1 June 2018"}
    page = send(ana, address, form_of(shown(ana, address)), **given)
    assert any("request for admission is not decided" in told for told in errors(page))
    assert not Membership.objects.exists()


def test_a_request_is_withdrawn(ana: Client) -> None:
    request = make.AdmissionRequestFactory()
    assert do(ana, request, "withdraw-request", on="2 July 2018") is None
    request.refresh_from_db()
    assert (request.outcome, request.decided_date) == ("WITHDRAWN", date(2018, 7, 2))


def test_who_records_prospects_sees_no_verb_of_admission() -> None:
    request = make.AdmissionRequestFactory()
    page = shown(signed_in(Role.OFFICER), url(AdmissionRequest, "inspect", request.pk)).xpath(
        "string(//main)"
    )
    assert "Note the opinion …" in page
    assert "Admit …" not in page
