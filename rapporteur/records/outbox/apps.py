"""The room as a Django application."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.outbox"
    label = "outbox"
