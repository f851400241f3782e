"""Imports: proposed, decided, written all or nothing through the rooms' actions, undone as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from rapporteur.core.actions import Saved, audit
from rapporteur.intake.enums import DoubtKind, DoubtState, ImportState, ItemAction, ItemDecision
from rapporteur.intake.models import Import, ImportDoubt, ImportItem
from rapporteur.intake.planning import ImportPlan, plan_import
from rapporteur.intake.proposals import NODE, ORGANISATION, Doubt, Proposal
from rapporteur.intake.remembering import NEW, OUT
from rapporteur.intake.settling import REFERENCES
from rapporteur.intake.writing.commit import write_items
from rapporteur.intake.writing.doubts import (
    check_answer,
    is_about_record,
    likely_answer,
    open_doubts,
    take_answer,
)
from rapporteur.intake.writing.failures import AliasNotPossible, DoubtsOpen, ImportNotPossible, TouchedSince
from rapporteur.intake.writing.undo import take_back, touched_since
from rapporteur.members.actions import record_organisation
from rapporteur.members.enums import AliasKind
from rapporteur.members.models import Organisation
from rapporteur.reports.content import ContentStore

TRANSITIONS: Mapping[ImportState, frozenset[ImportState]] = {
    ImportState.PROPOSED: frozenset({ImportState.COMMITTED}),
    ImportState.COMMITTED: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
}


def store() -> ContentStore:
    """Return where the files of imports are kept: by their hash, out of reach of any public address."""
    return ContentStore(settings.VAR_DIR / "imports")


@transaction.atomic
def store_plan(plan: ImportPlan, *, by: str, at: datetime) -> Import:
    """Keep a planned import as an object: its file, proposals and doubts. Nothing else is written.

    An import of the same file that waits is replaced: what was decided in it is part of the new plan already.
    """
    store().put(plan.content)
    for waiting in Import.objects.filter(sha256=plan.sha256, kind=plan.kind, state=ImportState.PROPOSED):
        audit(by=by, action="replaced", record=waiting, changes={"file": waiting.file_name})
        waiting.delete()
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
            _doubt(item, position, doubt, answer, decided_by)
            for item, proposal in zip(items, plan.proposals, strict=True)
            for position, (doubt, answer, decided_by) in enumerate(
                [*((doubt, "", "") for doubt in proposal.doubts), *proposal.settled]
            )
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
        decision=ItemDecision.LEFT_OUT if proposal.left_out else ItemDecision.TAKEN,
    )


def _doubt(item: ImportItem, position: int, doubt: Doubt, answer: str, decided_by: str) -> ImportDoubt:
    """Return a doubt to keep: open, or settled as it was in an earlier reading of the same source."""
    state = DoubtState.OPEN if not answer else DoubtState.LEFT_OUT if answer == OUT else DoubtState.ANSWERED
    return ImportDoubt(
        item=item,
        position=position,
        what=doubt.what,
        field=doubt.field,
        text=doubt.text[:300],
        candidates=list(doubt.candidates),
        blocking=doubt.blocking,
        state=state,
        answer=answer if state == DoubtState.ANSWERED else "",
        decided_by=decided_by,
    )


def propose_import(*, by: str, at: datetime, **what: Any) -> Import:
    """Read a file and keep what it proposes; see :func:`plan_import` for what to give and what is raised."""
    return store_plan(plan_import(today=at.date(), **what), by=by, at=at)


@transaction.atomic
def decide(
    *, by: str, doubt: ImportDoubt, answer: str = OUT, keep_as_alias: bool = False, everywhere: bool = False
) -> int:
    """Answer a doubt with a record's slug, `new` (a record of its own) or `out`; return how many it settled.

    `out` leaves out the name in question, or the record where the question is which record it is. `keep_as_alias`
    keeps the text as a further spelling of the organisation, and with `everywhere` the same answer settles every open
    doubt of the import about the same text. Raises ImportNotPossible, UnknownAnswer, AliasNotPossible.
    """
    of = Import.objects.select_for_update().get(pk=doubt.item.of_id)
    check_can_move(of, ImportState.COMMITTED)
    check_answer(doubt, answer)
    if keep_as_alias:
        _keep_answer(by=by, doubt=doubt, answer=answer, language=of.language)
    same = [doubt]
    if everywhere or keep_as_alias:
        others = ImportDoubt.objects.filter(
            item__of=of, state=DoubtState.OPEN, text=doubt.text, what=doubt.what, field=doubt.field
        )
        same += list(others.exclude(pk=doubt.pk).select_related("item").order_by("pk"))
    for one in same:
        take_answer(one, answer, by)
        audit(by=by, action="decided", record=one, changes={"text": one.text, "answer": answer or OUT})
    return len(same)


@transaction.atomic
def accept_likely(*, by: str, of: Import) -> list[ImportDoubt]:
    """Confirm, of all open doubts, those with one likely candidate; return them. Nothing else is decided."""
    found = [doubt for doubt in open_doubts(of, blocking=False) if likely_answer(doubt)]
    for doubt in found:
        decide(by=by, doubt=doubt, answer=likely_answer(doubt))
    return found


@transaction.atomic
def decide_rest(*, by: str, of: Import, answer: str) -> int:
    """Answer every open question about a record with `new`, or every open question with `out`."""
    found = [doubt for doubt in open_doubts(of) if answer == OUT or is_about_record(doubt)]
    for doubt in found:
        decide(by=by, doubt=doubt, answer=answer)
    return len(found)


def _keep_answer(*, by: str, doubt: ImportDoubt, answer: str, language: str) -> None:
    of_record = is_about_record(doubt) and doubt.item.record_type != ORGANISATION
    if answer in {"", NEW, OUT} or of_record or REFERENCES.get(doubt.field) == NODE:
        raise AliasNotPossible("only the name of an organisation can be kept as an alias")
    if doubt.what == DoubtKind.AMBIGUOUS:
        raise AliasNotPossible(
            f"“{doubt.text}” may mean several records: as an alias it would settle nothing"
        )
    organisation = Organisation.objects.filter(slug=answer).first()
    if organisation is None:
        raise AliasNotPossible(f"'{answer}' is made by this import: it gets its aliases when it is written")
    keep_alias(by=by, organisation=organisation, text=doubt.text, language=language)


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
    """Write all that is proposed and taken, in one transaction; activities and editorials become drafts.

    With `leave_out_open`, names in open doubts are left out and written into the record's note, and proposals that
    may be a record already there are left out as a whole. Raises DoubtsOpen, ImportNotPossible, RecordRefused.
    """
    of = Import.objects.select_for_update().get(pk=of.pk)
    if leave_out_open:
        check_can_move(of, ImportState.COMMITTED)
        _leave_out_open(of)
    else:
        check_can_commit(of)
    items = write_items(of, by=by)
    of.state, of.committed_by, of.committed_at = ImportState.COMMITTED, by, at
    of.save(update_fields=["state", "committed_by", "committed_at"])
    audit(by=by, action="committed", record=of, changes={"records": len(items)})
    return of


def _leave_out_open(of: Import) -> None:
    """Leave out the records that are in doubt themselves; the questions stay open, and are asked again next time."""
    for doubt in open_doubts(of):
        if is_about_record(doubt) or doubt.what == DoubtKind.UNPUBLISHED:
            doubt.item.decision = ItemDecision.LEFT_OUT
            doubt.item.save(update_fields=["decision"])


def check_can_undo(of: Import) -> None:
    """Raise ImportNotPossible, or TouchedSince with what somebody else has done to what the import wrote."""
    check_can_move(of, ImportState.UNDONE)
    items = list(
        of.items.filter(decision=ItemDecision.TAKEN).exclude(action=ItemAction.NONE).order_by("position")
    )
    if touched := touched_since(items):
        raise TouchedSince(of, touched)


def can_undo(of: Import) -> bool:
    """Tell whether an import can be undone now."""
    try:
        check_can_undo(of)
    except (ImportNotPossible, TouchedSince):
        return False
    return True


@transaction.atomic
def undo_import(*, by: str, at: datetime, of: Import) -> Import:
    """Take back all that an import wrote: what it made is deleted, what it changed is as it was before.

    Raises TouchedSince with the list where anybody else has touched any of it, and ImportNotPossible.
    """
    of = Import.objects.select_for_update().get(pk=of.pk)
    check_can_undo(of)
    items = of.items.filter(decision=ItemDecision.TAKEN).exclude(action=ItemAction.NONE).order_by("-position")
    take_back(items, by=by)
    of.state, of.undone_by, of.undone_at = ImportState.UNDONE, by, at
    of.save(update_fields=["state", "undone_by", "undone_at"])
    audit(by=by, action="undone", record=of, changes={"records": len(items)})
    return of
