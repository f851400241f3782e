"""The room as a Django application."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.publications"
    label = "publications"
