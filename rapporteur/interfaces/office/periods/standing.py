"""How periods stand, in the words of whoever reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, Q
from django.utils import timezone

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.periods.words import (
    CONTRIBUTION_SIGNS,
    DAYS_LEFT,
    DAYS_OVER,
    DUE,
    DUE_TODAY,
    GIVEN,
    KINDS,
    MEANT,
    MOVED,
    NEW,
    PAGE,
    PERIOD_SIGNS,
    STEPS,
)
from rapporteur.records.names.called import name_of, with_names
from rapporteur.records.periods.enums import (
    CONTRIBUTION_STEPS,
    OWN_STEPS,
    TAKEN_IN,
    ContributionState,
    PeriodState,
)
from rapporteur.records.periods.models import LockException, ReportingPeriod
from rapporteur.records.periods.queries import Contributor, contributions_to
from rapporteur.records.periods.refusals import CONTRIBUTIONS, STATES
from rapporteur.records.reports.models import Report

GIVEN_STATES = (ContributionState.SENT, ContributionState.ACCEPTED, ContributionState.NOTHING)
"""Contributions that are there: nothing to report is one."""


@dataclass(frozen=True)
class PeriodRow:
    """A period in a list or at the head of its page."""

    code: str
    name: str
    sign: str
    state: str
    meant: str
    moved: str
    reason: str
    due: str


@dataclass(frozen=True)
class StepButton:
    """A step that somebody may take now: its key, what the button says, whether it asks for a reason."""

    step: str
    label: str
    reasoned: bool = False


@dataclass(frozen=True)
class ContributionRow:
    """How somebody's contribution stands, and what whoever reads it may do."""

    account: str
    officer: str
    sign: str
    state: str
    day: str
    by: str
    reason: str
    steps: tuple[StepButton, ...]


@dataclass(frozen=True)
class ExceptionRow:
    """An exception in words; `open` while it can be revoked to some effect."""

    pk: int
    code: str
    period: str
    officer: str
    kind: str
    record: str
    until: str
    reason: str
    by: str
    state: str
    open: bool


def name_period(period: Period, language: str) -> str:
    """Return what a period is called at the head of a page."""
    return capitalise(format_period(period.start, period.last_day, language))


def _day(at: datetime, language: str) -> str:
    return format_day(timezone.localtime(at).date(), language)


def row_of(period: Period, record: ReportingPeriod | None, language: str, today: date) -> PeriodRow:
    """Say how a period stands; one without a record is open."""
    state = PeriodState(record.state) if record else PeriodState.OPEN
    moved = say(MOVED, language, who=record.moved_by, day=_day(record.moved_at, language)) if record else ""
    return PeriodRow(
        code=period.code,
        name=name_period(period, language),
        sign=PERIOD_SIGNS[state],
        state=say(STATES[state], language),
        meant=say(MEANT[state], language),
        moved=moved,
        reason=record.reason if record else "",
        due=_due(record, language, today),
    )


def _due(record: ReportingPeriod | None, language: str, today: date) -> str:
    left = record.days_left(today) if record else None
    if record is None or record.due_date is None or left is None:
        return ""
    if left == 0:
        told = say(DUE_TODAY, language)
    else:
        told = say(DAYS_LEFT if left > 0 else DAYS_OVER, language, count=abs(left))
    return say(DUE, language, day=format_day(record.due_date, language), left=told)


def period_rows(language: str, today: date) -> list[tuple[PeriodRow, str]]:
    """Return every period that has a report or was moved, the newest first, with a word on its contributions."""
    records = {
        one.period: one
        for one in ReportingPeriod.objects.annotate(
            given=Count("contributions", filter=Q(contributions__state__in=GIVEN_STATES))
        )
    }
    days = set(Report.objects.values_list("period_start", "period_end"))
    periods = records.keys() | {Period(start, end) for start, end in days}
    called = len(contributions_to(None))
    found = []
    for period in sorted(periods, key=lambda one: (one.start, one.end), reverse=True):
        record: Any = records.get(period)
        calls = record is not None and record.state != PeriodState.OPEN
        given = say(GIVEN, language, given=record.given, called=max(called, record.given)) if calls else ""
        found.append((row_of(period, record, language, today), given))
    return found


