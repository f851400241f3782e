"""What a merger would do: what moves, what is said twice and counts once, what cannot stand beside each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import UniqueConstraint

from rapporteur.base.core.database.overlaps import NoOverlap
from rapporteur.base.core.merging.links import Link, links_to
from rapporteur.base.values.spans import Span


@dataclass(frozen=True)
class Conflict:
    """A row that cannot move because of others of the record that stays.

    Where both hold on the same days (`is_choice`) one of the two is left out, whichever is chosen; amounts that both
    have are nobody's to choose from here.
    """

    link: Link
    row: Any
    others: tuple[Any, ...]
    is_choice: bool

    @property
    def kind(self) -> str:
        """What choices call the kind of record."""
        return self.link.model._meta.label_lower


@dataclass(frozen=True)
class MergerPlan:
    """What becomes of everything that refers to a record, row by row."""

    moving: tuple[tuple[Link, Any], ...]
    doubles: tuple[tuple[Link, Any], ...]
    conflicts: tuple[Conflict, ...]

    @property
    def blocking(self) -> tuple[Conflict, ...]:
        """The conflicts that must be settled before."""
        return tuple(one for one in self.conflicts if not one.is_choice)

    def touched(self, taken: Collection[str] = ()) -> list[tuple[Link, Any]]:
        """Return every row that is moved or taken away; `taken` names the kinds of which those that stayed go."""
        found = [*self.moving, *self.doubles, *((one.link, one.row) for one in self.conflicts)]
        ours = ((one.link, row) for one in self.conflicts if one.kind in taken for row in one.others)
        return [*found, *ours]

    def counts(self) -> dict[type[models.Model], int]:
        """Return how many records of each kind come to refer to the record that stays."""
        owners: dict[type[models.Model], set[Any]] = {}
        for link, row in self.touched():
            owners.setdefault(link.kind, set()).add(link.owner_of(row).pk)
        return {kind: len(keys) for kind, keys in owners.items()}


@dataclass
class _Sorted:
    moving: list[tuple[Link, Any]] = field(default_factory=list)
    doubles: list[tuple[Link, Any]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def plan_merger(kept: models.Model, other: models.Model) -> MergerPlan:
    """Return what becomes of whatever refers to `other` when it is merged into `kept`; two queries for each column."""
    found = _Sorted()
    for link in links_to(type(kept)):
        rows = link.rows(other)
        ours = link.rows(kept) if rows else []
        for row in rows:
            _sort(link, row, ours, found)
    return MergerPlan(tuple(found.moving), tuple(found.doubles), tuple(found.conflicts))


def _sort(link: Link, row: Any, ours: Collection[Any], found: _Sorted) -> None:
    for fields in _unique(link):
        twins = [one for one in ours if all(_value(one, name) == _value(row, name) for name in fields)]
        if twins and _says_nothing_else(link, fields):
            found.doubles.append((link, row))
            return
        if twins:
            found.conflicts.append(Conflict(link, row, tuple(twins), is_choice=False))
            return
    for fields in _exclusive(link):
        alike = [one for one in ours if all(_value(one, name) == _value(row, name) for name in fields)]
        over = [one for one in alike if _span(one).overlaps(_span(row))]
        if over:
            found.conflicts.append(Conflict(link, row, tuple(over), is_choice=True))
            return
    found.moving.append((link, row))


def _unique(link: Link) -> list[list[str]]:
    """Return by which other fields rows with the same record are the same."""
    options = link.model._meta
    constrained = [
        list(one.fields)
        for one in options.constraints
        if isinstance(one, UniqueConstraint) and one.condition is None and link.column in one.fields
    ]
    together = [list(one) for one in options.unique_together if link.column in one]
    return [[name for name in fields if name != link.column] for fields in (*constrained, *together)]


def _exclusive(link: Link) -> list[list[str]]:
    return [
        [name for name in one.fields if name != link.column]
        for one in link.model._meta.constraints
        if isinstance(one, NoOverlap) and link.column in one.fields
    ]


def _says_nothing_else(link: Link, fields: list[str]) -> bool:
    columns = {one.name for one in link.model._meta.concrete_fields if not one.primary_key}
    return columns <= {*fields, link.column}


def _value(row: Any, name: str) -> object:
    return getattr(row, row._meta.get_field(name).attname)


def _span(row: Any) -> Span:
    return Span(row.start, row.end)
