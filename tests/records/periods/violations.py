"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from rapporteur.records.periods.models import Contribution, LockException, ReportingPeriod
from tests.factories import make

AT = datetime(2018, 7, 2, 9, tzinfo=UTC)


def a_period(**values: object) -> ReportingPeriod:
    """Write the second quarter of 2018, open, or what `values` make of it."""
    fixed = {
        "period_start": date(2018, 4, 1),
        "period_end": date(2018, 7, 1),
        "moved_by": "ana",
        "moved_at": AT,
    }
    return ReportingPeriod.objects.create(**{**fixed, **values})


def a_contribution(**values: object) -> Contribution:
    """Write a contribution that was sent, or what `values` make of it."""
    fixed = {"officer": "lia", "state": "SENT", "by": "lia", "at": AT}
    if "period" not in values:
        fixed["period"] = a_period()
    if "account" not in values:
        fixed["account"] = make.AccountFactory()
    return Contribution.objects.create(**{**fixed, **values})


def an_exception(**values: object) -> LockException:
    """Write an exception for a day, or what `values` make of it."""
    fixed = {
        "officer": "lia",
        "record_type": "activities.activity",
        "record": "forum",
        "reason": "The place was wrong.",
        "by": "ana",
        "granted_at": AT,
        "expires_at": AT + timedelta(days=1),
    }
    if "period" not in values:
        fixed["period"] = a_period(state="LOCKED")
    if "account" not in values:
        fixed["account"] = make.AccountFactory()
    return LockException.objects.create(**{**fixed, **values})


def twice(write: Callable[..., object]) -> list[object]:
    """Write the same twice, of one period and one account."""
    of = {"period": a_period(), "account": make.AccountFactory()}
    return [write(**of) for _ in range(2)]


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "period_moved_in_one_row": lambda: [a_period(), a_period()],
    "period_not_empty": lambda: a_period(period_end=date(2018, 4, 1)),
    "period_state_known": lambda: a_period(state="AJAR"),
    "period_names_who": lambda: a_period(moved_by=""),
    "contribution_once": lambda: twice(a_contribution),
    "contribution_state_known": lambda: a_contribution(state="NOT_YET"),
    "contribution_names_who": lambda: a_contribution(by=""),
    "contribution_returned_with_reason": lambda: a_contribution(state="RETURNED", reason=" \n"),
    "exception_granted_once": lambda: twice(an_exception),
    "exception_has_reason": lambda: an_exception(reason=" "),
    "exception_names_who_and_what": lambda: an_exception(record_type=""),
    "exception_ends_after_it_begins": lambda: an_exception(expires_at=AT),
    "exception_revoked_by_somebody": lambda: an_exception(revoked_at=AT),
}
