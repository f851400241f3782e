"""Contacts as verbs and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape


class ContactShape(Shape, frozen=True, kw_only=True):
    """Somebody at an `organisation` (slug), from `start` up to, without, `end`; `source` is who or what says so."""

    slug: str
    organisation: str
    name: str
    source: str
    office: str | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    address: str | UnsetType = UNSET
    consent_date: date | UnsetType | None = UNSET
    start: date | UnsetType | None = UNSET
    end: date | UnsetType | None = UNSET
    note: str | UnsetType = UNSET
