"""How every write is made: one transaction, only real changes, an audit entry, a published revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from rapporteur.core.constraints import check_apart
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import Association, AuditEntry, Editorial
from rapporteur.core.translations import keep_in_step, marks_unchanged_texts, told_by_action

M = TypeVar("M", bound=models.Model)
Row = Mapping[str, Any]
PUBLISHED_AS = (
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision",
)  # fmt: skip


@dataclass(frozen=True)
class Saved(Generic[M]):
    """What a write did: the record, whether it is new, and old and new value of each changed field."""

    record: M
    created: bool
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.created or bool(self.changes)


def audit(*, by: str, action: str, record: models.Model, changes: Mapping[str, Any]) -> None:
    """Write down who did what to which record."""
    AuditEntry.objects.create(
        by=by,
        action=action,
        record_type=record._meta.label_lower,
        record=str(getattr(record, "slug", record.pk)),
        changes=dict(changes),
    )


def _plain(value: Any) -> Any:
    """Return `value` in the form in which the audit trail keeps it."""
    if isinstance(value, LocalizedText):
        return value.as_dict()
    if isinstance(value, models.Model):
        return str(getattr(value, "slug", value.pk))
    if isinstance(value, (date, Decimal)):
        return str(value)
    return value


def _differences(record: models.Model, values: Row) -> dict[str, tuple[Any, Any]]:
    """Compare fields by what the database would hold, so that 1 and Decimal('1.00') do not differ."""
    found = {}
    for name, new in values.items():
        model_field = record._meta.get_field(name)
        attribute = getattr(model_field, "attname", name)
        old = getattr(record, attribute)
        wanted = new.pk if isinstance(new, models.Model) else new
        if not isinstance(model_field, models.ForeignKey):
            wanted = model_field.to_python(wanted)  # type: ignore[union-attr]  # a concrete field
        if old != wanted:
            found[name] = (_plain(old), _plain(new))
    return found


def _rows(children: Any, names: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {name: _plain(getattr(child, child._meta.get_field(name).attname)) for name in names}
        for child in children
    ]


def _wanted_rows(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [
        {name: value.pk if isinstance(value, models.Model) else _plain(value) for name, value in row.items()}
        for row in rows
    ]


def _sync_children(record: Any, children: Mapping[str, Sequence[Row]]) -> dict[str, tuple[Any, Any]]:
    """Give `record` exactly these child rows; unchanged lists are left alone.

    Rows of one relation all have the same keys.
    """
    found = {}
    for relation, rows in children.items():
        manager = getattr(record, relation)
        names = list(rows[0]) if rows else []
        existing = list(manager.all()) if record.pk else []
        if rows or existing:
            before = _rows(existing, names) if names else [{}] * len(existing)
            key = repr  # rows are plain mappings: any total order will do
            if sorted(before, key=key) != sorted(_wanted_rows(rows), key=key):
                setattr(record, relation, [manager.model(**row) for row in rows])
                found[relation] = (len(existing), len(rows))
    return found


@transaction.atomic
def save_record(
    model: type[M],
    *,
    by: str,
    key: Row,
    values: Row,
    children: Mapping[str, Sequence[Row]] | None = None,
    action: str = "recorded",
    publish: bool = True,
    told: Row | None = None,
) -> Saved[M]:
    """Create or update the record with `key`; write, audit and revise only where something differs.

    `children` gives the complete rows of each child relation. Records with drafts are published, or with
    `publish=False` kept as a draft that no figure counts. `told` is what the audit entry of an update tells beside the
    changes. Raises PeriodsOverlap, and ValidationError and IntegrityError as Django does.
    """
    # of="self": outer joins of nullable relations cannot be locked on PostgreSQL
    found = model._default_manager.select_for_update(of=("self",)).filter(**key).first()
    created = found is None
    record: Any = model(**key) if created else found
    changes = _differences(record, values)
    for name, value in values.items():
        if created or name in changes:
            setattr(record, name, value)
    changes |= _sync_children(record, children or {})
    draft_state = isinstance(record, Editorial)
    if not created and not changes and not (draft_state and publish and not record.live):
        if marks_unchanged_texts():
            keep_in_step(record, by=by, relations=tuple(children or ()))
        return Saved(record, created=False)
    if draft_state:
        with told_by_action():
            _revise(record, created=created, publish=publish)
    else:
        record.full_clean(validate_unique=False, validate_constraints=False)
        check_apart(record)
        record.save()
    if publish or created:  # a draft of a published record changes none of its texts yet
        keep_in_step(record, by=by, relations=tuple(children or ()))
    audit(
        by=by,
        action="created" if created else action,
        record=record,
        changes={} if created else {**changes, **(told or {})},
    )
    return Saved(record, created, {} if created else changes)


def _revise(record: Any, *, created: bool, publish: bool) -> None:
    """Save a record that has drafts: with a revision, published or not."""
    record.full_clean(validate_unique=False, validate_constraints=False)
    check_apart(record)
    if created:
        record.live = publish
        record.save()
    revision = record.save_revision(clean=False)
    if publish:
        revision.publish(skip_permission_checks=True)  # publishes an object of its own
        record.refresh_from_db(fields=PUBLISHED_AS)


@transaction.atomic
def rearrange(
    records: models.QuerySet[Any], *, by: str, key: str, field: str, places: Mapping[str, int]
) -> None:
    """Give `records`, named by `key`, their `places` in the unique `field`, all at once; audit those that move.

    One after the other they would take places that are not free yet. Records without a place among `places` keep
    theirs, or go behind the last where it is wanted.
    """
    current = {getattr(record, key): record for record in records}
    taken, wanted = set(places.values()), dict(places)
    last = max([*taken, *(getattr(record, field) for record in current.values()), 0])
    for name in sorted(current.keys() - places.keys()):
        wanted[name] = getattr(current[name], field)
        if wanted[name] in taken:
            wanted[name] = last = last + 1
    moved = [
        (record, wanted[name]) for name, record in current.items() if getattr(record, field) != wanted[name]
    ]
    far = records.filter(pk__in=[record.pk for record, _ in moved])
    far.update(**{field: models.F(field) + last + len(wanted) + 1})
    for record, place in moved:
        change = {field: (getattr(record, field), place)}
        setattr(record, field, place)
        if isinstance(record, Editorial):
            _revise(record, created=False, publish=record.live)
        else:
            record.save(update_fields=[field])
        audit(by=by, action="moved", record=record, changes=change)


def record_association(*, by: str, slug: str, **values: Any) -> Saved[Association]:
    """Record the association of this installation; there is one, whatever its slug."""
    return save_record(Association, by=by, key={"singleton": True}, values={"slug": slug, **values})
