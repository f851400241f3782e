"""People, bodies, seats, mandates and focal points in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.listing.columns import ListedColumn, reading
from rapporteur.interfaces.office.listing.ordering import BY_NAME
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields, yes_no_column
from rapporteur.interfaces.office.words import field_label, label
from rapporteur.records.governance.models import Body, FocalPoint, Mandate, Person, Seat
from rapporteur.records.names.called import name_of


class PersonViewSet(RecordViewSet):
    """People."""

    model = Person
    icon = "user"
    list_display: ClassVar[list[Any]] = ["name"]
    ordering = (BY_NAME, "id")
    called_in = "name"

    @staticmethod
    def panels_of() -> list[Any]:
        """Their name."""
        return fields("name")


class BodyViewSet(RecordViewSet):
    """The board, the assembly, committees, the secretariat."""

    model = Body
    icon = "group"
    list_display: ClassVar[list[Any]] = ["slug", "kind"]
    ordering = (BY_NAME, "slug")
    called_in = "name"

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is called and what it is; how many women and men it had, as they declared or somebody counted."""
        return [
            *fields("name", "kind"),
            InlinePanel(
                "headcounts",
                panels=[
                    FieldRowPanel(fields("counted_date", "people")),
                    FieldRowPanel(fields("who", "origin")),
                ],
                label=label(Message("number of people", context="office")),
                heading=label(Message("Women and men in it", context="office")),
            ),
        ]


class SeatViewSet(RecordViewSet):
    """Places in a body."""

    model = Seat
    icon = "pick"
    list_display: ClassVar[list[Any]] = ["slug", "body", "role", "region", "organisation"]
    list_filter: ClassVar[list[str]] = ["body", "role", "region"]
    ordering = ("order", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """Where it stands, for whom, for how long."""
        return fields("body", "role", "region", "organisation", "function", "order", "start", "end", "note")


def _of_seat(mandate: Mandate) -> str:
    """Return for whom a seat is held: of several of one name, people know it by that."""
    organisation = mandate.seat.organisation
    return name_of(organisation, reading(mandate), timezone.localdate()) if organisation else ""


class MandateViewSet(RecordViewSet):
    """Who holds a seat, from when until when."""

    model = Mandate
    icon = "history"
    list_display: ClassVar[list[Any]] = [
        "seat",
        ListedColumn("organisation", _of_seat, "seat__organisation__names", label=field_label("organisation")),
        "person", "start", "end", yes_no_column("acting"),
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["seat__body", "acting"]
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
    menu_label = label(Message("Governance", context="office"))
    menu_name = "governance"  # in whatever language the menu is first shown
    menu_icon = "group"
    menu_order = 130


register_snippet(GovernanceGroup)
