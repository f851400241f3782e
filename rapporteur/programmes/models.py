"""Initiatives that last beyond one activity, their leads and partners."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.core.fields import LocalizedTextField
from rapporteur.core.models import Dated, Editorial, end_after_start
from rapporteur.members.models import Organisation
from rapporteur.programmes.enums import InitiativeKind


class Initiative(Editorial, ClusterableModel, Dated):
    """A pilot project, training programme, publication series, platform, campaign or partnership."""

    essential = ("name",)

    kind = models.CharField(max_length=24, choices=InitiativeKind.choices)
    name = LocalizedTextField()
    lead = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="led_initiatives"
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            end_after_start("initiative_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=InitiativeKind.values), name="initiative_kind_known"),
        ]


class InitiativePartner(models.Model):
    """An organisation that takes part in an initiative without leading it."""

    initiative = ParentalKey(Initiative, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "organisation"], name="partner_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id}: {self.organisation_id}"
