"""The room as a Django application."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """See the package's models, whose tables are those of `reports`."""

    name = "rapporteur.proof.checks"
    label = "checks"
