"""The association, its accounts and their roles as verbs, files and forms have them."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import LocalizedText


class AssociationShape(Shape, frozen=True, kw_only=True):
    """The network itself. Countries are ISO 3166, the currency ISO 4217, colours `#1b4f8f`."""

    slug: str
    name: LocalizedText
    short_name: str | UnsetType = UNSET
    report_name: LocalizedText | UnsetType = UNSET
    seat: LocalizedText | UnsetType = UNSET
    seat_country: str | UnsetType = UNSET
    address: tuple[str, ...] | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    website: str | UnsetType = UNSET
    hashtag: str | UnsetType = UNSET
    licence: str | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    source_language: str | UnsetType = UNSET
    currency: str | UnsetType = UNSET
    fiscal_year_start: str | UnsetType = UNSET
    colour: str | UnsetType = UNSET
    line_colours: tuple[str, ...] | UnsetType = UNSET
    sections: tuple[str, ...] | UnsetType = UNSET
    escalation_days: int | UnsetType = UNSET


class RoleShape(Shape, frozen=True, kw_only=True):
    """That an account has a role (of Role); `region` is the code of that which a role bound to regions is for."""

    account: str
    role: str
    region: str = ""


class RightShape(Shape, frozen=True, kw_only=True):
    """How far a right of a role goes (of Right, Role and Reach)."""

    right: str
    role: str
    reach: str


class OwnAccountShape(Shape, frozen=True, kw_only=True):
    """What somebody says of themselves, and how the back office is shown to them.

    `preferred_language` and `current_time_zone` are empty for those of the installation; the rest is what Wagtail knows
    of a profile.
    """

    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    password: str | UnsetType = UNSET
    preferred_language: str | UnsetType = UNSET
    current_time_zone: str | UnsetType = UNSET
    theme: str | UnsetType = UNSET
    contrast: str | UnsetType = UNSET
    density: str | UnsetType = UNSET
    keyboard_shortcuts: bool | UnsetType = UNSET
    submitted_notifications: bool | UnsetType = UNSET
    approved_notifications: bool | UnsetType = UNSET
    rejected_notifications: bool | UnsetType = UNSET
