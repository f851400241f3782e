"""Sections that an association may choose: what a period tells of agreements, statements and bodies, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import UNSET

from rapporteur.base.values.base import from_json
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import CHOSEN_ONLY, SECTIONS
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.meetings.enums import (
    FinancialKind,
    FinancialStage,
    ItemPurpose,
    Majority,
    MeetingState,
    Presence,
)
from rapporteur.records.members.enums import MembershipCategory
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.compile.report import compile_report
from rapporteur.report.translating.texts import printed_texts
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.references import check_references
from rapporteur.report.value.registers import GovernanceData, QuorumData, VotesData, WhenData
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
LAST = date(2018, 6, 30)
MAY = date(2018, 5, 2)


@pytest.fixture(autouse=True)
def report() -> Any:
    make.AssociationFactory(short_name="Estuaria")
    return make.ReportFactory(sections=list(SECTIONS))


def compiled(as_of: date | None = None, period: Period = QUARTER) -> ReportData:
    """Compile, and see that it fits together and survives being written and read."""
    data = compile_report(period, as_of)
    check_references(data)
    assert from_json(data.canonical_json(), ReportData) == data
    return data


def agreed(as_of: date | None = None) -> list[tuple[str, str]]:
    found = compiled(as_of).agreements
    assert isinstance(found, tuple)
    return [(one.slug, one.news) for one in found]


def governance(as_of: date | None = None) -> GovernanceData:
    found = compiled(as_of).governance
    assert isinstance(found, GovernanceData)
    return found


# --- the choice -----------------------------------------------------------------------------------


def test_what_a_report_does_not_choose_is_not_in_its_snapshot(report: Any) -> None:
    make.AgreementFactory(stage=AgreementStage.SIGNED, signed_date=MAY)
    make.BodyMeetingFactory(state=MeetingState.HELD)
    assert set(compiled().sections) > CHOSEN_ONLY
    report.sections = ["cover", "governance"]
    report.save()
    data = compiled()
    assert (data.agreements, data.joint_statements) == (UNSET, UNSET)
    assert [meeting.start for meeting in governance().meetings] == [date(2018, 5, 28)]
    report.delete()
    assert compiled().governance is UNSET
    assert not CHOSEN_ONLY & set(from_json(compiled().canonical_json(), dict))


def test_all_sections_take_at_most_thirty_queries_however_much_there_is(report: Any) -> None:
    counts: list[int] = []
    for number in (1, 6):
        fill(number)
        with CaptureQueriesContext(connection) as queries:
            data = compile_report(QUARTER)
        assert isinstance(data.governance, GovernanceData)
        assert len(data.governance.decisions) == (1, 7)[len(counts)]
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30


def fill(number: int) -> None:
    """Record some of everything, each with rows of its own."""
    for one in make.BodyMeetingFactory.create_batch(number, state=MeetingState.HELD):
        make.AgendaItemFactory(meeting=one)
        make.AttendanceFactory(meeting=one)
        make.BodyRuleFactory(body=one.body)
        make.DecisionFactory(
            body=one.body, meeting=one, votes_for=1, votes_against=0, votes_abstained=0, decided_date=MAY
        )
        make.AgreementFactory(stage=AgreementStage.SIGNED, signed_date=MAY)
        make.SignatoryFactory(
            statement=make.JointStatementFactory(public_date=MAY), person=make.PersonFactory()
        )
        make.HostBidFactory()
        make.AdmissionRequestFactory(body=one.body)
        make.CallForApplicationsFactory(closes_date=date(2018, 7, 2))
        make.FinancialReportFactory(
            kind=FinancialKind.AUDIT, year=1990 + one.pk, body=one.body, audited_date=MAY
        )
        make.ParticipantFactory(course=make.ParticipantCountFactory().course, attendance="ATTENDED")
        paper = make.PublicationAuthorFactory(publication__published_date=MAY).publication
        make.PublicationMentionFactory(publication=paper)
        make.CommunicationItemFactory(published_date=MAY)
        call = make.ApplicationFactory(call__closes_date=MAY).call
        make.JurorFactory(call=call, stage="CHOSEN")
        make.InitiativePartnerFactory(initiative__kind="PILOT_PROJECT")


# --- agreements -----------------------------------------------------------------------------------


def test_agreement_is_new_in_the_quarter_of_its_signature_only() -> None:
    day = {"stage": AgreementStage.SIGNED}
    make.AgreementFactory(slug="first", signed_date=date(2018, 4, 1), **day)
    make.AgreementFactory(slug="last", signed_date=LAST, **day)
    make.AgreementFactory(slug="before", signed_date=date(2018, 3, 31), **day)
    make.AgreementFactory(slug="after", signed_date=date(2018, 7, 1), **day)
    assert agreed() == [("first", "NEW"), ("last", "NEW")]


def test_one_that_was_signed_after_the_day_was_announced_on_it() -> None:
    make.AgreementFactory(
        slug="later", stage=AgreementStage.SIGNED, announced_date=MAY, signed_date=date(2018, 8, 1)
    )
    make.AgreementFactory(slug="talks", stage=AgreementStage.TALKS, talks_date=MAY)
    make.AgreementFactory(slug="waits", stage=AgreementStage.ANNOUNCED, announced_date=date(2017, 1, 1))
    make.AgreementFactory(slug="soon", stage=AgreementStage.ANNOUNCED, announced_date=date(2018, 7, 1))
    make.AgreementFactory(
        slug="given-up", stage=AgreementStage.ENDED, announced_date=MAY, end=date(2018, 6, 1)
    )
    assert agreed() == [("waits", "ANNOUNCED"), ("later", "ANNOUNCED")]
    assert agreed(as_of=date(2018, 8, 2)) == [("waits", "ANNOUNCED"), ("soon", "ANNOUNCED")]


def test_one_that_replaces_another_is_renewed_and_names_it() -> None:
    old = make.AgreementFactory(
        slug="old", stage=AgreementStage.ENDED, signed_date=date(2015, 1, 1), end=date(2018, 5, 2)
    )
    make.AgreementFactory(slug="new", stage=AgreementStage.SIGNED, signed_date=MAY, replaces=old)
    data = compiled().agreements
    assert isinstance(data, tuple)
    assert [(one.slug, one.news, one.replaces) for one in data] == [
        ("new", "RENEWED", old.name),
        ("old", "ENDED", LocalizedText()),
    ]
    assert data[1].end == date(2018, 5, 1)  # the last day on which it held


def test_one_expires_within_ninety_days_of_the_report() -> None:
    long_ago = {"stage": AgreementStage.SIGNED, "signed_date": date(2015, 1, 1)}
    make.AgreementFactory(slug="soon", end=date(2018, 9, 28), **long_ago)
    make.AgreementFactory(slug="later", end=date(2018, 9, 29), **long_ago)
    make.AgreementFactory(slug="over", end=date(2018, 4, 1), **long_ago)
    make.AgreementFactory(slug="open", **long_ago)
    assert agreed() == [("soon", "EXPIRING")]


def test_parties_are_called_as_the_report_calls_them(report: Any) -> None:
    city = make.MembershipFactory(organisation__slug="lyon").organisation
    agreement = make.AgreementFactory(
        stage=AgreementStage.SIGNED, signed_date=MAY, signed_precision="MONTH", made_with=city
    )
    make.AgreementPartyFactory(
        agreement=agreement,
        organisation=None,
        name=LocalizedText({"en": "Academy"}),
        commitments=LocalizedText({"en": "Two courses"}),
    )
    data = compiled()
    assert isinstance(data.agreements, tuple)
    (found,) = data.agreements
    assert [(party.name["en"], party.own) for party in found.parties] == [
        ("Estuaria", True),
        (data.members[0].name["en"], False),
        ("Academy", False),
    ]
    assert found.parties[2].commitments == {"en": "Two courses"}
    assert found.signed == WhenData("2018-05")


# --- joint statements -----------------------------------------------------------------------------


def test_statement_tells_who_signed_it_by_the_day_and_who_of_them_is_a_member() -> None:
    statement = make.JointStatementFactory(slug="letter", public_date=MAY)
    member = make.MembershipFactory().organisation
    honorary = make.MembershipFactory(category=MembershipCategory.HONORARY).organisation
    make.SignatoryFactory(
        statement=statement,
        organisation=member,
        person=make.PersonFactory(name="Ana Silva"),
        office=LocalizedText({"en": "Mayor"}),
    )
    make.SignatoryFactory(statement=statement, organisation=honorary)
    make.SignatoryFactory(statement=statement, organisation=None, name=LocalizedText({"en": "League"}))
    make.SignatoryFactory(statement=statement, signed_date=date(2018, 7, 1))
    make.SignatoryFactory(statement=make.JointStatementFactory(public_date=date(2018, 7, 1)))
    make.JointStatementFactory(public_date=MAY)  # that nobody signed
    found = compiled().joint_statements
    assert isinstance(found, tuple)
    assert [one.slug for one in found] == ["letter"]
    assert [one.member for one in found[0].signatories] == [member.slug, None, None]
    assert found[0].signatories[0].person == "Ana Silva"
    assert found[0].signatories[0].office["en"] == "Mayor"


def test_statement_without_a_day_belongs_to_the_quarter_of_its_activity() -> None:
    activity = make.ActivityFactory(start_date=MAY, end_date=MAY)
    draft = make.ActivityFactory(start_date=MAY, end_date=MAY, live=False)
    make.SignatoryFactory(statement=make.JointStatementFactory(slug="told", activity=activity))
    make.SignatoryFactory(statement=make.JointStatementFactory(slug="untold", activity=draft))
    make.SignatoryFactory(statement=make.JointStatementFactory(slug="nowhere"))
    found = compiled().joint_statements
    assert isinstance(found, tuple)
    assert [(one.slug, one.activity) for one in found] == [("told", activity.slug)]


# --- bodies ---------------------------------------------------------------------------------------


def test_meeting_is_told_with_its_agenda_and_what_was_counted() -> None:
    meeting = make.BodyMeetingFactory(state=MeetingState.HELD)
    make.AgendaItemFactory(meeting=meeting, number=2, asks=ItemPurpose.INFORMATION)
    make.AgendaItemFactory(meeting=meeting, number=1, asks=ItemPurpose.DECISION)
    seats = make.SeatFactory.create_batch(3, body=meeting.body)
    for seat in seats:
        make.MandateFactory(seat=seat)
    make.AttendanceFactory(meeting=meeting, seat=seats[0])
    make.AttendanceFactory(meeting=meeting, seat=seats[1], presence=Presence.EXCUSED, proxy=seats[0])
    make.BodyRuleFactory(body=meeting.body)
    (found,) = governance().meetings
    assert [(item.number, item.decides) for item in found.agenda] == [(1, True), (2, False)]
    assert found.quorum == QuorumData(seats=3, filled=3, present=1, proxies=1, needed=2)


def test_meetings_that_were_cancelled_or_lie_outside_are_not_told() -> None:
    make.BodyMeetingFactory(slug="cancelled", state=MeetingState.CANCELLED)
    make.BodyMeetingFactory(slug="next", start_date=date(2018, 7, 1))
    make.BodyMeetingFactory(slug="planned", start_date=date(2018, 6, 5))
    make.BodyMeetingFactory(slug="held", state=MeetingState.HELD)
    assert [(one.slug, one.held, one.quorum) for one in governance().meetings] == [
        ("held", True, None),
        ("planned", False, None),
    ]
    assert not governance(as_of=date(2018, 5, 27)).meetings[0].held


def test_decision_is_told_with_what_became_of_it() -> None:
    meeting = make.BodyMeetingFactory(state=MeetingState.HELD)
    make.BodyRuleFactory(body=meeting.body, majority=Majority.TWO_THIRDS)
    votes = {"votes_against": 4, "votes_abstained": 0, "body": meeting.body, "meeting": meeting}
    make.DecisionFactory(number=1, votes_for=8, **votes)
    make.DecisionFactory(number=2, votes_for=7, **votes)
    make.DecisionFactory(number=3, body=meeting.body)
    make.DecisionFactory(number=4, body=meeting.body, decided_date=date(2018, 7, 1))
    found = governance().decisions
    assert [(one.number, one.carried) for one in found] == [(1, True), (2, False), (3, None)]
    assert (found[0].votes, found[0].majority) == (VotesData(8, 4, 0), "TWO_THIRDS")
    assert (found[0].meeting, found[2].meeting) == (meeting.slug, None)


def test_accounts_are_told_as_far_as_they_had_come_on_the_day() -> None:
    body = make.BodyFactory()
    meeting = make.BodyMeetingFactory(body=body, start_date=date(2018, 8, 28), state=MeetingState.HELD)
    decision = make.DecisionFactory(body=body, meeting=meeting, decided_date=date(2018, 8, 28))
    make.FinancialReportFactory(
        kind=FinancialKind.AUDIT, year=2017, stage=FinancialStage.APPROVED, auditor="Tide & Sons",
        audited_date=date(2018, 4, 20), opinion=LocalizedText({"en": "Sound."}),
        body=body, meeting=meeting, decision=decision,
    )  # fmt: skip
    make.FinancialReportFactory(kind=FinancialKind.BUDGET, year=2019)
    (found,) = governance().accounts
    assert (found.stage, found.audited, found.approved) == ("AUDITED", date(2018, 4, 20), None)
    assert found.presented == date(2018, 8, 28)
    (later,) = governance(as_of=date(2018, 9, 30)).accounts
    assert (later.stage, later.approved) == ("APPROVED", date(2018, 8, 28))


# --- texts ----------------------------------------------------------------------------------------


def test_texts_of_chosen_sections_are_to_be_translated_and_those_of_others_not(report: Any) -> None:
    meeting = make.BodyMeetingFactory(state=MeetingState.HELD)
    make.AgendaItemFactory(meeting=meeting)
    make.DecisionFactory(body=meeting.body, text=LocalizedText({"en": "In full."}))
    make.AgreementFactory(stage=AgreementStage.SIGNED, signed_date=MAY)
    make.SignatoryFactory(statement=make.JointStatementFactory(public_date=MAY))

    def paths() -> set[tuple[str, str]]:
        texts = printed_texts(fetch_records(QUARTER, LAST), LAST)
        return {(one.record_type.partition(".")[2], one.path) for one in texts}

    wanted = {
        ("body", "name"),
        ("bodymeeting", "place_name"),
        ("bodymeeting", "agenda.0.title"),
        ("decision", "title"),
        ("agreement", "name"),
        ("agreement", "parties.1.commitments"),
        ("jointstatement", "addressee"),
    }
    assert wanted <= paths()
    assert ("decision", "text") not in paths()
    report.sections = ["cover"]
    report.save()
    assert not wanted & paths()
