"""Writes to the state of periods, to contributions and to exceptions from locks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find
from rapporteur.base.values.periods import Period, day_after
from rapporteur.records.periods.enums import (
    CONTRIBUTION_STEPS,
    OWN_STEPS,
    PERIOD_STEPS,
    TAKEN_IN,
    ContributionState,
    PeriodState,
)
from rapporteur.records.periods.locks import held_kinds
from rapporteur.records.periods.models import Contribution, LockException, ReportingPeriod
from rapporteur.records.periods.refusals import (
    AlreadyExcepted,
    ExceptionOver,
    NotBoundToPeriods,
    NotCalled,
    NothingLocked,
    OwnContribution,
    ReasonMissing,
    StepNotPossible,
)
from rapporteur.records.periods.shapes import (
    ContributionShape,
    DueDateShape,
    ExceptionShape,
    PeriodMoveShape,
)


@transaction.atomic
def move_period(*, by: Actor, move: PeriodMoveShape, at: datetime) -> Saved[ReportingPeriod]:
    """Let a period take a step: call for contributions, close, lock, and back.

    Raises NotAllowed, StepNotPossible, and ReasonMissing where a locked period is unlocked without one.
    """
    check_can(by, Right.MOVE_PERIODS)
    record = _period(move.period, by=by, at=at)
    before = PeriodState(record.state)
    after = PERIOD_STEPS[before].get(move.step)
    if after is None:
        raise StepNotPossible(move.period, before)
    reason = move.reason.strip()
    if before is PeriodState.LOCKED and not reason:
        raise ReasonMissing
    record.state, record.reason = after, reason
    record.moved_by, record.moved_at = by.in_trail, at
    changes: dict[str, tuple[object, object]] = {"state": (before.value, after.value)}
    _write(record, by=by, action="moved", changes={**changes, **({"reason": reason} if reason else {})})
    return Saved(record, created=False, changes=changes)


@transaction.atomic
def set_due_date(*, by: Actor, due: DueDateShape, at: datetime) -> Saved[ReportingPeriod]:
    """Say up to and with which day contributions to a period are expected. Raises NotAllowed."""
    check_can(by, Right.MOVE_PERIODS)
    record = _period(due.period, by=by, at=at)
    if record.due_date == due.due_date:
        return Saved(record, created=False)
    days = (record.due_date, due.due_date)
    changes: dict[str, tuple[object, object]] = {
        "due_date": (str(days[0]) if days[0] else None, str(days[1]) if days[1] else None)
    }
    record.due_date = due.due_date
    _write(record, by=by, action="recorded", changes=changes)
    return Saved(record, created=False, changes=changes)


@transaction.atomic
def move_contribution(*, by: Actor, contribution: ContributionShape, at: datetime) -> Saved[Contribution]:
    """Let somebody's contribution take a step: started, sent, nothing to report; returned with a reason, accepted.

    The first three are said by whoever contributes, or by who reads contributions for them, whose name stands there
    then. Raises NotAllowed, RecordNotFound, NotCalled, StepNotPossible, ReasonMissing and OwnContribution.
    """
    account = _account(contribution.account)
    own = _is_own(by, account)
    says_it = own and contribution.step in OWN_STEPS
    check_can(by, Right.SEND_CONTRIBUTIONS if says_it else Right.REVIEW_CONTRIBUTIONS)
    period = ReportingPeriod.objects.of(contribution.period).first()
    state = PeriodState(period.state) if period else PeriodState.OPEN
    if period is None or contribution.step not in TAKEN_IN[state]:
        raise NotCalled(contribution.period, state)
    if own and contribution.step == "accept":
        raise OwnContribution
    found = Contribution.objects.select_for_update().filter(period=period, account=account).first()
    before = ContributionState(found.state) if found else ContributionState.NOT_YET
    after = CONTRIBUTION_STEPS[before].get(contribution.step)
    if after is None:
        raise StepNotPossible(contribution.period, before)
    reason = contribution.reason.strip()
    if after is ContributionState.RETURNED and not reason:
        raise ReasonMissing
    record = found or Contribution(period=period, account=account, officer=account.get_username())
    record.state, record.reason, record.by, record.at = after, reason, by.in_trail, at
    changes: dict[str, tuple[object, object]] = {"state": (before.value, after.value)}
    _write(record, by=by, action="moved", changes={**changes, **({"reason": reason} if reason else {})})
    return Saved(record, created=found is None, changes=changes)


@transaction.atomic
def grant_exception(*, by: Actor, exception: ExceptionShape, at: datetime) -> Saved[LockException]:
    """Let one account write one record of a locked period up to and with a day, in the time zone of `at`.

    Raises NotAllowed, NothingLocked, RecordNotFound, NotBoundToPeriods, ExceptionOver, ReasonMissing, AlreadyExcepted.
    """
    check_can(by, Right.GRANT_EXCEPTIONS)
    period = ReportingPeriod.objects.of(exception.period).filter(state=PeriodState.LOCKED).first()
    if period is None:
        raise NothingLocked(exception.period)
    account, kind = _account(exception.account), held_kinds().get(exception.record_type)
    if kind is None:
        raise NotBoundToPeriods(exception.record_type)
    find(kind, exception.record)
    expires_at = datetime.combine(day_after(exception.until), time.min, at.tzinfo)
    if expires_at <= at:
        raise ExceptionOver(exception.until)
    if not exception.reason.strip():
        raise ReasonMissing
    same = LockException.objects.filter(
        period=period,
        account=account,
        record_type=exception.record_type,
        record=exception.record,
        revoked_at=None,
    ).exclude(record="")
    if earlier := same.filter(expires_at__gt=at).first():
        raise AlreadyExcepted(earlier)
    same.update(revoked_at=at, revoked_by=by.in_trail)  # over by itself: it makes way for this one
    record = LockException(
        period=period,
        account=account,
        officer=account.get_username(),
        record_type=exception.record_type,
        record=exception.record,
        reason=exception.reason.strip(),
        by=by.in_trail,
        granted_at=at,
        expires_at=expires_at,
    )
    _write(
        record,
        by=by,
        action="granted",
        changes={"until": exception.until.isoformat(), "reason": record.reason},
    )
    return Saved(record, created=True)


@transaction.atomic
def revoke_exception(*, by: Actor, exception: LockException, at: datetime) -> Saved[LockException]:
    """Take an exception back; one that was taken back before stays as it is. Raises NotAllowed."""
    check_can(by, Right.GRANT_EXCEPTIONS)
    waiting = LockException.objects.filter(pk=exception.pk, revoked_at=None)
    if not waiting.update(revoked_at=at, revoked_by=by.in_trail):
        return Saved(exception, created=False)
    audit(by=by, action="revoked", record=exception, changes={})
    exception.refresh_from_db()
    return Saved(exception, created=False, changes={"revoked_at": (None, at.isoformat())})


def _period(period: Period, *, by: Actor, at: datetime) -> ReportingPeriod:
    """Return the row of a period, locked for whoever writes it; a new one, not saved yet, where nobody moved it."""
    found = ReportingPeriod.objects.select_for_update().of(period).first()
    return found or ReportingPeriod(
        period_start=period.start, period_end=period.end, moved_by=by.in_trail, moved_at=at
    )


def _account(name: str) -> Any:
    accounts = get_user_model()
    return find(accounts, name or " ", key=accounts.USERNAME_FIELD)


def _is_own(by: Actor, account: Any) -> bool:
    """Tell whether somebody speaks for an account: its own, or that of the one whose deputy they are."""
    if by.acts_for:
        return bool(by.acts_for == account.get_username())
    return bool(by.user == account.pk)


def _write(record: models.Model, *, by: Actor, action: str, changes: Mapping[str, object]) -> None:
    record.full_clean(validate_unique=False, validate_constraints=False)
    record.save()
    audit(by=by, action=action, record=record, changes=changes)
