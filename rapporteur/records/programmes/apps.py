"""The room as a Django application."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.programmes"
    label = "programmes"
