"""Imports: proposed, decided, written all or nothing through the rooms' actions, undone as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from wagtail.models import ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update

from rapporteur.activities.actions import withdraw_activity
from rapporteur.activities.models import Activity
from rapporteur.core.actions import Saved, audit
from rapporteur.core.models import AuditEntry, Editorial
from rapporteur.dues.models import DuesItem
from rapporteur.intake.enums import (
    DoubtKind,
    DoubtState,
    ImportState,
    ItemAction,
    ItemDecision,
)
from rapporteur.intake.models import Import, ImportDoubt, ImportItem
from rapporteur.intake.planning import ImportPlan, load_known, plan_import
from rapporteur.intake.problems import nearest
from rapporteur.intake.proposals import (
    ACTIVITY,
    ORGANISATION,
    Known,
    Proposal,
    decided,
    differing,
    merged,
    settle_action,
)
from rapporteur.intake.records import Writer, find_record, load_records, references_to
from rapporteur.members.actions import record_organisation
from rapporteur.members.enums import AliasKind
from rapporteur.members.models import Organisation
from rapporteur.plan.models import Node
from rapporteur.reports.content import ContentStore

TRANSITIONS: Mapping[ImportState, frozenset[ImportState]] = {
    ImportState.PROPOSED: frozenset({ImportState.COMMITTED}),
    ImportState.COMMITTED: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
}
NODE_FIELDS = {"deliverables", "line"}


class ImportNotPossible(ValueError):
    """What the state of an import does not allow."""

    def __init__(self, of: Import, wanted: ImportState) -> None:
        super().__init__(f"import {of.pk} is {of.state}, so it cannot become {wanted}")


class DoubtsOpen(ValueError):
    """An import with questions that must be decided first."""

    def __init__(self, of: Import, doubts: Sequence[ImportDoubt]) -> None:
        shown = "\n".join(f"  {doubt.pk}: {doubt.what} {doubt.field} “{doubt.text}”" for doubt in doubts[:50])
        super().__init__(f"import {of.pk} has {len(doubts)} open doubts that must be decided first:\n{shown}")
        self.doubts = tuple(doubts)


class TouchedSince(ValueError):
    """An import that cannot be undone, because somebody else has touched what it made."""

    def __init__(self, of: Import, touched: Sequence[str]) -> None:
        shown = "\n".join(f"  {one}" for one in touched[:50])
        super().__init__(f"import {of.pk} cannot be undone: what it wrote was touched since:\n{shown}")
        self.touched = tuple(touched)


class RecordRefused(ValueError):
    """A proposal that makes no valid record; nothing of its import was written."""

    def __init__(self, item: ImportItem, reason: str) -> None:
        where = ", ".join(
            f"{name} {value}" for name, value in item.provenance.items() if name in {"file", "row", "lines"}
        )
        super().__init__(f"{item.label or item.target} ({where}): {reason}")


class UnknownAnswer(ValueError):
    """An answer that names no record."""

    def __init__(self, answer: str, valid: Sequence[str]) -> None:
        near = nearest(answer, valid)
        hint = f"; did you mean '{near}'?" if near else ""
        super().__init__(f"'{answer}' is no record that can be meant: expected the identifier of one{hint}")


class AliasNotPossible(ValueError):
    """An answer that no alias can keep."""


def store() -> ContentStore:
    """Return where the files of imports are kept: by their hash, out of reach of any public address."""
    return ContentStore(settings.VAR_DIR / "imports")


@transaction.atomic
def store_plan(plan: ImportPlan, *, by: str, at: datetime) -> Import:
    """Keep a planned import as an object: its file, proposals and doubts. Nothing else is written."""
    store().put(plan.content)
    of: Import = Import.objects.create(
        kind=plan.kind,
        file_name=plan.name[:255],
        sha256=plan.sha256,
        size=len(plan.content),
        language=plan.language,
        period_start=plan.period.start if plan.period else None,
        period_end=plan.period.end if plan.period else None,
        notices=list(plan.notices),
        understood_share=plan.understood_share,
        not_understood=list(plan.not_understood),
        by=by,
        at=at,
    )
    items = ImportItem.objects.bulk_create(
        [_item(of, position, proposal) for position, proposal in enumerate(plan.proposals)], batch_size=500
    )
    ImportDoubt.objects.bulk_create(
        [
            ImportDoubt(
                item=item,
                position=position,
                what=doubt.what,
                field=doubt.field,
                text=doubt.text[:300],
                candidates=list(doubt.candidates),
                blocking=doubt.blocking,
            )
            for item, proposal in zip(items, plan.proposals, strict=True)
            for position, doubt in enumerate(proposal.doubts)
        ],
        batch_size=500,
    )
    audit(by=by, action="proposed", record=of, changes={"file": plan.name, "sha256": plan.sha256})
    return of


def _item(of: Import, position: int, proposal: Proposal) -> ImportItem:
    return ImportItem(
        of=of,
        position=position,
        record_type=proposal.record_type,
        key=proposal.key[:200],
        target=proposal.target[:150],
        label=proposal.label[:300],
        action=proposal.action,
        values=proposal.values,
        changed=list(proposal.changed),
        provenance=proposal.provenance,
    )


def propose_import(*, by: str, at: datetime, **what: Any) -> Import:
    """Read a file and keep what it proposes; see :func:`plan_import` for what to give and what is raised."""
    return store_plan(plan_import(today=at.date(), **what), by=by, at=at)


def open_doubts(of: Import, *, blocking: bool = True) -> list[ImportDoubt]:
    """Return the open doubts of proposals that are taken and would write something."""
    found = ImportDoubt.objects.filter(item__of=of, item__decision=ItemDecision.TAKEN, state=DoubtState.OPEN)
    found = found.exclude(item__action=ItemAction.NONE).select_related("item")
    if blocking:
        found = found.filter(blocking=True)
    return list(found.order_by("item__position", "position"))


@transaction.atomic
def decide(
    *, by: str, doubt: ImportDoubt, answer: str = "", keep_as_alias: bool = False, everywhere: bool = False
) -> int:
    """Answer a doubt with a record's slug, or leave it out with an empty answer; return how many it settled.

    `keep_as_alias` keeps the text as a further spelling of the organisation, and with `everywhere` the same answer
    settles every open doubt of the import about the same text. Raises ImportNotPossible, UnknownAnswer,
    AliasNotPossible.
    """
    of = Import.objects.select_for_update().get(pk=doubt.item.of_id)
    check_can_move(of, ImportState.COMMITTED)
    if answer:
        _check_answer(doubt, answer)
    if keep_as_alias:
        _keep_answer(by=by, doubt=doubt, answer=answer, language=of.language)
    same = [doubt]
    if everywhere or keep_as_alias:
        others = ImportDoubt.objects.filter(
            item__of=of, state=DoubtState.OPEN, text=doubt.text, what=doubt.what, field=doubt.field
        )
        same += list(others.exclude(pk=doubt.pk).select_related("item").order_by("pk"))
    for one in same:
        one.state = DoubtState.ANSWERED if answer else DoubtState.LEFT_OUT
        one.answer, one.decided_by = answer, by
        one.save(update_fields=["state", "answer", "decided_by"])
        if one.what == DoubtKind.UNPUBLISHED:
            one.item.decision = ItemDecision.LEFT_OUT
            one.item.save(update_fields=["decision"])
        elif one.field == "slug" and answer:
            _retarget(one.item, answer)
        audit(by=by, action="decided", record=one, changes={"text": one.text, "answer": answer})
    return len(same)


def _check_answer(doubt: ImportDoubt, answer: str) -> None:
    if doubt.what == DoubtKind.UNPUBLISHED:
        raise UnknownAnswer(answer, ())
    if doubt.field == "slug":
        if find_record(doubt.item.record_type, answer) is None:
            raise UnknownAnswer(answer, [one["slug"] for one in doubt.candidates])
        taken = ImportItem.objects.filter(
            of=doubt.item.of_id, record_type=doubt.item.record_type, target=answer
        ).exclude(pk=doubt.item_id)
        if taken.exists():
            raise UnknownAnswer(answer, ())
        return
    model: Any = Node if doubt.field in NODE_FIELDS else Organisation
    slugs = list(model.objects.order_by("slug").values_list("slug", flat=True))
    if answer not in slugs:
        raise UnknownAnswer(answer, slugs)


def _retarget(item: ImportItem, target: str) -> None:
    """Make the proposal one about a record that is there already."""
    item.target = target
    proposal = Proposal(item.record_type, item.key, target, item.label, item.values)
    settle_action(proposal, Known(load_records(item.record_type)))
    item.action, item.changed = proposal.action, list(proposal.changed)
    item.save(update_fields=["target", "action", "changed"])


def _keep_answer(*, by: str, doubt: ImportDoubt, answer: str, language: str) -> None:
    if (
        not answer
        or doubt.field in NODE_FIELDS
        or (doubt.field == "slug" and doubt.item.record_type != ORGANISATION)
    ):
        raise AliasNotPossible("only the name of an organisation can be kept as an alias")
    if doubt.what == DoubtKind.AMBIGUOUS:
        raise AliasNotPossible(
            f"“{doubt.text}” may mean several records: as an alias it would settle nothing"
        )
    keep_alias(by=by, organisation=Organisation.objects.get(slug=answer), text=doubt.text, language=language)


@transaction.atomic
def keep_alias(*, by: str, organisation: Organisation, text: str, language: str) -> Saved[Organisation]:
    """Keep `text` as a further spelling of `organisation`, beside all that it has."""
    aliases = list(organisation.aliases.order_by("pk").values("text", "language", "kind"))
    if not any(alias["text"] == text and alias["language"] == language for alias in aliases):
        aliases.append({"text": text, "language": language, "kind": AliasKind.SPELLING.value})
    return record_organisation(
        by=by,
        slug=organisation.slug,
        names=list(organisation.names.order_by("pk").values("name", "start", "end")),
        aliases=aliases,
    )


@transaction.atomic
def leave_out(*, by: str, item: ImportItem) -> None:
    """Leave a proposal out of its import."""
    of = Import.objects.select_for_update().get(pk=item.of_id)
    check_can_move(of, ImportState.COMMITTED)
    item.decision = ItemDecision.LEFT_OUT
    item.save(update_fields=["decision"])
    audit(by=by, action="left out", record=item, changes={"target": item.target})


def check_can_move(of: Import, wanted: ImportState) -> None:
    """Raise ImportNotPossible where the state of an import does not allow the next."""
    if wanted not in TRANSITIONS[ImportState(of.state)]:
        raise ImportNotPossible(of, wanted)


def check_can_commit(of: Import) -> None:
    """Raise ImportNotPossible, or DoubtsOpen with the doubts that block."""
    check_can_move(of, ImportState.COMMITTED)
    if doubts := open_doubts(of):
        raise DoubtsOpen(of, doubts)


def can_commit(of: Import) -> bool:
    """Tell whether an import can be written now."""
    try:
        check_can_commit(of)
    except (ImportNotPossible, DoubtsOpen):
        return False
    return True


@transaction.atomic
def commit_import(*, by: str, at: datetime, of: Import, leave_out_open: bool = False) -> Import:
    """Write all that is proposed and taken, in one transaction; activities become drafts.

    With `leave_out_open`, names in open doubts are left out and written into the record's note, and proposals that
    may be a record already there are left out as a whole. Raises DoubtsOpen, ImportNotPossible, RecordRefused.
    """
    of = Import.objects.select_for_update().get(pk=of.pk)
    if leave_out_open:
        check_can_move(of, ImportState.COMMITTED)
        _leave_out_open(of, by)
    check_can_commit(of)
    items = list(
        of.items.filter(decision=ItemDecision.TAKEN)
        .exclude(action=ItemAction.NONE)
        .order_by("position")
        .prefetch_related("doubts")
    )
    known = {kind: load_known(kind) for kind in sorted({item.record_type for item in items})}
    writer = Writer(by)
    with disable_reference_index_auto_update():  # once per record, not once per part of it
        for item in items:
            _write(item, known[item.record_type], writer)
    for record in {id(saved.record): saved.record for saved in writer.written}.values():
        if isinstance(record, Editorial):
            ReferenceIndex.create_or_update_for_object(record)
    newest = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for item in items:
        item.marks["audit"] = newest
    ImportItem.objects.bulk_update(items, ["action", "before", "marks", "changed"], batch_size=200)
    of.state, of.committed_by, of.committed_at = ImportState.COMMITTED, by, at
    of.save(update_fields=["state", "committed_by", "committed_at"])
    audit(by=by, action="committed", record=of, changes={"records": len(items)})
    return of


def _leave_out_open(of: Import, by: str) -> None:
    for doubt in open_doubts(of):
        doubt.state, doubt.decided_by = DoubtState.LEFT_OUT, by
        doubt.save(update_fields=["state", "decided_by"])
        if doubt.field == "slug" or doubt.what == DoubtKind.UNPUBLISHED:
            ImportItem.objects.filter(pk=doubt.item_id).update(decision=ItemDecision.LEFT_OUT)


def _write(item: ImportItem, known: Known, writer: Writer) -> None:
    """Write one proposal, and remember what was there before and what was made."""
    current = known.records.get(item.target)
    first = len(writer.written)
    if item.action == ItemAction.WITHDRAW:
        activity = Activity.objects.filter(slug=item.target).first()
        if activity is not None:
            item.marks = {"live": activity.live, "records": [[ACTIVITY, activity.slug]]}
            withdraw_activity(by=writer.by, activity=activity, reason=item.values["set"]["reason"])
            item.marks["revision"] = Activity.objects.get(pk=activity.pk).latest_revision_id
        return
    answers = {(doubt.field, doubt.text): doubt.answer for doubt in item.doubts.all()}
    values, left_out = decided(item.values, answers)
    after = merged(current, values)
    if left_out and "title" in after:
        after["note"] = _noted(after.get("note") or "", left_out)
    item.changed = list(differing(current, after))
    item.before = current
    if current is not None and not item.changed:
        item.action = ItemAction.NONE
        return
    item.action = ItemAction.CREATE if current is None else ItemAction.UPDATE
    before = Activity.objects.filter(slug=item.target).first() if item.record_type == ACTIVITY else None
    if before is not None:
        item.marks = {"revision_before": before.latest_revision_id, "live": before.live}
    try:
        with transaction.atomic():
            record: Any = writer.write(item.record_type, item.target, after)
    except ValidationError as error:
        raise RecordRefused(item, _sentence(error)) from error
    except (IntegrityError, KeyError, ValueError) as error:
        raise RecordRefused(item, str(error).splitlines()[0]) from error
    saved = writer.written[first:]
    item.marks |= {
        "made": [[one.record._meta.label_lower, one.record.pk] for one in saved if one.created],
        "records": [
            [one.record._meta.label_lower, str(getattr(one.record, "slug", one.record.pk))] for one in saved
        ],
    }
    if item.record_type in {ACTIVITY, ORGANISATION}:
        item.marks["revision"] = (
            type(record).objects.values_list("latest_revision_id", flat=True).get(pk=record.pk)
        )


def _noted(note: str, left_out: Iterable[str]) -> str:
    names = [name for name in dict.fromkeys(left_out) if name not in note]
    if not names:
        return note
    return "\n".join(part for part in (note, f"Not settled at the import: {'; '.join(names)}") if part)


def _sentence(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return "; ".join(f"{name}: {' '.join(said)}" for name, said in error.message_dict.items())
    return " ".join(error.messages)


def check_can_undo(of: Import) -> None:
    """Raise ImportNotPossible, or TouchedSince with what somebody else has done to what the import wrote."""
    check_can_move(of, ImportState.UNDONE)
    items = list(
        of.items.filter(decision=ItemDecision.TAKEN).exclude(action=ItemAction.NONE).order_by("position")
    )
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
    touched += references_to(records, made)
    if touched:
        raise TouchedSince(of, list(dict.fromkeys(touched)))


def can_undo(of: Import) -> bool:
    """Tell whether an import can be undone now."""
    try:
        check_can_undo(of)
    except (ImportNotPossible, TouchedSince):
        return False
    return True


def _audited_since(items: Sequence[ImportItem]) -> list[str]:
    ours = {tuple(one) for item in items for one in item.marks.get("records", ())}
    newest = min((item.marks.get("audit", 0) for item in items), default=0)
    entries = AuditEntry.objects.filter(pk__gt=newest, record_type__in={kind for kind, _ in ours}).order_by(
        "pk"
    )
    return [
        f"{entry.record_type} {entry.record}: {entry.action} by {entry.by}"
        for entry in entries
        if (entry.record_type, entry.record) in ours
    ]


def _revised_since(items: Sequence[ImportItem]) -> list[str]:
    """Return what was edited where no action is: in the back office, which writes revisions."""
    found = []
    for kind, model in ((ACTIVITY, Activity), (ORGANISATION, Organisation)):
        marked = {
            item.target: item for item in items if item.record_type == kind and "revision" in item.marks
        }
        rows: Any = model._default_manager.order_by("slug").values_list("slug", "latest_revision_id", "live")
        now = {slug: (revision, live) for slug, revision, live in rows}
        for slug, item in marked.items():
            if slug not in now:
                found.append(f"{kind} {slug}: deleted")
            elif now[slug][0] != item.marks["revision"]:
                found.append(f"{kind} {slug}: edited")
            elif kind == ACTIVITY and item.action == ItemAction.CREATE and now[slug][1]:
                found.append(f"{kind} {slug}: published")
    return found


def _model(label: str) -> type[models.Model]:
    from django.apps import apps

    return apps.get_model(label)


@transaction.atomic
def undo_import(*, by: str, at: datetime, of: Import) -> Import:
    """Take back all that an import wrote: what it made is deleted, what it changed is as it was before.

    Raises TouchedSince with the list where anybody else has touched any of it, and ImportNotPossible.
    """
    of = Import.objects.select_for_update().get(pk=of.pk)
    check_can_undo(of)
    writer = Writer(by)
    items = of.items.filter(decision=ItemDecision.TAKEN).exclude(action=ItemAction.NONE).order_by("-position")
    for item in items:
        _take_back(item, writer)
    of.state, of.undone_by, of.undone_at = ImportState.UNDONE, by, at
    of.save(update_fields=["state", "undone_by", "undone_at"])
    audit(by=by, action="undone", record=of, changes={"records": len(items)})
    return of


def _take_back(item: ImportItem, writer: Writer) -> None:
    record: Any = find_record(item.record_type, item.target)
    for label, key in reversed(item.marks.get("made", ())):
        made = _model(label)._default_manager.filter(pk=key).first()
        if made is not None and not (
            label == "dues.duescall" and DuesItem.objects.filter(call_id=key).exists()
        ):
            audit(by=writer.by, action="undone", record=made, changes={"import": item.of_id})
            made.delete()
    if item.action == ItemAction.WITHDRAW:
        if record is not None and item.marks.get("live"):
            record.get_latest_revision().publish(skip_permission_checks=True)
            audit(by=writer.by, action="undone", record=record, changes={"import": item.of_id})
    elif item.action == ItemAction.UPDATE and record is not None:
        if item.record_type == ACTIVITY and item.marks.get("live"):
            _drop_draft(record, item.marks.get("revision_before"))
            audit(by=writer.by, action="undone", record=record, changes={"import": item.of_id})
        else:
            writer.write(item.record_type, item.target, item.before or {})


def _drop_draft(activity: Activity, before: int | None) -> None:
    """Make the revision before an import the newest again; the published text was never touched."""
    Revision.objects.filter(pk=activity.latest_revision_id).exclude(pk=before).delete()
    Activity.objects.filter(pk=activity.pk).update(latest_revision=before, has_unpublished_changes=False)
