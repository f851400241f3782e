"""Dues one after the other: the call, the member that is called, its payment; amounts as the reader prints them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from rapporteur.base.core.permissions import Role
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import form_of, shown, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network() -> None:
    """A network that works on 2018, with Berlin and Quito."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr", currency="CHF")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    for name in ("Berlin", "Quito"):
        city = make.OrganisationFactory(slug=name.lower(), named=False)
        make.OrganisationNameFactory(organisation=city, name={"fr": name, "en": name})


@pytest.fixture
def flora() -> Client:
    return signed_in(Role.FINANCE, name="flora")


def window(client: Client, model: Any, typed: str = "") -> Any:
    """Return the window in which a record is chosen."""
    address = reverse(model.snippet_viewset.chooser_viewset.get_url_name("choose"))
    answer = client.get(address, {"q": typed} if typed else {})
    return html.fromstring(f"<div>{json.loads(answer.content)['html']}</div>")


def parsed(answer: Any) -> Any:
    return html.fromstring(answer.content)


def step(page: Any) -> tuple[str, str]:
    (told,) = page.xpath("//p[@class='choosing-step']")
    return " ".join(told.text_content().split()), told.xpath("a/@href")[0]


def test_from_the_window_of_a_payment_one_gets_to_the_call_the_item_and_back(flora: Client) -> None:
    assert "snippet" not in window(flora, DuesItem).text_content()
    told, address = step(window(flora, DuesItem, "berlin"))
    assert told == "Dues have not been called for 2018 yet. Open the call first"
    assert address == url(DuesCall, "add")
    form = form_of(shown(flora, address))
    assert form["currency"] == "CHF", "the association's"
    answer = flora.post(address, {**form, "year": "2018"}, follow=True)
    call = DuesCall.objects.get()
    follows = url(DuesItem, "add") + f"?call={call.pk}"
    assert follows in parsed(answer).xpath("//a[contains(., 'Call a member')]/@href")

    told, address = step(window(flora, DuesItem, "berlin"))
    assert told == "Berlin has not been called for 2018 yet. Call it now"
    form = form_of(shown(flora, address))
    assert form["call"] == str(call.pk)
    assert form["organisation"] == str(Organisation.objects.get(slug="berlin").pk)
    answer = flora.post(url(DuesItem, "add"), {**form, "amount": "8.000,00"}, follow=True)
    item = DuesItem.objects.get()
    follows = url(Payment, "add") + f"?item={item.pk}"
    assert follows in parsed(answer).xpath("//a[contains(., 'Book its payment')]/@href")
    assert form_of(shown(flora, follows))["item"] == str(item.pk)
    assert not window(flora, DuesItem, "berlin").xpath("//p[@class='choosing-step']")
    assert step(window(flora, DuesItem))[0].startswith(
        "Is somebody meant who has not been called for 2018 yet?"
    )


def test_an_address_fills_in_nothing_that_is_not_there_or_not_offered(flora: Client) -> None:
    for asked in ("?call=99&organisation=x", "?amount=5", "?call=9999999999999", "?call=²"):
        form = form_of(shown(flora, url(DuesItem, "add") + asked))
        assert not any(form.get(name) for name in ("call", "organisation", "amount")), asked


def test_who_reads_only_is_offered_no_step() -> None:
    reader = signed_in(Role.REVIEWER, name="rita")
    address = reverse(DuesItem.snippet_viewset.chooser_viewset.get_url_name("choose"))  # type: ignore[attr-defined]
    answer = reader.get(address)
    assert answer.status_code == 404 or "choosing-step" not in answer.content.decode()


def test_the_window_says_member_year_amount_and_what_is_open(flora: Client) -> None:
    berlin = Organisation.objects.get(slug="berlin")
    for year, amount in ((2017, "7000"), (2018, "8000.50")):
        call = make.DuesCallFactory(year=year, currency="EUR")
        item = make.DuesItemFactory(call=call, organisation=berlin, amount=Decimal(amount))
    make.PaymentFactory(item=item, amount=Decimal("3000.00"), paid_date=date(2018, 6, 18))
    rows = [
        [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
        for row in window(flora, DuesItem).xpath("//tbody/tr")
    ]
    assert rows == [
        ["Berlin, 2018", "€8,000.50", "€5,000.50"],
        ["Berlin, 2017", "€7,000", "€7,000"],
    ]


def test_lists_print_amounts_in_their_currency(flora: Client) -> None:
    call = make.DuesCallFactory(year=2018, currency="EUR")
    item = make.DuesItemFactory(
        call=call, organisation=Organisation.objects.get(slug="berlin"), amount=Decimal("8000.00")
    )
    make.PaymentFactory(item=item, amount=Decimal("3000.00"), paid_date=date(2018, 6, 18))
    make.WaiverFactory(item=item, amount=Decimal("1000.50"))
    make.PublishedStatementFactory(amount=Decimal("324532.00"), currency="USD")
    for model, amount in (
        (DuesItem, "€8,000"), (Payment, "€3,000"), (Waiver, "€1,000.50"), (PublishedStatement, "$324,532"),
    ):  # fmt: skip
        cells = shown(flora, url(model, "list")).xpath("//tbody//td/text()")
        assert amount in [one.strip().removeprefix("US") for one in cells], model


def test_a_window_with_nothing_to_choose_from_says_so_in_our_words(flora: Client) -> None:
    page = window(flora, DuesCall)
    assert "There is nothing to choose from yet (dues call)." in page.text_content()
    assert step(page) == ("Add one", url(DuesCall, "add"))
    assert "Nothing is found by “zzz”." in window(flora, DuesItem, "zzz").text_content()


def test_a_form_keeps_the_currency_that_is_on_record(flora: Client) -> None:
    call = make.DuesCallFactory(year=2018, currency="EUR")
    page = shown(flora, url(DuesCall, "edit", call.pk))
    assert form_of(page)["currency"] == "EUR"
