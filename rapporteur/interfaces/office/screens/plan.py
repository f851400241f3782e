"""Action plans, their versions, levels and nodes in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.plan_tree.words import TITLE
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields, text_column, yes_no_column
from rapporteur.interfaces.office.words import label
from rapporteur.records.plan.models import Level, Node, Plan, PlanVersion


class NodeViewSet(RecordViewSet):
    """Lines, measures, deliverables."""

    model = Node
    icon = "list-ol"
    list_display: ClassVar[list[Any]] = ["code", text_column("title"), "level", yes_no_column("listed")]
    list_filter: ClassVar[list[str]] = ["version", "level", "kind", "listed"]
    ordering = ("version", "position")

    @staticmethod
    def panels_of() -> list[Any]:
        """Where it stands in the plan, and what it says."""
        return fields(
            "code", "version", "level", "parent", "position", "title", "text", "purpose", "kind", "listed",
            "asks_parity",
            "note",
        )  # fmt: skip


class PlanViewSet(RecordViewSet):
    """Action plans."""

    model = Plan
    icon = "clipboard-list"
    list_display: ClassVar[list[Any]] = ["slug"]
    ordering = ("slug",)

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is called."""
        return fields("name")


class PlanVersionViewSet(RecordViewSet):
    """Versions of a plan as adopted."""

    model = PlanVersion
    icon = "history"
    list_display: ClassVar[list[Any]] = ["plan", "number", "start", "end"]
    ordering = ("plan__slug", "number")

    @staticmethod
    def panels_of() -> list[Any]:
        """Of which plan, which one, from when until when."""
        return fields("plan", "number", "start", "end")


class LevelViewSet(RecordViewSet):
    """Levels of a version."""

    model = Level
    icon = "bars"
    list_display: ClassVar[list[Any]] = ["key", "version", "depth"]
    list_filter: ClassVar[list[str]] = ["version"]
    ordering = ("version", "depth")

    @staticmethod
    def panels_of() -> list[Any]:
        """What its nodes are called and how their codes are formed."""
        return fields("version", "depth", "name", "plural", "code_pattern")


class TreeItem(MenuItem):
    """The way to the tree of the plan, for whoever may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether it is shown."""
        return can(actor_of(request.user), Right.VIEW_PLAN)


class PlanGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (NodeViewSet, PlanViewSet, PlanVersionViewSet, LevelViewSet)
    menu_label = label(Message("Action plan", context="office"))
    menu_name = "action-plan"  # in whatever language the menu is first shown
    menu_icon = "list-ol"
    menu_order = 150

    def get_submenu_items(self) -> list[Any]:
        """Return the lists, after the tree of the plan."""
        tree = TreeItem(TITLE, reverse("plan_tree:index"), name="plan-tree", icon_name="list-ul", order=0)
        return [tree, *super().get_submenu_items()]


register_snippet(PlanGroup)
