"""What holds of the verbs of every room: twice is once, what says nothing stays, names must be known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace as with_fields

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.money import CurrencyMismatch
from rapporteur.records.activities.actions import record_activity, record_meeting, record_mention
from rapporteur.records.activities.shapes import (
    ActivationShape,
    ActivityShape,
    MeetingShape,
    MentionShape,
    PlaceShape,
)
from rapporteur.records.dues.actions import book_payment, call_member, open_call, publish_statement, waive
from rapporteur.records.dues.shapes import (
    DuesCallShape,
    DuesItemShape,
    PaymentShape,
    StatementShape,
    WaiverShape,
)
from rapporteur.records.governance.actions import (
    give_mandate,
    name_focal_point,
    record_body,
    record_person,
    record_seat,
)
from rapporteur.records.governance.shapes import (
    BodyShape,
    FocalPointShape,
    MandateShape,
    PersonShape,
    SeatShape,
)
from rapporteur.records.members.actions import (
    admit_member,
    note_prospect,
    record_affiliations,
    record_organisation,
    record_region,
)
from rapporteur.records.members.models import Organisation
from rapporteur.records.members.shapes import (
    Affiliation,
    Alias,
    DatedName,
    MembershipShape,
    OrganisationShape,
    ProspectShape,
    RegionShape,
)
from rapporteur.records.plan.actions import adopt_version, record_level, record_node, record_plan
from rapporteur.records.plan.models import PlanVersion
from rapporteur.records.plan.shapes import LevelShape, NodeShape, PlanShape, PlanVersionShape
from rapporteur.records.programmes.actions import record_initiative
from rapporteur.records.programmes.shapes import InitiativeShape
from rapporteur.records.reports.actions import record_report
from rapporteur.records.reports.shapes import ReportShape
from tests.support.verbs import CALLS, DAY, FORUM, LATER, QUARTER, Call, a_network, text

pytestmark = pytest.mark.django_db
BY = operator("ana")
CENT = Decimal("1.00")
Say = Callable[[Any], Saved[Any]]


@pytest.fixture(autouse=True)
def network() -> None:
    a_network("north")


def version() -> PlanVersion:
    return PlanVersion.objects.get()


def trail() -> list[dict[str, Any]]:
    return list(AuditEntry.objects.order_by("pk").values_list("changes", flat=True))


# --- twice ----------------------------------------------------------------------------------------

AGAIN = [
    call
    for call in CALLS
    if call.verb.__module__.startswith(("rapporteur.records", "rapporteur.base"))
    and call.verb.__name__
    not in {  # each is something that happens once; a second time is refused, as the table of states says
        "withdraw_activity",
        "admit_new_members",
        "move_period",
        "move_contribution",
        "grant_exception",  # for a record that is not there yet: a second one is for a second record
        "submit",
        "end_review",
        "approve",
        "return_for_changes",
        "return_with_comments",
        "take_role",
        "invite",  # a second one is another link, and the first is taken back
        "merge_organisations",  # a second time there is nothing left to merge, and they say so
        "unmerge_organisations",
        "merge_persons",
        "unmerge_persons",
        "send_again",  # it is on its way
        "note_reminder",  # a letter made a second time is a second letter
        "add_node",  # a second one is another node, and its code is taken
        "decide_admission",
        "hold_event",
        "close_account",  # closed again, it hands over what has come since, and says so
    }
]


def vars_of(said: Any) -> dict[str, Any]:
    """Return what a small value says, by its names."""
    return {name: getattr(said, name) for name in type(said).__annotations__}


@pytest.mark.parametrize("call", AGAIN, ids=[call.name for call in AGAIN])
def test_second_time_changes_nothing_and_leaves_no_entry(call: Call) -> None:
    do = call.prepare()
    first = do(BY)
    entries = AuditEntry.objects.count()
    again = do(BY)
    for saved in (again if isinstance(again, list) else [again]) if first is not None else []:
        if hasattr(saved, "changed"):
            assert not saved.changed
        elif isinstance(saved, int):  # how much it did
            assert not saved
        else:  # what it did, counted or listed
            assert not any((saved if isinstance(saved, dict) else vars_of(saved)).values())
    assert AuditEntry.objects.count() == entries


# --- what is changed ------------------------------------------------------------------------------


def changed(say: Say, before: Any, after: Any) -> dict[str, Any]:
    """Record a shape, and then another; return what the trail says of the change."""
    say(before)
    saved = say(after)
    assert not saved.created
    entry = trail()[-1]
    assert {name: list(pair) for name, pair in saved.changes.items()} == entry
    return entry


CITY = OrganisationShape(
    slug="accra",
    kind="CITY",
    country="GH",
    names=(DatedName(name=text("Accra")),),
    aliases=(Alias(text="Akkra"),),
    affiliations=(Affiliation(region="north"),),
    latitude=5.5,
    longitude=-0.2,
    note="kept",
)
SEAT = SeatShape(slug="new", body="board", role="MEMBER", region="north", order=3, note="kept")
INITIATIVE = InitiativeShape(
    slug="new", kind="PLATFORM", name=text("Tides"), lead="lyon", partners=("lome",), start=DAY, note="kept"
)
NODE = NodeShape(
    code="3", level="line", position=3, title=text("Water"), text=text("Long"), listed=False, note="kept"
)
ACTIVITY = with_fields(
    FORUM, line="plan-1-1", deliverables=("plan-1-2",), text=text("<p>Said</p>"), note="kept"
)
MEETING = MeetingShape(
    slug="new", dates=Dates(DAY), participants=("lyon",), place=PlaceShape(organisation="lyon"), note="kept"
)
MENTION = MentionShape(
    slug="new", dates=Dates(DAY), outlet="Gazette", subject=text("Water"), channels=("WEB",), note="kept"
)
STATEMENT = StatementShape(year=2018, as_of_date=DAY, amount=CENT, currency="EUR", payers=1, members=2)
REPORT = ReportShape(
    period=QUARTER, editorial_title=text("Spring"), signatory="ana", sections=("cover", "contents")
)


def organisation(shape: OrganisationShape) -> Saved[Any]:
    return record_organisation(by=BY, organisation=shape)


def activity(shape: ActivityShape) -> Saved[Any]:
    return record_activity(by=BY, activity=shape)


CHANGED: list[tuple[str, Say, Any, Any, dict[str, Any]]] = [
    (
        "region",
        lambda shape: record_region(by=BY, region=shape),
        RegionShape(slug="new", name=text("West"), order=900),
        RegionShape(slug="new", name=text("Far west"), order=901),
        {"name": [text("West").as_dict(), text("Far west").as_dict()], "order": [900, 901]},
    ),
    (
        "lists of an organisation, with their rows",
        organisation,
        CITY,
        with_fields(CITY, aliases=(), affiliations=(Affiliation(region="north", start=DAY),)),
        {
            "aliases": [[{"text": "Akkra", "language": "und", "kind": "SPELLING"}], []],
            "affiliations": [
                [{"region": "north", "start": None, "end": None}],
                [{"region": "north", "start": "2018-05-02", "end": None}],
            ],
        },
    ),
    (
        "membership",
        lambda shape: admit_member(by=BY, membership=shape),
        MembershipShape(organisation="guest", category="FULL", start=DAY),
        MembershipShape(organisation="guest", category="HONORARY", start=DAY, end=LATER, decision="7"),
        {
            "category": ["FULL", "HONORARY"],
            "decision": ["", "7"],
            "end": [None, "2018-06-01"],
        },
    ),
    (
        "person",
        lambda shape: record_person(by=BY, person=shape),
        PersonShape(slug="new", name="Ana"),
        PersonShape(slug="new", name="Ana Souza"),
        {"name": ["Ana", "Ana Souza"]},
    ),
    (
        "body",
        lambda shape: record_body(by=BY, body=shape),
        BodyShape(slug="new", kind="BOARD", name=text("Board")),
        BodyShape(slug="new", kind="COMMITTEE", name=text("Board")),
        {"kind": ["BOARD", "COMMITTEE"]},
    ),
    (
        "seat",
        lambda shape: record_seat(by=BY, seat=shape),
        SEAT,
        with_fields(SEAT, region=None, organisation="lyon"),
        {"region": ["north", None], "organisation": [None, "lyon"]},
    ),
    (
        "plan",
        lambda shape: record_plan(by=BY, plan=shape),
        PlanShape(slug="new", name=text("Old")),
        PlanShape(slug="new", name=text("New")),
        {"name": [text("Old").as_dict(), text("New").as_dict()]},
    ),
    (
        "version",
        lambda shape: adopt_version(by=BY, version=shape),
        PlanVersionShape(plan="plan", number=2, start=DAY, end=LATER),
        PlanVersionShape(plan="plan", number=2, start=DAY, end=date(2019, 1, 1)),
        {"end": ["2018-06-01", "2019-01-01"]},
    ),
    (
        "level",
        lambda shape: record_level(by=BY, version=version(), level=shape),
        LevelShape(depth=1, key="measure", name=text("Measure"), plural=text("Measures")),
        LevelShape(depth=1, key="goal", name=text("Measure"), plural=text("Measures")),
        {"key": ["measure", "goal"]},
    ),
    (
        "node",
        lambda shape: record_node(by=BY, version=version(), node=shape),
        NODE,
        with_fields(NODE, parent="1", listed=True),
        {"parent": [None, "plan-1-1"], "listed": [False, True]},
    ),
    (
        "initiative with its partners",
        lambda shape: record_initiative(by=BY, initiative=shape),
        INITIATIVE,
        with_fields(INITIATIVE, lead=None, partners=("lome", "guest")),
        {
            "lead": ["lyon", None],
            "partners": [[{"organisation": "lome"}], [{"organisation": "lome"}, {"organisation": "guest"}]],
        },
    ),
    (
        "call",
        lambda shape: open_call(by=BY, call=shape),
        DuesCallShape(year=2019, currency="EUR"),
        DuesCallShape(year=2019, currency="EUR", formula=text("By size")),
        {"formula": [{}, text("By size").as_dict()]},
    ),
    (
        "item",
        lambda shape: call_member(by=BY, item=shape),
        DuesItemShape(year=2018, organisation="guest", amount=CENT),
        DuesItemShape(year=2018, organisation="guest", amount=2 * CENT),
        {"amount": ["1.00", "2.00"]},
    ),
    (
        "payment",
        lambda shape: book_payment(by=BY, payment=shape),
        PaymentShape(
            year=2018, organisation="lyon", amount=CENT, currency="EUR", paid_date=DAY, reference="a"
        ),
        PaymentShape(
            year=2018, organisation="lyon", amount=CENT, currency="EUR", paid_date=LATER, reference="a"
        ),
        {"paid_date": ["2018-05-02", "2018-06-01"]},
    ),
    (
        "waiver",
        lambda shape: waive(by=BY, waiver=shape),
        WaiverShape(year=2018, organisation="lyon", amount=CENT, decided_date=DAY, decision="a"),
        WaiverShape(year=2018, organisation="lyon", amount=2 * CENT, decided_date=DAY, decision="a"),
        {"amount": ["1.00", "2.00"]},
    ),
    (
        "statement",
        lambda shape: publish_statement(by=BY, statement=shape),
        STATEMENT,
        with_fields(STATEMENT, payers=2),
        {"payers": [1, 2]},
    ),
    (
        "lists of an activity, with their rows",
        activity,
        ACTIVITY,
        with_fields(ACTIVITY, line=None, activations=(ActivationShape(organisation="guest", role="HOST"),)),
        {
            "line": ["plan-1-1", None],
            "activations": [
                [{"organisation": "lyon", "role": "PARTICIPANT"}],
                [{"organisation": "guest", "role": "HOST"}],
            ],
        },
    ),
    (
        "mention",
        lambda shape: record_mention(by=BY, mention=shape),
        MENTION,
        with_fields(MENTION, channels=("WEB", "PRESS")),
        {"channels": [["WEB"], ["WEB", "PRESS"]]},
    ),
    (
        "report",
        lambda shape: record_report(by=BY, report=shape),
        REPORT,
        with_fields(REPORT, signatory=None, sections=("cover",)),
        {"signatory": ["ana", None], "sections": [["cover", "contents"], ["cover"]]},
    ),
]


@pytest.mark.parametrize(
    ("say", "before", "after", "told"), [row[1:] for row in CHANGED], ids=[row[0] for row in CHANGED]
)
def test_change_is_in_the_trail_with_what_it_was_and_is(
    say: Say, before: Any, after: Any, told: dict[str, Any]
) -> None:
    assert changed(say, before, after) == told


def test_change_of_who_met_is_in_the_trail_with_who_they_were() -> None:
    record_meeting(by=BY, meeting=MEETING)
    saved = record_meeting(by=BY, meeting=with_fields(MEETING, participants=("guest", "lome"), note="more"))
    assert saved.changes == {"note": ("kept", "more"), "participants": (["lyon"], ["guest", "lome"])}
    assert trail()[-2:] == [{"note": ["kept", "more"]}, {"participants": [["lyon"], ["guest", "lome"]]}]


# --- what says nothing ----------------------------------------------------------------------------

SILENT: list[tuple[str, Say, Any]] = [
    ("organisation", organisation, CITY),
    ("seat", lambda shape: record_seat(by=BY, seat=shape), SEAT),
    ("node", lambda shape: record_node(by=BY, version=version(), node=shape), NODE),
    ("initiative", lambda shape: record_initiative(by=BY, initiative=shape), INITIATIVE),
    ("activity", activity, ACTIVITY),
    ("meeting", lambda shape: record_meeting(by=BY, meeting=shape), MEETING),
    ("mention", lambda shape: record_mention(by=BY, mention=shape), MENTION),
    ("report", lambda shape: record_report(by=BY, report=shape), REPORT),
]


@pytest.mark.parametrize(("say", "full"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT])
def test_what_a_shape_says_nothing_of_stays_as_it_is(say: Say, full: Any) -> None:
    defaults = full.__struct_defaults__
    optional = [
        name
        for name, default in zip(full.__struct_fields__[-len(defaults) :], defaults, strict=True)
        if default is UNSET
    ]
    assert "note" in optional or "sections" in optional
    say(full)
    said = say(with_fields(full, **dict.fromkeys(optional, UNSET)))
    assert (said.changes, said.changed) == ({}, False)


# --- what is refused ------------------------------------------------------------------------------

UNKNOWN: list[tuple[str, Callable[[], object], str]] = [
    (
        "region of an organisation",
        lambda: organisation(with_fields(CITY, affiliations=(Affiliation(region="nort"),))),
        "no region is called 'nort'; did you mean 'north'?",
    ),
    (
        "region of affiliations",
        lambda: record_affiliations(
            by=BY,
            organisation=Organisation.objects.get(slug="lyon"),
            affiliations=[Affiliation(region="nort")],
        ),
        "no region is called 'nort'; did you mean 'north'?",
    ),
    (
        "member",
        lambda: admit_member(by=BY, membership=MembershipShape(organisation="lion", category="FULL")),
        "no organisation is called 'lion'; did you mean 'lyon'?",
    ),
    (
        "prospect",
        lambda: note_prospect(by=BY, prospect=ProspectShape(organisation="lion", stage="CONTACT")),
        "no organisation is called 'lion'; did you mean 'lyon'?",
    ),
    (
        "body of a seat",
        lambda: record_seat(by=BY, seat=with_fields(SEAT, body="bord")),
        "no body is called 'bord'; did you mean 'board'?",
    ),
    (
        "seat of a mandate",
        lambda: give_mandate(by=BY, mandate=MandateShape(seat="chairs", person="ana")),
        "no seat is called 'chairs'; did you mean 'chair'?",
    ),
    (
        "person of a mandate",
        lambda: give_mandate(by=BY, mandate=MandateShape(seat="chair", person="anna")),
        "no person is called 'anna'; did you mean 'ana'?",
    ),
    (
        "region of a focal point",
        lambda: name_focal_point(by=BY, focal_point=FocalPointShape(region="nort", person="ana")),
        "no region is called 'nort'; did you mean 'north'?",
    ),
    (
        "plan of a version",
        lambda: adopt_version(by=BY, version=PlanVersionShape(plan="plann", start=DAY, end=LATER)),
        "no plan is called 'plann'; did you mean 'plan'?",
    ),
    (
        "level of a node",
        lambda: record_node(by=BY, version=version(), node=with_fields(NODE, level="lines")),
        "no level is called 'lines'; did you mean 'line'?",
    ),
    (
        "parent of a node",
        lambda: record_node(by=BY, version=version(), node=with_fields(NODE, parent="11")),
        "no node is called '11'; did you mean '1'?",
    ),
    (
        "partner of an initiative",
        lambda: record_initiative(by=BY, initiative=with_fields(INITIATIVE, partners=("lion",))),
        "no organisation is called 'lion'; did you mean 'lyon'?",
    ),
    (
        "year of a call",
        lambda: call_member(by=BY, item=DuesItemShape(year=2017, organisation="lyon", amount=CENT)),
        "no dues call is called '2017'; did you mean '2018'?",
    ),
    (
        "item of a payment",
        lambda: book_payment(
            by=BY,
            payment=PaymentShape(
                year=2018, organisation="lion", amount=CENT, currency="EUR", paid_date=DAY, reference="a"
            ),
        ),
        "no dues item is called 'lion'; did you mean 'lyon'?",
    ),
    (
        "item of a waiver",
        lambda: waive(
            by=BY,
            waiver=WaiverShape(year=2018, organisation="lion", amount=CENT, decided_date=DAY, decision="a"),
        ),
        "no dues item is called 'lion'; did you mean 'lyon'?",
    ),
    (
        "organisation of an activity",
        lambda: activity(with_fields(ACTIVITY, activations=(ActivationShape(organisation="lion"),))),
        "no organisation is called 'lion'; did you mean 'lyon'?",
    ),
    (
        "line of an activity",
        lambda: activity(with_fields(ACTIVITY, line="plan-11")),
        "no node is called 'plan-11'; did you mean 'plan-1-1'?",
    ),
    (
        "initiative of an activity",
        lambda: activity(with_fields(ACTIVITY, initiative="tides")),
        "no initiative is called 'tides'",
    ),
    (
        "participant of a meeting",
        lambda: record_meeting(by=BY, meeting=with_fields(MEETING, participants=("lion",))),
        "no organisation is called 'lion'; did you mean 'lyon'?",
    ),
    (
        "activity of a meeting",
        lambda: record_meeting(by=BY, meeting=with_fields(MEETING, activity="forum")),
        "no activity is called 'forum'",
    ),
    (
        "signatory of a report",
        lambda: record_report(by=BY, report=with_fields(REPORT, signatory="anna")),
        "no person is called 'anna'; did you mean 'ana'?",
    ),
]


@pytest.mark.parametrize(("do", "told"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_name_that_no_record_has_is_refused_with_the_nearest(do: Callable[[], object], told: str) -> None:
    with pytest.raises(RecordNotFound) as refused:
        do()
    assert str(refused.value) == told
    assert trail() == []


def test_payment_in_another_currency_than_the_call_is_refused() -> None:
    payment = PaymentShape(
        year=2018, organisation="lyon", amount=CENT, currency="USD", paid_date=DAY, reference="a"
    )
    with pytest.raises(CurrencyMismatch, match=r"^the call 2018 is in EUR, the payment in USD$"):
        book_payment(by=BY, payment=payment)
    assert trail() == []
