"""The room as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.intake.importing"
    label = "intake"
