"""Files that somebody handed in, to be read as an import or reconciled."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rapporteur.intake.importing.enums import ImportKind


class UploadPurpose(models.TextChoices):
    """What a file was handed in for."""

    IMPORT = "IMPORT", "to be imported"
    RECONCILE = "RECONCILE", "to be reconciled"


class UploadQuerySet(models.QuerySet[Any]):
    """Questions to files that were handed in."""

    def newest_first(self) -> UploadQuerySet:
        """In the order in which a person looks for one."""
        found: UploadQuerySet = self.order_by("-at", "-pk")
        return found


class Upload(models.Model):
    """A file that was handed in; its content is kept under its SHA-256, as those of imports are.

    One to be imported is gone once it is read; one to be reconciled stays with its `findings`. `refusal` says by
    language why it could not be read. `period_end` is excluded; `kind` and `language` are empty where the file is to
    say them.
    """

    purpose = models.CharField(max_length=10, choices=UploadPurpose.choices)
    kind = models.CharField(max_length=12, choices=ImportKind.choices, blank=True)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    refusal = models.JSONField(default=dict, blank=True)
    findings = models.JSONField(default=dict, blank=True)

    objects: ClassVar[Any] = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=UploadPurpose.values), name="upload_purpose_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=["", *ImportKind.values]), name="upload_kind_known"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="upload_file_hashed"),
            models.CheckConstraint(condition=~Q(by=""), name="upload_names_who"),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__isnull=False, period_end__gt=F("period_start")),
                name="upload_period_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.file_name}"
