"""Contacts of members in the back office: whom to write to, lists for invitations, who no longer answers."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.screens.calls import spoken_here
from rapporteur.interfaces.office.screens.lines import take_lines
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.contacts.models import Contact
from rapporteur.records.contacts.queries import may_be_invited
from rapporteur.records.members.models import Region, RegionalAffiliation

NO_WAY = Message("Give an e-mail, a telephone or a postal address.", context="office")
INVITED = {"yes": Message("may be invited", context="office"), "no": Message("may not", context="office")}


class ContactFilterSet(WagtailFilterSet):
    """Whom an invitation goes to: who agreed to it today, of which region, in which language; and who answers."""

    invited = django_filters.ChoiceFilter(
        choices=[(name, label(word)) for name, word in INVITED.items()],
        method="of_those_who_may",
        label=label(Message("Invitations today", context="office")),
    )
    region = django_filters.ModelChoiceFilter(
        queryset=Region.objects.order_by("order", "slug"),
        method="of_region",
        label=label(Message("Region", context="office")),
    )
    language = django_filters.ChoiceFilter(
        choices=lambda: list(spoken_here().items()),
        method="of_language",
        label=label(Message("Language", context="office")),
    )

    class Meta:
        model = Contact
        fields: ClassVar[list[str]] = ["answers", "organisation"]

    def of_those_who_may(self, queryset: Any, name: str, value: str) -> Any:
        """Return who may be invited today, or who may not."""
        keys = may_be_invited(timezone.localdate()).order_by().values("pk")
        return queryset.filter(pk__in=keys) if value == "yes" else queryset.exclude(pk__in=keys)

    def of_region(self, queryset: Any, name: str, value: Region) -> Any:
        """Return the contacts of organisations that lie in a region today."""
        there = RegionalAffiliation.objects.in_force(timezone.localdate()).filter(region=value)
        return queryset.filter(organisation__in=there.values("organisation"))

    def of_language(self, queryset: Any, name: str, value: str) -> Any:
        """Return who is written to in a language."""
        return queryset.filter(languages__icontains=f'"{value}"')


class ContactForm(EditorialForm):
    """What cannot be is said at its field; languages are lines."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_lines(self, "languages", spoken_here)

    def clean(self) -> Any:
        """Ask for a way to reach them."""
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("email", "phone", "address")):
            self.add_error("email", say(NO_WAY, reader()))
        return cleaned


class ContactViewSet(RecordViewSet):
    """Whom to write to at members and others. Nothing of it is printed, or public."""

    model = Contact
    icon = "mail"
    base_form_class = ContactForm
    filterset_class = ContactFilterSet
    list_display: ClassVar[list[Any]] = [
        "name", "organisation", "office", "email", "consent_date", "answers", "asked_date", "answered_date",
    ]  # fmt: skip
    ordering = ("organisation__slug", "slug")
    add_to_admin_menu = True
    menu_label = label(Message("Contacts", context="office"))
    menu_name = "contacts"  # in whatever language the menu is first shown
    menu_order = 123

    @staticmethod
    def panels_of() -> list[Any]:
        """Who, where, in which office; how to reach them; that they agreed, and who says so; from when until when."""
        return [
            *fields("organisation", "name", "office", "languages"),
            MultiFieldPanel(
                [FieldRowPanel(fields("email", "phone")), *fields("address")],
                heading=label(Message("How to reach them", context="office")),
            ),
            FieldRowPanel(fields("consent_date", "source")),
            FieldRowPanel(fields("start", "end")),
            *fields("note"),
        ]


register_snippet(ContactViewSet)
