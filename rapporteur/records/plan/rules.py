"""How the nodes of a version stand to one another: pure questions to a list of all, in the order of the plan."""

from __future__ import annotations

from collections.abc import Sequence

from rapporteur.records.plan.models import Node
from rapporteur.records.plan.shapes import NodePlaceShape


def branch_of(nodes: Sequence[Node], top: Node) -> list[Node]:
    """Return a node and all that is below it, in the order of the plan."""
    found = {top.pk}
    while more := {one.pk for one in nodes if one.parent_id in found} - found:
        found |= more
    return [one for one in nodes if one.pk in found]


def beside(nodes: Sequence[Node], parent: int | None) -> list[Node]:
    """Return the nodes right below a parent, those of None being the lines."""
    return [one for one in nodes if one.parent_id == parent]


def place_of(nodes: Sequence[Node], node: Node) -> NodePlaceShape:
    """Return where a node stands now."""
    codes = {one.pk: one.code for one in nodes}
    siblings = [one.pk for one in beside(nodes, node.parent_id)]
    before = siblings[: siblings.index(node.pk)]
    return NodePlaceShape(
        parent=None if node.parent_id is None else codes[node.parent_id],
        after=codes[before[-1]] if before else None,
    )


def may_stand_below(node: Node, parent: Node | None) -> bool:
    """Tell whether a node may stand there as far as its level goes: where it is, or one level below its parent."""
    if node.parent_id == (parent.pk if parent else None):
        return True
    return node.level.depth == (parent.level.depth + 1 if parent else 0)


def reordered(nodes: Sequence[Node], node: Node, parent: Node | None, after: Node | None) -> list[Node]:
    """Return all nodes in the order in which `node`, with all that is below it, has come to its new place."""
    moving = branch_of(nodes, node)
    moved = {one.pk for one in moving}
    rest = [one for one in nodes if one.pk not in moved]
    if after is not None:
        at = rest.index(branch_of(rest, after)[-1]) + 1
    elif siblings := beside(rest, parent.pk if parent else None):
        at = rest.index(siblings[0])
    else:
        at = rest.index(parent) + 1 if parent else 0
    return [*rest[:at], *moving, *rest[at:]]
