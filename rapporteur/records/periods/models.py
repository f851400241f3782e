"""Reporting periods as somebody has moved them, contributions to them, exceptions from their lock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from rapporteur.base.values.periods import Period
from rapporteur.records.periods.enums import ContributionState, PeriodState

LONGEST_REFERENCE = 120
"""As many characters as an entry of the trail has room for what it is about."""
STORED = [state.value for state in ContributionState if state is not ContributionState.NOT_YET]


class PeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    """Questions to periods."""

    def of(self, period: Period) -> Self:
        """Only the row of these very days."""
        return self.filter(period_start=period.start, period_end=period.end)

    def locked_over(self, days: Collection[tuple[date, date]]) -> Self:
        """Only locked ones that may cover some of `days` (first and last), of which there is at least one pair."""
        return self.filter(
            state=PeriodState.LOCKED,
            period_start__lte=max(first for first, _ in days),
            period_end__gt=min(last for _, last in days),
        )


class ReportingPeriod(models.Model):
    """How far a period has come, who moved it there and when; `period_end` is the first day after it."""

    period_start = models.DateField()
    period_end = models.DateField()
    state = models.CharField(max_length=10, choices=PeriodState.choices, default=PeriodState.OPEN)
    due_date = models.DateField(null=True, blank=True)
    """The last day on which contributions are expected."""
    moved_by = models.CharField(max_length=150)
    moved_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)

    objects: ClassVar[PeriodQuerySet] = PeriodQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period_start", "period_end"], name="period_moved_in_one_row"),
            models.CheckConstraint(condition=Q(period_end__gt=F("period_start")), name="period_not_empty"),
            models.CheckConstraint(condition=Q(state__in=PeriodState.values), name="period_state_known"),
            models.CheckConstraint(condition=~Q(moved_by=""), name="period_names_who"),
        ]

    def __str__(self) -> str:
        return self.period.code

    @property
    def period(self) -> Period:
        """Its days as a value."""
        return Period(self.period_start, self.period_end)

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return self.period.code

    def covers(self, first: date, last: date) -> bool:
        """Tell whether the days from the first to the last lie in it."""
        return self.period_start <= first and last < self.period_end

    def days_left(self, today: date) -> int | None:
        """Return how many days are left until contributions are due, negative after it; None where no day is set."""
        return (self.due_date - today).days if self.due_date else None


class Contribution(models.Model):
    """What somebody has said of their contribution to a period, or who reads it; `by` is who said it last.

    `officer` keeps the name where the account is gone: that somebody had nothing to report is a statement.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="contributions")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    officer = models.CharField(max_length=150)
    state = models.CharField(
        max_length=10, choices=[one for one in ContributionState.choices if one[0] in STORED]
    )
    reason = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "account"], name="contribution_once"),
            models.CheckConstraint(condition=Q(state__in=STORED), name="contribution_state_known"),
            models.CheckConstraint(condition=~Q(by="") & ~Q(officer=""), name="contribution_names_who"),
            models.CheckConstraint(
                condition=~Q(state=ContributionState.RETURNED) | Q(reason__regex=r"\S"),
                name="contribution_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.officer}"

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return f"{self.period.slug} {self.officer}"[:LONGEST_REFERENCE]


class ExceptionQuerySet(models.QuerySet["LockException"]):
    """Questions to exceptions."""

    def in_force(self) -> Self:
        """Only those that open something now: whose time is not over (the database's clock), and not revoked."""
        return self.filter(revoked_at=None, expires_at__gt=Now())


class LockException(models.Model):
    """That one account may write one record in a locked period until a day, and why.

    `record` is its slug; empty, it is for one record of the kind that is not there yet, and names it once it is.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="exceptions")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="lock_exceptions"
    )
    officer = models.CharField(max_length=150)
    record_type = models.CharField(max_length=60)
    record = models.CharField(max_length=LONGEST_REFERENCE, blank=True)
    reason = models.CharField(max_length=500)
    by = models.CharField(max_length=150)
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=150, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ExceptionQuerySet] = ExceptionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "account", "record_type", "record"],
                condition=Q(revoked_at=None) & ~Q(record=""),
                name="exception_granted_once",
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="exception_has_reason"),
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(officer="") & ~Q(record_type=""), name="exception_names_who_and_what"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("granted_at")), name="exception_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="exception_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.officer}, {self.record_type} {self.record}"

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return f"{self.period.slug} {self.officer} {self.record_type} {self.record}".strip()[
            :LONGEST_REFERENCE
        ]
