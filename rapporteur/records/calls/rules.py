"""When a call is open: decided in its own time zone, to the second. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rapporteur.records.calls.enums import CallOutcome, CallState

END_OF_DAY = time(23, 59, 59)
"""The last second on which something is taken of which only the day is given."""


class Deadline(NamedTuple):
    """The last second at which something is taken: a day, a time of it (None: the whole day), a time zone."""

    day: date
    time: time | None
    zone: str

    @property
    def moment(self) -> datetime:
        """The last second, as a moment of the world's clock.

        Of an hour that a time zone has twice the later one is meant: whoever reads the clock on the wall is in time.
        """
        local = datetime.combine(self.day, self.time or END_OF_DAY, ZoneInfo(self.zone))
        return local.replace(microsecond=0, fold=1).astimezone(UTC)

    def is_over(self, at: datetime) -> bool:
        """Tell whether a moment lies behind the last second, whatever fraction of a second it has."""
        return at.astimezone(UTC).replace(microsecond=0) > self.moment


def moment_of(day: date, at: time | None, zone: str) -> datetime:
    """Return the first moment at which something can have come that came on a day, at a time (None: any of it)."""
    local = datetime.combine(day, at or time.min, ZoneInfo(zone))
    return local.replace(microsecond=0, fold=0).astimezone(UTC)


def last_of(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the latest of some deadlines, None of none."""
    return max(deadlines, key=lambda one: one.moment, default=None)


def state_at(
    at: datetime, *, outcome: str, opens: date | None, closes: Deadline | None, zone: str
) -> CallState:
    """Return where a call stands at a moment; what has no first day has been open since before the records."""
    if outcome == CallOutcome.CANCELLED:
        return CallState.CANCELLED
    if outcome == CallOutcome.DECIDED:
        return CallState.DECIDED
    if closes is not None and closes.is_over(at):
        return CallState.CLOSED
    if opens is not None and at.astimezone(UTC) < moment_of(opens, None, zone):
        return CallState.PLANNED
    return CallState.OPEN
