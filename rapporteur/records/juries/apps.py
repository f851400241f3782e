"""The room as a Django application, and what keeps its triggers in place."""

from __future__ import annotations

from collections.abc import Sized

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from rapporteur.records.juries import triggers


def install_triggers(using: str, **_: object) -> None:
    """Put the triggers in place behind every migration."""
    triggers.install(connections[using])


def remove_triggers(using: str, plan: Sized = (), **_: object) -> None:
    """Take the triggers of SQLite away before one: it makes no table anew that a trigger of another table names."""
    if plan and connections[using].vendor == "sqlite":
        triggers.remove(connections[using])


class JuriesConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.juries"
    label = "juries"

    def ready(self) -> None:
        """Follow migrations."""
        pre_migrate.connect(remove_triggers, sender=self, dispatch_uid="juries.remove_triggers")
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="juries.install_triggers")
