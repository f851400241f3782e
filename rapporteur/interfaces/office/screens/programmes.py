"""Initiatives in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.snippets.models import register_snippet

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.listing.ordering import BY_NAME
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.programmes.models import Initiative


class InitiativeViewSet(RecordViewSet):
    """Pilot projects, trainings, publications, platforms, campaigns, partnerships."""

    model = Initiative
    icon = "folder-open-inverse"
    add_to_admin_menu = True
    menu_label = label(Message("Programmes", context="office"))
    menu_name = "programmes"  # in whatever language the menu is first shown
    menu_order = 160
    list_display: ClassVar[list[Any]] = ["slug", "kind", "lead"]
    list_filter: ClassVar[list[str]] = ["kind"]
    ordering = (BY_NAME, "slug")
    called_in = "name"

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, who leads it, who takes part, from when until when."""
        return [
            *fields("name", "kind", "lead"),
            InlinePanel(
                "partners", panels=fields("organisation"), label=label(Message("partner", context="office"))
            ),
            FieldRowPanel(fields("start", "end")),
            *fields("note"),
        ]


register_snippet(InitiativeViewSet)
