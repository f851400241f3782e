"""Stored choices of this room, and the steps between the states of a request for admission."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class AdmissionOpinion(models.TextChoices):
    """What the regional secretary thinks of a request."""

    FAVOURABLE = "FAVOURABLE", "in favour"
    RESERVED = "RESERVED", "with reservations"
    UNFAVOURABLE = "UNFAVOURABLE", "against"


class AdmissionOutcome(models.TextChoices):
    """What became of a request."""

    PENDING = "PENDING", "to be decided"
    ADMITTED = "ADMITTED", "admitted"
    REFUSED = "REFUSED", "refused"
    WITHDRAWN = "WITHDRAWN", "withdrawn"


class AdmissionState(models.TextChoices):
    """How far a request has come: it follows from opinion and outcome."""

    RECEIVED = "RECEIVED", "received"
    ADVISED = "ADVISED", "opinion given"
    ADMITTED = "ADMITTED", "admitted"
    REFUSED = "REFUSED", "refused"
    WITHDRAWN = "WITHDRAWN", "withdrawn"


_DECIDED = {
    "admit": AdmissionState.ADMITTED,
    "refuse": AdmissionState.REFUSED,
    "withdraw": AdmissionState.WITHDRAWN,
}
ADMISSION_STEPS: Mapping[AdmissionState, Mapping[str, AdmissionState]] = {
    AdmissionState.RECEIVED: {"advise": AdmissionState.ADVISED, **_DECIDED},
    AdmissionState.ADVISED: {"advise": AdmissionState.ADVISED, **_DECIDED},
    AdmissionState.ADMITTED: {},
    AdmissionState.REFUSED: {},
    AdmissionState.WITHDRAWN: {},
}
"""By state and verb the state after it. Not every network asks for an opinion; what is decided stays decided."""
