"""When something happened: on a day, over some days, or in a month of which no more is known.

For how long something holds (a name, a mandate), see :mod:`rapporteur.base.values.spans`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import add_months

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class InvalidDates(Foreseeable, ValueError):
    """Dates that cannot be: none at all, the end before the start, or a malformed month."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Days known exactly (`start` to `end`, both included), or only a month (`2018-05`)."""

    start: date | None = None
    end: date | None = None
    month: str | None = None

    def __post_init__(self) -> None:
        if self.start is None:
            if self.end is not None or not self.month:
                raise InvalidDates(Message("expected a first day (start) or a month (2018-05)"))
            if not _MONTH.fullmatch(self.month):
                raise InvalidDates(
                    Message("'{month}' is not a month: expected the form 2018-05"), month=self.month
                )
            return
        if self.end is None:
            object.__setattr__(self, "end", self.start)
        elif self.end < self.start:
            raise InvalidDates(
                Message("the end {end} lies before the start {start}"), end=self.end, start=self.start
            )
        known = f"{self.start.year:04}-{self.start.month:02}"
        if self.month not in (None, known):
            raise InvalidDates(
                Message("the month {month} is not that of the start {start}"),
                month=self.month,
                start=self.start,
            )
        object.__setattr__(self, "month", known)

    @property
    def is_month_only(self) -> bool:
        """Whether no day is known."""
        return self.start is None

    @property
    def first_day(self) -> date:
        """The first day on which it can have happened; what it is sorted and filtered by."""
        return self.start or date.fromisoformat(f"{self.month}-01")

    @property
    def last_day(self) -> date:
        """The last day on which it can have happened."""
        return self.end or add_months(self.first_day, 1) - timedelta(days=1)
