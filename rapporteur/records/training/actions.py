"""Writes to training: providers, courses, who takes part in them and who came."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.models import Person
from rapporteur.records.members.models import Organisation
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.training.models import Course, Participant, Provider
from rapporteur.records.training.shapes import CourseShape, ParticipantShape, ProviderShape

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
