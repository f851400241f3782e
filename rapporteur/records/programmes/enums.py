"""Stored choices of this room."""

from django.db import models


class InitiativeKind(models.TextChoices):
    """What an initiative is."""

    PILOT_PROJECT = "PILOT_PROJECT", "pilot project"
    TRAINING_PROGRAMME = "TRAINING_PROGRAMME", "training programme"
    PUBLICATION_SERIES = "PUBLICATION_SERIES", "publication series"
    PLATFORM = "PLATFORM", "platform"
    CAMPAIGN = "CAMPAIGN", "campaign"
    PARTNERSHIP = "PARTNERSHIP", "partnership"
