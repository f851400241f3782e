"""Records for tests: the smallest that each model accepts, everything else as the test says."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.base.core.rights.models import RightChange
from rapporteur.records.activities.enums import ActivityKind
from rapporteur.records.activities.models import (
    Activation,
    Activity,
    ActivityDeliverable,
    ActivityEvidence,
    ActivityPhoto,
    ActivityPlace,
    BilateralMeeting,
    Headcount,
    MediaMention,
)
from rapporteur.records.admissions.models import AdmissionDocument, AdmissionRequest
from rapporteur.records.agenda.models import (
    AnnualMeeting,
    EventDeliverable,
    EventGoer,
    HostBid,
    PlannedEvent,
    StatutoryItem,
)
from rapporteur.records.agreements.enums import AgreementKind, JointStatementKind
from rapporteur.records.agreements.models import Agreement, AgreementParty, JointStatement, Signatory
from rapporteur.records.calls.enums import CallKind, CallRole
from rapporteur.records.calls.models import (
    Application,
    ApplicationAnswer,
    ApplicationPartner,
    CallForApplications,
    CallOrganisation,
    CallQuestion,
    Criterion,
    Grace,
)
from rapporteur.records.communication.enums import ItemKind
from rapporteur.records.communication.models import CommunicationItem, ItemDeliverable
from rapporteur.records.contacts.models import Contact
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.governance.enums import BodyKind, SeatRole
from rapporteur.records.governance.models import Body, BodyHeadcount, FocalPoint, Mandate, Person, Seat
from rapporteur.records.juries.models import Assessment, Juror, Score, Tie
from rapporteur.records.meetings.enums import ItemPurpose, Presence
from rapporteur.records.meetings.models import (
    AgendaItem,
    Attendance,
    BodyMeeting,
    BodyRule,
    Decision,
    FinancialReport,
    Guest,
    Paper,
    PaperLaid,
)
from rapporteur.records.members.enums import MembershipCategory, OrganisationKind, ProspectStage
from rapporteur.records.members.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationName,
    Prospect,
    Region,
    RegionalAffiliation,
)
from rapporteur.records.plan.models import Level, Node, Plan, PlanVersion
from rapporteur.records.programmes.enums import InitiativeKind
from rapporteur.records.programmes.models import Initiative, InitiativePartner
from rapporteur.records.publications.enums import PublicationKind
from rapporteur.records.publications.models import Publication, PublicationAuthor, PublicationMention
from rapporteur.records.reports.models import Report
from rapporteur.records.training.enums import CourseKind
from rapporteur.records.training.models import (
    Certificate,
    Course,
    Participant,
    ParticipantCount,
    Provider,
    ProviderCentre,
)


def _called(what: str) -> Any:
    """A name per record in English and French."""
    return factory.Sequence(lambda n: {"en": f"{what} {n}", "fr": f"{what} no {n}"})


def _slug(what: str) -> Any:
    return factory.Sequence(lambda n: f"{what}-{n}")


class AssociationFactory(DjangoModelFactory[Association]):
    class Meta:
        model = Association

    slug = "network"
    name = {"en": "The Network", "fr": "Le Réseau"}
    short_name = "Network"
    report_name = {"en": "Progress report", "fr": "Rapport de progrès"}
    languages = ["fr", "en"]
    source_language = "fr"


class AccountFactory(DjangoModelFactory[Any]):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"account-{n}")


class RightChangeFactory(DjangoModelFactory[RightChange]):
    class Meta:
        model = RightChange

    right = "press.view"
    role = "OFFICER"
    reach = "-"


class RoleAssignmentFactory(DjangoModelFactory[RoleAssignment]):
    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(AccountFactory)
    role = "OFFICER"


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region

    slug = _slug("region")
    name = _called("Region")
    order = factory.Sequence(lambda n: n)


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    slug = _slug("city")
    kind = OrganisationKind.CITY
    country = "FR"

    @factory.post_generation
    def region(self, create: bool, extracted: Region | None, **kwargs: Any) -> None:
        """Let it belong to a region since always, where one is given."""
        if create and extracted is not None:
            RegionalAffiliation.objects.create(organisation=cast(Organisation, self), region=extracted)

    @factory.post_generation
    def named(self, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """Give it a name in force, unless `named=False`."""
        organisation = cast(Organisation, self)
        if create and extracted is not False:
            OrganisationName.objects.create(
                organisation=organisation, name={"en": organisation.slug.title(), "fr": organisation.slug}
            )


class OrganisationNameFactory(DjangoModelFactory[OrganisationName]):
    class Meta:
        model = OrganisationName

    organisation = factory.SubFactory(OrganisationFactory, named=False)
    name = {"en": "Somewhere"}


class RegionalAffiliationFactory(DjangoModelFactory[RegionalAffiliation]):
    class Meta:
        model = RegionalAffiliation

    organisation = factory.SubFactory(OrganisationFactory)
    region = factory.SubFactory(RegionFactory)


class OrganisationAliasFactory(DjangoModelFactory[OrganisationAlias]):
    class Meta:
        model = OrganisationAlias

    organisation = factory.SubFactory(OrganisationFactory)
    text = "Elsewhere"


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    category = MembershipCategory.FULL


class ProspectFactory(DjangoModelFactory[Prospect]):
    class Meta:
        model = Prospect

    organisation = factory.SubFactory(OrganisationFactory)
    stage = ProspectStage.CONTACT


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    slug = _slug("person")
    name = factory.Sequence(lambda n: f"Person {n}")


class BodyFactory(DjangoModelFactory[Body]):
    class Meta:
        model = Body

    slug = _slug("body")
    kind = BodyKind.BOARD
    name = _called("Body")


class SeatFactory(DjangoModelFactory[Seat]):
    class Meta:
        model = Seat

    slug = _slug("seat")
    body = factory.SubFactory(BodyFactory)
    role = SeatRole.MEMBER


class MandateFactory(DjangoModelFactory[Mandate]):
    class Meta:
        model = Mandate

    seat = factory.SubFactory(SeatFactory)
    person = factory.SubFactory(PersonFactory)
    function = {"en": "Mayor", "fr": "Maire"}


class PaperFactory(DjangoModelFactory[Paper]):
    class Meta:
        model = Paper

    slug = _slug("paper")
    title = _called("Paper")
    link = "https://papers.example/1.pdf"


class BodyMeetingFactory(DjangoModelFactory[BodyMeeting]):
    class Meta:
        model = BodyMeeting

    slug = _slug("board-meeting")
    body = factory.SubFactory(BodyFactory)
    start_date = date(2018, 5, 28)
    end_date = factory.LazyAttribute(lambda meeting: meeting.start_date)
    place_name = {"en": "Porto", "fr": "Porto"}


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    class Meta:
        model = AgendaItem

    meeting = factory.SubFactory(BodyMeetingFactory)
    number = 1
    title = _called("Item")
    asks = ItemPurpose.DECISION


class PaperLaidFactory(DjangoModelFactory[PaperLaid]):
    class Meta:
        model = PaperLaid

    meeting = factory.LazyAttribute(lambda laid: AgendaItemFactory(number=laid.number).meeting)
    number = 1
    paper = factory.SubFactory(PaperFactory)


class GuestFactory(DjangoModelFactory[Guest]):
    class Meta:
        model = Guest

    meeting = factory.SubFactory(BodyMeetingFactory)
    name = "Ana Guest"


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(BodyMeetingFactory)
    body = factory.LazyAttribute(lambda row: row.meeting.body)
    seat = factory.LazyAttribute(lambda row: SeatFactory(body=row.meeting.body))
    presence = Presence.PRESENT


class BodyRuleFactory(DjangoModelFactory[BodyRule]):
    class Meta:
        model = BodyRule

    body = factory.SubFactory(BodyFactory)
    share = 1
    parts = 2


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    slug = _slug("decision")
    body = factory.SubFactory(BodyFactory)
    year = 2018
    number = factory.Sequence(lambda n: n + 1)
    title = _called("Decision")
    decided_date = date(2018, 5, 28)


class FinancialReportFactory(DjangoModelFactory[FinancialReport]):
    class Meta:
        model = FinancialReport

    slug = _slug("accounts")
    kind = "ANNUAL"
    year = factory.Sequence(lambda n: 1950 + n)


class FocalPointFactory(DjangoModelFactory[FocalPoint]):
    class Meta:
        model = FocalPoint

    region = factory.SubFactory(RegionFactory)
    person = factory.SubFactory(PersonFactory)


class DuesCallFactory(DjangoModelFactory[DuesCall]):
    class Meta:
        model = DuesCall

    year = factory.Sequence(lambda n: 2018 + n)
    currency = "EUR"


class DuesItemFactory(DjangoModelFactory[DuesItem]):
    class Meta:
        model = DuesItem

    call = factory.SubFactory(DuesCallFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    amount = Decimal("1000.00")


class PaymentFactory(DjangoModelFactory[Payment]):
    class Meta:
        model = Payment

    item = factory.SubFactory(DuesItemFactory)
    amount = Decimal("1000.00")
    paid_date = date(2018, 5, 2)
    reference = _slug("transfer")


class WaiverFactory(DjangoModelFactory[Waiver]):
    class Meta:
        model = Waiver

    item = factory.SubFactory(DuesItemFactory)
    amount = Decimal("100.00")
    decided_date = date(2018, 5, 2)
    decision = _slug("decision")


class PublishedStatementFactory(DjangoModelFactory[PublishedStatement]):
    class Meta:
        model = PublishedStatement

    year = 2018
    as_of_date = date(2018, 6, 30)
    amount = Decimal("5000.00")
    currency = "EUR"
    payers = 5
    members = 10


class PlanFactory(DjangoModelFactory[Plan]):
    class Meta:
        model = Plan

    slug = _slug("plan")
    name = _called("Plan")


class PlanVersionFactory(DjangoModelFactory[PlanVersion]):
    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    start = date(2018, 1, 1)
    end = date(2021, 1, 1)


class LevelFactory(DjangoModelFactory[Level]):
    class Meta:
        model = Level

    version = factory.SubFactory(PlanVersionFactory)
    depth = 0
    key = factory.LazyAttribute(lambda level: f"level-{level.depth}")
    name = _called("Level")
    plural = _called("Levels")


class NodeFactory(DjangoModelFactory[Node]):
    class Meta:
        model = Node

    level = factory.SubFactory(LevelFactory)
    version = factory.LazyAttribute(lambda node: node.level.version)
    code = factory.Sequence(lambda n: f"X{n}")
    slug = factory.LazyAttribute(lambda node: f"{node.version.pk}-{node.code.lower().replace('.', '-')}")
    position = factory.Sequence(lambda n: n)
    title = _called("Node")


class InitiativeFactory(DjangoModelFactory[Initiative]):
    class Meta:
        model = Initiative

    slug = _slug("initiative")
    kind = InitiativeKind.PLATFORM
    name = _called("Initiative")


class InitiativePartnerFactory(DjangoModelFactory[InitiativePartner]):
    class Meta:
        model = InitiativePartner

    initiative = factory.SubFactory(InitiativeFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ActivityFactory(DjangoModelFactory[Activity]):
    class Meta:
        model = Activity

    slug = _slug("activity")
    title = _called("Activity")
    kind = ActivityKind.MEETING
    start_date = date(2018, 5, 2)
    end_date = factory.LazyAttribute(lambda activity: activity.start_date)


class ActivityPlaceFactory(DjangoModelFactory[ActivityPlace]):
    class Meta:
        model = ActivityPlace

    activity = factory.SubFactory(ActivityFactory)
    name = {"en": "A hall"}


class ActivationFactory(DjangoModelFactory[Activation]):
    class Meta:
        model = Activation

    activity = factory.SubFactory(ActivityFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ActivityDeliverableFactory(DjangoModelFactory[ActivityDeliverable]):
    class Meta:
        model = ActivityDeliverable

    activity = factory.SubFactory(ActivityFactory)
    node = factory.SubFactory(NodeFactory)


class ImageFactory(DjangoModelFactory[Any]):
    class Meta:
        model = "wagtailimages.Image"

    title = _slug("image")
    file = factory.django.ImageField(width=40, height=30, color="#1c6b45", format="JPEG")


class ActivityPhotoFactory(DjangoModelFactory[ActivityPhoto]):
    class Meta:
        model = ActivityPhoto

    activity = factory.SubFactory(ActivityFactory)
    image = factory.SubFactory(ImageFactory)
    alt = {"en": "A green square", "fr": "Un carré vert"}
    consent = True


class DocumentFactory(DjangoModelFactory[Any]):
    class Meta:
        model = "wagtaildocs.Document"

    title = _slug("document")
    file = factory.django.FileField(data=b"Who was there", filename="who-was-there.txt")


class ActivityEvidenceFactory(DjangoModelFactory[ActivityEvidence]):
    class Meta:
        model = ActivityEvidence

    activity = factory.SubFactory(ActivityFactory)
    title = {"en": "List of those present", "fr": "Liste de présence"}
    link = "https://example.org/list"


class HeadcountFactory(DjangoModelFactory[Headcount]):
    class Meta:
        model = Headcount

    activity = factory.SubFactory(ActivityFactory)
    who = "WOMEN"
    people = 12
    origin = "COUNTED"


class BodyHeadcountFactory(DjangoModelFactory[BodyHeadcount]):
    class Meta:
        model = BodyHeadcount

    body = factory.SubFactory(BodyFactory)
    counted_date = date(2018, 5, 2)
    who = "WOMEN"
    people = 4
    origin = "DECLARED"


class AdmissionRequestFactory(DjangoModelFactory[AdmissionRequest]):
    class Meta:
        model = AdmissionRequest

    slug = _slug("request")
    organisation = factory.SubFactory(OrganisationFactory)
    received_date = date(2018, 4, 9)


class AdmissionDocumentFactory(DjangoModelFactory[AdmissionDocument]):
    class Meta:
        model = AdmissionDocument

    request = factory.SubFactory(AdmissionRequestFactory)
    title = "Letter of the mayor"


class PlannedEventFactory(DjangoModelFactory[PlannedEvent]):
    class Meta:
        model = PlannedEvent

    slug = _slug("event")
    title = _called("Event")
    kind = ActivityKind.CONFERENCE
    start_date = date(2018, 8, 26)
    end_date = factory.LazyAttribute(lambda event: event.start_date)


class EventGoerFactory(DjangoModelFactory[EventGoer]):
    class Meta:
        model = EventGoer

    event = factory.SubFactory(PlannedEventFactory)
    person = factory.SubFactory(PersonFactory)


class EventDeliverableFactory(DjangoModelFactory[EventDeliverable]):
    class Meta:
        model = EventDeliverable

    event = factory.SubFactory(PlannedEventFactory)
    node = factory.SubFactory(NodeFactory)


class AnnualMeetingFactory(DjangoModelFactory[AnnualMeeting]):
    class Meta:
        model = AnnualMeeting

    slug = _slug("annual-meeting")
    event = factory.SubFactory(PlannedEventFactory)
    edition = factory.Sequence(lambda n: 2000 + n % 1000)


class HostBidFactory(DjangoModelFactory[HostBid]):
    class Meta:
        model = HostBid

    meeting = factory.SubFactory(AnnualMeetingFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class StatutoryItemFactory(DjangoModelFactory[StatutoryItem]):
    class Meta:
        model = StatutoryItem

    meeting = factory.SubFactory(AnnualMeetingFactory)
    number = 1
    title = _called("Item")


class BilateralMeetingFactory(DjangoModelFactory[BilateralMeeting]):
    class Meta:
        model = BilateralMeeting

    slug = _slug("meeting")
    start_date = date(2018, 5, 2)
    end_date = factory.LazyAttribute(lambda meeting: meeting.start_date)
    place_name = {"en": "A hall"}


class MediaMentionFactory(DjangoModelFactory[MediaMention]):
    class Meta:
        model = MediaMention

    slug = _slug("mention")
    start_date = date(2018, 5, 2)
    end_date = factory.LazyAttribute(lambda mention: mention.start_date)
    outlet = "The Gazette"
    subject = _called("Mention")


class ProviderFactory(DjangoModelFactory[Provider]):
    class Meta:
        model = Provider

    slug = _slug("provider")
    name = _called("Provider")


class ProviderCentreFactory(DjangoModelFactory[ProviderCentre]):
    class Meta:
        model = ProviderCentre

    provider = factory.SubFactory(ProviderFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class CourseFactory(DjangoModelFactory[Course]):
    class Meta:
        model = Course

    slug = _slug("course")
    kind = CourseKind.COURSE
    title = _called("Course")
    start_date = date(2018, 4, 22)
    end_date = date(2018, 4, 29)


class ContactFactory(DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    slug = _slug("contact")
    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Contact {n}")
    email = factory.Sequence(lambda n: f"contact{n}@example.org")
    source = "Letter of the city"


class ParticipantCountFactory(DjangoModelFactory[ParticipantCount]):
    class Meta:
        model = ParticipantCount

    course = factory.SubFactory(CourseFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    people = 3


class ParticipantFactory(DjangoModelFactory[Participant]):
    class Meta:
        model = Participant

    slug = _slug("participant")
    course = factory.SubFactory(CourseFactory)
    name = factory.Sequence(lambda n: f"Participant {n}")


class CommunicationItemFactory(DjangoModelFactory[CommunicationItem]):
    class Meta:
        model = CommunicationItem

    slug = _slug("item")
    kind = ItemKind.FILM
    title = _called("Film")


class ItemDeliverableFactory(DjangoModelFactory[ItemDeliverable]):
    class Meta:
        model = ItemDeliverable

    item = factory.SubFactory(CommunicationItemFactory)
    node = factory.SubFactory(NodeFactory)


class CertificateFactory(DjangoModelFactory[Certificate]):
    class Meta:
        model = Certificate

    slug = factory.LazyAttribute(lambda one: one.participant.slug)
    participant = factory.SubFactory(ParticipantFactory, attendance="ATTENDED", consent=True)
    year = 2018
    number = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"{n:012}")
    issued_date = date(2018, 4, 29)


class PublicationFactory(DjangoModelFactory[Publication]):
    class Meta:
        model = Publication

    slug = _slug("publication")
    kind = PublicationKind.PAPER
    title = _called("Publication")


class PublicationAuthorFactory(DjangoModelFactory[PublicationAuthor]):
    class Meta:
        model = PublicationAuthor

    publication = factory.SubFactory(PublicationFactory)
    position = factory.Sequence(lambda n: n)
    name = factory.Sequence(lambda n: f"Author {n}")


class PublicationMentionFactory(DjangoModelFactory[PublicationMention]):
    class Meta:
        model = PublicationMention

    publication = factory.SubFactory(PublicationFactory)
    mention = factory.SubFactory(MediaMentionFactory)


class AgreementFactory(DjangoModelFactory[Agreement]):
    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    slug = _slug("agreement")
    kind = AgreementKind.COLLABORATION
    name = _called("Agreement")

    @factory.post_generation
    def made_with(self, create: bool, extracted: Organisation | bool | None, **kwargs: Any) -> None:
        """Let the association make it with an organisation, with the one that is given, unless `made_with=False`."""
        if create and extracted is not False:
            other = extracted if isinstance(extracted, Organisation) else make.OrganisationFactory()
            AgreementParty.objects.create(agreement=cast(Agreement, self), association=True)
            AgreementParty.objects.create(agreement=cast(Agreement, self), organisation=other)


class AgreementPartyFactory(DjangoModelFactory[AgreementParty]):
    class Meta:
        model = AgreementParty

    agreement = factory.SubFactory(AgreementFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class JointStatementFactory(DjangoModelFactory[JointStatement]):
    class Meta:
        model = JointStatement

    slug = _slug("statement")
    kind = JointStatementKind.LETTER
    name = _called("Statement")


class SignatoryFactory(DjangoModelFactory[Signatory]):
    class Meta:
        model = Signatory

    statement = factory.SubFactory(JointStatementFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class CallForApplicationsFactory(DjangoModelFactory[CallForApplications]):
    class Meta:
        model = CallForApplications

    slug = _slug("call")
    kind = CallKind.PROJECTS
    name = _called("Call")


class CriterionFactory(DjangoModelFactory[Criterion]):
    class Meta:
        model = Criterion

    call = factory.SubFactory(CallForApplicationsFactory)
    number = 1
    title = _called("Criterion")


class CallQuestionFactory(DjangoModelFactory[CallQuestion]):
    class Meta:
        model = CallQuestion

    call = factory.SubFactory(CallForApplicationsFactory)
    number = 1
    text = _called("Question")


class CallOrganisationFactory(DjangoModelFactory[CallOrganisation]):
    class Meta:
        model = CallOrganisation

    call = factory.SubFactory(CallForApplicationsFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = CallRole.LEAD


class GraceFactory(DjangoModelFactory[Grace]):
    class Meta:
        model = Grace

    call = factory.SubFactory(CallForApplicationsFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    until_date = date(2018, 6, 15)
    reason = "A storm"


class ApplicationFactory(DjangoModelFactory[Application]):
    class Meta:
        model = Application

    slug = _slug("application")
    call = factory.SubFactory(CallForApplicationsFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    lead = factory.SubFactory(OrganisationFactory)
    title = _called("Application")


class ApplicationPartnerFactory(DjangoModelFactory[ApplicationPartner]):
    class Meta:
        model = ApplicationPartner

    application = factory.SubFactory(ApplicationFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class ApplicationAnswerFactory(DjangoModelFactory[ApplicationAnswer]):
    class Meta:
        model = ApplicationAnswer

    application = factory.SubFactory(ApplicationFactory)
    number = 1
    text = {"en": "Because of the tides"}


class JurorFactory(DjangoModelFactory[Juror]):
    class Meta:
        model = Juror

    slug = _slug("juror")
    call = factory.SubFactory(CallForApplicationsFactory)
    name = factory.Sequence(lambda n: f"Juror {n}")


class TieFactory(DjangoModelFactory[Tie]):
    class Meta:
        model = Tie

    juror = factory.SubFactory(JurorFactory)
    organisation = factory.SubFactory(OrganisationFactory)


class AssessmentFactory(DjangoModelFactory[Assessment]):
    class Meta:
        model = Assessment

    call = factory.SubFactory(CallForApplicationsFactory)
    juror = factory.SubFactory(
        JurorFactory, call=factory.SelfAttribute("..call"), stage="CHOSEN", declared_date=date(2018, 6, 1)
    )
    application = factory.SubFactory(ApplicationFactory, call=factory.SelfAttribute("..call"))


class ScoreFactory(DjangoModelFactory[Score]):
    class Meta:
        model = Score

    assessment = factory.SubFactory(AssessmentFactory)
    call = factory.SelfAttribute("assessment.call")
    number = factory.LazyAttribute(lambda score: CriterionFactory(call=score.call).number)
    points = 7


class ReportFactory(DjangoModelFactory[Report]):
    class Meta:
        model = Report

    slug = "2018-q2"
    period_start = date(2018, 4, 1)
    period_end = date(2018, 7, 1)


def make_plan(
    *codes: str,
    start: date = date(2018, 1, 1),
    end: date = date(2021, 1, 1),
    number: int = 1,
    levels: int = 3,
) -> dict[str, Node]:
    """Make a plan of `codes` such as `1`, `1.2`, `1.2.1`: as many parts as levels; return its nodes."""
    version = PlanVersionFactory(start=start, end=end, number=number)
    made = [LevelFactory(version=version, depth=depth) for depth in range(levels)]
    nodes: dict[str, Node] = {}
    for position, code in enumerate(codes):
        parent, _, _ = code.rpartition(".")
        depth = code.count(".")
        nodes[code] = make.NodeFactory(
            version=version,
            level=made[depth],
            parent=nodes.get(parent),
            code=code,
            position=position,
        )
    return nodes


def make_activities(
    number: int, *, nodes: Sequence[Node], members: Sequence[Organisation], start: date
) -> list[Activity]:
    """Make activities with a place, two activations, two deliverables and a text each, in bulk."""
    activities: list[Activity] = Activity.objects.bulk_create(
        ActivityFactory.build(
            start_date=start,
            line=nodes[0],
            text={"en": "<p>What <b>happened</b>.</p>", "fr": "<p>Les faits.</p>"},
        )
        for _ in range(number)
    )
    rows = list(enumerate(activities))
    ActivityPlace.objects.bulk_create(
        ActivityPlace(activity=activity, organisation=members[n % len(members)]) for n, activity in rows
    )
    Activation.objects.bulk_create(
        Activation(activity=activity, organisation=members[(n + step) % len(members)])
        for n, activity in rows
        for step in (0, 1)
    )
    ActivityDeliverable.objects.bulk_create(
        ActivityDeliverable(activity=activity, node=nodes[1 + (n + step) % (len(nodes) - 1)], position=step)
        for n, activity in rows
        for step in (0, 1)
    )
    return activities


make: Any = sys.modules[__name__]
"""This module as tests use it: calling a factory gives a record, which the factory's type does not say."""
