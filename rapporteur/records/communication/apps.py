"""The room as a Django application."""

from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.communication"
    label = "communication"
