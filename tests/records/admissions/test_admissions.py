"""A request is received, an opinion given, a body decides; whoever is admitted is a member by that decision."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.periods import Period
from rapporteur.records.admissions import refusals
from rapporteur.records.admissions.actions import decide_admission, give_opinion, record_admission_request
from rapporteur.records.admissions.enums import AdmissionState
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.admissions.queries import meetings_meanwhile, never_asked, requests_of
from rapporteur.records.admissions.shapes import (
    AdmissionDecisionShape,
    AdmissionDocumentShape,
    AdmissionShape,
)
from rapporteur.records.agreements.refusals import StageIsNoDay
from rapporteur.records.members.models import Membership, Organisation, Prospect
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
APRIL, JUNE, AUGUST = date(2018, 4, 1), date(2018, 6, 30), date(2018, 8, 28)
QUARTER = Period.parse("2018-Q2")


@pytest.fixture
def asked() -> AdmissionShape:
    make.AssociationFactory(languages=["en", "fr"], source_language="en")
    make.OrganisationFactory(slug="delta")
    make.BodyFactory(slug="board", name={"en": "Board"})
    make.PersonFactory(slug="bo")
    return AdmissionShape(
        slug="delta-2018",
        organisation="delta",
        received=Dates(month="2018-04"),
        body="board",
        documents=(AdmissionDocumentShape(title="Letter of the mayor"),),
    )


def admitted(**values: Any) -> AdmissionDecisionShape:
    return AdmissionDecisionShape(outcome="ADMITTED", on=AUGUST, **values)


def test_who_asks_is_a_candidate_and_no_member(asked: AdmissionShape) -> None:
    request = record_admission_request(by=ANA, request=asked).record
    assert not record_admission_request(by=ANA, request=asked).changed
    assert (request.state, request.received) == (AdmissionState.RECEIVED, Dates(month="2018-04"))
    prospect = Prospect.objects.get()
    assert (prospect.stage, prospect.start, prospect.end) == ("CANDIDATE", APRIL, None)
    assert [one.title for one in request.documents.all()] == ["Letter of the mayor"]
    assert not Membership.objects.exists()


def test_who_is_a_prospect_already_stays_the_one_that_it_is(asked: AdmissionShape) -> None:
    make.ProspectFactory(organisation=Organisation.objects.get(), stage="CONTACT", start=date(2018, 1, 1))
    record_admission_request(by=ANA, request=asked)
    assert Prospect.objects.get().stage == "CONTACT"


def test_an_opinion_is_given_and_the_body_admits_by_its_decision(asked: AdmissionShape) -> None:
    request = record_admission_request(by=ANA, request=asked).record
    given = give_opinion(by=ANA, request=request, opinion="FAVOURABLE", on=date(2018, 5, 2), person="bo")
    assert given.record.state is AdmissionState.ADVISED
    done = decide_admission(by=ANA, request=request, decision=admitted()).record
    assert (done.state, done.from_date) == (AdmissionState.ADMITTED, AUGUST)
    membership = Membership.objects.get()
    assert (membership.start, membership.category, membership.decision) == (
        AUGUST, "FULL", "Board, 2018-08-28",
    )  # fmt: skip
    assert Prospect.objects.get().end == AUGUST
    assert list(
        AuditEntry.objects.order_by("pk").values_list("record_type", "action").exclude(action="created")
    ) == [
        ("admissions.admissionrequest", "opinion given"),
        ("admissions.admissionrequest", "admitted"),
        ("members.prospect", "ended"),
    ]
    for outcome in ("ADMITTED", "REFUSED", "WITHDRAWN"):
        with pytest.raises(refusals.RequestSettled, match="admitted"):
            decide_admission(by=ANA, request=done, decision=replace(admitted(), outcome=outcome))
    with pytest.raises(refusals.RequestSettled):
        give_opinion(by=ANA, request=done, opinion="UNFAVOURABLE")


def test_a_decision_on_record_says_body_day_and_meeting(asked: AdmissionShape) -> None:
    request = record_admission_request(by=ANA, request=replace(asked, body=None)).record
    meeting = make.BodyMeetingFactory(body__slug="council", body__name={"en": "Council"}, start_date=AUGUST,
                                      end_date=AUGUST)  # fmt: skip
    decision = make.DecisionFactory(
        body=meeting.body, meeting=meeting, decided_date=AUGUST, subject="ADMISSION",
        organisation=request.organisation, number=3, year=2018,
    )  # fmt: skip
    shape = AdmissionDecisionShape(outcome="ADMITTED", decision=decision.slug, from_date=date(2019, 1, 1))
    done = decide_admission(by=ANA, request=request, decision=shape).record
    assert (done.body, done.meeting, done.decided_date) == (meeting.body, meeting, AUGUST)
    membership = Membership.objects.get()
    assert (membership.start, membership.decision) == (date(2019, 1, 1), "Council, 2018-08-28, 2018/3")


def test_refused_or_withdrawn_is_no_candidate_and_may_ask_again(asked: AdmissionShape) -> None:
    request = record_admission_request(by=ANA, request=asked).record
    refused = AdmissionDecisionShape(outcome="REFUSED", on=AUGUST)
    assert decide_admission(by=ANA, request=request, decision=refused).record.state is AdmissionState.REFUSED
    assert (Prospect.objects.get().end, Membership.objects.count()) == (AUGUST, 0)
    again = replace(asked, slug="delta-2019", received=Dates(date(2019, 3, 4)))
    second = record_admission_request(by=ANA, request=again).record
    gone = AdmissionDecisionShape(outcome="WITHDRAWN", on=date(2019, 4, 1))
    assert decide_admission(by=ANA, request=second, decision=gone).record.decided_date == date(2019, 4, 1)


def test_what_cannot_be_decided_is_refused(asked: AdmissionShape) -> None:
    request = record_admission_request(by=ANA, request=replace(asked, body=None)).record
    with pytest.raises(refusals.DecidedByNobody):
        decide_admission(by=ANA, request=request, decision=admitted())
    with pytest.raises(refusals.DecidedOnNoDay):
        decide_admission(by=ANA, request=request, decision=AdmissionDecisionShape(outcome="WITHDRAWN"))
    other = make.DecisionFactory(subject="ADMISSION", organisation=make.OrganisationFactory())
    with pytest.raises(refusals.DecisionOnAnother):
        decide_admission(by=ANA, request=request, decision=admitted(decision=other.slug))
    with pytest.raises(StageIsNoDay):
        record_admission_request(by=ANA, request=replace(asked, received=Dates(APRIL, JUNE)))
    assert AdmissionRequest.objects.get().outcome == "PENDING"


def test_a_member_has_nothing_to_ask(asked: AdmissionShape) -> None:
    make.MembershipFactory(organisation=Organisation.objects.get(), start=date(2018, 5, 1))
    with pytest.raises(refusals.RequestOfMember, match="2018"):
        record_admission_request(by=ANA, request=asked)
    Membership.objects.update(start=None)
    with pytest.raises(refusals.RequestOfMember):
        record_admission_request(by=ANA, request=asked)
    Membership.objects.update(end=date(2015, 1, 1))  # it was one, and left
    assert record_admission_request(by=ANA, request=asked).created


def test_a_request_of_a_file_that_is_decided_makes_its_membership_once(asked: AdmissionShape) -> None:
    decided = replace(asked, outcome="ADMITTED", decided_date=AUGUST, from_date=date(2018, 9, 1))
    assert record_admission_request(by=ANA, request=decided).created
    assert Membership.objects.get().start == date(2018, 9, 1)
    Membership.objects.update(decision="As the statutes say")
    assert not record_admission_request(by=ANA, request=decided).changed
    assert Membership.objects.get().decision == "As the statutes say"


def test_who_records_prospects_of_a_region_does_not_admit(asked: AdmissionShape) -> None:
    region = make.RegionFactory(slug="deltas")
    make.RegionalAffiliationFactory(organisation=Organisation.objects.get(), region=region)
    by = Actor("lia", frozenset({Role.REGIONAL_SECRETARY}), frozenset({"deltas"}))
    request = record_admission_request(by=by, request=asked).record
    give_opinion(by=by, request=request, opinion="RESERVED")
    with pytest.raises(NotAllowed):
        decide_admission(by=by, request=request, decision=admitted())
    decided = replace(asked, outcome="ADMITTED", decided_date=AUGUST, from_date=AUGUST)
    with pytest.raises(NotAllowed):
        record_admission_request(by=by, request=decided)
    elsewhere = Actor("lia", frozenset({Role.REGIONAL_SECRETARY}), frozenset({"peaks"}))
    with pytest.raises(NotAllowed):
        give_opinion(by=elsewhere, request=request, opinion="FAVOURABLE")


# --- questions ------------------------------------------------------------------------------------


def test_a_period_tells_of_what_was_open_at_its_end_or_decided_within_it() -> None:
    body = {"body": make.BodyFactory(), "outcome": "REFUSED"}
    make.AdmissionRequestFactory(slug="open")
    make.AdmissionRequestFactory(slug="within", decided_date=JUNE, **body)
    make.AdmissionRequestFactory(slug="later", decided_date=AUGUST, **body)
    make.AdmissionRequestFactory(slug="not-yet", received_date=date(2018, 7, 1))
    make.AdmissionRequestFactory(
        slug="before", received_date=date(2018, 1, 2), decided_date=date(2018, 3, 31), **body
    )
    found = requests_of(QUARTER, JUNE).order_by("slug").values_list("slug", flat=True)
    assert list(found) == ["later", "open", "within"]


def test_meetings_count_that_the_body_has_held_since() -> None:
    body = make.BodyFactory()
    make.AdmissionRequestFactory(body=body, received_date=APRIL)
    for day, state in ((APRIL, "HELD"), (date(2018, 5, 2), "HELD"), (date(2018, 5, 3), "CANCELLED"),
                       (JUNE, "HELD"), (AUGUST, "HELD")):  # fmt: skip
        make.BodyMeetingFactory(body=body, start_date=day, end_date=day, state=state)
    make.BodyMeetingFactory(start_date=JUNE, end_date=JUNE, state="HELD")
    assert [one.start_date for one in meetings_meanwhile(JUNE).order_by("start_date")] == [
        date(2018, 5, 2),
        JUNE,
    ]


def test_prospects_that_were_met_twice_and_never_asked() -> None:
    cities = {name: make.OrganisationFactory(slug=name) for name in ("once", "twice", "asked", "member")}
    for city in cities.values():
        make.ProspectFactory(organisation=city, start=APRIL)
    guest = make.OrganisationFactory(slug="guest")  # no prospect
    make.AdmissionRequestFactory(organisation=cities["asked"])
    make.MembershipFactory(organisation=cities["member"])
    for number, day in enumerate((APRIL, JUNE, AUGUST)):
        meeting = make.BilateralMeetingFactory(start_date=day, end_date=day)
        meeting.participants.add(*(() if number == 1 else (cities["once"],)))
        meeting.participants.add(cities["twice"], cities["asked"], cities["member"], guest)
    found = never_asked(JUNE, met=2)
    assert [(one.slug, one.times) for one in found] == [("twice", 2)]
