"""The room as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.core"
    label = "core"
