"""The room as a Django application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.agreements"
    label = "agreements"
