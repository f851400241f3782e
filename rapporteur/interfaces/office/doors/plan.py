"""The doors of action plans, their versions, levels and nodes."""

from __future__ import annotations

from typing import Any

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, Door, door_by_slug
from rapporteur.records.plan import actions
from rapporteur.records.plan.models import Level, Node, Plan, PlanVersion
from rapporteur.records.plan.shapes import LevelShape, NodeShape, PlanShape, PlanVersionShape

RIGHTS: dict[str, Any] = {"view": Right.VIEW_PLAN, "write": Right.RECORD_PLAN}


def _plan(it: Plan, _: Chosen) -> PlanShape:
    return PlanShape(slug=it.slug, name=it.name)


def _version(it: PlanVersion, _: Chosen) -> PlanVersionShape:
    assert it.start and it.end  # noqa: S101, PT018  # a constraint that the form has checked
    return PlanVersionShape(plan=it.plan.slug, number=it.number, start=it.start, end=it.end)


def _level(it: Level, _: Chosen) -> tuple[PlanVersion, LevelShape]:
    shape = LevelShape(
        depth=it.depth, key=it.key, name=it.name, plural=it.plural, code_pattern=it.code_pattern
    )
    return it.version, shape


def _node(it: Node, _: Chosen) -> tuple[PlanVersion, NodeShape]:
    shape = NodeShape(
        code=it.code,
        level=it.level.key,
        parent=it.parent.code if it.parent else None,
        position=it.position,
        title=it.title,
        text=it.text,
        purpose=it.purpose,
        kind=it.kind,
        listed=it.listed,
        asks_parity=it.asks_parity,
        note=it.note,
    )
    return it.version, shape


PLAN = door_by_slug(
    **RIGHTS,
    shape=_plan,
    record=lambda by, shape: actions.record_plan(by=by, plan=shape),
)
VERSION = Door(
    **RIGHTS,
    shape=_version,
    new=lambda by, shape: actions.adopt_version(by=by, version=shape),
    edit=lambda by, it, shape: actions.correct_version(by=by, version=it, to=shape),
    fixed=("plan",),
)
LEVEL = Door(
    **RIGHTS,
    shape=_level,
    new=lambda by, shape: actions.record_level(by=by, version=shape[0], level=shape[1]),
    edit=lambda by, it, shape: actions.correct_level(by=by, level=it, to=shape[1]),
    fixed=("version",),
)
NODE = Door(
    **RIGHTS,
    shape=_node,
    new=lambda by, shape: actions.record_node(by=by, version=shape[0], node=shape[1]),
    edit=lambda by, it, shape: actions.correct_node(by=by, node=it, to=shape[1]),
    fixed=("version",),
)
