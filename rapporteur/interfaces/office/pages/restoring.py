"""One field of a record put back to what the trail says it was: a write like any other, through the room's verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import AuditEntry, Editorial
from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.core.searching import SEARCH_TEXT
from rapporteur.base.values.localized import LocalizedText
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.wording import column_of, is_list


def is_restorable(model: type[models.Model], entry: AuditEntry, name: str) -> bool:
    """Tell whether an entry says what a field was, of a kind and a field that are changed by forms at all."""
    door, column = DOORS.get(model), column_of(model, name)
    if door is None or door.edit is None or column is None or name in door.fixed or name == SEARCH_TEXT:
        return False
    if is_list(column):
        return _is_pair(entry.changes.get(name)) and _lists_rows(entry.changes[name])
    return bool(column.editable) and _is_pair(entry.changes.get(name))


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2


def _lists_rows(pair: list[Any]) -> bool:
    return all(isinstance(side, list) and all(isinstance(row, Mapping) for row in side) for side in pair)


def restore_field(*, by: Actor, record: Any, entry: AuditEntry, name: str) -> Saved[Any]:
    """Write what `name` was before an entry of the trail, and nothing else; a record with drafts gets one.

    Raises what the verb of the room raises, and RecordNotFound where the value names a record that is there no more.
    """
    model = type(record)
    door = DOORS[model]
    assert door.edit is not None  # noqa: S101  # is_restorable asked
    filled = record.get_latest_revision_as_object() if isinstance(record, Editorial) else record
    chosen = {one.name: list(getattr(record, one.name).all()) for one in model._meta.many_to_many}
    write_value(filled, chosen, name, entry.changes[name][0])
    return door.edit(by, filled, door.shape(filled, chosen))


def write_value(filled: Any, chosen: dict[str, list[Any]], name: str, value: Any) -> None:
    """Put into a record that is filled, and not saved, what the trail says that a field is.

    `chosen` are the records of its many-to-many fields. Raises RecordNotFound for a record that is there no more.
    """
    column = column_of(type(filled), name)
    if is_list(column):
        assert isinstance(filled, ClusterableModel)  # noqa: S101  # whatever has rows of its own
        setattr(filled, name, [_row(column.related_model, row) for row in value])
    elif column.many_to_many:
        chosen[name] = [_named(column.related_model, one) for one in value or ()]
    else:
        setattr(filled, name, _value(column, value))


def _row(model: type[models.Model], row: Mapping[str, Any]) -> models.Model:
    known = {one.name: one for one in model._meta.concrete_fields}
    return model(**{name: _value(known[name], value) for name, value in row.items() if name in known})


def _value(column: Any, value: Any) -> Any:
    if column.is_relation:
        return None if value is None else _named(column.related_model, value)
    if isinstance(column, LocalizedTextField):
        return LocalizedText(value or {})
    return column.to_python(value)


def _named(model: type[models.Model], value: Any) -> models.Model:
    key = "slug" if any(one.name == "slug" for one in model._meta.concrete_fields) else "pk"
    found = model._default_manager.filter(**{key: value}).first()
    if found is None:
        raise RecordNotFound(model, str(value), ())
    return found
