"""Questions to reports."""

from __future__ import annotations

from rapporteur.base.values.periods import Period
from rapporteur.records.reports.models import Report


def newest_period() -> Period | None:
    """Return the period of the report whose period ends last, None where there is no report."""
    found = Report.objects.order_by("-period_end", "-period_start", "pk").first()
    return Period(found.period_start, found.period_end) if found else None
