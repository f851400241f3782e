"""Where the pages of reviews are, and their entry in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.action_menu import ActionMenuItem

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.reviews import pages
from rapporteur.interfaces.office.reviews.approvals import approvals
from rapporteur.interfaces.office.reviews.queue import DRAFTED
from rapporteur.interfaces.office.reviews.remits import carry, remits
from rapporteur.interfaces.office.reviews.taking_out import take_out
from rapporteur.interfaces.office.reviews.words import PAGE

PATTERNS = [
    path("", pages.index, name="index"),
    path("approvals/", approvals, name="approvals"),
    path("remits/", remits, name="remits"),
    path("remits/carry/", carry, name="carry"),
    path("<str:kind>/<int:pk>/", pages.review, name="review"),
    path("activity/<int:pk>/take-out/", take_out, name="take_out"),
]


class ReviewsItem(MenuItem):
    """The entry in the menu, for whoever drafts or reviews."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.DRAFT_ACTIVITIES)


class MinorChangeItem(ActionMenuItem):
    """The button of a form that publishes the changes of a published record as minor ones."""

    name = "action-publish_minor"
    label = PAGE["minor"]
    icon_name = "upload"
    order = 95

    def is_shown(self, context: Any) -> bool:
        """Tell whether it is shown: for what is published, to whoever may publish it."""
        record, model = context.get("instance"), context["model"]
        kind = DRAFTED.get(str(model._meta.model_name))
        if kind is None or context["view"] != "edit" or record is None or not record.live:
            return False
        return can(actor_of(context["request"].user), kind[1].publish)


def minor_change_item(model: Any) -> ActionMenuItem | None:
    """Return the button for kinds of record that have drafts."""
    return MinorChangeItem() if str(model._meta.model_name) in DRAFTED else None


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("reviews/", include((PATTERNS, "reviews"), namespace="reviews"))]


def item() -> MenuItem:
    """Return the entry in the menu, before that of periods."""
    return ReviewsItem(PAGE["title"], reverse("reviews:index"), name="reviews", icon_name="check", order=155)


hooks.register("register_snippet_action_menu_item", minor_change_item)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", item)
