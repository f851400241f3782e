"""What the checks know of the records: fetched in few queries, whatever the number of records."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.base.values.spans import Span
from rapporteur.proof.checks.subject import check_period, compile_subject, what_blocks
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Finding, Record
from rapporteur.records.activities.models import Activity
from rapporteur.records.names.name import Name, NameKind
from rapporteur.records.plan.models import Node
from rapporteur.records.remarks.models import FollowUp
from tests.factories import make

QUARTER = Period.parse("2018-Q2")
MOST_QUERIES = 30

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    """A network with French as its source language, English beside it."""
    make.AssociationFactory()


def found(rule: str) -> list[tuple[str, str]]:
    return [(each.record.slug, each.field) for each in findings(rule)]


def findings(rule: str) -> list[Finding]:
    return [each for each in check_period(QUARTER).open if each.rule.id == rule]


def plan() -> Node:
    """A plan of one line and one deliverable; return the deliverable."""
    line = make.NodeFactory(code="L1")
    deepest = make.LevelFactory(version=line.version, depth=1, key="deliverable")
    made: Any = make.NodeFactory(code="L1D1", level=deepest, parent=line)
    return cast(Node, made)


def activity(slug: str, node: Node | None = None, **values: object) -> Activity:
    made: Any = make.ActivityFactory(slug=slug, line=node.parent if node else None, **values)
    if node:
        make.ActivityDeliverableFactory(activity=made, node=node)
    return cast(Activity, made)


def test_organisation_is_known_by_every_name() -> None:
    city = make.OrganisationFactory(
        slug="calcutta", named=False, country="IN", wikidata="Q1348", geonames=1275004
    )
    make.OrganisationNameFactory(organisation=city, name={"en": "Calcutta"}, end=date(2001, 1, 1))
    make.OrganisationNameFactory(organisation=city, name={"en": "Kolkata"}, start=date(2001, 1, 1))
    make.OrganisationAliasFactory(organisation=city, text="Kalikata", language="en")
    make.OrganisationAliasFactory(organisation=city, text="City", kind="AMBIGUOUS")
    make.MembershipFactory(organisation=city, end=date(2010, 1, 1))
    make.MembershipFactory(organisation=city, start=date(2012, 1, 1), category="HONORARY")
    make.ProspectFactory(organisation=city, start=date(2011, 1, 1), end=date(2012, 1, 1))
    (known,) = compile_subject(QUARTER).organisations
    assert known == f.OrganisationFacts(
        slug="calcutta",
        name=LocalizedText({"en": "Kolkata"}),
        other_names=(
            Name("Calcutta", "en", end=date(2001, 1, 1)),
            Name("Kalikata", "en", NameKind.ALIAS),
            Name("City", "und", NameKind.AMBIGUOUS),
        ),
        country="IN",
        wikidata="Q1348",
        geonames=1275004,
        memberships=(
            f.MembershipFacts(None, date(2010, 1, 1)),
            f.MembershipFacts(date(2012, 1, 1), None, honorary=True),
        ),
        prospects=(Span(date(2011, 1, 1), date(2012, 1, 1)),),
    )


def test_draft_of_the_period_is_known() -> None:
    unpublished = activity("unpublished", live=False)
    for position in (1, 2):
        make.ActivityPhotoFactory(activity=unpublished, position=position)
    activity("changed", has_unpublished_changes=True)
    activity("done")
    activity("elsewhen", live=False, start_date=date(2018, 7, 1))
    assert sorted((draft.record.slug, draft.live) for draft in compile_subject(QUARTER).drafts) == [
        ("changed", True),
        ("unpublished", False),
    ]


def test_draft_of_the_report_itself_is_told() -> None:
    make.ReportFactory(live=False)
    (finding,) = findings("draft-left-out")
    assert (finding.record.key, finding.field) == (("reports.report", "2018-q2"), "live")
    assert finding.message("en") == (
        "“2018-Q2” is a draft: the report leaves it out. Here it is missing: text of the editorial."
    )


def test_what_is_to_be_said_of_the_photograph_on_the_cover_stands_at_its_fields() -> None:
    activity("done")
    report = make.ReportFactory(
        cover_image=make.ImageFactory(), cover_alt={"en": "A bridge"}, cover_consent=True, cover_rights=" "
    )
    for code, field in (
        ("cover-no-alt", "cover_alt"), ("cover-no-credit", "cover_credit"), ("cover-no-rights", "cover_rights"),
        ("cover-too-small", "cover_image"),
    ):  # fmt: skip
        assert found(code) == [("2018-q2", field)]
    assert found("cover-no-consent") == []
    assert (found("not-renderable"), found("text-missing")) == ([], [])
    report.cover_consent = False
    report.save()
    assert found("cover-no-consent") == [("2018-q2", "cover_consent")]
    assert found("cover-no-alt") == found("cover-too-small") == []


def test_photographs_without_consent_are_known() -> None:
    pictured = activity("pictured")
    make.ActivityPhotoFactory(activity=pictured, position=0, consent=False, alt={}, credit="")
    make.ActivityPhotoFactory(activity=pictured, position=1, alt={"en": "A bridge"}, credit="Ana")
    subject = compile_subject(QUARTER)
    assert subject.activities[0].photos == (
        f.Photo(0, LocalizedText(), "", consent=False),
        f.Photo(1, LocalizedText({"en": "A bridge"}), "Ana", consent=True),
    )
    assert found("photo-no-consent") == [("pictured", "photos[1].consent")]
    assert found("photo-no-alt") == [("pictured", "photos[2].alt")]


def test_code_of_a_plan_that_is_over_is_told() -> None:
    plan()
    old = make.LevelFactory(version=make.PlanVersionFactory(start=date(2014, 1, 1), end=date(2018, 1, 1)))
    make.ActivityDeliverableFactory(activity=activity("late"), node=make.NodeFactory(level=old, code="OLD1"))
    assert [finding.values["code"] for finding in findings("plan-code-unknown")] == ["OLD1"]


def test_quarters_before_hold_the_codes_that_had_evidence() -> None:
    node = plan()
    activity("now")
    activity("last-quarter", node, start_date=date(2018, 3, 31))
    activity("last-summer", node, start_date=date(2017, 7, 1))
    activity("long-ago", node, start_date=date(2017, 3, 31))
    activity("draft", node, start_date=date(2017, 10, 1), live=False)
    codes = frozenset({"L1D1"})
    assert compile_subject(QUARTER).previous == (codes, None, codes, None)


@pytest.mark.parametrize(("as_of", "slugs"), [(date(2018, 5, 14), []), (date(2018, 5, 15), ["izmir"])])
def test_region_is_asked_for_as_of_the_day(as_of: date, slugs: list[str]) -> None:
    city = make.MembershipFactory(organisation__slug="izmir").organisation
    make.RegionalAffiliationFactory(organisation=city, end=date(2018, 5, 15))
    found = check_period(QUARTER, as_of).open
    assert [each.record.slug for each in found if each.rule.id == "member-no-region"] == slugs


def test_seat_is_known_with_body_and_holder() -> None:
    body = make.BodyFactory(slug="committee", kind="COMMITTEE", name={"en": "Committee"})
    held = make.SeatFactory(slug="held", body=body)
    make.MandateFactory(seat=held, person=make.PersonFactory(slug="ana", name="Ana"), start=date(2018, 1, 1))
    past = make.SeatFactory(slug="past", body=body)
    make.MandateFactory(seat=past, end=date(2018, 1, 1))
    make.SeatFactory(slug="abolished", body=body, end=date(2018, 1, 1))
    assert [(seat.slug, seat.body, seat.person) for seat in compile_subject(QUARTER).seats] == [
        ("held", "committee", "ana"),
        ("past", "committee", None),
    ]
    assert found("seat-vacant") == [("past", "mandates")]


def test_ledger_counts_payments_and_waivers_once_each() -> None:
    item = make.DuesItemFactory(
        call=make.DuesCallFactory(year=2018), organisation__slug="lyon", amount=Decimal(1000)
    )
    for day in (date(2018, 5, 2), date(2018, 6, 30), date(2018, 7, 1)):
        make.PaymentFactory(item=item, amount=Decimal(400), paid_date=day)
    for _ in range(2):
        make.WaiverFactory(item=item, amount=Decimal(100))
    make.PublishedStatementFactory(as_of_date=date(2018, 5, 31), amount=Decimal(400), payers=1, members=1)
    (row,) = compile_subject(QUARTER).ledger
    assert row == f.LedgerItem(
        record=Record("dues.duesitem", "2018/lyon"),
        name=LocalizedText({"en": "Lyon", "fr": "lyon"}),
        due=Decimal(1000),
        paid=Decimal(800),
        paid_by_statement=Decimal(400),
        waived=Decimal(200),
        currency="EUR",
    )
    assert found("dues-statement-differs") == []
    assert found("dues-paid-more") == []


def test_statement_is_held_against_the_members_of_its_own_day() -> None:
    make.PublishedStatementFactory(as_of_date=date(2018, 5, 31), members=5)
    for _ in range(5):
        make.MembershipFactory()
    make.MembershipFactory(start=date(2018, 6, 1))
    make.MembershipFactory(category="HONORARY")
    assert found("count-differs") == []
    make.MembershipFactory()
    assert found("count-differs") == [("2018/2018-05-31", "members")]


def test_translation_older_than_its_source_is_stale() -> None:
    from rapporteur.base.values.dates import Dates
    from rapporteur.records.activities.actions import record_activity
    from rapporteur.records.activities.shapes import ActivityShape

    def record(french: str, english: str) -> None:
        activity = ActivityShape(
            slug="forum",
            dates=Dates(date(2018, 5, 2)),
            kind="MEETING",
            title=LocalizedText({"fr": "Le forum", "en": "The forum"}),
            text=LocalizedText({"fr": f"<p>{french}</p>", "en": f"<p>{english}</p>"}),
        )
        record_activity(by=operator("ana"), activity=activity)

    record("Un", "One")
    assert found("text-stale") == []
    record("Deux", "One")
    assert found("text-stale") == [("forum", "text")]
    record("Deux", "Two")
    assert found("text-stale") == []


def test_meeting_and_mention_are_named_by_their_slugs() -> None:
    make.BilateralMeetingFactory(slug="visit")
    make.MediaMentionFactory(slug="2018-05-001", subject={"fr": "L'eau"})
    assert found("meeting-no-activity") == [("visit", "activity")]
    assert ("2018-05-001", "subject") in found("text-missing")


def test_a_finding_calls_a_meeting_as_lists_do() -> None:
    met = make.OrganisationFactory(slug="quito", named=False)
    make.OrganisationNameFactory(organisation=met, name={"en": "Quito", "fr": "Quito"})
    meeting = make.BilateralMeetingFactory(
        slug="visit",
        place_name={"en": "Lyon", "fr": "Lyon"},
        start_date=date(2018, 4, 12),
        end_date=date(2018, 4, 14),
    )
    meeting.participants.add(met)
    (finding,) = [one for one in check_period(QUARTER).open if one.rule.id == "meeting-no-activity"]
    assert finding.message("en").endswith("bilateral meeting: Quito, in Lyon, 12–14 April 2018.")
    for language in ("en", "fr", "es"):
        listed = meeting.name_in((language, "en"), date(2018, 4, 12))
        assert finding.record.name.best((language,)) == listed
        assert listed in finding.message(language)


def test_every_printed_text_is_held_against_the_languages() -> None:
    make.InitiativeFactory(slug="project", name={"fr": "Projet"})
    guest = make.OrganisationFactory(slug="guest", named=False)
    make.OrganisationNameFactory(organisation=guest, name={"fr": "Invité"})
    part = activity("part", initiative=make.InitiativeFactory(name={"fr": "Projet"}, slug="programme"))
    make.ActivationFactory(activity=part, organisation=guest)
    make.ActivityPhotoFactory(activity=part, caption={"fr": "Un pont"})
    make.PublishedStatementFactory(source={"fr": "Rapport"})
    make.SeatFactory(slug="seat", function={"fr": "Maire"})
    make.RegionFactory(slug="north", name={"fr": "Nord"})
    make.ReportFactory(editorial_title={"fr": "Titre"}, editorial_text={"fr": "<p>Texte</p>"})
    assert set(found("text-missing")) == {
        ("programme", "name"), ("guest", "names.0.name"), ("part", "photos.0.caption"), ("2018/2018-06-30", "source"),
        ("seat", "function"), ("north", "name"), ("2018-q2", "editorial_title"), ("2018-q2", "editorial_text"),
    }  # fmt: skip


def test_what_no_font_can_print_is_told_with_its_record() -> None:
    activity(
        "forum", title={"fr": "Forum 論壇", "en": "Forum"}, text={"fr": "<p>Oui</p>", "en": "<p>Yes</p>"}
    )
    assert found("not-renderable") == [("forum", "title.fr")]


def test_what_blocks_names_record_field_and_cure() -> None:
    activity("forum", text={"fr": "<p>Oui</p>"}, title={"fr": "Forum", "en": "Forum"})
    sentences = [str(fault) for fault in what_blocks(QUARTER)]
    assert (
        "activities.activity forum, text: Text missing: “Forum”, text (English). Write the text in this language."
        in sentences
    )


def _fill(count: int) -> None:
    node = plan()
    for number in range(count):
        city = make.OrganisationFactory(slug=f"member-{number}")
        make.MembershipFactory(organisation=city)
        make.OrganisationAliasFactory(organisation=city, text=f"Alias {number}")
        one = activity(f"activity-{number}", node)
        make.ActivationFactory(activity=one, organisation=city)
        make.ActivityPlaceFactory(activity=one, organisation=city, name={})
        make.ActivityPhotoFactory(activity=one)
        one.save_revision(clean=False)
        one.save_revision(clean=False)
        make.BilateralMeetingFactory(slug=f"meeting-{number}")
        make.AdmissionRequestFactory(body=make.BodyMeetingFactory(state="HELD").body)
        make.MediaMentionFactory(slug=f"mention-{number}")
        make.MandateFactory()
        make.AttendanceFactory(meeting__state="HELD")
        make.DecisionFactory(asks_follow_up=True)
        make.FinancialReportFactory()
        make.PaymentFactory(item__call=make.DuesCallFactory(year=3000 + number))


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_few_and_as_many_for_one_record_as_for_three(
    count: int, queries_seen: dict[int, int]
) -> None:
    _fill(count)
    with CaptureQueriesContext(connection) as queries:
        check_period(QUARTER)
    queries_seen[count] = len(queries)
    assert len(queries) <= MOST_QUERIES
    assert len(set(queries_seen.values())) == 1


@pytest.fixture(scope="module")
def queries_seen() -> dict[int, int]:
    """Numbers of queries, remembered from one test to the next."""
    return {}


def test_subject_of_an_empty_period() -> None:
    subject = compile_subject(Period.parse("1999-Q1"))
    assert (subject.activities, subject.nodes, subject.previous) == ((), (), (None,) * 4)


# --- bodies ---------------------------------------------------------------------------------------


def test_meetings_that_were_held_in_the_year_before_are_known_with_what_was_counted() -> None:
    plan()
    meeting = make.BodyMeetingFactory(state="HELD", slug="counted")
    make.BodyRuleFactory(body=meeting.body, share=None, parts=None, quorum_number=2)
    for seat in make.SeatFactory.create_batch(2, body=meeting.body):
        make.MandateFactory(seat=seat)
    make.AttendanceFactory(meeting=meeting, seat=seat)
    make.BodyMeetingFactory(state="HELD", slug="nobody-noted")
    for changes in (
        {"start_date": date(2017, 5, 1)},
        {"start_date": date(2018, 7, 1)},
        {"state": "CANCELLED"},
    ):
        make.BodyMeetingFactory(**{"state": "HELD", **changes})
    facts = compile_subject(QUARTER).body_meetings
    assert [(one.slug, one.counted, one.needed) for one in facts] == [
        ("counted", 1, 2), ("nobody-noted", None, None),
    ]  # fmt: skip


def test_decision_with_a_follow_up_and_one_without() -> None:
    plan()
    for slug in ("seen-to", "forgotten"):
        make.DecisionFactory(slug=slug, asks_follow_up=True, number=1)
    make.DecisionFactory(slug="asks-for-none")
    make.DecisionFactory(slug="later", asks_follow_up=True, decided_date=date(2018, 7, 1))
    FollowUp.objects.create(
        record_type="meetings.decision",
        record="seen-to",
        text="Write",
        by="ana",
        at=datetime(2018, 6, 1, tzinfo=UTC),
        owner_name="bea",
    )
    found = {one.slug: one.is_followed_up for one in compile_subject(QUARTER).decisions}
    assert found == {"seen-to": True, "forgotten": False}


def test_accounts_are_due_on_their_day_or_at_their_meeting() -> None:
    plan()
    meeting = make.BodyMeetingFactory(start_date=date(2018, 8, 28))
    own = {"meeting": meeting, "body": meeting.body}
    make.FinancialReportFactory(year=2015, **own)
    make.FinancialReportFactory(year=2016, due_date=date(2018, 3, 1), **own)
    make.FinancialReportFactory(year=2017)
    make.FinancialReportFactory(year=2018, stage="PRESENTED", **own)
    due = [(one.year, one.due) for one in compile_subject(QUARTER).accounts]
    assert due == [(2015, date(2018, 8, 28)), (2016, date(2018, 3, 1)), (2017, None)]
