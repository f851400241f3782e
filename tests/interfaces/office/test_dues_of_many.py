"""Dues of many members at once: amounts as they are typed, one form, nothing booked twice."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.dues.models import DuesItem, Payment, Waiver
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.interfaces.office.test_selection import many, send
from tests.support.office import form_of, shown, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger() -> None:
    """A call for 2018; Berlin and Quito are called for it, Quito has paid a part."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    call = make.DuesCallFactory(year=2018)
    for name, amount in (("Berlin", "3000.00"), ("Quito", "1500.50")):
        city = make.OrganisationFactory(slug=name.lower(), named=False)
        make.OrganisationNameFactory(organisation=city, name={"fr": name, "en": name})
        make.DuesItemFactory(call=call, organisation=city, amount=Decimal(amount))
    make.PaymentFactory(item=of("quito"), amount=Decimal("500.00"), reference="T-1")


def of(slug: str) -> DuesItem:
    return DuesItem.objects.get(organisation__slug=slug, call__year=2018)


def rows(page: Any) -> list[list[str]]:
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("th | td")][:2]
        for row in page.xpath("//table[contains(@class, 'selection-amounts')]/tbody/tr")
    ]


def listed(client: Client, query: str = "") -> list[list[str]]:
    page = shown(client, url(DuesItem, "list") + query)
    table = page.xpath("//table[contains(@class, 'listing')]/tbody/tr")
    names = [row.xpath("string(.//span[contains(@id, '_title')])") for row in table]
    return [
        [name, *(" ".join(cell.text_content().split()) for cell in row.xpath("td")[3:])]
        for name, row in zip(names, table, strict=True)
    ]


def told(page: Any, heading: str) -> list[str]:
    found = page.xpath(f"//section[@aria-labelledby='{heading}']//li")
    return [" ".join(" ".join(one.itertext()).split()) for one in found]


def test_list_says_what_is_open_and_finds_who_is_reminded() -> None:
    finance = signed_in(Role.FINANCE)
    assert listed(finance) == [
        ["Berlin", "€3,000", "€0", "€0", "€3,000"],
        ["Quito", "€1,500.50", "€500", "€0", "€1,000.50"],
    ]
    assert [row[0] for row in listed(finance, "?standing=nothing")] == ["Berlin"]
    assert [row[0] for row in listed(finance, "?standing=open&ordering=left")] == ["Quito", "Berlin"]
    assert listed(finance, "?standing=settled") == []
    make.WaiverFactory(item=of("berlin"), amount=Decimal("3000.00"), decided_date=date(2018, 6, 1))
    assert [row[0] for row in listed(finance, "?standing=settled")] == ["Berlin"]
    answer = finance.get(url(DuesItem, "list") + "?standing=open&export=csv")
    reminded = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert reminded[0][-3:] == ["Paid in all", "Waived in all", "Open"]
    assert len(reminded) == 2
    assert reminded[1][-3:] == ["500.0", "0.0", "1000.5"]


def test_payments_are_looked_at_with_their_sum_and_then_booked_through_the_verb() -> None:
    finance = signed_in(Role.FINANCE)
    berlin, quito = of("berlin"), of("quito")
    address = many("payments", berlin, quito)
    page = shown(finance, address)
    assert rows(page) == [["Berlin, 2018", "€3,000 open"], ["Quito, 2018", "€1,000.50 open"]]
    assert page.xpath("//input[starts-with(@name, 'amount-')]/@value") == ["3000.00", "1000.50"]
    assert page.xpath("//input[starts-with(@name, 'amount-')]/@aria-label") == [
        "Berlin, 2018: Amount", "Quito, 2018: Amount",
    ]  # fmt: skip
    typed = {
        "paid": "18 June 2018",
        "for_all": "Statement 7",
        f"amount-{berlin.pk}": "2.500,00",
        f"amount-{quito.pk}": "1 200,50",
        f"reference-{quito.pk}": "T-2",
    }
    look = send(finance, address, step="look", **typed)
    assert "2 amounts, together €3,700.50" in look.text_content()
    assert told(look, "selection-did") == [
        "Berlin, 2018 €2,500 booked; open then: €500",
        "Quito, 2018 €1,200.50 booked: €200 more than was open",
    ]
    assert Payment.objects.count() == 1
    send(finance, address, step="do", **typed)
    assert list(Payment.objects.order_by("pk").values_list("amount", "paid_date", "reference"))[1:] == [
        (Decimal("2500.00"), date(2018, 6, 18), "Statement 7"),
        (Decimal("1200.50"), date(2018, 6, 18), "T-2"),
    ]
    assert AuditEntry.objects.filter(record_type__contains="ayment", by="finance").count() == 2

    again = send(finance, address, step="do", **typed)
    assert told(again, "selection-did") == []
    assert [one.partition(" ")[0] for one in told(again, "selection-left")] == ["Berlin,", "Quito,"]
    assert all("on record already" in one for one in told(again, "selection-left"))
    assert Payment.objects.count() == 3


