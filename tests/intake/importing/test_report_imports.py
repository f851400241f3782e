"""A whole report into an empty installation, and into one that knows better."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import operator
from rapporteur.intake.importing.actions import (
    accept_likely,
    commit_import,
    decide,
    decide_rest,
    undo_import,
)
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.models import Import
from rapporteur.intake.importing.records.kinds import RECORD_TYPES
from rapporteur.intake.importing.writing.doubts import open_doubts
from rapporteur.intake.reading.parsed import (
    NotUnderstood,
    ParsedActivity,
    ParsedContact,
    ParsedDues,
    ParsedEditorial,
    ParsedMeeting,
    ParsedMention,
    ParsedNode,
    ParsedPeriod,
    ParsedPerson,
    ParsedPlanLine,
    ParsedRegion,
    ParsedReport,
    ParsedSeat,
    Passage,
)
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.models import FocalPoint, Mandate, Person, Seat
from rapporteur.records.members.models import Membership, Organisation, OrganisationName, Region
from rapporteur.records.plan.models import Node, PlanVersion
from rapporteur.records.reports.models import Report
from tests import factories as make
from tests.support.imports import propose_import

NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)
AT = {"text": Passage(lines=(10, 12), page=3, confidence=0.9)}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def a_region(**values: Any) -> ParsedRegion:
    given: dict[str, Any] = {
        "name": "EUROPE",
        "members": ("BERLIN", "LISBONNE (VILLE)", "LISBONNE (AIRE URBAINE)", "ILE-SUR-MER"),
        "secretaries": (ParsedPerson(name="Ana Ruiz", place="Berlin"),),
        "focal_points": (ParsedPerson(name="Lia Roy"),),
        "board": (
            ParsedSeat(role="PRÉSIDENTE PAR INTÉRIM", holder="Dr. Eva Mann", function="Maire", organisation="Berlin"),
            ParsedSeat(role="MEMBRES", holder="", function="À désigner", organisation="Île-sur-Mer", vacant=True),
        ),
    }  # fmt: skip
    return ParsedRegion(**(given | values))


def a_report(**values: Any) -> ParsedReport:
    given: dict[str, Any] = {
        "source": "old.txt",
        "language": "fr",
        "association": "RÉSEAU",
        "period": ParsedPeriod(code="2018-Q2", kind="QUARTER", start=date(2018, 4, 1), end=date(2018, 6, 30)),
        "editorial": ParsedEditorial(
            text="Un mot.", signatory="Lia Roy", function="Secrétaire générale", provenance=AT
        ),
        "activities": (
            ParsedActivity(
                line="L1",
                title="Atelier sur l'eau",
                places=("Île-sur-Mer",),
                start_date=date(2018, 5, 2),
                deliverables=("L1M1D1",),
                members=("Berlin",),
                body="Un texte.",
            ),
        ),
        "media": (ParsedMention(month="2018-05", outlet="Gazette", subject="L'eau"),),
        "bilateral_meetings": (
            ParsedMeeting(month="2018-05", place="Berlin", members=("Berlin",), prospects=("Ville Neuve",)),
        ),
        "dues": ParsedDues(
            amount=Decimal(1000), currency="EUR", payers=2, members=3, as_of=date(2018, 6, 30)
        ),
        "plan_execution": (
            ParsedPlanLine(
                line="L1",
                title="Plaider",
                measures=(ParsedNode(code="L1M1", text="Être entendus"),),
                deliverables=(ParsedNode(code="L1M1D1", text="Un agenda"),),
            ),
        ),
        "regions": (a_region(),),
        "secretariat_staff": (
            ParsedPerson(name="Lia Roy", function="secrétaire générale"),
            ParsedPerson(name="Jo Blanc", function="chargé de mission"),
        ),
        "contact": ParsedContact(email="a@example.org", website="example.org"),
        "understood_share": 1.0,
    }
    return ParsedReport(**(given | values))


def proposed(report: ParsedReport, content: bytes = b"the file") -> Import:
    return propose_import(
        by=operator("jane"), at=NOW, kind=ImportKind.REPORT, name="old.txt", content=content, parsed=report
    )


def committed(report: ParsedReport, **how: Any) -> Import:
    return commit_import(by=operator("jane"), at=NOW, of=proposed(report), **how)


def counted() -> dict[str, int]:
    return {kind: known.model._default_manager.count() for kind, known in RECORD_TYPES.items()}


def actions(of: Import, kind: str) -> Counter[str]:
    return Counter(of.items.filter(record_type=kind).values_list("action", flat=True))


def test_empty_installation_gets_a_register() -> None:
    committed(a_report())

    association = Association.objects.get()
    assert (association.short_name, association.languages, association.website) == (
        "Réseau",
        ["fr"],
        "https://example.org",
    )
    assert [one.name for one in Region.objects.all()] == [{"fr": "Europe"}]
    members = Membership.objects.order_by("organisation__slug")
    assert [(one.organisation.slug, one.start) for one in members] == [
        ("berlin", None),
        ("ile-sur-mer", None),
        ("lisbonne-aire-urbaine", None),
        ("lisbonne-ville", None),
    ]
    assert [one.prospects.get().stage for one in Organisation.objects.filter(slug="ville-neuve")] == [
        "CONTACT"
    ]
    assert list(Node.objects.order_by("position").values_list("code", "parent__code", "listed")) == [
        ("L1", None, True),
        ("L1M1", "L1", True),
        ("L1M1D1", "L1M1", True),
    ]
    report = Report.objects.get()
    assert (report.live, report.signatory, report.editorial_text) == (
        False,
        Person.objects.get(name="Lia Roy"),
        {"fr": "<p>Un mot.</p>"},
    )
    activity = Activity.objects.get()
    assert activity.line is not None
    assert (activity.live, activity.line.code) == (False, "L1")
    assert [one.organisation.slug for one in activity.activations.all()] == ["berlin"]
    assert list(activity.places.values_list("organisation__slug", flat=True)) == ["ile-sur-mer"]


def test_board_secretaries_and_staff_hold_their_seats() -> None:
    committed(a_report())

    held = Mandate.objects.order_by("seat__order")
    assert [(one.seat.role, one.person.name, one.acting) for one in held] == [
        ("PRESIDENCY", "Eva Mann", True),
        ("REGIONAL_SECRETARY", "Ana Ruiz", False),
        ("SECRETARY_GENERAL", "Lia Roy", False),
        ("STAFF", "Jo Blanc", False),
    ]
    vacant = Seat.objects.get(mandates=None)
    assert vacant.organisation is not None
    assert (vacant.role, vacant.organisation.slug, vacant.function) == (
        "MEMBER",
        "ile-sur-mer",
        {"fr": "À désigner"},
    )
    assert FocalPoint.objects.get().person.name == "Lia Roy"


def test_what_the_report_does_not_print_is_unknown_and_said_so() -> None:
    of = committed(a_report())

    berlin = Organisation.objects.get(slug="berlin")
    assert (berlin.country, berlin.kind) == ("ZZ", "OTHER")
    assert "country and kind are still to be given" in berlin.note
    item = of.items.get(record_type="members.organisation", target="berlin")
    assert item.provenance["assumed"] == ["country", "kind"]
    assert any("does not say from when to when" in notice["en"] for notice in of.notices)


def test_names_in_capitals_get_the_letters_that_the_report_has_elsewhere() -> None:
    committed(a_report())

    assert Organisation.objects.get(slug="ile-sur-mer").names.get().name == {"fr": "Île-sur-Mer"}


def test_part_of_two_names_of_the_list_is_a_question() -> None:
    activity = ParsedActivity(title="A", start_date=date(2018, 5, 9), members=("Lisbonne",))

    of = proposed(a_report(activities=(activity,)))

    [doubt] = open_doubts(of)
    assert (doubt.what, [one["slug"] for one in doubt.candidates]) == (
        "AMBIGUOUS",
        ["lisbonne-aire-urbaine", "lisbonne-ville"],
    )
    decide(by=operator("jane"), doubt=doubt, answer="lisbonne-ville")
    commit_import(by=operator("jane"), at=NOW, of=of)
    assert [one.organisation.slug for one in Activity.objects.get().activations.all()] == ["lisbonne-ville"]


def test_plan_holds_for_the_years_that_are_printed_with_it() -> None:
    years = NotUnderstood(line=99, page=1, section="plan", text="Le plan d'action 2018-2020 est en ligne.")

    committed(a_report(not_understood=(years,)))

    version = PlanVersion.objects.get()
    assert (version.plan.slug, version.start, version.end) == (
        "action-plan-2018-2020",
        date(2018, 1, 1),
        date(2021, 1, 1),
    )


def test_next_report_lets_the_same_plan_go_on() -> None:
    committed(a_report())
    third = ParsedPeriod(code="2018-Q3", kind="QUARTER", start=date(2018, 7, 1), end=date(2018, 9, 30))

    committed(a_report(period=third, activities=(), media=(), bilateral_meetings=(), dues=None))

    version = PlanVersion.objects.get()
    assert (version.start, version.end) == (date(2018, 4, 1), date(2018, 10, 1))
    assert Node.objects.count() == 3


def test_code_that_no_table_prints_is_one_question_however_often_it_is_used() -> None:
    used = tuple(
        ParsedActivity(title=f"A{n}", start_date=date(2018, 5, n), deliverables=("L1M1D7",)) for n in (3, 4)
    )
    of = proposed(a_report(activities=used))
    [doubt] = open_doubts(of)
    assert (doubt.what, doubt.text, doubt.item.record_type) == ("UNKNOWN", "L1M1D7", "plan.node")

    decide(by=operator("jane"), doubt=doubt, answer="new")
    commit_import(by=operator("jane"), at=NOW, of=of)

    node = Node.objects.get(code="L1M1D7")
    assert node.parent is not None
    assert (node.listed, node.parent.code, node.evidence.count()) == (False, "L1M1", 2)


def test_code_that_is_left_out_is_left_out_of_its_activities_and_noted() -> None:
    used = ParsedActivity(title="A", start_date=date(2018, 5, 3), deliverables=("L1M1D7", "L1M1D1"))
    of = proposed(a_report(activities=(used,)))
    decide_rest(by=operator("jane"), of=of, answer="out")

    commit_import(by=operator("jane"), at=NOW, of=of)

    activity = Activity.objects.get()
    assert [one.node.code for one in activity.deliverables.all()] == ["L1M1D1"]
    assert activity.note == "Non tranché à l’importation\xa0: L1M1D7"
    assert set(proposed(a_report(activities=(used,))).items.values_list("action", "decision")) == {
        ("NONE", "TAKEN"),
        ("CREATE", "LEFT_OUT"),
    }


def test_same_file_again_proposes_nothing_new() -> None:
    committed(a_report())

    again = proposed(a_report())

    assert set(again.items.values_list("action", flat=True)) == {"NONE"}


def test_undo_leaves_an_empty_installation_empty() -> None:
    before = counted()
    of = committed(a_report())
    assert counted() != before

    undo_import(by=operator("jane"), at=NOW, of=of)

    assert counted() == before == dict.fromkeys(before, 0)


def a_network() -> None:
    """A network that knows the region, three of its members and one seat."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    region = make.RegionFactory(slug="europe", name={"fr": "Vieux Continent"}, order=4)
    for slug in ("berlin", "lisbonne-ville", "lisbonne-aire-urbaine"):
        name = {"berlin": "Berlin", "lisbonne-ville": "Lisbonne (ville)"}.get(slug, "Lisbonne (aire urbaine)")
        organisation = make.OrganisationFactory(slug=slug, region=region, country="DE", kind="CITY")
        OrganisationName.objects.filter(organisation__slug=slug).update(name={"fr": name})
        make.MembershipFactory(organisation=organisation)


