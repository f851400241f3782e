"""What the files of a data set say, as the shapes that the rooms of `records` take; nothing is read or written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec import UNSET
from msgspec.structs import replace

from rapporteur.base.core.models import LINE_COLOURS
from rapporteur.base.core.shapes import AssociationShape
from rapporteur.base.values.html import html_from_text
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.datasets import agreement_files, parts
from rapporteur.intake.importing.datasets import network_files as network
from rapporteur.intake.importing.datasets import period_files as period
from rapporteur.intake.importing.datasets.admission_files import AdmissionInFile
from rapporteur.intake.importing.datasets.communication_files import ItemInFile
from rapporteur.intake.importing.datasets.parts import as_dates
from rapporteur.intake.importing.datasets.publication_files import PublicationInFile
from rapporteur.records.activities.shapes import (
    ActivationShape,
    ActivityShape,
    EvidenceShape,
    HeadcountShape,
    MeetingShape,
    MentionShape,
    PlaceShape,
)
from rapporteur.records.admissions.shapes import AdmissionDocumentShape, AdmissionShape
from rapporteur.records.agreements.shapes import (
    AgreementShape,
    JointStatementShape,
    PartyShape,
    SignatoryShape,
)
from rapporteur.records.communication.shapes import ItemShape
from rapporteur.records.dues.shapes import DuesItemShape, PaymentShape, StatementShape
from rapporteur.records.governance.shapes import BodyHeadcountShape, BodyShape, MandateShape, SeatShape
from rapporteur.records.members.shapes import (
    Affiliation,
    Alias,
    DatedName,
    MembershipShape,
    OrganisationShape,
)
from rapporteur.records.plan.shapes import NodeShape
from rapporteur.records.programmes.shapes import InitiativeShape
from rapporteur.records.publications.shapes import AuthorShape, PublicationShape
from rapporteur.records.reports.shapes import ReportShape

ONE_DAY = timedelta(days=1)


def association(file: network.AssociationFile) -> AssociationShape:
    """Return the association; where it names no colour of the lines, they have the usual ones."""
    same = (
        "slug", "name", "short_name", "report_name", "address", "phone", "email", "website", "hashtag", "licence",
        "languages", "source_language", "currency", "fiscal_year_start",
    )  # fmt: skip
    return AssociationShape(
        **{name: getattr(file, name) for name in same},
        sections=file.sections or UNSET,  # else those that were chosen in the office stay
        seat=file.seat.city,
        seat_country=file.seat.country,
        colour=file.colours.own,
        line_colours=file.colours.lines or tuple(LINE_COLOURS),
    )


def organisation(file: network.OrganisationInFile, recorded: Sequence[Affiliation]) -> OrganisationShape:
    """Return an organisation; `recorded` are its regions on record."""
    aliases = [
        Alias(text=text, language=language) for language, texts in file.aliases.items() for text in texts
    ]
    aliases += [Alias(text=text, kind="AMBIGUOUS") for text in file.ambiguous_aliases]
    return OrganisationShape(
        slug=file.slug,
        names=(DatedName(name=file.names),),
        aliases=tuple(aliases),
        kind=file.kind,
        country=file.country,
        affiliations=_affiliations(file, recorded),
        latitude=file.latitude,
        longitude=file.longitude,
        wikidata=file.wikidata,
        note=file.note,
    )


def _affiliations(
    file: network.OrganisationInFile, recorded: Sequence[Affiliation]
) -> tuple[Affiliation, ...]:
    """Return all regions of an organisation, `recorded` being those on record.

    A plain region says since when, not until when: where the first on record is this one, later moves stay.
    """
    if not file.region:
        return tuple(Affiliation(region=one.region, start=one.start, end=one.end) for one in file.regions)
    if recorded and (recorded[0].region, recorded[0].start) == (file.region, None):
        return tuple(recorded)
    return (Affiliation(region=file.region),)


def membership(organisation: str, file: network.MembershipInFile) -> MembershipShape:
    """Return the membership of an organisation."""
    return MembershipShape(
        organisation=organisation,
        category=file.category,
        start=file.start,
        end=file.end,
        decision=file.decision,
    )


def body(file: network.BodyInFile) -> BodyShape:
    """Return a body."""
    counted = file.headcounts
    return BodyShape(
        slug=file.slug,
        kind=file.kind,
        name=file.name,
        headcounts=UNSET
        if counted is None
        else tuple(
            BodyHeadcountShape(
                counted_date=one.counted_date, who=one.who, people=one.people, origin=one.origin
            )
            for one in counted
        ),
    )


def seat(file: network.SeatInFile, *, secretary_general: str | None) -> SeatShape:
    """Return a seat; a member of the staff who is the secretary general has that role."""
    role = file.role
    if role == "STAFF" and file.holder is not None and file.holder == secretary_general:
        role = "SECRETARY_GENERAL"
    return SeatShape(
        slug=file.slug,
        body=file.body,
        role=role,
        region=file.region,
        organisation=file.organisation,
        function=LocalizedText() if file.holder else file.function,
        order=file.order,
        start=file.start,
        note=file.note,
    )


def mandate(file: network.SeatInFile, *, person: str) -> MandateShape:
    """Return that a person holds the seat."""
    return MandateShape(
        seat=file.slug,
        person=person,
        function=file.function,
        acting=file.acting,
        start=file.start,
    )


def node(position: int, file: network.NodeInFile) -> NodeShape:
    """Return a node of the plan at its place among all of them, from 1."""
    return NodeShape(
        code=file.code,
        level=file.level,
        parent=file.parent,
        position=position,
        title=file.title,
        text=file.text,
        purpose=file.purpose,
        kind=file.kind,
        listed=file.listed,
        asks_parity=file.asks_parity,
        note=file.note,
    )


def initiative(file: network.InitiativeInFile) -> InitiativeShape:
    """Return an initiative; its file has the last day, the record the first day after."""
    return InitiativeShape(
        slug=file.slug,
        kind=file.kind,
        name=file.name,
        lead=file.lead,
        partners=file.partners,
        start=file.start,
        end=file.end + ONE_DAY if file.end else None,
        note=file.note,
    )


def activity(file: period.ActivityFile, *, nodes: Mapping[str, str]) -> ActivityShape:
    """Return an activity; `nodes` has the slugs of the plan's nodes by their codes."""
    return ActivityShape(
        slug=file.slug,
        dates=file.dates.value(),
        title=file.title,
        kind=file.kind,
        online=file.online,
        line=nodes.get(file.line or ""),
        initiative=file.initiative,
        text=_rich(file.text),
        note=file.note,
        places=tuple(map(_place, file.places)),
        activations=tuple(
            ActivationShape(organisation=row.organisation, role=row.role) for row in file.activations
        ),
        deliverables=tuple(nodes[code] for code in file.deliverables),
        evidence=UNSET if file.evidence is None else tuple(map(_evidence, file.evidence)),
        headcounts=UNSET if file.headcounts is None else tuple(map(_headcount, file.headcounts)),
    )


