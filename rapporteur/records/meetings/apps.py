"""The room as a Django application."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
