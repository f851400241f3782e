"""Activities, bilateral meetings and media mentions in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.core.forms import EditorialForm
from rapporteur.core.viewsets import STATUS, FoldedIndexView, RecordViewSet, fields, text_column
from rapporteur.plan.models import Node


class ActivityFilterSet(WagtailFilterSet):
    """Activities by line, kind, programme, month and state."""

    line = django_filters.ModelChoiceFilter(queryset=Node.objects.filter(level__depth=0).order_by("position"))
    begins = django_filters.DateFromToRangeFilter(
        field_name="start_date", label="Begins", widget=DateRangePickerWidget
    )

    class Meta:
        model = Activity
        fields: ClassVar[list[str]] = ["line", "kind", "initiative", "online", "live"]


class ActivityForm(EditorialForm):
    """The places, deliverables and photos of an activity stand in an order."""

    numbered = ("places", "deliverables", "photos")


class ActivityViewSet(RecordViewSet):
    """What the network did."""

    model = Activity
    icon = "date"
    base_form_class = ActivityForm
    index_view_class = FoldedIndexView
    filterset_class = ActivityFilterSet
    list_display: ClassVar[list[Any]] = ["slug", text_column("title"), "start_date", "kind", "line", *STATUS]
    ordering = ("-start_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """What, when, where, with whom, for what; text and photos."""
        place = [*fields("organisation", "name", "country"), FieldRowPanel(fields("latitude", "longitude"))]
        return [
            *fields("title", "slug", "kind"),
            MultiFieldPanel(
                [FieldRowPanel(fields("start_date", "end_date")), FieldPanel("date_precision")],
                heading="When",
            ),
            FieldPanel("online"),
            InlinePanel("places", panels=place, label="place", heading="Where"),
            *fields("line", "initiative"),
            InlinePanel("deliverables", panels=fields("node"), label="deliverable"),
            InlinePanel("activations", panels=fields("organisation", "role"), label="activation"),
            FieldPanel("text"),
            InlinePanel(
                "photos", panels=fields("image", "alt", "caption", "credit", "consent"), label="photograph"
            ),
            FieldPanel("note"),
        ]


class BilateralMeetingViewSet(RecordViewSet):
    """Meetings with members and prospects."""

    model = BilateralMeeting
    icon = "group"
    list_display: ClassVar[list[Any]] = ["slug", "start_date", text_column("place_name"), "activity"]
    search_fields: ClassVar[list[str]] = ["slug", "participants__slug"]
    ordering = ("-start_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """When, where, with whom."""
        return fields(
            "slug", "start_date", "end_date", "date_precision", "place_organisation", "place_name", "country",
            "latitude", "longitude", "activity", "participants", "note",
        )  # fmt: skip


class MediaMentionViewSet(RecordViewSet):
    """The network in the media."""

    model = MediaMention
    icon = "openquote"
    list_display: ClassVar[list[Any]] = ["outlet", text_column("subject"), "start_date"]
    list_filter: ClassVar[list[str]] = ["outlet"]
    search_fields: ClassVar[list[str]] = ["outlet", "slug", "link"]
    ordering = ("-start_date", "position", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """When, in what, of what."""
        return fields(
            "slug", "start_date", "end_date", "date_precision", "outlet", "subject", "channels", "link", "position",
            "note",
        )  # fmt: skip


class ActivitiesGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (ActivityViewSet, BilateralMeetingViewSet, MediaMentionViewSet)
    menu_label = "Activities"
    menu_icon = "date"
    menu_order = 110


register_snippet(ActivitiesGroup)
