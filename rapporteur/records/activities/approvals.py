"""How many people approve activities of each kind, and who reads those of which region and line of the plan."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapporteur.base.core.permissions import Right
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.activities.enums import ActivityKind
from rapporteur.records.members.models import Region
from rapporteur.records.plan.models import Node

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


class Remit(models.Model):
    """That an account reads what is put to review in a region, or under a line of the plan; one may have several.

    It says who is asked, not who may: whoever may approve an activity may approve any.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="remits")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="remits")
    line = models.ForeignKey(Node, null=True, blank=True, on_delete=models.PROTECT, related_name="remits")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=False, line__isnull=True)
                | Q(region__isnull=True, line__isnull=False),
                name="remit_is_region_or_line",
            ),
            models.UniqueConstraint(fields=["account", "region"], name="remit_region_once"),
            models.UniqueConstraint(fields=["account", "line"], name="remit_line_once"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return f"{self.account.get_username()}: {self.region or self.line}"


class ReaderCannotApprove(Foreseeable, ValueError):
    """Somebody is to be asked for reviews who may not approve any."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(
                "{value} may not approve activities ({right}): give the account a role that may, or name another"
            ),
            value=name,
            right=str(Right.PUBLISH_ACTIVITIES),
        )
