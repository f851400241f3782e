"""Organisations, their dated names, aliases and regional affiliations, memberships, regions and prospects."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, ClassVar, Self, TypeVar

from django.db import models, transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.base import ModelBase
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.database.overlaps import NoOverlap, make_way
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import (
    COUNTRY,
    LATITUDE,
    LONGITUDE,
    Dated,
    DatedQuerySet,
    Named,
    end_after_start,
    on_earth,
)
from rapporteur.base.core.searching import Searchable, SearchQuerySet
from rapporteur.base.core.spans import joined_in_force
from rapporteur.records.members.enums import AliasKind, MembershipCategory, OrganisationKind, ProspectStage

R = TypeVar("R", bound=models.QuerySet[Any])


def lying_within(records: R, regions: Collection[str], *links: str) -> R:
    """Return the records that lie in one of `regions` (codes), and those that lie in none.

    A record lies in every region that an organisation belongs or belonged to, to which one of its `links` leads.
    """
    placed = RegionalAffiliation.objects.all()
    own = placed.filter(region__slug__in=regions)
    near, anywhere = Q(), Q()
    for link in links:
        rows, key, column = _rows_of_link(records.model, link)
        if rows is None:
            near |= Q((f"{column}__in", own.values("organisation")))
            anywhere |= Q((f"{column}__in", placed.values("organisation")))
        else:
            # Asked of each record, by its own rows: those that lie in a region would be a fifth of all, to be put
            # together for each question. `+ 0` keeps SQLite from trying every organisation of the region instead.
            own_rows = rows.filter((key, OuterRef("pk"))).annotate(
                lies_at=ExpressionWrapper(F(f"{column}_id") + 0, output_field=models.BigIntegerField())
            )
            near |= Q(Exists(own_rows.filter(lies_at__in=own.values("organisation"))))
            anywhere |= Q(Exists(own_rows.filter(lies_at__in=placed.values("organisation"))))
    found: R = records.filter(near | ~anywhere)
    return found


def _rows_of_link(model: type[models.Model], link: str) -> tuple[models.QuerySet[Any] | None, str, str]:
    """Return the rows by which records of a kind lead to organisations, their column for the record, that for them.

    None where a column of the record itself leads there.
    """
    name, _, column = link.partition("__")
    field: Any = model._meta.pk if name == "pk" else model._meta.get_field(name)
    if field.one_to_many:
        return field.related_model._base_manager.all(), field.field.name, column
    if field.many_to_many:
        through = field.remote_field.through
        return through._base_manager.all(), field.m2m_field_name(), field.m2m_reverse_field_name()
    return None, "", link


class RegionQuerySet(SearchQuerySet["Region"]):
    """Questions to regions."""

    def public(self) -> Self:
        """What the portal shows: every region."""
        return self.all()


class Region(Searchable):
    """A region of the association: its own division of the world."""

    called_by: ClassVar[tuple[str, ...]] = ("name",)

    slug = models.SlugField(unique=True)
    name = LocalizedTextField()
    order = models.PositiveSmallIntegerField(unique=True)

    objects = RegionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug


class OrganisationQuerySet(SearchQuerySet["Organisation"]):
    """Questions to organisations."""

    def public(self, by: date) -> Self:
        """What the portal shows: members and those that were, by the day `by`; prospects and others are not."""
        return self.filter(pk__in=Membership.objects.public(by).values("organisation")).defer("note")

    def with_region(self, on: date) -> Self:
        """Together with the slug of the region that each belongs to on the day `on`, as `region_slug`."""
        joined = self.annotate(placed=joined_in_force("affiliations", on))
        return joined.annotate(region_slug=models.F("placed__region__slug"))

    def within(self, regions: Collection[str]) -> Self:
        """Only those that belong or belonged to one of `regions` (codes), or to none."""
        return lying_within(self, regions, "pk")

    def in_region(self, region: Region, on: date) -> Self:
        """Only those that belong to `region` on the day `on`."""
        placed = RegionalAffiliation.objects.in_force(on).filter(region=region)
        return self.filter(pk__in=placed.values("organisation"))


class Organisation(Named, ClusterableModel):
    """A city, region, metropolitan government, agency… whether a member, a prospect or neither."""

    found_by: ClassVar[tuple[str, ...]] = ("slug", "names", "aliases")
    called_by: ClassVar[tuple[str, ...]] = ("names",)

    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    country = models.CharField(max_length=2, validators=[COUNTRY])
    latitude = models.FloatField(null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, blank=True, validators=LONGITUDE)
    wikidata = models.CharField(max_length=20, blank=True)
    geonames = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            on_earth("organisation_on_earth"),
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z][A-Z]$"), name="organisation_country_code"
            ),
        ]

    @transaction.atomic
    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Save with its names and regions, whose dates may have been exchanged."""
        written = None if update_fields is None else frozenset(update_fields)
        make_way(self, written)
        super().save(force_insert=force_insert, force_update=force_update, using=using, update_fields=written)


