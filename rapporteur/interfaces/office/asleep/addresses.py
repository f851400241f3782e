"""Where the page of sleeping members is."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from rapporteur.interfaces.office.asleep import pages

PATTERNS = [path("", pages.index, name="index")]


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("asleep/", include((PATTERNS, "asleep"), namespace="asleep"))]


hooks.register("register_admin_urls", addresses)
