"""Where the translation desk is, and its entry in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.desk import exchange, matrix_pages, sheet_pages
from rapporteur.interfaces.office.desk.words import PAGE

PATTERNS = [
    path("", matrix_pages.index, name="index"),
    path("<str:code>/", matrix_pages.matrix, name="matrix"),
    path("<str:code>/files/", exchange.bring_in, name="bring_in"),
    path("<str:code>/<str:language>/", matrix_pages.go_on, name="go_on"),
    path("<str:code>/<str:language>/texts.<str:file_format>", exchange.hand_out, name="hand_out"),
    path("<str:code>/<str:language>/<str:kind>/<path:record>/", sheet_pages.sheet, name="sheet"),
]


class DeskItem(MenuItem):
    """The entry in the menu, for whoever may see translations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.VIEW_TRANSLATIONS)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the desk."""
    return [path("translations/", include((PATTERNS, "desk"), namespace="desk"))]


def item() -> MenuItem:
    """Return the entry in the menu, below that of the report room."""
    return DeskItem(PAGE["title"], reverse("desk:index"), name="translations", icon_name="globe", order=170)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", item)
