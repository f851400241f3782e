"""The room as a Django application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.reports"
    label = "reports"
