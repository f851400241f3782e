"""The association in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.core.models import Association
from rapporteur.core.viewsets import RecordViewSet, fields


class AssociationViewSet(RecordViewSet):
    """The association of this installation."""

    model = Association
    icon = "home"
    list_display: ClassVar[list[Any]] = ["__str__", "slug"]

    @staticmethod
    def panels_of() -> list[Any]:
        """Who it is, how it is reached, how its reports look."""
        return [
            *fields("slug", "name", "short_name", "report_name"),
            MultiFieldPanel(
                fields("seat", "seat_country", "address", "phone", "email", "website", "hashtag"),
                heading="Seat and contact",
            ),
            MultiFieldPanel(fields("languages", "source_language"), heading="Languages"),
            MultiFieldPanel(fields("currency", "fiscal_year_start"), heading="Accounts"),
            MultiFieldPanel(fields("colour", "line_colours"), heading="Colours"),
        ]


class AssociationGroup(SnippetViewSetGroup):
    """What belongs to no other room."""

    items = (AssociationViewSet,)
    menu_label = "Association"
    menu_icon = "home"
    menu_order = 190


register_snippet(AssociationGroup)
