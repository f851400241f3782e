"""The room as a Django application."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.training"
    label = "training"
