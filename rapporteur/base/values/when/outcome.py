"""What a typed date was found to mean: one thing, one of several that a person chooses from, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import Fault


@dataclass(frozen=True, slots=True)
class When:
    """`dates` where the text means one thing; `choices` where it may mean several, the likeliest first.

    With both, the open period has decided, and the others are offered beside. `problem` says why there are no dates,
    `notices` what was left aside. An empty text has nothing of all that.
    """

    text: str
    dates: Dates | None = None
    choices: tuple[Dates, ...] = ()
    problem: Fault | None = None
    notices: tuple[Fault, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether a person has to choose."""
        return self.dates is None and bool(self.choices)


def code_of(dates: Dates) -> str:
    """Return dates as a form sends them back: `2018-04-12`, `2018-04-12..2018-04-14`, `2018-04`."""
    if dates.is_month_only:
        return str(dates.month)
    if dates.start == dates.end:
        return f"{dates.start}"
    return f"{dates.start}..{dates.end}"
