"""Reports as verbs, files and forms have them."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period


class ReportShape(Shape, frozen=True, kw_only=True):
    """The report of a period: its editorial (HTML of a few tags), who signs it, its sections in their order, its cover.

    `cover_image` is the key of a picture in the library.
    """

    period: Period
    editorial_title: LocalizedText | UnsetType = UNSET
    editorial_text: LocalizedText | UnsetType = UNSET
    signatory: str | UnsetType | None = UNSET
    signatory_function: LocalizedText | UnsetType = UNSET
    sections: tuple[str, ...] | UnsetType = UNSET
    cover_image: int | UnsetType | None = UNSET
    cover_alt: LocalizedText | UnsetType = UNSET
    cover_credit: str | UnsetType = UNSET
    cover_rights: str | UnsetType = UNSET
    cover_consent: bool | UnsetType = UNSET
