"""That dated records do not overlap: held by the database, told in a sentence before it has to refuse.

PostgreSQL has constraints that exclude overlaps. SQLite gets triggers, which a table keeps when a migration makes it
anew. Both look at every row as it is written, so :func:`make_way` clears rows whose periods are exchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations, groupby, pairwise
from operator import attrgetter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import NotSupportedError, models
from django.db.backends.ddl_references import Statement, Table
from django.db.utils import DEFAULT_DB_ALIAS

from rapporteur.base.core.spans import overlaps
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.spans import Span

_TRIGGER = """
CREATE TRIGGER %(name)s AFTER %(event)s ON %(table)s WHEN EXISTS (
    SELECT 1 FROM %(table)s AS other WHERE other.id <> NEW.id%(same)s
    AND (other.start IS NULL OR NEW."end" IS NULL OR other.start < NEW."end")
    AND (NEW.start IS NULL OR other."end" IS NULL OR NEW.start < other."end")
) BEGIN SELECT RAISE(ABORT, '%(told)s'); END
"""


class PeriodsOverlap(Foreseeable, ValidationError):
    """Two dated records, of which only one can hold on a day, hold on the same day: those of `whose` records."""

    at = ("start", "end")
    """The fields at which a form says it."""

    def __init__(self, one: Any, other: Any, fields: Sequence[str]) -> None:
        options = one._meta
        links = [field for field in map(options.get_field, fields) if field.is_relation]
        self.later = other
        self.whose = tuple(getattr(one, link.name) for link in links if _is_known(one, link))
        message = Message("Two {several} overlap: {one}; {other}. Let one end before the other begins.")
        if self.whose:
            message = Message(
                "Two {several} of the same record ({whose}) overlap: {one}; {other}. "
                "Let one end before the other begins."
            )
        super().__init__(
            message,
            several=str(options.verbose_name_plural),
            whose=", ".join(map(str, self.whose)),
            one=_span(one),
            other=_span(other),
        )

    def __str__(self) -> str:
        return " ".join(self.messages)


class OverlapsOnRecord(Foreseeable, ValueError):
    """A database that holds overlapping records already, so that they cannot be forbidden."""

    def __init__(self, found: Iterable[str]) -> None:
        super().__init__(
            Message(
                "records overlap of which only one can hold on a day; correct their dates with the version of this "
                "program that made them, then migrate:\n{found}"
            ),
            found="\n".join(found),
        )


class NoOverlap(models.BaseConstraint):
    """Of the records that are alike in `fields`, no two hold on the same day (from `start` up to, without, `end`)."""

    def __init__(self, *, fields: Collection[str], name: str, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.fields = tuple(fields)

    def deconstruct(self) -> Any:
        """Return how a migration makes it."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__

    # --- the database -----------------------------------------------------------------------------

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """Return its part of a new table; triggers follow when the table is there."""
        if schema_editor.connection.vendor == "postgresql":
            return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self._exclusion(model, schema_editor)}"
        schema_editor.deferred_sql += self._triggers(model, schema_editor)
        return None

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

    def _columns(self, model: Any) -> list[str]:
        return [model._meta.get_field(name).column for name in self.fields]

    def _exclusion(self, model: Any, schema_editor: Any) -> str:
        """Return the constraint of PostgreSQL; keys are ranges of one number, a word's of its hash: no extension."""
        keys = []
        for name in self.fields:
            column = model._meta.get_field(name)
            quoted = schema_editor.quote_name(column.column)
            words = isinstance(column, models.CharField)
            key = f"hashtextextended({quoted}, 0)" if words else f"{quoted}::int8"
            keys.append(f"int8range({key}, {key}, '[]')")
        parts = [f"{part} WITH &&" for part in (*keys, 'daterange("start", "end")')]
        return f"EXCLUDE USING gist ({', '.join(parts)})"

    def _triggers(self, model: Any, schema_editor: Any) -> list[Statement]:
        if schema_editor.connection.vendor != "sqlite":
            raise NotSupportedError(f"{schema_editor.connection.vendor} would let dated records overlap")
        columns = [schema_editor.quote_name(column) for column in self._columns(model)]
        same = "".join(f" AND other.{column} = NEW.{column}" for column in columns)
        return [
            Statement(
                _TRIGGER,
                name=schema_editor.quote_name(f"{self.name}_{event.lower()}"),
                event=event,
                table=Table(model._meta.db_table, schema_editor.quote_name),
                same=same,
                told=self.name,
            )
            for event in ("INSERT", "UPDATE")
        ]

    # --- before the database ----------------------------------------------------------------------

    def validate(
        self, model: Any, instance: Any, exclude: Collection[str] | None = None, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        """Raise PeriodsOverlap where another record on record holds on a day on which `instance` does."""
        keys = {name: getattr(instance, model._meta.get_field(name).attname) for name in self.fields}
        if set(exclude or ()) & {*self.fields, "start", "end"} or None in keys.values():
            return
        alike = {model._meta.get_field(name).attname: value for name, value in keys.items()}
        others = (
            model._default_manager.using(using)
            .filter(overlaps(_span(instance)), **alike)
            .exclude(pk=instance.pk)
        )
        if other := others.order_by("start", "pk").first():
            raise PeriodsOverlap(*_in_order(instance, other), self.fields)

    def validate_together(self, records: Iterable[Any], whole: str) -> None:
        """Raise PeriodsOverlap where two of the parts `records` of one whole, which their field `whole` is, overlap."""
        for one, other in combinations(records, 2):
            alike = all(
                getattr(one, one._meta.get_field(name).attname)
                == getattr(other, one._meta.get_field(name).attname)
                for name in self.fields
                if name != whole
            )
            if alike and _span(one).overlaps(_span(other)):
                raise PeriodsOverlap(*_in_order(one, other), self.fields)


def no_overlaps(model: type[models.Model]) -> list[NoOverlap]:
    """Return the constraints of this kind that a model has."""
    return [one for one in model._meta.constraints if isinstance(one, NoOverlap)]


def check_apart(record: models.Model) -> None:
    """Raise PeriodsOverlap where `record`, or one of its parts that wait to be written, overlaps another."""
    for constraint in no_overlaps(type(record)):
        constraint.validate(type(record), record)
    for manager, field in _waiting(record):
        for constraint in no_overlaps(manager.model):
            constraint.validate_together(manager.all(), field)


def make_way(record: models.Model, update_fields: Collection[str] | None = None) -> None:
    """Delete those parts of `record` whose dates wait to be changed, so that all can be written anew in any order.

    For a transaction in which the record is saved with the same `update_fields`: only parts that are written then make
    way. Parts that exchange days would overlap in between.
    """
    for manager, field in _waiting(record):
        relation = manager.model._meta.get_field(field).remote_field.get_accessor_name()
        if update_fields is not None and relation not in update_fields:
            continue
        rows = list(manager.all()) if no_overlaps(manager.model) else []
        if record.pk is None or len(rows) < 2:
            continue
        spans = {one.pk: _span(one) for one in rows}
        live = manager.get_live_queryset()
        moved = [one.pk for one in live if one.pk in spans and spans[one.pk] != _span(one)]
        live.filter(pk__in=moved).delete()


def _waiting(record: models.Model) -> list[tuple[Any, str]]:
    """Return the managers of parts that are changed in memory and not yet written, each with its field of the whole."""
    from modelcluster.models import get_all_child_relations

    managers = [
        (getattr(record, relation.get_accessor_name()), relation.field.name)
        for relation in get_all_child_relations(type(record))
    ]
    return [(manager, field) for manager, field in managers if manager.is_deferring]


def refuse_overlaps(app: str, fields: Mapping[str, Sequence[str]]) -> Callable[[Any, Any], None]:
    """Return a step of a migration that raises OverlapsOnRecord where records overlap already.

    `fields` gives, for each model of the room, those in which records must be alike to exclude each other.
    """

    def look(apps: Any, schema_editor: Any) -> None:
        found = [
            line for name, keys in fields.items() for line in _on_record(apps.get_model(app, name), keys)
        ]
        if found:
            raise OverlapsOnRecord(found)

    return look


def _on_record(model: Any, fields: Sequence[str]) -> list[str]:
    """Return the pairs of a model's records that overlap, as lines."""
    keys = [model._meta.get_field(name).attname for name in fields]
    rows = model._default_manager.order_by(*keys, models.F("start").asc(nulls_first=True), "pk")
    return [
        f"  {model._meta.verbose_name_plural} {one.pk} and {other.pk} "
        f"({', '.join(f'{key} {getattr(one, key)}' for key in keys)}): {_span(one)}; {_span(other)}"
        for _, some in groupby(rows, attrgetter(*keys))
        for one, other in pairwise(some)
        if _span(one).overlaps(_span(other))
    ]


def _span(record: Any) -> Span:
    """Return from when until when a record holds; those of a migration know no more than their columns."""
    return Span(record.start, record.end)


def _in_order(one: Any, other: Any) -> tuple[Any, Any]:
    return (one, other) if _span(one).first_day <= _span(other).first_day else (other, one)


def _is_known(record: Any, link: Any) -> bool:
    """Tell whether what a record refers to is there: a new part in a form does not know its whole yet."""
    return link.is_cached(record) or getattr(record, link.attname) is not None
