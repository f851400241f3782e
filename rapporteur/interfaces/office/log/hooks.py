"""Log within the back office: its addresses, its entry in the menu, its key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.log import urls
from rapporteur.interfaces.office.log.panel import add_panel
from rapporteur.interfaces.office.log.words import WORDS
from rapporteur.interfaces.office.typed import understand_day
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.models import Activity

FIRST_IN_MENU = 50  # before everything else: it is what is done all day


class LogMenuItem(MenuItem):
    """The entry of the menu, for whoever may draft activities."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.DRAFT_ACTIVITIES)


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of Log, and of what reads days in every form, below that of the back office."""
    return [path("log/", include(urls)), path("day/", understand_day, name="office_day")]


def menu_item() -> MenuItem:
    """Return the entry of the menu."""
    return LogMenuItem(WORDS["log"], reverse("log:new"), icon_name="edit", name="log", order=FIRST_IN_MENU)


def key_script() -> SafeString:
    """Return the scripts of every page: the key `n` (the menu tells it of Log), names, focus, forms, fields."""
    return format_html(
        '<script defer src="{}" data-log="{}" data-day="{}"></script><script defer src="{}"></script>'
        '<script defer src="{}"></script><script defer src="{}" data-skip="{}"></script>'
        '<script defer src="{}"></script>',
        static("office/keys.js"),
        reverse("log:new"),
        reverse("office_day"),
        static("office/names.js"),
        static("office/focus.js"),
        static("office/form-keys.js"),
        label(TO_BUTTONS),
        static("office/place.js"),
    )


TO_BUTTONS = Message("Skip to what saves this form", context="form buttons")
"""The link before everything else on the form of a record; saving is a key away, too."""
ANY_SLUG = "any-slug"


@cache
def _of_activity() -> str:
    """Return the address of Log for an activity, with a word where its slug stands: a list asks it for each row."""
    return reverse("log:activity", args=(ANY_SLUG,))


@cache
def _new() -> str:
    return reverse("log:new")


@cache
def _several() -> str:
    return reverse("log:several")


def buttons_of(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Yield, in the list of activities, what leads to Log with one of them: to go on with it, or to copy it."""
    if isinstance(snippet, Activity) and can(actor_of(user), Right.DRAFT_ACTIVITIES):
        yield Button(
            WORDS["log"], _of_activity().replace(ANY_SLUG, snippet.slug), icon_name="edit", priority=15
        )
        copy = f"{_new()}?like={snippet.slug}"
        yield Button(WORDS["copy"], copy, icon_name="copy", priority=16)
        again = f"{_several()}?like={snippet.slug}"
        yield Button(WORDS["series"], again, icon_name="rotate", priority=17)


hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("insert_global_admin_js", key_script)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("register_snippet_listing_buttons", buttons_of)
