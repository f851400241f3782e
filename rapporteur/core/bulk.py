"""Many records at once: what :func:`rapporteur.core.actions.save_record` does for each, in a few queries for all.

Only records that are new are made together: of these nothing can be locked, in a workflow or edited by somebody else.
What there is already is written one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.log_actions import registry as log_registry
from wagtail.models import ReferenceIndex, Revision

from rapporteur.core.actions import Row, Saved, save_record
from rapporteur.core.constraints import check_apart
from rapporteur.core.models import AuditEntry, Editorial
from rapporteur.core.translations import keep_all_in_step, source_language

M = TypeVar("M", bound=models.Model)
TOGETHER = 500
"""How many records share a query: a query has at most some thousand parameters."""


@dataclass(frozen=True)
class Wanted:
    """One record as `save_record` takes it."""

    key: Row
    values: Row
    children: Mapping[str, Sequence[Row]] = field(default_factory=dict)


@runtime_checkable
class Derived(Protocol):
    """A record that keeps something derived beside its fields; `save` calls it, and so does everything here."""

    def derive(self) -> None:
        """Fill in what is derived."""


@transaction.atomic
def save_records(
    model: type[M], wanted: Sequence[Wanted], *, by: str, publish: bool = True, action: str = "recorded"
) -> list[Saved[M]]:
    """Create or update the record of each key, of one field each; the new ones together. Same order as `wanted`."""
    names = {name for one in wanted for name in one.key}
    assert len(names) <= 1, "keys of one field"  # noqa: S101  # a caller's mistake, not an input
    known: set[Any] = set()
    for name in names:
        for some in _parts(wanted):
            found = model._default_manager.filter(**{f"{name}__in": [one.key[name] for one in some]})
            known |= set(found.values_list(name, flat=True))
    new = [one for one in wanted if known.isdisjoint(one.key.values())]
    made = iter(create_records(model, new, by=by, publish=publish))
    return [
        next(made)
        if known.isdisjoint(one.key.values())
        else save_record(
            model,
            by=by,
            key=one.key,
            values=one.values,
            children=one.children,
            publish=publish,
            action=action,
        )
        for one in wanted
    ]


@transaction.atomic
def create_records(
    model: type[M], wanted: Sequence[Wanted], *, by: str, publish: bool = True
) -> list[Saved[M]]:
    """Create records of which none is there; raise ValidationError and IntegrityError as Django does.

    Each gets its revision, its entry in both logs and its references, as if it had been written alone.
    """
    made: list[M] = []
    for some in _parts(wanted):
        made += _create(model, some, by=by, publish=publish)
    return [Saved(record, created=True) for record in made]


def _parts(rows: Sequence[Wanted]) -> list[Sequence[Wanted]]:
    return [rows[start : start + TOGETHER] for start in range(0, len(rows), TOGETHER)]


def _create(model: type[M], wanted: Sequence[Wanted], *, by: str, publish: bool) -> list[M]:
    records = [model(**one.key, **one.values) for one in wanted]
    links = {one.name for one in model._meta.concrete_fields if one.is_relation}  # the database checks them
    source = source_language() if publish and issubclass(model, Editorial) else None
    for record in records:
        if isinstance(record, Editorial):
            record.live = publish
            record.check_essential(source)
        record.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
        _derive(record)
    model._default_manager.bulk_create(records)
    relations = dict.fromkeys(relation for one in wanted for relation in one.children)
    for relation in relations:
        _create_children(records, relation, [one.children.get(relation, ()) for one in wanted])
    if issubclass(model, Editorial):
        _revise(model, records, publish=publish)
    keep_all_in_step(records, by=by, relations=tuple(relations))
    if ReferenceIndex.is_indexed(model):
        _note_references(records)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            by=by,
            action="created",
            record_type=model._meta.label_lower,
            record=str(getattr(record, "slug", record.pk)),
            changes={},
        )
        for record in records
    )
    return records


def _derive(record: models.Model) -> None:
    if isinstance(record, Derived):
        record.derive()


def _create_children(records: Sequence[Any], relation: str, rows: Sequence[Sequence[Row]]) -> None:
    """Create the rows of a relation of all records, and let each record know its own."""
    child = records[0]._meta.get_field(relation)
    made: list[Any] = []
    for record, given in zip(records, rows, strict=True):
        own = [child.related_model(**{child.field.name: record}, **row) for row in given]
        setattr(record, relation, own)
        check_apart(record)
        made += own
    for one in made:
        _derive(one)
    child.related_model._default_manager.bulk_create(made, batch_size=TOGETHER)


def _revise(model: type[Any], records: Sequence[Any], *, publish: bool) -> None:
    """Give every new record its first revision, published or not, as Wagtail does for one."""
    now = timezone.now()  # the log is Wagtail's, and so is its clock
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=record.get_base_content_type(),
            object_id=str(record.pk),
            created_at=now,
            content=record.serializable_data(),
            object_str=str(record),
        )
        for record in records
    )
    newest = Subquery(
        Revision.objects.filter(
            base_content_type=records[0].get_base_content_type(),
            object_id=Cast(OuterRef("pk"), models.CharField()),
        ).values("pk")[:1]
    )
    values: dict[str, Any] = {"latest_revision": newest, "has_unpublished_changes": not publish}
    if publish:
        values |= {"live_revision": newest, "first_published_at": now, "last_published_at": now}
        _log_publishing(kind, records, revisions, now)
    model._default_manager.filter(pk__in=[record.pk for record in records]).update(**values)
    for record, revision in zip(records, revisions, strict=True):
        record.latest_revision, record.has_unpublished_changes = revision, not publish
        if publish:
            record.live_revision, record.first_published_at, record.last_published_at = revision, now, now


def _log_publishing(
    kind: ContentType, records: Sequence[Any], revisions: Sequence[Revision], now: datetime
) -> None:
    entries = log_registry.get_log_model_for_model(type(records[0]))
    if entries is None:
        return
    context = get_active_log_context()
    entries.objects.bulk_create(
        entries(
            content_type=kind,
            object_id=str(record.pk),
            label=str(record),
            action="wagtail.publish",
            timestamp=now,
            data={},
            revision=revision,
            content_changed=True,
            user=context.user,
            uuid=context.uuid,
        )
        for record, revision in zip(records, revisions, strict=True)
    )


def _note_references(records: Sequence[models.Model]) -> None:
    """Note what new records refer to: Wagtail's own method asks the database for each what it noted before."""
    kind = ContentType.objects.get_for_model(records[0], for_concrete_model=False)
    ReferenceIndex.objects.bulk_create(
        (
            ReferenceIndex(
                content_type=kind,
                base_content_type=kind,
                object_id=str(record.pk),
                to_content_type_id=to_type,
                to_object_id=to_object,
                model_path=model_path,
                content_path=content_path,
                content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
            )
            for record in records
            for to_type, to_object, model_path, content_path in set(
                ReferenceIndex._extract_references_from_object(record)
            )
        ),
        batch_size=TOGETHER,
    )
