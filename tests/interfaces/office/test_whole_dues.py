"""Dues of a whole list, whatever its length: payments, waivers and calls in one form, letters in one document."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.pages import working
from rapporteur.interfaces.office.selection import dues_letters, pages, whole
from rapporteur.records.dues.models import DuesItem, Payment, Waiver
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.interfaces.office.test_whole_lists import of_all, told
from tests.support.office import errors, signed_in, url, work_in_this_thread

pytestmark = pytest.mark.django_db
MEMBERS = 5


@pytest.fixture(autouse=True)
def ledger(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """Five members called for 2018, one of which has paid; so few rows are many here, and parts are of two."""
    work_in_this_thread(monkeypatch)
    monkeypatch.setattr(pages, "MOST_CHOSEN", 2)
    monkeypatch.setattr(whole, "TOGETHER", 2)
    monkeypatch.setattr(dues_letters, "TOGETHER", 2)
    settings.PREVIEWS_DIR = tmp_path
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    call = make.DuesCallFactory(year=2018, currency="EUR")
    for number in range(MEMBERS):
        city = make.OrganisationFactory(slug=f"city-{number}", named=False, country="FR")
        make.OrganisationNameFactory(
            organisation=city, name={"fr": f"Ville {number}", "en": f"City {number}"}
        )
        make.DuesItemFactory(call=call, organisation=city, amount=Decimal(100 + number))
    paid = DuesItem.objects.get(organisation__slug="city-0")
    make.PaymentFactory(item=paid, amount=Decimal(100), reference="T-0")


@pytest.fixture
def finance() -> Client:
    return signed_in(Role.FINANCE)


def page_of(client: Client, verb: str, model: Any = DuesItem, **sent: str) -> Any:
    """Return the page of a verb with all rows of the list, or the answer that leads on once it is done."""
    address = of_all(verb, "", model)
    response: Any = client.post(address, {"step": "do", **sent}) if sent else client.get(address)
    return response if response.status_code == 302 else html.fromstring(response.content)


def test_what_is_open_of_each_is_booked_with_one_reference_and_the_sum_is_known_before(
    finance: Client,
) -> None:
    page = page_of(finance, "payments")
    assert "4 amounts, together €410" in page.text_content()
    assert "what is open today is booked as paid" in page.text_content()
    assert not page.xpath("//input[starts-with(@name, 'amount-')]")
    page = page_of(finance, "payments", paid="18 June 2018")
    assert any("A payment needs a reference" in one for one in errors(page))
    assert Payment.objects.count() == 1
    answer = page_of(finance, "payments", paid="18 June 2018", for_all="Statement 7")
    assert answer["location"].startswith(url(DuesItem, "list"))
    assert told(answer) == ["Done: 4 · Not done: 1 · City 0, 2018: Nothing is open: it is left out."]
    booked = Payment.objects.filter(reference="Statement 7").order_by("amount")
    assert [one.amount for one in booked] == [Decimal(101), Decimal(102), Decimal(103), Decimal(104)]
    again = page_of(finance, "payments", paid="18 June 2018", for_all="Statement 7")
    assert told(again)[-1].startswith("Done: 0 · Not done: 5")


def test_what_is_open_of_each_is_waived_by_one_decision(finance: Client) -> None:
    answer = page_of(finance, "waive", decided="1 June 2018", decision="Board, June")
    assert told(answer)[0].startswith("Done: 4 · Not done: 1")
    assert sum(one.amount for one in Waiver.objects.filter(decision="Board, June")) == Decimal(410)


def test_each_is_called_for_what_it_was_called_for_last_or_for_one_amount(finance: Client) -> None:
    make.OrganisationFactory(slug="new-city")
    call = make.DuesCallFactory(year=2019, currency="EUR")
    answer = page_of(finance, "call", Organisation, call=str(call.pk), for_each="")
    assert told(answer)[0].startswith("Done: 5 · Not done: 1")
    assert "called for no year yet" in told(answer)[0]
    assert sorted(one.amount for one in DuesItem.objects.filter(call=call)) == [
        Decimal(100 + number) for number in range(MEMBERS)
    ]
    page_of(finance, "call", Organisation, call=str(call.pk), for_each="1 200,50")
    assert DuesItem.objects.get(call=call, organisation__slug="new-city").amount == Decimal("1200.50")
    assert DuesItem.objects.filter(call=call).count() == MEMBERS + 1


def test_letters_of_all_come_as_one_document_for_who_had_them_made(
    finance: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "The letters come as one Word document" in page_of(finance, "letters").text_content()
    answer = page_of(finance, "letters", language="en")
    assert told(answer) == ["4 letters made · Nothing open, left out: 1"]
    assert AuditEntry.objects.filter(action="reminder made").count() == 4
    page: Any = finance.get(answer["location"])
    assert "?file=yes" in page.content.decode()
    handed: Any = finance.get(answer["location"] + "?file=yes")
    assert handed["Content-Disposition"] == 'attachment; filename="reminder-letters.docx"'
    texts = [one.text for one in Document(io.BytesIO(handed.content)).paragraphs]
    assert texts.count("Reminder: membership dues 2018") == 4
    assert signed_in(Role.FINANCE, name="another").get(answer["location"]).status_code == 404
    assert signed_in(Role.OFFICER).get(answer["location"]).status_code in (302, 403)
    monkeypatch.setattr(working, "SOON", -1)  # where it takes longer, the page tells how far it is
    response: Any = finance.post(of_all("letters", "", DuesItem), {"step": "do", "language": ""})
    told_on = b"".join(response.streaming_content).decode()
    for part in ("2 of 5", "5 of 5", "4 letters made", "/selection/letters/"):
        assert part in told_on


def test_where_nothing_is_open_there_is_no_document(finance: Client) -> None:
    for item in DuesItem.objects.exclude(organisation__slug="city-0"):
        make.WaiverFactory(item=item, amount=item.amount)
    answer = page_of(finance, "letters", language="en")
    assert told(answer) == ["Nothing is open of any row of the list: there are no letters."]
    assert not AuditEntry.objects.filter(action="reminder made").exists()
