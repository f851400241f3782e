"""Where the pages of follow-ups are, and their entry in the menu."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from rapporteur.interfaces.office.follow_ups import pages
from rapporteur.interfaces.office.follow_ups.words import PAGE

PATTERNS = [
    path("", pages.index, name="index"),
    path("<str:kind>/<int:pk>/", pages.about, name="about"),
]


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("follow-ups/", include((PATTERNS, "follow_ups"), namespace="follow_ups"))]


def item() -> MenuItem:
    """Return the entry in the menu, after that of reviews."""
    return MenuItem(
        PAGE["title"], reverse("follow_ups:index"), name="follow-ups", icon_name="tasks", order=156
    )


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", item)
