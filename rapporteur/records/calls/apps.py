"""The room as a Django application."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.calls"
    label = "calls"
