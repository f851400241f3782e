"""Meetings of bodies, papers and rules of bodies in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields, text_column, yes_no_column
from rapporteur.interfaces.office.words import label
from rapporteur.records.meetings.models import BodyMeeting, BodyRule, Decision, FinancialReport, Paper

NO_ITEM = Message("A paper is laid before item {number}, which is not on the agenda.", context="office")


class BodyMeetingFilterSet(WagtailFilterSet):
    """Meetings by body, state and days."""

    begins = django_filters.DateFromToRangeFilter(
        field_name="start_date",
        label=label(Message("Begins", context="office")),
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = BodyMeeting
        fields: ClassVar[list[str]] = ["body", "state", "online", "public"]


class BodyMeetingForm(EditorialForm):
    """Guests stand in an order; a paper names an item that is on the agenda."""

    numbered = ("guests",)

    def clean(self) -> Any:
        """Refuse a paper of an item that is not there."""
        cleaned = super().clean()
        items, papers = (
            {
                row.cleaned_data.get("number")
                for row in self.formsets[name].forms
                if row.is_valid() and row.cleaned_data and row not in self.formsets[name].deleted_forms
            }
            for name in ("agenda", "papers")
        )
        for number in sorted(papers - items - {None}):
            self.add_error(None, say(NO_ITEM, reader(), number=number))
        return cleaned


class BodyMeetingViewSet(RecordViewSet):
    """When a body meets or met, about what."""

    model = BodyMeeting
    base_form_class = BodyMeetingForm
    filterset_class = BodyMeetingFilterSet
    icon = "group"
    list_display: ClassVar[list[Any]] = [
        "slug", "start_date", "state", text_column("place_name"), "minutes_date",
    ]  # fmt: skip
    ordering = ("-start_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """Who meets, when, where, about what, with which papers and guests; what became of it."""
        return [
            *fields("body", "state"),
            MultiFieldPanel(
                [FieldRowPanel(fields("start_date", "end_date"))],
                heading=label(Message("When", context="office")),
            ),
            MultiFieldPanel(
                fields("online", "place_organisation", "place_name", "country"),
                heading=label(Message("Where", context="office")),
            ),
            *fields("chair", "public"),
            InlinePanel(
                "agenda",
                panels=fields("number", "title", "asks"),
                label=label(Message("item of the agenda", context="office")),
                heading=label(Message("Agenda", context="office")),
            ),
            InlinePanel(
                "papers",
                panels=fields("number", "paper"),
                label=label(Message("paper", context="office")),
                heading=label(Message("Papers", context="office")),
            ),
            InlinePanel(
                "guests",
                panels=fields("name", "organisation", "function"),
                label=label(Message("guest", context="office")),
                heading=label(Message("Guests", context="office")),
            ),
            *fields("minutes_date", "minutes_link", "note"),
        ]


class PaperViewSet(RecordViewSet):
    """What is laid before bodies."""

    model = Paper
    icon = "doc-full"
    list_display: ClassVar[list[Any]] = ["slug", "link"]
    ordering = ("slug",)

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is called, and where it is."""
        return fields("title", "link", "document")


class BodyRuleViewSet(RecordViewSet):
    """By which quorum and majority bodies decide."""

    model = BodyRule
    icon = "list-ol"
    list_display: ClassVar[list[Any]] = [
        "body", "subject", "quorum_number", "share", "parts", yes_no_column("more_than_share"), "majority",
        "start", "end",
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["body", "subject"]
    ordering = ("body__slug", "subject", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """Whose, for what, how many, which majority, for how long."""
        return [
            *fields("body", "subject"),
            MultiFieldPanel(
                [
                    *fields("quorum_number"),
                    FieldRowPanel(fields("share", "parts")),
                    *fields("more_than_share", "seats_counted"),
                ],
                heading=label(Message("Quorum", context="office")),
            ),
            *fields("majority", "start", "end"),
        ]


class DecisionFilterSet(WagtailFilterSet):
    """Decisions by body, subject, year and day."""

    decided = django_filters.DateFromToRangeFilter(
        field_name="decided_date",
        label=label(Message("Decided", context="office")),
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = ["body", "subject", "year", "asks_follow_up"]


class DecisionViewSet(RecordViewSet):
    """What bodies decided."""

    model = Decision
    icon = "clipboard-list"
    filterset_class = DecisionFilterSet
    list_display: ClassVar[list[Any]] = [
        "slug", "body", "year", "number", "subject", "decided_date",
    ]  # fmt: skip
    ordering = ("-decided_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """Who decided what, when, under which item, with how many votes; whether somebody has to see to it."""
        return [
            *fields("body", "number", "title", "text", "subject", "organisation", "seat"),
            *fields("meeting", "item_number", "decided_date"),
            MultiFieldPanel(
                [FieldRowPanel(fields("votes_for", "votes_against", "votes_abstained"))],
                heading=label(Message("Votes", context="office")),
            ),
            *fields("asks_follow_up", "note"),
        ]


class FinancialReportViewSet(RecordViewSet):
    """Audits, accounts, half-yearly reports and budgets."""

    model = FinancialReport
    icon = "table"
    list_display: ClassVar[list[Any]] = ["slug", "kind", "year", "half", "stage", "body", "due_date"]
    list_filter: ClassVar[list[str]] = ["kind", "stage", "body"]
    ordering = ("-year", "kind", "half")

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, who audited it with which opinion, before whom it is laid, how far it has come."""
        return [
            FieldRowPanel(fields("kind", "year", "half")),
            *fields("stage", "auditor", "audited_date", "opinion", "body", "meeting", "decision", "due_date"),
            *fields("link", "document", "note"),
        ]


class MeetingsGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (
        BodyMeetingViewSet, DecisionViewSet, FinancialReportViewSet, PaperViewSet, BodyRuleViewSet,
    )  # fmt: skip
    menu_label = label(Message("Body meetings", context="office"))
    menu_name = "body-meetings"  # in whatever language the menu is first shown
    menu_icon = "group"
    menu_order = 135


register_snippet(MeetingsGroup)
