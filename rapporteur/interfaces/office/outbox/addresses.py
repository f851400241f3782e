"""Where the pages of the outbox are, and their entry in the menu of settings."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.outbox import pages
from rapporteur.interfaces.office.outbox.words import PAGE

PATTERNS = [
    path("", pages.index, name="index"),
    path("<int:pk>/", pages.mail_page, name="mail"),
    path("<int:pk>/again/", pages.again, name="again"),
]


class OutboxItem(MenuItem):
    """The entry in the menu, for whoever may see mails."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.VIEW_OUTBOX)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("outbox/", include((PATTERNS, "outbox"), namespace="outbox"))]


def item() -> MenuItem:
    """Return the entry of the settings' menu, below that of invitations."""
    return OutboxItem(PAGE["title"], reverse("outbox:index"), name="outbox", icon_name="mail", order=595)


hooks.register("register_admin_urls", addresses)
hooks.register("register_settings_menu_item", item)
