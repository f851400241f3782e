"""How each verb of the program is called, on a network that lies in one region: for the test that walks all of them."""

from __future__ import annotations

import importlib
import inspect
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace as with_fields

import rapporteur
from rapporteur.base.core import actions as core
from rapporteur.base.core import editorial
from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.base.core.permissions import Actor, Right, Role, operator
from rapporteur.base.core.shapes import AssociationShape, RightShape, RoleShape
from rapporteur.base.core.translations import revision
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing import actions as importing
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.models import Upload
from rapporteur.intake.importing.planning import plan_import
from rapporteur.intake.importing.uploads import actions as uploads
from rapporteur.intake.importing.uploads.models import UploadPurpose
from rapporteur.interfaces.office.reviews import actions as reviews
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.proof.checks import actions as checks
from rapporteur.proof.checks.subject import check_period
from rapporteur.records.accounts import actions as accounts
from rapporteur.records.accounts.models import Deputy, Invitation
from rapporteur.records.accounts.shapes import ClosingShape, DeputyShape, InvitationShape
from rapporteur.records.activities import actions as activities
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import (
    ActivationShape,
    ActivityShape,
    AmendmentShape,
    ApprovalRuleShape,
    MeetingShape,
    MentionShape,
    PlaceShape,
    RemitsShape,
)
from rapporteur.records.admissions import actions as admissions
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.admissions.shapes import AdmissionDecisionShape, AdmissionShape
from rapporteur.records.agenda import actions as agenda
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.agenda.shapes import AnnualMeetingShape, EventShape
from rapporteur.records.agreements import actions as agreements
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.agreements.shapes import (
    AgreementShape,
    JointStatementShape,
    PartyShape,
    SignatoryShape,
)
from rapporteur.records.calls import actions as calls
from rapporteur.records.calls.shapes import ApplicationShape, CallShape, GraceShape
from rapporteur.records.communication.actions import record_item
from rapporteur.records.communication.shapes import ItemShape
from rapporteur.records.contacts import actions as contacts
from rapporteur.records.contacts.shapes import ContactShape
from rapporteur.records.dues import actions as dues
from rapporteur.records.dues.shapes import (
    DuesCallShape,
    DuesItemShape,
    PaymentShape,
    ReminderShape,
    StatementShape,
    WaiverShape,
)
from rapporteur.records.governance import actions as governance
from rapporteur.records.governance.shapes import (
    BodyShape,
    FocalPointShape,
    MandateShape,
    PersonShape,
    SeatShape,
)
from rapporteur.records.juries import actions as juries
from rapporteur.records.juries.shapes import AssessmentShape, JurorShape, ScoreShape, TieShape
from rapporteur.records.meetings import actions as meetings
from rapporteur.records.meetings.models import BodyRule
from rapporteur.records.meetings.shapes import (
    AttendanceShape,
    BodyMeetingShape,
    BodyRuleShape,
    DecisionShape,
    FinancialReportShape,
    PaperShape,
)
from rapporteur.records.members import actions as members
from rapporteur.records.members.models import Membership, Organisation, Prospect, Region
from rapporteur.records.members.shapes import (
    Affiliation,
    DatedName,
    MembershipShape,
    OrganisationShape,
    ProspectShape,
    RegionShape,
)
from rapporteur.records.outbox import actions as outbox
from rapporteur.records.outbox.enums import MailState
from rapporteur.records.outbox.models import Mail
from rapporteur.records.periods import actions as periods
from rapporteur.records.periods.models import LockException
from rapporteur.records.periods.shapes import (
    ContributionShape,
    DueDateShape,
    ExceptionShape,
    PeriodMoveShape,
)
from rapporteur.records.plan import actions as plan
from rapporteur.records.plan.models import Level, Node, PlanVersion
from rapporteur.records.plan.shapes import (
    LevelShape,
    NewNodeShape,
    NodePlaceShape,
    NodeShape,
    PlanShape,
    PlanVersionShape,
)
from rapporteur.records.programmes import actions as programmes
from rapporteur.records.programmes.shapes import InitiativeShape
from rapporteur.records.publications.actions import record_publication
from rapporteur.records.publications.shapes import PublicationShape
from rapporteur.records.remarks import actions as remarks
from rapporteur.records.remarks.passages import QuotedPassage
from rapporteur.records.remarks.shapes import CommentShape, FollowUpShape
from rapporteur.records.reports import actions as reports
from rapporteur.records.reports.shapes import ReportShape
from rapporteur.records.training import actions as training
from rapporteur.records.training.shapes import (
    CentreShape,
    CertificateShape,
    CourseShape,
    ParticipantShape,
    ProviderShape,
)
from rapporteur.report.translating import actions as translating
from tests.factories import make
from tests.support.imports import propose_import
from tests.support.sample_counts import picture

DAY, LATER = date(2018, 5, 2), date(2018, 6, 1)
AT = datetime(2018, 7, 2, 9, tzinfo=UTC)
QUARTER = Period.parse("2018-Q2")
TABLE = b"Title;Date\nForum;2018-05-04\n"
"""An activity: members need a right of their own to be admitted, whoever writes the import."""
Do = Callable[[Actor], object]


def text(words: str) -> LocalizedText:
    return LocalizedText({"fr": words, "en": words})


@dataclass(frozen=True)
class Call:
    """A verb, the right that it needs, and how it is called: `prepare` makes the records and returns the call."""

    verb: Callable[..., object]
    right: Right
    prepare: Callable[[], Do]
    writes: bool = True

    @property
    def name(self) -> str:
        return f"{self.verb.__module__}.{self.verb.__qualname__}:{self.right}"


CALLS: list[Call] = []


def call(
    verb: Callable[..., object], right: Right, *, writes: bool = True
) -> Callable[[Callable[[], Do]], None]:
    """Register how a verb is called."""
    return lambda prepare: CALLS.append(Call(verb, right, prepare, writes))


def with_(verb: Callable[..., object], right: Right, **values: Any) -> None:
    """Register a verb that takes nothing but values."""
    CALLS.append(Call(verb, right, lambda: lambda by: verb(by=by, **values)))


def public_verbs() -> set[str]:
    """Return every public function with a keyword `by` in every `actions.py`, and those of the editorial life."""
    root = Path(rapporteur.__file__).parent
    found = set()
    for path in sorted([*root.rglob("actions.py"), root / "base" / "core" / "editorial.py"]):
        name = ".".join(("rapporteur", *path.relative_to(root).with_suffix("").parts))
        for verb in vars(importlib.import_module(name)).values():
            if inspect.isfunction(verb) and verb.__module__ == name and not verb.__name__.startswith("_"):
                if "by" in inspect.signature(verb).parameters:
                    found.add(f"{name}.{verb.__qualname__}")
    return found


