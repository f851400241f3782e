"""Writes to people, bodies, seats, mandates and focal points."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from rapporteur.core.actions import Saved, save_record
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import begins_later
from rapporteur.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.members.models import Region


def record_person(*, by: str, slug: str, name: str) -> Saved[Person]:
    """Record a person."""
    return save_record(Person, by=by, key={"slug": slug}, values={"name": name})


def record_body(*, by: str, slug: str, kind: str, name: LocalizedText) -> Saved[Body]:
    """Record a body of the association."""
    return save_record(Body, by=by, key={"slug": slug}, values={"kind": kind, "name": name})


def record_seat(*, by: str, slug: str, **values: Any) -> Saved[Seat]:
    """Record a seat of a body."""
    return save_record(Seat, by=by, key={"slug": slug}, values=values)


@transaction.atomic
def give_mandate(
    *,
    by: str,
    seat: Seat,
    person: Person,
    function: LocalizedText,
    acting: bool = False,
    start: date | None = None,
) -> Saved[Mandate]:
    """Record that `person` holds `seat` from `start` (None: since before the records).

    The mandate of somebody else that is in force and began earlier ends that day: who held the seat before stays on
    record. One that began on the same day, or since before the records as well, was a mistake and is corrected. Before
    a mandate that began later `person` held the seat until then. Raises PeriodsOverlap.
    """
    mandates = Mandate.objects.filter(seat=seat).order_by(F("start").asc(nulls_first=True), "pk")
    known = mandates.filter(person=person, start=start).first()
    later = next((one for one in mandates if begins_later(one.start, start)), None)
    if known is None and later and later.person_id == person.pk:
        known = later
    key: dict[str, Any] = {"pk": known.pk} if known else {"seat": seat, "end": None}
    values: dict[str, Any] = {"person": person, "function": function, "acting": acting, "start": start}
    if known is None and later:
        key = {"seat": seat, "person": person, "start": start}
        values["end"] = later.start
    elif known is None and (held := mandates.filter(end=None).first()):
        if held.person_id != person.pk and begins_later(start, held.start):
            end_mandate(by=by, mandate=held, end=start)
    return save_record(Mandate, by=by, key=key, values=values, action="mandated")


def end_mandate(*, by: str, mandate: Mandate, end: date) -> Saved[Mandate]:
    """Record that `mandate` is over from the day `end` on; the seat is vacant until another begins."""
    return save_record(Mandate, by=by, key={"pk": mandate.pk}, values={"end": end}, action="ended")


def name_focal_point(
    *, by: str, region: Region, person: Person, start: date | None = None
) -> Saved[FocalPoint]:
    """Record that `person` looks after `region` from `start`.

    Who began that day and has stopped since does not begin again. Raises PeriodsOverlap.
    """
    of_person = FocalPoint.objects.filter(region=region, person=person)
    known = of_person.filter(start=start).order_by("pk").first()
    return save_record(
        FocalPoint,
        by=by,
        key={"pk": known.pk} if known else {"region": region, "person": person, "end": None},
        values={"start": start},
    )


def end_focal_point(*, by: str, focal_point: FocalPoint, end: date) -> Saved[FocalPoint]:
    """Record that somebody no longer looks after a region from the day `end` on."""
    return save_record(FocalPoint, by=by, key={"pk": focal_point.pk}, values={"end": end}, action="ended")
