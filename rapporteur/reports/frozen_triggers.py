"""The database's own refusal to change or delete a frozen edition, in the words of each database.

SQLite loses a table's triggers when a migration makes the table anew: a migration that alters one of these tables
puts them back with :func:`install` (the tests that try an UPDATE fail where it was forgotten).
"""

from __future__ import annotations

from typing import Any

TABLES = {
    "reports_edition": ("period_start", "period_end", "number"),
    "reports_editionfile": ("edition_id", "name"),
}
"""The frozen tables with the columns that identify a row."""
MESSAGE = "a frozen edition is never changed or deleted: freeze a further edition instead"

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


def install(_apps: Any, schema_editor: Any) -> None:
    """Create the triggers; an empty table may be truncated, since nothing frozen is lost."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(_POSTGRESQL.replace("{message}", MESSAGE), params=None)
    for table, identity in TABLES.items():
        for statement in _statements(vendor, table, identity):
            schema_editor.execute(statement)


def remove(_apps: Any, schema_editor: Any) -> None:
    """Drop the triggers, where a migration is taken back."""
    vendor = schema_editor.connection.vendor
    on = " ON {table}" if vendor == "postgresql" else ""
    events = ("update", "delete", "truncate" if vendor == "postgresql" else "replace")
    for table in TABLES:
        for event in events:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on.format(table=table)}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS rapporteur_refuse_frozen()")


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
