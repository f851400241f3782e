"""The lists as a part of the start page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.log.desk import open_period
from rapporteur.interfaces.office.start.lists import lists_for
from rapporteur.interfaces.office.start.quarter import head_of
from rapporteur.interfaces.office.start.rows import Visitor
from rapporteur.interfaces.office.typed import reader


class HeadPanel(Component):
    """The greeting, the day, and when the open period closes: the heading of the page."""

    name = "head"
    template_name = "office/start_head.html"
    order = 0

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what it says at this hour."""
        request: HttpRequest = (parent_context or {})["request"]
        who = _visitor(request)
        return {"head": head_of(who, open_period(who.on), timezone.localtime())}


class StartPanel(Component):
    """What waits for whoever looks."""

    name = "start"
    template_name = "office/start.html"
    order = 20

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the lists."""
        request: HttpRequest = (parent_context or {})["request"]
        return {"lists": list(lists_for(_visitor(request)))}


def _visitor(request: HttpRequest) -> Visitor:
    return Visitor(request.user, actor_of(request.user), reader(), timezone.localdate())


def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put it below the button that leads to Log, instead of Wagtail's lists of what waits: these say it by slugs."""
    panels[:] = [one for one in panels if not type(one).__module__.startswith("wagtail.")]
    panels += [HeadPanel(), StartPanel()]


def leave_out_summary(request: HttpRequest, items: list[Any]) -> None:
    """Take numbers of images and documents out of the start page: nothing waits there."""
    items.clear()


hooks.register("construct_homepage_panels", add_panel, order=100)
hooks.register("construct_homepage_summary_items", leave_out_summary, order=100)
