"""What the verbs of this room refuse. People call nodes by their codes, as the plan does."""

from __future__ import annotations

from datetime import date
from functools import partial

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.records.plan.models import Node


def _day(day: date, language: str) -> str:
    return format_day(day, language)


def _days_of(period: Period, language: str) -> str:
    return format_period(period.start, period.last_day, language)


class NotItsLevel(Foreseeable, ValueError):
    """A node is to stand below one that is not of the level right above its own."""

    def __init__(self, node: Node, parent: Node | None) -> None:
        message = Message(
            "{value} cannot stand below {other}: it stands below a node of the level right above its own"
        )
        if parent is None:
            message = Message(
                "{value} cannot be a line of the plan: it stands below a node of the level right above its own"
            )
        super().__init__(message, value=node.code, other=parent.code if parent else "")


class StandsElsewhere(Foreseeable, ValueError):
    """A node is to come behind one that does not stand there."""

    def __init__(self, other: str) -> None:
        super().__init__(
            Message("{value} does not stand there any more: somebody has moved it. Look again"), value=other
        )


class CodeTaken(Foreseeable, ValueError):
    """A node is to be added under a code that another one of the version has."""

    def __init__(self, code: str) -> None:
        super().__init__(
            Message("the code {value} is another node's of this plan already: choose one that is free"),
            value=code,
        )


class NoLevelBelow(Foreseeable, ValueError):
    """A node is to be added below one of the deepest level, or to a version without levels."""

    def __init__(self) -> None:
        super().__init__(
            Message("nothing stands below this level of the plan: add a level to the plan first")
        )


class AboveHasEnded(Foreseeable, ValueError):
    """A node is to go on below one that has ended."""

    def __init__(self, node: str, above: Node) -> None:
        assert above.end  # noqa: S101  # that is what is refused
        super().__init__(
            Message("{value} cannot go on below {other}, which ended on {day}"),
            value=node,
            other=above.code,
            day=partial(_day, above.end),
        )


class EndsOutside(Foreseeable, ValueError):
    """A node is to end on a day on which its version is not in force."""

    def __init__(self, node: Node, start: date, end: date) -> None:
        super().__init__(
            Message("{value} ends while its plan is in force: {period}"),
            value=node.code,
            period=lambda language: format_period(start, end, language),
        )


class ReportedOn(Foreseeable, ValueError):
    """Whether a node has ended is to change for a period that is locked."""

    def __init__(self, node: Node, period: Period) -> None:
        super().__init__(
            Message(
                "{value} is part of the plan that {period} reports on, and that period is locked: choose a later day"
            ),
            value=node.code,
            period=partial(_days_of, period),
        )
