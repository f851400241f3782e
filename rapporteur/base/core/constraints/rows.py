"""The rows of one record, none of which is written yet: which say what no two of them can say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Value

from rapporteur.base.core.constraints.saying import Contradicts, of_constraint
from rapporteur.base.core.database.overlaps import NoOverlap, PeriodsOverlap


def not_apart(
    rows: Sequence[Any], parent: str, given: Collection[str]
) -> Iterator[tuple[models.Model, PeriodsOverlap | Contradicts]]:
    """Yield each row that another before it keeps from being written, with what is told of it.

    `parent` is the field by which they belong to one record, `given` are those that somebody has typed: what a verb
    gives them is apart already.
    """
    for constraint in rows[0]._meta.constraints if rows else ():
        if isinstance(constraint, NoOverlap):
            try:
                constraint.validate_together([row for row in rows if _possible(row)], parent)
            except PeriodsOverlap as overlap:
                yield overlap.later, overlap
        elif isinstance(constraint, models.UniqueConstraint):
            yield from _alike(rows, constraint, parent, given)


def _alike(
    rows: Sequence[Any], constraint: models.UniqueConstraint, parent: str, given: Collection[str]
) -> Iterator[tuple[models.Model, Contradicts]]:
    model, seen = type(rows[0]), set()
    own = [name for name in constraint.fields if name != parent]
    condition: Any = constraint.condition
    if condition is None and not set(own) <= set(given):
        return
    for row in rows:
        if condition is not None and not condition.check(
            {one.name: Value(getattr(row, one.attname), one) for one in model._meta.concrete_fields}
        ):
            continue
        held = tuple(getattr(row, model._meta.get_field(name).attname) for name in own)
        if held in seen:
            yield row, Contradicts(model, *of_constraint(model, constraint))
        if None not in held:
            seen.add(held)


def _possible(row: Any) -> bool:
    """Tell whether a row ends after it begins, which another constraint sees to."""
    return row.start is None or row.end is None or bool(row.end > row.start)
