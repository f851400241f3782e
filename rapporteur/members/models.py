"""Organisations, their dated names, aliases and regional affiliations, memberships, regions and prospects."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models, transaction
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.core.constraints import NoOverlap, check_apart, make_way
from rapporteur.core.fields import LocalizedTextField
from rapporteur.core.models import (
    COUNTRY,
    LATITUDE,
    LONGITUDE,
    Dated,
    DatedQuerySet,
    Editorial,
    PublishedQuerySet,
    end_after_start,
    joined_in_force,
    on_earth,
)
from rapporteur.core.search import fold
from rapporteur.members.enums import AliasKind, MembershipCategory, OrganisationKind, ProspectStage


class Region(models.Model):
    """A region of the association: its own division of the world."""

    slug = models.SlugField(unique=True)
    name = LocalizedTextField()
    order = models.PositiveSmallIntegerField(unique=True)

    def __str__(self) -> str:
        return self.slug


class OrganisationQuerySet(PublishedQuerySet):
    """Questions to organisations."""

    def with_region(self, on: date) -> Self:
        """Together with the slug of the region that each belongs to on the day `on`, as `region_slug`."""
        joined = self.annotate(placed=joined_in_force("affiliations", on))
        return joined.annotate(region_slug=models.F("placed__region__slug"))

    def in_region(self, region: Region, on: date) -> Self:
        """Only those that belong to `region` on the day `on`."""
        placed = RegionalAffiliation.objects.in_force(on).filter(region=region)
        return self.filter(pk__in=placed.values("organisation"))


class Organisation(Editorial, ClusterableModel):
    """A city, region, metropolitan government, agency… whether a member, a prospect or neither."""

    kind = models.CharField(max_length=30, choices=OrganisationKind.choices)
    country = models.CharField(max_length=2, validators=[COUNTRY])
    latitude = models.FloatField(null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, blank=True, validators=LONGITUDE)
    wikidata = models.CharField(max_length=20, blank=True)
    geonames = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()

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
    def save(self, **kwargs: Any) -> None:
        """Save with its names and regions, whose dates may have been exchanged."""
        make_way(self, kwargs.get("update_fields"))
        super().save(**kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision of the organisation. Raises PeriodsOverlap."""
        check_apart(self)
        return super().publish(revision, *args, **kwargs)


class OrganisationName(Dated):
    """The names of an organisation in every language, for as long as they held."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = LocalizedTextField()

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

    class Meta:
        constraints = [
            end_after_start("affiliation_ends_after_start"),
            NoOverlap(fields=["organisation"], name="affiliations_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.region_id}"


class OrganisationAlias(models.Model):
    """Another spelling; `language` is `und` where it belongs to none in particular."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="und")
    kind = models.CharField(max_length=12, choices=AliasKind.choices, default=AliasKind.SPELLING)
    folded = models.CharField(max_length=200, editable=False, db_index=True)

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what is derived."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Keep the searchable form beside the text."""
        self.folded = fold(self.text)


class MembershipQuerySet(DatedQuerySet):
    """Questions to memberships."""

    def voting(self) -> Self:
        """Without honorary members."""
        return self.filter(category=MembershipCategory.FULL)

    def in_region(self, region: Region, on: date) -> Self:
        """Only those of organisations that belong to `region` on the day `on`."""
        return self.filter(organisation__in=Organisation.objects.in_region(region, on).values("pk"))


class Membership(Dated):
    """That an organisation is a member, from when, until when, and by which decision."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    category = models.CharField(max_length=10, choices=MembershipCategory.choices)
    decision = models.CharField(max_length=200, blank=True)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

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


class Prospect(Dated):
    """An organisation that may become a member, at one stage of the way."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="prospects")
    stage = models.CharField(max_length=12, choices=ProspectStage.choices)

    class Meta:
        constraints = [
            end_after_start("prospect_ends_after_start"),
            models.CheckConstraint(condition=Q(stage__in=ProspectStage.values), name="prospect_stage_known"),
            NoOverlap(fields=["organisation"], name="prospect_stages_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.stage}"
