"""The association in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from babel import Locale
from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.collation import sort_key
from rapporteur.base.values.messages import Message
from rapporteur.base.values.sections import SECTIONS
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.interfaces.office.codes import regions_by_name
from rapporteur.interfaces.office.forms import EditorialForm, language_label
from rapporteur.interfaces.office.looks.colours import check_lines, check_own
from rapporteur.interfaces.office.looks.words import WORDS
from rapporteur.interfaces.office.pages.saving import ChangeView
from rapporteur.interfaces.office.screens.lines import take_lines
from rapporteur.interfaces.office.screens.sections import section_names
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.members.models import Region

OF_NEW_REPORTS = label(
    Message(
        "Of new reports: one per line, in the order in which they are printed. Empty: the usual ones.",
        context="section",
    )
)
LETTERS = 2
"""Of the codes of languages that are offered; what an association writes in already is offered whatever its code."""


def spoken() -> dict[str, str]:
    """Return the languages that CLDR names in the reader's, by code: an association may write in any of them."""
    codes = [code for code in map(str, Locale(ENGLISH).languages) if len(code) == LETTERS]
    return {code: language_label(code) for code in dict.fromkeys((*association_languages(), *codes))}


class AssociationForm(EditorialForm):
    """The association: its address, languages and colours are lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_lines(self, "address")
        take_lines(self, "languages", spoken)
        take_lines(self, "line_colours")
        take_lines(self, "sections", section_names, rows=len(SECTIONS), help_text=OF_NEW_REPORTS)
        source = self.fields["source_language"]
        key = sort_key(reader())
        choices = sorted(spoken().items(), key=lambda one: key(one[1]))
        self.fields["source_language"] = forms.ChoiceField(label=source.label, choices=choices)

    def clean_colour(self) -> str:
        """Return the colour; refuse one in which nothing can be seen well."""
        colour: str = self.cleaned_data["colour"]
        if "colour" in self.changed_data:
            check_own(colour)
        return colour

    def clean_line_colours(self) -> list[str]:
        """Return the colours of the lines; refuse one that no report could be laid out in."""
        colours: list[str] = self.cleaned_data["line_colours"]
        if "line_colours" in self.changed_data:
            check_lines(colours)
        return colours


class AssociationChangeView(ChangeView):
    """The form of the association, with how a report will look below it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and the languages of the preview, that of whoever looks first."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        languages = sorted(association_languages(), key=lambda one: one != reader())
        return context | {
            "looks": WORDS,
            "looks_languages": [(one, language_label(one)) for one in languages],
        }


class AssociationViewSet(RecordViewSet):
    """The association of this installation."""

    model = Association
    base_form_class = AssociationForm
    edit_view_class = AssociationChangeView
    edit_template_name = "office/looks/edit.html"
    icon = "home"
    list_display: ClassVar[list[Any]] = ["__str__"]
    ordering = ("slug",)

    @staticmethod
    def panels_of() -> list[Any]:
        """Who it is, how it is reached, how its reports look."""
        return [
            *fields("name", "short_name", "report_name", "licence"),
            MultiFieldPanel(
                fields("seat", "seat_country", "address", "phone", "email", "website", "hashtag"),
                heading=label(Message("Seat and contact", context="office")),
            ),
            MultiFieldPanel(
                fields("languages", "source_language"), heading=label(Message("Languages", context="office"))
            ),
            MultiFieldPanel(
                fields("currency", "fiscal_year_start"), heading=label(Message("Accounts", context="office"))
            ),
            MultiFieldPanel(
                fields("colour", "line_colours"), heading=label(Message("Colours", context="office"))
            ),
            MultiFieldPanel(fields("sections"), heading=label(Message("New reports", context="office"))),
            MultiFieldPanel(fields("escalation_days"), heading=label(Message("Reviews", context="reviews"))),
        ]


class RoleFilterSet(WagtailFilterSet):
    """What roles are chosen by."""

    region_code = django_filters.ChoiceFilter(
        choices=regions_by_name, label=label(Message("Region", context="office"))
    )

    class Meta:
        model = RoleAssignment
        fields: ClassVar[list[str]] = ["role", "region_code"]


class RoleForm(EditorialForm):
    """A role of an account: the region, for roles that are bound to one, is one of the association's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region_code"] = forms.ChoiceField(
            label=label(Message("Region", context="office")),
            choices=[("", "—"), *regions_by_name()],
            required=False,
        )


def region_of(role: RoleAssignment) -> str:
    """Return what the region of a role is called; a region that is gone by its code."""
    name: Any = getattr(role, "region_name", None)
    return name.best((get_language() or ENGLISH, *name)) if name else role.region_code


class RoleAssignmentViewSet(RecordViewSet):
    """Who may do what: the roles of the accounts. A role is taken and given, never changed."""

    model = RoleAssignment
    icon = "key"
    base_form_class = RoleForm
    menu_label = label(Message("Roles", context="office"))
    menu_name = "roles"  # in whatever language the menu is first shown
    list_display: ClassVar[list[Any]] = [
        "user",
        "role",
        Column("region_code", label=label(Message("Region", context="office")), accessor=region_of),
    ]
    filterset_class = RoleFilterSet
    ordering = ("user__username", "role", "region_code")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleAssignment]:
        """Return the roles, each with the name of its region."""
        region = Region.objects.filter(slug=OuterRef("region_code")).values("name")[:1]
        listed: QuerySet[RoleAssignment] = (
            super().get_queryset(request).annotate(region_name=Subquery(region))
        )
        return listed

    @staticmethod
    def panels_of() -> list[Any]:
        """Who, as what, for which region."""
        return fields("user", "role", "region_code")


class AssociationGroup(SnippetViewSetGroup):
    """What belongs to no other room."""

    items = (AssociationViewSet, RoleAssignmentViewSet)
    menu_label = label(Message("Association", context="office"))
    menu_name = "association"  # in whatever language the menu is first shown
    menu_icon = "home"
    menu_order = 190


register_snippet(AssociationGroup)
