"""Calls for applications with their criteria and questions, and the applications to them with their partners."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Named, check_link
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import Activity
from rapporteur.records.calls.enums import ApplicationDecision, CallKind, CallOutcome, CallRole, CallState
from rapporteur.records.calls.rules import Deadline, state_at
from rapporteur.records.members.models import Organisation
from rapporteur.records.programmes.models import Initiative


def check_time_zone(name: str) -> None:
    """Refuse a time zone that the IANA database does not have; a validator of fields that name one."""
    if name not in available_timezones():
        raise ValidationError("expected a time zone such as Europe/Madrid")


def no_languages() -> list[str]:
    """Return the languages of a call that says nothing of them."""
    return []


class CallQuerySet(SearchQuerySet["CallForApplications"]):
    """Questions to calls."""

    def public(self, by: date) -> Self:
        """What the portal shows: calls opened by the day `by` and not cancelled.

        What they ask for, until when and of whom; not how many applied, who judges, nor what was noted or waived.
        """
        opened = self.filter(Q(opens_date__isnull=True) | Q(opens_date__lte=by))
        return opened.exclude(outcome=CallOutcome.CANCELLED).defer(
            "note", "waived_by", "waived_reason", "application_count", "stated_women", "stated_men"
        )


class CallForApplications(Named, ClusterableModel, Searchable):
    """A call for projects, jurors, hosts…: open from a day up to a second, read in its own time zone.

    What is known only as a sum stands in `application_count` and `stated_women`, `stated_men`; of what is on record
    the sum is counted instead.
    """

    essential = ("name",)
    called_by: ClassVar[tuple[str, ...]] = ("name",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "initiative")

    kind = models.CharField(max_length=8, choices=CallKind.choices)
    name = LocalizedTextField()
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="calls"
    )
    activity = models.ForeignKey(
        Activity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="calls",
        help_text="The activity that its applicants and partners are activated by.",
    )
    eligible = LocalizedTextField(long=True, help_text="Who may apply.")
    languages = models.JSONField(
        default=no_languages, blank=True, help_text="In which applications are taken."
    )
    opens_date = models.DateField(null=True, blank=True)
    closes_date = models.DateField(null=True, blank=True, db_index=True)
    closes_time = models.TimeField(null=True, blank=True, help_text="Empty: up to the end of the day.")
    time_zone = models.CharField(max_length=40, default="UTC", validators=[check_time_zone])
    outcome = models.CharField(max_length=9, choices=CallOutcome.choices, default=CallOutcome.PENDING)
    decision_date = models.DateField(null=True, blank=True)
    decision_precision = models.CharField(
        max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    application_count = models.PositiveIntegerField(
        null=True, blank=True, help_text="Of applications or candidates, where only their number is known."
    )
    blind = models.BooleanField(
        default=False, help_text="Jurors read applications without the names of who applies."
    )
    country_rule = models.BooleanField(
        default=False, help_text="No juror judges what their own country does."
    )
    judging_ends_date = models.DateField(
        null=True, blank=True, help_text="Up to and with which day the jury gives its points."
    )
    jury_call = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="calls_judged",
        help_text="The call by which its jury was sought.",
    )
    women_least = models.PositiveSmallIntegerField(null=True, blank=True)
    men_least = models.PositiveSmallIntegerField(null=True, blank=True)
    regions_least = models.PositiveSmallIntegerField(null=True, blank=True)
    stated_women = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the jury, where only the sum is known."
    )
    stated_men = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the jury, where only the sum is known."
    )
    waived_by = models.CharField(max_length=150, blank=True, editable=False)
    waived_reason = models.CharField(max_length=300, blank=True, editable=False)
    link = models.URLField(blank=True, validators=[check_link])
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CallKind.values), name="call_kind_known"),
            models.CheckConstraint(condition=Q(outcome__in=CallOutcome.values), name="call_outcome_known"),
            models.CheckConstraint(
                condition=Q(decision_precision__in=DatePrecision.values), name="call_precision_known"
            ),
            models.CheckConstraint(
                condition=Q(opens_date__isnull=True)
                | Q(closes_date__isnull=True)
                | Q(closes_date__gte=F("opens_date")),
                name="call_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(closes_time__isnull=True) | Q(closes_date__isnull=False),
                name="call_closes_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CallOutcome.PENDING) | Q(decision_date__isnull=True),
                name="call_decided_has_outcome",
            ),
            models.CheckConstraint(condition=~Q(time_zone=""), name="call_has_time_zone"),
            models.CheckConstraint(
                condition=Q(jury_call__isnull=True) | ~Q(jury_call=F("pk")),
                name="call_sought_jury_by_another",
            ),
            models.CheckConstraint(
                condition=Q(stated_women__isnull=True, stated_men__isnull=True)
                | Q(stated_women__isnull=False, stated_men__isnull=False),
                name="call_states_both_or_none",
            ),
            models.CheckConstraint(
                condition=Q(waived_by="", waived_reason="") | (~Q(waived_by="") & ~Q(waived_reason="")),
                name="call_waiver_has_reason",
            ),
        ]

    @property
    def closes(self) -> Deadline | None:
        """The last second on which applications are taken."""
        if self.closes_date is None:
            return None
        return Deadline(self.closes_date, self.closes_time, self.time_zone)

    @property
    def decision(self) -> Dates | None:
        """When it was decided, as far as that is known."""
        if self.decision_date is None:
            return None
        if self.decision_precision == DatePrecision.MONTH:
            return Dates(month=f"{self.decision_date:%Y-%m}")
        return Dates(self.decision_date)

    def state_at(self, at: datetime) -> CallState:
        """Return where it stands at a moment."""
        return state_at(
            at, outcome=self.outcome, opens=self.opens_date, closes=self.closes, zone=self.time_zone
        )


class Criterion(models.Model):
    """By what applications are judged, and how much that weighs; named by its number."""

    call = ParentalKey(CallForApplications, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    title = LocalizedTextField()
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="criterion_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="criterion_from_one"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weighs_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title.best(('en',))}"


class CallQuestion(models.Model):
    """What an application answers, named by its number."""

    call = ParentalKey(CallForApplications, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = LocalizedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="question_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="question_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text.best(('en',))}"


class CallOrganisation(models.Model):
    """That an organisation led an application or was a partner of one, where it is not known of which."""

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)

    call = ParentalKey(CallForApplications, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="calls")
    role = models.CharField(max_length=7, choices=CallRole.choices)

    objects = SearchQuerySet["CallOrganisation"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation", "role"], name="in_call_once"),
            models.CheckConstraint(condition=Q(role__in=CallRole.values), name="call_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.role}"


class Grace(models.Model):
    """That one organisation may apply later than the others, and why; read in the time zone of the call."""

    call = ParentalKey(CallForApplications, on_delete=models.CASCADE, related_name="graces")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="graces")
    until_date = models.DateField()
    until_time = models.TimeField(null=True, blank=True, help_text="Empty: up to the end of the day.")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="grace_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="grace_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.until_date}"


class Application(Named, ClusterableModel, Searchable):
    """What an organisation applied with, numbered within its call; when it came is said in the call's time zone."""

    essential = ("title",)
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "lead", "partners")

    call = models.ForeignKey(CallForApplications, on_delete=models.PROTECT, related_name="applications")
    number = models.PositiveSmallIntegerField(editable=False)
    lead = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="led_applications")
    title = LocalizedTextField()
    summary = LocalizedTextField(long=True)
    contact = models.TextField(blank=True, help_text="Names and addresses; jurors do not see them.")
    received_date = models.DateField(null=True, blank=True)
    received_time = models.TimeField(
        null=True, blank=True, help_text="In the time zone of the call; empty: at some time of that day."
    )
    decision = models.CharField(
        max_length=9, choices=ApplicationDecision.choices, default=ApplicationDecision.PENDING, db_index=True
    )
    decided_date = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["Application"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="application_number_once"),
            # what rows refer to that name an application together with its call
            models.UniqueConstraint(fields=["id", "call"], name="call_of_application"),
            models.CheckConstraint(condition=Q(number__gte=1), name="application_from_one"),
            models.CheckConstraint(
                condition=Q(decision__in=ApplicationDecision.values), name="application_decision_known"
            ),
            models.CheckConstraint(
                condition=Q(received_time__isnull=True) | Q(received_date__isnull=False),
                name="application_received_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(decision=ApplicationDecision.PENDING) | Q(decided_date__isnull=True),
                name="application_decided_has_decision",
            ),
        ]


class ApplicationPartner(models.Model):
    """An organisation that an application names as a partner; it is one from the day on which it confirms."""

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)

    application = ParentalKey(Application, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnered_applications"
    )
    confirmed_date = models.DateField(
        null=True, blank=True, help_text="Empty: it has not said yet that it takes part."
    )

    objects = SearchQuerySet["ApplicationPartner"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "organisation"], name="application_partner_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation_id)


class ApplicationAnswer(models.Model):
    """What an application answers to a question of its call, which is named by its number."""

    application = ParentalKey(Application, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveSmallIntegerField(help_text="The number of the question.")
    text = LocalizedTextField(long=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="question_answered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text.best(('en',))}"
