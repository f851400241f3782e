"""How an import stands: what would be written, what is asked, what may be seen of it by whoever looks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from rapporteur.base.core.permissions import WORDS, Actor, can
from rapporteur.base.words.say import say
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.enums import ImportState, ItemAction, ItemDecision
from rapporteur.intake.importing.models import Import, ImportItem
from rapporteur.intake.importing.proposals import merged
from rapporteur.intake.importing.records.kinds import RECORD_TYPES, load_records
from rapporteur.intake.importing.seeing import right_to_commit
from rapporteur.intake.importing.wording import COUNTS, NAMES
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.imports.readable import RecordNames, day_of, field_name, kind_name, names_of
from rapporteur.interfaces.office.imports.words import (
    ACTIONS,
)  # fmt: skip

ITEMS = 50
"""Records on a page of a list of them."""


def visible_types(by: Actor) -> list[str]:
    """Return the kinds of record that an import may hold and somebody may see."""
    return [kind for kind, one in RECORD_TYPES.items() if kind_is_seen(by, one.model)]


def kind_is_seen(by: Actor, model: type[models.Model]) -> bool:
    """Tell whether somebody may see records of a kind."""
    door = DOORS.get(model)
    return door is not None and can(by, door.view)


def lacking_rights(by: Actor, of: Import, language: str) -> list[str]:
    """Return what somebody would have to be allowed, in words, to write this import, and is not."""
    kinds = taken(of).values_list("record_type", flat=True).distinct().order_by("record_type")
    rights = dict.fromkeys((right_to_commit(of.kind), *(RECORD_TYPES[kind].right for kind in kinds)))
    return [say(WORDS[right], language) for right in rights if not can(by, right)]


def taken(of: Import) -> QuerySet[ImportItem]:
    """Return the proposals that are taken and write something, in the order of the file."""
    items = ImportItem.objects.filter(of=of, decision=ItemDecision.TAKEN).exclude(action=ItemAction.NONE)
    return items.order_by("position")


@dataclass(frozen=True)
class KindCount:
    """How many records of a kind are new, changed, withdrawn, as recorded, left out: in words."""

    name: str
    counts: tuple[str, ...]


def counts_of(of: Import, seen: Sequence[str], language: str) -> tuple[list[KindCount], int, int]:
    """Return the counts by kind, how many records are left out, and how many lie hidden from whoever looks."""
    counted: Counter[tuple[str, str]] = Counter()
    hidden = left_out = 0
    rows = ImportItem.objects.filter(of=of).values_list("record_type", "action", "decision")
    for kind, action, decision, number in rows.annotate(number=Count("pk")).order_by("record_type"):
        if kind not in seen:
            hidden += number if action != ItemAction.NONE else 0
            continue
        out = decision == ItemDecision.LEFT_OUT
        left_out += number if out else 0
        counted[kind.split(".")[1], "OUT" if out else action] += number
    table = [
        KindCount(
            say(name, language),
            tuple(
                say(message, language, count=counted[kind, action])
                for action, message in COUNTS.items()
                if counted[kind, action]
            ),
        )
        for kind, name in NAMES.items()
        if any(counted[kind, action] for action in COUNTS)
    ]
    return table, left_out, hidden


@dataclass(frozen=True)
class ItemRow:
    """A record of an import as people read it: each field with what is on record and what the file says."""

    kind: str
    name: str
    action: str
    values: tuple[tuple[str, str, str], ...]
    address: str = ""


def items_of(
    of: Import, items: Sequence[ImportItem], language: str, addresses: Mapping[int, str] | None = None
) -> list[ItemRow]:
    """Return the rows of some records of an import; a number of queries that does not depend on theirs."""
    current = _current(of, items)
    pairs = []
    for item in items:
        old = current.get((item.record_type, item.target))
        new = merged(old, item.values)
        pairs.append(
            (item, old or {}, {name: new[name] for name in (item.changed if old else new) if name in new})
        )
    names = names_of(of, [values for _, old, new in pairs for values in (old, new)], language, day_of(of))
    return [_row(item, old, new, names, (addresses or {}).get(item.pk, "")) for item, old, new in pairs]


def _current(of: Import, items: Iterable[ImportItem]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """Return what the records hold that are changed: now, or where they are written what they held before."""
    changed = [item for item in items if item.action == ItemAction.UPDATE]
    if of.state != ImportState.PROPOSED:
        return {(item.record_type, item.target): item.before or {} for item in changed}
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for kind in {item.record_type for item in changed}:
        records = load_records(kind)
        found |= {
            (kind, item.target): records[item.target]
            for item in changed
            if item.record_type == kind and item.target in records
        }
    return found


def _row(
    item: ImportItem, old: Mapping[str, Any], new: Mapping[str, Any], names: RecordNames, address: str
) -> ItemRow:
    language = names.language
    values = tuple(
        (
            field_name(name, language),
            names.show(name, old.get(name), item.record_type) if old else "",
            names.show(name, value, item.record_type),
        )
        for name, value in new.items()
        if old or not proposals.is_empty(value)
    )
    action = say(ACTIONS[ItemAction(item.action)], language)
    return ItemRow(
        kind_name(item.record_type),
        item.label or names.of(item.record_type, item.target),
        action,
        values,
        address,
    )


def addresses_of(items: Sequence[ImportItem], user: Any) -> dict[int, str]:
    """Return by item where its record is changed, for whoever may: a query per kind of record."""
    found: dict[int, str] = {}
    by_kind: dict[str, dict[str, int]] = defaultdict(dict)
    for item in items:
        by_kind[item.record_type][item.target] = item.pk
    for kind, targets in by_kind.items():
        model: Any = RECORD_TYPES[kind].model
        if not user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            continue
        view = model.snippet_viewset.get_url_name("edit")
        for key, target in _targets(kind, model, list(targets)):
            if target in targets:
                found[targets[target]] = reverse(view, args=[key])
    return found


def _targets(kind: str, model: Any, targets: list[str]) -> list[tuple[int, str]]:
    """Return key and name in imports of the records that some may be: some are known by two parts."""
    keys = {
        proposals.ITEM: ("call__year", "organisation__slug"),
        proposals.STATEMENT: ("year", "as_of_date"),
        proposals.PLAN: ("plan__slug", "number"),
        proposals.FOCAL_POINT: ("region__slug", "person__slug"),
    }.get(kind)
    if keys is None:
        return list(model._default_manager.filter(slug__in=targets).values_list("pk", "slug"))
    first, last = keys
    firsts, lasts = {one.rsplit("/", 1)[0] for one in targets}, {one.rsplit("/", 1)[1] for one in targets}
    rows = model._default_manager.filter(Q(**{f"{first}__in": firsts}) & Q(**{f"{last}__in": lasts}))
    return [(key, f"{one}/{two}") for key, one, two in rows.order_by("pk").values_list("pk", first, last)]
