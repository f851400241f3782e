"""What the network puts out, in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.screens.calls import spoken_here
from rapporteur.interfaces.office.screens.lines import take_lines
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import (
    RecordViewSet,
    dates_column,
    fields,
    yes_no_column,
)
from rapporteur.interfaces.office.words import label
from rapporteur.records.communication.models import CommunicationItem

WHOLE_REACH = Message(
    "Say how many, what the number counts, on which day it was measured and who says so; or none of them.",
    context="office",
)
REACHED = ("reach", "reach_measure", "reach_date", "reach_source")


class CommunicationItemForm(EditorialForm):
    """What cannot be is said at its field; channels and languages are lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_lines(self, "channels")
        take_lines(self, "languages", spoken_here)

    def clean(self) -> Any:
        """Refuse a number of those reached of which something is not told."""
        cleaned = super().clean()
        told = [cleaned.get(name) not in (None, "") for name in REACHED]
        if any(told) and not all(told):
            self.add_error(REACHED[told.index(False)], say(WHOLE_REACH, reader()))
        return cleaned


class CommunicationItemViewSet(RecordViewSet):
    """Newsletters, films, sites and campaigns, with what they are evidence for and how many they reached."""

    model = CommunicationItem
    icon = "comment"
    base_form_class = CommunicationItemForm
    list_display: ClassVar[list[Any]] = [
        "slug", "kind", dates_column("published"), yes_no_column("ongoing"), "reach",
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["kind", "ongoing"]
    ordering = ("-published_date", "slug")
    add_to_admin_menu = True
    menu_label = label(Message("Communication", context="office"))
    menu_name = "communication"  # in whatever language the menu is first shown
    menu_order = 165

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, where and when it was put out; what it serves; how many it reached."""
        return [
            *fields("title", "kind", "channels", "languages"),
            FieldRowPanel(fields("published_date", "published_precision")),
            *fields("ongoing", "link", "activity"),
            InlinePanel(
                "deliverables",
                panels=fields("node"),
                label=label(Message("deliverable", context="office")),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(fields("reach", "reach_measure")),
                    FieldRowPanel(fields("reach_date", "reach_source")),
                ],
                heading=label(Message("How many it reached", context="office")),
            ),
            *fields("note"),
        ]


register_snippet(CommunicationItemViewSet)
