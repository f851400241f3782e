"""Action plans, their versions, levels and nodes in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
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
    list_display: ClassVar[list[Any]] = ["key", text_column("name"), "version", "depth"]
    list_filter: ClassVar[list[str]] = ["version"]
    ordering = ("version", "depth")

    @staticmethod
    def panels_of() -> list[Any]:
        """What its nodes are called and how their codes are formed."""
        return fields("version", "depth", "key", "name", "plural", "code_pattern")


class PlanGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (NodeViewSet, PlanViewSet, PlanVersionViewSet, LevelViewSet)
    menu_label = label(Message("Action plan", context="office"))
    menu_name = "action-plan"  # in whatever language the menu is first shown
    menu_icon = "list-ol"
    menu_order = 150


register_snippet(PlanGroup)
