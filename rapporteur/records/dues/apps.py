"""The room as a Django application."""

from django.apps import AppConfig


class DuesConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.dues"
    label = "dues"
