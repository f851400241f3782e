"""Communication items as verbs, files, tables and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText


class ItemShape(Shape, frozen=True, kw_only=True):
    """What the network put out; `activity` and `deliverables` by their slugs, the latter all of them.

    `published` is a day, or a month of which no more is known. A number of those reached is whole: what it counts
    (ReachMeasure), the day and the source stand beside it.
    """

    slug: str
    kind: str
    title: LocalizedText
    channels: tuple[str, ...] | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    published: Dates | UnsetType | None = UNSET
    ongoing: bool | UnsetType = UNSET
    link: str | UnsetType = UNSET
    activity: str | UnsetType | None = UNSET
    deliverables: tuple[str, ...] | UnsetType = UNSET
    reach: int | UnsetType | None = UNSET
    reach_measure: str | UnsetType = UNSET
    reach_date: date | UnsetType | None = UNSET
    reach_source: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
