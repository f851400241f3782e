"""The lists as a part of the start page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.start.lists import Visitor, lists_for
from rapporteur.interfaces.office.typed import reader


class StartPanel(Component):
    """What waits for whoever looks."""

    name = "start"
    template_name = "office/start.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the lists."""
        request: HttpRequest = (parent_context or {})["request"]
        who = Visitor(request.user, actor_of(request.user), reader(), timezone.localdate())
        return {"lists": list(lists_for(who))}


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put it below the button that leads to Log, instead of Wagtail's lists of what waits: these say it by slugs."""
    panels[:] = [one for one in panels if not type(one).__module__.startswith("wagtail.")]
    panels.append(StartPanel())


def leave_out_summary(request: HttpRequest, items: list[Any]) -> None:
    """Take numbers of images and documents out of the start page: nothing waits there."""
    items.clear()


hooks.register("construct_homepage_panels", add_panel, order=100)
hooks.register("construct_homepage_summary_items", leave_out_summary, order=100)
