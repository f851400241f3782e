"""Writes to action plans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from rapporteur.base.core.engine import Saved, rearrange, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.plan import refusals
from rapporteur.records.plan.checking import (
    check_counted_anew,
    check_goes_on,
    check_not_reported,
    check_parent,
    nodes_of,
)
from rapporteur.records.plan.models import Level, Node, Plan, PlanVersion
from rapporteur.records.plan.rules import beside, branch_of, may_stand_below, place_of, reordered
from rapporteur.records.plan.shapes import (
    LevelShape,
    NewNodeShape,
    NodePlaceShape,
    NodeShape,
    PlanShape,
    PlanVersionShape,
)

RIGHT = Right.RECORD_PLAN


def record_plan(*, by: Actor, plan: PlanShape) -> Saved[Plan]:
    """Record an action plan."""
    return save_record(Plan, by=by, right=RIGHT, key={"slug": plan.slug}, values={"name": plan.name})


def adopt_version(*, by: Actor, version: PlanVersionShape) -> Saved[PlanVersion]:
    """Record a version of a plan."""
    return save_record(
        PlanVersion,
        by=by,
        right=RIGHT,
        key={"plan": find(Plan, version.plan), "number": version.number},
        values={"start": version.start, "end": version.end},
        action="adopted",
    )


def correct_version(*, by: Actor, version: PlanVersion, to: PlanVersionShape) -> Saved[PlanVersion]:
    """Put a version of a plan right that was recorded wrongly."""
    values = {**given(to), "plan": find(Plan, to.plan)}
    return save_record(
        PlanVersion, by=by, right=RIGHT, key={"pk": version.pk}, values=values, action="corrected"
    )


def record_level(*, by: Actor, version: PlanVersion, level: LevelShape) -> Saved[Level]:
    """Record a level of a version: what its nodes are called and how their codes are formed."""
    values = given(level)
    key = {"version": version, "depth": values.pop("depth")}
    return save_record(Level, by=by, right=RIGHT, key=key, values=values)


def correct_level(*, by: Actor, level: Level, to: LevelShape) -> Saved[Level]:
    """Put a level right, its depth and key too; it stays in its version."""
    return save_record(Level, by=by, right=RIGHT, key={"pk": level.pk}, values=given(to), action="corrected")


def reorder_nodes(*, by: Actor, version: PlanVersion, codes: Sequence[str]) -> None:
    """Put the nodes of `version` that are there already into the order of `codes`, numbered from 1."""
    places = {code: place for place, code in enumerate(codes, start=1)}
    rearrange(
        Node.objects.filter(version=version), by=by, right=RIGHT, key="code", field="position", places=places
    )


def record_node(*, by: Actor, version: PlanVersion, node: NodeShape, publish: bool = True) -> Saved[Node]:
    """Record a node of a version under its code. Raises RecordNotFound for a level or parent that is not there."""
    (saved,) = record_nodes(by=by, version=version, nodes=[node], publish=publish)
    return saved


def record_nodes(
    *, by: Actor, version: PlanVersion, nodes: Sequence[NodeShape], publish: bool = True
) -> list[Saved[Node]]:
    """Record nodes of a version, those above before those below them; `publish=False` keeps drafts.

    Raises PeriodLocked where one that is there would come below another, and what it counted is locked.
    """
    levels = find_all(Level, {one.level for one in nodes}, key="key", within={"version": version})
    own = {one.code for one in nodes}
    above = {one.parent for one in nodes if one.parent not in own}
    known: dict[str, Node] = find_all(Node, above, key="code", within={"version": version})
    there = {one.code: one for one in Node.objects.filter(version=version, code__in=own)}
    saved = []
    for node in nodes:
        values = given(node)
        code, parent = values.pop("code"), values["parent"]
        if parent and parent not in known:  # given later in the same list
            known |= find_all(Node, [parent], key="code", within={"version": version})
        values |= {
            "slug": node_slug(version, code),
            "level": levels[node.level],
            "parent": known[parent] if parent else None,
        }
        if code in there:
            check_parent(there[code], values["parent"], by)
        saved.append(
            save_record(
                Node,
                by=by,
                right=RIGHT,
                key={"version": version, "code": code},
                values=values,
                publish=publish,
            )
        )
        known[code] = saved[-1].record
    return saved


def correct_node(*, by: Actor, node: Node, to: NodeShape) -> Saved[Node]:
    """Put a node right, its code too: what it is called for good stays. It stays in its version.

    Raises RecordNotFound for a level or parent that the version does not have, PeriodLocked as `move_node` does.
    """
    within = {"version": node.version}
    values = {
        **given(to),
        "level": find_all(Level, [to.level], key="key", within=within)[to.level],
        "parent": find_all(Node, [to.parent], key="code", within=within)[to.parent] if to.parent else None,
    }
    check_parent(node, values["parent"], by)
    return save_record(Node, by=by, right=RIGHT, key={"pk": node.pk}, values=values, action="corrected")


@dataclass(frozen=True)
class Moved:
    """What a move did: the node, where it stood before (a second move takes it back), whether anything was written."""

    node: Node
    before: NodePlaceShape
    changed: bool


@transaction.atomic
def move_node(*, by: Actor, node: Node, to: NodePlaceShape) -> Moved:
    """Move a node with all that is below it among its siblings, or below another parent; its code stays.

    What served it then counts under the new parent: that is refused (PeriodLocked) where some of it lies in a locked
    period without an exception. Raises NotAllowed, RecordNotFound, NotItsLevel, StandsElsewhere, AboveHasEnded.
    """
    check_can(by, RIGHT)
    version, nodes = node.version, nodes_of(node.version, held=True)
    node = next(one for one in nodes if one.pk == node.pk)
    wanted = {code for code in (to.parent, to.after) if code}
    known = {one.code: one for one in nodes}
    find_all(Node, wanted - known.keys(), key="code", within={"version": version})
    parent, after = known.get(to.parent or ""), known.get(to.after or "")
    branch, before = branch_of(nodes, node), place_of(nodes, node)
    if parent in branch or not may_stand_below(node, parent):
        raise refusals.NotItsLevel(node, parent)
    if after is not None and (after in branch or after.parent_id != (parent.pk if parent else None)):
        raise refusals.StandsElsewhere(after.code)
    if before == to:
        return Moved(node, before, changed=False)
    if before.parent != to.parent:
        check_goes_on(node.code, node.end, parent)
        check_counted_anew(branch, by)
        save_record(Node, by=by, right=RIGHT, key={"pk": node.pk}, values={"parent": parent}, action="moved")
    _put(reordered(nodes, node, parent, after), nodes, by)
    return Moved(node, before, changed=True)


@transaction.atomic
def add_node(*, by: Actor, version: PlanVersion, node: NewNodeShape) -> Saved[Node]:
    """Add a node below another, behind those that stand there already, or a line behind the others.

    Raises NotAllowed, RecordNotFound, CodeTaken, NoLevelBelow, AboveHasEnded.
    """
    check_can(by, RIGHT)
    nodes = nodes_of(version, held=True)
    parent = find(Node, node.parent, key="code", within={"version": version})
    if any(one.code == node.code for one in nodes):
        raise refusals.CodeTaken(node.code)
    level = Level.objects.filter(version=version, depth=parent.level.depth + 1 if parent else 0).first()
    if level is None:
        raise refusals.NoLevelBelow
    check_goes_on(node.code, None, parent)
    last = max((one.position for one in nodes), default=0)
    siblings = beside(nodes, parent.pk if parent else None)
    shape = NodeShape(
        code=node.code, level=level.key, parent=node.parent, position=last + 1, title=node.title
    )
    saved = record_node(by=by, version=version, node=shape)
    after = nodes_of(version)
    _put(reordered(after, saved.record, parent, siblings[-1] if siblings else None), after, by)
    return saved


def _put(order: Sequence[Node], nodes: Sequence[Node], by: Actor) -> None:
    """Bring all nodes of a version into an order, in the places that they have."""
    places = {one.code: there.position for one, there in zip(order, nodes, strict=True)}
    of_version = Node.objects.filter(version=nodes[0].version_id)
    rearrange(of_version, by=by, right=RIGHT, key="code", field="position", places=places)


def rename_node(*, by: Actor, node: Node, title: LocalizedText) -> Saved[Node]:
    """Give a node another title in the languages of `title`; in others it stays."""
    wanted = LocalizedText({**node.title, **title})
    return save_record(
        Node, by=by, right=RIGHT, key={"pk": node.pk}, values={"title": wanted}, action="corrected"
    )


@transaction.atomic
def end_node(*, by: Actor, node: Node, day: date) -> list[Saved[Node]]:
    """End a node and what is below it: from `day` on nothing new is reported for them, and what served them stays.

    Raises NotAllowed, EndsOutside, and ReportedOn where a locked period reports on days from `day` on.
    """
    check_can(by, RIGHT)
    version = node.version
    assert version.start and version.end  # noqa: S101, PT018  # a constraint holds it
    if not version.start < day < version.end:
        raise refusals.EndsOutside(node, version.start, version.end - timedelta(days=1))
    check_not_reported(node, day)
    below = branch_of(nodes_of(version, held=True), node)
    return _set_end([one for one in below if one.end is None or one.end > day], day, by, "ended")


@transaction.atomic
def resume_node(*, by: Actor, node: Node) -> list[Saved[Node]]:
    """Take back that a node ended, and what ended below it with it.

    Raises NotAllowed, AboveHasEnded, and ReportedOn where a locked period reported without it.
    """
    check_can(by, RIGHT)
    nodes = nodes_of(node.version, held=True)
    there = {one.pk: one for one in nodes}
    node = there[node.pk]
    if node.end is None:
        return []
    check_goes_on(node.code, None, there.get(node.parent_id or 0))
    check_not_reported(node, node.end)
    below = branch_of(nodes, node)
    return _set_end([one for one in below if one.end == node.end], None, by, "resumed")


def _set_end(nodes: Iterable[Node], day: date | None, by: Actor, action: str) -> list[Saved[Node]]:
    return [
        save_record(Node, by=by, right=RIGHT, key={"pk": one.pk}, values={"end": day}, action=action)
        for one in nodes
    ]


def node_slug(version: PlanVersion, code: str) -> str:
    """Return what a node is called for good when it is recorded under `code`."""
    return f"{version.plan.slug}-{version.number}-{code.lower().replace('.', '-')}"
