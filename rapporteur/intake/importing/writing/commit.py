"""The proposals of an import written one after the other, and what an undo must know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from rapporteur.base.core.constraints.held import contradiction
from rapporteur.base.core.engine import Saved
from rapporteur.base.core.models import AuditEntry, Editorial
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say_around
from rapporteur.intake.importing.enums import ItemAction, ItemDecision
from rapporteur.intake.importing.models import Import, ImportItem
from rapporteur.intake.importing.planning import load_all_known
from rapporteur.intake.importing.proposals import (
    ACTIVITY,
    ORGANISATION,
    REPORT,
    Known,
    Values,
    differing,
    merged,
)
from rapporteur.intake.importing.records.kinds import RECORD_TYPES, write_record
from rapporteur.intake.importing.records.members import write_new_organisations
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.intake.importing.settling import NEEDED, follow_moves, settle, target_of
from rapporteur.intake.importing.writing.failures import RecordRefused
from rapporteur.records.activities.actions import withdraw_activity
from rapporteur.records.activities.models import Activity

NOT_SETTLED = Message("Not settled at the import: {names}")
DRAFTED = {ACTIVITY, REPORT}
"""Records that an import writes as drafts."""


def write_items(of: Import, *, by: Actor) -> list[ImportItem]:
    """Write every proposal of an import that is taken; return them. Raises RecordRefused."""
    items = list(
        of.items.filter(decision=ItemDecision.TAKEN)
        .exclude(action=ItemAction.NONE)
        .order_by("position")
        .prefetch_related("doubts")
    )
    writing = _Writing(by, of, {item.record_type for item in items})
    with disable_reference_index_auto_update():  # once per record, not once per part of it
        for some in _runs(items):
            writing.write(some)
    for record in {id(saved.record): saved.record for saved in writing.alone}.values():
        if ReferenceIndex.is_indexed(type(record)):
            ReferenceIndex.create_or_update_for_object(record)
    newest = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for item in items:
        item.marks["audit"] = newest
    ImportItem.objects.bulk_create(  # all of them exist: one statement instead of a case per row and field
        items,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["action", "decision", "target", "before", "marks", "changed"],
    )
    return items


def replacements(of: Import) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what became of the records that were proposed as new and are not: another record, or nothing."""
    moved = {}
    rows = of.items.order_by("position").values_list(
        "record_type", "target", "label", "action", "decision", "provenance"
    )
    for kind, target, label, action, decision, provenance in rows:
        proposed = provenance.get("proposed", target)
        if decision == ItemDecision.LEFT_OUT and (action == ItemAction.CREATE or proposed != target):
            moved[kind, proposed] = ("", label)
        elif proposed != target:
            moved[kind, proposed] = (target, label)
    return moved


def _runs(items: Sequence[ImportItem]) -> list[list[ImportItem]]:
    """Return the items in their order, those together that can be written together."""
    runs: list[list[ImportItem]] = []
    for item in items:
        together = item.record_type == ORGANISATION and item.action == ItemAction.CREATE
        if together and runs and runs[-1][0].record_type == ORGANISATION:
            if runs[-1][0].action == ItemAction.CREATE:
                runs[-1].append(item)
                continue
        runs.append([item])
    return runs


