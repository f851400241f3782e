"""Activities, whom they activated and what they serve; bilateral meetings; media mentions."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.activities.enums import ActivationRole, ActivityKind, DatePrecision
from rapporteur.core.dates import DateSpan
from rapporteur.core.fields import LocalizedTextField
from rapporteur.core.models import (
    COUNTRY,
    LATITUDE,
    LONGITUDE,
    Editorial,
    PublishedQuerySet,
    on_earth,
)
from rapporteur.core.periods import Period
from rapporteur.core.search import fold
from rapporteur.members.models import Organisation
from rapporteur.plan.models import Node
from rapporteur.programmes.models import Initiative


class HappenedQuerySet(PublishedQuerySet):
    """Questions to what happened at some time."""

    def in_period(self, period: Period) -> Self:
        """What began in `period`: everything is reported once, in the period in which it began."""
        return self.filter(start_date__gte=period.start, start_date__lt=period.end)

    def matching(self, text: str) -> Self:
        """Those whose texts contain every word of `text`, whatever its case and accents."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_text__contains=word)
        return found


class Happened(models.Model):
    """When something happened: `start_date` to `end_date`, both included.

    Where only the month is known these are its first and last day, and `date_precision` says so.
    """

    start_date = models.DateField(db_index=True)
    end_date = models.DateField()
    date_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)

    class Meta:
        abstract = True

    @property
    def dates(self) -> DateSpan:
        """The dates as a value."""
        if self.date_precision == DatePrecision.MONTH:
            return DateSpan(month=f"{self.start_date:%Y-%m}")
        return DateSpan(self.start_date, self.end_date)

    @dates.setter
    def dates(self, span: DateSpan) -> None:
        self.start_date, self.end_date = span.first_day, span.last_day
        self.date_precision = DatePrecision.MONTH if span.is_month_only else DatePrecision.DAY


def happened_constraints(name: str) -> list[models.CheckConstraint]:
    """Constrain the columns of :class:`Happened`."""
    return [
        models.CheckConstraint(condition=Q(end_date__gte=F("start_date")), name=f"{name}_ends_after_start"),
        models.CheckConstraint(
            condition=Q(date_precision__in=DatePrecision.values), name=f"{name}_precision_known"
        ),
    ]


class Activity(Editorial, ClusterableModel, Happened):
    """Something that the network did: logged once, counted everywhere."""

    essential = ("title",)

    title = LocalizedTextField()
    kind = models.CharField(max_length=20, choices=ActivityKind.choices)
    online = models.BooleanField(default=False)
    line = models.ForeignKey(
        Node,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reported_activities",
        help_text="The line of the plan under which it is reported.",
    )
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    text = LocalizedTextField(rich=True)
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")
    search_text = models.TextField(editable=False, blank=True)

    objects: ClassVar[Any] = HappenedQuerySet.as_manager()

    class Meta:
        constraints = [
            *happened_constraints("activity"),
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind_known"),
        ]
        indexes = [models.Index(fields=["live", "start_date"], name="activity_live_start")]

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what is derived."""
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Keep the searchable form of the texts beside them."""
        texts = [self.slug, *(text for field in (self.title, self.text) for _, text in sorted(field.items()))]
        self.search_text = " ".join(fold(text) for text in texts)


class ActivityPlace(models.Model):
    """A place of an activity: an organisation's (its name and coordinates) or one of its own."""

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="places")
    position = models.PositiveSmallIntegerField(default=0)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_places"
    )
    name = LocalizedTextField()
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    latitude = models.FloatField(null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, blank=True, validators=LONGITUDE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "position"], name="place_position_once"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, latitude__isnull=True, longitude__isnull=True)
                | (Q(organisation__isnull=True) & ~Q(name={})),
                name="place_is_one_thing",
            ),
            on_earth("place_on_earth"),
        ]

    def __str__(self) -> str:
        return self.name.best(("en",)) or str(self.organisation)


class Activation(models.Model):
    """That an activity activated an organisation, and as what; the same one twice only in two roles."""

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="activations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activations")
    role = models.CharField(max_length=12, choices=ActivationRole.choices, default=ActivationRole.PARTICIPANT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "role"], name="activated_once_per_role"
            ),
            models.CheckConstraint(condition=Q(role__in=ActivationRole.values), name="activation_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"


class ActivityDeliverable(models.Model):
    """That an activity is evidence for a deliverable of the plan."""

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="deliverables")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "node"], name="deliverable_once"),
        ]

    def __str__(self) -> str:
        return str(self.node)


class ActivityPhoto(models.Model):
    """A photograph with what must be known of it before it is printed."""

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey("wagtailimages.Image", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    alt = LocalizedTextField()
    caption = LocalizedTextField()
    credit = models.CharField(max_length=200, blank=True)
    consent = models.BooleanField(
        default=False, help_text="Those who can be recognised agreed to its publication."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "position"], name="photo_position_once")]

    def __str__(self) -> str:
        return self.alt.best(("en",)) or str(self.image_id)


class BilateralMeeting(Happened):
    """A meeting with members or prospects, perhaps on the occasion of an activity."""

    slug = models.SlugField(max_length=120, unique=True)
    place_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_meetings"
    )
    place_name = LocalizedTextField()
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    latitude = models.FloatField(null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, blank=True, validators=LONGITUDE)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="bilateral_meetings"
    )
    participants = models.ManyToManyField(Organisation, related_name="bilateral_meetings")
    note = models.TextField(blank=True)

    objects: ClassVar[Any] = HappenedQuerySet.as_manager()

    class Meta:
        constraints = [
            *happened_constraints("meeting"),
            models.CheckConstraint(
                condition=Q(place_organisation__isnull=False) | ~Q(place_name={}),
                name="meeting_has_place",
            ),
            on_earth("meeting_on_earth"),
        ]

    def __str__(self) -> str:
        return self.slug


class MediaMention(Happened):
    """The network mentioned by a newspaper, a website, a newsletter…"""

    slug = models.SlugField(max_length=120, unique=True)
    outlet = models.CharField(max_length=120)
    subject = LocalizedTextField()
    channels = models.JSONField(default=list, blank=True)
    link = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    objects: ClassVar[Any] = HappenedQuerySet.as_manager()

    class Meta:
        constraints = [
            *happened_constraints("mention"),
            models.CheckConstraint(condition=~Q(outlet=""), name="mention_names_outlet"),
        ]

    def __str__(self) -> str:
        return self.outlet
