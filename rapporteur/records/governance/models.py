"""People, bodies, seats and who held them when; the focal points of the regions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.database.overlaps import NoOverlap
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Dated, DatedQuerySet, Named, end_after_start
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.core.spans import has_begun
from rapporteur.records.governance.enums import BodyKind, HeadcountGroup, HeadcountOrigin, SeatRole
from rapporteur.records.members.models import Organisation, Region


class PersonQuerySet(SearchQuerySet["Person"]):
    """Questions to people."""

    def public(self, by: date) -> Self:
        """What the portal shows: who holds or held a seat, or looks or looked after a region, by the day `by`."""
        held = Mandate.objects.public(by).values("person")
        return self.filter(Q(pk__in=held) | Q(pk__in=FocalPoint.objects.public(by).values("person")))


class SeatQuerySet(DatedQuerySet["Seat"]):
    """Questions to seats."""

    def public(self, by: date) -> Self:
        """What the portal shows: seats that are or were there by the day `by`, without notes."""
        return self.after_start(by).defer("note")


class MandateQuerySet(DatedQuerySet["Mandate"]):
    """Questions to mandates."""

    def public(self, by: date) -> Self:
        """What the portal shows: mandates begun by the day `by`, of seats that were there; none agreed for later."""
        return self.after_start(by).filter(has_begun(by, "seat__"))


class FocalPointQuerySet(DatedQuerySet["FocalPoint"]):
    """Questions to focal points."""

    def public(self, by: date) -> Self:
        """What the portal shows: who looks or looked after a region by the day `by`."""
        return self.after_start(by)


class Person(Named, Searchable):
    """Somebody who holds or held a seat, works for the secretariat or signs."""

    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)

    name = models.CharField(max_length=150)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        return self.name


class Body(ClusterableModel, Searchable):
    """The board, the general assembly, a committee, the secretariat…"""

    called_by: ClassVar[tuple[str, ...]] = ("name",)

    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=24, choices=BodyKind.choices)
    name = LocalizedTextField()

    objects = SearchQuerySet["Body"].as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_known")]

    def __str__(self) -> str:
        return self.slug


class BodyHeadcount(models.Model):
    """How many women, men or others sat in a body, or worked in it, on a day, as they declared or somebody counted.

    A number is what a person said: none is worked out of the names of those who hold its seats.
    """

    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="headcounts")
    counted_date = models.DateField()
    who = models.CharField(max_length=12, choices=HeadcountGroup.choices)
    people = models.PositiveIntegerField()
    origin = models.CharField(max_length=8, choices=HeadcountOrigin.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "counted_date", "who"], name="body_counted_once_a_day"),
            models.CheckConstraint(
                condition=Q(who__in=HeadcountGroup.values), name="body_headcount_group_known"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=HeadcountOrigin.values), name="body_headcount_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.who}"


class Seat(Dated, Searchable):
    """A place in a body; it stays when its holder goes. `function` is what a vacant seat is called."""

    searched: ClassVar[tuple[str, ...]] = ("slug", "function")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "body", "region", "organisation")
    called_by: ClassVar[tuple[str, ...]] = ("function",)

    slug = models.SlugField(max_length=120, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=30, choices=SeatRole.choices)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    function = LocalizedTextField()
    order = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("seat_ends_after_start"),
            models.CheckConstraint(condition=Q(role__in=SeatRole.values), name="seat_role_known"),
            # what rows refer to that name a seat together with its body
            models.UniqueConstraint(fields=["id", "body"], name="body_of_seat"),
        ]

    def __str__(self) -> str:
        return self.slug


class Mandate(Dated):
    """Who holds a seat, or acts in it, from when until when; without a mandate in force a seat is vacant."""

    found_by: ClassVar[tuple[str, ...]] = ("seat", "person")
    called_by: ClassVar[tuple[str, ...]] = ("person",)

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    function = LocalizedTextField(help_text="The holder’s own office: “Mayor of …”.")
    acting = models.BooleanField(default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("mandate_ends_after_start"),
            NoOverlap(fields=["seat"], name="mandates_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.person_id}"


class FocalPoint(Dated):
    """Who in the secretariat looks after a region."""

    found_by: ClassVar[tuple[str, ...]] = ("region", "person")
    called_by: ClassVar[tuple[str, ...]] = ("person",)

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="focal_points")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="focal_points")

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        constraints = [
            end_after_start("focal_point_ends_after_start"),
            NoOverlap(fields=["region", "person"], name="focal_points_apart"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}: {self.person_id}"
