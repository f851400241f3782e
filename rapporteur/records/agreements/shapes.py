"""Agreements as verbs, files and forms have them."""

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
