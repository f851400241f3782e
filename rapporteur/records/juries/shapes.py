"""Jurors and what they say as verbs, files and forms have them."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import LocalizedText


class TieShape(Shape, frozen=True, kw_only=True):
    """A tie to an organisation, or to an application that the juror recognised."""

    organisation: str | None = None
    application: str | None = None
    reason: str = ""


class JurorShape(Shape, frozen=True, kw_only=True):
    """A juror of a call, or a candidate: a person on record, or a name; a region of the association, or a name of one.

    `sex` is one of Sex, as they said of themselves, or empty. `account` is what the account is called that they sign in
    with. Ties are declared by a verb of their own.
    """

    slug: str
    call: str
    person: str | UnsetType | None = UNSET
    name: str | UnsetType = UNSET
    organisation: str | UnsetType | None = UNSET
    region: str | UnsetType | None = UNSET
    region_name: LocalizedText | UnsetType = UNSET
    country: str | UnsetType = UNSET
    sex: str | UnsetType = UNSET
    consent: bool | UnsetType = UNSET
    stage: str | UnsetType = UNSET
    account: str | UnsetType | None = UNSET
    note: str | UnsetType = UNSET


class ScoreShape(Shape, frozen=True, kw_only=True):
    """How many points, from 0 to 10, by the criterion of this number."""

    number: int
    points: int


class AssessmentShape(Shape, frozen=True, kw_only=True):
    """What a juror says of an application: points by every criterion of the call, and a remark."""

    application: str
    scores: tuple[ScoreShape, ...]
    remark: str = ""
