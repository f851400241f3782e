"""Requests for admission with their documents: received, with an opinion, decided by a body."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.database.pairs import PairOf
from rapporteur.base.core.models import Named, check_link
from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.models import Activity
from rapporteur.records.admissions.enums import AdmissionOpinion, AdmissionOutcome, AdmissionState
from rapporteur.records.agreements.models import day_or_month, precision_field, precision_known
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.meetings.models import BodyMeeting, Decision
from rapporteur.records.members.enums import MembershipCategory
from rapporteur.records.members.models import Organisation, lying_within

OF_BODY = ("id", "body_id")


class AdmissionQuerySet(SearchQuerySet["AdmissionRequest"]):
    """Questions to requests for admission."""

    def within(self, regions: Collection[str]) -> Self:
        """Only those of organisations that belong or belonged to one of `regions` (codes), or to none."""
        return lying_within(self, regions, "organisation")


class AdmissionRequest(Named, ClusterableModel):
    """That an organisation asked to become a member: what was thought of it, which body decides or decided, from when.

    A request is received on a day, or in a month of which no day is known. `meeting` is where it is to be decided or
    was; `decision` is on record where the body numbers what it decides. `from_date` is the first day as a member.
    """

    found_by: ClassVar[tuple[str, ...]] = ("slug", "organisation")
    called_by: ClassVar[tuple[str, ...]] = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="admission_requests"
    )
    category = models.CharField(
        max_length=10, choices=MembershipCategory.choices, default=MembershipCategory.FULL
    )
    received_date = models.DateField(db_index=True)
    received_precision = precision_field()
    activity = models.ForeignKey(
        Activity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="admission_requests",
        help_text="At which somebody of the network met the organisation.",
    )
    opinion = models.CharField(max_length=12, blank=True, choices=AdmissionOpinion.choices)
    opinion_date = models.DateField(null=True, blank=True)
    opinion_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="admission_opinions"
    )
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="admission_requests",
        help_text="The body that decides.",
    )
    meeting = models.ForeignKey(
        BodyMeeting,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="admission_requests",
        help_text="Where it is to be decided, or was.",
    )
    outcome = models.CharField(
        max_length=9, choices=AdmissionOutcome.choices, default=AdmissionOutcome.PENDING, db_index=True
    )
    decided_date = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="admission_requests",
        help_text="The decision of the body, where it is on record.",
    )
    from_date = models.DateField(null=True, blank=True, help_text="The first day as a member.")
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(category__in=MembershipCategory.values), name="request_category_known"
            ),
            precision_known("request_precision_known", "received_precision"),
            models.CheckConstraint(
                condition=Q(opinion__in=["", *AdmissionOpinion.values]), name="request_opinion_known"
            ),
            models.CheckConstraint(
                condition=~Q(opinion="") | Q(opinion_date__isnull=True, opinion_by__isnull=True),
                name="request_opinion_is_one",
            ),
            models.CheckConstraint(
                condition=Q(opinion_date__isnull=True) | Q(opinion_date__gte=F("received_date")),
                name="request_opinion_after_it",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=AdmissionOutcome.values), name="request_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome=AdmissionOutcome.PENDING, decided_date__isnull=True)
                | (~Q(outcome=AdmissionOutcome.PENDING) & Q(decided_date__isnull=False)),
                name="request_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_date__isnull=True) | Q(decided_date__gte=F("received_date")),
                name="request_decided_after_it",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=(AdmissionOutcome.PENDING, AdmissionOutcome.WITHDRAWN))
                | Q(body__isnull=False),
                name="request_decided_by_a_body",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True)
                | Q(outcome__in=(AdmissionOutcome.ADMITTED, AdmissionOutcome.REFUSED)),
                name="request_has_no_decision_yet",
            ),
            models.CheckConstraint(
                condition=Q(outcome=AdmissionOutcome.ADMITTED, from_date__gte=F("decided_date"))
                | (~Q(outcome=AdmissionOutcome.ADMITTED) & Q(from_date__isnull=True)),
                name="request_admits_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=True) | Q(body__isnull=False), name="request_laid_before_a_body"
            ),
            PairOf(
                fields=("meeting", "body"), to="meetings.BodyMeeting", of=OF_BODY, name="request_at_own_body"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(outcome=AdmissionOutcome.PENDING),
                name="one_request_at_a_time",
            ),
        ]

    @property
    def received(self) -> Dates | None:
        """When it was received."""
        return day_or_month(self.received_date, self.received_precision)

    @property
    def state(self) -> AdmissionState:
        """How far it has come."""
        if self.outcome != AdmissionOutcome.PENDING:
            return AdmissionState(self.outcome)
        return AdmissionState.ADVISED if self.opinion else AdmissionState.RECEIVED

    def clean(self) -> None:
        """Refuse a meeting of no body."""
        if self.meeting_id is not None and self.body_id is None:
            raise ValidationError({"body": "expected the body that meets there"})


class AdmissionDocument(models.Model):
    """A document that came with a request: what it is, and where it can be read, if anywhere."""

    request = ParentalKey(AdmissionRequest, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    link = models.URLField(blank=True, validators=[check_link])
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="request_document_says_what"),
            models.UniqueConstraint(fields=["request", "position"], name="request_document_position_once"),
        ]

    def __str__(self) -> str:
        return self.title
