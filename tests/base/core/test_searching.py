"""Records are found by every word of their names, in any language, on every database alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from rapporteur.base.core.searching import SEARCH_TEXT, Bearers
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.dues.models import DuesItem, Payment, Waiver
from rapporteur.records.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.records.meetings.models import BodyMeeting, BodyRule, Decision, FinancialReport, Paper
from rapporteur.records.members.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationName,
    Prospect,
    Region,
)
from rapporteur.records.plan.models import Level, Node, Plan, PlanVersion
from rapporteur.records.programmes.models import Initiative
from tests.factories import make

pytestmark = pytest.mark.django_db
KINDS: list[Any] = [
    Organisation, OrganisationName, OrganisationAlias, Region, Membership, Prospect, Person, Body, Seat,
    Mandate, FocalPoint, BodyMeeting, Paper, BodyRule, Decision, FinancialReport, DuesItem, Payment, Waiver,
    Plan, PlanVersion, Level, Node, Initiative, Activity, BilateralMeeting, MediaMention,
]  # fmt: skip


@pytest.fixture
def kolkata() -> Organisation:
    city: Organisation = make.OrganisationFactory(slug="west-bengal-capital", named=False)
    make.OrganisationNameFactory(organisation=city, name={"en": "Calcutta"}, end=date(2001, 1, 1))
    make.OrganisationNameFactory(
        organisation=city, name={"en": "Kolkata", "fr": "Kolkata (Bengale)"}, start=date(2001, 1, 1)
    )
    make.OrganisationAliasFactory(organisation=city, text="Kalikātā")
    make.OrganisationFactory(slug="lyon", named=False)
    return city


@pytest.mark.parametrize(
    "typed",
    [
        "kolkata",
        "KOLKATA",
        "Bengale",
        "bengale kolk",
        "calcutta",
        "kalikata",
        "west-bengal",
        "Calcutta Kolkata",
    ],
)
def test_organisation_is_found_by_its_names_of_any_day_aliases_and_slug(
    kolkata: Organisation, typed: str
) -> None:
    assert list(Organisation.objects.matching(typed)) == [kolkata]


@pytest.mark.parametrize("typed", ["kolkatta", "kolkata lyon", "%", "kol_ata", "\\"])
def test_what_no_name_has_finds_nothing_and_is_no_pattern(kolkata: Organisation, typed: str) -> None:
    found = Organisation.objects.matching(typed)

    assert found.count() == (2 if typed in ("%", "\\") else 0)  # signs alone are no words, and choose nothing


def records() -> dict[Any, tuple[Any, str]]:
    """Return a record of each kind that is searched, and what it is found by."""
    city = make.OrganisationFactory(slug="c", named=False)
    make.OrganisationNameFactory(organisation=city, name={"fr": "Le Caire", "en": "Cairo"})
    make.OrganisationAliasFactory(organisation=city, text="Al-Qāhira")
    region = make.RegionFactory(slug="r", name={"fr": "Amérique latine"})
    person = make.PersonFactory(slug="p", name="Müge Özgür")
    body = make.BodyFactory(slug="b", name={"es": "Comité de finanzas"})
    seat = make.SeatFactory(slug="s", body=body, organisation=city, function={"fr": "Trésorière"})
    node = make.make_plan("1")["1"]
    level = node.level
    level.name = LocalizedText({"fr": "Niveau"})
    level.save()
    item = make.DuesItemFactory(organisation=city)
    mandate = make.MandateFactory(seat=seat, person=person)
    meeting = make.BilateralMeetingFactory(slug="m", place_name={"fr": "Évora"})
    meeting.participants.add(city)
    return {
        Organisation: (city, "le caire"),
        OrganisationName: (city.names.get(), "CAIRO"),
        OrganisationAlias: (city.aliases.get(), "qahira"),
        Region: (region, "amerique"),
        Membership: (make.MembershipFactory(organisation=city), "Caire"),
        Prospect: (make.ProspectFactory(organisation=city), "al-qahira"),
        Person: (person, "ozgur muge"),
        Body: (body, "comite"),
        Seat: (seat, "tresoriere caire comite"),
        Mandate: (mandate, "Özgür trésorière"),
        FocalPoint: (make.FocalPointFactory(region=region, person=person), "muge latine"),
        BodyMeeting: (make.BodyMeetingFactory(body=body, place_name={"fr": "Évora"}), "evora comite"),
        Paper: (make.PaperFactory(slug="pa", title={"fr": "Budget révisé"}), "revise budget"),
        BodyRule: (make.BodyRuleFactory(body=body), "comite"),
        Decision: (make.DecisionFactory(body=body, text={"es": "Aprobación"}), "aprobacion comite"),
        FinancialReport: (make.FinancialReportFactory(auditor="Müller & Söhne"), "muller sohne"),
        DuesItem: (item, "caire"),
        Payment: (make.PaymentFactory(item=item, reference="BANK-7"), "bank caire"),
        Waiver: (make.WaiverFactory(item=item), "cairo"),
        Plan: (node.version.plan, node.version.plan.name.best(("en",))),
        PlanVersion: (node.version, node.version.plan.slug),
        Level: (level, "niveau"),
        Node: (node, node.code),
        Initiative: (make.InitiativeFactory(slug="i", name={"pt": "Ação"}), "acao"),
        Activity: (make.ActivityFactory(slug="a", title={"fr": "Atelier d’été"}), "ETE atelier"),
        BilateralMeeting: (meeting, "evora caire"),
        MediaMention: (
            make.MediaMentionFactory(slug="mm", outlet="O Público", link="https://publico.example/a"),
            "publico.example",
        ),
    }


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_record_is_found_once_by_its_own_words_and_those_of_what_it_belongs_to(
    model: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record, typed = records()[model]
    with django_assert_num_queries(1):
        found = list(model.objects.matching(typed))

    assert found == [record]
    assert not model.objects.matching(f"{typed} zzz").exists()


def test_text_is_derived_when_only_some_fields_are_written() -> None:
    region = make.RegionFactory(slug="r", name={"fr": "Avant"}, order=1)
    region.name = LocalizedText({"fr": "Après"})
    region.save(update_fields=["name"])
    assert list(Region.objects.matching("apres")) == [region]
    region.order = 2
    region.save(update_fields=["order"])
    region.refresh_from_db()
    assert region.search_text == "r apres"


def test_markup_is_no_word_of_a_text() -> None:
    activity = make.ActivityFactory(
        slug="a", title={"en": "Talk"}, text={"en": "<p>On <strong>wa</strong>ter</p>"}
    )
    assert activity.search_text == "a talk on wa ter"


def test_languages_are_joined_in_their_alphabetical_order() -> None:
    region = Region(slug="r", name=LocalizedText({"fr": "Asie", "en": "Asia"}))
    region.derive()
    assert getattr(region, SEARCH_TEXT) == "r asia asie"


def test_whatever_says_by_what_it_is_found_can_be_searched() -> None:
    found = [model for model in apps.get_models() if hasattr(model, "found_by")]
    assert Organisation in found
    assert [model for model in found if not hasattr(model._default_manager.all(), "matching")] == []


@pytest.mark.parametrize("shared", [False, True])
def test_what_few_have_is_looked_for_once(shared: bool) -> None:
    city = make.OrganisationFactory(slug="z", named=False)
    make.OrganisationNameFactory(organisation=city, name={"fr": "Sous l’Eau"})
    seat = make.SeatFactory(organisation=city)
    bearers = Bearers() if shared else None

    def asked(text: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert bool(type(seat).objects.order_by("pk").first_matching(text, 2, bearers)) == (text == "eau")
        return sum('FROM "governance_seat" WHERE' in one["sql"] for one in queries.captured_queries)

    assert asked("zzz") == 1
    assert asked("eau") == 2, "once for the seat, once for how it bears the word"


def test_the_first_are_those_in_which_each_word_begins_a_word() -> None:
    inside = [make.OrganisationFactory(slug=f"a{n}", named=False) for n in range(3)]
    begun = make.OrganisationFactory(slug="z", named=False)
    for city in inside:
        make.OrganisationNameFactory(organisation=city, name={"fr": "Tableau sombre"})
    make.OrganisationNameFactory(organisation=begun, name={"fr": "Sous l’Eau"})
    cities = Organisation.objects.order_by("slug")
    assert cities.first_matching("eau", 2) == [(begun, True), (inside[0], False)]
    assert cities.first_matching("so eau", 9) == [(begun, True), *((one, False) for one in inside)]
    assert cities.first_matching("", 2) == [(inside[0], True), (inside[1], True)]
    payment = make.PaymentFactory(reference="RF18 5390")
    assert type(payment).objects.first_matching("rf18", 1) == [(payment, True)]
    assert type(payment).objects.first_matching("390", 1) == [(payment, False)]
