"""Stored choices of this room, and the steps between the stages of an agreement."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class AgreementKind(models.TextChoices):
    """What is agreed."""

    COLLABORATION = "COLLABORATION", "collaboration"
    PROJECT = "PROJECT", "joint project"
    TRAINING = "TRAINING", "training"
    FUNDING = "FUNDING", "funding"
    HOSTING = "HOSTING", "hosting of an event"
    OTHER = "OTHER", "other"


class JointStatementKind(models.TextChoices):
    """What is signed together."""

    LETTER = "LETTER", "open letter"
    DECLARATION = "DECLARATION", "declaration"
    CAMPAIGN = "CAMPAIGN", "campaign"


class AgreementStage(models.TextChoices):
    """How far an agreement has come; nothing is in force before it is signed."""

    TALKS = "TALKS", "in talks"
    ANNOUNCED = "ANNOUNCED", "announced"
    SIGNED = "SIGNED", "signed"
    ENDED = "ENDED", "ended"


AGREEMENT_STEPS: Mapping[AgreementStage, Mapping[str, AgreementStage]] = {
    AgreementStage.TALKS: {
        "announce": AgreementStage.ANNOUNCED,
        "sign": AgreementStage.SIGNED,
        "end": AgreementStage.ENDED,
    },
    AgreementStage.ANNOUNCED: {"sign": AgreementStage.SIGNED, "end": AgreementStage.ENDED},
    AgreementStage.SIGNED: {"renew": AgreementStage.SIGNED, "end": AgreementStage.ENDED},
    AgreementStage.ENDED: {},
}
"""By stage and verb the stage after it: an agreement goes forward. What ends before it was signed was given up."""
