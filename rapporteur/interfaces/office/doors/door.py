"""What stands between a form and the records: the shape it becomes, the verbs that take it, the rights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import models

from rapporteur.base.core.editorial import EditorialRights
from rapporteur.base.core.engine import Saved, delete_record
from rapporteur.base.core.permissions import Actor, Right

M = TypeVar("M", bound=models.Model)
S = TypeVar("S")
Chosen = Mapping[str, Sequence[Any]]
"""The records that a form names for each many-to-many field: an instance that is not saved yet cannot hold them."""
VIEW, ADD, CHANGE, DELETE, PUBLISH = "view", "add", "change", "delete", "publish"
"""What Wagtail calls the actions that it asks permission for."""


def _delete(by: Actor, record: models.Model, reason: str) -> None:
    delete_record(record, by=by, reason=reason)


@dataclass(frozen=True, kw_only=True)
class Door(Generic[M, S]):
    """How one kind of record is written from a form, and what somebody must be allowed for it.

    `shape` makes what the verbs take (a shape, with the plan's version where a verb asks for it) from the instance
    that a form has filled, which is not saved; `new` and `edit` are the room's verbs (`edit` is None for what is never
    changed). `fixed` are the fields by which others know a record: a form offers them once. Where there is an
    editorial life, `new` and `edit` keep a draft, and `editorial` says what review, publication and withdrawal need.
    """

    view: Right
    write: Right
    shape: Callable[[M, Chosen], S]
    new: Callable[[Actor, S], Saved[M]]
    edit: Callable[[Actor, M, S], Saved[M]] | None
    fixed: tuple[str, ...] = ("slug",)
    editorial: EditorialRights | None = None
    remove: Right = Right.DELETE_RECORDS
    delete: Callable[[Actor, M, str], None] = _delete

    def right(self, action: str) -> Right | None:
        """Return the right that an action of Wagtail needs, None for what nobody does."""
        match action:
            case "view":
                return self.view
            case "add":
                return self.write
            case "change":
                return self.write if self.edit else None
            case "delete":
                return self.remove
            case "publish":
                return self.editorial.publish if self.editorial else None
            case _:  # locks, and whatever a later Wagtail asks for
                return None


def door_by_slug(
    *,
    view: Right,
    write: Right,
    shape: Callable[[M, Chosen], S],
    record: Callable[[Actor, S], Saved[M]],
    fixed: tuple[str, ...] = ("slug",),
    editorial: EditorialRights | None = None,
) -> Door[M, S]:
    """Return the door of records that others know by a name: the verb that makes one writes it again by that name."""
    return Door(
        view=view,
        write=write,
        shape=shape,
        new=record,
        edit=lambda by, _, given: record(by, given),
        fixed=fixed,
        editorial=editorial,
    )


def slug_of(record: Any) -> str | None:
    """Return the slug of the record that a field refers to, None where it refers to none."""
    return record.slug if record is not None else None


def rows(relation: Any, order: str = "") -> list[Any]:
    """Return the child rows that a form has filled, those of a numbered list in their order."""
    found = list(relation.all())
    return sorted(found, key=lambda row: getattr(row, order)) if order else found
