"""Stored choices of this room."""

from django.db import models


class ItemKind(models.TextChoices):
    """What is put out."""

    NEWSLETTER = "NEWSLETTER", "newsletter"
    FILM = "FILM", "film"
    SITE = "SITE", "website"
    CAMPAIGN = "CAMPAIGN", "campaign"
    PUBLICATION = "PUBLICATION", "printed matter"
    OTHER = "OTHER", "other"


class ReachMeasure(models.TextChoices):
    """What the number of those who were reached counts."""

    VIEWS = "VIEWS", "views"
    READERS = "READERS", "readers"
    SUBSCRIBERS = "SUBSCRIBERS", "subscribers"
    VISITS = "VISITS", "visits"
    POSTS = "POSTS", "posts"
