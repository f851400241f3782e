"""Requests for admission as verbs, files and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates


class AdmissionDocumentShape(Shape, frozen=True, kw_only=True):
    """A document that came with a request; `document` is its key in the library."""

    title: str
    link: str = ""
    document: int | None = None


class AdmissionShape(Shape, frozen=True, kw_only=True):
    """A request with all its documents in their order; organisation, activity, body, meeting, people by their slugs.

    `received` is a day, or a month of which no more is known; `from_date` is the first day as a member.
    """

    slug: str
    organisation: str
    received: Dates
    category: str | UnsetType = UNSET
    activity: str | UnsetType | None = UNSET
    opinion: str | UnsetType = UNSET
    opinion_date: date | UnsetType | None = UNSET
    opinion_by: str | UnsetType | None = UNSET
    body: str | UnsetType | None = UNSET
    meeting: str | UnsetType | None = UNSET
    outcome: str | UnsetType = UNSET
    decided_date: date | UnsetType | None = UNSET
    decision: str | UnsetType | None = UNSET
    from_date: date | UnsetType | None = UNSET
    documents: tuple[AdmissionDocumentShape, ...] | UnsetType = UNSET
    note: str | UnsetType = UNSET


class AdmissionDecisionShape(Shape, frozen=True, kw_only=True):
    """What becomes of a request: `outcome` and the day; admitted from when (that day, where it is not said).

    A `decision` on record says the body, its meeting and the day by itself.
    """

    outcome: str
    on: date | None = None
    body: str | None = None
    decision: str | None = None
    from_date: date | None = None
