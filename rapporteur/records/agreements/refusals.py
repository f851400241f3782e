"""What the verbs of this room refuse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import Fault, Foreseeable, SeveralFaults
from rapporteur.base.values.messages import Message

FEWEST_PARTIES = 2


class TooFewParties(Foreseeable, ValueError):
    """An agreement that nobody makes with anybody."""

    def __init__(self, agreement: str, count: int) -> None:
        super().__init__(
            Message(
                (
                    "the agreement '{value}' has {count} party: expected two at least. "
                    "Say with whom it is made, the association being one of them"
                ),
                (
                    "the agreement '{value}' has {count} parties: expected two at least. "
                    "Say with whom it is made, the association being one of them"
                ),
                by="count",
            ),
            value=agreement,
            count=count,
        )


class StageNotNext(Foreseeable, ValueError):
    """A step that an agreement does not take from where it stands: it goes forward alone."""

    def __init__(self, agreement: str, stage: str, possible: tuple[str, ...]) -> None:
        message = Message(
            "the agreement '{value}' is {stage}: nothing more is done with it. Record a new one"
        )
        if possible:
            message = Message(
                "the agreement '{value}' is {stage}: expected one of {expected}. Correct the record if that is wrong"
            )
        super().__init__(message, value=agreement, stage=stage, expected=", ".join(possible))


class StageIsNoDay(Foreseeable, ValueError):
    """What is reached or signed once, and is said to have lasted some days."""

    def __init__(self, agreement: str, dates: Dates) -> None:
        super().__init__(
            Message(
                "what is said of '{value}' lasted from {start} to {end}: expected a day, or a month where "
                "no day is known"
            ),
            value=agreement,
            start=dates.start,
            end=dates.end,
        )


class StageWithoutItsDay(SeveralFaults, ValueError):
    """A stage of an agreement without the day that it needs, or with that of a later one."""

    def __init__(self, agreement: str, faults: Iterable[Message]) -> None:
        sentence = Message("the agreement '{value}': {reason}")
        super().__init__(Fault(sentence, value=agreement, values={"reason": one}) for one in faults)


class StagesOutOfOrder(Foreseeable, ValueError):
    """A later stage of an agreement that was reached before an earlier one."""

    def __init__(self, agreement: str, earlier: Dates, later: Dates) -> None:
        super().__init__(
            Message(
                "the agreement '{value}' would reach a later stage by {later} and an earlier one from {earlier} on: "
                "expected the days in the order of the stages"
            ),
            value=agreement,
            earlier=earlier.first_day,
            later=later.last_day,
        )


class RenewedTooEarly(Foreseeable, ValueError):
    """An agreement that is to be renewed until a day on which it is in force already."""

    def __init__(self, agreement: str, until: date | None) -> None:
        message = Message("the agreement '{value}' has no end: nothing is to be renewed")
        if until is not None:
            message = Message("the agreement '{value}' lasts until {until} already: expected a later day")
        super().__init__(message, value=agreement, until=until)


class ClosedForSignature(Foreseeable, ValueError):
    """A signature of a day on which nobody could sign."""

    def __init__(self, statement: str, opened: date | None, closed: date | None) -> None:
        message = Message("'{value}' can be signed from {opened} to {closed}: expected a day in between")
        if closed is None:
            message = Message("'{value}' can be signed from {opened} on: expected that day, or a later one")
        elif opened is None:
            message = Message("'{value}' can be signed up to {closed}: expected that day, or an earlier one")
        super().__init__(message, value=statement, opened=opened, closed=closed)
