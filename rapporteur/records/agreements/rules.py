"""What holds of the stages of an agreement. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import add_months
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.agreements.refusals import StageIsNoDay, StagesOutOfOrder


def check_one_day(name: str, dates: Dates | None) -> None:
    """Raise StageIsNoDay where what happened once is said to have lasted."""
    if dates is not None and dates.start != dates.end:
        raise StageIsNoDay(name, dates)


def check_in_order(agreement: str, stages: Sequence[Dates | None]) -> None:
    """Raise StageIsNoDay, and StagesOutOfOrder where one of the stages that were reached lies before the one before it.

    A month may hold the day of the stage before it: only what cannot be is refused.
    """
    reached = [one for one in stages if one is not None]
    for one in reached:
        check_one_day(agreement, one)
    for earlier, later in pairwise(reached):
        if later.last_day < earlier.first_day:
            raise StagesOutOfOrder(agreement, earlier, later)


NEEDED = {
    AgreementStage.ANNOUNCED: (
        "announced_date",
        Message("It is announced: say on which day, or in which month."),
    ),
    AgreementStage.SIGNED: ("signed_date", Message("It is signed: say on which day, or in which month.")),
    AgreementStage.ENDED: ("end", Message("It is ended: say from which day on.")),
}
"""Which day a stage needs."""
TOO_EARLY = Message("It has not come so far: choose the stage that it has reached, or leave the day empty.")
NOT_YET = {
    AgreementStage.TALKS: ("announced_date", "signed_date"),
    AgreementStage.ANNOUNCED: ("signed_date",),
}
"""Which days a stage cannot have."""


def stage_faults(stage: str | None, days: Mapping[str, date | None]) -> Iterator[tuple[str, Message]]:
    """Yield the column and the sentence of each day that a stage needs and lacks, or has and cannot have."""
    if stage not in AgreementStage.values:
        return
    reached = AgreementStage(stage)
    column, message = NEEDED.get(reached, ("", TOO_EARLY))
    if column and days[column] is None:
        yield column, message
    yield from ((name, TOO_EARLY) for name in NOT_YET.get(reached, ()) if days[name] is not None)


def notice_day(end: date | None, months: int | None, day: date | None) -> date | None:
    """Return the last day on which an agreement that ends on `end` (excluded) is renewed or given notice of."""
    if day is not None or end is None or months is None:
        return day
    month = add_months(end, -months)
    last = add_months(month, 1) - timedelta(days=1)
    return month.replace(day=min(end.day, last.day)) - timedelta(days=1)
