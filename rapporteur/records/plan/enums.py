"""Stored choices of this room."""

from django.db import models


class DeliverableKind(models.TextChoices):
    """What sort of thing a deliverable is."""

    DOCUMENT = "DOCUMENT", "document"
    EVENT = "EVENT", "event"
    RECURRING_PRESENCE = "RECURRING_PRESENCE", "recurring presence"
    CALENDAR = "CALENDAR", "calendar"
    RULE = "RULE", "rule"
