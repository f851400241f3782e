"""Audits, accounts and budgets that are laid before bodies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from rapporteur.base.core.database.pairs import PairOf
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Named, check_link
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.values.messages import Message
from rapporteur.records.governance.models import Body
from rapporteur.records.meetings.enums import FinancialKind, FinancialStage
from rapporteur.records.meetings.models.decision import Decision
from rapporteur.records.meetings.models.meeting import OF_BODY, BodyMeeting


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