def test_region_of_another_name_is_likely_the_one_with_its_members() -> None:
    a_network()
    of = proposed(a_report())

    [region] = [
        doubt
        for doubt in accept_likely(by=operator("jane"), of=of)
        if doubt.item.record_type == "members.region"
    ]
    decide_rest(by=operator("jane"), of=of, answer="new")
    commit_import(by=operator("jane"), at=NOW, of=of)

    assert region.answer == "europe"
    assert [(one.slug, one.name, one.order) for one in Region.objects.all()] == [
        ("europe", {"fr": "Vieux Continent"}, 4)
    ]
    (affiliation,) = Organisation.objects.get(slug="ile-sur-mer").affiliations.all()
    assert (affiliation.region, affiliation.start, affiliation.end) == (Region.objects.get(), None, None)
    assert FocalPoint.objects.get().region == Region.objects.get()


def test_member_that_nobody_knows_is_asked_about_where_there_are_members() -> None:
    a_network()
    of = proposed(a_report())
    [doubt] = [one for one in open_doubts(of) if one.item.record_type == "members.organisation"]
    assert (doubt.what, doubt.text) == ("UNKNOWN", "ILE-SUR-MER")
    accept_likely(by=operator("jane"), of=of)

    decide(by=operator("jane"), doubt=doubt, answer="out")
    commit_import(by=operator("jane"), at=NOW, of=of)

    assert not Organisation.objects.filter(slug="ile-sur-mer").exists()
    assert Seat.objects.get(mandates=None).organisation is None
    assert list(Activity.objects.get().places.values_list("name", flat=True)) == [{"fr": "Île-sur-Mer"}]


