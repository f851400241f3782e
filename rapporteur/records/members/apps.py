"""The room as a Django application."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.members"
    label = "members"
