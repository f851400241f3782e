"""Publications as verbs, files, tables and forms have them."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText


class AuthorShape(Shape, frozen=True, kw_only=True):
    """Who wrote it: a person on record by their slug, or a name."""

    person: str | None = None
    name: str = ""


class PublicationShape(Shape, frozen=True, kw_only=True):
    """A publication with all its authors in their order; `series` and `activity` by their slugs.

    `published` is a day, or a month of which no more is known; `isbn` and `doi` in any usual spelling; `document` is
    its key in the library; `mentions` are the slugs of all mentions in the media that are of it.
    """

    slug: str
    kind: str
    title: LocalizedText
    series: str | UnsetType | None = UNSET
    number: int | UnsetType | None = UNSET
    authors: tuple[AuthorShape, ...] | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    published: Dates | UnsetType | None = UNSET
    isbn: str | UnsetType = UNSET
    doi: str | UnsetType = UNSET
    link: str | UnsetType = UNSET
    document: int | UnsetType | None = UNSET
    activity: str | UnsetType | None = UNSET
    mentions: tuple[str, ...] | UnsetType = UNSET
    note: str | UnsetType = UNSET
