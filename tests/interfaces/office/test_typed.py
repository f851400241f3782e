"""Dates and amounts in the forms of the back office: text that is read, asked where it may mean two things."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.typed import (
    TypedAmountField,
    TypedDatesField,
    TypedDayField,
    TypedDegreesField,
)
from rapporteur.records.dues.models import Payment
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def french() -> Iterator[None]:
    with override("fr"):
        yield


@pytest.mark.parametrize(
    "typed",
    ["12/04/2018", "12.04.2018", "12 April 2018", "12 avril 2018", "2018-04-12", "20180412", "12-04-2018"],
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert TypedDayField().clean(typed) == date(2018, 4, 12)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2018-04-31", "2018-04-31"),
        ("abc", "abc"),
        ("avril 2018", "ne désigne pas un jour précis"),
        ("12-14 avril 2018", "ne désigne pas un jour précis"),
        ("18", "18"),
    ],
)
def test_what_names_no_single_day_is_refused_and_never_changed(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypedDayField().clean(typed)
    assert said in refused.value.messages[0]
    assert TypedDayField().prepare_value(typed) == typed


def test_a_day_that_may_be_two_is_asked_for_in_letters() -> None:
    with override("en"), pytest.raises(ValidationError) as refused:
        TypedDayField().clean("12/04/2018")
    assert "12 April 2018 / 4 December 2018" in refused.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("10 July", "“10 July” names no year: which is it? Write 10 July 2018 / 10 July 2026"),
        ("12/07", "write the month in letters, and the year ("),
        ("31 April 2018", "The calendar has no such day as “31 April 2018”"),
    ],
)
def test_a_refusal_says_what_the_day_lacks(typed: str, said: str, monkeypatch: Any) -> None:
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 29))
    with override("en"), pytest.raises(ValidationError) as refused:
        TypedDayField().clean(typed)
    assert said in refused.value.messages[0]
    assert "2018" in refused.value.messages[0]


def test_days_say_what_they_lack(monkeypatch: Any) -> None:
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 29))
    with override("en"), pytest.raises(ValidationError) as refused:
        TypedDatesField().clean("10-12 July")
    assert "names no year: which is it? Write 10–12 July 2018 / 10–12 July 2026" in refused.value.messages[0]


def test_a_day_is_shown_in_words_that_are_read_again() -> None:
    field = TypedDayField()
    for language in ("fr", "en", "es"):
        with override(language):
            shown_as = field.prepare_value(date(2018, 5, 1))
            assert field.clean(shown_as) == date(2018, 5, 1)
            assert not field.has_changed(date(2018, 5, 1), shown_as)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("3000,50", "3000.50"), ("3000.50", "3000.50"), ("3.000,50", "3000.50"), ("3,000.50", "3000.50"),
        ("3 000,50", "3000.50"), ("3000", "3000"), ("3.000.000", "3000000"), ("12,5", "12.5"),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_either_sign(typed: str, amount: str) -> None:
    assert TypedAmountField().clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["3.000", "3,000"])
def test_an_amount_that_may_be_two_is_asked(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypedAmountField().clean(typed)
    assert "3000" in refused.value.messages[0]
    assert "3,00" in refused.value.messages[0]


def test_degrees_have_no_thousands() -> None:
    assert TypedDegreesField().clean("41,387") == 41.387
    assert TypedDegreesField(required=False).clean("") is None
    with pytest.raises(ValidationError):
        TypedDegreesField().clean("north")


def test_a_payment_is_booked_as_it_is_typed() -> None:
    make.AssociationFactory()
    payment = make.PaymentFactory()
    ana = superuser()
    address = url(Payment, "edit", payment.pk)
    page = shown(ana, address)
    assert not page.xpath("//input[@type='number'][@name='amount']")
    values = form_of(page)

    refused = send(ana, address, values, amount="3.000")
    assert any("3000" in error for error in errors(refused))
    assert refused.xpath("//input[@name='amount']/@value") == ["3.000"], "what was typed is still there"
    assert send(ana, address, values, amount="3.000,50") is None
    payment.refresh_from_db()
    assert payment.amount == Decimal("3000.50")


def test_a_form_that_is_sent_as_it_came_changes_nothing() -> None:
    make.AssociationFactory()
    organisation = make.OrganisationFactory(latitude=41.387, longitude=2.17)
    make.MembershipFactory(organisation=organisation, start=date(2018, 5, 1))
    ana = superuser()
    address = url(Organisation, "edit", organisation.pk)
    before = {**organisation.__dict__}
    assert send(ana, address, form_of(shown(ana, address))) is None
    organisation.refresh_from_db()
    assert organisation.latitude == before["latitude"]


def test_what_is_understood_of_a_day_is_said_as_it_is_typed() -> None:
    make.AssociationFactory()
    client: Any = signed_in(Role.FINANCE)
    said = client.get(reverse("office_day"), {"text": "12/04/2018"}, headers={"accept-language": "fr"}).json()
    assert said == {"said": "→ 12 avril 2018"}
    assert "abc" in client.get(reverse("office_day"), {"text": "abc"}).json()["asked"]
    assert client.get(reverse("office_day"), {"text": " "}).json() == {"said": ""}
