"""Where the palette is, its entry in the menu, the box that searches everything, and the script that hears its keys."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import SearchArea

from rapporteur.interfaces.office.palette import pages
from rapporteur.interfaces.office.palette.words import PAGE

ABOVE_ALL = 10
SHOWN_TO_SCRIPT = ("title", "box", "none", "away", "close", "keys")


def addresses() -> Iterator[URLPattern]:
    """Yield the one address."""
    yield path("find/", pages.find, name="office_find")


def item() -> MenuItem:
    """Return the entry of the menu, which opens the palette: for whoever has no keyboard, or no script."""
    return MenuItem(
        PAGE["title"],
        reverse("office_find"),
        name="find",
        icon_name="search",
        order=ABOVE_ALL,
        attrs={"aria-keyshortcuts": "Control+K"},
    )


class EverythingSearch(SearchArea):
    """The box above the menu searches records of every kind, what can be done, and pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell that it is for everybody: what is found is what whoever asks may see."""
        return True


def search_area() -> SearchArea:
    """Return it, before Wagtail's own, which searches pages: the box above the menu searches what comes first."""
    return EverythingSearch(
        PAGE["everything"], reverse("office_find"), name="everything", icon_name="search", order=ABOVE_ALL
    )


def script() -> SafeString:
    """Return the script of the palette with the words that it says, and its style."""
    words = json.dumps({name: str(PAGE[name]) for name in SHOWN_TO_SCRIPT})
    return format_html(
        '<link rel="stylesheet" href="{}"><script type="module" src="{}" id="palette-script" data-find="{}" '
        'data-queue="{}" data-report="{}" data-words="{}"></script>',
        static("office/palette/palette.css"),
        static("office/palette/palette.js"),
        reverse("office_find"),
        reverse("reviews:index"),
        reverse("report_room:index"),
        words,
    )


hooks.register("register_admin_urls", lambda: list(addresses()))
hooks.register("register_admin_menu_item", item)
hooks.register("register_admin_search_area", search_area)
hooks.register("insert_global_admin_js", script)