def a_network(region: str) -> None:
    """Record a network of which everything lies in one region: a member, a prospect and a guest, a plan, dues."""
    make.AssociationFactory()
    here = make.RegionFactory(slug=region)
    for slug in ("lyon", "lome", "guest"):
        make.OrganisationFactory(slug=slug, region=here)
    make.MembershipFactory(organisation=Organisation.objects.get(slug="lyon"), start=date(2015, 1, 1))
    make.ProspectFactory(organisation=Organisation.objects.get(slug="lome"), start=date(2017, 1, 1))
    version = make.PlanVersionFactory(plan__slug="plan")
    level = make.LevelFactory(version=version, key="line")
    make.NodeFactory(level=level, code="1", slug="plan-1-1", position=1)
    make.NodeFactory(level=level, code="2", slug="plan-1-2", position=2)
    make.SeatFactory(slug="chair", body=make.BodyFactory(slug="board"))
    make.PersonFactory(slug="ana")
    make.DuesItemFactory(
        call=make.DuesCallFactory(year=2018), organisation=Organisation.objects.get(slug="lyon")
    )


def version() -> PlanVersion:
    return PlanVersion.objects.get()


def region() -> str:
    return Region.objects.get().slug


# --- the association and its members --------------------------------------------------------------

with_(
    core.record_association,
    Right.CHANGE_ASSOCIATION,
    association=AssociationShape(slug="network", name=text("New")),
)
with_(
    members.record_region,
    Right.CHANGE_ASSOCIATION,
    region=RegionShape(slug="new", name=text("New"), order=900),
)


@call(members.reorder_regions, Right.CHANGE_ASSOCIATION)
def _() -> Do:
    places = {region(): 901}
    return lambda by: members.reorder_regions(by=by, places=places)


def a_city(slug: str) -> OrganisationShape:
    return OrganisationShape(
        slug=slug,
        kind="CITY",
        country="TG",
        names=(DatedName(name=text("Lomé")),),
        affiliations=(Affiliation(region=region()),),
    )


@call(members.record_organisation, Right.RECORD_MEMBERS)
def _() -> Do:
    city = a_city("lome")
    return lambda by: members.record_organisation(by=by, organisation=city)


@call(members.record_organisations, Right.RECORD_MEMBERS)
def _() -> Do:
    cities = [a_city("new"), a_city("guest")]
    return lambda by: members.record_organisations(by=by, organisations=cities)


@call(members.move_to_region, Right.RECORD_MEMBERS)
def _() -> Do:
    city = Organisation.objects.get(slug="lyon")
    return lambda by: members.move_to_region(by=by, organisation=city, region=None, on=DAY)


@call(members.record_affiliations, Right.RECORD_MEMBERS)
def _() -> Do:
    city, rows = Organisation.objects.get(slug="lyon"), [Affiliation(region=region(), start=DAY)]
    return lambda by: members.record_affiliations(by=by, organisation=city, affiliations=rows)


MEMBER = MembershipShape(organisation="guest", category="FULL", start=DAY)
with_(members.admit_member, Right.ADMIT_MEMBERS, membership=MEMBER)
with_(members.admit_new_members, Right.ADMIT_MEMBERS, memberships=[MEMBER])


@call(members.rename_organisation, Right.RECORD_MEMBERS)
def _() -> Do:
    city = Organisation.objects.get(slug="lome")
    return lambda by: members.rename_organisation(by=by, organisation=city, name=text("Bè"), on=DAY)


@call(members.end_membership, Right.ADMIT_MEMBERS)
def _() -> Do:
    membership = Membership.objects.get()
    return lambda by: members.end_membership(by=by, membership=membership, end=DAY)


@call(members.merge_organisations, Right.ADMIT_MEMBERS)
def _() -> Do:
    kept, other = (Organisation.objects.get(slug=slug) for slug in ("lyon", "guest"))
    return lambda by: members.merge_organisations(by=by, kept=kept, other=other)


@call(members.unmerge_organisations, Right.ADMIT_MEMBERS)
def _() -> Do:
    kept, other = (Organisation.objects.get(slug=slug) for slug in ("lyon", "guest"))
    merger = members.merge_organisations(by=operator("x"), kept=kept, other=other)
    return lambda by: members.unmerge_organisations(by=by, merger=merger)


@call(members.correct_membership, Right.ADMIT_MEMBERS)
def _() -> Do:
    membership = Membership.objects.get()
    to = MembershipShape(organisation="lyon", category="HONORARY")
    return lambda by: members.correct_membership(by=by, membership=membership, to=to)


with_(
    members.note_prospect,
    Right.RECORD_PROSPECTS,
    prospect=ProspectShape(organisation="guest", stage="CONTACT", start=DAY),
)


@call(members.correct_prospect, Right.RECORD_PROSPECTS)
def _() -> Do:
    prospect, to = (
        Prospect.objects.get(),
        ProspectShape(organisation="lome", stage="CONTACT", start=DAY),
    )
    return lambda by: members.correct_prospect(by=by, prospect=prospect, to=to)


@call(members.end_prospect, Right.RECORD_PROSPECTS)
def _() -> Do:
    prospect = Prospect.objects.get()
    return lambda by: members.end_prospect(by=by, prospect=prospect, end=DAY)


# --- meetings of bodies ---------------------------------------------------------------------------


PAPER = PaperShape(slug="new", title=text("Budget"), link="https://papers.example/1.pdf")
with_(meetings.record_paper, Right.RECORD_GOVERNANCE, paper=PAPER)


@call(meetings.record_body_meeting, Right.RECORD_GOVERNANCE)
def _() -> Do:
    body = make.BodyFactory().slug
    meeting = BodyMeetingShape(slug="new", body=body, dates=Dates(DAY))
    return lambda by: meetings.record_body_meeting(by=by, meeting=meeting)


@call(meetings.note_attendance, Right.RECORD_GOVERNANCE)
def _() -> Do:
    meeting = make.BodyMeetingFactory(state="HELD")
    rows = [AttendanceShape(seat=make.SeatFactory(body=meeting.body).slug, presence="PRESENT")]
    return lambda by: meetings.note_attendance(by=by, meeting=meeting, attendance=rows)


