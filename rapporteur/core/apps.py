"""The room as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.core"
    label = "core"

    def ready(self) -> None:
        """Keep translations in step with what the back office publishes without an action."""
        from wagtail.signals import published

        from rapporteur.core.translations import on_published

        published.connect(on_published, dispatch_uid="translations")
