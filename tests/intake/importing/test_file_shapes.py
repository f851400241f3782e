"""What a data set's files may say of a record is what the record's room takes: field by field, but for what is named.

Files are read with pydantic, which tells every problem in one pass, the rooms' shapes are msgspec's: so that the two
cannot drift apart, each field of either has one of the same name, kind and need in the other, or stands here.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from django.db.models import TextChoices
from pydantic import BaseModel

from rapporteur.base.core.shapes import AssociationShape
from rapporteur.base.values.dates import Dates
from rapporteur.intake.importing.datasets import (
    admission_files,
    agenda_files,
    agreement_files,
    body_files,
    call_files,
    communication_files,
    network_files,
    parts,
    period_files,
    publication_files,
    training_files,
)
from rapporteur.records.activities import shapes as activities
from rapporteur.records.activities.enums import ActivationRole, ActivityKind, Channel, HeadcountCapacity
from rapporteur.records.admissions import shapes as admissions
from rapporteur.records.admissions.enums import AdmissionOpinion, AdmissionOutcome
from rapporteur.records.agenda import shapes as agenda
from rapporteur.records.agenda.enums import EventPart
from rapporteur.records.agreements import shapes as agreements
from rapporteur.records.agreements.enums import AgreementKind, AgreementStage, JointStatementKind
from rapporteur.records.calls import shapes as calls
from rapporteur.records.calls.enums import ApplicationDecision, CallKind, CallOutcome
from rapporteur.records.communication import shapes as communication
from rapporteur.records.communication.enums import ItemKind, ReachMeasure
from rapporteur.records.dues import shapes as dues
from rapporteur.records.governance import shapes as governance
from rapporteur.records.governance.enums import (
    BodyKind,
    HeadcountExactness,
    HeadcountGroup,
    HeadcountOrigin,
    SeatRole,
)
from rapporteur.records.juries import shapes as juries
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.meetings import shapes as meetings
from rapporteur.records.meetings.enums import (
    DecisionSubject,
    FinancialKind,
    FinancialStage,
    ItemPurpose,
    Majority,
    MeetingState,
    Presence,
    SeatsCounted,
)
from rapporteur.records.members import shapes as members
from rapporteur.records.members.enums import MembershipCategory, OrganisationKind, ProspectStage
from rapporteur.records.plan import shapes as plan
from rapporteur.records.plan.enums import DeliverableKind
from rapporteur.records.programmes import shapes as programmes
from rapporteur.records.programmes.enums import InitiativeKind
from rapporteur.records.publications import shapes as publications
from rapporteur.records.publications.enums import PublicationKind
from rapporteur.records.reports import shapes as reports
from rapporteur.records.training import shapes as training
from rapporteur.records.training.enums import CourseAttendance, CourseKind, CourseMode


@dataclass(frozen=True)
class Pair:
    """The form of a file and the shape of a room that say the same, and what only one of them has, with the reason."""

    file: type[BaseModel]
    room: type[msgspec.Struct]
    only_file: Mapping[str, str] = field(default_factory=dict)
    only_room: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    """Fields of both that differ in kind or need."""


NESTED = "follows from where the entry stands in the file"
NOW = "a file says how things stand now; what ended is recorded in the office"
WHOLE = "a file gives the whole record, a verb may leave it as it stands"
DATES = "a day or only a month, as one value"

PAIRS = [
    Pair(
        network_files.AssociationFile,
        AssociationShape,
        only_file={"colours": "one heading for both colours"},
        only_room={
            "colour": "under colours",
            "escalation_days": "how the office works together, set there",
            "line_colours": "under colours",
            "seat_country": "under seat, beside its city",
        },
        otherwise={
            "seat": "city and country together",
            **dict.fromkeys(("short_name", "report_name", "languages", "source_language"), WHOLE),
        },
    ),
    Pair(network_files.RegionInFile, members.RegionShape),
    Pair(
        network_files.OrganisationInFile,
        members.OrganisationShape,
        only_file={
            "ambiguous_aliases": "aliases of the kind AMBIGUOUS",
            "region": "short for one affiliation without days",
            "regions": "the affiliations",
            "membership": "a record of its own, MembershipShape",
            "prospect": "a record of its own, ProspectShape",
        },
        only_room={"affiliations": "region or regions", "geonames": "found by the program, not typed"},
        otherwise={
            "names": "those that hold now; earlier ones stand in the office",
            "aliases": "by language",
        },
    ),
    Pair(network_files.AffiliationInFile, members.Affiliation),
    Pair(
        network_files.MembershipInFile,
        members.MembershipShape,
        only_room={"organisation": NESTED},
        otherwise={"category": "most members are full members, and need not say so"},
    ),
    Pair(
        network_files.ProspectInFile,
        members.ProspectShape,
        only_file={"since": "the start, as a day or only a month"},
        only_room={"organisation": NESTED, "start": "since", "end": NOW},
    ),
    Pair(network_files.PersonInFile, governance.PersonShape, only_file={"title": "put before the name"}),
    Pair(
        network_files.BodyInFile,
        governance.BodyShape,
        otherwise={"headcounts": "a file that has none leaves those of the office"},
    ),
    Pair(network_files.BodyHeadcountInFile, governance.BodyHeadcountShape),
    Pair(
        network_files.SeatInFile,
        governance.SeatShape,
        only_file={"holder": "a record of its own, MandateShape", "acting": "of the mandate"},
        only_room={"end": NOW},
        otherwise={"order": WHOLE},
    ),
    Pair(network_files.FocalPointInFile, governance.FocalPointShape, only_room={"start": NOW, "end": NOW}),
    Pair(body_files.BodyRuleInFile, meetings.BodyRuleShape),
    Pair(
        body_files.PaperInFile,
        meetings.PaperShape,
        only_room={"document": "files of text hold no documents"},
        otherwise={"link": "a file has nothing else to lead to"},
    ),
    Pair(body_files.AgendaItemInFile, meetings.AgendaItemShape),
    Pair(body_files.GuestInFile, meetings.GuestShape),
    Pair(body_files.VenueInFile, meetings.VenueShape),
    Pair(body_files.AttendanceInFile, meetings.AttendanceShape),
    Pair(body_files.VotesInFile, meetings.VotesShape),
    Pair(
        body_files.DecisionInFile,
        meetings.DecisionShape,
        only_file={"day": "decided_date"},
        only_room={"decided_date": "day"},
    ),
    Pair(
        body_files.FinancialReportInFile,
        meetings.FinancialReportShape,
        only_room={"document": "files of text hold no documents"},
    ),
    Pair(
        body_files.BodyMeetingInFile,
        meetings.BodyMeetingShape,
        only_file={"start": DATES, "end": DATES, "attendance": "noted by a verb of its own"},
        only_room={"dates": DATES},
    ),
    Pair(
        network_files.LevelInFile,
        plan.LevelShape,
        only_file={"code": "the pattern of codes, code_pattern"},
        only_room={"code_pattern": "code", "depth": NESTED},
    ),
    Pair(network_files.NodeInFile, plan.NodeShape, only_room={"position": NESTED}),
    Pair(network_files.InitiativeInFile, programmes.InitiativeShape),
    Pair(parts.PlaceInFile, activities.PlaceShape),
    Pair(period_files.ActivationInFile, activities.ActivationShape),
    Pair(
        period_files.ActivityFile,
        activities.ActivityShape,
        only_file={"number": "its place in a printed report stays in the file"},
        only_room={"photos": "files of text hold no pictures"},
        otherwise=dict.fromkeys(
            ("evidence", "headcounts"), "a file that has none leaves those of the office"
        ),
    ),
    Pair(
        period_files.EvidenceInFile,
        activities.EvidenceShape,
        only_room={"document": "files of text hold no documents"},
        otherwise={"link": "a file has nothing else to lead to"},
    ),
    Pair(period_files.HeadcountInFile, activities.HeadcountShape),
    Pair(
        period_files.MeetingInFile,
        activities.MeetingShape,
        only_file={"day": DATES, "month": DATES, "members": "participants", "prospects": "participants"},
        only_room={"dates": DATES, "participants": "members and prospects"},
    ),
    Pair(
        period_files.MentionInFile,
        activities.MentionShape,
        only_file={"day": DATES, "month": DATES},
        only_room={"dates": DATES, "position": NESTED, "slug": "made of month and position"},
    ),
    Pair(agreement_files.PartyInFile, agreements.PartyShape),
    Pair(
        agreement_files.AgreementInFile,
        agreements.AgreementShape,
        otherwise={
            "parties": WHOLE,
            **dict.fromkeys(("talks", "announced", "signed"), DATES),
        },
    ),
    Pair(agreement_files.SignatoryInFile, agreements.SignatoryShape, otherwise={"signed": DATES}),
    Pair(agreement_files.JointStatementInFile, agreements.JointStatementShape, otherwise={"public": DATES}),
    Pair(
        admission_files.AdmissionDocumentInFile,
        admissions.AdmissionDocumentShape,
        only_room={"document": "files are given in the office"},
    ),
    Pair(
        admission_files.AdmissionInFile,
        admissions.AdmissionShape,
        otherwise={"received": DATES},
    ),
    Pair(agenda_files.CancelledInFile, agenda.CancelledShape),
    Pair(agenda_files.StatutoryItemInFile, agenda.StatutoryItemShape),
    Pair(
        agenda_files.AnnualMeetingInFile,
        agenda.AnnualMeetingShape,
        only_room={"slug": "made of the edition", "event": NESTED},
    ),
    Pair(
        agenda_files.EventInFile,
        agenda.EventShape,
        only_file={"annual_meeting": "a record of its own, AnnualMeetingShape"},
    ),
    Pair(call_files.CriterionInFile, calls.CriterionShape),
    Pair(call_files.QuestionInFile, calls.QuestionShape),
    Pair(call_files.GraceInFile, calls.GraceShape),
    Pair(call_files.ApplicationPartnerInFile, calls.ApplicationPartnerShape),
    Pair(call_files.ApplicationAnswerInFile, calls.ApplicationAnswerShape),
    Pair(call_files.ApplicationInFile, calls.ApplicationShape, only_room={"call": NESTED}),
    Pair(call_files.TieInFile, juries.TieShape),
    Pair(call_files.ScoreInFile, juries.ScoreShape),
    Pair(call_files.AssessmentInFile, juries.AssessmentShape),
    Pair(
        call_files.JurorInFile,
        juries.JurorShape,
        only_file={
            **dict.fromkeys(("declared", "ties"), "declared by a verb of its own"),
            "assessments": "records of their own, AssessmentShape",
        },
        only_room={"call": NESTED, "account": "whom somebody signs in as is set in the office"},
    ),
    Pair(
        call_files.ApplicationCallInFile,
        calls.CallShape,
        only_file={
            "applications": "records of their own, ApplicationShape",
            "jurors": "records of their own, JurorShape",
        },
        otherwise={"decision": DATES},
    ),
    Pair(publication_files.AuthorInFile, publications.AuthorShape),
    Pair(
        publication_files.PublicationInFile,
        publications.PublicationShape,
        only_room={"document": "files are given in the office"},
        otherwise={"published": DATES},
    ),
    Pair(
        communication_files.ItemInFile,
        communication.ItemShape,
        otherwise={"published": DATES},
    ),
    Pair(training_files.CentreInFile, training.CentreShape),
    Pair(training_files.ProviderInFile, training.ProviderShape),
    Pair(training_files.ParticipantCountInFile, training.ParticipantCountShape),
    Pair(
        training_files.ParticipantInFile,
        training.ParticipantShape,
        only_file={"certificate": "a record of its own, CertificateShape"},
        only_room={"course": NESTED},
    ),
    Pair(
        training_files.CertificateInFile,
        training.CertificateShape,
        only_room={"slug": NESTED, "participant": NESTED},
        otherwise=dict.fromkeys(("year", "number"), "one that is not told is given"),
    ),
    Pair(
        training_files.CourseInFile,
        training.CourseShape,
        only_file={"participants": "records of their own, ParticipantShape"},
    ),
    Pair(
        period_files.StatementInFile,
        dues.StatementShape,
        only_file={"period": "the year", "as_of": "as_of_date"},
        only_room={"year": "period", "as_of_date": "as_of"},
    ),
    Pair(
        period_files.CallInFile,
        dues.DuesCallShape,
        only_file={"items": "records of their own, DuesItemShape"},
        only_room={"formula": "told in the office"},
    ),
    Pair(
        period_files.CallItemInFile,
        dues.DuesItemShape,
        only_file={"payments": "records of their own, PaymentShape"},
        only_room={"year": NESTED},
    ),
    Pair(
        period_files.PaymentInFile,
        dues.PaymentShape,
        only_file={"date": "paid_date"},
        only_room={"paid_date": "date", "year": NESTED, "organisation": NESTED, "currency": NESTED},
    ),
    Pair(
        period_files.ReportFile,
        reports.ReportShape,
        only_file={"editorial": "one heading for four fields", "cover": "one heading for five fields"},
        only_room={
            **dict.fromkeys(
                ("editorial_title", "editorial_text", "signatory", "signatory_function"), "under editorial"
            ),
            **dict.fromkeys(
                ("cover_image", "cover_alt", "cover_credit", "cover_rights", "cover_consent"), "under cover"
            ),
        },
        otherwise={"period": "as its code, such as 2018-Q2"},
    ),
]
WITHOUT_SHAPE = {
    network_files.SeatOfAssociation,
    network_files.ColoursInFile,
    network_files.GovernanceFile,
    network_files.PlanFile,
    body_files.MeetingsFile,
    period_files.DuesFile,
    period_files.EditorialInFile,
    period_files.CoverInFile,
    parts.DatesInFile,
    parts.Happening,
}
"""Headings of a file that are no record, and parts that become one value."""
WORDS: list[tuple[type[BaseModel], str, type[TextChoices]]] = [
    (network_files.OrganisationInFile, "kind", OrganisationKind),
    (network_files.MembershipInFile, "category", MembershipCategory),
    (network_files.ProspectInFile, "stage", ProspectStage),
    (network_files.BodyInFile, "kind", BodyKind),
    (network_files.BodyHeadcountInFile, "who", HeadcountGroup),
    (network_files.BodyHeadcountInFile, "origin", HeadcountOrigin),
    (period_files.HeadcountInFile, "who", HeadcountGroup),
    (period_files.HeadcountInFile, "origin", HeadcountOrigin),
    (period_files.HeadcountInFile, "exactness", HeadcountExactness),
    (period_files.HeadcountInFile, "capacity", HeadcountCapacity),
    (network_files.SeatInFile, "role", SeatRole),
    (body_files.BodyRuleInFile, "subject", DecisionSubject),
    (body_files.BodyRuleInFile, "seats_counted", SeatsCounted),
    (body_files.BodyRuleInFile, "majority", Majority),
    (body_files.DecisionInFile, "subject", DecisionSubject),
    (body_files.FinancialReportInFile, "kind", FinancialKind),
    (body_files.FinancialReportInFile, "stage", FinancialStage),
    (body_files.AgendaItemInFile, "asks", ItemPurpose),
    (body_files.AttendanceInFile, "presence", Presence),
    (body_files.BodyMeetingInFile, "state", MeetingState),
    (network_files.NodeInFile, "kind", DeliverableKind),
    (network_files.InitiativeInFile, "kind", InitiativeKind),
    (period_files.ActivationInFile, "role", ActivationRole),
    (period_files.ActivityFile, "kind", ActivityKind),
    (period_files.MentionInFile, "channels", Channel),
    (call_files.ApplicationCallInFile, "kind", CallKind),
    (call_files.ApplicationCallInFile, "outcome", CallOutcome),
    (call_files.ApplicationInFile, "decision", ApplicationDecision),
    (call_files.JurorInFile, "stage", JurorStage),
    (admission_files.AdmissionInFile, "category", MembershipCategory),
    (admission_files.AdmissionInFile, "opinion", AdmissionOpinion),
    (admission_files.AdmissionInFile, "outcome", AdmissionOutcome),
    (agenda_files.EventInFile, "kind", ActivityKind),
    (agenda_files.EventInFile, "part", EventPart),
    (publication_files.PublicationInFile, "kind", PublicationKind),
    (communication_files.ItemInFile, "kind", ItemKind),
    (communication_files.ItemInFile, "reach_measure", ReachMeasure),
    (training_files.CourseInFile, "kind", CourseKind),
    (training_files.CourseInFile, "mode", CourseMode),
    (training_files.ParticipantInFile, "attendance", CourseAttendance),
    (agreement_files.AgreementInFile, "kind", AgreementKind),
    (agreement_files.AgreementInFile, "stage", AgreementStage),
    (agreement_files.JointStatementInFile, "kind", JointStatementKind),
]


def _bare(kind: Any) -> Any:
    """Return a kind of value without bounds and without “nothing said”; words of a list are texts."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bare(arguments[0])
    if origin is Literal:
        return str
    if origin in (Union, types.UnionType):
        kinds = frozenset(_bare(one) for one in arguments if one not in (msgspec.UnsetType, type(None)))
        return next(iter(kinds)) if len(kinds) == 1 else kinds
    if origin is tuple:
        return (tuple, _bare(arguments[0]))
    room = {pair.file: pair.room for pair in PAIRS} | {parts.DatesInFile: Dates}
    return room.get(kind, kind)


