"""Imports: proposed, decided, written all or nothing through the rooms' actions, undone as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.content import ContentStore
from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.failures import Fault, Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.unsettled import Unsettled
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.say import say_fault
from rapporteur.intake.importing.enums import (
    TRANSITIONS,
    DoubtKind,
    DoubtState,
    ImportState,
    ItemAction,
    ItemDecision,
)
from rapporteur.intake.importing.models import Import, ImportDoubt, ImportItem
from rapporteur.intake.importing.planning import ImportPlan
from rapporteur.intake.importing.proposals import NODE, ORGANISATION, Doubt, Proposal
from rapporteur.intake.importing.records.kinds import RECORD_TYPES
from rapporteur.intake.importing.remembering import NEW, OUT
from rapporteur.intake.importing.seeing import check_can_see, right_to_commit
from rapporteur.intake.importing.settling import REFERENCES
from rapporteur.intake.importing.uploads.models import Upload
from rapporteur.intake.importing.writing.commit import write_items
from rapporteur.intake.importing.writing.doubts import (
    check_answer,
    is_about_record,
    likely_answer,
    open_doubts,
    take_answer,
)
from rapporteur.intake.importing.writing.failures import (
    AliasNotPossible,
    DoubtsOpen,
    ImportNotPossible,
    TouchedSince,
)
from rapporteur.intake.importing.writing.undo import take_back, touched_since
from rapporteur.records.members.actions import record_organisation
from rapporteur.records.members.models import Organisation
from rapporteur.records.members.shapes import Alias, DatedName, OrganisationShape


def store() -> ContentStore:
    """Return where the files of imports are kept: by their hash, out of reach of any public address."""
    return ContentStore(settings.VAR_DIR / "imports", private=True)


def unsettled() -> Unsettled:
    """Return the marks of files on their way to a row: no file is left that neither an import nor an upload names."""
    kept = store()
    return Unsettled(kept.folder, _is_named, kept.forget)


def _is_named(sha256: str) -> bool:
    return any(model.objects.filter(sha256=sha256).exists() for model in (Import, Upload))


def store_plan(plan: ImportPlan, *, by: Actor, at: datetime) -> Import:
    """Keep a planned import as an object: its file, proposals and doubts. Nothing else is written.

    An import of the same file that waits is replaced: what was decided in it is part of the new plan already.
    """
    check_can(by, Right.PROPOSE_IMPORTS)
    check_can_see(by, plan.kind)
    with unsettled().until_named(plan.sha256), transaction.atomic():
        store().put(plan.content)
        return _keep_plan(plan, by=by, at=at)


def _keep_plan(plan: ImportPlan, *, by: Actor, at: datetime) -> Import:
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
        notices=[_in_every_language(notice) for notice in plan.notices],
        understood_share=plan.understood_share,
        not_understood=list(plan.not_understood),
        by=by.name,
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


def _in_every_language(notice: str) -> dict[str, str]:
    """Return a notice in each language of the program: who reads it later may speak another."""
    fault = notice.fault if isinstance(notice, Notice) else Fault(notice)
    return {language: say_fault(fault, language) for language in LANGUAGES}


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


@transaction.atomic
def decide(
    *, by: Actor, doubt: ImportDoubt, answer: str = OUT, keep_as_alias: bool = False, everywhere: bool = False
) -> int:
    """Answer a doubt with a record's slug, `new` (a record of its own) or `out`; return how many it settled.

    `out` leaves out the name in question, or the record where the question is which record it is. `keep_as_alias`
    keeps the text as a further spelling of the organisation, and with `everywhere` the same answer settles every open
    doubt of the import about the same text. Raises ImportNotPossible, UnknownAnswer, AliasNotPossible.
    """
    check_can(by, Right.PROPOSE_IMPORTS)
    of = Import.objects.select_for_update().get(pk=doubt.item.of_id)
    check_can_see(by, of.kind)
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
        take_answer(one, answer, by.name)
        audit(by=by, action="decided", record=one, changes={"text": one.text, "answer": answer or OUT})
    return len(same)


@transaction.atomic
def accept_likely(*, by: Actor, of: Import, record_types: Collection[str] | None = None) -> list[ImportDoubt]:
    """Confirm, of all open doubts, those with one likely candidate; return them. Nothing else is decided.

    `record_types` are the kinds of record that are shown to whoever decides; without it, all.
    """
    check_can(by, Right.PROPOSE_IMPORTS)
    check_can_see(by, of.kind)
    asked = _restrict(open_doubts(of, blocking=False), record_types)
    found = [doubt for doubt in asked if likely_answer(doubt)]
    for doubt in found:
        decide(by=by, doubt=doubt, answer=likely_answer(doubt))
    return found


@transaction.atomic
def decide_rest(*, by: Actor, of: Import, answer: str, record_types: Collection[str] | None = None) -> int:
    """Answer every open question about a record with `new`, or every open question with `out`.

    `record_types` are the kinds of record that are shown to whoever decides; without it, all.
    """
    check_can(by, Right.PROPOSE_IMPORTS)
    check_can_see(by, of.kind)
    asked = _restrict(open_doubts(of), record_types)
    found = [doubt for doubt in asked if answer == OUT or is_about_record(doubt)]
    for doubt in found:
        decide(by=by, doubt=doubt, answer=answer)
    return len(found)


def _restrict(doubts: Iterable[ImportDoubt], record_types: Collection[str] | None) -> list[ImportDoubt]:
    """Return the questions that stand on the page of whoever decides: nobody answers what they do not see."""
    return [doubt for doubt in doubts if record_types is None or doubt.item.record_type in record_types]


def _keep_answer(*, by: Actor, doubt: ImportDoubt, answer: str, language: str) -> None:
    of_record = is_about_record(doubt) and doubt.item.record_type != ORGANISATION
    if answer in {"", NEW, OUT} or of_record or REFERENCES.get(doubt.field) == NODE:
        raise AliasNotPossible(Message("only the name of an organisation can be kept as an alias"))
    if doubt.what == DoubtKind.AMBIGUOUS:
        raise AliasNotPossible(
            Message("“{value}” may mean several records: as an alias it would settle nothing"),
            value=doubt.text,
        )
    organisation = Organisation.objects.filter(slug=answer).first()
    if organisation is None:
        raise AliasNotPossible(
            Message("'{value}' is made by this import: it gets its aliases when it is written"), value=answer
        )
    keep_alias(by=by, organisation=organisation, text=doubt.text, language=language)


@transaction.atomic
def keep_alias(*, by: Actor, organisation: Organisation, text: str, language: str) -> Saved[Organisation]:
    """Keep `text` as a further spelling of `organisation`, beside all that it has."""
    aliases = [Alias(**row) for row in organisation.aliases.order_by("pk").values("text", "language", "kind")]
    if not any(alias.text == text and alias.language == language for alias in aliases):
        aliases.append(Alias(text=text, language=language))
    names = organisation.names.order_by("pk").values("name", "start", "end")
    shape = OrganisationShape(
        slug=organisation.slug,
        kind=organisation.kind,
        country=organisation.country,
        names=tuple(DatedName(**row) for row in names),
        aliases=tuple(aliases),
    )
    return record_organisation(by=by, organisation=shape)


def check_can_move(of: Import, wanted: ImportState) -> None:
    """Raise ImportNotPossible where the state of an import does not allow the next."""
    if wanted not in TRANSITIONS[ImportState(of.state)].values():
        raise ImportNotPossible(of, wanted)


def check_can_commit(of: Import) -> None:
    """Raise ImportNotPossible, or DoubtsOpen with the doubts that block."""
    check_can_move(of, ImportState.COMMITTED)
    if doubts := open_doubts(of):
        raise DoubtsOpen(of, doubts)


@transaction.atomic
def commit_import(*, by: Actor, at: datetime, of: Import, leave_out_open: bool = False) -> Import:
    """Write all that is proposed and taken, in one transaction; activities and editorials become drafts.

    With `leave_out_open`, names in open doubts are left out and written into the record's note, and proposals that
    may be a record already there are left out as a whole. Raises DoubtsOpen, ImportNotPossible, RecordRefused.
    """
    check_can(by, right_to_commit(of.kind))
    check_can_see(by, of.kind)
    of = Import.objects.select_for_update().get(pk=of.pk)
    if leave_out_open:
        check_can_move(of, ImportState.COMMITTED)
        _leave_out_open(of)
    else:
        check_can_commit(of)
    items = write_items(of, by=by)
    of.state, of.committed_by, of.committed_at = ImportState.COMMITTED, by.name, at
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


@transaction.atomic
def undo_import(*, by: Actor, at: datetime, of: Import) -> Import:
    """Take back all that an import wrote: what it made is deleted, what it changed is as it was before.

    Raises TouchedSince with the list where anybody else has touched any of it, and ImportNotPossible.
    """
    check_can(by, right_to_commit(of.kind))
    check_can_see(by, of.kind)
    of = Import.objects.select_for_update().get(pk=of.pk)
    check_can_undo(of)
    items = of.items.filter(decision=ItemDecision.TAKEN).exclude(action=ItemAction.NONE).order_by("-position")
    for kind in sorted({item.record_type for item in items}):
        check_can(
            by, RECORD_TYPES[kind].right
        )  # a report holds records of many kinds: nobody deletes what is not theirs
    take_back(items, by=by)
    of.state, of.undone_by, of.undone_at = ImportState.UNDONE, by.name, at
    of.save(update_fields=["state", "undone_by", "undone_at"])
    audit(by=by, action="undone", record=of, changes={"records": len(items)})
    return of
