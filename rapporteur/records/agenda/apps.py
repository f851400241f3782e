"""The room as a Django application."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.agenda"
    label = "agenda"
