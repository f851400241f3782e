"""Organisations, memberships, prospects and regions in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.core.search import fold
from rapporteur.core.viewsets import STATUS, FoldedIndexView, RecordViewSet, fields, text_column
from rapporteur.members.models import Membership, Organisation, Prospect, Region


class RegionFilterSet(WagtailFilterSet):
    """Records chosen by the region that they belong to today, beside their own fields."""

    region = django_filters.ModelChoiceFilter(
        queryset=Region.objects.order_by("order"), method="in_region", label="Region"
    )

    def in_region(self, queryset: Any, name: str, region: Region) -> Any:
        """Return what belongs to `region` today."""
        return queryset.in_region(region, timezone.localdate())


class OrganisationFilterSet(RegionFilterSet):
    """What organisations are chosen by."""

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = ["kind", "live", "memberships__category"]


class MembershipFilterSet(RegionFilterSet):
    """What memberships are chosen by."""

    class Meta:
        model = Membership
        fields: ClassVar[list[str]] = ["category"]


class OrganisationIndexView(FoldedIndexView):
    """Organisations found by slug or by another spelling."""

    def matching(self, queryset: Any, text: str) -> Any:
        """Return those of which each word stands in the slug, or in one alias."""
        words = fold(text).split()
        by_slug, by_alias = Q(), Q()
        for word in words:
            by_slug &= Q(slug__contains=word)
            by_alias &= Q(aliases__folded__contains=word)
        return queryset.filter(by_slug | by_alias).distinct()


class OrganisationViewSet(RecordViewSet):
    """Cities, regions, agencies…"""

    model = Organisation
    icon = "site"
    index_view_class = OrganisationIndexView
    list_display: ClassVar[list[Any]] = [
        "slug", "kind", "country", Column("region", accessor="region_slug", sort_key="region_slug"), *STATUS
    ]  # fmt: skip
    filterset_class = OrganisationFilterSet
    ordering = ("slug",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        """Return the organisations with the region that they belong to today."""
        listed: QuerySet[Organisation] = Organisation.objects.with_region(timezone.localdate())
        return listed

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, what it is called, where it lies."""
        dated = FieldRowPanel(fields("start", "end"))
        return [
            *fields("slug", "kind"),
            InlinePanel("names", panels=[FieldPanel("name"), dated], label="name", heading="Names"),
            InlinePanel("aliases", panels=fields("text", "language", "kind"), label="spelling"),
            MultiFieldPanel(
                [FieldPanel("country"), FieldRowPanel(fields("latitude", "longitude"))],
                heading="Where it lies",
            ),
            InlinePanel(
                "affiliations",
                panels=[FieldPanel("region"), dated],
                label="region",
                heading="Regional affiliations",
            ),
            *fields("wikidata", "geonames", "note"),
        ]


class MembershipViewSet(RecordViewSet):
    """Who is a member, from when until when."""

    model = Membership
    icon = "group"
    list_display: ClassVar[list[Any]] = ["organisation", "category", "start", "end"]
    filterset_class = MembershipFilterSet
    search_fields: ClassVar[list[str]] = ["organisation__slug"]
    ordering = ("organisation__slug", "id")

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
    ordering = ("organisation__slug", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """Who, how near, since when."""
        return fields("organisation", "stage", "start", "end")


class RegionViewSet(RecordViewSet):
    """The association's own division of the world."""

    model = Region
    icon = "globe"
    list_display: ClassVar[list[Any]] = ["slug", text_column("name"), Column("order")]
    ordering = ("order",)

    @staticmethod
    def panels_of() -> list[Any]:
        """Its name and place among the regions."""
        return fields("slug", "name", "order")


class MembersGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (OrganisationViewSet, MembershipViewSet, ProspectViewSet, RegionViewSet)
    menu_label = "Members"
    menu_icon = "site"
    menu_order = 120


register_snippet(MembersGroup)