def test_an_amount_that_may_be_two_is_asked_and_who_is_left_empty_is_left_out() -> None:
    finance = signed_in(Role.FINANCE)
    berlin, quito = of("berlin"), of("quito")
    address = many("payments", berlin, quito)
    typed = {"paid": "18 June 2018", f"amount-{berlin.pk}": "3.000", f"amount-{quito.pk}": ""}
    page = send(finance, address, step="look", **typed)
    assert "may be two numbers" in page.text_content()
    assert page.xpath(f"string(//input[@name='amount-{berlin.pk}']/@value)") == "3.000"
    page = send(finance, address, step="look", **{**typed, f"amount-{berlin.pk}": "3000"})
    assert "A payment needs a reference" in page.text_content()
    page = send(finance, address, step="look", **{**typed, f"amount-{berlin.pk}": ""})
    assert "Write at least one amount." in page.text_content()
    page = send(finance, address, step="look", for_all="S-8", **{**typed, f"amount-{berlin.pk}": "3000"})
    assert told(page, "selection-left") == ["Quito, 2018 No amount is written: it is left out."]


def test_what_is_open_is_waived_by_one_decision_and_no_more_than_that() -> None:
    finance = signed_in(Role.FINANCE)
    berlin, quito = of("berlin"), of("quito")
    address = many("waive", berlin, quito)
    typed = {
        "decided": "1 June 2018",
        "decision": "Board, June",
        f"amount-{berlin.pk}": "3000.01",
        f"amount-{quito.pk}": "1000.50",
    }
    page = send(finance, address, step="do", **typed)
    assert "More than is open (€3,000): no more can be waived." in page.text_content()
    assert not Waiver.objects.exists()
    page = send(finance, address, step="do", **{**typed, f"amount-{berlin.pk}": "1000"})
    assert told(page, "selection-did") == [
        "Berlin, 2018 €1,000 waived; open then: €2,000",
        "Quito, 2018 €1,000.50 waived; open then: €0",
    ]
    assert {one.decision for one in Waiver.objects.all()} == {"Board, June"}


def test_members_are_called_for_a_year_with_what_they_were_called_for_last() -> None:
    finance = signed_in(Role.FINANCE)
    call = make.DuesCallFactory(year=2019)
    cities = list(Organisation.objects.order_by("slug"))
    address = many("call", *cities)
    page = shown(finance, address)
    assert rows(page) == [["Berlin", "2018: €3,000"], ["Quito", "2018: €1,500.50"]]
    values = {name: value for name, value in page.forms[-1].form_values() if name.startswith("amount-")}
    page = send(finance, address, step="do", call=str(call.pk), **values)
    assert told(page, "selection-did") == ["Berlin €3,000 called for", "Quito €1,500.50 called for"]
    assert DuesItem.objects.filter(call=call).count() == 2
    again = send(finance, address, step="do", call=str(call.pk), **values)
    assert told(again, "selection-did") == []
    assert DuesItem.objects.filter(call=call).count() == 2


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADMINISTRATOR, Role.SECRETARY_GENERAL, Role.OFFICER])
def test_who_may_not_record_dues_has_none_of_it(role: Role) -> None:
    somebody, item = signed_in(role), of("berlin")
    may = role in {Role.FINANCE, Role.ADMINISTRATOR}
    for verb, record in (("payments", item), ("waive", item), ("call", item.organisation)):
        assert (somebody.get(many(verb, record)).status_code == 200) is may


def test_a_reference_that_is_booked_changes_no_payment_from_the_page_of_an_item() -> None:
    finance = signed_in(Role.FINANCE)
    quito = of("quito")
    address = url(DuesItem, "do", quito.pk, "payment")
    answer = finance.post(address, {"amount": "9", "paid_date": "18 June 2018", "reference": "T-1"})
    assert "on record already" in answer.content.decode()
    assert Payment.objects.get().amount == Decimal("500.00")
    waive = {"amount": "1000,50", "decided_date": "18 June 2018", "decision": "Board"}
    assert finance.post(url(DuesItem, "do", quito.pk, "waive"), waive).status_code == 302
    assert Waiver.objects.get().amount == Decimal("1000.50")


def test_payments_name_the_year_of_the_item_they_are_for() -> None:
    finance = signed_in(Role.FINANCE)
    payment = Payment.objects.get()
    assert "Quito, 2018" in shown(finance, url(Payment, "list")).text_content()
    assert form_of(shown(finance, url(Payment, "edit", payment.pk)))["item"] == str(of("quito").pk)


def test_start_page_of_finance_leads_from_what_is_open_to_where_it_is_booked() -> None:
    finance = signed_in(Role.FINANCE)
    page = shown(finance, reverse("wagtailadmin_home"))
    section = page.xpath("//section[.//*[contains(., 'Dues that are open')]]")[-1]
    links = {one.text_content().strip(): one.get("href") for one in section.xpath(".//a")}
    assert links["Berlin, 2018"] == url(DuesItem, "do", of("berlin").pk, "payment")
    assert "€3,000" in section.text_content()
    assert f"{url(DuesItem, 'list')}?standing=open" in links.values()
    assert finance.get(links["Berlin, 2018"]).status_code == 200
    assert (
        "Dues that are open"
        not in shown(signed_in(Role.OFFICER), reverse("wagtailadmin_home")).text_content()
    )
