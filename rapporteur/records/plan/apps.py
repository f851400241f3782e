"""The room as a Django application."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.plan"
    label = "plan"
