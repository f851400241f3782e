"""Follow-ups as they are shown: whose, until when in words with a sign, about which record; as far as one may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.audit import record_name
from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.base.core.permissions import Actor, can
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.follow_ups.words import DONE_BY, DUE_IN, DUE_TODAY, NO_DAY, OVERDUE
from rapporteur.interfaces.office.periods.standing import name_period
from rapporteur.records.names.called import name_of, with_names
from rapporteur.records.remarks.models import FollowUp
from rapporteur.records.reports.models import Report

MOST_SHOWN = 200
"""Follow-ups on one page: more than that nobody follows up."""
FOLLOWED = tuple(model for model in DOORS if model not in (Association, RoleAssignment))
"""Kinds of records that something is noted about to be done."""


@dataclass(frozen=True)
class FollowUpRow:
    """A follow-up: what, by whom, until when with a sign, about what, and whether it is late."""

    pk: int
    text: str
    owner: str
    when: str
    late: bool
    done: bool
    mine: bool
    awaits_answer: bool = False
    record: str = ""
    address: str = ""


def address_of(record: Any) -> str:
    """Return where the follow-ups of a record are."""
    return reverse("follow_ups:about", args=[record._meta.label_lower, record.pk])


def by_urgency(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Return follow-ups, the most urgent first; those without a day come last."""
    return found.order_by(F("due_date").asc(nulls_last=True), "at", "pk")


def row_of(one: FollowUp, by: Actor, language: str, today: date) -> FollowUpRow:
    """Return a follow-up as it is shown beside its record."""
    return FollowUpRow(
        pk=one.pk,
        text=one.text,
        owner=one.owner_name,
        when=_when(one, language, today),
        late=one.done_at is None and one.due_date is not None and one.due_date <= today,
        done=one.done_at is not None,
        mine=by.user is not None and one.owner_id == by.user,
        awaits_answer=one.awaits_answer,
    )


def rows_of(found: Iterable[FollowUp], by: Actor, language: str, today: date) -> list[FollowUpRow]:
    """Return those of follow-ups whose record `by` may see, with what it is called: a query or two a kind."""
    wanted: dict[str, dict[str, list[FollowUp]]] = defaultdict(lambda: defaultdict(list))
    given = list(found)
    for one in given:
        wanted[one.record_type][one.record].append(one)
    known: dict[tuple[str, str], Any] = {}
    for kind, names in wanted.items():
        model = _model(kind)
        if model is None or not can(by, DOORS[model].view):
            continue
        for record in _records(model, names, by):
            known[kind, record_name(record)] = record
    rows = []
    for one in given:
        record = known.get((one.record_type, one.record))
        if record is not None:
            row = row_of(one, by, language, today)
            rows.append(
                FollowUpRow(
                    row.pk, row.text, row.owner, row.when, row.late, row.done, row.mine,
                    row.awaits_answer, record=_called(record, language), address=address_of(record),
                )
            )  # fmt: skip
    return rows


def _records(model: Any, names: Iterable[str], by: Actor) -> Iterable[Any]:
    columns = {column.name for column in model._meta.concrete_fields}
    seen = within_reach(model._default_manager.all(), by, DOORS[model].view)
    if "slug" in columns:
        found = seen.filter(slug__in=list(names))
    else:
        found = seen.filter(pk__in=[name for name in names if name.isdecimal()])
    named: Iterable[Any] = with_names(found) if hasattr(model, "called_by") else found
    return named


def _model(kind: str) -> Any:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model if model in DOORS else None


def _called(record: Any, language: str) -> str:
    if isinstance(record, Report):
        return name_period(record.period, language)
    return name_of(record, (language,), timezone.localdate())


def _when(one: FollowUp, language: str, today: date) -> str:
    if one.done_at is not None:
        return say(DONE_BY, language, who=one.done_by, day=_day(one.done_at, language))
    if one.due_date is None:
        return say(NO_DAY, language)
    days, day = (one.due_date - today).days, format_day(one.due_date, language)
    if days == 0:
        return say(DUE_TODAY, language)
    return say(DUE_IN if days > 0 else OVERDUE, language, count=abs(days), day=day)


def _day(at: datetime, language: str) -> str:
    return format_day(timezone.localtime(at).date(), language)