class _Writing:
    def __init__(self, by: Actor, of: Import, kinds: Iterable[str]) -> None:
        self.writer = Writer(by)
        self.language = of.language
        self.moved = replacements(of)
        self.known = load_all_known(sorted(kinds))
        self.alone: list[Saved[Any]] = []

    def write(self, items: Sequence[ImportItem]) -> None:
        """Write items that stand together: those that are new at once, the others one by one."""
        wanted = [(item, after) for item in items if (after := self._prepared(item)) is not None]
        if len(wanted) > 1 and all(item.action == ItemAction.CREATE for item, _ in wanted):
            try:
                with transaction.atomic():
                    made = write_new_organisations(
                        self.writer, [(one.target, after) for one, after in wanted]
                    )
            except (ValidationError, IntegrityError, KeyError, ValueError):
                pass  # which of them it is shows when each is written alone
            else:
                for (item, _), (record, saved) in zip(wanted, made, strict=True):
                    _mark(item, record, saved)
                return
        for item, after in wanted:
            first = len(self.writer.written)
            written = self._alone(item, after)
            saved = self.writer.written[first:]
            _mark(item, written, saved)
            self.alone += saved

    def _alone(self, item: ImportItem, after: Values) -> models.Model:
        try:
            with transaction.atomic():
                return write_record(self.writer, item.record_type, item.target, after)
        except Foreseeable as error:
            raise RecordRefused(item, error.faults[0]) from error
        except ValidationError as error:
            raise RecordRefused(item, _sentence(error)) from error
        except (IntegrityError, KeyError, ValueError) as error:
            told = contradiction(error) if isinstance(error, IntegrityError) else None
            raise RecordRefused(item, told.faults[0] if told else str(error).splitlines()[0]) from error

    def _prepared(self, item: ImportItem) -> Values | None:
        """Return what the record shall hold, or None where nothing is left to write; keep what it held before."""
        if item.action == ItemAction.WITHDRAW:
            self._withdraw(item)
            return None
        known: Known = self.known[item.record_type]
        answers = {(doubt.field, doubt.text): doubt.answer for doubt in item.doubts.all()}
        values, gone = follow_moves(item.values, self.moved, self.language)
        item.target = target_of(item.record_type, item.target, values)
        current = known.records.get(item.target)
        if {name for name, _ in gone} & NEEDED.get(item.record_type, frozenset()):
            item.decision = ItemDecision.LEFT_OUT
            return None
        values, left_out = settle(values, answers)
        after = merged(current, values)
        left_out += [label for _, label in gone]
        if left_out and "title" in after:
            after["note"] = _noted(after.get("note") or "", left_out, self.language)
        item.changed = list(differing(current, after))
        item.before = current
        if current is not None and not item.changed:
            item.action = ItemAction.NONE
            return None
        item.action = ItemAction.CREATE if current is None else ItemAction.UPDATE
        if item.record_type in DRAFTED:
            model: Any = RECORD_TYPES[item.record_type].model
            before = model.objects.filter(slug=item.target).first()
            if before is not None:
                item.marks = {"revision_before": before.latest_revision_id, "live": before.live}
        return after

    def _withdraw(self, item: ImportItem) -> None:
        activity = Activity.objects.filter(slug=item.target).first()
        if activity is not None:
            item.marks = {"live": activity.live, "records": [[ACTIVITY, activity.slug]]}
            withdraw_activity(by=self.writer.by, activity=activity, reason=item.values["set"]["reason"])
            item.marks["revision"] = Activity.objects.get(pk=activity.pk).latest_revision_id


def _mark(item: ImportItem, record: Any, saved: Sequence[Saved[Any]]) -> None:
    """Note what was made, what was written, and in which revision the record now is."""
    item.marks |= {
        "made": [[one.record._meta.label_lower, one.record.pk] for one in saved if one.created],
        "records": [
            [one.record._meta.label_lower, str(getattr(one.record, "slug", one.record.pk))] for one in saved
        ],
    }
    if isinstance(record, Editorial):
        fresh: Any = type(record).objects
        item.marks["revision"] = fresh.values_list("latest_revision_id", flat=True).get(pk=record.pk)


def _noted(note: str, left_out: Iterable[str], language: str) -> str:
    """Return a note with the names that were left out, in the language of the file: what it says is no translation."""
    names = [name for name in dict.fromkeys(left_out) if name not in note]
    if not names:
        return note
    added = say_around(NOT_SETTLED, language, names="; ".join(names))
    return "\n".join(part for part in (note, added) if part)


def _sentence(error: ValidationError) -> str:
    if hasattr(error, "error_dict"):
        return "; ".join(
            " ".join(said) if name == NON_FIELD_ERRORS else f"{name}: {' '.join(said)}"
            for name, said in error.message_dict.items()
        )
    return " ".join(error.messages)
