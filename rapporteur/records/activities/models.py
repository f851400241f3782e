"""Activities, whom they activated and what they serve; bilateral meetings; media mentions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import (
    COUNTRY,
    LATITUDE,
    LONGITUDE,
    Editorial,
    PublishedQuerySet,
    check_link,
    on_earth,
)
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.records.activities.approvals import ApprovalRule
from rapporteur.records.activities.enums import (
    ActivationRole,
    ActivityKind,
    Channel,
    DatePrecision,
    HeadcountCapacity,
)
from rapporteur.records.activities.naming import meeting_called
from rapporteur.records.governance.enums import HeadcountExactness, HeadcountGroup, HeadcountOrigin
from rapporteur.records.members.models import Organisation, lying_within
from rapporteur.records.names.called import SaysItsName, name_of
from rapporteur.records.periods.locks import HeldByPeriods
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative

M = TypeVar("M", bound=models.Model)


class HappenedQuerySet(PublishedQuerySet[M]):
    """Questions to what happened at some time."""

    def in_period(self, period: Period) -> Self:
        """What began in `period`: everything is reported once, in the period in which it began."""
        return self.filter(start_date__gte=period.start, start_date__lt=period.end)


class OnDays(models.Model):
    """When something is: `start_date` to `end_date`, both included.

    Where only the month is known these are its first and last day, and `date_precision` says so.
    """

    start_date = models.DateField(db_index=True)
    end_date = models.DateField()
    date_precision = models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)

    class Meta:
        abstract = True

    @property
    def dates(self) -> Dates:
        """The dates as a value."""
        if self.date_precision == DatePrecision.MONTH:
            return Dates(month=f"{self.start_date:%Y-%m}")
        return Dates(self.start_date, self.end_date)

    @dates.setter
    def dates(self, dates: Dates) -> None:
        self.start_date, self.end_date = dates.first_day, dates.last_day
        self.date_precision = DatePrecision.MONTH if dates.is_month_only else DatePrecision.DAY


class Happened(HeldByPeriods, OnDays):
    """When something happened."""

    class Meta:
        abstract = True

    @property
    def days_held(self) -> tuple[date, date]:
        """The day on which it began: everything is reported once, in the period in which it began."""
        return self.start_date, self.start_date


def days_constraints(name: str) -> list[models.CheckConstraint]:
    """Constrain the columns of :class:`OnDays`."""
    return [
        models.CheckConstraint(condition=Q(end_date__gte=F("start_date")), name=f"{name}_ends_after_start"),
        models.CheckConstraint(
            condition=Q(date_precision__in=DatePrecision.values), name=f"{name}_precision_known"
        ),
    ]


class ActivityQuerySet(HappenedQuerySet["Activity"]):
    """Questions to activities."""

    def public(self) -> Self:
        """What the portal shows: published ones, without what is noted for the secretariat."""
        return self.published().defer("note")

    def within(self, regions: Collection[str]) -> Self:
        """Only those at or with organisations of one of `regions` (codes), or of none."""
        return lying_within(self, regions, "activations__organisation", "places__organisation")


class PartQuerySet(models.QuerySet[M]):
    """Questions to what activities are made of."""

    def public(self) -> Self:
        """What the portal shows: parts of published activities."""
        return self.filter(activity__live=True)


class PhotoQuerySet(PartQuerySet["ActivityPhoto"]):
    """Questions to photographs of activities."""

    def public(self) -> Self:
        """Those of published activities to whose publication whoever can be recognised agreed."""
        return super().public().filter(consent=True)


class Activity(Editorial, ClusterableModel, Happened, Searchable):
    """Something that the network did: logged once, counted everywhere."""

    essential = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title", "text")
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)

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

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            *days_constraints("activity"),
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="activity_kind_known"),
        ]
        indexes = [
            models.Index(fields=["live", "start_date"], name="activity_live_start"),
            # lists begin with the newest, whole or of one kind: pages far behind are found in the index alone
            models.Index(fields=["-start_date", "slug"], name="activity_newest"),
            models.Index(fields=["kind", "-start_date", "slug"], name="activity_newest_of_kind"),
            models.Index(fields=["end_date"], name="activity_end"),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def approvals_needed(self) -> int:
        """How many people approve it: one, unless its kind needs two."""
        found = ApprovalRule.objects.filter(kind=self.kind).values_list("approvals", flat=True).first()
        return found or 1


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

    said: ClassVar[Mapping[str, Message]] = {
        "place_is_one_thing": Message(
            "{organisation} or {name} is needed; with an organisation, whose place it then is, {latitude} and "
            "{longitude} stay empty.",
            context="constraint",
        )
    }
    objects = PartQuerySet["ActivityPlace"].as_manager()

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

    objects = PartQuerySet["Activation"].as_manager()

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

    objects = PartQuerySet["ActivityDeliverable"].as_manager()

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

    objects = PhotoQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "position"], name="photo_position_once")]

    def __str__(self) -> str:
        return self.alt.best(("en",)) or str(self.image_id)


class ActivityEvidence(models.Model):
    """What shows that an activity took place: a document of the library, or an address of the web; never printed.

    Whoever sees the activity sees it, and nobody else.
    """

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(default=0)
    title = LocalizedTextField()
    link = models.URLField(blank=True, validators=[check_link])
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dated = models.DateField(null=True, blank=True, help_text="The day that it bears, where it bears one.")

    class Meta:
        verbose_name_plural = "activity evidence"
        constraints = [
            models.UniqueConstraint(fields=["activity", "position"], name="evidence_position_once"),
            models.CheckConstraint(condition=~Q(title={}), name="evidence_says_what"),
            models.CheckConstraint(
                condition=Q(~Q(link=""), document__isnull=True) | Q(link="", document__isnull=False),
                name="evidence_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.title.best(("en",)) or self.link


class Headcount(models.Model):
    """How many women, men or others took part in an activity, as what, as somebody declared or counted them.

    A number is what a person said: none is worked out of names, pictures or the other numbers.
    """

    activity = ParentalKey(Activity, on_delete=models.CASCADE, related_name="headcounts")
    capacity = models.CharField(
        max_length=14, choices=HeadcountCapacity.choices, default=HeadcountCapacity.PARTICIPANT
    )
    who = models.CharField(max_length=12, choices=HeadcountGroup.choices)
    people = models.PositiveIntegerField()
    exactness = models.CharField(
        max_length=5, choices=HeadcountExactness.choices, default=HeadcountExactness.EXACT
    )
    origin = models.CharField(max_length=8, choices=HeadcountOrigin.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "capacity", "who"], name="headcount_once_per_group"),
            models.CheckConstraint(
                condition=Q(capacity__in=HeadcountCapacity.values), name="headcount_capacity_known"
            ),
            models.CheckConstraint(condition=Q(who__in=HeadcountGroup.values), name="headcount_group_known"),
            models.CheckConstraint(
                condition=Q(exactness__in=HeadcountExactness.values), name="headcount_exactness_known"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=HeadcountOrigin.values), name="headcount_origin_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.who}"


class MeetingQuerySet(HappenedQuerySet["BilateralMeeting"]):
    """Questions to bilateral meetings."""

    def within(self, regions: Collection[str]) -> Self:
        """Only those at or with organisations of one of `regions` (codes), or of none."""
        return lying_within(self, regions, "participants", "place_organisation")


class BilateralMeeting(SaysItsName, Happened, Searchable):
    """A meeting with members or prospects, perhaps on the occasion of an activity."""

    searched: ClassVar[tuple[str, ...]] = ("slug", "place_name")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "place_organisation", "participants")
    called_by: ClassVar[tuple[str, ...]] = ("place_name", "place_organisation")
    called_with: ClassVar[tuple[str, ...]] = ("participants",)

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

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            *days_constraints("meeting"),
            models.CheckConstraint(
                condition=Q(place_organisation__isnull=False) | ~Q(place_name={}),
                name="meeting_has_place",
            ),
            on_earth("meeting_on_earth"),
        ]

    def __str__(self) -> str:
        return self.slug

    def place_in(self, languages: Sequence[str], on: date) -> str:
        """Return what its place is called: by its own name, else by that of the organisation."""
        own = self.place_name.best(languages)
        return own or (name_of(self.place_organisation, languages, on) if self.place_organisation else "")

    def name_in(self, languages: Sequence[str], on: date) -> str:
        """Return what it is called: whom one met, where and when."""
        met = self.participants.all() if self.pk else ()
        names = [name_of(one, languages, on) for one in met]
        language = languages[0] if languages else ENGLISH
        return meeting_called(names, self.place_in(languages, on), self.dates, language)


class MentionQuerySet(HappenedQuerySet["MediaMention"]):
    """Questions to mentions in the media."""


class MediaMention(Happened, Searchable):
    """The network mentioned by a newspaper, a website, a newsletter…"""

    searched: ClassVar[tuple[str, ...]] = ("slug", "outlet", "subject", "link")
    called_by: ClassVar[tuple[str, ...]] = ("outlet",)

    slug = models.SlugField(max_length=120, unique=True)
    outlet = models.CharField(max_length=120)
    subject = LocalizedTextField()
    channels = models.JSONField(default=list, blank=True)
    link = models.URLField(blank=True, validators=[check_link])
    position = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            *days_constraints("mention"),
            models.CheckConstraint(condition=~Q(outlet=""), name="mention_names_outlet"),
        ]

    def __str__(self) -> str:
        return self.outlet

    def clean(self) -> None:
        """Refuse channels that there are not: a list is nothing that a constraint of the database looks into."""
        if unknown := [str(one) for one in self.channels if one not in Channel.values]:
            expected = ", ".join(Channel.values)
            raise ValidationError({"channels": f"expected of {expected}, found {', '.join(unknown)}"})
