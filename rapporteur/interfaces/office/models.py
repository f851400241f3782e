"""The step of a review that the table of roles and rights decides, and counts of what was tried."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from wagtail.models import Task, TaskState

from rapporteur.base.core.permissions import can
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.listing.models import ListChoice, SavedView  # noqa: F401  # where Django looks for models
from rapporteur.interfaces.office.log.jotting import Jotting  # noqa: F401  # where Django looks for models
from rapporteur.interfaces.office.words import label

APPROVE = ("approve", label(Message("Approve", context="office")), False)
APPROVE_WITH_COMMENT = ("approve", label(Message("Approve with comment", context="office")), True)
REQUEST_CHANGES = ("reject", label(Message("Request changes", context="office")), True)


class ReviewTask(Task):
    """A review by whoever may publish; Wagtail's own kind of task asks for groups of accounts instead."""

    class Meta:
        verbose_name = "review"
        verbose_name_plural = "reviews"

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Return what an account may do in this step: name, label, whether a comment is asked for."""
        rights = DOORS[type(obj)].editorial
        if rights is None or not reaches(actor_of(user), rights.publish, obj):
            return []
        return [REQUEST_CHANGES, APPROVE, APPROVE_WITH_COMMENT]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """Return what waits for this account."""
        by = actor_of(user)
        may = any(door.editorial and can(by, door.editorial.publish) for door in DOORS.values())
        waiting: QuerySet[TaskState] = TaskState.objects.filter(
            task=self, status=TaskState.STATUS_IN_PROGRESS
        )
        return waiting if may else waiting.none()

    @classmethod
    def get_description(cls) -> str:
        """Return what an administrator reads who sets up a review."""
        return str(
            label(Message("Whoever may publish reviews, and approves or asks for changes", context="office"))
        )


class Count(models.Model):
    """What was tried how often, and which codes were used, until when: see :mod:`.signing.counts`."""

    key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
