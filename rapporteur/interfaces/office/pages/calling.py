"""What a record is called in the language of whoever looks, today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.formatting.days import format_dates, format_day, format_period
from rapporteur.base.values.formatting.numbers import format_amount
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.dues.models import DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.governance.models import Seat
from rapporteur.records.meetings.models import BodyMeeting, FinancialReport
from rapporteur.records.names.called import name_of
from rapporteur.records.plan.models import PlanVersion
from rapporteur.records.reports.models import Report

AS_OF = Message("{year}, as of {day}", context="published statement")


def _version(version: PlanVersion, language: str) -> str:
    version.plan._languages = getattr(version, "_languages", None)  # type: ignore[attr-defined]  # asked once
    return f"{called(version.plan)}, {version.number}"


def _seat(seat: Seat, language: str) -> str:
    return seat.function.best((language, *seat.function)) or str(seat.get_role_display())


def _statement(statement: PublishedStatement, language: str) -> str:
    day = format_day(statement.as_of_date, language)
    return say(AS_OF, language, year=str(statement.year), day=day)


def _body_meeting(meeting: BodyMeeting, language: str) -> str:
    meeting.body._languages = getattr(meeting, "_languages", None)  # asked once
    return f"{called(meeting.body)}, {format_dates(meeting.dates, language)}"


def _dues_item(item: DuesItem, language: str) -> str:
    languages = getattr(item, "_languages", None) or association_languages()
    return f"{name_of(item, (language, *languages), timezone.localdate())}, {item.call.year}"


OTHERWISE: Mapping[type[models.Model], Callable[[Any, str], str]] = {
    PlanVersion: _version,
    Seat: _seat,
    BodyMeeting: _body_meeting,
    DuesItem: _dues_item,
    PublishedStatement: _statement,
    Remit: lambda it, language: it.account.get_full_name() or it.account.get_username(),
    Payment: lambda it, language: f"{it.reference}, {format_amount(it.amount, language)}",
    FinancialReport: lambda it, language: " ".join(
        [str(it.get_kind_display()), f"{it.half}/{it.year}" if it.half else str(it.year)]
    ),
    Waiver: lambda it, language: str(it.decision),
    Report: lambda it, language: format_period(it.period_start, it.period_end - timedelta(days=1), language),
}
"""Kinds of record that have no name, or none that tells them apart: what they are called by."""


def called(record: models.Model) -> str:
    """Return what a record is called today in the language of whoever looks, else in one of the association's."""
    language = (get_language() or ENGLISH).partition("-")[0]
    if type(record) in OTHERWISE:
        return OTHERWISE[type(record)](record, language)
    languages = getattr(record, "_languages", None) or association_languages()  # a list asks once for all
    return name_of(record, (language, *languages), timezone.localdate())
