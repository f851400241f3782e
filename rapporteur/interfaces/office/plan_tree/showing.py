"""A version of a plan as it is shown: its nodes as a tree, with what served each, and the places that one may take."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.plan_tree.words import AFTER, FIRST, HAS_ENDED, SERVED, UNDER, WILL_END
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.models import Activity, ActivityDeliverable
from rapporteur.records.plan.models import Node, PlanVersion
from rapporteur.records.plan.rules import beside, branch_of, may_stand_below, place_of
from rapporteur.records.plan.shapes import NodePlaceShape

_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
BETWEEN = "|"
"""Between the parent and what a node comes after, in the value of a place."""


@dataclass(frozen=True)
class TreeRow:
    """A node as the tree shows it: `own_title` is what the title is in the reader's language, if anything."""

    pk: int
    code: str
    title: str
    language: str
    own_title: str
    served: str
    ended: str
    is_over: bool
    parent: int | None
    chosen: bool
    below: list[TreeRow] = field(default_factory=list)


def evidence_of(nodes: Sequence[Node]) -> dict[int, set[int]]:
    """Return which published activities serve each node, or anything below it: one query."""
    parents = {one.pk: one.parent_id for one in nodes}
    found: dict[int, set[int]] = defaultdict(set)
    pairs = ActivityDeliverable.objects.filter(
        node__in=list(parents), activity__in=Activity.objects.published()
    ).values_list("node_id", "activity_id")
    for key, activity in pairs:
        at: int | None = key
        while at is not None:
            found[at].add(activity)
            at = parents.get(at)
    return found


def tree_of(
    nodes: Sequence[Node], served: Mapping[int, set[int]], chosen: Node | None, today: date
) -> list[TreeRow]:
    """Return the lines of a plan with all that is below them."""
    languages = (reader(), *association_languages())
    rows: dict[int, TreeRow] = {}
    top: list[TreeRow] = []
    for node in nodes:
        used = next((one for one in languages if one in node.title), "")
        rows[node.pk] = TreeRow(
            pk=node.pk,
            code=node.code,
            title=node.title.best(languages),
            language="" if used == reader() else used,
            own_title=node.title.get(reader(), ""),
            served=say(SERVED, reader(), count=len(served.get(node.pk, ()))),
            ended=_ended(node, today),
            is_over=node.end is not None,
            parent=node.parent_id,
            chosen=chosen is not None and node.pk == chosen.pk,
        )
    for row in rows.values():
        (rows[row.parent].below if row.parent in rows else top).append(row)
    return top


def _ended(node: Node, today: date) -> str:
    if node.end is None:
        return ""
    message = HAS_ENDED if node.end <= today else WILL_END
    return say(message, reader(), day=format_day(node.end - timedelta(days=1), reader()))


def places_for(nodes: Sequence[Node], node: Node) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return where a node may come, as choices: below each parent, at the beginning and after each that is there."""
    inside = {one.pk for one in branch_of(nodes, node)}
    now = place_of(nodes, node)
    groups = []
    for parent in [None, *(one for one in nodes if one.pk not in inside)]:
        stays = node.parent_id == (parent.pk if parent else None)
        if not may_stand_below(node, parent) or (parent is not None and parent.end and not stays):
            continue
        after = [None, *(one for one in beside(nodes, parent.pk if parent else None) if one.pk != node.pk)]
        choices = [
            (
                place_value(place),
                say(FIRST, reader()) if one is None else say(AFTER, reader(), after=_named(one)),
            )
            for one in after
            if (
                place := NodePlaceShape(
                    parent=parent.code if parent else None, after=one.code if one else None
                )
            )
            != now
        ]
        if choices:
            groups.append((say(UNDER, reader(), parent=_named(parent)) if parent else "", choices))
    return groups


def place_value(place: NodePlaceShape) -> str:
    """Return a place as a form sends it."""
    return f"{place.parent or ''}{BETWEEN}{place.after or ''}"


def place_from(value: str) -> NodePlaceShape:
    """Return the place that a form has sent."""
    parent, _, after = value.partition(BETWEEN)
    return NodePlaceShape(parent=parent or None, after=after or None)


def steps_of(nodes: Sequence[Node], node: Node) -> dict[str, NodePlaceShape]:
    """Return the places right before and behind a node among its siblings, as far as there are any."""
    siblings = beside(nodes, node.parent_id)
    at, parent = siblings.index(node), place_of(nodes, node).parent
    found = {}
    if at > 0:
        found["up"] = NodePlaceShape(parent=parent, after=siblings[at - 2].code if at > 1 else None)
    if at + 1 < len(siblings):
        found["down"] = NodePlaceShape(parent=parent, after=siblings[at + 1].code)
    return found


def next_code(nodes: Sequence[Node], parent: Node | None) -> str:
    """Return a code that would follow those of the siblings: their last number, one higher; empty where unknown."""
    taken = {one.code for one in nodes}
    siblings = beside(nodes, parent.pk if parent else None)
    code = siblings[-1].code if siblings else ""
    while code in taken:
        number = _LAST_NUMBER.search(code)
        if number is None:
            return ""
        code = f"{code[: number.start()]}{int(number[0]) + 1}{code[number.end() :]}"
    return code


def versions() -> Iterator[PlanVersion]:
    """Yield the versions of all plans, the newest first."""
    yield from PlanVersion.objects.select_related("plan").order_by("-start", "-number", "pk")


def _named(node: Node) -> str:
    return f"{node.code} {node.title.best((reader(), *node.title))}".strip()
