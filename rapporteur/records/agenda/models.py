"""Planned events with who goes and what they would serve; annual meetings with their bids and statutory items."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.database.circles import NoCircle
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import COUNTRY, LATITUDE, LONGITUDE, Named, check_link, on_earth
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.records.activities.enums import ActivityKind
from rapporteur.records.activities.models import Activity, OnDays, days_constraints
from rapporteur.records.agenda.enums import EventPart, EventState
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.members.models import Organisation
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative


class PlannedEventQuerySet(SearchQuerySet["PlannedEvent"]):
    """Questions to planned events."""

    def public(self) -> Self:
        """What the portal shows: our own events and those to which we go, called off ones too.

        Why we go, who goes, who looks after it and what is noted are not shown; nor is what is still to be decided.
        """
        shown = self.filter(part__in=(EventPart.OURS, EventPart.GOING))
        return shown.defer("note", "reason", "cancelled_reason", "owner")


class PlannedEvent(Named, ClusterableModel, OnDays, Searchable):
    """An event that lies ahead, ours or somebody else's, with all that its activity will say; it stays linked to that.

    Its state is not typed: it took place where there is the activity that it became, and is cancelled from a day on.
    """

    essential = ("title",)
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title", "theme")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)

    title = LocalizedTextField()
    kind = models.CharField(max_length=20, choices=ActivityKind.choices)
    theme = LocalizedTextField()
    part = models.CharField(max_length=9, choices=EventPart.choices, default=EventPart.OURS)
    reason = LocalizedTextField(help_text="Why we go there, or do not.")
    online = models.BooleanField(default=False)
    place_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_events"
    )
    place_name = LocalizedTextField()
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    latitude = models.FloatField(null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(null=True, blank=True, validators=LONGITUDE)
    owner = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="planned_events",
        help_text="Who looks after it.",
    )
    line = models.ForeignKey(
        Node,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="planned_events",
        help_text="The line of the plan under which it is reported.",
    )
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_events"
    )
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        help_text="The event within which it takes place.",
    )
    activity = models.OneToOneField(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="planned_event"
    )
    cancelled_date = models.DateField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    link = models.URLField(blank=True, validators=[check_link])
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = PlannedEventQuerySet.as_manager()

    class Meta:
        constraints = [
            *days_constraints("event"),
            models.CheckConstraint(condition=Q(kind__in=ActivityKind.values), name="event_kind_known"),
            models.CheckConstraint(condition=Q(part__in=EventPart.values), name="event_part_known"),
            models.CheckConstraint(
                condition=~Q(part=EventPart.NOT_GOING) | ~Q(reason={}), name="event_says_why_not"
            ),
            models.CheckConstraint(
                condition=Q(place_organisation__isnull=True)
                | Q(latitude__isnull=True, longitude__isnull=True),
                name="event_place_is_one_thing",
            ),
            on_earth("event_on_earth"),
            models.CheckConstraint(
                condition=Q(activity__isnull=True) | Q(cancelled_date__isnull=True),
                name="event_took_place_or_not",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_date__isnull=True, cancelled_reason="")
                | (Q(cancelled_date__isnull=False) & ~Q(cancelled_reason="")),
                name="event_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")), name="event_part_of_another"
            ),
            NoCircle(field="part_of", name="event_no_circle"),
        ]

    @property
    def state(self) -> EventState:
        """What became of it."""
        if self.activity_id is not None:
            return EventState.HAPPENED
        return EventState.PLANNED if self.cancelled_date is None else EventState.CANCELLED


class EventGoer(models.Model):
    """That somebody goes to an event for the network."""

    event = ParentalKey(PlannedEvent, on_delete=models.CASCADE, related_name="goers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="journeys")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="goes_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class EventDeliverable(models.Model):
    """That an event would be evidence for a deliverable of the plan."""

    event = ParentalKey(PlannedEvent, on_delete=models.CASCADE, related_name="deliverables")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, related_name="planned_evidence")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "node"], name="event_serves_once")]

    def __str__(self) -> str:
        return str(self.node_id)


class AnnualMeeting(Named, ClusterableModel, Searchable):
    """What an annual meeting is beside the event: its edition, its host, who would host the next, what it must hear.

    Which bodies meet during it is not typed: their meetings have days of their own.
    """

    called_by: ClassVar[tuple[str, ...]] = ("event",)
    searched: ClassVar[tuple[str, ...]] = ("slug",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "event")

    event = models.OneToOneField(PlannedEvent, on_delete=models.PROTECT, related_name="annual_meeting")
    edition = models.PositiveSmallIntegerField(unique=True, help_text="The year of the annual meeting.")
    host = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="annual_meetings"
    )
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["AnnualMeeting"].as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(edition__gte=1900), name="edition_is_a_year")]


class HostBid(models.Model):
    """That an organisation would host the annual meeting after this one."""

    meeting = ParentalKey(AnnualMeeting, on_delete=models.CASCADE, related_name="bids")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="host_bids")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="bids_once")]

    def __str__(self) -> str:
        return str(self.organisation_id)


class StatutoryItem(models.Model):
    """What an annual meeting must hear by the statutes or the plan, and before which body."""

    meeting = ParentalKey(AnnualMeeting, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = LocalizedTextField()
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="statutory_items"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="statutory_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="statutory_from_one"),
            models.CheckConstraint(condition=~Q(title={}), name="statutory_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title.best(('en',))}"
