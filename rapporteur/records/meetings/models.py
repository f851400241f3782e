"""Meetings of bodies with agenda, papers and attendance; the rules by which a body is quorate and decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.database.overlaps import NoOverlap
from rapporteur.base.core.database.pairs import PairOf
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import COUNTRY, Dated, DatedQuerySet, Named, check_link, end_after_start
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.records.governance.models import Body, Person, Seat
from rapporteur.records.meetings.enums import (
    DecisionSubject,
    FinancialKind,
    FinancialStage,
    ItemPurpose,
    Majority,
    MeetingState,
    Presence,
    SeatsCounted,
)
from rapporteur.records.members.models import Organisation

OF_BODY = ("id", "body_id")
"""The columns by which rows name a seat or a meeting together with its body."""


class Paper(Named, Searchable):
    """A paper that is laid before a body: an address of the web, or a document of the library."""

    essential = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)
    called_by: ClassVar[tuple[str, ...]] = ("title",)

    title = LocalizedTextField()
    link = models.URLField(blank=True, validators=[check_link])
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SearchQuerySet["Paper"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(link="") | Q(document__isnull=False), name="paper_is_somewhere"
            ),
        ]

    def clean(self) -> None:
        """Refuse a paper that is nowhere."""
        if not self.link and self.document_id is None:
            raise ValidationError({"link": "expected an address, or a document of the library"})


class BodyMeeting(Named, ClusterableModel, Searchable):
    """A meeting of a body, from `start_date` to `end_date`, both included; its chair is one of the body's seats."""

    searched: ClassVar[tuple[str, ...]] = ("slug", "place_name")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "body")
    called_by: ClassVar[tuple[str, ...]] = ("body",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    start_date = models.DateField(db_index=True)
    end_date = models.DateField()
    state = models.CharField(max_length=9, choices=MeetingState.choices, default=MeetingState.PLANNED)
    online = models.BooleanField(default=False)
    place_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_body_meetings"
    )
    place_name = LocalizedTextField()
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    chair = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="chaired_meetings"
    )
    public = models.BooleanField(default=False, help_text="Whoever likes may come and listen.")
    minutes_date = models.DateField(
        null=True, blank=True, help_text="The day on which the minutes went to the body."
    )
    minutes_link = models.URLField(blank=True, validators=[check_link])
    note = models.TextField(blank=True)

    objects = SearchQuerySet["BodyMeeting"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "body"], name="body_of_meeting"),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="body_meeting_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(minutes_date__isnull=True) | Q(minutes_date__gte=F("start_date")),
                name="minutes_not_before_meeting",
            ),
            PairOf(fields=("chair", "body"), to="governance.Seat", of=OF_BODY, name="chair_of_body"),
        ]

    @property
    def dates(self) -> Dates:
        """The dates as a value."""
        return Dates(self.start_date, self.end_date)


class AgendaItem(models.Model):
    """What a meeting talks about, in the order of the numbers, and whether it is to decide."""

    meeting = ParentalKey(BodyMeeting, on_delete=models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = LocalizedTextField()
    asks = models.CharField(max_length=11, choices=ItemPurpose.choices, default=ItemPurpose.INFORMATION)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="agenda_from_one"),
            models.CheckConstraint(condition=Q(asks__in=ItemPurpose.values), name="agenda_purpose_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title.best(('en',))}"


class PaperLaid(models.Model):
    """That a paper belongs to an item of an agenda, which is named by its number; one may belong to several."""

    meeting = ParentalKey(BodyMeeting, on_delete=models.CASCADE, related_name="papers")
    number = models.PositiveSmallIntegerField(help_text="The number of the item on the agenda.")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="laid")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number", "paper"], name="paper_laid_once"),
            PairOf(
                fields=("meeting", "number"),
                to="meetings.AgendaItem",
                of=("meeting_id", "number"),
                name="paper_of_an_item",
                late=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.paper_id}"


