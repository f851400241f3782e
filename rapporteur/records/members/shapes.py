"""Regions, organisations, memberships and prospects as verbs, files, tables and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import LocalizedText


class RegionShape(Shape, frozen=True, kw_only=True):
    """A region of the association; `order` is its place among them, from 1."""

    slug: str
    name: LocalizedText
    order: int


class DatedName(Shape, frozen=True, kw_only=True):
    """What an organisation is called from `start` up to, without, `end` (None: open)."""

    name: LocalizedText
    start: date | None = None
    end: date | None = None


class Alias(Shape, frozen=True, kw_only=True):
    """Another spelling; `language` is `und` where it belongs to none, `kind` is one of AliasKind."""

    text: str
    language: str = "und"
    kind: str = "SPELLING"


class Affiliation(Shape, frozen=True, kw_only=True):
    """The region that an organisation belongs to from `start` up to, without, `end` (None: open)."""

    region: str
    start: date | None = None
    end: date | None = None


class OrganisationShape(Shape, frozen=True, kw_only=True):
    """An organisation with everything that belongs to it. Degrees for coordinates, ISO 3166 for the country."""

    slug: str
    kind: str
    country: str
    names: tuple[DatedName, ...]
    aliases: tuple[Alias, ...] | UnsetType = UNSET
    affiliations: tuple[Affiliation, ...] | UnsetType = UNSET
    latitude: float | UnsetType | None = UNSET
    longitude: float | UnsetType | None = UNSET
    wikidata: str | UnsetType = UNSET
    geonames: int | UnsetType | None = UNSET
    note: str | UnsetType = UNSET


class MembershipShape(Shape, frozen=True, kw_only=True):
    """That an organisation is a member from `start` (None: since before the records) up to, without, `end`."""

    organisation: str
    category: str
    start: date | None = None
    end: date | None = None
    decision: str = ""


class ProspectShape(Shape, frozen=True, kw_only=True):
    """How near an organisation is to membership, from `start` up to, without, `end`."""

    organisation: str
    stage: str
    start: date | None = None
    end: date | None = None
