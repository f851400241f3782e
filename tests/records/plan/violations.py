"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import F

from rapporteur.records.plan.models import Node
from tests.factories import make

DAY = date(2018, 5, 2)


def _two_nodes(**same: object) -> None:
    level = make.LevelFactory()
    for number in (1, 2):
        make.NodeFactory(**{"level": level, "slug": f"n{number}", **same})


def _own_parent() -> None:
    node = make.NodeFactory()
    Node.objects.filter(pk=node.pk).update(parent=F("pk"))


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "plan_plan.slug": lambda: make.PlanFactory.create_batch(2, slug="same"),
    "version_ends_after_start": lambda: make.PlanVersionFactory(start=DAY, end=DAY),
    "version_has_both_days": lambda: make.PlanVersionFactory(end=None),
    "version_number_once": lambda: make.PlanVersionFactory.create_batch(2, plan=make.PlanFactory(), number=1),
    "one_level_per_depth": lambda: [
        make.LevelFactory(version=version, depth=0, key=key)
        for version in [make.PlanVersionFactory()]
        for key in ("a", "b")
    ],
    "level_key_once": lambda: [
        make.LevelFactory(version=version, depth=depth, key="same")
        for version in [make.PlanVersionFactory()]
        for depth in (0, 1)
    ],
    "plan_node.slug": lambda: _two_nodes(slug="same"),
    "code_once_per_version": lambda: _two_nodes(code="same"),
    "position_once_per_version": lambda: _two_nodes(position=1),
    "node_has_code": lambda: make.NodeFactory(code=""),
    "node_kind_known": lambda: make.NodeFactory(kind="WISH"),
    "node_not_its_own_parent": _own_parent,
}
