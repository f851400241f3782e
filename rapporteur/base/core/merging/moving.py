"""A merger, written: whatever refers to a record moves to another, the record is taken away, and all of it is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.core import serializers
from django.db import models, transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import ReferenceIndex, Revision

from rapporteur.base.core.audit import audit, plain, plain_rows, record_name
from rapporteur.base.core.engine import RecordInUse, row_fields, rows_of
from rapporteur.base.core.merging.links import Link, drafts_naming, links_to, renamed
from rapporteur.base.core.merging.planning import Conflict, MergerPlan, plan_merger
from rapporteur.base.core.models import AuditEntry, Merger, TranslationState
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.reach import check_writable
from rapporteur.base.core.searching import SEARCH_TEXT
from rapporteur.base.core.translations import record_key
from rapporteur.base.values.failures import Fault, Foreseeable, RecordKey, SeveralFaults
from rapporteur.base.values.messages import Message

CANNOT_STAND = Message(
    "{kind}: both have one ({name}), and nothing says which is right. Correct or delete one of the two first."
)


class MergedWithItself(Foreseeable, ValueError):
    """A record is to be merged into itself."""

    def __init__(self, record: models.Model) -> None:
        super().__init__(
            Message("a record cannot be merged into itself: choose another"),
            value=RecordKey(record_name(record), record),
        )


class MergerBlocked(SeveralFaults, ValueError):
    """What two records have cannot stand beside each other, and is nothing that is chosen here."""

    def __init__(self, conflicts: Sequence[Conflict], name_of_row: Callable[[Any], str] = str) -> None:
        self.conflicts = tuple(conflicts)
        super().__init__(
            Fault(
                CANNOT_STAND,
                values={
                    "kind": str(one.link.kind._meta.verbose_name),
                    "name": name_of_row(one.link.owner_of(one.row)),
                },
            )
            for one in conflicts
        )


def serialised(records: Iterable[models.Model]) -> list[dict[str, Any]]:
    """Return rows as the database has them, in the form in which they are written again."""
    found: list[dict[str, Any]] = json.loads(serializers.serialize("json", list(records)))
    return found


def parts_of(record: models.Model) -> list[models.Model]:
    """Return the rows that belong to a record and go with it."""
    return [
        row
        for relation in get_all_child_relations(type(record))
        for row in relation.related_model._base_manager.filter(**{relation.field.name: record.pk}).order_by(
            "pk"
        )
    ]


@transaction.atomic
def merge_records(
    kept: Any,
    other: Any,
    *,
    by: Actor,
    rights: Collection[Right],
    name: str,
    taken: Collection[str] = (),
    complete: Callable[[], object] = lambda: None,
) -> Merger:
    """Merge `other` into `kept`, and keep what there was: everything that refers to it moves, then it is deleted.

    `name` is what `other` was called, for people. `taken` names the kinds of record (`members.membership`) of which
    that of `other` stays where both hold on the same days; else that of `kept` does. `complete` writes into `kept` what
    it takes over. Frozen editions are no records and stay as they are. Raises NotAllowed, MergedWithItself,
    MergerBlocked, what shuts a record (see `reach`), and what `complete` raises.
    """
    for right in rights:
        check_can(by, right)
    if kept.pk == other.pk:
        raise MergedWithItself(kept)
    list(type(kept)._default_manager.select_for_update(of=("self",)).filter(pk__in=(kept.pk, other.pk)))
    plan = plan_merger(kept, other)
    if plan.blocking:
        raise MergerBlocked(plan.blocking)
    content = {
        "kept": serialised([kept]),
        "kept_parts": serialised(parts_of(kept)),
        "other": serialised([other]),
        "other_parts": serialised(parts_of(other)),
        "states": _states(other),
        "referring": _referring(kept),
    }
    touched = plan.touched(taken)
    affected = _owners(touched)
    for records in affected.values():
        check_writable(records, by=by)
    before = {owner: _lists(owner, links) for owner, links in _by_owner(touched).items()}
    content |= _move(plan, kept, taken)
    content["drafts"] = _move_drafts(kept, other)
    _note_moves(touched, before, kept, other, by=by)
    _delete(other, kept, by=by)
    complete()
    audit(by=by, action="merged", record=kept, changes={"merged": name, **_names(affected)})
    last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return Merger.objects.create(
        by=by.in_trail,
        record_type=kept._meta.label_lower,
        kept=record_name(kept),
        other=record_name(other),
        other_name=name[:200],
        last_entry=last,
        content=content | {"owners": _names(affected)},
    )


def _states(record: models.Model) -> list[dict[str, Any]]:
    record_type, name = record_key(record)
    return serialised(TranslationState.objects.filter(record_type=record_type, record=name))


def _referring(record: models.Model) -> dict[str, list[int]]:
    """Return by column the keys of what refers to a record: what does so later is told from it when it is undone."""
    return {
        f"{link.model._meta.label_lower}.{link.column}": [row.pk for row in link.rows(record)]
        for link in links_to(type(record))
    }


def _by_owner(touched: Iterable[tuple[Link, Any]]) -> dict[Any, set[Link]]:
    """Return by record the links of its rows that are touched."""
    found: dict[Any, set[Link]] = {}
    for link, row in touched:
        found.setdefault(link.owner_of(row), set()).add(link)
    return found


def _owners(touched: Iterable[tuple[Link, Any]]) -> dict[type[models.Model], list[models.Model]]:
    found: dict[type[models.Model], list[models.Model]] = {}
    for owner in _by_owner(touched):
        found.setdefault(type(owner), []).append(owner)
    return found


def _names(affected: dict[type[models.Model], list[models.Model]]) -> dict[str, list[str]]:
    return {
        kind._meta.label_lower: [record_name(one) for one in records] for kind, records in affected.items()
    }


def _move(plan: MergerPlan, kept: models.Model, taken: Collection[str]) -> dict[str, Any]:
    """Let rows name the record that stays; take away those that say the same, and those that were not chosen."""
    dropped = [(link, row) for link, row in plan.doubles]
    moving = list(plan.moving)
    ours: dict[tuple[str, int], tuple[Link, Any]] = {}
    for one in plan.conflicts:
        if one.kind in taken:
            ours |= {(one.kind, row.pk): (one.link, row) for row in one.others}
            moving.append((one.link, one.row))
        else:
            dropped.append((one.link, one.row))
    gone = [row for _, row in (*dropped, *ours.values())]
    held = serialised(gone)
    for row in gone:
        type(row)._base_manager.filter(pk=row.pk).delete()
    for link, row in moving:
        link.model._base_manager.filter(pk=row.pk).update(**{link.column: kept.pk})
    return {
        "dropped": held,
        "moved": [[link.model._meta.label_lower, link.column, row.pk] for link, row in moving],
    }


def _move_drafts(kept: models.Model, other: models.Model) -> list[dict[str, Any]]:
    """Let versions name the record that stays, old ones too; return each with what it said."""
    before = []
    for revision, content in list(drafts_naming(other)):
        kind = revision.content_type.model_class()
        after = renamed(content, kind, other, kept)
        before.append({"revision": revision.pk, "before": content, "after": after})
        Revision.objects.filter(pk=revision.pk).update(content=after)
    return before


def _lists(owner: Any, links: Iterable[Link]) -> dict[str, list[dict[str, object]]]:
    """Return the rows of a record that are touched, as the trail has them."""
    found = {}
    for link in links:
        if link.owner:
            rows = link.model._base_manager.filter(**{link.owner: owner.pk}).order_by("pk")
            found[link.relation] = _plain(link, rows)
    return found


def _plain(link: Link, rows: Iterable[models.Model]) -> list[Any]:
    if link.model._meta.auto_created:  # of a many-to-many field: the trail lists whom it names
        return sorted(plain(getattr(row, link.column)) for row in rows)
    return plain_rows(link.model, rows_of(rows, row_fields(link.model)))


def _note_moves(
    touched: Sequence[tuple[Link, Any]],
    before: dict[Any, dict[str, Any]],
    kept: models.Model,
    other: models.Model,
    *,
    by: Actor,
) -> None:
    """Keep in the trail of each record that referred to one what it says now."""
    for owner, links in _by_owner(touched).items():
        after = _lists(owner, links)
        changes: dict[str, object] = {
            name: (rows, after[name]) for name, rows in before[owner].items() if rows != after[name]
        }
        if type(owner)._base_manager.filter(pk=owner.pk).exists():
            changes |= {link.column: (plain(other), plain(kept)) for link in links if not link.owner}
            audit(by=by, action="merged", record=owner, changes=changes)
            refresh_index(owner)
        else:
            audit(by=by, action="deleted", record=owner, changes={"held": _held(owner)})


def _held(record: models.Model) -> dict[str, object]:
    return {
        column.name: plain(getattr(record, column.name))
        for column in record._meta.concrete_fields
        if not column.primary_key and column.name != SEARCH_TEXT
    }


def refresh_index(record: models.Model) -> None:
    """Let Wagtail know anew what a record refers to; rows were moved without it."""
    if ReferenceIndex.model_is_indexable(type(record)):
        fresh = type(record)._base_manager.filter(pk=record.pk).first()
        if fresh is not None:
            ReferenceIndex.create_or_update_for_object(fresh)


def _delete(other: models.Model, kept: models.Model, *, by: Actor) -> None:
    changes = {"merged into": plain(kept), "held": _held(other)}
    audit(by=by, action="merged", record=other, changes=changes)
    record_type, name = record_key(other)
    TranslationState.objects.filter(record_type=record_type, record=name).delete()
    fresh = type(other)._base_manager.get(pk=other.pk)
    try:
        fresh.delete()
    except models.ProtectedError as error:
        raise RecordInUse(other, error.protected_objects) from error
