"""Writes to action plans."""

from __future__ import annotations

from collections.abc import Sequence

from rapporteur.base.core.engine import Saved, rearrange, save_record
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.plan.models import Level, Node, Plan, PlanVersion
from rapporteur.records.plan.shapes import LevelShape, NodeShape, PlanShape, PlanVersionShape

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
    """Record nodes of a version, those above before those below them; `publish=False` keeps drafts."""
    levels = find_all(Level, {one.level for one in nodes}, key="key", within={"version": version})
    own = {one.code for one in nodes}
    above = {one.parent for one in nodes if one.parent not in own}
    known: dict[str, Node] = find_all(Node, above, key="code", within={"version": version})
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

    Raises RecordNotFound for a level or parent that the version does not have.
    """
    within = {"version": node.version}
    values = {
        **given(to),
        "level": find_all(Level, [to.level], key="key", within=within)[to.level],
        "parent": find_all(Node, [to.parent], key="code", within=within)[to.parent] if to.parent else None,
    }
    return save_record(Node, by=by, right=RIGHT, key={"pk": node.pk}, values=values, action="corrected")


def node_slug(version: PlanVersion, code: str) -> str:
    """Return what a node is called for good when it is recorded under `code`."""
    return f"{version.plan.slug}-{version.number}-{code.lower().replace('.', '-')}"
