"""Log on the start page: its button, and the pages that somebody has begun."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.log.views import unfinished
from rapporteur.interfaces.office.log.words import WORDS


class LogPanel(Component):
    """The button that leads to Log, and what is not finished there."""

    name = "log"
    template_name = "office/log/panel.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the pages that whoever looks has begun."""
        request: HttpRequest = (parent_context or {})["request"]
        return {"words": WORDS, "unfinished": unfinished(actor_of(request.user))}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put it first on the start page of whoever may draft activities."""
    if can(actor_of(request.user), Right.DRAFT_ACTIVITIES):
        panels.insert(0, LogPanel())
