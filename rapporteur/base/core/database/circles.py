"""That records which follow one another form no circle: held by a trigger on either database.

Each row names at most one other of its table; going from one to the next never leads back to where it began.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import NotSupportedError, models
from django.db.backends.ddl_references import Statement, Table
from django.db.utils import DEFAULT_DB_ALIAS

from rapporteur.base.values.failures import Foreseeable, RecordKey
from rapporteur.base.values.messages import Message

_LEADS_BACK = """
    WITH RECURSIVE before(id) AS (
        SELECT NEW.%(column)s
        UNION SELECT other.%(column)s FROM %(table)s AS other JOIN before ON other.id = before.id
        WHERE other.%(column)s IS NOT NULL
    ) SELECT 1 FROM before WHERE id = NEW.id
"""
_SQLITE = """
CREATE TRIGGER %(name)s AFTER %(event)s ON %(table)s WHEN NEW.%(column)s IS NOT NULL AND EXISTS (%(back)s)
BEGIN SELECT RAISE(ABORT, '%(told)s'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.%(column)s IS NOT NULL AND EXISTS (%(back)s) THEN
        RAISE EXCEPTION '%(told)s' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$
"""
_POSTGRESQL = (
    "CREATE TRIGGER %(name)s AFTER %(event)s ON %(table)s FOR EACH ROW EXECUTE FUNCTION %(function)s()"
)


class LeadsBack(Foreseeable, ValidationError):
    """A record that would come after itself, by the field `at` which a form says it."""

    def __init__(self, record: Any, other: Any, at: str = "") -> None:
        self.at = (at,) if at else ()
        super().__init__(
            Message(
                "{place} '{value}' cannot come after '{other}', which comes after it: take one of the two links away"
            ),
            place=str(record._meta.verbose_name),
            value=RecordKey(str(record), record),
            other=RecordKey(str(other), other),
        )

    def __str__(self) -> str:
        return " ".join(self.messages)


class NoCircle(models.BaseConstraint):
    """Of records that refer to another of their kind by `field`, none leads back to itself."""

    def __init__(self, *, field: str, name: str, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.field = field

    def deconstruct(self) -> Any:
        """Return how a migration makes it."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoCircle) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__

    @property
    def triggers(self) -> tuple[str, ...]:
        """What the triggers are called that hold it."""
        return tuple(f"{self.name}_{event}" for event in ("insert", "update"))

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return nothing of a new table: triggers follow when the table is there."""
        schema_editor.deferred_sql += self._statements(model, schema_editor)
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return what adds it to a table of PostgreSQL; SQLite makes the table anew."""
        *first, last = self._statements(model, schema_editor)
        schema_editor.deferred_sql += first[1:]
        schema_editor.execute(first[0], params=None)
        return last

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return what takes it from a table of PostgreSQL, with its triggers."""
        function = schema_editor.quote_name(self.name)
        return Statement("DROP FUNCTION %(function)s() CASCADE", function=function)

    def validate(
        self, model: Any, instance: Any, exclude: Collection[str] | None = None, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        """Raise LeadsBack where `instance` would come after itself."""
        column = model._meta.get_field(self.field).attname
        at, seen = getattr(instance, column), set()
        while instance.pk is not None and at is not None and at not in seen:
            if at == instance.pk:
                raise LeadsBack(instance, getattr(instance, self.field), self.field)
            seen.add(at)
            found = model._default_manager.using(using).filter(pk=at)
            at = found.values_list(column, flat=True).first()

    def _statements(self, model: Any, schema_editor: Any) -> list[Any]:
        """Return what makes the triggers; on PostgreSQL, their function first."""
        quote, vendor = schema_editor.quote_name, schema_editor.connection.vendor
        table, column = Table(model._meta.db_table, quote), quote(model._meta.get_field(self.field).column)
        values = {
            "table": table,
            "column": column,
            "back": Statement(_LEADS_BACK, table=table, column=column),
            "told": self.name,
            "function": quote(self.name),
        }
        if vendor not in ("sqlite", "postgresql"):
            raise NotSupportedError(f"{vendor} would let records lead back to themselves")
        triggers = [
            Statement(
                _SQLITE if vendor == "sqlite" else _POSTGRESQL,
                **values,
                name=quote(name),
                event=name.rpartition("_")[2].upper(),
            )
            for name in self.triggers
        ]
        return triggers if vendor == "sqlite" else [Statement(_FUNCTION, **values), *triggers]


def no_circles(model: type[models.Model]) -> list[NoCircle]:
    """Return the constraints of this kind that a model has."""
    return [one for one in model._meta.constraints if isinstance(one, NoCircle)]


def check_no_circle(record: models.Model) -> None:
    """Raise LeadsBack where `record` would come after itself."""
    for constraint in no_circles(type(record)):
        constraint.validate(type(record), record)
