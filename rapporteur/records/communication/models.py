"""Communication items, and the deliverables of the plan that they are evidence for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Named, check_link
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.models import day_or_month, precision_field, precision_known
from rapporteur.records.communication.enums import ItemKind, ReachMeasure
from rapporteur.records.plan.models import Node


def no_entries() -> list[str]:
    """Return the channels or languages of an item that says nothing of them."""
    return []


class CommunicationItem(Named, ClusterableModel, Searchable):
    """What the network puts out itself: a newsletter, a film, a site, a campaign under one sign.

    One that goes on (`ongoing`) is told by every report from its day on, or by all where no day of it is known. How
    many it reached is a number that somebody measured, with what it counts, the day, and the source.
    """

    essential = ("title",)
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title", "link")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)

    kind = models.CharField(max_length=11, choices=ItemKind.choices)
    title = LocalizedTextField()
    channels = models.JSONField(
        default=no_entries, blank=True, help_text="Where it was put out, as they call themselves."
    )
    languages = models.JSONField(default=no_entries, blank=True, help_text="In which it is.")
    published_date = models.DateField(null=True, blank=True, db_index=True)
    published_precision = precision_field()
    ongoing = models.BooleanField(default=False, help_text="It goes on: every report tells it.")
    link = models.URLField(blank=True, validators=[check_link])
    activity = models.ForeignKey(
        Activity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="communication",
        help_text="The activity that tells of it.",
    )
    reach = models.PositiveIntegerField(null=True, blank=True, help_text="How many it reached.")
    reach_measure = models.CharField(
        max_length=11, choices=ReachMeasure.choices, blank=True, help_text="What that number counts."
    )
    reach_date = models.DateField(null=True, blank=True, help_text="On which day it was measured.")
    reach_source = models.CharField(max_length=200, blank=True, help_text="Who or what says so.")
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["CommunicationItem"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind_known"),
            precision_known("item_precision_known", "published_precision"),
            models.CheckConstraint(
                condition=Q(reach_measure="") | Q(reach_measure__in=ReachMeasure.values),
                name="reach_measure_known",
            ),
            models.CheckConstraint(
                condition=Q(reach__isnull=True, reach_measure="", reach_date__isnull=True, reach_source="")
                | (
                    Q(reach__isnull=False, reach_date__isnull=False)
                    & ~Q(reach_measure="")
                    & ~Q(reach_source="")
                ),
                name="reach_is_whole",
            ),
        ]

    @property
    def published(self) -> Dates | None:
        """When it was put out."""
        return day_or_month(self.published_date, self.published_precision)


class ItemDeliverable(models.Model):
    """That an item is evidence for a deliverable of the plan."""

    item = ParentalKey(CommunicationItem, on_delete=models.CASCADE, related_name="deliverables")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="communication")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "node"], name="item_deliverable_once")]

    def __str__(self) -> str:
        return str(self.node)