class Guest(models.Model):
    """Somebody without a seat who came to a meeting, for whom and as what."""

    meeting = ParentalKey(BodyMeeting, on_delete=models.CASCADE, related_name="guests")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="guests"
    )
    function = LocalizedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="guest_position_once"),
            models.CheckConstraint(
                condition=~Q(name="") | Q(organisation__isnull=False), name="guest_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.organisation_id)


class Attendance(models.Model):
    """Whether a seat was at a meeting; one that was not may have given its vote to another seat (`proxy`).

    `person` is who came where it was not the holder. The `body` is that of the meeting and of both seats.
    """

    meeting = ParentalKey(BodyMeeting, on_delete=models.CASCADE, related_name="attendance")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    presence = models.CharField(max_length=7, choices=Presence.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="attendance"
    )
    proxy = models.ForeignKey(
        Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="proxies_held"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="seat_attends_once"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="presence_known"),
            models.CheckConstraint(
                condition=Q(proxy__isnull=True) | ~Q(proxy=F("seat")), name="no_proxy_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(proxy__isnull=True) | ~Q(presence=Presence.PRESENT),
                name="no_proxy_of_who_is_there",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(presence=Presence.PRESENT), name="who_came_is_there"
            ),
            PairOf(
                fields=("meeting", "body"), to="meetings.BodyMeeting", of=OF_BODY, name="attends_own_body"
            ),
            PairOf(fields=("seat", "body"), to="governance.Seat", of=OF_BODY, name="seat_of_the_body"),
            PairOf(fields=("proxy", "body"), to="governance.Seat", of=OF_BODY, name="proxy_of_the_body"),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.presence}"


class BodyRule(Dated, Searchable):
    """How many seats a body needs to decide, and which majority; for one subject, or for all without one of their own.

    The quorum is a number of seats, or a share of them (`share` of `parts`, 2 of 3), or more than that share; a body
    without either needs none.
    """

    searched: ClassVar[tuple[str, ...]] = ("subject",)
    found_by: ClassVar[tuple[str, ...]] = ("body",)
    called_by: ClassVar[tuple[str, ...]] = ("body",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="rules")
    subject = models.CharField(max_length=10, choices=DecisionSubject.choices, blank=True)
    quorum_number = models.PositiveSmallIntegerField(null=True, blank=True)
    share = models.PositiveSmallIntegerField(null=True, blank=True, help_text="2, for two thirds.")
    parts = models.PositiveSmallIntegerField(null=True, blank=True, help_text="3, for two thirds.")
    more_than_share = models.BooleanField(
        default=False, help_text="More than this share of the seats, not as many as it."
    )
    seats_counted = models.CharField(max_length=6, choices=SeatsCounted.choices, default=SeatsCounted.FILLED)
    majority = models.CharField(max_length=10, choices=Majority.choices, default=Majority.CAST)

    objects = DatedQuerySet["BodyRule"].as_manager()

    class Meta:
        constraints = [
            end_after_start("rule_ends_after_start"),
            NoOverlap(fields=["body", "subject"], name="rules_apart"),
            models.CheckConstraint(
                condition=Q(subject="") | Q(subject__in=DecisionSubject.values), name="rule_subject_known"
            ),
            models.CheckConstraint(
                condition=Q(quorum_number__isnull=True) | Q(share__isnull=True), name="rule_number_or_share"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True, parts__isnull=True)
                | Q(share__isnull=False, parts__isnull=False, share__gte=1, parts__gte=F("share")),
                name="rule_share_whole",
            ),
            models.CheckConstraint(
                condition=Q(seats_counted__in=SeatsCounted.values), name="rule_seats_known"
            ),
            models.CheckConstraint(condition=Q(majority__in=Majority.values), name="rule_majority_known"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.subject}".strip()


