"""Calls, applications and jurors in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.forms import EditorialForm, language_label
from rapporteur.interfaces.office.screens.lines import take_lines
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields, yes_no_column
from rapporteur.interfaces.office.words import label
from rapporteur.records.calls.enums import ApplicationDecision, CallOutcome, CallState
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.juries.models import Juror

CLOSES_FIRST = Message("It closes before it opens: correct one of the two days.", context="office")
TIME_OF_NO_DAY = Message("Say on which day, too.", context="office")
NOT_DECIDED = Message("It is to be decided: say what became of it, or leave the day empty.", context="office")
BOTH_SUMS = Message("Say how many women and how many men, or neither.", context="office")
ONE_OF_BOTH = Message("Choose a person or write a name, not both.", context="office")
NOBODY = Message("Choose a person, or write a name.", context="office")
ONE_REGION = Message("Choose a region or write a name, not both.", context="office")


def spoken_here() -> dict[str, str]:
    """Return the languages of the association, by code."""
    return {code: language_label(code) for code in association_languages()}


class ApplicationCallForm(EditorialForm):
    """What cannot be is said at its field; languages are lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_lines(self, "languages", spoken_here)

    def clean(self) -> Any:
        """Refuse days that cannot be, and half of what is only known whole."""
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_date"), cleaned.get("closes_date")
        if opens and closes and closes < opens:
            self.add_error("closes_date", say(CLOSES_FIRST, reader()))
        if cleaned.get("closes_time") and not closes:
            self.add_error("closes_date", say(TIME_OF_NO_DAY, reader()))
        if cleaned.get("outcome") == CallOutcome.PENDING and cleaned.get("decision_date"):
            self.add_error("decision_date", say(NOT_DECIDED, reader()))
        if (cleaned.get("stated_women") is None) is not (cleaned.get("stated_men") is None):
            self.add_error("stated_men", say(BOTH_SUMS, reader()))
        return cleaned


def _state(call: CallForApplications) -> str:
    return str(dict(named(CallState.choices))[call.state_at(timezone.now())])


