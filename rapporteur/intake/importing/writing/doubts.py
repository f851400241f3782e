"""The open questions of an import: which there are, what answers them, and an answer taken."""

from __future__ import annotations

from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.enums import DoubtKind, DoubtState, ItemAction, ItemDecision
from rapporteur.intake.importing.models import Import, ImportDoubt, ImportItem
from rapporteur.intake.importing.proposals import Known, Proposal, settle_action
from rapporteur.intake.importing.records.kinds import find_record, load_records
from rapporteur.intake.importing.remembering import NEW, OUT
from rapporteur.intake.importing.settling import REFERENCES
from rapporteur.intake.importing.writing.failures import UnknownAnswer
from rapporteur.records.members.models import Organisation
from rapporteur.records.plan.models import Node

_NODE = Message("the identifier of a node of the plan, or '{out}' to leave the name out")
_ORGANISATION = Message("the identifier of an organisation, or '{out}' to leave the name out")


def open_doubts(of: Import, *, blocking: bool = True) -> list[ImportDoubt]:
    """Return the open doubts of proposals that are taken and would write something."""
    found = ImportDoubt.objects.filter(item__of=of, item__decision=ItemDecision.TAKEN, state=DoubtState.OPEN)
    found = found.exclude(item__action=ItemAction.NONE).select_related("item")
    if blocking:
        found = found.filter(blocking=True)
    return list(found.order_by("item__position", "position"))


def is_about_record(doubt: ImportDoubt) -> bool:
    """Tell whether the question is which record a proposal is about, not what a name in it means."""
    return doubt.field == "slug"


def likely_answer(doubt: ImportDoubt) -> str:
    """Return the candidate that so much speaks for that all such may be confirmed together, or an empty text."""
    likely = [one["slug"] for one in doubt.candidates if one.get("likely")]
    return likely[0] if len(likely) == 1 else ""


def check_answer(doubt: ImportDoubt, answer: str) -> None:
    """Raise UnknownAnswer where `answer` is no record that can be meant, nor `new` or `out` where these make sense."""
    if answer in {"", OUT} or (answer == NEW and is_about_record(doubt)):
        return
    candidates = [one["slug"] for one in doubt.candidates]
    if doubt.what == DoubtKind.UNPUBLISHED:
        raise UnknownAnswer(
            answer,
            Notice(
                Message("'{out}': the record has edits that nobody has published, and keeps them"), out=OUT
            ),
            [OUT],
        )
    if is_about_record(doubt):
        _check_record(doubt, answer, candidates)
        return
    node = REFERENCES.get(_singular(doubt.field)) == proposals.NODE
    model: Any = Node if node else Organisation
    slugs = list(model.objects.order_by("slug").values_list("slug", flat=True))
    items = ImportItem.objects.filter(
        of=doubt.item.of_id,
        record_type=proposals.NODE if node else proposals.ORGANISATION,
        decision=ItemDecision.TAKEN,
    )
    slugs += items.filter(action=ItemAction.CREATE).values_list("target", flat=True)
    if answer not in slugs:
        what = _NODE if node else _ORGANISATION
        raise UnknownAnswer(answer, Notice(what, out=OUT), slugs)


def _singular(field: str) -> str:
    return {"activations": "organisation", "places": "organisation"}.get(field, field)


def _check_record(doubt: ImportDoubt, answer: str, candidates: list[str]) -> None:
    expected = Notice(Message("one of {answers}"), answers=", ".join([*candidates, NEW, OUT]))
    if find_record(doubt.item.record_type, answer) is None:
        raise UnknownAnswer(answer, expected, [*candidates, NEW, OUT])
    taken = ImportItem.objects.filter(
        of=doubt.item.of_id, record_type=doubt.item.record_type, target=answer
    ).exclude(pk=doubt.item_id)
    if other := taken.first():
        free = Message("a record that “{label}” of this import is not already")
        raise UnknownAnswer(answer, Notice(free, label=other.label))


def take_answer(doubt: ImportDoubt, answer: str, by: str) -> None:
    """Write an answer down, and what follows from it for the proposal."""
    left_out = answer in {"", OUT}
    doubt.state = DoubtState.LEFT_OUT if left_out else DoubtState.ANSWERED
    doubt.answer, doubt.decided_by = "" if left_out else answer, by
    doubt.save(update_fields=["state", "answer", "decided_by"])
    item = doubt.item
    if left_out and (is_about_record(doubt) or doubt.what == DoubtKind.UNPUBLISHED):
        item.decision = ItemDecision.LEFT_OUT
        item.save(update_fields=["decision"])
    elif is_about_record(doubt):
        if item.decision == ItemDecision.LEFT_OUT:  # it was, by an earlier answer
            item.decision = ItemDecision.TAKEN
            item.save(update_fields=["decision"])
        wanted = item.provenance.get("proposed", item.target) if answer == NEW else answer
        if wanted != item.target:
            _retarget(item, wanted)


def _retarget(item: ImportItem, target: str) -> None:
    """Make the proposal one about a record that is there already; what refers to it follows at the commit."""
    item.provenance.setdefault("proposed", item.target)
    item.target = target
    proposal = Proposal(item.record_type, item.key, target, item.label, item.values)
    settle_action(proposal, Known(load_records(item.record_type)))
    item.action, item.changed = proposal.action, list(proposal.changed)
    item.save(update_fields=["target", "action", "changed", "provenance"])