class Decision(Named, Searchable):
    """What a body decided, numbered by body and year: at a meeting, under an item of its agenda, or else in writing.

    Whether it was carried follows from the votes and the rule of that day. Votes are empty where nobody counted them.
    """

    essential = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title", "text")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "body")
    called_by: ClassVar[tuple[str, ...]] = ("title",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField(editable=False)
    number = models.PositiveSmallIntegerField()
    title = LocalizedTextField()
    text = LocalizedTextField(long=True)
    subject = models.CharField(max_length=10, choices=DecisionSubject.choices, default=DecisionSubject.OTHER)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
        help_text="Whose admission is decided.",
    )
    seat = models.ForeignKey(
        Seat,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
        help_text="The seat to which somebody is elected.",
    )
    meeting = models.ForeignKey(
        BodyMeeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
        help_text="Empty for a decision in writing.",
    )
    item_number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The number of the item on the agenda."
    )
    decided_date = models.DateField()
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_abstained = models.PositiveIntegerField(null=True, blank=True)
    asks_follow_up = models.BooleanField(
        default=False, help_text="Somebody has to see to it: note a follow-up on its page."
    )
    note = models.TextField(blank=True)

    objects = SearchQuerySet["Decision"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "number"], name="decision_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="decisions_from_one"),
            models.CheckConstraint(
                condition=Q(subject__in=DecisionSubject.values), name="decision_subject_known"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(subject=DecisionSubject.ADMISSION),
                name="decision_admits_somebody",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=True) | Q(subject=DecisionSubject.SEAT), name="decision_fills_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(item_number__isnull=True) | Q(meeting__isnull=False),
                name="decision_item_of_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True, votes_against__isnull=True, votes_abstained__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False, votes_abstained__isnull=False),
                name="decision_votes_whole",
            ),
            PairOf(
                fields=("meeting", "body"), to="meetings.BodyMeeting", of=OF_BODY, name="decides_own_body"
            ),
            PairOf(
                fields=("meeting", "item_number"),
                to="meetings.AgendaItem",
                of=("meeting_id", "number"),
                name="decision_of_an_item",
                late=True,
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Refuse some of the votes without the others."""
        votes = (self.votes_for, self.votes_against, self.votes_abstained)
        if None in votes and any(one is not None for one in votes):
            raise ValidationError({"votes_for": "expected all three counts of votes, or none"})


class FinancialReport(Named, Searchable):
    """An audit, annual accounts, half-yearly report or budget: of which year, checked by whom, laid before which body.

    `half` is 1 or 2 for a half-yearly report, 0 for a whole year.
    """

    searched: ClassVar[tuple[str, ...]] = ("slug", "auditor", "opinion")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "body")
    called_by: ClassVar[tuple[str, ...]] = ()

    kind = models.CharField(max_length=11, choices=FinancialKind.choices)
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(
        default=0, help_text="1 or 2 for a half-yearly report, 0 for all others."
    )
    stage = models.CharField(max_length=9, choices=FinancialStage.choices, default=FinancialStage.DRAFT)
    auditor = models.CharField(max_length=150, blank=True)
    audited_date = models.DateField(null=True, blank=True)
    opinion = LocalizedTextField(long=True)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="financial_reports"
    )
    meeting = models.ForeignKey(
        BodyMeeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="financial_reports",
        help_text="Where it is, or will be, presented.",
    )
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="financial_reports",
        help_text="By which it was approved.",
    )
    due_date = models.DateField(null=True, blank=True, help_text="Up to which day it is to be presented.")
    link = models.URLField(blank=True, validators=[check_link])
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)

    said: ClassVar[Mapping[str, Message]] = {
        "half_of_half_yearly": Message(
            "{half} must be 1 or 2 for a half-yearly report, and 0 for any other {kind}.",
            context="constraint",
        )
    }
    objects = SearchQuerySet["FinancialReport"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "half"], name="one_financial_report"),
            models.CheckConstraint(condition=Q(kind__in=FinancialKind.values), name="financial_kind_known"),
            models.CheckConstraint(
                condition=Q(stage__in=FinancialStage.values), name="financial_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=FinancialKind.HALF_YEARLY, half__in=(1, 2))
                | (~Q(kind=FinancialKind.HALF_YEARLY) & Q(half=0)),
                name="half_of_half_yearly",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(body__isnull=False), name="presented_to_a_body"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=(FinancialStage.DRAFT, FinancialStage.AUDITED)) | Q(body__isnull=False),
                name="presented_to_somebody",
            ),
            PairOf(
                fields=("meeting", "body"),
                to="meetings.BodyMeeting",
                of=OF_BODY,
                name="presented_at_own_body",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Refuse a half of what has none, and a presentation to nobody."""
        half_yearly = self.kind == FinancialKind.HALF_YEARLY
        if half_yearly is not (self.half in (1, 2)) or self.half > 2:
            raise ValidationError({"half": "expected 1 or 2 for a half-yearly report, 0 for all others"})
        unseen = self.stage in (FinancialStage.DRAFT, FinancialStage.AUDITED)
        if self.body_id is None and (self.meeting_id is not None or not unseen):
            raise ValidationError({"body": "expected the body to which it is presented"})
