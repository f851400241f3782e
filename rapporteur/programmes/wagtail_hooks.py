"""Initiatives in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.snippets.models import register_snippet

from rapporteur.core.viewsets import STATUS, RecordViewSet, fields, text_column
from rapporteur.programmes.models import Initiative


class InitiativeViewSet(RecordViewSet):
    """Pilot projects, trainings, publications, platforms, campaigns, partnerships."""

    model = Initiative
    icon = "folder-open-inverse"
    add_to_admin_menu = True
    menu_label = "Programmes"
    menu_order = 160
    list_display: ClassVar[list[Any]] = ["slug", text_column("name"), "kind", "lead", *STATUS]
    list_filter: ClassVar[list[str]] = ["kind", "live"]
    search_fields: ClassVar[list[str]] = ["slug"]
    ordering = ("slug",)

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, who leads it, who takes part, from when until when."""
        return [
            *fields("slug", "kind", "name", "lead"),
            InlinePanel("partners", panels=fields("organisation"), label="partner"),
            FieldRowPanel(fields("start", "end")),
            *fields("note"),
        ]


register_snippet(InitiativeViewSet)
