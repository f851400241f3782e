"""Every refusal that somebody can meet in the office: records by their names, days in words; no key, no figures."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

import rapporteur.base.core
import rapporteur.records
from rapporteur.base.core import approvals, editorial
from rapporteur.base.core.constraints.saying import Contradicts, of_constraint
from rapporteur.base.core.database.circles import LeadsBack
from rapporteur.base.core.database.overlaps import PeriodsOverlap
from rapporteur.base.core.database.pairs import NotTogether
from rapporteur.base.core.engine import RecordInUse
from rapporteur.base.core.merging import moving
from rapporteur.base.core.models import SourceLanguageMissing
from rapporteur.base.core.permissions import Actor, NotAllowed, Right, Role
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.core.rights import refusals as rights
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.pages.refusals import (
    AlreadyRecorded,
    MemberBeforeDecision,
    in_reader_words,
    sentence,
)
from rapporteur.interfaces.office.reviews.lacking import BlocksReport
from rapporteur.records.accounts import refusals as accounts
from rapporteur.records.activities import refusals as activities
from rapporteur.records.activities.approvals import ReaderCannotApprove
from rapporteur.records.admissions import refusals as admissions
from rapporteur.records.admissions.enums import AdmissionState
from rapporteur.records.agenda import refusals as agenda
from rapporteur.records.agenda.enums import EventState
from rapporteur.records.agreements import refusals as agreements
from rapporteur.records.calls import refusals as calls
from rapporteur.records.calls.rules import Deadline
from rapporteur.records.contacts.actions import ContactCannotBeReached, ContactHasNotAgreed, ContactIsOver
from rapporteur.records.governance.actions import BodyHeadcountRefused, HoldsSeatAlready
from rapporteur.records.juries import refusals as juries
from rapporteur.records.meetings import refusals as meetings
from rapporteur.records.members import rules
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.members.shapes import Affiliation
from rapporteur.records.outbox.actions import StillOnItsWay
from rapporteur.records.periods import refusals as periods
from rapporteur.records.periods.enums import PeriodState
from rapporteur.records.plan import refusals as plans
from rapporteur.records.remarks import refusals as remarks
from rapporteur.records.training import refusals as training
from tests.factories import make
from tests.records.periods.violations import a_period, an_exception

pytestmark = pytest.mark.django_db
DAY, LATER = date(2018, 5, 2), date(2019, 5, 2)
Q2 = Period.parse("2018-Q2")
KEY = re.compile(r"zz-|\d{4}-\d\d-\d\d|2018-Q2")
"""What no sentence may hold: each record below has a key that begins so."""
NAMED = {"en": "The Name", "fr": "Le Nom"}


def city() -> Any:
    made = make.OrganisationFactory(slug="zz-city", named=False)
    make.OrganisationNameFactory(organisation=made, name=NAMED)
    return made


def activity() -> Any:
    return make.ActivityFactory(slug="zz-activity", title=NAMED)


def meeting() -> Any:
    return make.BodyMeetingFactory(slug="zz-meeting", body__name=NAMED, body__slug="zz-body")


def event(slug: str = "zz-event") -> str:
    make.PlannedEventFactory(slug=slug, title=NAMED)
    return slug


def agreement() -> str:
    make.AgreementFactory(slug="zz-agreement", name=NAMED)
    return "zz-agreement"


def trainee() -> str:
    make.ParticipantFactory(slug="zz-trainee", name="The Name")
    return "zz-trainee"


def seat() -> Any:
    return make.SeatFactory(slug="zz-seat", function=NAMED)


def region() -> str:
    make.RegionFactory(slug="zz-region", name=NAMED)
    return "zz-region"


def overlap() -> PeriodsOverlap:
    held = make.MembershipFactory(organisation=city(), start=None, end=LATER)
    other = Membership(organisation=held.organisation, category="FULL", start=DAY)
    return PeriodsOverlap(held, other, ("organisation",))


def contradicts() -> Contradicts:
    return Contradicts(Membership, *of_constraint(Membership, Membership._meta.constraints[0]))


def leads_back() -> LeadsBack:
    return LeadsBack(*(make.AgreementFactory(slug=f"zz-{n}", name=NAMED) for n in "ab"))


def not_together() -> NotTogether:
    held = meeting()
    held.chair = seat()
    return NotTogether(held, ("body", "chair"))


def call() -> Any:
    return make.CallForApplicationsFactory(slug="zz-call", name=NAMED, opens_date=DAY)


def application(**more: Any) -> Any:
    return make.ApplicationFactory(slug="zz-application", title=NAMED, call=call(), **more)


def juror() -> str:
    return str(make.JurorFactory(slug="zz-juror", name="The Name").slug)


def too_late() -> calls.CallTooLate:
    last = Deadline(DAY, time(17), "UTC")
    return calls.CallTooLate(city().slug, datetime(2018, 5, 2, 18, tzinfo=UTC), last)


def statement() -> str:
    return str(make.JointStatementFactory(slug="zz-statement", name=NAMED).slug)


def node(code: str = "L1", **more: Any) -> Any:
    return make.NodeFactory(code=code, slug=f"zz-{code.lower()}", **more)


def decision() -> str:
    return str(make.DecisionFactory(slug="zz-decision", title=NAMED).slug)


EXAMPLES: dict[type[Foreseeable], Callable[[], Foreseeable]] = {
    PeriodsOverlap: overlap,
    LeadsBack: leads_back,
    Contradicts: contradicts,
    NotTogether: not_together,
    RecordInUse: lambda: RecordInUse(city(), [activity()]),
    SourceLanguageMissing: lambda: SourceLanguageMissing(activity(), "fr", ["title"]),
    RecordNotFound: lambda: RecordNotFound(Organisation, "zz-cities", [city().slug]),
    NotAllowed: lambda: NotAllowed(
        Actor("zoe", frozenset({Role.REGIONAL_SECRETARY})), Right.RECORD_MEMBERS, {region()}
    ),
    rights.RightNotChangeable: lambda: rights.RightNotChangeable(Right.VIEW_DUES, Role.OFFICER),
    rights.SeenByNobody: lambda: rights.SeenByNobody(Right.RECORD_PLAN, Right.VIEW_PLAN, Role.REVIEWER),
    moving.MergedWithItself: lambda: moving.MergedWithItself(city()),
    editorial.NotInReview: lambda: editorial.NotInReview(activity()),
    editorial.AlreadyInReview: lambda: editorial.AlreadyInReview(activity()),
    editorial.NothingReviews: lambda: editorial.NothingReviews(activity()),
    approvals.OwnDraft: lambda: approvals.OwnDraft(activity(), "lia"),
    approvals.ReviewedAgain: lambda: approvals.ReviewedAgain(activity()),
    approvals.MoreApprovalsNeeded: lambda: approvals.MoreApprovalsNeeded(activity(), 2),
    approvals.ApprovedBefore: lambda: approvals.ApprovedBefore(activity()),
    approvals.NotPublishedYet: lambda: approvals.NotPublishedYet(activity()),
    AlreadyRecorded: lambda: AlreadyRecorded(city()),
    BlocksReport: lambda: BlocksReport(activity(), ["No text."]),
    periods.PeriodLocked: lambda: periods.PeriodLocked(a_period(), activity().title),
    periods.StepNotPossible: lambda: periods.StepNotPossible(Q2, PeriodState.LOCKED),
    periods.NotCalled: lambda: periods.NotCalled(Q2, PeriodState.OPEN),
    periods.ReasonMissing: periods.ReasonMissing,
    periods.OwnContribution: periods.OwnContribution,
    periods.NothingLocked: lambda: periods.NothingLocked(Q2),
    periods.ExceptionOver: lambda: periods.ExceptionOver(DAY),
    periods.AlreadyExcepted: lambda: periods.AlreadyExcepted(an_exception()),
    StillOnItsWay: StillOnItsWay,
    HoldsSeatAlready: lambda: HoldsSeatAlready(make.MandateFactory(seat=seat(), start=DAY)),
    MemberBeforeDecision: MemberBeforeDecision,
    admissions.RequestSettled: lambda: admissions.RequestSettled(city().slug, AdmissionState.ADMITTED),
    admissions.DecidedByNobody: lambda: admissions.DecidedByNobody(city().slug),
    admissions.DecidedOnNoDay: lambda: admissions.DecidedOnNoDay(city().slug),
    admissions.DecisionOnAnother: lambda: admissions.DecisionOnAnother(
        make.DecisionFactory(slug="zz-decision", title=NAMED).slug, city().slug
    ),
    admissions.RequestOfMember: lambda: admissions.RequestOfMember(city().slug, DAY),
    agenda.EventStepNotTaken: lambda: agenda.EventStepNotTaken(event(), EventState.HAPPENED),
    agenda.EventNotYet: lambda: agenda.EventNotYet(event(), DAY),
    agenda.BecameAnother: lambda: agenda.BecameAnother(activity().slug, event()),
    agenda.NobodyGoes: lambda: agenda.NobodyGoes(event()),
    agenda.CancelledWithoutReason: lambda: agenda.CancelledWithoutReason(event()),
    agreements.TooFewParties: lambda: agreements.TooFewParties(agreement(), 1),
    agreements.StageNotNext: lambda: agreements.StageNotNext(agreement(), "signed", ()),
    agreements.StageIsNoDay: lambda: agreements.StageIsNoDay(agreement(), Dates(DAY, LATER)),
    agreements.StageWithoutItsDay: lambda: agreements.StageWithoutItsDay(agreement(), [Message("a name")]),
    agreements.StagesOutOfOrder: lambda: agreements.StagesOutOfOrder(agreement(), Dates(LATER), Dates(DAY)),
    agreements.RenewedTooEarly: lambda: agreements.RenewedTooEarly(agreement(), LATER),
    agreements.ClosedForSignature: lambda: agreements.ClosedForSignature(statement(), DAY, LATER),
    meetings.NotASeatThen: lambda: meetings.NotASeatThen(seat().slug, ()),
    meetings.AgendaNumberTwice: lambda: meetings.AgendaNumberTwice(3),
    meetings.ProxyNotPossible: lambda: meetings.ProxyNotPossible(seat().slug, meetings.IS_PRESENT),
    meetings.NotHeldYet: lambda: meetings.NotHeldYet(meeting().slug),
    meetings.DecidedAnotherDay: lambda: meetings.DecidedAnotherDay(DAY, meeting()),
    meetings.NoSuchItem: lambda: meetings.NoSuchItem(3, meeting().slug),
    meetings.ItemDecided: lambda: meetings.ItemDecided(3, decision()),
    activities.EvidenceRefused: lambda: activities.EvidenceRefused(
        Message("expected one"), "title", value=""
    ),
    ContactHasNotAgreed: lambda: ContactHasNotAgreed(make.ContactFactory(name="The Name")),
    ContactIsOver: lambda: ContactIsOver(make.ContactFactory(name="The Name")),
    ContactCannotBeReached: lambda: ContactCannotBeReached("The Name"),
    BodyHeadcountRefused: lambda: BodyHeadcountRefused(Message("'{value}' is none"), value="-1"),
    activities.HeadcountRefused: lambda: activities.HeadcountRefused(
        Message("'{value}' is none"), value="-1"
    ),
    calls.CallStepNotTaken: lambda: calls.CallStepNotTaken(call()),
    calls.ApplicationStepNotTaken: lambda: calls.ApplicationStepNotTaken(application()),
    calls.CallTooLate: too_late,
    calls.CallNotOpen: lambda: calls.CallNotOpen(city().slug, call()),
    calls.NumberTwice: lambda: calls.NumberTwice(3),
    calls.CriterionInUse: lambda: calls.CriterionInUse(3),
    calls.NoSuchQuestion: lambda: calls.NoSuchQuestion(3, (1, 2)),
    calls.LeadsAndIsPartner: lambda: calls.LeadsAndIsPartner(city().slug),
    calls.NotItsPartner: lambda: calls.NotItsPartner("a-stranger", application().slug, (city().slug,)),
    training.NotToBeCertified: lambda: training.NotToBeCertified(trainee()),
    calls.NoReasonGiven: calls.NoReasonGiven,
    juries.ConflictOfInterest: lambda: juries.ConflictOfInterest(juror(), 3),
    juries.NotDeclared: lambda: juries.NotDeclared(juror()),
    juries.NotChosen: lambda: juries.NotChosen(juror()),
    juries.NotAJuror: lambda: juries.NotAJuror("lia", call().slug),
    juries.PointsMissing: lambda: juries.PointsMissing((1, 2), (1,)),
    juries.JuryShort: lambda: juries.JuryShort([(Message("'{value}' is short"), {"value": 1})]),
    rules.MovedLater: lambda: rules.MovedLater(DAY, Affiliation(region=region(), start=LATER)),
    rules.BegunTooEarly: lambda: rules.BegunTooEarly(DAY, Affiliation(region=region(), start=LATER)),
    rules.RenamedLater: lambda: rules.RenamedLater(DAY, LATER),
    plans.NotItsLevel: lambda: plans.NotItsLevel(node(), node("L2")),
    plans.StandsElsewhere: lambda: plans.StandsElsewhere("L1"),
    plans.CodeTaken: lambda: plans.CodeTaken("L1"),
    plans.NoLevelBelow: plans.NoLevelBelow,
    plans.AboveHasEnded: lambda: plans.AboveHasEnded("L1M1", node(end=DAY)),
    plans.EndsOutside: lambda: plans.EndsOutside(node(), DAY, LATER),
    plans.ReportedOn: lambda: plans.ReportedOn(node(), Q2),
    ReaderCannotApprove: lambda: ReaderCannotApprove("lia"),
    remarks.NothingWritten: remarks.NothingWritten,
    remarks.PassageNotThere: lambda: remarks.PassageNotThere("some words"),
    remarks.OwnerCannotSee: lambda: remarks.OwnerCannotSee("lia", Right.VIEW_DUES),
    accounts.AddressTaken: lambda: accounts.AddressTaken("lia@example.org"),
    accounts.InvitationNotValid: accounts.InvitationNotValid,
    accounts.NameNotFree: lambda: accounts.NameNotFree("lia"),
    accounts.DeputyCannotAct: lambda: accounts.DeputyCannotAct("lia"),
    accounts.NotOneself: accounts.NotOneself,
    accounts.SuccessorCannot: lambda: accounts.SuccessorCannot("lia", Right.DRAFT_ACTIVITIES),
    accounts.NobodyTakesOver: lambda: accounts.NobodyTakesOver(1, 2, 3),
}
"""Each refusal as a verb or constraint makes it, of records with keys and days."""
NOT_MET = {
    "NoAssociation", "ContentLost", "TablesDiffer", "OverlapsOnRecord", "NotBoundToPeriods",
    "MergerBlocked", "MergerBuiltUpon",
}  # fmt: skip
"""Said by commands and migrations, or a page says them by itself; those of merging have tests beside their page."""


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def refusals() -> Iterator[type[Foreseeable]]:
    """Every kind of refusal of the rooms of records and of what they stand on."""
    for package in (rapporteur.base.core, rapporteur.records):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name and ".management" not in module.name:
                importlib.import_module(module.name)
    waiting: list[type[Foreseeable]] = [Foreseeable]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith(("rapporteur.base.core.", "rapporteur.records.")):
                yield kind


def test_every_kind_of_refusal_has_its_example() -> None:
    lacking = {one.__name__ for one in refusals()} - {one.__name__ for one in EXAMPLES} - NOT_MET
    assert lacking == set()


@pytest.mark.parametrize("kind", EXAMPLES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_a_refusal_names_records_and_days_as_people_do(kind: type[Foreseeable], language: str) -> None:
    refused = EXAMPLES[kind]()
    assert isinstance(refused, kind)
    with translation.override(language):
        told = sentence(refused)
    assert told
    assert KEY.search(told) is None, told
    if KEY.search(str(refused)):  # what files know by a key has its name in the sentence
        assert re.search(r"The Name|Le Nom|2018|2019", told), told


def test_days_that_overlap_are_said_with_their_last_day() -> None:
    with translation.override("en"):
        told = sentence(overlap())
    assert told == (
        "Two memberships of the same record (The Name) overlap: up to and with 1 May 2019; since 2 May 2018. "
        "Let one end before the other begins."
    )


def test_a_form_says_so_too() -> None:
    held = make.MembershipFactory(organisation=city(), start=None, end=LATER)
    other = Membership(organisation=held.organisation, category="FULL", start=DAY)
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        other.full_clean()
    with translation.override("en"):
        (told,) = in_reader_words(refused.value).messages
    assert "(The Name)" in told
    assert "up to and with 1 May 2019" in told
    assert in_reader_words("as it is") == "as it is"


def test_what_is_not_on_record_yet_is_said_without_the_hyphens_of_its_key() -> None:
    with translation.override("en"):
        told = sentence(agreements.TooFewParties("pact-for-water", 1))
    assert "pact for water" in told