def test_seat_that_somebody_else_holds_in_the_records_is_left_alone_and_told() -> None:
    a_network()
    body = make.BodyFactory(kind="BOARD")
    seat = make.SeatFactory(
        slug="presidency", body=body, role="PRESIDENCY", organisation=Organisation.objects.get(slug="berlin")
    )
    other = make.PersonFactory(slug="somebody", name="Some Body")
    make.MandateFactory(seat=seat, person=other)

    of = proposed(a_report())

    assert any(
        "Eva Mann holds the seat" in notice["en"] and "somebody" in notice["en"] for notice in of.notices
    )
    decide_rest(by=operator("jane"), of=of, answer="new")
    commit_import(by=operator("jane"), at=NOW, of=of)
    holders = Person.objects.filter(mandates__seat__slug="presidency")
    assert [one.slug for one in holders] == ["somebody"]


def test_members_who_were_none_then_are_told_and_not_written() -> None:
    a_network()
    gone = make.OrganisationFactory(slug="gone")
    OrganisationName.objects.filter(organisation__slug="gone").update(name={"fr": "Partie"})
    make.MembershipFactory(organisation=gone, end=date(2017, 1, 1))

    of = proposed(a_report(regions=(a_region(members=("PARTIE", "BERLIN")),)))

    assert any("no members then" in notice["en"] and "Partie" in notice["en"] for notice in of.notices)
    assert not of.items.filter(target="gone").exists()


