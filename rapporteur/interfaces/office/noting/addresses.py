"""Where a meeting and a mention are noted."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from rapporteur.interfaces.office.noting.meetings import note_meeting, understand_when
from rapporteur.interfaces.office.noting.mentions import note_mention

PATTERNS = [
    path("meeting/", note_meeting, name="meeting"),
    path("meeting/when/", understand_when, name="when"),
    path("mention/", note_mention, name="mention"),
]


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("note/", include((PATTERNS, "noting"), namespace="noting"))]


hooks.register("register_admin_urls", addresses)
