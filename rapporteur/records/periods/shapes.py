"""What the verbs of periods take."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.base import Shape
from rapporteur.base.values.periods import Period


class PeriodMoveShape(Shape, frozen=True, kw_only=True):
    """A step of a period (of PERIOD_STEPS); a locked one is unlocked for a reason only."""

    period: Period
    step: str
    reason: str = ""


class DueDateShape(Shape, frozen=True, kw_only=True):
    """The last day on which contributions to a period are expected; None for no day."""

    period: Period
    due_date: date | None


class ContributionShape(Shape, frozen=True, kw_only=True):
    """A step of the contribution of an account (by name) to a period (of CONTRIBUTION_STEPS)."""

    period: Period
    account: str
    step: str
    reason: str = ""


class ExceptionShape(Shape, frozen=True, kw_only=True):
    """That an account may write a record of a locked period up to and with a day.

    `record_type` is like `activities.activity`, `record` a slug, empty for one that is not there yet.
    """

    period: Period
    account: str
    record_type: str
    record: str = ""
    until: date
    reason: str
