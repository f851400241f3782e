"""Reports: a period, its editorial and the order of its sections. What they say is compiled from the records."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rapporteur.core.fields import LocalizedTextField
from rapporteur.core.models import Editorial
from rapporteur.core.periods import Period
from rapporteur.governance.models import Person
from rapporteur.reports.data import SECTIONS


def all_sections() -> list[str]:
    """Return every section in the usual order."""
    return list(SECTIONS)


class Report(Editorial):
    """The report of a period; `period_end` is the first day after it."""

    period_start = models.DateField()
    period_end = models.DateField()
    editorial_title = LocalizedTextField()
    editorial_text = LocalizedTextField(rich=True)
    signatory = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="editorials"
    )
    signatory_function = LocalizedTextField()
    sections = models.JSONField(default=all_sections)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="report_period_not_empty"
            ),
            models.UniqueConstraint(
                fields=["period_start", "period_end"], name="one_report_per_period"
            ),
        ]

    @property
    def period(self) -> Period:
        """The period as a value."""
        return Period(self.period_start, self.period_end)
