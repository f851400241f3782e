"""The room as a Django application."""

from django.apps import AppConfig


class RemarksConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.remarks"
    label = "remarks"
    default_auto_field = "django.db.models.BigAutoField"