class OrganisationNameQuerySet(DatedQuerySet["OrganisationName"]):
    """Questions to the names of organisations."""

    def public(self, by: date) -> Self:
        """What the portal shows: names taken by the day `by`, by whoever they are borne: ask for those shown alone."""
        return self.after_start(by)


class AffiliationQuerySet(DatedQuerySet["RegionalAffiliation"]):
    """Questions to regional affiliations."""

    def public(self, by: date) -> Self:
        """What the portal shows: affiliations of members, begun by the day `by`."""
        return self.after_start(by).filter(organisation__in=Organisation.objects.public(by).values("pk"))


class OrganisationName(Dated, Searchable):
    """The names of an organisation in every language, for as long as they held."""

    searched: ClassVar[tuple[str, ...]] = ("name",)

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = LocalizedTextField()

    objects = OrganisationNameQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("name_ends_after_start"),
            NoOverlap(fields=["organisation"], name="names_apart"),
        ]

    def __str__(self) -> str:
        return str(self.name.best(("en",)))


class RegionalAffiliation(Dated):
    """The region of the association that an organisation belongs to, for as long as it does."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="affiliations")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="affiliations")

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("affiliation_ends_after_start"),
            NoOverlap(fields=["organisation"], name="affiliations_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.region_id}"


class AliasQuerySet(SearchQuerySet["OrganisationAlias"]):
    """Questions to further spellings."""

    def public(self) -> Self:
        """What the portal finds members by: every spelling."""
        return self.all()


class OrganisationAlias(Searchable):
    """Another spelling; `language` is `und` where it belongs to none in particular."""

    searched: ClassVar[tuple[str, ...]] = ("text",)
    called_by: ClassVar[tuple[str, ...]] = ("text",)

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="und")
    kind = models.CharField(max_length=12, choices=AliasKind.choices, default=AliasKind.SPELLING)

    objects = AliasQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text", "language"], name="alias_once_per_language"
            ),
            models.CheckConstraint(condition=Q(kind__in=AliasKind.values), name="alias_kind_known"),
            models.CheckConstraint(condition=~Q(text=""), name="alias_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text


class MembershipQuerySet(DatedQuerySet["Membership"]):
    """Questions to memberships."""

    def public(self, by: date) -> Self:
        """What the portal shows: memberships begun by the day `by`; none that is agreed for later."""
        return self.after_start(by)

    def in_region(self, region: Region, on: date) -> Self:
        """Only those of organisations that belong to `region` on the day `on`."""
        return self.filter(organisation__in=Organisation.objects.in_region(region, on).values("pk"))


class Membership(Dated):
    """That an organisation is a member, from when, until when, and by which decision."""

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)
    called_by: ClassVar[tuple[str, ...]] = ("organisation",)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    category = models.CharField(max_length=10, choices=MembershipCategory.choices)
    decision = models.CharField(max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("membership_ends_after_start"),
            models.CheckConstraint(
                condition=Q(category__in=MembershipCategory.values), name="membership_category_known"
            ),
            NoOverlap(fields=["organisation"], name="memberships_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.category}"


class ProspectQuerySet(DatedQuerySet["Prospect"]):
    """Questions to prospects."""

    def within(self, regions: Collection[str]) -> Self:
        """Only those of organisations that belong or belonged to one of `regions` (codes), or to none."""
        return lying_within(self, regions, "organisation")


class Prospect(Dated):
    """An organisation that may become a member, at one stage of the way."""

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)
    called_by: ClassVar[tuple[str, ...]] = ("organisation",)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="prospects")
    stage = models.CharField(max_length=12, choices=ProspectStage.choices)

    objects = ProspectQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("prospect_ends_after_start"),
            models.CheckConstraint(condition=Q(stage__in=ProspectStage.values), name="prospect_stage_known"),
            NoOverlap(fields=["organisation"], name="prospect_stages_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.stage}"
