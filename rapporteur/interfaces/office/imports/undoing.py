"""What an undo would do, and what stands against it: shown before anybody decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.failures import Notice
from rapporteur.base.words.say import say, say_fault
from rapporteur.intake.importing.actions import check_can_undo
from rapporteur.intake.importing.enums import ItemAction
from rapporteur.intake.importing.models import Import, ImportItem
from rapporteur.intake.importing.records.kinds import RECORD_TYPES
from rapporteur.intake.importing.writing.failures import Touch, TouchedSince
from rapporteur.interfaces.office.imports.readable import day_of, field_name, kind_name, names_of
from rapporteur.interfaces.office.imports.standing import kind_is_seen
from rapporteur.interfaces.office.imports.words import (
    CHANGED_SINCE,
    HIDDEN,
    TOUCHED,
    TOUCHED_BY_NOBODY,
    TOUCHES,
    UNDOES,
)  # fmt: skip


@dataclass(frozen=True)
class UndoRow:
    """A record, what an undo does with it, and for one that was changed the fields."""

    kind: str
    name: str
    action: str
    fields: str


def undone_rows(of: Import, items: Sequence[ImportItem], language: str) -> list[UndoRow]:
    """Return what an undo would do with some records."""
    return [
        UndoRow(
            kind_name(item.record_type),
            item.label,
            say(UNDOES[ItemAction(item.action)], language),
            ", ".join(field_name(name, language) for name in item.changed)
            if item.action == ItemAction.UPDATE
            else "",
        )
        for item in items
    ]


def touches_of(of: Import, by: Actor, language: str) -> list[str]:
    """Return what was done since to what the import wrote, as sentences; what somebody may not see is counted."""
    try:
        check_can_undo(of)
    except TouchedSince as since:
        touches = since.touched
    else:
        return []
    kinds = {kind for kind, one in RECORD_TYPES.items() if kind_is_seen(by, one.model)}
    hidden = {
        touch.record
        for touch in touches
        if touch.record_type in RECORD_TYPES and touch.record_type not in kinds
    }
    seen = [touch for touch in touches if touch.record_type not in RECORD_TYPES or touch.record_type in kinds]
    names = _labels(of, seen, language)
    told = [_sentence(touch, names, language) for touch in seen]
    return [*dict.fromkeys(told), *([say(HIDDEN, language, count=len(hidden))] if hidden else [])]


def _labels(of: Import, touches: Sequence[Touch], language: str) -> dict[tuple[str, str], str]:
    """Return what the records are called that were touched: as the import calls them, else as they are recorded."""
    more: dict[str, set[str]] = {}
    for touch in touches:
        if touch.record_type in RECORD_TYPES:
            more.setdefault(touch.record_type, set()).add(touch.record)
    found = names_of(of, [], language, day_of(of), more).known
    rows = of.items.filter(record_type__in=more).values_list("record_type", "target", "label")
    return {**{(kind, target): name for kind, target, name in rows}, **found}


def _sentence(touch: Touch, names: dict[tuple[str, str], str], language: str) -> str:
    if isinstance(touch.referring, Notice):
        return say_fault(touch.referring.fault, language)
    kind = kind_name(touch.record_type) if touch.record_type in RECORD_TYPES else touch.record_type
    action = say(TOUCHES.get(touch.action, CHANGED_SINCE), language)
    name = names.get((touch.record_type, touch.record), touch.record)
    return say(
        TOUCHED if touch.by else TOUCHED_BY_NOBODY, language, kind=kind, name=name, action=action, by=touch.by
    )
