"""Who holds which office on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from rapporteur.base.core.spans import joined_in_force
from rapporteur.documents.view.vocabulary import SEATS
from rapporteur.interfaces.portal.door.names import OrganisationLink, named
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.records.governance.models import FocalPoint, Person, Seat


@dataclass(frozen=True)
class SeatHolder:
    """A seat on a day; vacant without a person."""

    role: str
    person: str
    function: str
    acting: bool
    region: str
    organisation: OrganisationLink | None


@dataclass
class BodyShown:
    """A body with its seats."""

    slug: str
    name: str
    seats: list[SeatHolder] = field(default_factory=list)


def bodies(visit: Visit, on: date) -> list[BodyShown]:
    """Return the bodies with their seats and who holds each on a day. Three queries."""
    rows = list(
        Seat.objects.public(visit.today)
        .in_force(on)
        .annotate(held=joined_in_force("mandates", on))
        .order_by("body__pk", "order", "slug", "held__pk")
        .values_list(
            "body__slug", "body__name", "role", "function", "held__person__name", "held__function", "held__acting",
            "region__name", "organisation_id",
        )
    )  # fmt: skip
    who = named(visit, (row[-1] for row in rows if row[-1]), on)
    found: dict[str, BodyShown] = {}
    for slug, name, role, function, person, own, acting, region, organisation in rows:
        body = found.setdefault(slug, BodyShown(slug, visit.text(name)))
        word = visit.say(SEATS[role][0]) if role in SEATS else role
        body.seats.append(
            SeatHolder(
                word, person or "", visit.text(own or function), bool(acting), visit.text(region) if region else "",
                who.get(organisation),
            )
        )  # fmt: skip
    return list(found.values())


def focal_points(visit: Visit, on: date) -> list[tuple[str, list[str]]]:
    """Return who looks after each region on a day."""
    rows = FocalPoint.objects.public(visit.today).in_force(on)
    found: dict[str, list[str]] = {}
    for region, person in rows.order_by("region__order", "person__name", "pk").values_list(
        "region__name", "person__name"
    ):
        found.setdefault(visit.text(region), []).append(person)
    return list(found.items())


def people_called(visit: Visit, text: str, most: int) -> list[str]:
    """Return those who hold or held an office and bear all words of a text."""
    found = Person.objects.public(visit.today).matching(text).order_by("name", "slug")
    return list(found.values_list("name", flat=True)[:most])
