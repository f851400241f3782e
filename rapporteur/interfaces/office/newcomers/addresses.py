"""Where the form of a newcomer is asked for and sent."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from rapporteur.interfaces.office.newcomers.pages import Newcomer

PATTERNS = [path("", Newcomer.as_view(), name="form")]


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("newcomers/", include((PATTERNS, "newcomers"), namespace="newcomers"))]


hooks.register("register_admin_urls", addresses)
