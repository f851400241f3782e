"""Many records at once: what :func:`rapporteur.base.core.engine.save_record` does for each, in a few queries for all.

Only records that are new are made together: of these nothing can be locked, in a workflow or edited by somebody else.
What there is already is written one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import ReferenceIndex, Revision

from rapporteur.base.core.audit import new_entry
from rapporteur.base.core.database.overlaps import check_apart
from rapporteur.base.core.engine import Row, Saved, save_record
from rapporteur.base.core.models import AuditEntry, Editorial
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.queries import source_language
from rapporteur.base.core.reach import check_writable
from rapporteur.base.core.translations import sync_all_translations

M = TypeVar("M", bound=models.Model)
TOGETHER = 500
"""How many records share a query: a query has at most some thousand parameters."""


@dataclass(frozen=True)
class Wanted:
    """One record as `save_record` takes it, with the codes of the regions that it will lie in, and lay in before."""

    key: Row
    values: Row
    children: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()


@runtime_checkable
class Derived(Protocol):
    """A record that keeps something derived beside its fields; `save` calls it, and so does everything here."""

    def derive(self) -> None:
        """Fill in what is derived."""


@transaction.atomic
def save_records(
    model: type[M],
    wanted: Sequence[Wanted],
    *,
    by: Actor,
    right: Right,
    publish: bool = True,
    action: str = "recorded",
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
    made = iter(create_records(model, new, by=by, right=right, publish=publish))
    return [
        next(made)
        if known.isdisjoint(one.key.values())
        else save_record(
            model,
            by=by,
            right=right,
            regions=one.regions,
            before=one.before,
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
    model: type[M], wanted: Sequence[Wanted], *, by: Actor, right: Right, publish: bool = True
) -> list[Saved[M]]:
    """Create records of which none is there; raise NotAllowed, and ValidationError and IntegrityError as Django does.

    Each gets its revision, its entry in the trail and its references, as if it had been written alone.
    """
    for one in wanted:
        check_can(by, right, one.regions)
    made: list[M] = []
    for some in _parts(wanted):
        made += _create(model, some, by=by, publish=publish)
    return [Saved(record, created=True) for record in made]


def _parts(rows: Sequence[Wanted]) -> list[Sequence[Wanted]]:
    return [rows[start : start + TOGETHER] for start in range(0, len(rows), TOGETHER)]


def _create(model: type[M], wanted: Sequence[Wanted], *, by: Actor, publish: bool) -> list[M]:
    records = [model(**one.key, **one.values) for one in wanted]
    links = {one.name for one in model._meta.concrete_fields if one.is_relation}  # the database checks them
    source = source_language() if publish and issubclass(model, Editorial) else None
    for record in records:
        if isinstance(record, Editorial):
            record.live = publish
            record.check_essential(source)
        record.full_clean(exclude=links, validate_unique=False, validate_constraints=False)
        _derive(record)
    check_writable(records, by=by)
    model._default_manager.bulk_create(records)
    relations = dict.fromkeys(relation for one in wanted for relation in one.children)
    for relation in _relations(model) - relations.keys():
        for record in records:
            setattr(record, relation, [])  # nobody asks the database for rows that cannot be there yet
    for relation in relations:
        _create_children(records, relation, [one.children.get(relation, ()) for one in wanted])
    if issubclass(model, Editorial):
        _revise(model, records, publish=publish)
    sync_all_translations(records, by=by, relations=tuple(relations))
    if ReferenceIndex.is_indexed(model):
        _note_references(records)
    AuditEntry.objects.bulk_create(
        new_entry(by=by, action="created", record=record, changes={}) for record in records
    )
    return records


def _relations(model: type[models.Model]) -> set[str]:
    """Return the lists that belong to records of a model."""
    return {relation.get_accessor_name() for relation in get_all_child_relations(model)}


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
    model._default_manager.filter(pk__in=[record.pk for record in records]).update(**values)
    for record, revision in zip(records, revisions, strict=True):
        record.latest_revision, record.has_unpublished_changes = revision, not publish
        if publish:
            record.live_revision, record.first_published_at, record.last_published_at = revision, now, now


def _note_references(records: Sequence[models.Model]) -> None:
    """Note what new records refer to, as Wagtail does for one: a query for all, its own method takes two for each.

    That method is the only public one. The two that it rests on are called here; a test compares what both write, so
    that a version of Wagtail that does otherwise is noticed (`tests/base/core/test_bulk.py`).
    """
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
