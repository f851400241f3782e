"""Whether somebody may write a record that is there: how far their right reaches, and whether it is shut for a while.

Rights that are bound to regions stop at records of others. This room knows neither regions nor periods: a room above
says in `within` of its query sets where records lie, and in `check_writable` of its models what shuts them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol, TypeVar, cast

from django.db import models

from rapporteur.base.core.permissions import Actor, NotAllowed, Right, can, reaches_every_region

Q = TypeVar("Q", bound=models.QuerySet[Any])


def is_regional(model: type[models.Model]) -> bool:
    """Tell whether records of a kind lie in regions: its query set says `within` which.

    `within(codes)` gives those that lie in one of the regions, and those that lie in none yet.
    """
    return hasattr(model._default_manager.all(), "within")


def within_reach(records: Q, by: Actor, right: Right) -> Q:
    """Return those of `records` that a right of `by` reaches: all, those of their own regions, or none."""
    if reaches_every_region(by, right):
        return records
    if not can(by, right):
        return records.none()
    if not is_regional(records.model):
        return records
    found: Q = records.within(by.regions)  # type: ignore[attr-defined]  # is_regional asked for it
    return found


def reaches(by: Actor, right: Right, record: models.Model) -> bool:
    """Tell whether a right of `by` reaches a record as it is in the database now."""
    if reaches_every_region(by, right):
        return True
    return within_reach(type(record)._default_manager.all(), by, right).filter(pk=record.pk).exists()


def check_reaches(by: Actor, right: Right, record: models.Model, regions: Collection[str] = ()) -> None:
    """Raise NotAllowed where a right of `by` does not reach a record as it is now; `regions` are for the sentence."""
    if not reaches(by, right, record):
        raise NotAllowed(by, right, regions)


class Guarded(Protocol):
    """A kind of record of which something says whether it is written now."""

    @classmethod
    def check_writable(cls, records: Sequence[Any], *, by: Actor) -> None:
        """Raise a Foreseeable where one of `records`, as they are or are to be, is not written by `by` now."""


def check_writable(records: Sequence[models.Model], *, by: Actor) -> None:
    """Ask the kind of `records`, all of one, whether they are written now; most kinds are never shut."""
    if records and hasattr(type(records[0]), "check_writable"):
        cast(type[Guarded], type(records[0])).check_writable(records, by=by)
