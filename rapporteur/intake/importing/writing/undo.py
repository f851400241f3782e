"""An import taken back: what anybody else has touched since, and each record as it was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Revision

from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import publish_revision
from rapporteur.base.core.models import AuditEntry, Editorial
from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.reach import check_writable
from rapporteur.intake.importing.enums import ItemAction
from rapporteur.intake.importing.models import ImportItem
from rapporteur.intake.importing.records.kinds import RECORD_TYPES, find_record, references_to, write_record
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.intake.importing.writing.commit import DRAFTED
from rapporteur.intake.importing.writing.failures import Touch
from rapporteur.records.dues.models import DuesItem


def touched_since(items: Sequence[ImportItem]) -> list[Touch]:
    """Return what somebody else has done to what an import wrote."""
    touched = _audited_since(items) + _revised_since(items)
    made: dict[str, set[Any]] = {}
    for item in items:
        for label, key in item.marks.get("made", ()):
            made.setdefault(label, set()).add(key)
    records = [
        record
        for label, keys in made.items()
        for record in _model(label)._default_manager.filter(pk__in=keys).order_by("pk")
    ]
    touched += [Touch(referring=one) for one in references_to(records, made)]
    return list(dict.fromkeys(touched))


def _audited_since(items: Sequence[ImportItem]) -> list[Touch]:
    ours = {tuple(one) for item in items for one in item.marks.get("records", ())}
    newest = min((item.marks.get("audit", 0) for item in items), default=0)
    entries = AuditEntry.objects.filter(pk__gt=newest, record_type__in={kind for kind, _ in ours}).order_by(
        "pk"
    )
    return [
        Touch(entry.record_type, entry.record, entry.action, entry.by)
        for entry in entries
        if (entry.record_type, entry.record) in ours
    ]


def _revised_since(items: Sequence[ImportItem]) -> list[Touch]:
    """Return what was edited where no action is: in the back office, which writes revisions."""
    found = []
    drafted = [item for item in items if item.record_type in DRAFTED and "revision" in item.marks]
    for kind in dict.fromkeys(item.record_type for item in drafted):
        marked = {item.target: item for item in drafted if item.record_type == kind}
        model: Any = RECORD_TYPES[kind].model
        rows = model._default_manager.order_by("slug").values_list("slug", "latest_revision_id", "live")
        now = {slug: (revision, live) for slug, revision, live in rows}
        for slug, item in marked.items():
            if slug not in now:
                found.append(Touch(kind, slug, "deleted"))
            elif now[slug][0] != item.marks["revision"]:
                found.append(Touch(kind, slug, "edited"))
            elif item.action == ItemAction.CREATE and now[slug][1]:
                found.append(Touch(kind, slug, "published"))
    return found


def _model(label: str) -> type[models.Model]:
    return apps.get_model(label)


def take_back(items: Iterable[ImportItem], *, by: Actor) -> None:
    """Take the items back, in the order given: the last that was written first."""
    writer = Writer(by)
    for item in items:
        _take_back(item, writer)


def _take_back(item: ImportItem, writer: Writer) -> None:
    record: Any = find_record(item.record_type, item.target)
    for label, key in reversed(item.marks.get("made", ())):
        made = _model(label)._default_manager.filter(pk=key).first()
        if made is not None and not (
            label == "dues.duescall" and DuesItem.objects.filter(call_id=key).exists()
        ):
            check_writable([made], by=writer.by)
            audit(by=writer.by, action="undone", record=made, changes={"import": item.of_id})
            made.delete()
    if item.action == ItemAction.WITHDRAW:
        if record is not None and item.marks.get("live"):
            check_writable([record], by=writer.by)
            publish_revision(record, record.latest_revision)
            audit(by=writer.by, action="undone", record=record, changes={"import": item.of_id})
    elif item.action == ItemAction.UPDATE and record is not None:
        if item.record_type in DRAFTED and item.marks.get("live"):
            check_writable([record], by=writer.by)
            _drop_draft(record, item.marks.get("revision_before"))
            audit(by=writer.by, action="undone", record=record, changes={"import": item.of_id})
        else:
            write_record(writer, item.record_type, item.target, item.before or {})


def _drop_draft(record: Editorial, before: int | None) -> None:
    """Make the revision before an import the newest again; the published text was never touched."""
    Revision.objects.filter(pk=record.latest_revision_id).exclude(pk=before).delete()
    rows: Any = type(record).objects.filter(pk=record.pk)
    rows.update(latest_revision=before, has_unpublished_changes=False)
