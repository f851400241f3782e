"""Agreements and joint statements as verbs, files and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText


class PartyShape(Shape, frozen=True, kw_only=True):
    """Who agrees: the association itself, one of its bodies, an organisation on record, or one that has only a name."""

    association: bool = False
    body: str | None = None
    organisation: str | None = None
    name: LocalizedText = EMPTY
    commitments: LocalizedText = EMPTY


class AgreementShape(Shape, frozen=True, kw_only=True):
    """An agreement with all its parties; in force from `start` (None: from its signature) up to, without, `end`.

    `talks`, `announced` and `signed` say when each stage was reached: a day, or a month of which no more is known.
    `notice_months` or `notice_date` say until when it is renewed or given notice of. `replaces` is an earlier one.
    """

    slug: str
    kind: str
    name: LocalizedText
    parties: tuple[PartyShape, ...] | UnsetType = UNSET
    stage: str | UnsetType = UNSET
    talks: Dates | UnsetType | None = UNSET
    announced: Dates | UnsetType | None = UNSET
    signed: Dates | UnsetType | None = UNSET
    start: date | UnsetType | None = UNSET
    end: date | UnsetType | None = UNSET
    notice_months: int | UnsetType | None = UNSET
    notice_date: date | UnsetType | None = UNSET
    replaces: str | UnsetType | None = UNSET
    activity: str | UnsetType | None = UNSET
    link: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class SignatoryShape(Shape, frozen=True, kw_only=True):
    """Who signed: an organisation on record, or one that has only a name; through which person, in which office.

    `office` is said where no mandate of that day tells it; `signed` is a day or a month.
    """

    organisation: str | None = None
    name: LocalizedText = EMPTY
    person: str | None = None
    office: LocalizedText = EMPTY
    signed: Dates | None = None


class JointStatementShape(Shape, frozen=True, kw_only=True):
    """An open letter, declaration or campaign with all its signatories; it can be signed from `opened` to `closed`.

    `public` says when it became public: a day, or a month of which no more is known. `owner` is a person.
    """

    slug: str
    kind: str
    name: LocalizedText
    addressee: LocalizedText | UnsetType = UNSET
    text: LocalizedText | UnsetType = UNSET
    link: str | UnsetType = UNSET
    public: Dates | UnsetType | None = UNSET
    opened: date | UnsetType | None = UNSET
    closed: date | UnsetType | None = UNSET
    owner: str | UnsetType | None = UNSET
    activity: str | UnsetType | None = UNSET
    note: str | UnsetType = UNSET
    signatories: tuple[SignatoryShape, ...] | UnsetType = UNSET
