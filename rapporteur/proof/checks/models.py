"""Waivers: what a person answers for, so that a finding does not stop a report."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


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
        app_label = "reports"  # where its migrations and its table are from
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
