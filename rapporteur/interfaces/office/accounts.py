"""Accounts, and reviews as they are set up, in the trail: what changed in them, which Wagtail's log does not say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.signals import post_save, pre_save
from wagtail.models import Task, Workflow

from rapporteur.base.core.audit import audit
from rapporteur.interfaces.office.media import held, who_works

UNTOLD = frozenset({"last_login", "date_joined"})
"""What no person changes in an account."""
HIDDEN = "(not told)"
"""What the trail says of a password: that it is another one, never which."""


def heard() -> Iterator[type[models.Model]]:
    """Yield the kinds that Wagtail writes and this room tells of."""
    yield get_user_model()
    yield Workflow
    yield from (model for model in apps.get_models() if issubclass(model, Task))


def since(record: models.Model) -> dict[str, Any]:
    """Return what was changed in a record since it was last read for a save: old and new value of each field."""
    before: dict[str, Any] | None = getattr(record, "_before", None)
    if before is None:
        return {}
    changed = {name: (before[name], new) for name, new in held(record).items() if before[name] != new}
    return {
        name: (HIDDEN, HIDDEN) if name == "password" else values
        for name, values in changed.items()
        if name not in UNTOLD
    }


def remember(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """Keep what there was before."""
    before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance._before = held(before) if before is not None else None  # type: ignore[attr-defined]  # read by since


def note_use(sender: type[models.Model], instance: Any, created: bool, **kwargs: Any) -> None:
    """Note that a review, or a step of reviews, is in use or no more, which Wagtail does not log at all."""
    if not created and "active" in (changes := since(instance)):
        audit(by=who_works(), action="recorded", record=instance, changes={"active": changes["active"]})


def listen() -> None:
    """Hear what is written from now on."""
    for model in heard():
        pre_save.connect(remember, sender=model)
        if issubclass(model, (Task, Workflow)):
            post_save.connect(note_use, sender=model)
