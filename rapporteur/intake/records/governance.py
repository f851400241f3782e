"""People, bodies, seats with their holders and focal points: as plain values, and written through their room's actions.

A seat is told together with who holds it; `held` lists all its mandates and is only read.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F

from rapporteur.core.localized import LocalizedText
from rapporteur.governance.actions import (
    give_mandate,
    name_focal_point,
    record_body,
    record_person,
    record_seat,
)
from rapporteur.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.intake.proposals import Values
from rapporteur.intake.records.plain import day_of, text_of

if TYPE_CHECKING:
    from rapporteur.intake.records.kinds import Writer


def load_people() -> dict[str, Values]:
    """Return every person."""
    return {one.slug: {"slug": one.slug, "full_name": one.name} for one in Person.objects.order_by("slug")}


def load_bodies() -> dict[str, Values]:
    """Return every body."""
    return {
        one.slug: {"slug": one.slug, "kind": one.kind, "name": text_of(one.name)}
        for one in Body.objects.order_by("slug")
    }


def load_seats() -> dict[str, Values]:
    """Return every seat with the mandate that has no end, and all its mandates in `held`."""
    held: dict[int, list[Values]] = defaultdict(list)
    mandates = Mandate.objects.select_related("person").order_by(F("start").asc(nulls_first=True), "pk")
    for one in mandates:
        held[one.seat_id].append(
            {
                "person": one.person.slug,
                "function": text_of(one.function),
                "acting": one.acting,
                "start": day_of(one.start),
                "end": day_of(one.end),
            }
        )
    found = {}
    for seat in Seat.objects.select_related("body", "region", "organisation").order_by("slug"):
        current = next((one for one in held[seat.pk] if one["end"] is None), None)
        found[seat.slug] = {
            "slug": seat.slug,
            "body": seat.body.slug,
            "role": seat.role,
            "region": seat.region.slug if seat.region else "",
            "organisation": seat.organisation.slug if seat.organisation else "",
            "function": text_of(seat.function),
            "order": seat.order,
            "start": day_of(seat.start),
            "end": day_of(seat.end),
            "note": seat.note,
            "holder": current["person"] if current else "",
            "holder_function": current["function"] if current else {},
            "acting": current["acting"] if current else False,
            "held": held[seat.pk],
        }
    return found


def load_focal_points() -> dict[str, Values]:
    """Return who looks after which region, of those who have not stopped."""
    points = FocalPoint.objects.filter(end=None).select_related("region", "person").order_by("pk")
    return {
        f"{one.region.slug}/{one.person.slug}": {"region": one.region.slug, "person": one.person.slug}
        for one in points
    }


def write_person(writer: Writer, target: str, values: Values) -> Person:
    """Write a person."""
    person: Person = writer.keep(record_person(by=writer.by, slug=target, name=values["full_name"]))
    writer.people[target] = person
    return person


def write_body(writer: Writer, target: str, values: Values) -> Body:
    """Write a body."""
    body: Body = writer.keep(
        record_body(by=writer.by, slug=target, kind=values["kind"], name=LocalizedText(values["name"]))
    )
    writer.bodies[target] = body
    return body


def write_seat(writer: Writer, target: str, values: Values) -> Seat:
    """Write a seat, and the mandate of its holder where it has one."""
    seat: Seat = writer.keep(
        record_seat(
            by=writer.by,
            slug=target,
            body=writer.bodies[values["body"]],
            role=values["role"],
            region=writer.regions.get(values.get("region") or ""),
            organisation=writer.organisations.get(values.get("organisation") or ""),
            function=LocalizedText(values.get("function")),
            order=values.get("order") or 0,
            note=values.get("note") or "",
        )
    )
    if values.get("holder"):
        latest = Mandate.objects.filter(seat=seat).order_by(F("end").desc(nulls_first=True), "-pk").first()
        saved = give_mandate(
            by=writer.by,
            seat=seat,
            person=writer.people[values["holder"]],
            function=LocalizedText(values.get("holder_function")),
            acting=bool(values.get("acting")),
            start=_since(latest, values["holder"]),
        )
        if saved.changed:
            writer.keep(saved)
    return seat


def _since(latest: Mandate | None, holder: str) -> date | None:
    """Return since when somebody holds a seat of which only the holder is told: as the one in force, or since the last.

    A mandate of the same holder that is over is meant as it is, and does not begin again.
    """
    if latest is None:
        return None
    begun = latest.end is None or latest.person.slug == holder
    return latest.start if begun else latest.end


def write_focal_point(writer: Writer, target: str, values: Values) -> FocalPoint:
    """Write who looks after a region."""
    point: FocalPoint = writer.keep(
        name_focal_point(
            by=writer.by, region=writer.regions[values["region"]], person=writer.people[values["person"]]
        )
    )
    return point
