"""Activities, bilateral meetings and media mentions in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django import forms
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.log.members_box import MembersBox, MembersField
from rapporteur.interfaces.office.start.own import OWN, logged_by, that_stand
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import STATUS, RecordViewSet, fields, start_column, text_column
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.enums import Channel, HeadcountCapacity
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.governance.enums import HeadcountGroup
from rapporteur.records.plan.models import Node


class ActivityFilterSet(WagtailFilterSet):
    """Activities by line, kind, programme, month and state."""

    line = django_filters.ModelChoiceFilter(queryset=Node.objects.filter(level__depth=0).order_by("position"))
    begins = django_filters.DateFromToRangeFilter(
        field_name="start_date",
        label=label(Message("Begins", context="office")),
        widget=DateRangePickerWidget,
    )
    own = django_filters.ChoiceFilter(
        choices=[(name, label(word)) for name, word in OWN.items()],
        method="of_ones_own",
        label=label(Message("Logged by you", context="office")),
    )

    class Meta:
        model = Activity
        fields: ClassVar[list[str]] = ["line", "kind", "initiative", "online", "live"]

    def of_ones_own(self, queryset: Any, name: str, value: str) -> Any:
        """Return what whoever looks logged and has come so far: what the start page counts."""
        return that_stand(logged_by(self.request.user, queryset), value)


class ActivityForm(EditorialForm):
    """The places, deliverables, photos and evidence of an activity stand in an order."""

    numbered = ("places", "deliverables", "photos", "evidence")


class ActivityViewSet(RecordViewSet):
    """What the network did."""

    model = Activity
    icon = "date"
    base_form_class = ActivityForm
    filterset_class = ActivityFilterSet
    list_display: ClassVar[list[Any]] = ["slug", start_column(), "kind", "line", *STATUS]
    ordering = ("-start_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """What, when, where, with whom, for what; text and photos."""
        place = [*fields("organisation", "name", "country"), FieldRowPanel(fields("latitude", "longitude"))]
        return [
            *fields("title", "kind"),
            MultiFieldPanel(
                [FieldRowPanel(fields("start_date", "end_date")), FieldPanel("date_precision")],
                heading=label(Message("When", context="office")),
            ),
            FieldPanel("online"),
            InlinePanel(
                "places",
                panels=place,
                label=label(Message("place", context="office")),
                heading=label(Message("Where", context="office")),
            ),
            *fields("line", "initiative"),
            InlinePanel(
                "deliverables", panels=fields("node"), label=label(Message("deliverable", context="office"))
            ),
            InlinePanel(
                "activations",
                panels=fields("organisation", "role"),
                label=label(Message("activation", context="office")),
            ),
            InlinePanel(
                "headcounts",
                panels=[
                    FieldRowPanel(fields("people", "who", "capacity")),
                    FieldRowPanel(fields("exactness", "origin")),
                ],
                max_num=len(HeadcountGroup) * len(HeadcountCapacity),
                label=label(Message("number of participants", context="office")),
                heading=label(Message("Women and men who took part", context="office")),
            ),
            FieldPanel("text"),
            InlinePanel(
                "photos",
                panels=fields("image", "alt", "caption", "credit", "consent"),
                label=label(Message("photograph", context="office")),
            ),
            InlinePanel(
                "evidence",
                panels=fields("title", "link", "document", "dated"),
                label=label(Message("evidence", context="office")),
                heading=label(Message("Evidence (never printed)", context="office")),
            ),
            FieldPanel("note"),
        ]


class MeetingForm(EditorialForm):
    """Who took part is chosen as in Log: by any name in any language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = self.fields["participants"]
        self.fields["participants"] = MembersField(
            label=before.label, required=before.required, widget=MembersBox(before.label)
        )


def _where(meeting: BilateralMeeting) -> str:
    languages = getattr(meeting, "_languages", None) or association_languages()  # a list asks once for all
    return meeting.place_in((reader(), *languages), timezone.localdate())


class BilateralMeetingViewSet(RecordViewSet):
    """Meetings with members and prospects."""

    model = BilateralMeeting
    base_form_class = MeetingForm
    icon = "group"
    list_display: ClassVar[list[Any]] = [
        "slug",
        start_column(),
        Column("place_name", label=label(Message("Where", context="office")), accessor=_where),
        "activity",
    ]
    ordering = ("-start_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """When, where, with whom."""
        return fields(
            "start_date", "end_date", "date_precision", "place_organisation", "place_name", "country",
            "latitude", "longitude", "activity", "participants", "note",
        )  # fmt: skip


class MentionForm(EditorialForm):
    """The channels of a mention are ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channels"] = forms.MultipleChoiceField(
            label=self.fields["channels"].label,
            choices=named(Channel.choices),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class MediaMentionViewSet(RecordViewSet):
    """The network in the media."""

    model = MediaMention
    icon = "openquote"
    base_form_class = MentionForm
    list_display: ClassVar[list[Any]] = ["outlet", text_column("subject"), start_column()]
    list_filter: ClassVar[list[str]] = ["outlet"]
    ordering = ("-start_date", "position", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """When, in what, of what."""
        return fields(
            "start_date", "end_date", "date_precision", "outlet", "subject", "channels", "link", "position",
            "note",
        )  # fmt: skip


class ActivitiesGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (ActivityViewSet, BilateralMeetingViewSet, MediaMentionViewSet)
    menu_label = label(Message("Activities", context="office"))
    menu_name = "activities"  # in whatever language the menu is first shown
    menu_icon = "date"
    menu_order = 110


register_snippet(ActivitiesGroup)
