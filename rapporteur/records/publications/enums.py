"""Stored choices of this room."""

from django.db import models


class PublicationKind(models.TextChoices):
    """What is published."""

    PAPER = "PAPER", "paper"
    STUDY = "STUDY", "study"
    GUIDE = "GUIDE", "guide"
    BOOK = "BOOK", "book"
    OTHER = "OTHER", "other"
