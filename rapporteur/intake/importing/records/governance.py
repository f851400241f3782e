"""People, bodies, seats with their holders and focal points: as plain values, and written through their room's actions.

A seat is told together with who holds it; `held` lists all its mandates and is only read.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import F

from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.importing.proposals import Values
from rapporteur.intake.importing.records.plain import day_of, text_of
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.records.governance.actions import (
    give_mandate,
    name_focal_point,
    record_body,
    record_person,
    record_seat,
)
from rapporteur.records.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.records.governance.shapes import (
    BodyShape,
    FocalPointShape,
    MandateShape,
    PersonShape,
    SeatShape,
)


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
    shape = PersonShape(slug=target, name=values["full_name"])
    person: Person = writer.keep(record_person(by=writer.by, person=shape))
    return person


def write_body(writer: Writer, target: str, values: Values) -> Body:
    """Write a body."""
    shape = BodyShape(slug=target, kind=values["kind"], name=LocalizedText(values["name"]))
    body: Body = writer.keep(record_body(by=writer.by, body=shape))
    return body


def write_seat(writer: Writer, target: str, values: Values) -> Seat:
    """Write a seat, and the mandate of its holder where it has one."""
    shape = SeatShape(
        slug=target,
        body=values["body"],
        role=values["role"],
        region=values.get("region") or None,
        organisation=values.get("organisation") or None,
        function=LocalizedText(values.get("function")),
        order=values.get("order") or 0,
        note=values.get("note") or "",
    )
    seat: Seat = writer.keep(record_seat(by=writer.by, seat=shape))
    if values.get("holder"):
        latest = Mandate.objects.filter(seat=seat).order_by(F("end").desc(nulls_first=True), "-pk").first()
        mandate = MandateShape(
            seat=target,
            person=values["holder"],
            function=LocalizedText(values.get("holder_function")),
            acting=bool(values.get("acting")),
            start=_since(latest, values["holder"]),
        )
        saved = give_mandate(by=writer.by, mandate=mandate)
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
    shape = FocalPointShape(region=values["region"], person=values["person"])
    point: FocalPoint = writer.keep(name_focal_point(by=writer.by, focal_point=shape))
    return point
