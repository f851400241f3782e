"""Verbs of a record as forms: each through the verb of its room, what is refused said at the field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.dues.models import Payment
from rapporteur.records.governance.models import Mandate, Person
from rapporteur.records.members.models import Membership, Organisation
from tests.factories import make
from tests.support.office import errors, shown, signed_in, superuser, url

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


def test_an_organisation_is_renamed_from_a_day(ana: Client) -> None:
    city = make.OrganisationFactory(named=False)
    make.OrganisationNameFactory(organisation=city, name={"fr": "Bombay", "en": "Bombay"})
    assert do(ana, city, "rename", name_fr="Mumbai", name_en="Mumbai", start="1 June 2018") is None
    rows = [(one.name["en"], one.start, one.end) for one in city.names.order_by("pk")]
    assert rows == [("Bombay", None, date(2018, 6, 1)), ("Mumbai", date(2018, 6, 1), None)]
    assert AuditEntry.objects.latest("pk").action == "renamed"
    page = do(ana, city, "rename", name_fr="Bombay", name_en="Bombay", start="1 May 2017")
    assert any("would lie before the name" in told for told in errors(page))
    assert page.xpath("//input[@name='name_fr']/@value") == ["Bombay"]  # what was typed is kept


def test_a_member_is_admitted_and_its_membership_ended(ana: Client) -> None:
    city = make.OrganisationFactory()
    values = {"category": "FULL", "start": "2 May 2018", "decision": "Board"}
    assert do(ana, city, "admit", **values) is None
    page = shown(ana, url(Organisation, "inspect", city.pk))
    assert "it is a member today" in page.xpath("string(//ul[@class='record-hindered'])")
    assert (
        do(ana, city, "end-membership", last="1 May 2018").xpath("string(//main)").find("cannot lie before")
        > 0
    )
    assert do(ana, city, "end-membership", last="30 June 2018") is None
    assert Membership.objects.get().end == date(2018, 7, 1)  # the first day without
    again = do(ana, city, "end-membership", last="30 June 2018")
    assert "it is no member today" in again.xpath("string(//main)")


def test_a_mandate_is_given_in_one_form_and_the_former_ends(ana: Client) -> None:
    seat = make.SeatFactory()
    make.MandateFactory(seat=seat, start=date(2015, 1, 1))
    make.PersonFactory(name="Ada Okafor", slug="ada-okafor")
    values = {"person": "ada okafor", "start": "1 June 2018", "function_fr": "Maire"}
    assert do(ana, seat, "mandate", **values) is None
    assert set(Mandate.objects.values_list("start", "end")) == {
        (date(2015, 1, 1), date(2018, 6, 1)),
        (date(2018, 6, 1), None),
    }
    assert Mandate.objects.get(end=None).function == {"fr": "Maire"}
    page = do(ana, seat, "mandate", **values)
    assert any("Ada Okafor holds this seat already, since 1 June 2018" in told for told in errors(page))
    page = do(ana, seat, "mandate", person="Nobody at all", start="1 June 2019")
    assert any("No person is called “Nobody at all”" in told for told in errors(page))


def test_after_an_election_many_mandates_end_and_begin_or_none(ana: Client) -> None:
    body = make.BodyFactory()
    seats = [make.SeatFactory(body=body, order=n) for n in range(3)]
    for seat in seats[:2]:
        make.MandateFactory(seat=seat, start=date(2015, 1, 1))
    for name in ("Ada Okafor", "Li Wei"):
        make.PersonFactory(name=name)
    typed = {"start": "1 June 2018", f"seat-{seats[0].pk}": "Ada Okafor", f"seat-{seats[2].pk}": "Li Weï"}
    wrong = do(ana, body, "elect", **{**typed, f"seat-{seats[1].pk}": "X"})
    assert any("No person is called “X”" in told for told in errors(wrong))
    assert Mandate.objects.count() == 2
    assert do(ana, body, "elect", **typed) is None
    now = Mandate.objects.in_force(timezone.localdate()).values_list("seat", "person__name")
    assert {(seats[0].pk, "Ada Okafor"), (seats[2].pk, "Li Wei")} <= set(now)
    assert len(now) == 3  # the seat that was left empty stays as it was
    nobody = do(ana, body, "elect", start="1 June 2018")
    assert any("Nobody new is named" in told for told in errors(nobody))


def asked(page: Any, box: str) -> dict[str, str]:
    """What is asked below a box: the answers and their words."""
    answers = page.xpath(f"//input[@name='{box}-who']")
    return {one.get("value"): " ".join(one.getparent().text_content().split()) for one in answers}


def test_who_is_not_on_record_is_asked_for_and_recorded_with_the_mandate(ana: Client) -> None:
    seat = make.SeatFactory()
    near = make.PersonFactory(name="Ana Weiss", slug="ana-weiss")
    values = {"person": "Anna Weiß", "start": "1 June 2018", "function_fr": "Maire"}
    page = do(ana, seat, "mandate", **values)
    new, old = "new:anna weiss", f"{near.pk}:anna weiss"
    assert asked(page, "person") == {old: "Ana Weiss", new: "None of them: record “Anna Weiß”"}
    assert page.xpath("//input[@name='person']/@value") == ["Anna Weiß"]
    assert page.xpath("//input[@name='function_fr']/@value") == ["Maire"]  # what was typed is kept
    assert Person.objects.count() == 1
    # the answer holds for the name that was asked for, and for no other
    page = do(ana, seat, "mandate", **{**values, "person": "Jo Lund", "person-who": new})
    assert list(asked(page, "person")) == ["new:jo lund"]
    # with a verb that is refused, nobody is recorded
    assert do(ana, seat, "mandate", **{**values, "start": "", "person-who": new}) is not None
    assert Person.objects.count() == 1
    assert do(ana, seat, "mandate", **values, **{"person-who": new}) is None
    assert Mandate.objects.get().person.name == "Anna Weiß"
    assert AuditEntry.objects.filter(record=Mandate.objects.get().person.slug).exists()
    later = {"person": "Ana Weisz", "start": "1 June 2019", "person-who": f"{near.pk}:ana weisz"}
    assert do(ana, seat, "mandate", **{**values, **later}) is None
    assert Mandate.objects.get(end=None).person == near


def test_in_an_election_somebody_new_is_recorded_once_for_two_seats(ana: Client) -> None:
    body = make.BodyFactory()
    one, other = (f"seat-{make.SeatFactory(body=body, order=n).pk}" for n in range(2))
    typed = {"start": "1 June 2018", one: "Jo Lund", other: "jo lund"}
    page = do(ana, body, "elect", **typed)
    assert list(asked(page, one)) == list(asked(page, other)) == ["new:jo lund"]
    assert do(ana, body, "elect", **typed, **{f"{one}-who": "new:jo lund"}) is not None
    assert not Person.objects.exists()
    assert do(ana, body, "elect", **typed, **{f"{box}-who": "new:jo lund" for box in (one, other)}) is None
    assert Person.objects.get().mandates.count() == 2


def test_a_mandate_ends_with_its_last_day(ana: Client) -> None:
    mandate = make.MandateFactory(start=date(2015, 1, 1))
    assert do(ana, mandate, "end-mandate", last="31 May 2018") is None
    assert Mandate.objects.get().end == date(2018, 6, 1)
    page = shown(ana, url(Mandate, "inspect", mandate.pk))
    assert "it is over" in page.xpath("string(//ul[@class='record-hindered'])")


def test_a_payment_is_booked_from_what_it_is_for(ana: Client) -> None:
    item = make.DuesItemFactory()
    page = do(ana, item, "payment", amount="3.000", paid_date="1 June 2018", reference="T1")
    assert any("may be two numbers" in told for told in errors(page))
    assert do(ana, item, "payment", amount="3 000,50", paid_date="1 June 2018", reference="T1") is None
    assert str(Payment.objects.get().amount) == "3000.50"


def test_verbs_are_theirs_whom_the_table_names() -> None:
    city, body, item = make.OrganisationFactory(), make.SeatFactory().body, make.DuesItemFactory()
    for record, verb, may in (
        (city, "rename", {Role.OFFICER, Role.REVIEWER, Role.SECRETARY_GENERAL}),
        (city, "admit", {Role.SECRETARY_GENERAL}),
        (body, "elect", {Role.REVIEWER, Role.SECRETARY_GENERAL}),
        (item, "payment", {Role.FINANCE}),
    ):
        for role in (Role.OFFICER, Role.REVIEWER, Role.SECRETARY_GENERAL, Role.FINANCE, Role.BOARD_READER):
            client = signed_in(role)
            answer = client.get(url(type(record), "do", record.pk, verb)).status_code
            assert (answer == 200) is (role in may), (verb, role, answer)
            client.logout()
            get_user_model().objects.all().delete()
