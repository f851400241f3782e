"""What somebody has typed into Log, kept until it is done with: as typed, whether it makes a draft yet or not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapporteur.records.activities.models import Activity


class Jotting(models.Model):
    """A page of Log as one account has filled it in; nobody else sees it.

    `typed` is :class:`rapporteur.interfaces.office.log.typed.Typed` as JSON. The `activity` is the draft that it made
    or is about, `draft` the version of that draft (:func:`rapporteur.interfaces.office.log.drafts.version_of`) with
    which it was in step when it was saved. `version` counts its own saves, so that two windows see each other. One that
    `is_done` made its draft and is kept for whoever goes back to it.
    """

    key = models.UUIDField(unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jottings")
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    draft = models.CharField(max_length=60, blank=True)
    saved_at = models.DateTimeField()
    is_done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "activity"],
                condition=Q(activity__isnull=False),
                name="one_jotting_per_account_and_activity",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
