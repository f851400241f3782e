"""How long something holds: a name, a membership, a mandate, a version of a plan.

Two kinds of dates are kept apart, each with a type of its own. A :class:`Span` says from when until when something
*holds*: either side may be open, and the end is the first day on which it holds no longer. When something *happened* is
told by :class:`rapporteur.base.values.dates.Dates`: first and last day are both among them, and where no day is known,
there is a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeGuard


@dataclass(frozen=True)
class Span:
    """Days from `start` (None: since before the records) up to, without, `end` (None: it lasts).

    That the end lies after the start is left to whoever keeps the record (the database does); one that does not holds
    on no day.
    """

    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def before(self, other: Span) -> bool:
        """Whether it is over when `other` begins; where one follows the other without a gap, it is."""
        return self.end is not None and other.start is not None and self.end <= other.start

    def overlaps(self, other: Span) -> bool:
        """Whether there is a day on which both hold."""
        return not self.before(other) and not other.before(self)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, which is what people say; None while it lasts."""
        return self.end - timedelta(days=1) if self.end else None

    @property
    def first_day(self) -> date:
        """The day by which spans are put in order; one without a start comes first."""
        return self.start or date.min

    def __str__(self) -> str:
        last = f"up to and with {self.last_day}" if self.last_day else ""
        if self.start is None:
            return last or "always"
        return f"from {self.start} {last}".rstrip()


ALWAYS = Span()


def begins_later(start: date | None, than: date | None) -> TypeGuard[date]:
    """Tell whether `start` lies after another start; None is a day before the records, and after nothing."""
    return start is not None and (than is None or start > than)
