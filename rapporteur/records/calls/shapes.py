"""Calls and applications as verbs, files and forms have them."""

from __future__ import annotations

from datetime import date, time

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText


class CriterionShape(Shape, frozen=True, kw_only=True):
    """By what applications are judged; the weight is a whole number from 1."""

    number: int
    title: LocalizedText
    weight: int = 1


class QuestionShape(Shape, frozen=True, kw_only=True):
    """What an application answers."""

    number: int
    text: LocalizedText


class GraceShape(Shape, frozen=True, kw_only=True):
    """Until when one organisation may apply later than the others (no time: the whole day), and why."""

    organisation: str
    until_date: date
    until_time: time | None = None
    reason: str


class CallShape(Shape, frozen=True, kw_only=True):
    """A call; taken is what comes from `opens_date` up to the last second of `closes_date`, or of `closes_time`.

    Days and times are those of `time_zone`. `leads` and `partners` are organisations of which it is not known in which
    application they took part. `decision` is a day, or a month of which no more is known.
    """

    slug: str
    kind: str
    name: LocalizedText
    initiative: str | UnsetType | None = UNSET
    activity: str | UnsetType | None = UNSET
    eligible: LocalizedText | UnsetType = UNSET
    languages: tuple[str, ...] | UnsetType = UNSET
    opens_date: date | UnsetType | None = UNSET
    closes_date: date | UnsetType | None = UNSET
    closes_time: time | UnsetType | None = UNSET
    time_zone: str | UnsetType = UNSET
    outcome: str | UnsetType = UNSET
    decision: Dates | UnsetType | None = UNSET
    application_count: int | UnsetType | None = UNSET
    blind: bool | UnsetType = UNSET
    country_rule: bool | UnsetType = UNSET
    judging_ends_date: date | UnsetType | None = UNSET
    jury_call: str | UnsetType | None = UNSET
    women_least: int | UnsetType | None = UNSET
    men_least: int | UnsetType | None = UNSET
    regions_least: int | UnsetType | None = UNSET
    stated_women: int | UnsetType | None = UNSET
    stated_men: int | UnsetType | None = UNSET
    link: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    criteria: tuple[CriterionShape, ...] | UnsetType = UNSET
    questions: tuple[QuestionShape, ...] | UnsetType = UNSET
    leads: tuple[str, ...] | UnsetType = UNSET
    partners: tuple[str, ...] | UnsetType = UNSET
    graces: tuple[GraceShape, ...] | UnsetType = UNSET


class ApplicationPartnerShape(Shape, frozen=True, kw_only=True):
    """A partner of an application, and on which day it confirmed that it takes part."""

    organisation: str
    confirmed_date: date | None = None


class ApplicationAnswerShape(Shape, frozen=True, kw_only=True):
    """What is answered to the question of this number."""

    number: int
    text: LocalizedText


class ApplicationShape(Shape, frozen=True, kw_only=True):
    """An application to a call; when it came is said in the time zone of the call, as far as it is known."""

    slug: str
    call: str
    lead: str
    title: LocalizedText
    summary: LocalizedText | UnsetType = UNSET
    contact: str | UnsetType = UNSET
    received_date: date | UnsetType | None = UNSET
    received_time: time | UnsetType | None = UNSET
    partners: tuple[ApplicationPartnerShape, ...] | UnsetType = UNSET
    answers: tuple[ApplicationAnswerShape, ...] | UnsetType = UNSET
    decision: str | UnsetType = UNSET
    decided_date: date | UnsetType | None = UNSET
    note: str | UnsetType = UNSET
