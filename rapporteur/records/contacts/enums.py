"""Stored choices of this room."""

from django.db import models


class ContactAnswers(models.TextChoices):
    """Whether somebody answers what is sent to them."""

    UNKNOWN = "UNKNOWN", "not known yet"
    ANSWERS = "ANSWERS", "answers"
    SILENT = "SILENT", "answers no longer"
