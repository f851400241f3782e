"""Agreements in the back office: what a stage needs is asked for at its field; verbs take them forward."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from lxml import html

from rapporteur.base.core.permissions import Role
from rapporteur.base.values.dates import Dates
from rapporteur.records.agreements.models import Agreement, JointStatement
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


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


def added(client: Client, **values: Any) -> Any:
    """Fill in the form of a new agreement between the association and Berlin."""
    address, berlin = url(Agreement, "add"), make.OrganisationFactory()
    rows = {
        "parties-TOTAL_FORMS": "2",
        "parties-0-association": "on",
        "parties-0-commitments_fr": "Prêter des locaux",
        "parties-1-organisation": berlin.pk,
    }
    given = {"name_fr": "Eau", "kind": "PROJECT", "stage": "TALKS", **rows, **values}
    return send(client, address, form_of(shown(client, address)), **given)


def test_an_agreement_is_recorded_in_its_form(ana: Client) -> None:
    values = {"stage": "SIGNED", "signed_date": "2 May 2018", "signed_precision": "MONTH"}
    assert added(ana, **values) is None
    agreement = Agreement.objects.get()
    assert (agreement.slug, agreement.signed) == ("eau", Dates(month="2018-05"))
    assert [one.commitments.get("fr") for one in agreement.parties.order_by("-association")] == [
        "Prêter des locaux",
        None,
    ]
    shown(ana, url(Agreement, "inspect", agreement.pk))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"stage": "SIGNED"}, "It is signed: say on which day, or in which month."),
        ({"stage": "ENDED"}, "It is ended: say from which day on."),
        ({"signed_date": "2 May 2018"}, "It has not come so far"),
        ({"parties-TOTAL_FORMS": "1"}, "expected two at least"),
    ],
)
def test_a_form_says_at_the_field_what_is_missing(ana: Client, values: Any, told: str) -> None:
    assert any(told in one for one in errors(added(ana, **values)))
    assert not Agreement.objects.exists()


def test_an_agreement_is_taken_forward_from_its_page(ana: Client) -> None:
    agreement = make.AgreementFactory()
    assert do(ana, agreement, "announce", on="April 2018") is None
    assert "is announced already" in shown(ana, url(Agreement, "inspect", agreement.pk)).xpath(
        "string(//ul[@class='record-hindered'])"
    )
    assert do(ana, agreement, "sign", on="2 May 2018", last="31 December 2020") is None
    agreement = Agreement.objects.get()
    assert (agreement.announced, agreement.signed) == (Dates(month="2018-04"), Dates(date(2018, 5, 2)))
    assert agreement.stage == "SIGNED"
    assert agreement.end == date(2021, 1, 1)
    assert any(
        "expected a later day" in told for told in errors(do(ana, agreement, "renew", last="1 May 2019"))
    )
    assert do(ana, agreement, "renew", last="") is None
    assert Agreement.objects.get().end is None
    assert do(ana, agreement, "end-agreement", last="30 June 2021") is None
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.end) == ("ENDED", date(2021, 7, 1))
    assert do(ana, agreement, "sign", on="1 July 2021") is not None


def test_days_from_to_are_no_day_of_a_signature(ana: Client) -> None:
    page = do(ana, make.AgreementFactory(), "sign", on="2–4 May 2018")
    assert any("expected a day, or a month" in told for told in errors(page))


def test_the_list_is_searched_by_the_parties_and_narrowed_by_the_stage(ana: Client) -> None:
    city = make.OrganisationFactory(slug="izmir")
    make.AgreementFactory(made_with=city, name={"fr": "Avec la mer"})
    make.AgreementFactory(name={"fr": "Sans elle"}, stage="SIGNED", signed_date=date(2018, 5, 2))
    for query, names in (("q=izmir", ["Avec la mer"]), ("stage=SIGNED", ["Sans elle"])):
        page = shown(ana, f"{url(Agreement, 'list')}?{query}")
        text = page.xpath("string(//main)")
        assert [name for name in ("Avec la mer", "Sans elle") if name in text] == names


def test_who_may_not_record_sees_no_verb() -> None:
    agreement = make.AgreementFactory()
    page = shown(signed_in(Role.BOARD_READER), url(Agreement, "inspect", agreement.pk))
    assert "Announce …" not in page.xpath("string(//main)")


def test_a_joint_statement_is_recorded_with_who_signed(ana: Client) -> None:
    address, berlin = url(JointStatement, "add"), make.OrganisationFactory(slug="berlin")
    mandate = make.MandateFactory(function={"en": "Mayor of Berlin", "fr": "Maire de Berlin"})
    rows = {
        "signatories-TOTAL_FORMS": "1",
        "signatories-0-organisation": berlin.pk,
        "signatories-0-person": mandate.person_id,
        "signatories-0-signed_date": "2 May 2018",
        "signatories-0-signed_precision": "DAY",
    }
    given = {"name_fr": "Lettre", "kind": "LETTER", **rows}
    assert send(ana, address, form_of(shown(ana, address)), **given) is None
    statement = JointStatement.objects.get()
    assert [one.signed for one in statement.signatories.all()] == [Dates(date(2018, 5, 2))]
    page = shown(ana, url(JointStatement, "inspect", statement.pk)).xpath("string(//main)")
    assert "Mayor of Berlin" in page  # by the mandate of that day: nobody typed it


def test_who_signed_is_noted_together_and_all_or_nobody(ana: Client) -> None:
    statement = make.JointStatementFactory(closed_date=date(2018, 6, 30))
    for slug in ("bern", "rome"):
        make.OrganisationFactory(slug=slug)
    both = {"organisations": ["bern", "rome"], "on": "20 June 2018"}
    told = errors(do(ana, statement, "note-signatories", **{**both, "on": "1 July 2018"}))
    assert any("expected that day, or an earlier one" in one for one in told), told
    assert not statement.signatories.exists()
    assert do(ana, statement, "note-signatories", **both) is None
    assert [(one.organisation.slug, one.signed) for one in statement.signatories.order_by("pk")] == [
        ("bern", Dates(date(2018, 6, 20))),
        ("rome", Dates(date(2018, 6, 20))),
    ]


def test_of_a_day_that_is_not_known_the_list_and_the_page_say_the_month(ana: Client) -> None:
    assert added(ana, stage="SIGNED", signed_date="2 May 2018", signed_precision="MONTH") is None
    agreement = Agreement.objects.get()
    for address in (url(Agreement, "list"), url(Agreement, "inspect", agreement.pk)):
        said = shown(ana, address).xpath("//main")[0].text_content()
        assert "May 2018" in said
        assert "1 May 2018" not in said
        assert "2 May 2018" not in said
