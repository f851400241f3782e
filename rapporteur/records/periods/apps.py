"""The room as a Django application."""

from django.apps import AppConfig


class PeriodsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.periods"
    label = "periods"
