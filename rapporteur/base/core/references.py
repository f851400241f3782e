"""Records found by the names that shapes give them: all of a kind in one query, a missing one told with the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db import models

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest

M = TypeVar("M", bound=models.Model)


class RecordNotFound(Foreseeable, LookupError):
    """A record that another names is not there."""

    def __init__(self, model: type[models.Model], name: str, known: Iterable[str]) -> None:
        self.model, self.name = model, name
        what = model._meta.verbose_name
        super().__init__(
            Message("no {what} is called '{value}'"), value=name, nearest=nearest(name, known), what=str(what)
        )


def find_all(
    model: type[M],
    names: Iterable[str | None],
    *,
    key: str = "slug",
    within: Mapping[str, object] | None = None,
) -> dict[str, M]:
    """Return the records of these names (None and empty ones left out) by name, in one query.

    `key` is the unique column that a name stands in, `within` narrows where it is unique only among some. Raises
    RecordNotFound.
    """
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    records = model._default_manager.filter(**(within or {}))
    found = {getattr(record, key): record for record in records.filter(**{f"{key}__in": wanted})}
    for name in sorted(wanted - found.keys()):
        raise RecordNotFound(model, name, records.order_by(key).values_list(key, flat=True))
    return found


def find(
    model: type[M], name: str | None, *, key: str = "slug", within: Mapping[str, object] | None = None
) -> M | None:
    """Return the record of this name, None where none is named. Raises RecordNotFound."""
    return find_all(model, [name], key=key, within=within).get(name or "")
