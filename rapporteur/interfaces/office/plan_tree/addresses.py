"""Where the tree of a plan is; the entry in the menu stands with the plan's other lists."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from rapporteur.interfaces.office.plan_tree import pages

PATTERNS = [
    path("", pages.index, name="index"),
    path("<int:pk>/", pages.version_page, name="version"),
]


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("plan-tree/", include((PATTERNS, "plan_tree"), namespace="plan_tree"))]


hooks.register("register_admin_urls", addresses)
