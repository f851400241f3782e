"""Initiatives that last beyond one activity, their leads and partners."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Dated, DatedQuerySet, Named, end_after_start
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable
from rapporteur.base.core.spans import has_begun
from rapporteur.records.members.models import Organisation, lying_within
from rapporteur.records.programmes.enums import InitiativeKind


class InitiativeQuerySet(DatedQuerySet["Initiative"]):
    """Questions to initiatives."""

    def public(self, by: date) -> Self:
        """What the portal shows: initiatives begun by the day `by`, over or not, without notes."""
        return self.after_start(by).defer("note")

    def within(self, regions: Collection[str]) -> Self:
        """Only those whose lead or partners belong or belonged to one of `regions` (codes), or none to any."""
        return lying_within(self, regions, "lead", "partners__organisation")


class Initiative(Named, ClusterableModel, Dated, Searchable):
    """A pilot project, training programme, publication series, platform, campaign or partnership."""

    essential = ("name",)
    called_by: ClassVar[tuple[str, ...]] = ("name",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)

    kind = models.CharField(max_length=24, choices=InitiativeKind.choices)
    name = LocalizedTextField()
    lead = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="led_initiatives"
    )
    note = models.TextField(blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("initiative_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=InitiativeKind.values), name="initiative_kind_known"),
        ]


class InitiativePartnerQuerySet(models.QuerySet["InitiativePartner"]):
    """Questions to partners of initiatives."""

    def public(self, by: date) -> Self:
        """What the portal shows: partners of initiatives that are public by the day `by`."""
        return self.filter(has_begun(by, "initiative__"))


class InitiativePartner(models.Model):
    """An organisation that takes part in an initiative without leading it."""

    initiative = ParentalKey(Initiative, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")

    objects = InitiativePartnerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "organisation"], name="partner_once")]

    def __str__(self) -> str:
        return f"{self.initiative_id}: {self.organisation_id}"
