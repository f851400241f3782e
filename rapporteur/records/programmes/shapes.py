"""Initiatives as verbs, files and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import LocalizedText


class InitiativeShape(Shape, frozen=True, kw_only=True):
    """A pilot project, programme, series… with lead and partners, from `start` up to, without, `end`."""

    slug: str
    kind: str
    name: LocalizedText
    lead: str | UnsetType | None = UNSET
    partners: tuple[str, ...] | UnsetType = UNSET
    start: date | UnsetType | None = UNSET
    end: date | UnsetType | None = UNSET
    note: str | UnsetType = UNSET
