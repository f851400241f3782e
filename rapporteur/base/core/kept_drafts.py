"""Drafts of records that have none any more: a step of the migrations that take their columns away.

What was published stays as it is. What a draft said otherwise goes into the trail, in the form of any other change: the
value on record, and the one that nobody published. A record that was never published is one from then on, as the
lists of the office showed it already; the trail tells so, and what refers to it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rapporteur.base.core.audit import plain

ACTION, BY = "draft kept", "migration"
AT_ONCE = 500
OF_DRAFTS = frozenset(
    {
        "live", "has_unpublished_changes", "first_published_at", "last_published_at", "go_live_at", "expire_at",
        "expired", "locked", "locked_at", "locked_by", "latest_revision", "live_revision",
    }
)  # fmt: skip
"""Columns that tell of drafts themselves."""


def keep_drafts(
    app: str, name: str, *, unless_published: Mapping[str, object] | None = None
) -> Callable[[Any, Any], None]:
    """Return a step that keeps in the trail what the drafts of a model say, and ends what was under way with them.

    `unless_published` gives values that records get which were never published.
    """

    def keep(apps: Any, schema_editor: Any) -> None:
        model, entry = apps.get_model(app, name), apps.get_model("core", "AuditEntry")
        drafts = model.objects.filter(live=False) | model.objects.filter(has_unpublished_changes=True)
        told = []
        for record in drafts.select_related("latest_revision").order_by("pk"):
            changes = _differences(record)
            if not record.live:
                changes |= _becomes_record(record, unless_published or {})
            if changes:
                label = record._meta.label_lower
                told.append(
                    entry(by=BY, action=ACTION, record_type=label, record=record.slug, changes=changes)
                )
        entry.objects.bulk_create(told, batch_size=AT_ONCE)
        _end_workflows(apps, app, name.lower())

    return keep


def _becomes_record(record: Any, values: Mapping[str, object]) -> dict[str, Any]:
    """Give a record that was never published these values; return what the trail says of that."""
    changes: dict[str, Any] = {"live": [False, True]}
    changes |= {field: [plain(getattr(record, field)), plain(value)] for field, value in values.items()}
    type(record).objects.filter(pk=record.pk).update(**values)
    if used := _uses(record):
        changes["referred to by"] = used
        sys.stderr.write(
            f"{record._meta.label_lower} {record.slug} was never published and is a record now. "
            f"Reports count it, since it is referred to by {', '.join(used)}: "
            "see docs/adr/0014-drafts-only-where-there-is-prose.md\n"
        )
    return changes


def _differences(record: Any) -> dict[str, Any]:
    """Return, by field, what a record holds and what its newest draft does, where they differ."""
    drafted = record.latest_revision.content if record.latest_revision else {}
    changes = {}
    for column in record._meta.concrete_fields:
        if column.name in drafted and column.name not in OF_DRAFTS and not column.primary_key:
            pair = [
                _plain_value(column, getattr(record, column.attname)),
                _plain_value(column, drafted[column.name]),
            ]
            if pair[0] != pair[1]:
                changes[column.name] = pair
    for relation in record._meta.related_objects:
        name = relation.get_accessor_name()
        if not isinstance(drafted.get(name), list):
            continue
        held = relation.related_model.objects.filter(**{relation.field.name: record.pk}).order_by("pk")
        rows = [_rows(relation, held.values()), _rows(relation, drafted[name])]
        if _sorted(rows[0]) != _sorted(rows[1]):
            changes[name] = rows
    return changes


def _rows(relation: Any, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of a list, from the database or of a revision, as the trail has them."""
    columns = [
        column
        for column in relation.related_model._meta.concrete_fields
        if not column.primary_key and column.editable and column.name != relation.field.name
    ]
    return [
        {
            column.name: _plain_value(column, row.get(column.attname, row.get(column.name)))
            for column in columns
        }
        for row in rows
    ]


def _plain_value(column: Any, value: Any) -> Any:
    """Return a value of a column, as it is or as a revision keeps it, in the form of the trail."""
    if value is None:
        return None
    if column.is_relation:
        return getattr(column.related_model.objects.filter(pk=value).first(), "slug", value)
    return plain(column.to_python(value))


def _sorted(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def _uses(record: Any) -> list[str]:
    """Return what refers to a record, other than its own parts and those below it: how many of which kind."""
    found = []
    for relation in record._meta.related_objects:
        if type(relation.field).__name__ == "ParentalKey" or relation.related_model is type(record):
            continue
        count = relation.related_model.objects.filter(**{relation.field.name: record.pk}).count()
        if count:
            found.append(f"{count} {relation.related_model._meta.label_lower}")
    return found


def _end_workflows(apps: Any, app: str, model: str) -> None:
    """Cancel what waits for somebody's approval, and what was to be published at some hour."""
    of_kind = {"base_content_type__app_label": app, "base_content_type__model": model}
    states = apps.get_model("wagtailcore", "WorkflowState").objects.filter(
        status__in=("in_progress", "needs_changes"), **of_kind
    )
    keys = list(states.values_list("pk", flat=True))
    tasks = apps.get_model("wagtailcore", "TaskState").objects.filter(workflow_state__in=keys)
    tasks.filter(status="in_progress").update(status="cancelled")
    states.filter(pk__in=keys).update(status="cancelled")
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(**of_kind)
    revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
