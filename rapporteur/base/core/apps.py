"""The room as a Django application."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from rapporteur.base.values.files import PRIVATE


class CoreConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.base.core"
    label = "core"

    def ready(self) -> None:
        """Let nobody but its owner read the file of a database; let models say what their constraints demand."""
        from rapporteur.base.core.constraints.held import speak_of_constraints

        speak_of_constraints()
        from rapporteur.base.core.database.collation import teach_order

        connection_created.connect(teach_order, dispatch_uid="rapporteur.teach_order")
        connection_created.connect(keep_private, dispatch_uid="rapporteur.keep_private")


def keep_private(connection: Any, **_: object) -> None:
    """Take the file of an SQLite database from all but its owner; the files beside it take their mode from it.

    Where the file is somebody else's, it stays as its owner has it.
    """
    if connection.vendor != "sqlite":
        return
    file = Path(str(connection.settings_dict["NAME"]))
    for path in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
        with suppress(OSError):
            if path.is_file() and path.stat().st_mode & 0o077:
                path.chmod(PRIVATE)
