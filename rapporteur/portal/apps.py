"""The room as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.portal"
    label = "portal"
