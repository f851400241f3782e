"""People, bodies, seats, mandates and focal points in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.core.viewsets import STATUS, RecordViewSet, fields, text_column
from rapporteur.governance.models import Body, FocalPoint, Mandate, Person, Seat


class PersonViewSet(RecordViewSet):
    """People."""

    model = Person
    icon = "user"
    list_display: ClassVar[list[Any]] = ["name", "slug", *STATUS]
    list_filter: ClassVar[list[str]] = ["live"]
    search_fields: ClassVar[list[str]] = ["name", "slug"]
    ordering = ("name", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """Their name."""
        return fields("name", "slug")


class BodyViewSet(RecordViewSet):
    """The board, the assembly, committees, the secretariat."""

    model = Body
    icon = "group"
    list_display: ClassVar[list[Any]] = ["slug", text_column("name"), "kind"]
    ordering = ("slug",)

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is called and what it is."""
        return fields("slug", "kind", "name")


class SeatViewSet(RecordViewSet):
    """Places in a body."""

    model = Seat
    icon = "pick"
    list_display: ClassVar[list[Any]] = ["slug", "body", "role", "region", "organisation"]
    list_filter: ClassVar[list[str]] = ["body", "role", "region"]
    search_fields: ClassVar[list[str]] = ["slug"]
    ordering = ("order", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """Where it stands, for whom, for how long."""
        return fields(
            "slug", "body", "role", "region", "organisation", "function", "order", "start", "end", "note"
        )


class MandateViewSet(RecordViewSet):
    """Who holds a seat, from when until when."""

    model = Mandate
    icon = "history"
    list_display: ClassVar[list[Any]] = ["seat", "person", "start", "end", "acting"]
    list_filter: ClassVar[list[str]] = ["seat__body", "acting"]
    search_fields: ClassVar[list[str]] = ["seat__slug", "person__name"]
    ordering = ("seat__slug", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """Which seat, who, as what, for how long."""
        return fields("seat", "person", "function", "acting", "start", "end")


class FocalPointViewSet(RecordViewSet):
    """Who in the secretariat looks after a region."""

    model = FocalPoint
    icon = "view"
    list_display: ClassVar[list[Any]] = ["region", "person", "start", "end"]
    list_filter: ClassVar[list[str]] = ["region"]
    ordering = ("region__order", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """Which region, who, for how long."""
        return fields("region", "person", "start", "end")


class GovernanceGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (PersonViewSet, BodyViewSet, SeatViewSet, MandateViewSet, FocalPointViewSet)
    menu_label = "Governance"
    menu_icon = "group"
    menu_order = 130


register_snippet(GovernanceGroup)