def agreement(file: agreement_files.AgreementInFile) -> AgreementShape:
    """Return an agreement; its file has the last day, the record the first day after."""
    same = ("association", "body", "organisation", "name", "commitments")
    return AgreementShape(
        slug=file.slug,
        kind=file.kind,
        name=file.name,
        parties=tuple(PartyShape(**{name: getattr(one, name) for name in same}) for one in file.parties),
        stage=file.stage,
        talks=parts.as_dates(file.talks),
        announced=parts.as_dates(file.announced),
        signed=parts.as_dates(file.signed),
        start=file.start,
        end=file.end + ONE_DAY if file.end else None,
        notice_months=file.notice_months,
        notice_date=file.notice_date,
        replaces=file.replaces,
        activity=file.activity,
        link=file.link,
        note=file.note,
    )


def joint_statement(file: agreement_files.JointStatementInFile) -> JointStatementShape:
    """Return a joint statement with all its signatories."""
    return JointStatementShape(
        slug=file.slug,
        kind=file.kind,
        name=file.name,
        addressee=file.addressee,
        text=file.text,
        link=file.link,
        public=parts.as_dates(file.public),
        opened=file.opened,
        closed=file.closed,
        owner=file.owner,
        activity=file.activity,
        note=file.note,
        signatories=tuple(
            SignatoryShape(
                organisation=one.organisation,
                name=one.name,
                person=one.person,
                office=one.office,
                signed=parts.as_dates(one.signed),
            )
            for one in file.signatories
        ),
    )


