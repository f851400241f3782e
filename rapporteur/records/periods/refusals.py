"""What the verbs of this room refuse, and what others refuse because of a lock."""

from __future__ import annotations

from datetime import date
from functools import partial

from rapporteur.base.core.permissions import Cell, Right, roles_with
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.records.periods.enums import ContributionState, PeriodState
from rapporteur.records.periods.models import LockException, ReportingPeriod

STATES = {
    PeriodState.OPEN: Message("open", context="state of a period"),
    PeriodState.CALLED: Message("call for contributions", context="state of a period"),
    PeriodState.CLOSING: Message("closing", context="state of a period"),
    PeriodState.LOCKED: Message("locked", context="state of a period"),
}
CONTRIBUTIONS = {
    ContributionState.NOT_YET: Message("not yet", context="state of a contribution"),
    ContributionState.STARTED: Message("started", context="state of a contribution"),
    ContributionState.SENT: Message("sent", context="state of a contribution"),
    ContributionState.RETURNED: Message("returned", context="state of a contribution"),
    ContributionState.ACCEPTED: Message("accepted", context="state of a contribution"),
    ContributionState.NOTHING: Message("nothing to report", context="state of a contribution"),
}


def _days_of(period: Period, language: str) -> str:
    return format_period(period.start, period.last_day, language)


def _day(day: date, language: str) -> str:
    return format_day(day, language)


class PeriodLocked(Foreseeable):
    """Something is to be written in a period that is locked, without an exception."""

    def __init__(
        self,
        lock: ReportingPeriod,
        name: LocalizedText | str,
        *,
        changed: frozenset[Cell] = frozenset(),
    ) -> None:
        self.lock = lock
        super().__init__(
            Message(
                "“{name}” falls in {period}, which {who} locked on {day}: nothing was written. "
                "An exception for this record can be granted by: {roles}"
            ),
            name=(lambda language: name.best((language,))) if isinstance(name, LocalizedText) else name,
            period=partial(_days_of, lock.period),
            who=lock.moved_by,
            day=partial(_day, lock.moved_at.date()),
            roles=partial(roles_with, Right.GRANT_EXCEPTIONS, changed=changed),
        )


class StepNotPossible(Foreseeable):
    """A period or a contribution cannot take a step in the state that it is in."""

    def __init__(self, period: Period, state: PeriodState | ContributionState) -> None:
        of_period = isinstance(state, PeriodState)
        message = Message(
            "{period} is in the state “{state}” now, which this step does not follow: look again"
        )
        if not of_period:
            message = Message(
                "the contribution to {period} is in the state “{state}” now, which this step does not follow: "
                "look again"
            )
        super().__init__(
            message,
            period=partial(_days_of, period),
            state=STATES[state] if isinstance(state, PeriodState) else CONTRIBUTIONS[state],
        )


class NotCalled(Foreseeable):
    """A contribution is to take a step which its period does not take in its state."""

    def __init__(self, period: Period, state: PeriodState) -> None:
        super().__init__(
            Message(
                "{period} is in the state “{state}”: contributions are begun once they are called for, "
                "and sent and read until the period is locked"
            ),
            period=partial(_days_of, period),
            state=STATES[state],
        )


class ReasonMissing(Foreseeable):
    """Something is done that needs a reason, without one."""

    def __init__(self) -> None:
        super().__init__(Message("a reason is missing: say in a sentence why; it stays in the history"))


class OwnContribution(Foreseeable):
    """Somebody is to accept their own contribution."""

    def __init__(self) -> None:
        super().__init__(Message("nobody accepts their own contribution: somebody else reads it"))


class NothingLocked(Foreseeable):
    """An exception is to be granted from a lock that is not there."""

    def __init__(self, period: Period) -> None:
        super().__init__(
            Message("{period} is not locked: whoever may write at all needs no exception"),
            period=partial(_days_of, period),
        )


class ExceptionOver(Foreseeable):
    """An exception is to be granted up to a day that is over."""

    def __init__(self, until: date) -> None:
        super().__init__(
            Message("{day} is over: name a day to come, up to and with which the exception holds"),
            day=partial(_day, until),
        )


class AlreadyExcepted(Foreseeable):
    """Somebody has an exception for a record already."""

    def __init__(self, exception: LockException) -> None:
        super().__init__(
            Message("{name} has an exception for this record already: revoke it to grant another one"),
            name=exception.officer,
        )


class NotBoundToPeriods(Foreseeable):
    """An exception is to be granted for a kind of record that no lock holds."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            Message("'{value}' is no kind of record that the lock of a period holds"), value=kind
        )
