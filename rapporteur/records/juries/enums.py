"""Stored choices of this room."""

from django.db import models


class Sex(models.TextChoices):
    """What somebody has said of themselves; nobody infers it from a name."""

    WOMAN = "WOMAN", "woman"
    MAN = "MAN", "man"
    OTHER = "OTHER", "other"


class JurorStage(models.TextChoices):
    """Whether somebody sits in a jury."""

    CANDIDATE = "CANDIDATE", "candidate"
    CHOSEN = "CHOSEN", "chosen"
    DECLINED = "DECLINED", "not chosen"
