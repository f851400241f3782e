"""The room as a Django application."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.governance"
    label = "governance"