def contribution_rows(
    record: ReportingPeriod | None, by: Actor, language: str
) -> tuple[list[ContributionRow], ContributionRow | None]:
    """Return how each contribution stands, and that of `by` where they contribute, each with what `by` may do."""
    state = PeriodState(record.state) if record else PeriodState.OPEN
    rows, mine = [], None
    for one in contributions_to(record):
        row = _contribution(one, state, by, language)
        rows.append(row)
        if _is_mine(one, by):
            mine = row
    return rows, mine


def _is_mine(one: Contributor, by: Actor) -> bool:
    if by.acts_for:
        return one.officer == by.acts_for
    return one.account is not None and one.account.pk == by.user


def _contribution(one: Contributor, state: PeriodState, by: Actor, language: str) -> ContributionRow:
    mine, said = _is_mine(one, by), one.contribution
    possible = CONTRIBUTION_STEPS[one.state].keys() & TAKEN_IN[state]
    if one.account is None:
        possible = set()
    elif mine:
        possible &= OWN_STEPS if can(by, Right.SEND_CONTRIBUTIONS) else set()
    else:
        possible = (possible - OWN_STEPS) if can(by, Right.REVIEW_CONTRIBUTIONS) else set()
    return ContributionRow(
        account=one.account.get_username() if one.account else "",
        officer=(one.account.get_full_name() if one.account else "") or one.officer,
        sign=CONTRIBUTION_SIGNS[one.state],
        state=say(CONTRIBUTIONS[one.state], language),
        day=_day(said.at, language) if said else "",
        by=said.by if said else "",
        reason=said.reason if said else "",
        steps=buttons([step for step in STEPS if step in possible], language),
    )


def buttons(steps: Iterable[str], language: str) -> tuple[StepButton, ...]:
    """Return a button for each step."""
    return tuple(StepButton(step, say(STEPS[step], language), step in ("unlock", "return")) for step in steps)


def exception_rows(
    exceptions: Iterable[LockException], by: Actor, language: str, now: datetime
) -> list[ExceptionRow]:
    """Say what exceptions open, to whom and until when; records by name as far as `by` may see them.

    As many queries as there are kinds of record, whatever the number of exceptions.
    """
    rows = list(exceptions)
    names = _names(rows, by, language, now.date())
    return [
        ExceptionRow(
            pk=one.pk,
            code=one.period.slug,
            period=name_period(one.period.period, language),
            officer=one.officer,
            kind=say(KINDS[one.record_type], language) if one.record_type in KINDS else one.record_type,
            record=names.get((one.record_type, one.record), one.record) or say(NEW, language),
            until=format_day(timezone.localtime(one.expires_at - timedelta(seconds=1)).date(), language),
            reason=one.reason,
            by=one.by,
            state=str(PAGE["revoked" if one.revoked_at else "in_force" if one.expires_at > now else "over"]),
            open=not one.revoked_at and one.expires_at > now,
        )
        for one in rows
    ]


def _names(
    rows: Iterable[LockException], by: Actor, language: str, today: date
) -> dict[tuple[str, str], str]:
    wanted: dict[str, set[str]] = {}
    for one in rows:
        if one.record:
            wanted.setdefault(one.record_type, set()).add(one.record)
    found = {}
    for kind, slugs in wanted.items():
        model: Any = apps.get_model(kind)
        records = within_reach(model._default_manager.filter(slug__in=slugs), by, DOORS[model].view)
        for record in with_names(records):
            found[kind, record.slug] = name_of(record, (language,), today)
    return found
