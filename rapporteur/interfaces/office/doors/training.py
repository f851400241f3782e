"""The doors of providers of training, courses and who takes part in them."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.training import actions
from rapporteur.records.training.models import Certificate, Course, Participant, Provider
from rapporteur.records.training.shapes import (
    CentreShape,
    CertificateShape,
    CourseShape,
    ParticipantCountShape,
    ParticipantShape,
    ProviderShape,
)

SAME = (
    "slug", "kind", "title", "theme", "organisers", "mode", "start_date", "end_date", "place_name", "capacity",
    "cancelled", "country_count", "certificate_count", "certificate_exactness", "evaluation", "evaluation_answers",
    "evaluation_mean", "evaluation_scale", "link", "note",
)  # fmt: skip
"""What a course and its shape call alike, and hold alike."""
NUMBERS = ("people", "country", "who", "attendance", "exactness", "origin")
OF_PARTICIPANT = ("slug", "name", "country", "sex", "registered_date", "attendance", "consent", "note")


def _provider(it: Provider, _: Chosen) -> ProviderShape:
    return ProviderShape(
        slug=it.slug,
        name=it.name,
        short_name=it.short_name,
        centres=tuple(
            CentreShape(organisation=slug_of(row.organisation), name=row.name, seat=row.seat)
            for row in rows(it.centres)
        ),
        link=it.link,
        note=it.note,
    )


def _course(it: Course, _: Chosen) -> CourseShape:
    return CourseShape(
        **{name: getattr(it, name) for name in SAME},
        provider=slug_of(it.provider),
        programme=slug_of(it.programme),
        activity=slug_of(it.activity),
        languages=tuple(it.languages),
        place=slug_of(it.place_organisation),
        numbers=tuple(
            ParticipantCountShape(
                organisation=slug_of(row.organisation), **{name: getattr(row, name) for name in NUMBERS}
            )
            for row in rows(it.numbers)
        ),
    )


def _participant(it: Participant, _: Chosen) -> ParticipantShape:
    return ParticipantShape(
        **{name: getattr(it, name) for name in OF_PARTICIPANT},
        course=it.course.slug,
        person=slug_of(it.person),
        organisation=slug_of(it.organisation),
    )


def _certificate(it: Certificate, _: Chosen) -> CertificateShape:
    return CertificateShape(
        slug=it.slug,
        participant=it.participant.slug,
        issued_date=it.issued_date,
        withdrawn_date=it.withdrawn_date,
    )


PROVIDER = door_by_slug(
    view=Right.VIEW_TRAINING,
    write=Right.RECORD_TRAINING,
    shape=_provider,
    record=lambda by, shape: actions.record_provider(by=by, provider=shape),
)
COURSE = door_by_slug(
    view=Right.VIEW_TRAINING,
    write=Right.RECORD_TRAINING,
    shape=_course,
    record=lambda by, shape: actions.record_course(by=by, course=shape),
)
PARTICIPANT = door_by_slug(
    view=Right.VIEW_PARTICIPANTS,
    write=Right.RECORD_PARTICIPANTS,
    shape=_participant,
    record=lambda by, shape: actions.record_participant(by=by, participant=shape),
    fixed=("slug", "course"),
)
CERTIFICATE = door_by_slug(
    view=Right.VIEW_PARTICIPANTS,
    write=Right.RECORD_PARTICIPANTS,
    shape=_certificate,
    record=lambda by, shape: actions.record_certificate(by=by, certificate=shape),
    fixed=("slug", "participant"),
)
