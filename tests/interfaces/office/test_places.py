"""Every rule's findings lead to a field that its form has, or to the page on which what it asks for is done."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.test import Client

from rapporteur.base.core.permissions import Actor, operator
from rapporteur.interfaces.office.report_room import places
from rapporteur.interfaces.office.report_room.subjects import kind_called
from rapporteur.proof.rules.finding import Finding
from rapporteur.proof.rules.rulebook import ALL, run_checks
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.models import Seat
from tests.factories import make
from tests.proof.rules.cases import CASES
from tests.support.office import shown, superuser

pytestmark = pytest.mark.django_db
BY = operator("test")
SPOKEN = ("fr", "en", "es")
RULES = {rule.id: rule for rule in ALL}
FACTORIES = {
    factory._meta.model: factory
    for factory in vars(make).values()
    if isinstance(getattr(getattr(factory, "_meta", None), "model", None), type)
}


def findings() -> list[Finding]:
    """Return what each rule finds in its case: one for each kind of record and field."""
    found = [one for case in CASES for one in run_checks(case.planted, [RULES[case.rule]])]
    return list({(one.rule.id, one.record.type, one.field): one for one in found}.values())


@pytest.fixture
def staff() -> Client:
    make.AssociationFactory(languages=list(SPOKEN), source_language="fr")
    return superuser()


def stands(page: Any, place: str) -> bool:
    """Tell whether a page has what is meant, seen by whoever opens it."""
    if place == places.BUTTONS:
        return bool(page.xpath("//form[@data-edit-form]//footer//button[@type='submit']"))
    return any(
        one.get("type") != "hidden" or "data-draftail-input" in one.attrib
        for one in page.xpath("//*[@id=$place]", place=place)
    )


def test_every_rule_leads_to_a_field_of_the_form_or_to_a_page_that_is_there(staff: Client) -> None:
    shown(staff, "/cms/")  # which registers the screens
    records: dict[type[models.Model], Any] = {}
    pages: dict[str, Any] = {}
    lost = []
    for finding in findings():
        model = kind_called(finding.record.type)
        assert model is not None, finding.record.type
        if model not in records:
            record = records[model] = FACTORIES[model]()
            if isinstance(record, Activity):
                for number in range(2):
                    make.ActivityPhotoFactory(activity=record, position=number)
        address, _, place = places.place_of(finding, model, records[model].pk, BY, SPOKEN).partition("#")
        page = pages[address] = pages[address] if address in pages else shown(staff, address)
        at_field = finding.rule.id not in places.ELSEWHERE
        if (at_field or place) and not stands(page, place):
            lost.append((finding.rule.id, finding.record.type, finding.field, place))
    assert lost == []


def test_a_text_in_a_language_leads_to_the_box_of_that_language(staff: Client) -> None:
    lacking = next(one for one in findings() if one.rule.id == "text-missing")
    languages = tuple(map(str, lacking.values["languages"]))
    box = SPOKEN.index(languages[0])
    assert places.field_place(Activity, lacking.field, SPOKEN, lacking.values) == f"id_{lacking.field}_{box}"
    assert places.field_place(Activity, "title.es", SPOKEN) == "id_title_2"


def test_who_may_not_do_what_a_rule_asks_for_is_led_nowhere(staff: Client) -> None:
    shown(staff, "/cms/")
    (vacant,) = (one for one in findings() if one.rule.id == "seat-vacant")
    seat = make.SeatFactory()
    assert places.place_of(vacant, Seat, seat.pk, BY, SPOKEN).endswith(f"/do/{seat.pk}/mandate/")
    assert places.place_of(vacant, Seat, seat.pk, Actor("nobody", frozenset()), SPOKEN) == ""
