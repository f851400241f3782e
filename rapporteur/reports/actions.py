"""Writes to reports."""

from __future__ import annotations

from typing import Any

from rapporteur.core.actions import Saved, save_record
from rapporteur.core.periods import Period
from rapporteur.reports.models import Report


def record_report(*, by: str, period: Period, **values: Any) -> Saved[Report]:
    """Record the report of `period`: its editorial and the order of its sections."""
    return save_record(
        Report,
        by=by,
        key={"period_start": period.start, "period_end": period.end},
        values={"slug": period.code.lower().replace("..", "-to-"), **values},
    )
