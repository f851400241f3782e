"""Organisations, memberships, prospects and regions in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.codes import countries_of
from rapporteur.interfaces.office.listing.columns import reading
from rapporteur.interfaces.office.listing.ordering import BY_NAME
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields
from rapporteur.interfaces.office.words import field_label, label
from rapporteur.records.members.models import Membership, Organisation, Prospect, Region


class RegionFilterSet(WagtailFilterSet):
    """Records chosen by the region that they belong to today, beside their own fields."""

    region = django_filters.ModelChoiceFilter(
        queryset=Region.objects.order_by("order"),
        method="in_region",
        label=label(Message("Region", context="office")),
    )

    def in_region(self, queryset: Any, name: str, region: Region) -> Any:
        """Return what belongs to `region` today."""
        return queryset.in_region(region, timezone.localdate())


class OrganisationFilterSet(RegionFilterSet):
    """What organisations are chosen by."""

    country = django_filters.ChoiceFilter(
        choices=lambda: countries_of(Organisation), label=field_label("country")
    )

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = ["kind", "country", "memberships__category"]


class MembershipFilterSet(RegionFilterSet):
    """What memberships are chosen by."""

    class Meta:
        model = Membership
        fields: ClassVar[list[str]] = ["category"]


def _region_called(organisation: Any) -> str:
    name = organisation.region_name
    return name.best(reading(organisation)) if name else ""


class OrganisationViewSet(RecordViewSet):
    """Cities, regions, agencies…"""

    model = Organisation
    icon = "site"
    list_display: ClassVar[list[Any]] = [
        "slug",
        "kind",
        "country",
        Column("region", label=field_label("region"), accessor=_region_called, sort_key="region_order"),
    ]
    filterset_class = OrganisationFilterSet
    ordering = (BY_NAME, "slug")
    called_in = "names"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        """Return the organisations with the region that they belong to today."""
        seen: Any = super().get_queryset(request)
        listed: QuerySet[Organisation] = seen.with_region(timezone.localdate()).annotate(
            region_name=F("placed__region__name"), region_order=F("placed__region__order")
        )
        return listed

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, what it is called, where it lies."""
        dated = FieldRowPanel(fields("start", "end"))
        return [
            *fields("kind"),
            InlinePanel(
                "names",
                panels=[FieldPanel("name"), dated],
                label=label(Message("name", context="office")),
                heading=label(Message("Names", context="office")),
            ),
            InlinePanel(
                "aliases",
                panels=fields("text", "language", "kind"),
                label=label(Message("spelling", context="office")),
            ),
            MultiFieldPanel(
                [FieldPanel("country"), FieldRowPanel(fields("latitude", "longitude"))],
                heading=label(Message("Where it lies", context="office")),
            ),
            InlinePanel(
                "affiliations",
                panels=[FieldPanel("region"), dated],
                label=label(Message("region", context="office")),
                heading=label(Message("Regional affiliations", context="office")),
            ),
            *fields("wikidata", "geonames", "note"),
        ]


class MembershipViewSet(RecordViewSet):
    """Who is a member, from when until when."""

    model = Membership
    icon = "group"
    list_display: ClassVar[list[Any]] = ["organisation", "category", "start", "end"]
    filterset_class = MembershipFilterSet
    ordering = (BY_NAME, "id")
    called_in = "organisation__names"

    @staticmethod
    def panels_of() -> list[Any]:
        """Who, as what, for how long, by which decision."""
        return fields("organisation", "category", "start", "end", "decision")


class ProspectViewSet(RecordViewSet):
    """Who may become a member."""

    model = Prospect
    icon = "view"
    list_display: ClassVar[list[Any]] = ["organisation", "stage", "start", "end"]
    list_filter: ClassVar[list[str]] = ["stage"]
    ordering = (BY_NAME, "id")
    called_in = "organisation__names"

    @staticmethod
    def panels_of() -> list[Any]:
        """Who, how near, since when."""
        return fields("organisation", "stage", "start", "end")


class RegionViewSet(RecordViewSet):
    """The association's own division of the world."""

    model = Region
    icon = "globe"
    list_display: ClassVar[list[Any]] = ["slug", Column("order", label=field_label("order"))]
    ordering = ("order",)

    @staticmethod
    def panels_of() -> list[Any]:
        """Its name and place among the regions."""
        return fields("name", "order")


class MembersGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (OrganisationViewSet, MembershipViewSet, ProspectViewSet, RegionViewSet)
    menu_label = label(Message("Members", context="office"))
    menu_name = "members"  # in whatever language the menu is first shown
    menu_icon = "site"
    menu_order = 120


register_snippet(MembersGroup)
