"""The tables of the installation's database: made whole or not at all, and known to be those of this program.

A database is made by some hundred migrations, ours and those of Django and Wagtail. Killed between two steps of one, it
would be one that no later run can go on with. So a new file of SQLite is filled beside its place and moved there, and
on PostgreSQL all of it is one transaction.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum
from pathlib import Path

from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import writing_to
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.temporary import alone_in, temporary_folder

BESIDE = ".database-"
SETTING = "RAPPORTEUR_VAR, RAPPORTEUR_DATABASE"
SUFFIXES = ("", "-wal", "-shm")
"""Of the files of an SQLite database: itself, and what lies beside it while somebody uses it."""
_OURS = "rapporteur."
_FIRST = 7_203_914
"""The number of the lock under which one process makes the tables on PostgreSQL: any that nobody else takes."""


class Tables(Enum):
    """What the tables of a database are."""

    NONE = "NONE"
    BEHIND = "BEHIND"
    """Those of an earlier version of this program."""
    CURRENT = "CURRENT"
    AHEAD = "AHEAD"
    """Those of a later version of this program."""


class TablesDiffer(Foreseeable, RuntimeError):
    """A database that another version of this program has made."""


BEHIND = Message(
    "the database was made by an earlier version of this program: make a copy of it, then run "
    "`python manage.py migrate`"
)
AHEAD = Message(
    "the database was made by a later version of this program: install that version, or restore a copy from before"
)


def tables() -> Tables:
    """Tell what the tables of the database are."""
    if "django_migrations" not in connection.introspection.table_names():
        return Tables.NONE
    executor = MigrationExecutor(connection)
    loader = executor.loader
    ours = {app for app, _ in loader.disk_migrations if _is_ours(app)}
    if any(
        app in ours and (app, name) not in loader.disk_migrations for app, name in loader.applied_migrations
    ):
        return Tables.AHEAD
    return Tables.BEHIND if executor.migration_plan(loader.graph.leaf_nodes()) else Tables.CURRENT


def _is_ours(label: str) -> bool:
    from django.apps import apps

    return apps.get_app_config(label).name.startswith(_OURS)


def have_tables() -> None:
    """Make the tables of a new database; raise TablesDiffer for one that another version has made."""
    found = tables()
    if found is Tables.NONE:
        make_tables()
    elif found is not Tables.CURRENT:
        raise TablesDiffer(BEHIND if found is Tables.BEHIND else AHEAD)


def _migrate() -> None:
    call_command(Migrate(), verbosity=0, interactive=False)


def make_tables(migrate: Callable[[], object] = _migrate) -> None:
    """Make the tables of a database that has none, all of them or none; who comes second at once finds them made.

    Raises OutputNotWritable where there is no room beside the file.
    """
    file = database_file()
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _wait_for_turn()
            if tables() is Tables.NONE:
                migrate()
    elif file is None or connection.introspection.table_names():  # in memory, or with tables of somebody else
        migrate()
    else:
        connection.close()
        with alone_in(file.parent):
            if not connection.introspection.table_names():
                with new_database(file):
                    migrate()


def _wait_for_turn() -> None:
    """Let one process at a time make tables, and rows be checked at once: tables with rows to check cannot change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_FIRST])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def database_file() -> Path | None:
    """Return the file of an SQLite database; None for any other, and for one in memory."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or name == ":memory:" or name.startswith("file:"):
        return None
    return Path(name)


@contextmanager
def new_database(file: Path, *, move_aside: Callable[[Path], None] = lambda file: None) -> Iterator[None]:
    """Lead the connection to a new database; when the block ends well, it takes the place of `file`, whole.

    `move_aside` is called with `file` just before. Raises OutputNotWritable.
    """
    with ExitStack() as stack:
        with writing_to(file, setting=SETTING):
            folder = stack.enter_context(temporary_folder(file.parent, BESIDE))
        new = folder / file.name
        lead_to(new)
        try:
            yield
        finally:
            lead_to(file)  # the last connection that closes folds the write-ahead log into the file
        with writing_to(file, setting=SETTING):
            move_aside(file)
            for suffix in SUFFIXES[1:]:
                file.with_name(file.name + suffix).unlink(missing_ok=True)
            with new.open("rb") as made:
                os.fsync(made.fileno())
            new.replace(file)


def lead_to(file: Path) -> None:
    """Lead the connection to another file."""
    connection.close()
    connection.settings_dict["NAME"] = str(file)
