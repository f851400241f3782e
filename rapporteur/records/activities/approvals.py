"""How many people approve activities of each kind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rapporteur.records.activities.enums import ActivityKind

MOST_APPROVALS = 2
"""One person reads, a second at most: each further one is a further wait."""


class ApprovalRule(models.Model):
    """How many people approve activities of a kind, one after the other; kinds without a rule need one."""

    kind = models.CharField(max_length=20, choices=ActivityKind.choices, unique=True)
    approvals = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActivityKind.values), name="approval_rule_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(approvals__range=(1, MOST_APPROVALS)), name="approval_rule_one_or_two"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return self.kind.lower()
