"""Triggers by which a database holds a rule that no constraint of one table can say, in the words of each database.

They name tables of other rooms. SQLite makes no table anew that a trigger of another table names, so they are taken
away before migrations and put back behind them: see :func:`follow_migrations`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sized
from typing import NamedTuple

from django.apps import AppConfig
from django.db import NotSupportedError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

EVENTS = ("insert", "update")


class Trigger(NamedTuple):
    """A trigger: what it is called, of which table, when, and what it does (`refuses` says why nothing is written)."""

    name: str
    table: str
    event: str
    condition: str = ""
    refuses: str = ""
    does: str = ""


def install(
    connection: BaseDatabaseWrapper, triggers: Iterable[Trigger], *, tables: Collection[str] = ()
) -> None:
    """Put triggers in place, as they are defined now; nothing where theirs and those `tables` are not all there."""
    wanted = list(triggers)
    with connection.cursor() as cursor:
        found = set(connection.introspection.table_names(cursor))
    if not {*tables, *(one.table for one in wanted)} <= found:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger in wanted:
            for statement in (*_drop(connection.vendor, trigger), *_create(connection.vendor, trigger)):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Take triggers away."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in triggers:
            if connection.vendor == "sqlite" or trigger.table in tables:
                for statement in _drop(connection.vendor, trigger):
                    cursor.execute(statement)


def follow_migrations(
    room: AppConfig,
    *,
    installing: Callable[[BaseDatabaseWrapper], None],
    removing: Callable[[BaseDatabaseWrapper], None],
) -> None:
    """Put the triggers of a room in place behind every migration; those of SQLite are taken away before one."""

    def put_back(using: str, **_: object) -> None:
        installing(connections[using])

    def take_away(using: str, plan: Sized = (), **_: object) -> None:
        if plan and connections[using].vendor == "sqlite":
            removing(connections[using])

    uid = f"{room.label}.triggers"
    pre_migrate.connect(take_away, sender=room, weak=False, dispatch_uid=f"{uid}.away")
    post_migrate.connect(put_back, sender=room, weak=False, dispatch_uid=f"{uid}.back")


def _drop(vendor: str, trigger: Trigger) -> Iterator[str]:
    if vendor == "sqlite":
        yield f'DROP TRIGGER IF EXISTS "{trigger.name}"'
    elif vendor == "postgresql":
        yield f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"'
        yield f'DROP FUNCTION IF EXISTS "{trigger.name}"()'
    else:
        raise NotSupportedError(f"no trigger is known for {vendor}: its rules would not be held there")


def _create(vendor: str, trigger: Trigger) -> Iterator[str]:
    if vendor == "sqlite":
        when = f"WHEN {trigger.condition}" if trigger.condition else ""
        does = f"SELECT RAISE(ABORT, '{trigger.refuses}')" if trigger.refuses else trigger.does
        yield (
            f'CREATE TRIGGER "{trigger.name}" AFTER {trigger.event.upper()} ON "{trigger.table}" '
            f"FOR EACH ROW {when} BEGIN {does}; END"
        )
        return
    refuse = f"RAISE EXCEPTION '{trigger.refuses}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {trigger.condition} THEN {refuse} END IF;" if trigger.refuses else f"{trigger.does};"
    yield (
        f'CREATE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN {body} RETURN NULL; END $$"
    )
    yield (
        f'CREATE TRIGGER "{trigger.name}" AFTER {trigger.event.upper()} ON "{trigger.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{trigger.name}"()'
    )
