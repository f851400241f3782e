"""Where the pages of periods are, and their entry in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.periods import pages
from rapporteur.interfaces.office.periods.words import PAGE

PATTERNS = [
    path("", pages.index, name="index"),
    path("exceptions/", pages.exceptions, name="exceptions"),
    path("exceptions/<int:exception>/revoke/", pages.revoke, name="revoke"),
    path("<str:code>/", pages.period_page, name="period"),
    path("<str:code>/move/", pages.move, name="move"),
    path("<str:code>/due/", pages.due, name="due"),
    path("<str:code>/contribute/", pages.contribute, name="contribute"),
    path("<str:code>/grant/", pages.grant, name="grant"),
]


class PeriodsItem(MenuItem):
    """The entry in the menu, for whoever may see periods."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.VIEW_PERIODS)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("periods/", include((PATTERNS, "periods"), namespace="periods"))]


def item() -> MenuItem:
    """Return the entry in the menu, before that of the report room."""
    return PeriodsItem(PAGE["title"], reverse("periods:index"), name="periods", icon_name="date", order=160)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", item)
