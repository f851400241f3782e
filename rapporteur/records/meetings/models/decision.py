"""What bodies decide."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from rapporteur.base.core.database.pairs import PairOf
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Named
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.records.governance.models import Body, Seat
from rapporteur.records.meetings.enums import DecisionSubject
from rapporteur.records.meetings.models.meeting import OF_BODY, BodyMeeting
from rapporteur.records.members.models import Organisation


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
