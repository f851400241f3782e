"""Stored choices of this room, and the steps of calls and applications."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class CallKind(models.TextChoices):
    """What is called for."""

    PROJECTS = "PROJECTS", "projects"
    JURY = "JURY", "members of a jury"
    HOSTS = "HOSTS", "hosts of an event"
    OTHER = "OTHER", "other"


class CallOutcome(models.TextChoices):
    """What became of a call."""

    PENDING = "PENDING", "to be decided"
    DECIDED = "DECIDED", "decided"
    CANCELLED = "CANCELLED", "cancelled"


class CallState(models.TextChoices):
    """Where a call stands at a moment: derived from its days and its outcome, kept nowhere."""

    PLANNED = "PLANNED", "planned"
    OPEN = "OPEN", "open"
    CLOSED = "CLOSED", "closed, to be decided"
    DECIDED = "DECIDED", "decided"
    CANCELLED = "CANCELLED", "cancelled"


class CallRole(models.TextChoices):
    """As what an organisation took part in a call."""

    LEAD = "LEAD", "lead"
    PARTNER = "PARTNER", "partner"


class ApplicationDecision(models.TextChoices):
    """What became of an application."""

    PENDING = "PENDING", "to be decided"
    ACCEPTED = "ACCEPTED", "accepted"
    REJECTED = "REJECTED", "rejected"
    WITHDRAWN = "WITHDRAWN", "withdrawn"


CALL_STEPS: Mapping[CallOutcome, Mapping[str, CallOutcome]] = {
    CallOutcome.PENDING: {"decide": CallOutcome.DECIDED, "cancel": CallOutcome.CANCELLED},
    CallOutcome.DECIDED: {},
    CallOutcome.CANCELLED: {},
}
"""By outcome and verb the outcome after it."""
APPLICATION_STEPS: Mapping[ApplicationDecision, Mapping[str, ApplicationDecision]] = {
    ApplicationDecision.PENDING: {
        "accept": ApplicationDecision.ACCEPTED,
        "reject": ApplicationDecision.REJECTED,
        "withdraw": ApplicationDecision.WITHDRAWN,
    },
    ApplicationDecision.ACCEPTED: {"withdraw": ApplicationDecision.WITHDRAWN},
    ApplicationDecision.REJECTED: {},
    ApplicationDecision.WITHDRAWN: {},
}
"""By decision and verb the decision after it: who was accepted may still withdraw."""
