"""The buttons below a list: what may be done with its chosen rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

from rapporteur.base.core.permissions import Actor, can
from rapporteur.interfaces.office.doors.door import DELETE
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.selection.pages import SelectionPage, VerbPage
from rapporteur.interfaces.office.selection.whole import WHOLE


def buttons_for_all(model: Any, by: Actor, listed: str) -> Iterator[tuple[Any, str]]:
    """Yield what somebody may do with all rows of a list, `listed` being its address: by the verbs, nothing else."""
    options = model._meta
    pages = bulk_action_registry.get_bulk_actions_for_model(options.app_label, options.model_name)
    for page in pages:
        if not issubclass(page, VerbPage):
            continue
        right = page.right(model)
        if right is not None and can(by, right):
            address = reverse(
                "wagtail_bulk_action", args=[options.app_label, options.model_name, page.action_type]
            )
            yield page.display_name, f"{address}?{urlencode({WHOLE: 'yes', 'next': listed})}"


def buttons_below(model: Any, by: Actor) -> Iterator[tuple[Any, str]]:
    """Yield what somebody may do with several records of a kind: what its button says, and where it leads."""
    options = model._meta
    pages = bulk_action_registry.get_bulk_actions_for_model(options.app_label, options.model_name)
    for page in sorted(pages, key=lambda one: "serious" in one.classes):  # what takes away stands last
        right = page.right(model) if issubclass(page, SelectionPage) else DOORS[model].right(DELETE)
        if right is not None and can(by, right):
            keys = [options.app_label, options.model_name, page.action_type]
            yield page.display_name, reverse("wagtail_bulk_action", args=keys)