@call(meetings.set_body_rule, Right.RECORD_GOVERNANCE)
def _() -> Do:
    rule = BodyRuleShape(body=make.BodyFactory().slug, share=1, parts=2)
    return lambda by: meetings.set_body_rule(by=by, rule=rule)


@call(meetings.record_decision, Right.RECORD_GOVERNANCE)
def _() -> Do:
    decision = DecisionShape(
        slug="new", body=make.BodyFactory().slug, number=1, decided_date=DAY, title=text("Budget")
    )
    return lambda by: meetings.record_decision(by=by, decision=decision)


REPORT_OF_ACCOUNTS = FinancialReportShape(slug="new", kind="AUDIT", year=2017)
with_(meetings.record_financial_report, Right.RECORD_FINANCES, report=REPORT_OF_ACCOUNTS)


@call(meetings.correct_body_rule, Right.RECORD_GOVERNANCE)
def _() -> Do:
    key, body = make.BodyRuleFactory().pk, make.BodyFactory().slug
    to = BodyRuleShape(body=body, share=2, parts=3)
    return lambda by: meetings.correct_body_rule(by=by, rule=BodyRule.objects.get(pk=key), to=to)


# --- accounts -------------------------------------------------------------------------------------


@call(core.give_role, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    account = make.AccountFactory()
    role = RoleShape(account=account.get_username(), role="OFFICER")
    return lambda by: core.give_role(by=by, role=role)


with_(
    core.change_right,
    Right.MANAGE_ACCOUNTS,
    change=RightShape(right="press.view", role="BOARD_READER", reach="-"),
)


@call(core.reset_rights, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    change = RightShape(right="press.view", role="BOARD_READER", reach="-")
    core.change_right(by=operator("ana"), change=change)
    return lambda by: core.reset_rights(by=by)


@call(core.take_role, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    key = make.RoleAssignmentFactory().pk
    return lambda by: core.take_role(by=by, assignment=RoleAssignment.objects.get(pk=key), reason="left")


@call(accounts.invite, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    invitation = InvitationShape(email="eva@example.org", role="OFFICER", language="fr")
    return lambda by: accounts.invite(by=by, invitation=invitation, at=AT)


@call(accounts.revoke_invitation, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    given = accounts.invite(
        by=operator("ana"),
        invitation=InvitationShape(email="eva@example.org", role="OFFICER", language="fr"),
        at=AT,
    )
    key = given.invitation.pk
    return lambda by: accounts.revoke_invitation(by=by, invitation=Invitation.objects.get(pk=key), at=AT)


@call(accounts.follow_provider, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    account, role = make.AccountFactory(), (Role.OFFICER, "")
    return lambda by: accounts.follow_provider(by=by, account=account, roles=[role], decides=[role])


@call(outbox.send_again, Right.SEND_MAILS)
def _() -> Do:
    account = make.AccountFactory()
    key = Mail.objects.create(
        key="waits:1:1", kind="WAITING", account=account, state=MailState.FAILED, written_at=AT, due_at=AT
    ).pk
    return lambda by: outbox.send_again(by=by, mail=Mail.objects.get(pk=key), at=AT)


def _deputy() -> DeputyShape:
    names = [make.AccountFactory().get_username() for _ in range(2)]
    return DeputyShape(account=names[0], deputy=names[1], start=AT.date(), end=date(2018, 8, 1))


@call(accounts.appoint_deputy, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    deputy = _deputy()
    return lambda by: accounts.appoint_deputy(by=by, deputy=deputy)


@call(accounts.end_deputy, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    key = accounts.appoint_deputy(by=operator("ana"), deputy=_deputy()).record.pk
    return lambda by: accounts.end_deputy(by=by, deputy=Deputy.objects.get(pk=key), on=AT.date())


@call(accounts.close_account, Right.MANAGE_ACCOUNTS)
def _() -> Do:
    closing = ClosingShape(account=make.AccountFactory().get_username(), reason="left")
    return lambda by: accounts.close_account(by=by, closing=closing, views={}, at=AT)


# --- governance -----------------------------------------------------------------------------------

with_(governance.record_person, Right.RECORD_GOVERNANCE, person=PersonShape(slug="new", name="New"))
with_(
    governance.record_body,
    Right.RECORD_GOVERNANCE,
    body=BodyShape(slug="new", kind="BOARD", name=text("New")),
)
with_(
    governance.record_seat,
    Right.RECORD_GOVERNANCE,
    seat=SeatShape(slug="new", body="board", role="MEMBER"),
)
HELD = MandateShape(seat="chair", person="ana", start=DAY)
with_(governance.give_mandate, Right.RECORD_GOVERNANCE, mandate=HELD)
with_(governance.give_mandates, Right.RECORD_GOVERNANCE, mandates=[HELD])


@call(governance.merge_persons, Right.DELETE_RECORDS)
def _() -> Do:
    kept, other = make.PersonFactory(), make.PersonFactory()
    return lambda by: governance.merge_persons(by=by, kept=kept, other=other)


@call(governance.unmerge_persons, Right.DELETE_RECORDS)
def _() -> Do:
    kept, other = make.PersonFactory(), make.PersonFactory()
    merger = governance.merge_persons(by=operator("x"), kept=kept, other=other)
    return lambda by: governance.unmerge_persons(by=by, merger=merger)


@call(governance.correct_mandate, Right.RECORD_GOVERNANCE)
def _() -> Do:
    mandate = make.MandateFactory()
    return lambda by: governance.correct_mandate(by=by, mandate=mandate, to=HELD)


@call(governance.end_mandate, Right.RECORD_GOVERNANCE)
def _() -> Do:
    mandate = make.MandateFactory()
    return lambda by: governance.end_mandate(by=by, mandate=mandate, end=DAY)


def a_focal_point() -> FocalPointShape:
    return FocalPointShape(region=region(), person="ana", start=DAY)


@call(governance.name_focal_point, Right.RECORD_GOVERNANCE)
def _() -> Do:
    focal_point = a_focal_point()
    return lambda by: governance.name_focal_point(by=by, focal_point=focal_point)


@call(governance.correct_focal_point, Right.RECORD_GOVERNANCE)
def _() -> Do:
    focal_point, to = make.FocalPointFactory(region=Region.objects.get()), a_focal_point()
    return lambda by: governance.correct_focal_point(by=by, focal_point=focal_point, to=to)


# --- plan and programmes --------------------------------------------------------------------------

with_(plan.record_plan, Right.RECORD_PLAN, plan=PlanShape(slug="new", name=text("New")))
with_(
    plan.adopt_version,
    Right.RECORD_PLAN,
    version=PlanVersionShape(plan="plan", number=2, start=DAY, end=LATER),
)


@call(plan.record_level, Right.RECORD_PLAN)
def _() -> Do:
    of, level = version(), LevelShape(depth=1, key="new", name=text("New"), plural=text("New"))
    return lambda by: plan.record_level(by=by, version=of, level=level)


@call(plan.reorder_nodes, Right.RECORD_PLAN)
def _() -> Do:
    of = version()
    return lambda by: plan.reorder_nodes(by=by, version=of, codes=["2", "1"])


NODE = NodeShape(code="3", level="line", position=3, title=text("New"))


@call(plan.record_node, Right.RECORD_PLAN)
def _() -> Do:
    of = version()
    return lambda by: plan.record_node(by=by, version=of, node=NODE)


@call(plan.record_nodes, Right.RECORD_PLAN)
def _() -> Do:
    of = version()
    return lambda by: plan.record_nodes(by=by, version=of, nodes=[NODE])


@call(plan.correct_version, Right.RECORD_PLAN)
def _() -> Do:
    of, to = version(), PlanVersionShape(plan="plan", number=7, start=DAY, end=LATER)
    return lambda by: plan.correct_version(by=by, version=of, to=to)


@call(plan.correct_level, Right.RECORD_PLAN)
def _() -> Do:
    level = Level.objects.get(key="line")
    to = LevelShape(depth=1, key="strand", name=text("Strand"), plural=text("Strands"))
    return lambda by: plan.correct_level(by=by, level=level, to=to)


@call(plan.move_node, Right.RECORD_PLAN)
def _() -> Do:
    node = Node.objects.get(code="1")
    return lambda by: plan.move_node(by=by, node=node, to=NodePlaceShape(after="2"))


@call(plan.add_node, Right.RECORD_PLAN)
def _() -> Do:
    of, new = version(), NewNodeShape(code="3", title=text("New"))
    return lambda by: plan.add_node(by=by, version=of, node=new)


@call(plan.rename_node, Right.RECORD_PLAN)
def _() -> Do:
    node = Node.objects.get(code="1")
    return lambda by: plan.rename_node(by=by, node=node, title=text("Other"))


@call(plan.end_node, Right.RECORD_PLAN)
def _() -> Do:
    node = Node.objects.get(code="1")
    return lambda by: plan.end_node(by=by, node=node, day=DAY)


@call(plan.resume_node, Right.RECORD_PLAN)
def _() -> Do:
    node = Node.objects.get(code="1")
    plan.end_node(by=operator("ana"), node=node, day=DAY)
    return lambda by: plan.resume_node(by=by, node=node)


@call(plan.correct_node, Right.RECORD_PLAN)
def _() -> Do:
    node = Node.objects.get(code="1")
    return lambda by: plan.correct_node(by=by, node=node, to=NODE)


with_(
    programmes.record_initiative,
    Right.RECORD_PROGRAMMES,
    initiative=InitiativeShape(slug="new", kind="PLATFORM", name=text("New"), partners=("lyon",)),
)


# --- agreements -----------------------------------------------------------------------------------


def an_agreement(**values: Any) -> Agreement:
    made: Agreement = make.AgreementFactory(
        made_with=Organisation.objects.get(slug="lyon"), **{"talks_date": DAY, **values}
    )
    return made


with_(
    agreements.record_agreement,
    Right.RECORD_AGREEMENTS,
    agreement=AgreementShape(
        slug="new",
        kind="COLLABORATION",
        name=text("New"),
        parties=(PartyShape(association=True), PartyShape(organisation="lyon")),
    ),
)


@call(agreements.announce_agreement, Right.RECORD_AGREEMENTS)
def _() -> Do:
    agreement = an_agreement()
    return lambda by: agreements.announce_agreement(by=by, agreement=agreement, on=Dates(LATER))


@call(agreements.sign_agreement, Right.RECORD_AGREEMENTS)
def _() -> Do:
    agreement = an_agreement()
    return lambda by: agreements.sign_agreement(by=by, agreement=agreement, on=Dates(LATER))


@call(agreements.end_agreement, Right.RECORD_AGREEMENTS)
def _() -> Do:
    agreement = an_agreement()
    return lambda by: agreements.end_agreement(by=by, agreement=agreement, end=LATER)


@call(agreements.renew_agreement, Right.RECORD_AGREEMENTS)
def _() -> Do:
    agreement = an_agreement(stage="SIGNED", signed_date=DAY, end=LATER)
    return lambda by: agreements.renew_agreement(by=by, agreement=agreement, end=None)


with_(
    agreements.record_joint_statement,
    Right.RECORD_AGREEMENTS,
    statement=JointStatementShape(
        slug="new", kind="LETTER", name=text("New"), signatories=(SignatoryShape(organisation="lyon"),)
    ),
)


@call(agreements.sign_joint_statement, Right.RECORD_AGREEMENTS)
def _() -> Do:
    statement: JointStatement = make.JointStatementFactory()
    signatory = SignatoryShape(organisation="lyon")
    return lambda by: agreements.sign_joint_statement(by=by, statement=statement, signatory=signatory)


# --- admissions -----------------------------------------------------------------------------------


with_(
    admissions.record_admission_request,
    Right.RECORD_PROSPECTS,
    request=AdmissionShape(slug="new", organisation="guest", received=Dates(LATER)),
)


def a_request() -> AdmissionRequest:
    organisation = Organisation.objects.get(slug="guest")
    request: AdmissionRequest = make.AdmissionRequestFactory(
        organisation=organisation, received_date=DAY, body=make.BodyFactory()
    )
    return request


@call(admissions.give_opinion, Right.RECORD_PROSPECTS)
def _() -> Do:
    request = a_request()
    return lambda by: admissions.give_opinion(by=by, request=request, opinion="FAVOURABLE", on=LATER)


@call(admissions.decide_admission, Right.ADMIT_MEMBERS)
def _() -> Do:
    request, decided = a_request(), AdmissionDecisionShape(outcome="ADMITTED", on=LATER)
    return lambda by: admissions.decide_admission(by=by, request=request, decision=decided)


# --- the agenda -----------------------------------------------------------------------------------


with_(
    agenda.record_event,
    Right.RECORD_AGENDA,
    event=EventShape(slug="new", title=text("New"), kind="CONFERENCE", dates=Dates(LATER)),
)


@call(agenda.hold_event, Right.RECORD_AGENDA)
def _() -> Do:
    event: PlannedEvent = make.PlannedEventFactory(start_date=DAY)
    return lambda by: agenda.hold_event(by=by, event=event, on=LATER)


@call(agenda.cancel_event, Right.RECORD_AGENDA)
def _() -> Do:
    event: PlannedEvent = make.PlannedEventFactory(start_date=LATER)
    return lambda by: agenda.cancel_event(by=by, event=event, on=DAY, reason="Rain")


@call(agenda.plan_again, Right.RECORD_AGENDA)
def _() -> Do:
    event: PlannedEvent = make.PlannedEventFactory(cancelled_date=DAY, cancelled_reason="Rain")
    return lambda by: agenda.plan_again(by=by, event=event)


@call(agenda.record_annual_meeting, Right.RECORD_AGENDA)
def _() -> Do:
    make.PlannedEventFactory(slug="tide-days")
    shape = AnnualMeetingShape(slug="annual", event="tide-days", edition=2018)
    return lambda by: agenda.record_annual_meeting(by=by, meeting=shape)


# --- calls and juries -----------------------------------------------------------------------------

with_(
    calls.record_call,
    Right.RECORD_CALLS,
    call=CallShape(slug="new", kind="PROJECTS", name=text("New"), leads=("lyon",)),
)


@call(calls.decide_call, Right.RECORD_CALLS)
def _() -> Do:
    opened = make.CallForApplicationsFactory()
    return lambda by: calls.decide_call(by=by, call=opened, on=Dates(DAY))


@call(calls.cancel_call, Right.RECORD_CALLS)
def _() -> Do:
    opened = make.CallForApplicationsFactory()
    return lambda by: calls.cancel_call(by=by, call=opened, on=None)


@call(calls.waive_jury_rule, Right.RECORD_CALLS)
def _() -> Do:
    opened = make.CallForApplicationsFactory()
    return lambda by: calls.waive_jury_rule(by=by, call=opened, reason="Nobody else came")


@call(calls.grant_grace, Right.RECORD_CALLS)
def _() -> Do:
    opened, grace = (
        make.CallForApplicationsFactory(),
        GraceShape(organisation="lyon", until_date=LATER, reason="A storm"),
    )
    return lambda by: calls.grant_grace(by=by, call=opened, grace=grace)


@call(calls.record_application, Right.RECORD_APPLICATIONS)
def _() -> Do:
    slug = make.CallForApplicationsFactory().slug
    application = ApplicationShape(slug="new", call=slug, lead="lyon", title=text("New"))
    return lambda by: calls.record_application(by=by, application=application)


@call(calls.receive_application, Right.RECORD_APPLICATIONS)
def _() -> Do:
    slug = make.CallForApplicationsFactory().slug
    application = ApplicationShape(slug="new", call=slug, lead="lyon", title=text("New"))
    return lambda by: calls.receive_application(by=by, application=application, at=AT)


@call(calls.confirm_partner, Right.RECORD_APPLICATIONS)
def _() -> Do:
    partner = make.ApplicationPartnerFactory()
    one, slug = partner.application, partner.organisation.slug
    return lambda by: calls.confirm_partner(by=by, application=one, organisation=slug, on=DAY)


@call(calls.decide_application, Right.RECORD_APPLICATIONS)
def _() -> Do:
    one = make.ApplicationFactory()
    return lambda by: calls.decide_application(by=by, application=one, decision="ACCEPTED", on=DAY)


@call(juries.record_juror, Right.RECORD_APPLICATIONS)
def _() -> Do:
    juror = JurorShape(slug="new", call=make.CallForApplicationsFactory().slug, name="Jo")
    return lambda by: juries.record_juror(by=by, juror=juror)


@call(juries.choose_jury, Right.RECORD_APPLICATIONS)
def _() -> Do:
    juror = make.JurorFactory()
    return lambda by: juries.choose_jury(by=by, call=juror.call, jurors=[juror.slug])


@call(juries.note_declaration, Right.RECORD_APPLICATIONS)
def _() -> Do:
    juror, ties = make.JurorFactory(), [TieShape(organisation="lyon")]
    return lambda by: juries.note_declaration(by=by, juror=juror, ties=ties, on=DAY)


@call(juries.assign_applications, Right.RECORD_APPLICATIONS)
def _() -> Do:
    juror = make.JurorFactory()
    slug = make.ApplicationFactory(call=juror.call).slug
    return lambda by: juries.assign_applications(by=by, juror=juror, applications=[slug])


@call(juries.note_assessment, Right.RECORD_APPLICATIONS)
def _() -> Do:
    juror = make.JurorFactory(stage="CHOSEN", declared_date=DAY)
    number = make.CriterionFactory(call=juror.call).number
    said = AssessmentShape(
        application=make.ApplicationFactory(call=juror.call).slug,
        scores=(ScoreShape(number=number, points=7),),
    )
    return lambda by: juries.note_assessment(by=by, juror=juror, assessment=said)


# --- publications ---------------------------------------------------------------------------------

with_(
    record_publication,
    Right.RECORD_PUBLICATIONS,
    publication=PublicationShape(slug="new", kind="PAPER", title=text("New")),
)


# --- contacts -------------------------------------------------------------------------------------


@call(contacts.record_contact, Right.RECORD_CONTACTS)
def _contact() -> Any:
    shape = ContactShape(
        slug="new", organisation=make.OrganisationFactory().slug, name="Jo", source="A letter", phone="1"
    )
    return lambda by: contacts.record_contact(by=by, contact=shape)


@call(contacts.note_invitation, Right.RECORD_CONTACTS)
def _invited() -> Any:
    one = make.ContactFactory(consent_date=LATER)
    return lambda by: contacts.note_invitation(by=by, contacts=[one], on=LATER)


@call(contacts.note_answer, Right.RECORD_CONTACTS)
def _answered() -> Any:
    one = make.ContactFactory()
    return lambda by: contacts.note_answer(by=by, contact=one, on=LATER)


@call(contacts.end_contact, Right.RECORD_CONTACTS)
def _contact_ended() -> Any:
    one = make.ContactFactory()
    return lambda by: contacts.end_contact(by=by, contact=one, end=LATER)


# --- communication --------------------------------------------------------------------------------

with_(
    record_item,
    Right.RECORD_COMMUNICATION,
    item=ItemShape(slug="new", kind="FILM", title=text("New")),
)


# --- training -------------------------------------------------------------------------------------

with_(
    training.record_provider,
    Right.RECORD_TRAINING,
    provider=ProviderShape(slug="new", name=text("New"), centres=(CentreShape(organisation="lyon"),)),
)
with_(
    training.record_course,
    Right.RECORD_TRAINING,
    course=CourseShape(slug="new", kind="COURSE", title=text("New"), start_date=DAY, end_date=DAY),
)


@call(training.record_participant, Right.RECORD_PARTICIPANTS)
def _() -> Do:
    participant = ParticipantShape(slug="new", course=make.CourseFactory().slug, name="Jo")
    return lambda by: training.record_participant(by=by, participant=participant)


@call(training.note_course_attendance, Right.RECORD_PARTICIPANTS)
def _() -> Do:
    one = make.ParticipantFactory()
    came = {one.slug: "ATTENDED"}
    return lambda by: training.note_course_attendance(by=by, course=one.course, attendance=came)


@call(training.record_certificate, Right.RECORD_PARTICIPANTS)
def _() -> Do:
    one = make.ParticipantFactory(attendance="ATTENDED", consent=True)
    given = CertificateShape(slug="new", participant=one.slug, issued_date=DAY)
    return lambda by: training.record_certificate(by=by, certificate=given)


@call(training.issue_certificates, Right.RECORD_PARTICIPANTS)
def _() -> Do:
    course = make.ParticipantFactory(attendance="ATTENDED", consent=True).course
    return lambda by: training.issue_certificates(by=by, course=course, issued=DAY)


# --- dues -----------------------------------------------------------------------------------------

with_(dues.open_call, Right.RECORD_DUES, call=DuesCallShape(year=2019, currency="EUR"))
with_(
    dues.call_member,
    Right.RECORD_DUES,
    item=DuesItemShape(year=2018, organisation="guest", amount=Decimal("1.00")),
)
with_(
    dues.book_payment,
    Right.RECORD_DUES,
    payment=PaymentShape(
        year=2018, organisation="lyon", amount=Decimal("1.00"), currency="EUR", paid_date=DAY, reference="a"
    ),
)
with_(
    dues.waive,
    Right.RECORD_DUES,
    waiver=WaiverShape(
        year=2018, organisation="lyon", amount=Decimal("1.00"), decided_date=DAY, decision="a"
    ),
)
with_(
    dues.publish_statement,
    Right.RECORD_DUES,
    statement=StatementShape(
        year=2018, as_of_date=DAY, amount=Decimal("1.00"), currency="EUR", payers=1, members=1
    ),
)


def corrected(verb: Callable[..., object], make_one: Any, name: str, to: object) -> None:
    """Register a verb that puts a record of the ledger right."""

    def prepare() -> Do:
        record = make_one()
        return lambda by: verb(by=by, to=to, **{name: record})

    CALLS.append(Call(verb, Right.RECORD_DUES, prepare))


AMOUNT = Decimal("7.00")
corrected(
    dues.correct_call,
    lambda: make.DuesCallFactory(year=2015),
    "call",
    DuesCallShape(year=2014, currency="EUR"),
)
corrected(
    dues.correct_item,
    lambda: make.DuesItemFactory(call__year=2015),
    "item",
    DuesItemShape(year=2018, organisation="guest", amount=AMOUNT),
)
corrected(
    dues.correct_payment,
    make.PaymentFactory,
    "payment",
    PaymentShape(year=2018, organisation="lyon", amount=AMOUNT, currency="EUR", paid_date=DAY, reference="b"),
)
corrected(
    dues.correct_waiver,
    make.WaiverFactory,
    "waiver",
    WaiverShape(year=2018, organisation="lyon", amount=AMOUNT, decided_date=DAY, decision="b"),
)
corrected(
    dues.correct_statement,
    make.PublishedStatementFactory,
    "statement",
    StatementShape(year=2018, as_of_date=DAY, amount=AMOUNT, currency="EUR", payers=1, members=1),
)


@call(dues.note_reminder, Right.RECORD_DUES)
def _note_reminder() -> Do:
    item = make.DuesItemFactory(call__year=2015)
    reminder = ReminderShape(left=AMOUNT, language="fr")
    return lambda by: dues.note_reminder(by=by, item=item, reminder=reminder)


# --- activities and reports -----------------------------------------------------------------------

FORUM = ActivityShape(
    slug="forum",
    dates=Dates(DAY),
    title=text("Forum"),
    kind="MEETING",
    places=(PlaceShape(organisation="lyon"),),
    activations=(ActivationShape(organisation="lyon"),),
)
with_(activities.record_activity, Right.PUBLISH_ACTIVITIES, activity=FORUM)
with_(activities.record_activity, Right.DRAFT_ACTIVITIES, activity=FORUM, publish=False)
with_(activities.record_activities, Right.PUBLISH_ACTIVITIES, activities=[FORUM])
with_(activities.record_activities, Right.DRAFT_ACTIVITIES, activities=[FORUM], publish=False)


@call(activities.amend_activity, Right.DRAFT_ACTIVITIES)
def _() -> Do:
    slug = make.ActivationFactory(organisation=Organisation.objects.get(slug="lyon")).activity.slug
    return lambda by: activities.amend_activity(
        by=by, activity=Activity.objects.get(slug=slug), amendment=AmendmentShape(kind="CAMPAIGN")
    )


@call(activities.withdraw_activity, Right.WITHDRAW_ACTIVITIES)
def _() -> Do:
    slug = make.ActivityFactory().slug
    return lambda by: activities.withdraw_activity(
        by=by, activity=Activity.objects.get(slug=slug), reason="it did not take place"
    )


with_(
    activities.record_meeting,
    Right.RECORD_MEETINGS,
    meeting=MeetingShape(
        slug="new", dates=Dates(DAY), participants=("lyon",), place=PlaceShape(organisation="lyon")
    ),
)
with_(
    activities.record_mention,
    Right.RECORD_PRESS,
    mention=MentionShape(slug="new", dates=Dates(DAY), outlet="Gazette", subject=text("New")),
)
REPORT = ReportShape(period=QUARTER, editorial_title=text("New"))
with_(reports.record_report, Right.PUBLISH_REPORTS, report=REPORT)
with_(reports.record_report, Right.DRAFT_REPORTS, report=REPORT, publish=False)
PICTURE = b64decode(picture(8, 8).content)


@call(reports.keep_picture, Right.DRAFT_REPORTS)
def _() -> Do:
    return lambda by: reports.keep_picture(by=by, name="river.png", content=PICTURE)


# --- periods --------------------------------------------------------------------------------------


def stepped(*steps: str) -> None:
    """Let the quarter take some steps."""
    for step in steps:
        move = PeriodMoveShape(period=QUARTER, step=step)
        periods.move_period(by=operator("bo"), move=move, at=AT)


with_(periods.move_period, Right.MOVE_PERIODS, move=PeriodMoveShape(period=QUARTER, step="call"), at=AT)
with_(periods.set_due_date, Right.MOVE_PERIODS, due=DueDateShape(period=QUARTER, due_date=DAY), at=AT)


@call(periods.move_contribution, Right.REVIEW_CONTRIBUTIONS)
def _() -> Do:
    """That of somebody else; one's own is tried in tests/records/periods."""
    stepped("call")
    sent = ContributionShape(period=QUARTER, account=make.AccountFactory().get_username(), step="send")
    return lambda by: periods.move_contribution(by=by, contribution=sent, at=AT)


def an_exception() -> ExceptionShape:
    stepped("lock")
    return ExceptionShape(
        period=QUARTER,
        account=make.AccountFactory().get_username(),
        record_type="activities.activity",
        until=date(2018, 7, 9),
        reason="a late letter",
    )


@call(periods.grant_exception, Right.GRANT_EXCEPTIONS)
def _() -> Do:
    exception = an_exception()
    return lambda by: periods.grant_exception(by=by, exception=exception, at=AT)


@call(periods.revoke_exception, Right.GRANT_EXCEPTIONS)
def _() -> Do:
    key = periods.grant_exception(by=operator("bo"), exception=an_exception(), at=AT).record.pk
    return lambda by: periods.revoke_exception(by=by, exception=LockException.objects.get(pk=key), at=AT)


# --- the life of what has drafts ------------------------------------------------------------------

EDITED: dict[str, editorial.EditorialRights] = {"activity": activities.RIGHTS, "report": reports.RIGHTS}


def edited(kind: str) -> Any:
    """Return a published record in the region of the network, with a newer draft."""
    if kind == "activity":
        lyon = Organisation.objects.get(slug="lyon")
        record: Any = make.ActivationFactory(organisation=lyon).activity
        record.note = "A draft"
    else:
        record = make.ReportFactory()
        record.editorial_title = text("A draft")
    record.save_revision(clean=False)
    return type(record).objects.get(pk=record.pk)


def reviewed(record: Any) -> Any:
    """Put a record to a review that is set up for its kind."""
    set_up_reviews("en")
    return record.get_workflow()


def lived(verb: Callable[..., object], kind: str, right: Right, *, begun: bool, **values: Any) -> None:
    """Register a step in the life of a record of a kind; `begun` where it is in review already."""

    def prepare() -> Do:
        record = edited(kind)
        review, model = reviewed(record), type(record)
        if begun:
            review.start(record, None)
        return lambda by: verb(model.objects.get(pk=record.pk), by=by, rights=EDITED[kind], **values)

    CALLS.append(Call(verb, right, prepare))


for kind, rights in EDITED.items():
    lived(editorial.publish_draft, kind, rights.publish, begun=False)
    lived(editorial.withdraw, kind, rights.withdraw, begun=False, reason="it did not take place")
    lived(editorial.submit, kind, rights.draft, begun=False)
    lived(editorial.review_again, kind, rights.draft, begun=False)
    lived(editorial.end_review, kind, rights.draft, begun=True)
    lived(editorial.approve, kind, rights.publish, begun=True)
    lived(editorial.return_for_changes, kind, rights.publish, begun=True, comment="See the date")


# --- what is said of records ----------------------------------------------------------------------

COMMENT = CommentShape(
    field="text", language="en", passage=QuotedPassage("The forum", "", " met"), text="Which?"
)
TO_DO = FollowUpShape(text="Send the minutes", owner="owner", due_date=DAY)
OF_ACTIVITIES = {"view": activities.RIGHTS.view, "write": activities.RIGHTS.draft}


def about(verb: Callable[..., object], right: Right, made: Callable[[Any], Any], **values: Any) -> None:
    """Register a verb about an activity of the region, with what was `made` there before."""

    def prepare() -> Do:
        record = edited("activity")
        owner = make.AccountFactory(username="owner")
        make.RoleAssignmentFactory(user=owner, role=Role.OFFICER)
        more = made(record)
        return lambda by: verb(Activity.objects.get(pk=record.pk), by=by, **values, **more)

    CALLS.append(Call(verb, right, prepare))


def a_comment(record: Any) -> dict[str, Any]:
    said = remarks.comment_on(record, by=operator("bo"), rights=activities.RIGHTS, comment=COMMENT, at=AT)
    return {"comment": said.record}


def a_follow_up(record: Any) -> dict[str, Any]:
    made = remarks.add_follow_up(record, by=operator("bo"), **OF_ACTIVITIES, follow_up=TO_DO, at=AT)
    return {"follow_up": made.record}


def in_review(record: Any) -> dict[str, Any]:
    reviewed(record).start(record, None)
    return {}


about(
    remarks.comment_on, Right.VIEW_ACTIVITIES, lambda _: {}, rights=activities.RIGHTS, comment=COMMENT, at=AT
)
about(
    remarks.answer_comment,
    Right.VIEW_ACTIVITIES,
    a_comment,
    rights=activities.RIGHTS,
    text="The first",
    at=AT,
)
about(remarks.resolve_comment, Right.VIEW_ACTIVITIES, a_comment, rights=activities.RIGHTS, at=AT)
about(
    remarks.return_with_comments,
    Right.PUBLISH_ACTIVITIES,
    in_review,
    rights=activities.RIGHTS,
    reason="When?",
)
about(remarks.add_follow_up, Right.DRAFT_ACTIVITIES, lambda _: {}, **OF_ACTIVITIES, follow_up=TO_DO, at=AT)
about(
    remarks.change_follow_up,
    Right.DRAFT_ACTIVITIES,
    a_follow_up,
    **OF_ACTIVITIES,
    to=with_fields(TO_DO, due_date=LATER),
)
about(remarks.finish_follow_up, Right.DRAFT_ACTIVITIES, a_follow_up, **OF_ACTIVITIES, at=AT)
with_(activities.set_approvals, Right.CHANGE_ASSOCIATION, rule=ApprovalRuleShape(kind="MEETING", approvals=2))


with_(
    reviews.set_reviewed,
    Right.CHANGE_ASSOCIATION,
    kind=Activity,
    reviewed=True,
    language="en",
)


@call(activities.set_remits, Right.CHANGE_ASSOCIATION)
def _() -> Do:
    reader = make.RoleAssignmentFactory(role=Role.REVIEWER).user
    remits = RemitsShape(account=reader.get_username(), regions=(make.RegionFactory().slug,))
    return lambda by: activities.set_remits(by=by, remits=remits)


@call(activities.carry_remits, Right.CHANGE_ASSOCIATION)
def _() -> Do:
    plan, reader = make.PlanFactory(), make.RoleAssignmentFactory(role=Role.REVIEWER).user
    for number, begins in ((1, date(2015, 1, 1)), (2, date(2016, 1, 1))):
        version = make.PlanVersionFactory(plan=plan, number=number, start=begins, end=date(2030, 1, 1))
        line = make.NodeFactory(level=make.LevelFactory(version=version, depth=0), code="L1")
        if number == 1:
            Remit.objects.create(account=reader, line=line)
    return lambda by: activities.carry_remits(by=by, on=date(2018, 6, 1))


# --- checks ---------------------------------------------------------------------------------------


def a_finding() -> Any:
    make.ActivityFactory(slug="letter", text={"fr": "<p>Lettre</p>", "en": "<p>Letter</p>"})
    return next(one for one in check_period(QUARTER).open if one.rule.id == "activity-no-place")


@call(checks.waive_finding, Right.WAIVE_FINDINGS)
def _() -> Do:
    finding = a_finding()
    return lambda by: checks.waive_finding(by=by, finding=finding, reason="a letter has no place")


@call(checks.withdraw_waiver, Right.WAIVE_FINDINGS)
def _() -> Do:
    waiver = checks.waive_finding(by=operator("bo"), finding=a_finding(), reason="so").record
    return lambda by: checks.withdraw_waiver(by=by, waiver=waiver.__class__.objects.get())


# --- imports --------------------------------------------------------------------------------------

FILE: dict[str, Any] = {"kind": ImportKind.ACTIVITIES, "name": "activities.csv", "content": TABLE}


def proposed() -> Any:
    return propose_import(by=operator("bo"), at=AT, **FILE)


HANDED_IN: dict[str, Any] = {"purpose": UploadPurpose.IMPORT, "name": "activities.csv", "content": TABLE}


def handed_in() -> Upload:
    return uploads.hand_in(by=operator("bo"), at=AT, **HANDED_IN)


@call(uploads.hand_in, Right.PROPOSE_IMPORTS)
def _() -> Do:
    return lambda by: uploads.hand_in(by=by, at=AT, **HANDED_IN)


@call(uploads.note_refusal, Right.PROPOSE_IMPORTS)
def _() -> Do:
    upload = handed_in()
    return lambda by: uploads.note_refusal(by=by, upload=upload, reasons={"en": "It is empty."})


@call(uploads.note_findings, Right.PROPOSE_IMPORTS)
def _() -> Do:
    upload = handed_in()
    return lambda by: uploads.note_findings(by=by, upload=upload, findings={"findings": []})


@call(uploads.discard_upload, Right.PROPOSE_IMPORTS)
def _() -> Do:
    upload = handed_in()
    return lambda by: uploads.discard_upload(by=by, upload=Upload.objects.get(pk=upload.pk))


@call(importing.store_plan, Right.PROPOSE_IMPORTS)
def _() -> Do:
    planned = plan_import(today=AT.date(), **FILE)
    return lambda by: importing.store_plan(planned, by=by, at=AT)


@call(importing.accept_likely, Right.PROPOSE_IMPORTS, writes=False)
def _() -> Do:
    of = proposed()
    return lambda by: importing.accept_likely(by=by, of=of)


@call(importing.decide_rest, Right.PROPOSE_IMPORTS, writes=False)
def _() -> Do:
    of = proposed()
    return lambda by: importing.decide_rest(by=by, of=of, answer="out")


@call(importing.decide, Right.PROPOSE_IMPORTS)
def _() -> Do:
    from tests.intake.importing.violations import a_doubt, an_item

    doubt = a_doubt(an_item(proposed(), position=900))
    return lambda by: importing.decide(by=by, doubt=type(doubt).objects.get(pk=doubt.pk))


@call(importing.keep_alias, Right.RECORD_MEMBERS)
def _() -> Do:
    city = Organisation.objects.get(slug="lyon")
    return lambda by: importing.keep_alias(by=by, organisation=city, text="Lugdunum", language="la")


@call(importing.commit_import, Right.COMMIT_IMPORTS)
def _() -> Do:
    of = proposed()
    return lambda by: importing.commit_import(by=by, at=AT, of=of)


@call(importing.undo_import, Right.COMMIT_IMPORTS)
def _() -> Do:
    of = importing.commit_import(by=operator("bo"), at=AT, of=proposed())
    return lambda by: importing.undo_import(by=by, at=AT, of=of)


# --- translations -----------------------------------------------------------------------------------------


def translated(state: str = "") -> dict[str, Any]:
    """Return the name of a text of the network, with the revisions that somebody sees; `state` makes it stale."""
    region = Region.objects.get()
    source, other = Association.objects.get().source_language, "en"
    key = f"members.region/{region.slug}/name"
    if state:
        shape = RegionShape(slug=region.slug, name=LocalizedText({source: "Ici", other: "Here"}), order=9)
        members.record_region(by=operator("bo"), region=shape)
        changed = LocalizedText({source: "Ici même", other: "Here"})
        members.record_region(by=operator("bo"), region=RegionShape(slug=region.slug, name=changed, order=9))
        region.refresh_from_db()
    return {
        "key": key,
        "language": other,
        "made_for": revision(region.name.get(source, "")),
        "instead_of": revision(region.name.get(other, "")),
    }


@call(translating.write_translation, Right.WRITE_TRANSLATIONS)
def _() -> Do:
    values = translated()
    return lambda by: translating.write_translation(by=by, words="Elsewhere", **values)


@call(translating.confirm_translation, Right.WRITE_TRANSLATIONS)
def _() -> Do:
    values = translated("stale")
    return lambda by: translating.confirm_translation(by=by, **values)
