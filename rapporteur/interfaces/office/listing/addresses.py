"""Where the pages beside lists are, and their style."""

from __future__ import annotations

from collections.abc import Iterator

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from rapporteur.interfaces.office.listing import pages


def addresses() -> Iterator[URLPattern]:
    """Yield them; each asks the right to see the list."""
    yield path("lists/views/<int:pk>/delete/", pages.delete, name="office_view_delete")
    yield path("lists/views/<int:pk>/open/", pages.open_with, name="office_view_open")
    yield path("lists/<str:kind>/columns/", pages.columns, name="office_list_columns")
    yield path("lists/<str:kind>/save/", pages.save, name="office_list_save")


def style() -> SafeString:
    """Return the style of lists."""
    return format_html('<link rel="stylesheet" href="{}">', static("office/lists.css"))


hooks.register("register_admin_urls", lambda: list(addresses()))
hooks.register("insert_global_admin_css", style)
