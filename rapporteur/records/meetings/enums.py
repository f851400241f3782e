"""Stored choices of this room."""

from django.db import models


class MeetingState(models.TextChoices):
    """How far a meeting has come."""

    PLANNED = "PLANNED", "planned"
    HELD = "HELD", "held"
    CANCELLED = "CANCELLED", "cancelled"


class ItemPurpose(models.TextChoices):
    """What an item of an agenda asks of the body."""

    INFORMATION = "INFORMATION", "for information"
    DECISION = "DECISION", "for decision"


class Presence(models.TextChoices):
    """Whether a seat was there."""

    PRESENT = "PRESENT", "present"
    EXCUSED = "EXCUSED", "excused"
    ABSENT = "ABSENT", "absent"


class DecisionSubject(models.TextChoices):
    """What a decision is about, and what a rule of a body is for."""

    ADMISSION = "ADMISSION", "admission of a member"
    PLAN = "PLAN", "version of the plan"
    SEAT = "SEAT", "election to a seat"
    DUES = "DUES", "scheme of dues"
    ACCOUNTS = "ACCOUNTS", "accounts"
    OTHER = "OTHER", "other"


class SeatsCounted(models.TextChoices):
    """Of which seats a share is taken."""

    ALL = "ALL", "all seats"
    FILLED = "FILLED", "seats that are filled"


class Majority(models.TextChoices):
    """What carries a decision."""

    CAST = "CAST", "more than half of the votes cast"
    PRESENT = "PRESENT", "more than half of those present"
    TWO_THIRDS = "TWO_THIRDS", "two thirds of the votes cast"


class FinancialKind(models.TextChoices):
    """What a financial report is."""

    AUDIT = "AUDIT", "audit"
    ANNUAL = "ANNUAL", "annual accounts"
    HALF_YEARLY = "HALF_YEARLY", "half-yearly report"
    BUDGET = "BUDGET", "budget"


class FinancialStage(models.TextChoices):
    """How far a financial report has come."""

    DRAFT = "DRAFT", "in preparation"
    AUDITED = "AUDITED", "audited"
    PRESENTED = "PRESENTED", "presented to the body"
    APPROVED = "APPROVED", "approved by the body"


UNPRESENTED = frozenset({FinancialStage.DRAFT, FinancialStage.AUDITED})
"""Stages of a report that its body has not seen."""
