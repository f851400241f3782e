"""Action plans, their versions, levels and nodes: any depth, levels of any name, codes of any form."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Dated, DatedQuerySet, Named, end_after_start
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.core.spans import has_begun
from rapporteur.records.plan.enums import DeliverableKind


class Plan(Searchable):
    """An action plan."""

    called_by: ClassVar[tuple[str, ...]] = ("name",)

    slug = models.SlugField(unique=True)
    name = LocalizedTextField()

    objects = SearchQuerySet["Plan"].as_manager()

    def __str__(self) -> str:
        return self.slug


class PlanVersionQuerySet(DatedQuerySet["PlanVersion"]):
    """Questions to versions of plans."""

    def public(self, by: date) -> Self:
        """What the portal shows: versions in force by the day `by`; what is prepared for later is not."""
        return self.after_start(by)

    def newest_in_force(self, on: date) -> Self:
        """Only the plan in force on the day `on`: of several versions the one with the highest number.

        A version that has no levels yet has nothing to report against, so it replaces none.
        """
        with_levels = self.in_force(on).filter(Exists(Level.objects.filter(version=OuterRef("pk"))))
        return with_levels.order_by("-number", "pk")[:1]


class PlanVersion(Dated):
    """A version of a plan as adopted, in force from `start` up to, without, `end`; both are known."""

    called_by: ClassVar[tuple[str, ...]] = ("plan",)

    found_by: ClassVar[tuple[str, ...]] = ("plan",)

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("version_ends_after_start"),
            models.CheckConstraint(
                condition=Q(start__isnull=False, end__isnull=False), name="version_has_both_days"
            ),
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.number}"


class LevelQuerySet(SearchQuerySet["Level"]):
    """Questions to levels."""

    def public(self, by: date) -> Self:
        """What the portal shows: levels of versions that are public by the day `by`."""
        return self.filter(has_begun(by, "version__"))


class Level(Searchable):
    """A level of a version; `depth` 0 is that of the lines, the deepest that of the deliverables."""

    searched: ClassVar[tuple[str, ...]] = ("key", "name", "plural")
    called_by: ClassVar[tuple[str, ...]] = ("name",)

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="levels")
    depth = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=30)
    name = LocalizedTextField()
    plural = LocalizedTextField()
    code_pattern = models.CharField(max_length=80, blank=True)

    objects = LevelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "depth"], name="one_level_per_depth"),
            models.UniqueConstraint(fields=["version", "key"], name="level_key_once"),
        ]

    def __str__(self) -> str:
        return self.key


class NodeQuerySet(SearchQuerySet["Node"]):
    """Questions to nodes of plans."""

    def open_on(self, on: date) -> Self:
        """Only those that have not ended by the day `on`."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=on))

    def public(self, by: date) -> Self:
        """What the portal shows: nodes of versions that are public by the day `by`, without notes."""
        return self.filter(has_begun(by, "version__")).defer("note")


class Node(Named, Searchable):
    """A line, measure or deliverable. Activities link to the node: a renamed code breaks no history."""

    essential = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "code", "title")
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="nodes")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="nodes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    code = models.CharField(max_length=30)
    position = models.PositiveIntegerField()
    title = LocalizedTextField()
    text = LocalizedTextField(long=True)
    purpose = LocalizedTextField(long=True)
    kind = models.CharField(max_length=20, choices=DeliverableKind.choices, blank=True)
    listed = models.BooleanField(
        default=True, help_text="Off where activities use the code though the adopted plan lacks it."
    )
    asks_parity = models.BooleanField(
        default=False, help_text="What serves it is asked how many women and men took part."
    )
    note = models.TextField(blank=True)
    end = models.DateField(null=True, blank=True)
    """From this day on nothing new is reported for it; what served it stays."""

    objects = NodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="code_once_per_version"),
            models.UniqueConstraint(fields=["version", "position"], name="position_once_per_version"),
            models.CheckConstraint(condition=~Q(code=""), name="node_has_code"),
            models.CheckConstraint(
                condition=Q(kind="") | Q(kind__in=DeliverableKind.values), name="node_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="node_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.code