def meeting(file: period.MeetingInFile) -> MeetingShape:
    """Return a bilateral meeting."""
    return MeetingShape(
        slug=file.slug,
        dates=file.value(),
        participants=(*file.members, *file.prospects),
        place=_place(file.place),
        activity=file.activity,
        note=file.note,
    )


def mention(position: int, file: period.MentionInFile) -> MentionShape:
    """Return a mention in the media: a file gives it no name, so its month and place in the file do."""
    dates = file.value()
    return MentionShape(
        slug=f"{dates.month}-{position:03}",
        dates=dates,
        outlet=file.outlet,
        subject=file.subject,
        channels=file.channels,
        link=file.link,
        position=position,
        note=file.note,
    )


def statement(file: period.StatementInFile) -> StatementShape:
    """Return dues as published."""
    return StatementShape(
        year=file.period,
        as_of_date=file.as_of,
        amount=file.amount,
        currency=file.currency,
        payers=file.payers,
        members=file.members,
        source=file.source,
    )


def payment(file: period.PaymentInFile, *, item: DuesItemShape, currency: str) -> PaymentShape:
    """Return a payment towards what a member was called for."""
    return PaymentShape(
        year=item.year,
        organisation=item.organisation,
        amount=file.amount,
        currency=currency,
        paid_date=file.date,
        reference=file.reference,
    )


def report(file: period.ReportFile) -> ReportShape:
    """Return the report of a period."""
    shape = ReportShape(period=Period.parse(file.period), sections=file.sections or UNSET)
    if editorial := file.editorial:
        shape = replace(
            shape,
            editorial_title=editorial.title,
            editorial_text=_rich(editorial.text),
            signatory=editorial.signatory,
            signatory_function=editorial.function,
        )
    if cover := file.cover:
        shape = replace(
            shape,
            cover_alt=cover.alt,
            cover_credit=cover.credit,
            cover_rights=cover.rights,
            cover_consent=cover.consent,
        )
    return shape


def _place(file: parts.PlaceInFile) -> PlaceShape:
    return PlaceShape(
        organisation=file.organisation,
        name=file.name,
        country=file.country,
        latitude=file.latitude,
        longitude=file.longitude,
    )


def _evidence(file: period.EvidenceInFile) -> EvidenceShape:
    return EvidenceShape(title=file.title, link=file.link, dated=file.dated)


def _headcount(file: period.HeadcountInFile) -> HeadcountShape:
    return HeadcountShape(
        who=file.who,
        people=file.people,
        origin=file.origin,
        exactness=file.exactness,
        capacity=file.capacity,
    )


def _rich(text: LocalizedText) -> LocalizedText:
    return LocalizedText({language: html_from_text(plain) for language, plain in text.items()})


def publication(file: PublicationInFile) -> PublicationShape:
    """Return a publication; a file of the library that it has stays."""
    same = (
        "slug", "kind", "title", "series", "number", "languages", "isbn", "doi", "link", "activity", "mentions", "note",
    )  # fmt: skip
    return PublicationShape(
        **{name: getattr(file, name) for name in same},
        authors=tuple(AuthorShape(person=one.person, name=one.name) for one in file.authors),
        published=as_dates(file.published),
    )


def admission(file: AdmissionInFile) -> AdmissionShape:
    """Return a request for admission; files of the library that its documents have stay out of data sets."""
    apart = {"received", "documents"}
    received = as_dates(file.received)
    assert received is not None  # noqa: S101  # the file refuses a request of no day
    return AdmissionShape(
        **{name: getattr(file, name) for name in type(file).model_fields if name not in apart},
        received=received,
        documents=tuple(AdmissionDocumentShape(title=one.title, link=one.link) for one in file.documents),
    )


def communication_item(file: ItemInFile, *, nodes: Mapping[str, str]) -> ItemShape:
    """Return what was put out; `nodes` are the slugs of the plan by their codes."""
    same = (
        "slug", "kind", "title", "channels", "languages", "ongoing", "link", "activity", "reach", "reach_measure",
        "reach_date", "reach_source", "note",
    )  # fmt: skip
    return ItemShape(
        **{name: getattr(file, name) for name in same},
        published=as_dates(file.published),
        deliverables=tuple(nodes[code] for code in file.deliverables),
    )
