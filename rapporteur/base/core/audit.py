"""The audit trail: who did what to which record, with what it was before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.functions import Now

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.localized import LocalizedText


def record_name(record: models.Model) -> str:
    """Return what the trail calls a record: its slug, or its key where it has none."""
    return str(getattr(record, "slug", record.pk))


def record_called(model: type[models.Model], name: str) -> models.Model | None:
    """Return the record of a kind that the trail calls so (see :func:`record_name`), None where it is gone."""
    if "slug" in {column.name for column in model._meta.concrete_fields}:
        return model._default_manager.filter(slug=name).first()
    return model._default_manager.filter(pk=name).first() if name.isdecimal() else None


def new_entry(*, by: Actor, action: str, record: models.Model, changes: Mapping[str, object]) -> AuditEntry:
    """Return an entry that is not written yet."""
    return AuditEntry(
        by=by.in_trail,
        action=action,
        record_type=record._meta.label_lower,
        record=record_name(record),
        changes=dict(changes),
    )


def audit(*, by: Actor, action: str, record: models.Model, changes: Mapping[str, object]) -> None:
    """Write down who did what to which record."""
    new_entry(by=by, action=action, record=record, changes=changes).save(force_insert=True)


def audit_sitting(*, by: Actor, action: str, record: models.Model, changes: Mapping[str, object]) -> None:
    """Write down what a sitting goes on to change: in the entry with which it began, where that is still the last.

    The entry keeps what each field was before the sitting, and says what it is now. That of a new record says nothing
    of its fields.
    """
    ours = AuditEntry.objects.filter(record_type=record._meta.label_lower, record=record_name(record))
    last = ours.order_by("-pk").first()
    if last is None or last.by != by.name or last.action not in ("created", action):
        audit(by=by, action=action, record=record, changes=changes)
    elif last.action == action:
        told = dict(last.changes)
        for name, (old, new) in _pairs(changes):
            first = told.pop(name, (old, new))[0]
            if first != new:
                told[name] = [first, new]
        AuditEntry.objects.filter(pk=last.pk).update(at=Now(), changes=told)


def _pairs(changes: Mapping[str, object]) -> Iterable[tuple[str, tuple[Any, Any]]]:
    return ((name, (pair[0], pair[1])) for name, pair in changes.items() if isinstance(pair, (tuple, list)))


def plain(value: object) -> object:
    """Return a value in the form in which the trail keeps it."""
    if isinstance(value, LocalizedText):
        return value.as_dict()
    if isinstance(value, models.Model):
        return record_name(value)
    if isinstance(value, (date, time, Decimal)):
        return str(value)
    return value


def plain_rows(model: type[models.Model], rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Return rows of a list as the trail keeps them: records that they point to by slug, one query for each kind.

    A row gives a record itself or its key.
    """
    given = [dict(row) for row in rows]
    for link in (field for field in model._meta.concrete_fields if field.is_relation):
        keys = {row[link.name] for row in given if isinstance(row.get(link.name), int)}
        if not keys:
            continue
        related: Any = link.related_model
        known = related._default_manager.in_bulk(keys)
        for row in given:
            row[link.name] = known.get(row.get(link.name), row.get(link.name))
    return [{name: plain(value) for name, value in row.items()} for row in given]