class CallFilterSet(WagtailFilterSet):
    """Calls by kind, outcome, initiative and the day on which they close."""

    closes = django_filters.DateFromToRangeFilter(
        field_name="closes_date",
        label=label(Message("Closes", context="office")),
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = CallForApplications
        fields: ClassVar[list[str]] = ["kind", "outcome", "blind"]


class CallViewSet(RecordViewSet):
    """What is called for, from when until when, and what became of it."""

    model = CallForApplications
    icon = "mail"
    base_form_class = ApplicationCallForm
    filterset_class = CallFilterSet
    list_display: ClassVar[list[Any]] = [
        "slug", "kind", Column("state", label=label(Message("State", context="office")), accessor=_state),
        "opens_date", "closes_date", "application_count",
    ]  # fmt: skip
    ordering = ("-closes_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """What is called for and by what it is judged; when; who took part; who judges; what became of it."""
        return [
            *fields("name", "kind", "initiative", "activity", "eligible", "languages"),
            MultiFieldPanel(
                [
                    *fields("opens_date"),
                    FieldRowPanel(fields("closes_date", "closes_time", "time_zone")),
                    InlinePanel(
                        "graces",
                        panels=[
                            *fields("organisation"),
                            FieldRowPanel(fields("until_date", "until_time")),
                            *fields("reason"),
                        ],
                        label=label(Message("grace", context="office")),
                        heading=label(Message("Graces", context="office")),
                    ),
                ],
                heading=label(Message("When", context="office")),
            ),
            InlinePanel(
                "criteria",
                panels=fields("number", "title", "weight"),
                label=label(Message("criterion", context="office")),
                heading=label(Message("Criteria", context="office")),
            ),
            InlinePanel(
                "questions",
                panels=fields("number", "text"),
                label=label(Message("question", context="office")),
                heading=label(Message("Questions", context="office")),
            ),
            InlinePanel(
                "organisations",
                panels=fields("organisation", "role"),
                label=label(Message("organisation of an application not on record", context="office")),
                heading=label(
                    Message("Who took part, where the applications are not known", context="office")
                ),
            ),
            *fields("application_count"),
            MultiFieldPanel(
                [
                    *fields("jury_call", "blind", "country_rule", "judging_ends_date"),
                    FieldRowPanel(fields("women_least", "men_least", "regions_least")),
                    FieldRowPanel(fields("stated_women", "stated_men")),
                ],
                heading=label(Message("Jury", context="office")),
            ),
            MultiFieldPanel(
                [*fields("outcome"), FieldRowPanel(fields("decision_date", "decision_precision"))],
                heading=label(Message("What became of it", context="office")),
            ),
            *fields("link", "note"),
        ]


class ApplicationForm(EditorialForm):
    """What cannot be is said at its field."""

    def clean(self) -> Any:
        """Refuse a time of no day, and a day on which nothing was decided."""
        cleaned = super().clean()
        if cleaned.get("received_time") and not cleaned.get("received_date"):
            self.add_error("received_date", say(TIME_OF_NO_DAY, reader()))
        if cleaned.get("decision") == ApplicationDecision.PENDING and cleaned.get("decided_date"):
            self.add_error("decided_date", say(NOT_DECIDED, reader()))
        return cleaned


class ApplicationViewSet(RecordViewSet):
    """What organisations applied with."""

    model = Application
    icon = "doc-full"
    base_form_class = ApplicationForm
    list_display: ClassVar[list[Any]] = [
        "slug", "call", "number", "lead", "received_date", "decision",
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["call", "decision"]
    ordering = ("call__slug", "number", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """To what, by whom with whom, about what, when it came, what became of it."""
        return [
            *fields("call", "lead", "title", "summary"),
            InlinePanel(
                "partners",
                panels=fields("organisation", "confirmed_date"),
                label=label(Message("partner", context="office")),
            ),
            InlinePanel(
                "answers",
                panels=fields("number", "text"),
                label=label(Message("answer", context="office")),
                heading=label(Message("Answers", context="office")),
            ),
            *fields("contact"),
            FieldRowPanel(fields("received_date", "received_time")),
            FieldRowPanel(fields("decision", "decided_date")),
            *fields("note"),
        ]


class JurorForm(EditorialForm):
    """A juror is a person or a name, of a region or of what is called otherwise."""

    def clean(self) -> Any:
        """Refuse both, and nobody."""
        cleaned = super().clean()
        person, name = cleaned.get("person"), cleaned.get("name")
        if bool(person) is bool(name):
            self.add_error("name", say(ONE_OF_BOTH if name else NOBODY, reader()))
        if cleaned.get("region") and any((cleaned.get("region_name") or {}).values()):
            self.add_error("region", say(ONE_REGION, reader()))
        return cleaned


class JurorViewSet(RecordViewSet):
    """Who judges, or wants to: chosen from the page of the call."""

    model = Juror
    icon = "user"
    base_form_class = JurorForm
    list_display: ClassVar[list[Any]] = [
        "slug", "call", "stage", "region", "sex", yes_no_column("consent"), "declared_date",
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["call", "stage"]
    ordering = ("call__slug", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """Who, of which call, from where; what they said of themselves."""
        return [
            *fields("call"),
            FieldRowPanel(fields("person", "name")),
            *fields("organisation"),
            FieldRowPanel(fields("region", "country")),
            *fields("region_name", "sex", "consent", "account", "note"),
        ]


class CallsGroup(SnippetViewSetGroup):
    """These rooms in the menu."""

    items = (CallViewSet, ApplicationViewSet, JurorViewSet)
    menu_label = label(Message("Calls", context="office"))
    menu_name = "calls"  # in whatever language the menu is first shown
    menu_icon = "mail"
    menu_order = 162


register_snippet(CallsGroup)
