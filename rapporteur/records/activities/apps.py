"""The room as a Django application."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.activities"
    label = "activities"
