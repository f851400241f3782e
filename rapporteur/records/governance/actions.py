"""Writes to people, bodies, seats, mandates and focal points."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import cast

from django.db import transaction
from django.db.models import F
from msgspec import UnsetType

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.merging.moving import merge_records
from rapporteur.base.core.merging.undoing import unmerge_records
from rapporteur.base.core.models import Merger
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find
from rapporteur.base.values.base import given
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.base.values.spans import begins_later
from rapporteur.records.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.records.governance.shapes import (
    BodyHeadcountShape,
    BodyShape,
    FocalPointShape,
    MandateShape,
    PersonShape,
    SeatShape,
)
from rapporteur.records.members.models import Organisation, Region

RIGHT = Right.RECORD_GOVERNANCE
MERGING = (Right.DELETE_RECORDS, RIGHT)
"""What a merger needs: it takes a record away."""


def record_person(*, by: Actor, person: PersonShape) -> Saved[Person]:
    """Record a person."""
    return save_record(Person, by=by, right=RIGHT, key={"slug": person.slug}, values={"name": person.name})


def record_body(*, by: Actor, body: BodyShape) -> Saved[Body]:
    """Record a body of the association, with how many women and men it had on which days.

    Raises BodyHeadcountRefused where a number is none, or two are of the same people on one day.
    """
    values = {"kind": body.kind, "name": body.name}
    children: dict[str, list[dict[str, object]]] = {}
    if not isinstance(body.headcounts, UnsetType):
        check_headcounts(body.headcounts)
        children["headcounts"] = [given(one) for one in body.headcounts]
    return save_record(Body, by=by, right=RIGHT, key={"slug": body.slug}, values=values, children=children)


class BodyHeadcountRefused(Foreseeable, ValueError):
    """A number of those who sit in a body that is none, or one of two for the same people on one day."""


MOST_PEOPLE = 2**31 - 1


def check_headcounts(headcounts: Sequence[BodyHeadcountShape]) -> None:
    """Raise BodyHeadcountRefused where a number is negative or too large, or two are of the same people on one day."""
    for one in headcounts:
        if not 0 <= one.people <= MOST_PEOPLE:
            raise BodyHeadcountRefused(
                Message("'{value}' is no number of people: expected 0 to {most}"),
                value=str(one.people),
                most=Grouped(MOST_PEOPLE),
            )
    counted = [(one.counted_date, one.who) for one in headcounts]
    if len(set(counted)) < len(counted):
        raise BodyHeadcountRefused(
            Message("people are counted twice: expected one number for each group on a day")
        )


def record_seat(*, by: Actor, seat: SeatShape) -> Saved[Seat]:
    """Record a seat of a body."""
    values = {**given(seat), "body": find(Body, seat.body)}
    for name, model in (("region", Region), ("organisation", Organisation)):
        if name in values:
            values[name] = find(model, values[name])
    return save_record(Seat, by=by, right=RIGHT, key={"slug": values.pop("slug")}, values=values)


class HoldsSeatAlready(Foreseeable, ValueError):
    """Somebody is to be given a seat that they hold: another first day would take days of that mandate away."""

    def __init__(self, mandate: Mandate) -> None:
        message = Message("{value} holds this seat already, since before the records: the mandate goes on")
        if mandate.start is not None:
            message = Message(
                "{value} holds this seat already, since {day}: the mandate goes on. Correct it if that day is wrong"
            )
        super().__init__(message, value=mandate.person.name, day=mandate.start)


@transaction.atomic
def give_mandate(*, by: Actor, mandate: MandateShape) -> Saved[Mandate]:
    """Record that somebody holds a seat from the start (None: since before the records).

    The mandate of somebody else that is in force and began earlier ends that day: who held the seat before stays on
    record. One that began on the same day, or since before the records as well, was a mistake and is corrected. Before
    a mandate that began later the person held the seat until then. Raises HoldsSeatAlready and PeriodsOverlap.
    """
    seat, person, start = find(Seat, mandate.seat), find(Person, mandate.person), mandate.start
    mandates = Mandate.objects.filter(seat=seat).order_by(F("start").asc(nulls_first=True), "pk")
    sitting = mandates.filter(person=person, end=None).first()
    if sitting is not None and begins_later(start, sitting.start):
        check_can(by, RIGHT)
        raise HoldsSeatAlready(sitting)
    known = mandates.filter(person=person, start=start).first()
    later = next((one for one in mandates if begins_later(one.start, start)), None)
    if known is None and later and later.person == person and not isinstance(mandate.end, date):
        known = later
    key: dict[str, object] = {"pk": known.pk} if known else {"seat": seat, "end": None}
    values = {**given(mandate), "seat": seat, "person": person}
    if known is None and later:
        key = {"seat": seat, "person": person, "start": start}
        values["end"] = values.get("end") or later.start
    elif known is None and (held := mandates.filter(end=None).first()):
        if held.person != person and begins_later(start, held.start):
            end_mandate(by=by, mandate=held, end=start)
    return save_record(Mandate, by=by, right=RIGHT, key=key, values=values, action="mandated")


@transaction.atomic
def give_mandates(*, by: Actor, mandates: Sequence[MandateShape]) -> list[Saved[Mandate]]:
    """Record who holds many seats after an election, each as :func:`give_mandate` takes it: all of them, or none."""
    return [give_mandate(by=by, mandate=one) for one in mandates]


def correct_mandate(*, by: Actor, mandate: Mandate, to: MandateShape) -> Saved[Mandate]:
    """Put a mandate right that was recorded wrongly."""
    values = {**given(to), "seat": find(Seat, to.seat), "person": find(Person, to.person)}
    return save_record(Mandate, by=by, right=RIGHT, key={"pk": mandate.pk}, values=values, action="corrected")


def end_mandate(*, by: Actor, mandate: Mandate, end: date) -> Saved[Mandate]:
    """Record that `mandate` is over from the day `end` on; the seat is vacant until another begins."""
    return save_record(
        Mandate, by=by, right=RIGHT, key={"pk": mandate.pk}, values={"end": end}, action="ended"
    )


def name_focal_point(*, by: Actor, focal_point: FocalPointShape) -> Saved[FocalPoint]:
    """Record that somebody looks after a region from the start.

    Who began that day and has stopped since does not begin again. Raises PeriodsOverlap.
    """
    region, person = find(Region, focal_point.region), find(Person, focal_point.person)
    of_person = FocalPoint.objects.filter(region=region, person=person)
    known = of_person.filter(start=focal_point.start).order_by("pk").first()
    values = {**given(focal_point), "region": region, "person": person}
    key: dict[str, object] = {"region": region, "person": person, "end": values.get("end")}
    return save_record(FocalPoint, by=by, right=RIGHT, key={"pk": known.pk} if known else key, values=values)


def correct_focal_point(*, by: Actor, focal_point: FocalPoint, to: FocalPointShape) -> Saved[FocalPoint]:
    """Put right who looks after a region, or since and until when."""
    values = {**given(to), "region": find(Region, to.region), "person": find(Person, to.person)}
    return save_record(
        FocalPoint, by=by, right=RIGHT, key={"pk": focal_point.pk}, values=values, action="corrected"
    )


def merge_persons(*, by: Actor, kept: Person, other: Person, taken: Collection[str] = ()) -> Merger:
    """Merge `other` into `kept`, in one transaction: mandates, regions looked after and editorials move.

    The trail and the merger keep the name of `other`: a person has one. `taken` names the kinds of record
    (`governance.focalpoint`) of which that of `other` stays where both hold on the same days. Raises NotAllowed,
    MergedWithItself, MergerBlocked, and what shuts the record of a locked period.
    """
    return merge_records(kept, other, by=by, rights=MERGING, name=other.name, taken=taken)


def unmerge_persons(*, by: Actor, merger: Merger) -> Person:
    """Undo a merger; return the person who is there again. Raises NotAllowed and MergerBuiltUpon."""
    return cast(Person, unmerge_records(merger, by=by, rights=MERGING))
