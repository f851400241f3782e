"""What is done with several rows of a list, put where Wagtail looks for it; and where letters are handed out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from rapporteur.interfaces.office.selection.letters_page import letters
from rapporteur.interfaces.office.selection.pages import ExportPage, page_of
from rapporteur.interfaces.office.selection.verbs import VERBS

for page in (*map(page_of, VERBS), ExportPage):
    hooks.register("register_bulk_action", page)

PATTERNS = [path("letters/<str:name>/", letters, name="letters")]


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("selection/", include((PATTERNS, "selection"), namespace="selection"))]


hooks.register("register_admin_urls", addresses)
