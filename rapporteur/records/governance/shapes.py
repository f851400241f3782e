"""People, bodies, seats, mandates and focal points as verbs, files, tables and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import EMPTY, LocalizedText


class PersonShape(Shape, frozen=True, kw_only=True):
    """Somebody who holds or held a seat, works for the secretariat or signs."""

    slug: str
    name: str


class BodyHeadcountShape(Shape, frozen=True, kw_only=True):
    """How many of a group (HeadcountGroup) a body had on a day, and from where that is known (HeadcountOrigin)."""

    counted_date: date
    who: str
    people: int
    origin: str


class BodyShape(Shape, frozen=True, kw_only=True):
    """The board, the general assembly, a committee…; `kind` is one of BodyKind."""

    slug: str
    kind: str
    name: LocalizedText
    headcounts: tuple[BodyHeadcountShape, ...] | UnsetType = UNSET


class SeatShape(Shape, frozen=True, kw_only=True):
    """A place in a body; `role` is one of SeatRole, `function` what it is called while it is vacant."""

    slug: str
    body: str
    role: str
    region: str | UnsetType | None = UNSET
    organisation: str | UnsetType | None = UNSET
    function: LocalizedText | UnsetType = UNSET
    order: int | UnsetType = UNSET
    start: date | UnsetType | None = UNSET
    end: date | UnsetType | None = UNSET
    note: str | UnsetType = UNSET


class MandateShape(Shape, frozen=True, kw_only=True):
    """Who holds a seat, or acts in it, from `start` up to, without, `end`; `function` is the holder's own office."""

    seat: str
    person: str
    function: LocalizedText = EMPTY
    acting: bool = False
    start: date | None = None
    end: date | UnsetType | None = UNSET


class FocalPointShape(Shape, frozen=True, kw_only=True):
    """Who in the secretariat looks after a region, from `start` up to, without, `end`."""

    region: str
    person: str
    start: date | None = None
    end: date | UnsetType | None = UNSET
