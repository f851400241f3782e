"""What somebody has made of a list: their columns, and states of it under a name."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_NAME = 60


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Questions to saved views."""

    def for_account(self, account: int, kind: str) -> Self:
        """Those of a list that an account made, or that somebody shares with the office."""
        return self.filter(Q(account_id=account) | Q(is_shared=True), kind=kind)


class SavedView(models.Model):
    """A state of a list under a name: what it is filtered and searched by, its order, its columns.

    `kind` is the label of the model that is listed, `query` the parameters of its address with their values, `columns`
    the names of its columns in their order. Whoever opens one sees what they may see of the list, and nothing more.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    kind = models.CharField(max_length=100)
    name = models.CharField(max_length=LONGEST_NAME)
    is_shared = models.BooleanField(default=False)
    query = models.JSONField(default=dict)
    columns = models.JSONField(default=list)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind", "name"], name="view_named_once_per_list"),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ListChoice(models.Model):
    """How an account likes one list: its columns (none: as the list comes), and the view with which it opens."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_choices"
    )
    kind = models.CharField(max_length=100)
    columns = models.JSONField(default=list, blank=True)
    opens_with = models.ForeignKey(
        SavedView, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind"], name="list_chosen_once_per_account"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind}"
