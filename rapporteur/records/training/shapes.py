"""Providers, courses and who takes part in them as verbs, files, tables and forms have them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import EMPTY, LocalizedText


class CentreShape(Shape, frozen=True, kw_only=True):
    """Where a provider is at home: an organisation on record, an institution by name, or both; `seat` for its seat."""

    organisation: str | None = None
    name: LocalizedText = EMPTY
    seat: bool = False


class ProviderShape(Shape, frozen=True, kw_only=True):
    """Who gives courses, with all its centres."""

    slug: str
    name: LocalizedText
    short_name: str | UnsetType = UNSET
    centres: tuple[CentreShape, ...] | UnsetType = UNSET
    link: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class ParticipantCountShape(Shape, frozen=True, kw_only=True):
    """How many of a group (HeadcountGroup) came, or registered: of an organisation, a country, or of all others.

    `people` is None where they took part and nobody knows how many.
    """

    people: int | None = None
    organisation: str | None = None
    country: str = ""
    who: str = "NOT_RECORDED"
    attendance: str = "ATTENDED"
    exactness: str = "EXACT"
    origin: str = "COUNTED"


class CourseShape(Shape, frozen=True, kw_only=True):
    """A course with all the numbers of those who took part; from `start_date` to `end_date`, both included.

    `place` is an organisation, `place_name` what is said where it is none. Who took part by name is written by a verb
    of its own.
    """

    slug: str
    kind: str
    title: LocalizedText
    start_date: date
    end_date: date
    theme: LocalizedText | UnsetType = UNSET
    provider: str | UnsetType | None = UNSET
    programme: str | UnsetType | None = UNSET
    activity: str | UnsetType | None = UNSET
    organisers: LocalizedText | UnsetType = UNSET
    mode: str | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    place: str | UnsetType | None = UNSET
    place_name: LocalizedText | UnsetType = UNSET
    capacity: int | UnsetType | None = UNSET
    cancelled: bool | UnsetType = UNSET
    country_count: int | UnsetType | None = UNSET
    certificate_count: int | UnsetType | None = UNSET
    certificate_exactness: str | UnsetType = UNSET
    evaluation: LocalizedText | UnsetType = UNSET
    evaluation_answers: int | UnsetType | None = UNSET
    evaluation_mean: Decimal | UnsetType | None = UNSET
    evaluation_scale: int | UnsetType | None = UNSET
    link: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    numbers: tuple[ParticipantCountShape, ...] | UnsetType = UNSET


class ParticipantShape(Shape, frozen=True, kw_only=True):
    """Somebody who takes part in a course: a person on record, or a name; `sex` as they said it, or empty."""

    slug: str
    course: str
    person: str | UnsetType | None = UNSET
    name: str | UnsetType = UNSET
    organisation: str | UnsetType | None = UNSET
    country: str | UnsetType = UNSET
    sex: str | UnsetType = UNSET
    registered_date: date | UnsetType | None = UNSET
    attendance: str | UnsetType = UNSET
    consent: bool | UnsetType = UNSET
    note: str | UnsetType = UNSET


class CertificateShape(Shape, frozen=True, kw_only=True):
    """A certificate of a participant; year, number and code are those that it has, or else given to it.

    What has been given to it stays: a number is no one else's, a code stands on paper.
    """

    slug: str
    participant: str
    issued_date: date
    year: int | UnsetType = UNSET
    number: int | UnsetType = UNSET
    code: str | UnsetType = UNSET
    withdrawn_date: date | UnsetType | None = UNSET
