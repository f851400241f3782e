"""Imports: a file, what it proposes, what is in doubt, what was decided and what was written."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rapporteur.intake.importing.enums import (
    DoubtKind,
    DoubtState,
    ImportKind,
    ImportState,
    ItemAction,
    ItemDecision,
)
from rapporteur.intake.importing.uploads.models import Upload

__all__ = ["Import", "ImportDoubt", "ImportItem", "Upload"]


class ImportQuerySet(models.QuerySet[Any]):
    """Questions to imports."""

    def newest_first(self) -> ImportQuerySet:
        """In the order in which a person looks for one."""
        found: ImportQuerySet = self.order_by("-at", "-pk")
        return found

    def with_counts(self) -> ImportQuerySet:
        """Together with how many proposals change something, and how many doubts are open."""
        changing = ~Q(items__action=ItemAction.NONE)
        counted: ImportQuerySet = self.annotate(
            changing=models.Count("items", filter=changing, distinct=True),
            open_doubts=models.Count(
                "items__doubts", filter=Q(items__doubts__state=DoubtState.OPEN), distinct=True
            ),
        )
        return counted


class Import(models.Model):
    """A file that was read; its content is kept under its SHA-256. `period_end` is excluded."""

    kind = models.CharField(max_length=12, choices=ImportKind.choices)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.PROPOSED)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    language = models.CharField(max_length=12)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    notices = models.JSONField(default=list, blank=True)
    understood_share = models.FloatField(null=True, blank=True)
    not_understood = models.JSONField(default=list, blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    committed_by = models.CharField(max_length=150, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ImportKind.values), name="import_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="import_file_hashed"),
            models.CheckConstraint(condition=~Q(by=""), name="import_names_who"),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(
                    period_start__isnull=False,
                    period_end__isnull=False,
                    period_end__gt=F("period_start"),
                ),
                name="import_period_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.PROPOSED, committed_at__isnull=True, committed_by="")
                | (~Q(state=ImportState.PROPOSED) & Q(committed_at__isnull=False) & ~Q(committed_by="")),
                name="import_committed_by_whom",
            ),
            models.CheckConstraint(
                condition=(Q(state=ImportState.UNDONE, undone_at__isnull=False) & ~Q(undone_by=""))
                | (~Q(state=ImportState.UNDONE) & Q(undone_at__isnull=True, undone_by="")),
                name="import_undone_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(understood_share__isnull=True) | Q(understood_share__range=(0, 1)),
                name="import_share_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class ImportItem(models.Model):
    """What an import does with one record.

    `key` is what the source knows it by, `target` the record's slug. `before` and `marks` are written at the commit:
    what an update replaced, and the state by which an undo notices that somebody else has touched the record since.
    """

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    record_type = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    target = models.CharField(max_length=150)
    label = models.CharField(max_length=300, blank=True)
    action = models.CharField(max_length=10, choices=ItemAction.choices)
    decision = models.CharField(max_length=10, choices=ItemDecision.choices, default=ItemDecision.TAKEN)
    values = models.JSONField(default=dict)
    changed = models.JSONField(default=list, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    before = models.JSONField(null=True, blank=True)
    marks = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "position"], name="item_position_once"),
            models.UniqueConstraint(fields=["of", "record_type", "target"], name="item_target_once"),
            models.CheckConstraint(condition=Q(action__in=ItemAction.values), name="item_action_known"),
            models.CheckConstraint(condition=Q(decision__in=ItemDecision.values), name="item_decision_known"),
            models.CheckConstraint(condition=~Q(target=""), name="item_has_target"),
            models.CheckConstraint(condition=~Q(key=""), name="item_has_key"),
        ]
        indexes = [
            models.Index(fields=["record_type", "key"], name="item_key"),
            models.Index(fields=["record_type", "target"], name="item_target"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"


class ImportDoubt(models.Model):
    """A question about a proposal; while a blocking one is open, nothing of the import is written."""

    item = models.ForeignKey(ImportItem, on_delete=models.CASCADE, related_name="doubts")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=12, choices=DoubtKind.choices)
    field = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=300)
    candidates = models.JSONField(default=list, blank=True)
    blocking = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=DoubtState.choices, default=DoubtState.OPEN)
    answer = models.CharField(max_length=150, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="doubt_position_once"),
            models.CheckConstraint(condition=Q(what__in=DoubtKind.values), name="doubt_kind_known"),
            models.CheckConstraint(condition=Q(state__in=DoubtState.values), name="doubt_state_known"),
            models.CheckConstraint(
                condition=(Q(state=DoubtState.ANSWERED) & ~Q(answer=""))
                | (~Q(state=DoubtState.ANSWERED) & Q(answer="")),
                name="doubt_answered_with_record",
            ),
            models.CheckConstraint(
                condition=(Q(state=DoubtState.OPEN) & Q(decided_by=""))
                | (~Q(state=DoubtState.OPEN) & ~Q(decided_by="")),
                name="doubt_decided_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.text}"