def _may_be_none(kind: Any) -> bool:
    if get_origin(kind) is Annotated:
        return _may_be_none(get_args(kind)[0])
    return type(None) in get_args(kind)


def _of_file(shape: type[BaseModel]) -> dict[str, tuple[Any, bool, bool]]:
    """Return what each field holds, whether it may be None, and whether it must be given."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        name: (_bare(hints[name]), _may_be_none(hints[name]), info.is_required())
        for name, info in shape.model_fields.items()
    }


def _of_room(shape: type[msgspec.Struct]) -> dict[str, tuple[Any, bool, bool]]:
    hints = get_type_hints(shape)
    return {
        one.name: (_bare(hints[one.name]), _may_be_none(hints[one.name]), one.required)
        for one in msgspec.structs.fields(shape)
    }


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.room.__name__)
def test_file_and_room_have_the_same_fields_but_for_those_named(pair: Pair) -> None:
    file, room = _of_file(pair.file), _of_room(pair.room)
    assert file.keys() - room.keys() == set(pair.only_file)
    assert room.keys() - file.keys() == set(pair.only_room)
    both = file.keys() & room.keys()
    assert {name for name in both if file[name] != room[name]} == set(pair.otherwise)


@pytest.mark.parametrize(
    "module",
    [
        network_files,
        body_files,
        period_files,
        admission_files,
        agenda_files,
        agreement_files,
        call_files,
        parts,
    ],
)
def test_every_part_of_a_file_is_held_to_a_shape_or_named_as_a_heading(module: types.ModuleType) -> None:
    paired = {pair.file for pair in PAIRS} | WITHOUT_SHAPE | {parts.FilePart}
    own = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, BaseModel)]
    assert [kind.__name__ for kind in own if kind is not BaseModel and kind not in paired] == []


@pytest.mark.parametrize(
    ("file", "name", "words"), WORDS, ids=lambda value: getattr(value, "__name__", value)
)
def test_words_of_a_file_are_those_of_the_records(
    file: type[BaseModel], name: str, words: type[TextChoices]
) -> None:
    hint = get_type_hints(file)[name]
    listed = get_args(hint) if get_origin(hint) is Literal else get_args(get_args(hint)[0])
    assert [word for word in listed if word] == words.values
