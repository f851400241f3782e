"""Jurors of calls with their ties, the applications that they judge, and the points that they give."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.database.pairs import PairOf
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import COUNTRY, Named
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.governance.models import Person
from rapporteur.records.juries.enums import JurorStage, Sex
from rapporteur.records.members.models import Organisation, Region

OF_CALL = ("id", "call_id")
"""The columns by which rows name an application, a juror or an assessment together with its call."""
MOST_POINTS = 10
"""Of a criterion: enough to tell applications apart, few enough that two jurors mean the same by a number."""


class Juror(Named, ClusterableModel, Searchable):
    """Somebody who judges, or wants to judge, the applications to a call: a person on record, or a name.

    Their sex is what they said of themselves. `consent` says that their name may be printed.
    """

    called_by: ClassVar[tuple[str, ...]] = ("person", "name")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "person", "organisation")

    call = models.ForeignKey(CallForApplications, on_delete=models.PROTECT, related_name="jurors")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="juries")
    name = models.CharField(max_length=150, blank=True, help_text="Of somebody who is not on record.")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="jurors"
    )
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="jurors")
    region_name = LocalizedTextField(help_text="Of a part of the world that is no region of the association.")
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    sex = models.CharField(
        max_length=5, choices=Sex.choices, blank=True, help_text="As they said of themselves; else empty."
    )
    consent = models.BooleanField(default=False, help_text="Their name may be printed.")
    stage = models.CharField(
        max_length=9, choices=JurorStage.choices, default=JurorStage.CANDIDATE, db_index=True
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="juries",
        help_text="With which they sign in to read and to give points.",
    )
    declared_date = models.DateField(
        null=True,
        blank=True,
        help_text="On which day they declared their ties; before that they read nothing.",
    )
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["Juror"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
                name="juror_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(region__isnull=True) | Q(region_name={}), name="juror_of_one_region"
            ),
            models.CheckConstraint(condition=Q(sex="") | Q(sex__in=Sex.values), name="juror_sex_known"),
            models.CheckConstraint(condition=Q(stage__in=JurorStage.values), name="juror_stage_known"),
            models.UniqueConstraint(fields=["call", "person"], name="juror_once"),
            models.UniqueConstraint(fields=["call", "account"], name="juror_account_once"),
            # what rows refer to that name a juror together with the call
            models.UniqueConstraint(fields=["id", "call"], name="call_of_juror"),
        ]


class Tie(models.Model):
    """What a juror declared of themselves: a tie to an organisation, or to an application that they recognised."""

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)

    juror = ParentalKey(Juror, on_delete=models.CASCADE, related_name="ties")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="juror_ties"
    )
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.PROTECT, related_name="juror_ties"
    )
    reason = models.CharField(max_length=300, blank=True)

    objects = SearchQuerySet["Tie"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, application__isnull=True)
                | Q(organisation__isnull=True, application__isnull=False),
                name="tie_is_one_thing",
            ),
            models.UniqueConstraint(fields=["juror", "organisation"], name="tie_to_organisation_once"),
            models.UniqueConstraint(fields=["juror", "application"], name="tie_to_application_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id or self.application_id)


class Assessment(ClusterableModel, models.Model):
    """That a juror is to judge an application, and what they say of it; `withdrawn` where a conflict came up.

    Triggers hold that nobody judges what touches them (see `triggers`).
    """

    call = models.ForeignKey(CallForApplications, on_delete=models.PROTECT, related_name="assessments")
    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="assessments")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessments")
    assigned = models.BooleanField(
        null=True,
        blank=True,
        help_text="The secretariat gave it to the juror, who judges what is given to them and nothing else.",
    )
    remark = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "application"], name="assessed_once"),
            models.UniqueConstraint(fields=["id", "call"], name="call_of_assessment"),
            PairOf(fields=("juror", "call"), to="juries.Juror", of=OF_CALL, name="juror_of_the_call"),
            PairOf(
                fields=("application", "call"), to="calls.Application", of=OF_CALL, name="judged_of_the_call"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.juror_id}: {self.application_id}"


class Score(models.Model):
    """How many points a juror gives an application by a criterion, which is named by its number."""

    assessment = ParentalKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    call = models.ForeignKey(CallForApplications, on_delete=models.PROTECT, related_name="scores")
    number = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="scored_once"),
            models.CheckConstraint(condition=Q(points__lte=MOST_POINTS), name="points_up_to_most"),
            PairOf(
                fields=("assessment", "call"), to="juries.Assessment", of=OF_CALL, name="score_of_the_call"
            ),
            PairOf(
                fields=("call", "number"),
                to="calls.Criterion",
                of=("call_id", "number"),
                name="score_by_a_criterion",
                late=True,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.points}"
