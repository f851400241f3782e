"""Agreements of the network with their parties; statements that organisations sign together, with their signatories."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.database.circles import NoCircle
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Dated, DatedQuerySet, Named, check_link, end_after_start
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.enums import AgreementKind, AgreementStage, JointStatementKind
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.members.models import Organisation


def precision_field() -> models.CharField[str, str]:
    """Return a column that says how exactly the day beside it is known."""
    return models.CharField(max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY)


def precision_known(name: str, *columns: str) -> models.CheckConstraint:
    """Constrain columns of :func:`precision_field`."""
    known = Q()
    for column in columns:
        known &= Q((f"{column}__in", DatePrecision.values))
    return models.CheckConstraint(condition=known, name=name)


def day_or_month(day: date | None, precision: str) -> Dates | None:
    """Return the day, or the month of which no day is known; None where neither is."""
    if day is None:
        return None
    return Dates(month=f"{day:%Y-%m}") if precision == DatePrecision.MONTH else Dates(day)


class Agreement(Named, ClusterableModel, Dated, Searchable):
    """What the association or its members agree with others; the term holds from its signature where it says no day."""

    essential = ("name",)
    called_by: ClassVar[tuple[str, ...]] = ("name",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "parties")

    kind = models.CharField(max_length=16, choices=AgreementKind.choices)
    name = LocalizedTextField()
    stage = models.CharField(
        max_length=10, choices=AgreementStage.choices, default=AgreementStage.TALKS, db_index=True
    )
    talks_date = models.DateField(null=True, blank=True)
    talks_precision = precision_field()
    announced_date = models.DateField(null=True, blank=True)
    announced_precision = precision_field()
    signed_date = models.DateField(null=True, blank=True)
    signed_precision = precision_field()
    notice_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many months before its end it is renewed or given notice of."
    )
    notice_date = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    activity = models.ForeignKey(
        Activity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agreements",
        help_text="Where it was announced or signed.",
    )
    link = models.URLField(blank=True, validators=[check_link])
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = DatedQuerySet["Agreement"].as_manager()

    class Meta:
        constraints = [
            end_after_start("agreement_ends_after_start"),
            models.CheckConstraint(condition=Q(kind__in=AgreementKind.values), name="agreement_kind_known"),
            models.CheckConstraint(
                condition=Q(stage__in=AgreementStage.values), name="agreement_stage_known"
            ),
            precision_known(
                "agreement_precision_known", "talks_precision", "announced_precision", "signed_precision"
            ),
            models.CheckConstraint(
                condition=~Q(stage=AgreementStage.ANNOUNCED) | Q(announced_date__isnull=False),
                name="agreement_announced_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(stage=AgreementStage.SIGNED) | Q(signed_date__isnull=False),
                name="agreement_signed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(stage=AgreementStage.ENDED) | Q(end__isnull=False),
                name="agreement_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=(AgreementStage.TALKS, AgreementStage.ANNOUNCED))
                | Q(signed_date__isnull=True),
                name="agreement_signed_has_that_stage",
            ),
            models.CheckConstraint(
                condition=~Q(stage=AgreementStage.TALKS) | Q(announced_date__isnull=True),
                name="agreement_announced_has_that_stage",
            ),
            models.CheckConstraint(
                condition=Q(notice_months__isnull=True) | Q(notice_date__isnull=True),
                name="agreement_notice_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")), name="agreement_replaces_another"
            ),
            NoCircle(field="replaces", name="agreement_no_circle"),
        ]

    @property
    def talks(self) -> Dates | None:
        """Since when there are talks."""
        return day_or_month(self.talks_date, self.talks_precision)

    @property
    def announced(self) -> Dates | None:
        """When it was announced."""
        return day_or_month(self.announced_date, self.announced_precision)

    @property
    def signed(self) -> Dates | None:
        """When it was signed."""
        return day_or_month(self.signed_date, self.signed_precision)


class AgreementParty(Searchable):
    """Who makes an agreement, and what they commit themselves to; one of four that can be."""

    searched: ClassVar[tuple[str, ...]] = ("name",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "organisation", "body")

    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    association = models.BooleanField(default=False, help_text="The association itself.")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    name = LocalizedTextField(help_text="Of an organisation that is not on record.")
    commitments = LocalizedTextField(long=True)

    said: ClassVar[Mapping[str, Message]] = {
        "party_is_one_thing": Message(
            "Exactly one of these tells who the party is: {organisation}, {body}, {name} or {association}.",
            context="constraint",
        ),
        "party_association_once": Message(
            "{association}: another row says so already. Say it once.", context="constraint"
        ),
    }
    objects = SearchQuerySet["AgreementParty"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(association=True, body__isnull=True, organisation__isnull=True, name={})
                | Q(association=False, body__isnull=False, organisation__isnull=True, name={})
                | Q(association=False, body__isnull=True, organisation__isnull=False, name={})
                | (Q(association=False, body__isnull=True, organisation__isnull=True) & ~Q(name={})),
                name="party_is_one_thing",
            ),
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_organisation_once"),
            models.UniqueConstraint(fields=["agreement", "body"], name="party_body_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(association=True), name="party_association_once"
            ),
        ]

    def __str__(self) -> str:
        known = self.organisation or self.body
        return str(known) if known else self.name.best(("en",))


class JointStatement(Named, ClusterableModel, Searchable):
    """An open letter, declaration or campaign that organisations sign; its day may not be known."""

    essential = ("name",)
    called_by: ClassVar[tuple[str, ...]] = ("name",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "name", "addressee")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "signatories")

    kind = models.CharField(max_length=12, choices=JointStatementKind.choices)
    name = LocalizedTextField()
    addressee = LocalizedTextField(help_text="To whom it is addressed.")
    text = LocalizedTextField(long=True)
    link = models.URLField(blank=True, validators=[check_link])
    public_date = models.DateField(null=True, blank=True)
    public_precision = precision_field()
    opened_date = models.DateField(null=True, blank=True, help_text="From when on it can be signed.")
    closed_date = models.DateField(null=True, blank=True, help_text="The last day on which it can be signed.")
    owner = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="joint_statements",
        help_text="Who looks after it.",
    )
    activity = models.ForeignKey(
        Activity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="joint_statements",
        help_text="The activity that its signatories are activated by.",
    )
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["JointStatement"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=JointStatementKind.values), name="joint_statement_kind_known"
            ),
            precision_known("joint_statement_precision_known", "public_precision"),
            models.CheckConstraint(
                condition=Q(opened_date__isnull=True)
                | Q(closed_date__isnull=True)
                | Q(closed_date__gte=F("opened_date")),
                name="joint_statement_closes_after_opening",
            ),
        ]

    @property
    def public(self) -> Dates | None:
        """When it became public."""
        return day_or_month(self.public_date, self.public_precision)


class Signatory(Searchable):
    """That an organisation signed, through whom, when; `office` is what is said where no mandate tells it."""

    searched: ClassVar[tuple[str, ...]] = ("name",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "organisation", "person")

    statement = ParentalKey(JointStatement, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    name = LocalizedTextField(help_text="Of an organisation that is not on record.")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    office = LocalizedTextField(help_text="Only where no mandate of that day tells it.")
    signed_date = models.DateField(null=True, blank=True)
    signed_precision = precision_field()

    objects = SearchQuerySet["Signatory"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, name={})
                | (Q(organisation__isnull=True) & ~Q(name={})),
                name="signatory_is_one_thing",
            ),
            models.UniqueConstraint(fields=["statement", "organisation"], name="signed_once"),
            precision_known("signatory_precision_known", "signed_precision"),
        ]

    def __str__(self) -> str:
        return str(self.organisation) if self.organisation else self.name.best(("en",))

    @property
    def signed(self) -> Dates | None:
        """When it was signed."""
        return day_or_month(self.signed_date, self.signed_precision)
