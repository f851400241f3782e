"""Planned events and annual meetings in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django.db.models import Q, QuerySet
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields, start_column
from rapporteur.interfaces.office.words import label
from rapporteur.records.agenda.enums import EventPart, EventState
from rapporteur.records.agenda.models import AnnualMeeting, PlannedEvent

SAY_WHY = Message("Say why nobody goes there.", context="office")
STATE = label(Message("State", context="office"))
IN_STATE = {
    EventState.PLANNED: Q(activity=None, cancelled_date=None),
    EventState.HAPPENED: Q(activity__isnull=False),
    EventState.CANCELLED: Q(cancelled_date__isnull=False),
}


class EventForm(EditorialForm):
    """Deliverables stand in an order; who goes nowhere says why."""

    numbered = ("deliverables",)

    def clean(self) -> Any:
        """Ask why nobody goes."""
        cleaned = super().clean()
        if cleaned.get("part") == EventPart.NOT_GOING and not any((cleaned.get("reason") or {}).values()):
            self.add_error("reason", say(SAY_WHY, reader()))
        return cleaned


class EventFilterSet(WagtailFilterSet):
    """Events by state, by whose they are, by kind and days."""

    state = django_filters.ChoiceFilter(
        choices=lambda: named(EventState.choices), method="in_state", label=STATE
    )
    begins = django_filters.DateFromToRangeFilter(
        field_name="start_date",
        label=label(Message("Begins", context="office")),
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = PlannedEvent
        fields: ClassVar[list[str]] = ["part", "kind"]

    def in_state(self, queryset: QuerySet[PlannedEvent], name: str, state: str) -> QuerySet[PlannedEvent]:
        """Return what became what the reader has chosen."""
        return queryset.filter(IN_STATE[EventState(state)])


def _state(event: PlannedEvent) -> str:
    return str(dict(named(EventState.choices))[event.state])


class EventViewSet(RecordViewSet):
    """What lies ahead, and what became of it."""

    model = PlannedEvent
    icon = "date"
    base_form_class = EventForm
    filterset_class = EventFilterSet
    list_display: ClassVar[list[Any]] = [
        "slug", start_column(), "part", Column("state", label=STATE, accessor=_state), "owner",
    ]  # fmt: skip
    ordering = ("-start_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, when and where, who goes and why, what it would serve."""
        return [
            *fields("title", "kind", "theme"),
            MultiFieldPanel(
                [FieldRowPanel(fields("start_date", "end_date", "date_precision"))],
                heading=label(Message("When", context="office")),
            ),
            MultiFieldPanel(
                [
                    *fields("online", "place_organisation", "place_name", "country"),
                    FieldRowPanel(fields("latitude", "longitude")),
                ],
                heading=label(Message("Where", context="office")),
            ),
            MultiFieldPanel(
                fields("part", "reason", "owner"), heading=label(Message("Whose it is", context="office"))
            ),
            InlinePanel(
                "goers",
                panels=fields("person"),
                label=label(Message("person who goes", context="office")),
                heading=label(Message("Who goes", context="office")),
            ),
            *fields("line"),
            InlinePanel(
                "deliverables",
                panels=fields("node"),
                label=label(Message("deliverable", context="office")),
                heading=label(Message("What it would serve", context="office")),
            ),
            *fields("initiative", "part_of", "link", "note"),
        ]


class AnnualMeetingViewSet(RecordViewSet):
    """Annual meetings: each is an event of the agenda, and more."""

    model = AnnualMeeting
    icon = "group"
    list_display: ClassVar[list[Any]] = ["slug", "edition", "host"]
    ordering = ("-edition", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """Which event it is, who hosts it, who would host the next, what it must hear."""
        return [
            *fields("event", "edition", "host"),
            InlinePanel(
                "bids",
                panels=fields("organisation"),
                label=label(Message("candidate", context="office")),
                heading=label(Message("Candidates to host the next", context="office")),
            ),
            InlinePanel(
                "items",
                panels=fields("number", "title", "body"),
                label=label(Message("statutory item", context="office")),
                heading=label(Message("What it must hear", context="office")),
            ),
            *fields("note"),
        ]


class AgendaGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (EventViewSet, AnnualMeetingViewSet)
    menu_label = label(Message("Agenda", context="events that lie ahead"))
    menu_name = "agenda"  # in whatever language the menu is first shown
    menu_icon = "date"
    menu_order = 145


register_snippet(AgendaGroup)
