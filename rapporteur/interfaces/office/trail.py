"""Wagtail's own log, replaced: what it would write goes into our trail, or is there already.

Records are written by verbs, which keep the trail; the library is heard in :mod:`rapporteur.interfaces.office.media`.
What is left is what Wagtail alone writes: accounts, and reviews as they are set up.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.log_actions import LogActionRegistry
from wagtail.models import ModelLogEntry, Page

from rapporteur.base.core.audit import audit
from rapporteur.interfaces.office.accounts import since
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.media import NOBODY

HEARD = frozenset({"wagtailimages.image", "wagtaildocs.document"})


class _Log:
    """Stands where Wagtail calls the manager of a model of log entries."""

    @staticmethod
    def log_action(instance: models.Model, action: str, *, user: Any = None, **kwargs: Any) -> None:
        """Keep what Wagtail alone has written in our trail."""
        if type(instance) not in DOORS and instance._meta.label_lower not in HEARD:
            by = actor_of(user) if user is not None else NOBODY
            audit(by=by, action=action.removeprefix("wagtail."), record=instance, changes=since(instance))

    @staticmethod
    def for_instance(instance: models.Model) -> models.QuerySet[Any]:
        """Return no entries: the history of a record reads our trail."""
        none: models.QuerySet[Any] = ModelLogEntry.objects.none()
        return none


class TrailLog:
    """What Wagtail takes for a model of log entries."""

    objects = _Log


def replace_log(registry: LogActionRegistry) -> None:
    """Let everything that Wagtail logs come here; what it logged before stays in its table."""
    for kind in (models.Model, Page):
        registry.log_entry_models_by_type.register(kind, value=TrailLog)
