"""Planned events and annual meetings as verbs, files and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.shapes import PlaceShape


class CancelledShape(Shape, frozen=True, kw_only=True):
    """From which day on an event is cancelled, and why."""

    since: date
    reason: str


class EventShape(Shape, frozen=True, kw_only=True):
    """An event that is planned; `part` is one of EventPart, `place` None where there is none.

    `goers` are people by their slugs, `line` and `deliverables` nodes of the plan. `activity` is what it became.
    """

    slug: str
    title: LocalizedText
    kind: str
    dates: Dates
    theme: LocalizedText | UnsetType = UNSET
    part: str | UnsetType = UNSET
    reason: LocalizedText | UnsetType = UNSET
    online: bool | UnsetType = UNSET
    place: PlaceShape | UnsetType | None = UNSET
    owner: str | UnsetType | None = UNSET
    goers: tuple[str, ...] | UnsetType = UNSET
    line: str | UnsetType | None = UNSET
    deliverables: tuple[str, ...] | UnsetType = UNSET
    initiative: str | UnsetType | None = UNSET
    part_of: str | UnsetType | None = UNSET
    activity: str | UnsetType | None = UNSET
    cancelled: CancelledShape | UnsetType | None = UNSET
    link: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class StatutoryItemShape(Shape, frozen=True, kw_only=True):
    """What an annual meeting must hear, before which body (None: any)."""

    number: int
    title: LocalizedText
    body: str | None = None


class AnnualMeetingShape(Shape, frozen=True, kw_only=True):
    """An annual meeting: of which event, its edition (a year), its host, who would host the next, what it must hear."""

    slug: str
    event: str
    edition: int
    host: str | UnsetType | None = UNSET
    bids: tuple[str, ...] | UnsetType = UNSET
    items: tuple[StatutoryItemShape, ...] | UnsetType = UNSET
    note: str | UnsetType = UNSET
