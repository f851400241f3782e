"""Where the report room is, and its entry in the menu."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.report_room import built, pages
from rapporteur.interfaces.office.report_room.words import PAGE

PATTERNS = [
    path("", pages.index, name="index"),
    path("<str:code>/", pages.period_page, name="period"),
    path("<str:code>/preview/<str:language>.<str:format_>", pages.preview, name="preview"),
    path("<str:code>/preview/<str:name>/cancel/", pages.cancel, name="cancel"),
    path("<str:code>/waive/", pages.waive, name="waive"),
    path("<str:code>/withdraw/<int:waiver>/", pages.withdraw, name="withdraw"),
    path("<str:code>/freeze/", pages.freeze, name="freeze"),
    path("<str:code>/editions/<int:number>/compare/", pages.compare, name="compare"),
    path("<str:code>/editions/<int:number>/<str:name>", pages.document, name="document"),
]


class RoomItem(MenuItem):
    """The entry in the menu, for whoever may see reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.VIEW_REPORTS)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room, and of what is built."""
    return [
        *built.ADDRESSES,
        path("report-room/", include((PATTERNS, "report_room"), namespace="report_room")),
    ]


def item() -> MenuItem:
    """Return the entry in the menu."""
    return RoomItem(
        PAGE["title"], reverse("report_room:index"), name="report-room", icon_name="clipboard-list", order=165
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", item)
