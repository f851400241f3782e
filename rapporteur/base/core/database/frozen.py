"""The database's own refusal to change, delete or add to a frozen edition, in the words of each database.

The files of an edition are written before the edition, in one transaction: once the edition is there, it is complete,
and a further file is refused.

SQLite loses a table's triggers when a migration makes the table anew: a migration that alters one of these tables
puts them back with :func:`install` and :func:`install_completeness` (the tests that try an UPDATE or an INSERT fail
where it was forgotten).
"""

from __future__ import annotations

from typing import Any

TABLES = {
    "reports_edition": ("period_start", "period_end", "number"),
    "reports_editionfile": ("edition_id", "name"),
}
"""The frozen tables with the columns that identify a row."""
SIGNATURES = {"reports_editionsignature": ("edition_id", "key")}
"""The table of signatures: one may be added to an edition that is there, none is changed or deleted."""
EDITIONS, FILES = tuple(TABLES)
MESSAGE = "a frozen edition is never changed or deleted: freeze a further edition instead"
COMPLETE = "a frozen edition is complete: no file is added to it"

_POSTGRESQL = """
CREATE OR REPLACE FUNCTION rapporteur_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    frozen boolean := true;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO frozen;
    END IF;
    IF frozen THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;
"""
_POSTGRESQL_COMPLETE = """
CREATE OR REPLACE FUNCTION rapporteur_refuse_addition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {editions} WHERE id = NEW.edition_id) THEN
        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END
$$;
"""


def install(_apps: Any, schema_editor: Any) -> None:
    """Create the triggers; an empty table may be truncated, since nothing frozen is lost."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL.replace("{message}", MESSAGE), params=None)
    for table, identity in TABLES.items():
        for statement in _statements(vendor, table, identity):
            schema_editor.execute(statement)


def install_signatures(_apps: Any, schema_editor: Any) -> None:
    """Create the triggers of the table of signatures."""
    for table, identity in SIGNATURES.items():
        for statement in _statements(schema_editor.connection.vendor, table, identity):
            schema_editor.execute(statement)


def remove_signatures(_apps: Any, schema_editor: Any) -> None:
    """Drop them, where a migration is taken back."""
    for table in SIGNATURES:
        _remove_from(table, schema_editor)


def install_completeness(_apps: Any, schema_editor: Any) -> None:
    """Create the trigger that refuses a further file of an edition that is there."""
    if schema_editor.connection.vendor == "postgresql":
        function = _POSTGRESQL_COMPLETE.replace("{editions}", EDITIONS).replace("{message}", COMPLETE)
        schema_editor.execute(function, params=None)
        schema_editor.execute(
            f"CREATE TRIGGER {FILES}_no_addition BEFORE INSERT ON {FILES} "
            "FOR EACH ROW EXECUTE FUNCTION rapporteur_refuse_addition()"
        )
    else:
        there = f"EXISTS (SELECT 1 FROM {EDITIONS} WHERE id = NEW.edition_id)"  # noqa: S608  # names of ours
        schema_editor.execute(
            f"CREATE TRIGGER {FILES}_no_addition BEFORE INSERT ON {FILES} WHEN {there} "
            f"BEGIN SELECT RAISE(ABORT, '{COMPLETE}'); END"
        )


def remove_completeness(_apps: Any, schema_editor: Any) -> None:
    """Drop that trigger, where a migration is taken back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {FILES}_no_addition ON {FILES}")
        schema_editor.execute("DROP FUNCTION IF EXISTS rapporteur_refuse_addition()")
    else:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {FILES}_no_addition")


def remove(_apps: Any, schema_editor: Any) -> None:
    """Drop the triggers, where a migration is taken back."""
    for table in TABLES:
        _remove_from(table, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS rapporteur_refuse_frozen()")


def _remove_from(table: str, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    on = f" ON {table}" if vendor == "postgresql" else ""
    for event in ("update", "delete", "truncate" if vendor == "postgresql" else "replace"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")


def _statements(vendor: str, table: str, identity: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        same = " AND ".join(f"{column} = NEW.{column}" for column in identity)
        there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({same}))"  # noqa: S608  # names of ours
        return [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            # INSERT OR REPLACE deletes without asking the trigger above
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
        ]
    if vendor == "postgresql":
        return [
            f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} "
            f"FOR EACH {'STATEMENT' if event == 'truncate' else 'ROW'} EXECUTE FUNCTION rapporteur_refuse_frozen()"
            for event in ("update", "delete", "truncate")
        ]
    raise NotImplementedError(f"no trigger is known for {vendor}: editions could be changed there")
