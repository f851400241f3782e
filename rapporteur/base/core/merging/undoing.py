"""A merger undone: the record is there again, with everything that was its own, unless something was built on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Revision

from rapporteur.base.core.audit import audit
from rapporteur.base.core.merging.links import links_to
from rapporteur.base.core.merging.moving import parts_of, refresh_index
from rapporteur.base.core.models import AuditEntry, Merger
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.reach import check_writable
from rapporteur.base.values.failures import Fault, SeveralFaults
from rapporteur.base.values.messages import Message

MOST_SAID = 5
UNDONE = Message("it was undone already, by {name}")
GONE = Message("the record that stayed is not there any more")
TAKEN = Message("another record has been given its name or key since")
WRITTEN_SINCE = Message("{kind} {name} was changed since, by {who}")
REFERS_SINCE = Message(
    "{count} {kind} refers to the record since: nobody can tell to which of the two it belongs",
    "{count} {kind} refer to the record since: nobody can tell to which of the two they belong",
    by="count",
)
MORE = Message("and {count} more", "and {count} more", by="count")


class MergerBuiltUpon(SeveralFaults, ValueError):
    """A merger cannot be undone any more: what was written since stands on it."""


def hindrances(merger: Merger) -> list[Fault]:
    """Return why a merger cannot be undone; nothing where it can."""
    if merger.undone_at is not None:
        return [Fault(UNDONE, values={"name": merger.undone_by})]
    model = apps.get_model(merger.record_type)
    kept = model._base_manager.filter(slug=merger.kept).first()
    if kept is None:
        return [Fault(GONE)]
    held = merger.content["other"][0]
    if model._base_manager.filter(models.Q(slug=merger.other) | models.Q(pk=held["pk"])).exists():
        return [Fault(TAKEN)]
    found = [*_later_writes(merger), *_later_references(merger, kept)]
    more = len(found) - MOST_SAID
    return found if more <= 0 else [*found[:MOST_SAID], Fault(MORE, values={"count": more})]


def _later_writes(merger: Merger) -> Iterator[Fault]:
    """Yield each record that the merger touched and that somebody wrote later."""
    touched = {**merger.content["owners"]}
    touched[merger.record_type] = [*touched.get(merger.record_type, ()), merger.kept]
    for record_type, names in sorted(touched.items()):
        later = AuditEntry.objects.filter(pk__gt=merger.last_entry, record_type=record_type, record__in=names)
        who = dict(later.order_by("-pk").values_list("record", "by"))
        kind = apps.get_model(record_type)._meta.verbose_name
        for name in sorted(who):
            yield Fault(
                WRITTEN_SINCE, values={"kind": str(kind), "name": name.replace("-", " "), "who": who[name]}
            )


def _later_references(merger: Merger, kept: models.Model) -> Iterator[Fault]:
    """Yield how many records of each kind name the one that stayed, that did not when it was merged."""
    moved = {(f"{label}.{column}", key) for label, column, key in merger.content["moved"]}
    for link in links_to(type(kept)):
        column = f"{link.model._meta.label_lower}.{link.column}"
        known = {*merger.content["referring"].get(column, ())}
        new = [row for row in link.rows(kept) if row.pk not in known and (column, row.pk) not in moved]
        if new:
            names = link.kind._meta.verbose_name if len(new) == 1 else link.kind._meta.verbose_name_plural
            yield Fault(REFERS_SINCE, values={"count": len(new), "kind": str(names)})


@transaction.atomic
def unmerge_records(merger: Merger, *, by: Actor, rights: Collection[Right]) -> models.Model:
    """Undo a merger; return the record that is there again.

    Raises NotAllowed, MergerBuiltUpon with each reason, and what shuts a record (see `reach`).
    """
    for right in rights:
        check_can(by, right)
    merger = Merger.objects.select_for_update().get(pk=merger.pk)
    if why := hindrances(merger):
        raise MergerBuiltUpon(why)
    content, model = merger.content, apps.get_model(merger.record_type)
    kept = model._base_manager.get(slug=merger.kept)
    for records in _touched(merger):
        check_writable(records, by=by)
    write_again([*content["other"], *content["other_parts"], *content["states"]])
    for label, column, key in content["moved"]:
        apps.get_model(label)._base_manager.filter(pk=key).update(**{column: content["other"][0]["pk"]})
    for part in parts_of(kept):
        type(part)._base_manager.filter(pk=part.pk).delete()
    write_again([*content["kept"], *content["kept_parts"], *content["dropped"]])
    for one in content["drafts"]:
        Revision.objects.filter(pk=one["revision"]).update(content=one["before"])
    other: models.Model = model._base_manager.get(slug=merger.other)
    for records in _touched(merger):
        for record in records:
            audit(by=by, action="merger undone", record=record, changes={})
            refresh_index(record)
    for record in (kept, other):
        audit(by=by, action="merger undone", record=record, changes={})
    merger.undone_at, merger.undone_by = timezone.now(), by.in_trail
    merger.save(update_fields=["undone_at", "undone_by"])
    return other


def write_again(rows: list[dict[str, Any]]) -> None:
    """Write rows as they were, under the keys that they had."""
    for row in serializers.deserialize("python", rows):
        row.save()


def _touched(merger: Merger) -> Iterator[list[models.Model]]:
    for record_type, names in merger.content["owners"].items():
        model = apps.get_model(record_type)
        key = "slug" if any(one.name == "slug" for one in model._meta.concrete_fields) else "pk"
        yield list(model._base_manager.filter(**{f"{key}__in": names}))
