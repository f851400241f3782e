"""Reports: a period, its editorial and the order of its sections. What they say is compiled from the records."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

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
            models.UniqueConstraint(fields=["period_start", "period_end"], name="one_report_per_period"),
        ]

    @property
    def period(self) -> Period:
        """The period as a value."""
        return Period(self.period_start, self.period_end)

    def clean(self) -> None:
        """Refuse sections that no report has, and those that are given twice."""
        super().clean()
        given = self.sections
        is_list = isinstance(given, list)
        wrong = (
            [one for n, one in enumerate(given) if one not in SECTIONS or one in given[:n]]
            if is_list
            else [given]
        )
        if wrong:
            told = ", ".join(f"'{one}'" for one in wrong)
            raise ValidationError(
                {
                    "sections": f"{told}: expected a list in which each is one of {', '.join(SECTIONS)}, and none twice"
                }
            )


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions to editions."""

    def of(self, period: Period) -> EditionQuerySet:
        """The editions of a period, the newest first, without their snapshots, which can be large."""
        return (
            self.filter(period_start=period.start, period_end=period.end)
            .defer("snapshot")
            .order_by("-number")
        )

    def listed(self) -> EditionQuerySet:
        """All editions by period and number, without their snapshots."""
        return self.defer("snapshot").order_by("period_start", "period_end", "number")


class Edition(models.Model):
    """A frozen report: its snapshot, what made its documents, and what it corrected.

    Triggers of the database refuse to change or delete one (see docs/editions.md). `seal` is the hash of all that
    makes up the edition, files included.
    """

    period_start = models.DateField()
    period_end = models.DateField()
    number = models.PositiveIntegerField()
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    frozen_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    program = models.CharField(max_length=64)
    versions = models.JSONField()
    erratum = models.JSONField(default=list)
    seal = models.CharField(max_length=64)

    objects: ClassVar[Any] = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period_start", "period_end", "number"], name="one_edition_per_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=~Q(by=""), name="edition_names_who"),
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="edition_period_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def period(self) -> Period:
        """The period as a value."""
        return Period(self.period_start, self.period_end)

    @property
    def slug(self) -> str:
        """What people call it: `2018-Q2/1`."""
        return f"{self.period.code}/{self.number}"


class EditionFile(models.Model):
    """A document of an edition; what it holds lies in the content store under its hash."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=12, blank=True)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="edition_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CheckWaiver(models.Model):
    """That a person silenced one finding of one rule on one record, and why.

    It holds for the fingerprint of what the finding rests on: when the record changes, the finding is back.
    """

    rule = models.CharField(max_length=60)
    record_type = models.CharField(max_length=60)
    record = models.CharField(max_length=160)
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "record_type", "record", "fingerprint"], name="finding_waived_once"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="check_waiver_has_reason"),
            models.CheckConstraint(condition=Q(by__regex=r"\S"), name="check_waiver_names_who"),
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(record_type="") & ~Q(record=""), name="check_waiver_names_what"
            ),
            models.CheckConstraint(
                condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="check_waiver_fingerprint"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.record}"
