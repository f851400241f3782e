"""The room as a Django application."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    """See the package's models, whose tables are those of `reports`."""

    name = "rapporteur.proof.editions"
    label = "editions"