def test_decisions_stay_when_a_waiting_import_is_read_anew() -> None:
    activity = ParsedActivity(title="A", start_date=date(2018, 5, 9), members=("Lisbonne", "Atlantis"))
    report = a_report(activities=(activity,))
    for answer in ("lisbonne-ville", "out"):
        decide(by=operator("jane"), doubt=open_doubts(proposed(report))[0], answer=answer)

    of = proposed(report)

    assert open_doubts(of) == []
    assert Import.objects.count() == 1
    commit_import(by=operator("eve"), at=NOW, of=of)
    assert [one.organisation.slug for one in Activity.objects.get().activations.all()] == ["lisbonne-ville"]


def test_mention_worded_otherwise_is_a_likely_one_of_its_outlet_and_month() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.MediaMentionFactory(
        slug="m1", outlet="Gazette", subject={"fr": "De l'eau"},
        start_date=date(2018, 5, 1), end_date=date(2018, 5, 31), date_precision="MONTH",
    )  # fmt: skip

    of = proposed(a_report())

    assert [doubt.answer for doubt in accept_likely(by=operator("jane"), of=of)] == ["m1"]


def test_report_in_another_language_is_recorded_though_it_lacks_the_source_language() -> None:
    a_network()

    of = proposed(a_report(language="en"))
    decide_rest(by=operator("jane"), of=of, answer="new")
    commit_import(by=operator("jane"), at=NOW, of=of)

    assert {("fr" in node.title, "en" in node.title) for node in Node.objects.all()} == {(False, True)}
    assert [one.node.code for one in Activity.objects.get().deliverables.all()] == ["L1M1D1"]
