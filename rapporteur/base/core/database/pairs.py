"""That two things a row says go together: a meeting's chair sits in the body that meets.

A foreign key of two columns, which both databases hold, from either side: neither a row that refers to a pair that is
not there is written, nor is a pair changed that a row refers to.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.db.utils import DEFAULT_DB_ALIAS

from rapporteur.base.values.failures import Foreseeable, RecordKey
from rapporteur.base.values.messages import Message


class NotTogether(Foreseeable, ValidationError):
    """Two things that a record says do not go together."""

    def __init__(self, record: Any, fields: Collection[str]) -> None:
        self.at = tuple(fields)
        names = [str(record._meta.get_field(name).verbose_name) for name in fields]
        values = [RecordKey(str(one), one) for one in (getattr(record, name) for name in fields)]
        super().__init__(
            Message("{one} '{value}' and {other} '{expected}' do not go together: choose others"),
            value=values[0],
            expected=values[1],
            one=names[0],
            other=names[1],
        )

    def __str__(self) -> str:
        return " ".join(self.messages)


class PairOf(models.BaseConstraint):
    """That the two `fields` of a row are, together, the two columns `of` some record of the model `to` (“room.Model”).

    Columns and not fields: where a table is made anew its model stands alone, and knows no other. Nothing is held where
    one of them is empty. `late` asks at the end of a transaction, for pairs that are written anew within it.
    """

    def __init__(
        self, *, fields: Collection[str], to: str, of: Collection[str], name: str, late: bool = False
    ) -> None:
        super().__init__(name=name)
        self.fields, self.to, self.of, self.late = tuple(fields), to, tuple(of), late

    def deconstruct(self) -> Any:
        """Return how a migration makes it."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields, "to": self.to, "of": self.of, "late": self.late}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PairOf) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__

    # --- the database -----------------------------------------------------------------------------

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return its part of a new table."""
        quoted = schema_editor.quote_name
        own = ", ".join(quoted(model._meta.get_field(name).column) for name in self.fields)
        theirs = ", ".join(map(quoted, self.of))
        when = " DEFERRABLE INITIALLY DEFERRED" if self.late else ""
        return (
            f"CONSTRAINT {quoted(self.name)} FOREIGN KEY ({own}) "
            f"REFERENCES {quoted(self.to.replace('.', '_').lower())} ({theirs}){when}"
        )

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return what adds it to a table of PostgreSQL; SQLite makes the table anew."""
        table = Table(model._meta.db_table, schema_editor.quote_name)
        constraint = self.constraint_sql(model, schema_editor)
        return Statement("ALTER TABLE %(table)s ADD %(constraint)s", table=table, constraint=constraint)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return what takes it from a table of PostgreSQL."""
        table = Table(model._meta.db_table, schema_editor.quote_name)
        name = schema_editor.quote_name(self.name)
        return Statement("ALTER TABLE %(table)s DROP CONSTRAINT %(name)s", table=table, name=name)

    # --- before the database ----------------------------------------------------------------------

    def validate(
        self, model: Any, instance: Any, exclude: Collection[str] | None = None, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        """Raise NotTogether where no record is such a pair; a pair that may be written later is asked for later."""
        values = [getattr(instance, model._meta.get_field(name).attname) for name in self.fields]
        if self.late or set(exclude or ()) & set(self.fields) or None in values:
            return
        other = model._meta.apps.get_model(self.to)
        wanted = dict(zip(self.of, values, strict=True))
        if not other._default_manager.using(using).filter(**wanted).exists():
            raise NotTogether(instance, self.fields)
