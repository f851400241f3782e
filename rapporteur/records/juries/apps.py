"""The room as a Django application, and what keeps its triggers in place."""

from __future__ import annotations

from django.apps import AppConfig

from rapporteur.base.core.database.triggers import follow_migrations
from rapporteur.records.juries import triggers


class JuriesConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.juries"
    label = "juries"

    def ready(self) -> None:
        """Follow migrations."""
        follow_migrations(self, installing=triggers.install, removing=triggers.remove)
