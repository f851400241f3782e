"""Rows of several small tables read in one query: each row as JSON, its texts and days become what they are again.

All sections of a report together have thirty queries (ADR 27). What a section needs of a few rows here and there is
asked together, whatever their columns: every row of the answer says of which part it is, and is read as that part's.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
from django.db.models import IntegerField, JSONField, Model, QuerySet, Value
from django.db.models.functions import JSONObject

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.values.localized import LocalizedText

R = TypeVar("R", bound=msgspec.Struct)
M = TypeVar("M", bound=Model)
NOT_READ = "search_text"
"""What is for searching alone, and no part of what a record says."""


class AskedPart(NamedTuple, Generic[R]):
    """Rows of one table: what each becomes, where they are, and by which path each of its values is reached."""

    row: type[R]
    rows: QuerySet[Any]
    paths: Mapping[str, str]

    def read(self, told: Mapping[str, Any]) -> R:
        """Return a row of the answer as what it becomes."""
        return msgspec.convert(told, self.row, strict=False, dec_hook=_text)


class AskedRecords(NamedTuple, Generic[M]):
    """Records of one table as such, with those `others` of what they refer to that are named: ``body__name``.

    What is not read is asked of the database by whoever looks at it.
    """

    rows: QuerySet[M]
    others: Sequence[str] = ()

    @property
    def paths(self) -> dict[str, str]:
        """By which path each value is reached: the columns of a record, the keys of what it refers to among them."""
        own = [one.attname for one in self.rows.model._meta.concrete_fields if one.attname != NOT_READ]
        keys = (f"{path.partition('__')[0]}__pk" for path in self.others)
        return {path: path for path in (*own, *keys, *self.others)}

    def read(self, told: Mapping[str, Any]) -> M:
        """Return a row of the answer as a record."""
        record = _record(self.rows.model, {name: value for name, value in told.items() if "__" not in name})
        of_others: dict[str, dict[str, Any]] = {}
        for path, value in told.items():
            name, _, column = path.partition("__")
            if column:
                of_others.setdefault(name, {})[column] = value
        for name, values in of_others.items():
            field: Any = record._meta.get_field(name)
            there = values.pop("pk") is not None
            key = {field.related_model._meta.pk.attname: getattr(record, field.attname)}
            field.set_cached_value(record, _record(field.related_model, key | values) if there else None)
        return record


Part = AskedPart[Any] | AskedRecords[Any]
T = TypeVar("T")
Reader = Generator[Sequence[Part], Sequence[Sequence[Any]], T]
"""Yields the parts that it asks for, is sent the rows of each, and so on until it returns what it found."""


def read_in_rounds(readers: Sequence[Reader[T]]) -> list[T]:
    """Return what each reader finds: in every round one query reads what all of them ask for next."""
    found: dict[int, T] = {}
    rows: dict[int, Sequence[Sequence[Any]]] = {}
    while len(found) < len(readers):
        asked: dict[int, Sequence[Part]] = {}
        for number, reader in enumerate(readers):
            if number in found:
                continue
            try:
                asked[number] = reader.send(rows[number]) if number in rows else next(reader)
            except StopIteration as done:
                found[number] = done.value
        read = iter(read_together([part for parts in asked.values() for part in parts]))
        rows = {number: [next(read) for _ in parts] for number, parts in asked.items()}
    return [found[number] for number in range(len(readers))]


def read_together(parts: Sequence[Part]) -> list[list[Any]]:
    """Return the rows of every part, in no order, in one query; none of no parts."""
    if not parts:
        return []
    asked = [
        part.rows.order_by()
        .annotate(of_part=Value(number, output_field=IntegerField()), told=JSONObject(**part.paths))
        .values_list("of_part", "told")
        for number, part in enumerate(parts)
    ]
    found: list[list[Any]] = [[] for _ in parts]
    for number, told in asked[0].union(*asked[1:], all=True):
        found[number].append(parts[number].read(told))
    return found


def _record(model: type[M], values: Mapping[str, Any]) -> M:
    """Return a record of the columns that were read."""
    read = [field for field in model._meta.concrete_fields if field.attname in values]
    return model.from_db(
        None, [field.attname for field in read], [_value(field, values[field.attname]) for field in read]
    )


def _value(field: Any, value: Any) -> Any:
    if isinstance(field, LocalizedTextField):
        return _text(LocalizedText, value)
    if isinstance(field, JSONField):
        return json.loads(value) if isinstance(value, str) else value
    return field.to_python(value)


def _text(kind: type, value: object) -> LocalizedText:
    """Return a text per language; SQLite gives one within a row as it stores it.

    Of any other type that it does not know msgspec expects NotImplementedError, and tells where in the row it stood.
    """
    if kind is not LocalizedText:
        raise NotImplementedError(f"a {kind.__name__} is no value of a row")
    given: Any = json.loads(value) if isinstance(value, str) else value
    return LocalizedText(given or {})
