"""Where the room of imports is, and its entry in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.imports import pages, picturing, reconciling, reviewing
from rapporteur.interfaces.office.imports.words import PAGE

PATTERNS = [
    path("", pages.index, name="index"),
    path("new/", pages.new, name="new"),
    path("tables/<slug:kind>/", pages.empty_table, name="empty_table"),
    path("files/<int:upload>/read/", pages.read, name="read"),
    path("files/<int:upload>/discard/", pages.discard, name="discard"),
    path("reconcile/", reconciling.reconcile, name="reconcile"),
    path("reconciled/<int:upload>/", reconciling.reconciled, name="reconciled"),
    path("reconciled/<int:upload>/again/", reconciling.again, name="reconcile_again"),
    path("<int:number>/", reviewing.review, name="review"),
    path("<int:number>/page/<int:doubt>/", picturing.page, name="page"),
    path("<int:number>/file/", pages.source, name="source"),
    path("<int:number>/again/", pages.again, name="again"),
    path("<int:number>/decide/", reviewing.decide, name="decide"),
    path("<int:number>/likely/", reviewing.likely, name="likely"),
    path("<int:number>/rest/", reviewing.rest, name="rest"),
    path("<int:number>/write/", reviewing.write, name="write"),
    path("<int:number>/undo/", reviewing.undo, name="undo"),
    path("<int:number>/reconcile/", reconciling.of_import, name="reconcile_import"),
]


class ImportsItem(MenuItem):
    """The entry in the menu, for whoever may see imports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.VIEW_IMPORTS)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("imports/", include((PATTERNS, "imports"), namespace="imports"))]


def item() -> MenuItem:
    """Return the entry in the menu."""
    return ImportsItem(
        PAGE["title"], reverse("imports:index"), name="imports", icon_name="download", order=185
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", item)
