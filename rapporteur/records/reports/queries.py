"""Questions to reports."""

from __future__ import annotations

from rapporteur.base.core.models import Association
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import USUAL_SECTIONS
from rapporteur.records.reports.models import Report


def newest_period() -> Period | None:
    """Return the period of the report whose period ends last, None where there is no report."""
    found = Report.objects.order_by("-period_end", "-period_start", "pk").first()
    return Period(found.period_start, found.period_end) if found else None


def default_sections() -> list[str]:
    """Return the sections that a new report has: those that the association chose, else the usual ones."""
    association = Association.objects.first()
    return list(association.report_sections if association else USUAL_SECTIONS)
