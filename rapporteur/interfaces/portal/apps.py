"""The room as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.interfaces.portal"
    label = "portal"

    def ready(self) -> None:
        """Note what fails."""
        from rapporteur.interfaces.portal.watching import watch

        watch()
