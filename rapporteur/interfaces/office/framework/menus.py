"""What Wagtail's menus show of their own accord, and this office does not."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import SubmenuMenuItem

LED_NOWHERE = frozenset({"explorer", "pages", "reports", "groups", "sites", "collections"})
"""Entries of Wagtail's menus and searches that lead nowhere: see `pages.addresses`."""
NOT_OURS = frozenset({"workflows", "workflow-tasks"})
"""Entries that would build what nothing here uses: who approves what is said under the reviews."""


def leave_out_of_menu(request: HttpRequest, items: list[Any]) -> None:
    """Take out of a menu what leads nowhere."""
    items[:] = [one for one in items if one.name not in LED_NOWHERE | NOT_OURS]


def leave_out_other_sites(request: HttpRequest, items: list[Any]) -> None:
    """Take out of the menu of help what leads to the pages of the framework: they tell of another office."""
    items[:] = [one for one in items if not one.url.startswith("http")]


def leave_out_version(request: HttpRequest, items: list[Any]) -> None:
    """Have the menu of settings without its foot, which names the framework and its version."""
    items[:] = [_without_foot(one) if one.name == "settings" else one for one in items]


def _without_foot(one: Any) -> SubmenuMenuItem:
    return SubmenuMenuItem(one.label, one.menu, name=one.name, icon_name=one.icon_name, order=one.order)


def search_once() -> None:
    """Leave out the box above the menu: the palette's entry finds the same, and more."""
    from wagtail.admin.ui import sidebar

    sidebar.SearchModule = _no_module  # what the frame of every page makes


def _no_module(search_area: Any) -> None:
    """Make nothing; the frame leaves out what is None."""
