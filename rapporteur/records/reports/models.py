"""Reports: a period, its editorial and the order of its sections. What they say is compiled from the records."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Editorial, PublishedQuerySet
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import USUAL_SECTIONS, expected_sections, wrong_sections
from rapporteur.records.governance.models import Person
from rapporteur.records.periods.locks import HeldByPeriods


def usual_sections() -> list[str]:
    """Return the sections of a report for which nobody chose any."""
    return list(USUAL_SECTIONS)


class Report(HeldByPeriods, Editorial):
    """The report of a period; `period_end` is the first day after it."""

    period_start = models.DateField()
    period_end = models.DateField()
    editorial_title = LocalizedTextField()
    editorial_text = LocalizedTextField(rich=True)
    signatory = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="editorials"
    )
    signatory_function = LocalizedTextField()
    sections = models.JSONField(default=usual_sections)
    cover_image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cover_alt = LocalizedTextField()
    cover_credit = models.CharField(max_length=200, blank=True)
    cover_rights = models.CharField(
        max_length=200, blank=True, help_text="Under which it is printed: a licence, or whose permission."
    )
    cover_consent = models.BooleanField(
        default=False, help_text="Those who can be recognised agreed to its publication."
    )

    objects = PublishedQuerySet["Report"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="report_period_not_empty"
            ),
            models.UniqueConstraint(fields=["period_start", "period_end"], name="one_report_per_period"),
        ]

    @property
    def period(self) -> Period:
        """The period as a value."""
        return Period(self.period_start, self.period_end)

    @property
    def days_held(self) -> tuple[date, date]:
        """All of its period: the lock of a quarter does not hold the report of its year."""
        return self.period_start, self.period.last_day

    def clean(self) -> None:
        """Refuse sections that no report has, and those that are given twice."""
        super().clean()
        if wrong := wrong_sections(self.sections):
            raise ValidationError({"sections": expected_sections(wrong)})
