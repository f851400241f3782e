"""The engine of writes: who may, one transaction, only real changes, an audit entry, a revision.

The verbs of every room (``actions``) write through it and nothing else does: forms, imports, API and command line call
verbs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic, TypeVar

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Revision

from rapporteur.base.core.audit import audit, audit_sitting, plain, plain_rows, record_name
from rapporteur.base.core.database.circles import check_no_circle
from rapporteur.base.core.database.overlaps import check_apart
from rapporteur.base.core.models import Editorial, TranslationState
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.reach import check_writable
from rapporteur.base.core.searching import SEARCH_TEXT
from rapporteur.base.core.translations import record_key, sync_translations
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.characters import check_kept

M = TypeVar("M", bound=models.Model)
Row = Mapping[str, object]
MOST_NAMED = 5  # records in a sentence: more are counted
SITTING = timedelta(minutes=30)
"""How long after its last draft somebody still sits at the same record: a telephone call, but no lunch."""
PUBLISHED_AS = (
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "latest_revision",
)  # fmt: skip


class RecordInUse(Foreseeable, ValueError):
    """A record that others refer to cannot be deleted."""

    def __init__(self, record: models.Model, users: Collection[models.Model]) -> None:
        self.record, self.users = record, tuple(users)
        named = ", ".join(f"{one._meta.verbose_name} {record_name(one)}" for one in self.users[:MOST_NAMED])
        more = f" and {len(self.users) - MOST_NAMED} more" if len(self.users) > MOST_NAMED else ""
        super().__init__(
            Message(
                "{place} cannot be deleted: {users} refers to it. "
                "End it instead, or change what refers to it first.",
                "{place} cannot be deleted: {users} refer to it. "
                "End it instead, or change what refers to it first.",
                by="count",
            ),
            place=f"{record._meta.verbose_name} {record_name(record)}",
            users=f"{named}{more}",
            count=len(self.users),
        )


@dataclass(frozen=True)
class Saved(Generic[M]):
    """What a write did: the record, whether it is new, and old and new value of each changed field."""

    record: M
    created: bool
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return self.created or bool(self.changes)


def differences(record: models.Model, values: Row) -> dict[str, tuple[object, object]]:
    """Compare fields by what the database would hold, so that 1 and Decimal('1.00') do not differ."""
    found = {}
    for name, new in values.items():
        model_field = record._meta.get_field(name)
        old = getattr(record, _attribute(record, name))
        wanted = new.pk if isinstance(new, models.Model) else new
        if not isinstance(model_field, models.ForeignKey):
            wanted = model_field.to_python(wanted)  # type: ignore[union-attr]  # a concrete field
        if old != wanted:
            linked = isinstance(model_field, models.ForeignKey) and old is not None
            found[name] = (plain(getattr(record, name) if linked else old), plain(new))
    return found


def rows_of(children: Iterable[models.Model], names: Sequence[str]) -> list[dict[str, object]]:
    """Return child rows as values, records that they point to by key."""
    return [{name: getattr(child, _attribute(child, name)) for name in names} for child in children]


def _attribute(record: models.Model, name: str) -> str:
    """Return where a record holds the value of a field: of one that points to another, its key."""
    attribute: str = getattr(record._meta.get_field(name), "attname", name)
    return attribute


def _wanted_rows(rows: Sequence[Row]) -> list[dict[str, object]]:
    return [
        {name: value.pk if isinstance(value, models.Model) else value for name, value in row.items()}
        for row in rows
    ]


def comparable(rows: Sequence[Row]) -> list[str]:
    """Return rows so that two lists can be compared whatever the order of either."""
    return sorted(repr({name: plain(value) for name, value in row.items()}) for row in rows)


def _sync_children(record: Any, children: Mapping[str, Sequence[Row]]) -> dict[str, tuple[object, object]]:
    """Give `record` exactly these child rows; unchanged lists are left alone. Return the changed ones, old and new.

    Rows of one relation all have the same keys.
    """
    changes: dict[str, tuple[object, object]] = {}
    for relation, rows in children.items():
        manager = getattr(record, relation)
        existing = list(manager.all()) if record.pk else []
        names = list(rows[0]) if rows else row_fields(manager.model)
        before, after = rows_of(existing, names), _wanted_rows(rows)
        if comparable(before) != comparable(after):
            setattr(record, relation, [manager.model(**row) for row in rows])
            changes[relation] = (plain_rows(manager.model, before), plain_rows(manager.model, after))
    return changes


def row_fields(model: type[models.Model]) -> list[str]:
    """Return what a row of a list says: its columns without its own key and that of the record it belongs to."""
    from modelcluster.fields import ParentalKey

    return [
        column.name
        for column in model._meta.concrete_fields
        if not column.primary_key and not isinstance(column, ParentalKey) and column.editable
    ]


@transaction.atomic
def save_record(
    model: type[M],
    *,
    by: Actor,
    right: Right,
    regions: Collection[str] = (),
    before: Collection[str] = (),
    key: Row,
    values: Row,
    children: Mapping[str, Sequence[Row]] | None = None,
    action: str = "recorded",
    publish: bool = True,
    sitting: bool = False,
) -> Saved[M]:
    """Create or update the record with `key`; write, audit and revise only where something differs.

    `right` is what `by` must be allowed, over a record that will lie in `regions` and over one that lies in those
    `before`: nobody takes a record over from a region that is not theirs, nor gives one away. `children` gives the
    complete rows of each child relation. Records with drafts are published, or with `publish=False` kept as a draft
    that no figure counts, and that goes on from the last draft. A draft that is saved by itself while somebody types
    (`sitting`) gets one revision and one audit entry a sitting, not one a pause. What is shut (see `reach`)
    is refused, unless nothing would change. Raises NotAllowed, NotKept, PeriodsOverlap, LeadsBack, and ValidationError
    and IntegrityError as Django does.
    """
    for lies_in in (before, regions):
        check_can(by, right, lies_in)
    check_kept({**key, **values, **(children or {})})
    # of="self": outer joins of nullable relations cannot be locked on PostgreSQL
    found: Any = model._default_manager.select_for_update(of=("self",)).filter(**key).first()
    created = found is None
    record: Any = model(**key) if created else found
    if isinstance(record, Editorial) and not created and not publish:
        record = record.get_latest_revision_as_object()
    changes = differences(record, values)
    if changes and not created:
        check_writable([record], by=by)  # where it lies, and below where it will lie
    for name, value in values.items():
        if created or name in changes:
            setattr(record, name, value)
    changes |= _sync_children(record, children or {})
    draft_state = isinstance(record, Editorial)
    if not created and not changes and not (draft_state and publish and not record.live):
        if by.confirms:
            sync_translations(record, by=by, relations=tuple(children or ()))
        return Saved(record, created=False)
    check_writable([record], by=by)
    note = audit
    if draft_state:
        going_on = sitting and not created and not publish and same_sitting(record, by)
        note = audit_sitting if going_on else audit
        _revise(record, by=by, created=created, publish=publish, overwrite=going_on)
    else:
        record.full_clean(validate_unique=False, validate_constraints=False)
        check_apart(record)
        check_no_circle(record)
        record.save()
    if publish or created:  # a draft of a published record changes none of its texts yet
        sync_translations(record, by=by, relations=tuple(children or ()))
    note(
        by=by,
        action="created" if created else action,
        record=record,
        changes={} if created else changes,
    )
    return Saved(record, created, {} if created else changes)


def same_sitting(record: Any, by: Actor) -> bool:
    """Tell whether the last draft of a record is what `by` wrote just now, published or in review nowhere."""
    last = record.latest_revision
    return (
        last is not None
        and by.user is not None
        and last.user_id == by.user
        and last.pk != record.live_revision_id
        and timezone.now() - last.created_at < SITTING
        and not record.workflow_in_progress
        and not last.task_states.exists()  # somebody has read it: what they read is kept
    )


def _revise(record: Any, *, by: Actor, created: bool, publish: bool, overwrite: bool = False) -> None:
    """Save a record that has drafts: with a revision, published or not; `overwrite` takes that of the last draft."""
    record.full_clean(validate_unique=False, validate_constraints=False)
    check_apart(record)
    check_no_circle(record)
    if created:
        record.live = publish
    if created or not (record.live or publish):  # what was never published is shown as its draft is
        record.save()
    user = get_user_model()(pk=by.user) if by.user else None  # Wagtail only keeps the key
    last = record.latest_revision if overwrite else None
    revision = record.save_revision(user=user, clean=False, overwrite_revision=last)
    if publish:
        publish_revision(record, revision)


def publish_revision(record: Editorial, revision: Revision) -> None:
    """Make a revision the published text of a record; for this room and nobody else."""
    record.publish(revision, skip_permission_checks=True, log_action=False, by_engine=True)
    record.refresh_from_db(fields=PUBLISHED_AS)  # what is published is an object of its own


@transaction.atomic
def rearrange(
    records: models.QuerySet[M], *, by: Actor, right: Right, key: str, field: str, places: Mapping[str, int]
) -> None:
    """Give `records`, named by `key`, their `places` in the unique `field`, all at once; audit those that move.

    One after the other they would take places that are not free yet. Records without a place among `places` keep
    theirs, or go behind the last where it is wanted. Raises NotAllowed.
    """
    check_can(by, right)
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
            _revise(record, by=by, created=False, publish=record.live)
        else:
            record.save(update_fields=[field])
        audit(by=by, action="moved", record=record, changes=change)


@transaction.atomic
def delete_record(
    record: models.Model, *, by: Actor, reason: str, right: Right = Right.DELETE_RECORDS
) -> None:
    """Delete a record that nothing refers to, and keep in the trail what it held.

    Raises NotAllowed, and RecordInUse where something refers to it: such a record is ended instead.
    """
    check_can(by, right)
    check_writable([record], by=by)
    held = {
        column.name: plain(getattr(record, column.name))
        for column in record._meta.concrete_fields
        if not column.primary_key and column.name != SEARCH_TEXT  # which is derived from the others
    }
    record_type, name = record_key(record)
    audit(by=by, action="deleted", record=record, changes={"reason": reason, "held": held})
    try:
        record.delete()
    except models.ProtectedError as error:
        raise RecordInUse(record, error.protected_objects) from error
    TranslationState.objects.filter(record_type=record_type, record=name).delete()
