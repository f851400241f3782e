"""Courses, who takes part in them and who provides them in the back office."""

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
from rapporteur.interfaces.office.listing.ordering import BY_NAME
from rapporteur.interfaces.office.screens.calls import NOBODY, ONE_OF_BOTH, spoken_here
from rapporteur.interfaces.office.screens.lines import take_lines
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields, yes_no_column
from rapporteur.interfaces.office.words import label
from rapporteur.records.training.models import Certificate, Course, Participant, Provider

ENDS_FIRST = Message("It ends before it begins: correct one of the two days.", context="office")
WHOLE_MARK = Message("Say how many answered, what they gave on average, and the best mark.", context="office")
WITHDRAWN_FIRST = Message(
    "It is withdrawn before it is given: correct one of the two days.", context="office"
)
OFF_SCALE = Message("It cannot be better than the best mark.", context="office")


class CourseForm(EditorialForm):
    """What cannot be is said at its field; languages are lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_lines(self, "languages", spoken_here)

    def clean(self) -> Any:
        """Refuse days that cannot be, and a mark that says nothing."""
        cleaned = super().clean()
        start, end = cleaned.get("start_date"), cleaned.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", say(ENDS_FIRST, reader()))
        answers, mean, scale = (cleaned.get(f"evaluation_{name}") for name in ("answers", "mean", "scale"))
        if (mean is not None or scale is not None) and None in (answers, mean, scale):
            self.add_error("evaluation_mean", say(WHOLE_MARK, reader()))
        elif mean is not None and scale is not None and mean > scale:
            self.add_error("evaluation_mean", say(OFF_SCALE, reader()))
        return cleaned


class CourseFilterSet(WagtailFilterSet):
    """Courses by kind, provider, programme and their days."""

    begins = django_filters.DateFromToRangeFilter(
        field_name="start_date",
        label=label(Message("Begins", context="office")),
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = Course
        fields: ClassVar[list[str]] = ["kind", "mode", "provider", "programme", "cancelled"]


class CourseViewSet(RecordViewSet):
    """Courses, seminars and webinars, with the numbers of those who took part."""

    model = Course
    icon = "calendar"
    base_form_class = CourseForm
    filterset_class = CourseFilterSet
    list_display: ClassVar[list[Any]] = [
        "slug", "kind", "provider", "start_date", "end_date", yes_no_column("cancelled"),
    ]  # fmt: skip
    ordering = ("-start_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """What is taught by whom; when and where; who took part; what they got and what they thought of it."""
        number = [
            *fields("organisation", "country"),
            FieldRowPanel(fields("attendance", "who")),
            FieldRowPanel(fields("people", "exactness", "origin")),
        ]
        return [
            *fields("title", "kind", "theme", "provider", "programme", "organisers", "activity"),
            MultiFieldPanel(
                [
                    FieldRowPanel(fields("start_date", "end_date")),
                    *fields("mode", "place_organisation", "place_name", "languages", "capacity", "cancelled"),
                ],
                heading=label(Message("When and where", context="office")),
            ),
            InlinePanel(
                "numbers",
                panels=number,
                label=label(Message("number", context="office")),
                heading=label(Message("Who took part, where only numbers are known", context="office")),
            ),
            *fields("country_count"),
            FieldRowPanel(fields("certificate_count", "certificate_exactness")),
            MultiFieldPanel(
                [
                    *fields("evaluation"),
                    FieldRowPanel(fields("evaluation_answers", "evaluation_mean", "evaluation_scale")),
                ],
                heading=label(Message("What they thought of it", context="office")),
            ),
            *fields("link", "note"),
        ]


class ParticipantForm(EditorialForm):
    """Somebody is a person on record or a name."""

    def clean(self) -> Any:
        """Refuse both, and nobody."""
        cleaned = super().clean()
        person, name = cleaned.get("person"), cleaned.get("name")
        if bool(person) is bool(name):
            self.add_error("name", say(ONE_OF_BOTH if name else NOBODY, reader()))
        return cleaned


class ParticipantViewSet(RecordViewSet):
    """Who takes part in courses, by name; who came is noted on the page of the course."""

    model = Participant
    icon = "group"
    base_form_class = ParticipantForm
    list_display: ClassVar[list[Any]] = [
        "slug", "course", "organisation", "sex", "registered_date", "attendance",
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["course", "attendance"]
    ordering = ("course__slug", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """Who, in which course, for whom; what they said of themselves; whether they came."""
        return [
            *fields("course"),
            FieldRowPanel(fields("person", "name")),
            FieldRowPanel(fields("organisation", "country")),
            *fields("sex"),
            FieldRowPanel(fields("registered_date", "attendance")),
            *fields("consent", "note"),
        ]


class CertificateForm(EditorialForm):
    """What cannot be is said at its field."""

    def clean(self) -> Any:
        """Refuse one that is withdrawn before it was given."""
        cleaned = super().clean()
        issued, withdrawn = cleaned.get("issued_date"), cleaned.get("withdrawn_date")
        if issued and withdrawn and withdrawn < issued:
            self.add_error("withdrawn_date", say(WITHDRAWN_FIRST, reader()))
        return cleaned


class CertificateViewSet(RecordViewSet):
    """Certificates of courses; those of a whole course are given on its page."""

    model = Certificate
    icon = "doc-full-inverse"
    base_form_class = CertificateForm
    list_display: ClassVar[list[Any]] = ["slug", "year", "number", "issued_date", "withdrawn_date"]
    list_filter: ClassVar[list[str]] = ["year", "participant__course"]
    ordering = ("-year", "-number")

    @staticmethod
    def panels_of() -> list[Any]:
        """Whose, given and withdrawn when; number and code follow."""
        return [*fields("participant"), FieldRowPanel(fields("issued_date", "withdrawn_date"))]


class ProviderViewSet(RecordViewSet):
    """Who gives courses, with seat and regional centres."""

    model = Provider
    icon = "site"
    list_display: ClassVar[list[Any]] = ["slug", "short_name"]
    ordering = (BY_NAME, "slug")
    called_in = "name"

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is called, and where it is at home."""
        return [
            *fields("name", "short_name"),
            InlinePanel(
                "centres",
                panels=fields("organisation", "name", "seat"),
                label=label(Message("centre", context="office")),
                heading=label(Message("Seat and centres", context="office")),
            ),
            *fields("link", "note"),
        ]


class TrainingGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (CourseViewSet, ParticipantViewSet, CertificateViewSet, ProviderViewSet)
    menu_label = label(Message("Training", context="office"))
    menu_name = "training"  # in whatever language the menu is first shown
    menu_icon = "calendar"
    menu_order = 163


register_snippet(TrainingGroup)
