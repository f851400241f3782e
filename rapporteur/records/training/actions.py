"""Writes to training: providers, courses, who takes part in them and who came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.models import Person
from rapporteur.records.members.models import Organisation
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.training.codes import draw_code
from rapporteur.records.training.enums import CourseAttendance
from rapporteur.records.training.models import Certificate, Course, Participant, Provider
from rapporteur.records.training.queries import to_be_certified
from rapporteur.records.training.refusals import NotToBeCertified
from rapporteur.records.training.shapes import CertificateShape, CourseShape, ParticipantShape, ProviderShape

RIGHT = Right.RECORD_TRAINING


def record_provider(*, by: Actor, provider: ProviderShape) -> Saved[Provider]:
    """Record who gives courses; centres that are given are all of them. Raises RecordNotFound."""
    values = given(provider)
    children = {}
    if "centres" in values:
        centres = values.pop("centres")
        found = find_all(Organisation, {one.organisation for one in centres})
        children["centres"] = [
            {**given(one), "organisation": found.get(one.organisation or "")} for one in centres
        ]
    return save_record(
        Provider, by=by, right=RIGHT, key={"slug": values.pop("slug")}, values=values, children=children
    )


def record_course(*, by: Actor, course: CourseShape) -> Saved[Course]:
    """Record a course; numbers that are given are all of them. Raises RecordNotFound."""
    values = given(course)
    children = {}
    if "numbers" in values:
        numbers = values.pop("numbers")
        found = find_all(Organisation, {one.organisation for one in numbers})
        children["numbers"] = [
            {**given(one), "organisation": found.get(one.organisation or "")} for one in numbers
        ]
    if "languages" in values:
        values["languages"] = list(values["languages"])
    for name, model in (("provider", Provider), ("programme", Initiative), ("activity", Activity)):
        if name in values:
            values[name] = find(model, values[name])
    if "place" in values:
        values["place_organisation"] = find(Organisation, values.pop("place"))
    return save_record(
        Course, by=by, right=RIGHT, key={"slug": values.pop("slug")}, values=values, children=children
    )


def record_participant(*, by: Actor, participant: ParticipantShape) -> Saved[Participant]:
    """Record that somebody takes part in a course. Raises RecordNotFound."""
    values = given(participant)
    values["course"] = find(Course, participant.course)
    for name, model in (("person", Person), ("organisation", Organisation)):
        if name in values:
            values[name] = find(model, values[name])
    right = Right.RECORD_PARTICIPANTS
    return save_record(Participant, by=by, right=right, key={"slug": values.pop("slug")}, values=values)


@transaction.atomic
def note_course_attendance(
    *, by: Actor, course: Course, attendance: Mapping[str, str]
) -> list[Saved[Participant]]:
    """Note of those who registered for a course (by their slugs) whether they came (Attendance).

    Who is not named stays as they are. Raises RecordNotFound.
    """
    check_can(by, Right.RECORD_PARTICIPANTS)
    found = find_all(Participant, attendance, within={"course": course})
    return [
        save_record(
            Participant,
            by=by,
            right=Right.RECORD_PARTICIPANTS,
            key={"pk": found[slug].pk},
            values={"attendance": said},
            action="attended",
        )
        for slug, said in sorted(attendance.items())
        if found[slug].attendance != said
    ]


@transaction.atomic
def record_certificate(*, by: Actor, certificate: CertificateShape) -> Saved[Certificate]:
    """Record the certificate of a participant: the next number of its year and a code are given to one that has none.

    Raises RecordNotFound, and NotToBeCertified where a new one is for somebody who did not come, or did not agree.
    """
    check_can(by, Right.RECORD_PARTICIPANTS)
    values: dict[str, Any] = given(certificate)
    values["participant"] = participant = find_all(Participant, [certificate.participant])[
        certificate.participant
    ]
    if not Certificate.objects.filter(slug=certificate.slug).exists():
        if participant.attendance != CourseAttendance.ATTENDED or not participant.consent:
            raise NotToBeCertified(participant.slug)
        values.setdefault("year", certificate.issued_date.year)
        values.setdefault("code", draw_code())
        if "number" not in values:
            values["number"] = _next_number(values["year"])
    right = Right.RECORD_PARTICIPANTS
    return save_record(Certificate, by=by, right=right, key={"slug": values.pop("slug")}, values=values)


def _next_number(year: int) -> int:
    list(Association.objects.select_for_update())  # two that come at once do not get one number
    last: int | None = Certificate.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return 1 + (last or 0)


@transaction.atomic
def issue_certificates(*, by: Actor, course: Course, issued: date) -> list[Saved[Certificate]]:
    """Give all who came, agreed to one, and have none a certificate on the day `issued`; numbered in order."""
    check_can(by, Right.RECORD_PARTICIPANTS)
    first = _next_number(issued.year)
    missing = to_be_certified(course).filter(certificate__isnull=True).values_list("slug", flat=True)
    return [
        record_certificate(
            by=by,
            certificate=CertificateShape(slug=slug, participant=slug, issued_date=issued, number=number),
        )
        for number, slug in enumerate(missing, start=first)
    ]
