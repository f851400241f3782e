"""The doors of people, bodies, seats, mandates and focal points."""

from __future__ import annotations

from typing import Any

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, Door, door_by_slug, rows, slug_of
from rapporteur.records.governance import actions
from rapporteur.records.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.records.governance.shapes import (
    BodyHeadcountShape,
    BodyShape,
    FocalPointShape,
    MandateShape,
    PersonShape,
    SeatShape,
)

RIGHTS: dict[str, Any] = {"view": Right.VIEW_GOVERNANCE, "write": Right.RECORD_GOVERNANCE}


def _person(it: Person, _: Chosen) -> PersonShape:
    return PersonShape(slug=it.slug, name=it.name)


def _body(it: Body, _: Chosen) -> BodyShape:
    return BodyShape(
        slug=it.slug,
        kind=it.kind,
        name=it.name,
        headcounts=tuple(
            BodyHeadcountShape(
                counted_date=row.counted_date, who=row.who, people=row.people, origin=row.origin
            )
            for row in rows(it.headcounts)
        ),
    )


def _seat(it: Seat, _: Chosen) -> SeatShape:
    return SeatShape(
        slug=it.slug,
        body=it.body.slug,
        role=it.role,
        region=slug_of(it.region),
        organisation=slug_of(it.organisation),
        function=it.function,
        order=it.order,
        start=it.start,
        end=it.end,
        note=it.note,
    )


def _mandate(it: Mandate, _: Chosen) -> MandateShape:
    return MandateShape(
        seat=it.seat.slug,
        person=it.person.slug,
        function=it.function,
        acting=it.acting,
        start=it.start,
        end=it.end,
    )


def _focal_point(it: FocalPoint, _: Chosen) -> FocalPointShape:
    return FocalPointShape(region=it.region.slug, person=it.person.slug, start=it.start, end=it.end)


PERSON = door_by_slug(
    **RIGHTS,
    shape=_person,
    record=lambda by, shape: actions.record_person(by=by, person=shape),
)
BODY = door_by_slug(
    **RIGHTS,
    shape=_body,
    record=lambda by, shape: actions.record_body(by=by, body=shape),
)
SEAT = door_by_slug(
    **RIGHTS,
    shape=_seat,
    record=lambda by, shape: actions.record_seat(by=by, seat=shape),
)
MANDATE = Door(
    **RIGHTS,
    shape=_mandate,
    new=lambda by, shape: actions.give_mandate(by=by, mandate=shape),
    edit=lambda by, it, shape: actions.correct_mandate(by=by, mandate=it, to=shape),
)
FOCAL_POINT = Door(
    **RIGHTS,
    shape=_focal_point,
    new=lambda by, shape: actions.name_focal_point(by=by, focal_point=shape),
    edit=lambda by, it, shape: actions.correct_focal_point(by=by, focal_point=it, to=shape),
)
