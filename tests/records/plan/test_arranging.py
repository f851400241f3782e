"""Nodes of a plan moved, added, renamed and ended: order, codes that stay, locks, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.periods.refusals import PeriodLocked
from rapporteur.records.plan import actions, refusals
from rapporteur.records.plan.models import Level, Node
from rapporteur.records.plan.shapes import NewNodeShape, NodePlaceShape, NodeShape
from rapporteur.report.compile.plan_nodes import fetch_nodes
from tests.factories import make
from tests.records.periods.violations import a_period

pytestmark = pytest.mark.django_db
ANA = operator("ana")
CODES = {
    "L1": None, "L1M1": "L1", "L1M1D1": "L1M1", "L1M2": "L1", "L1M3": "L1", "L2": None, "L2M1": "L2",
}  # fmt: skip
LATER = date(2018, 10, 1)


@pytest.fixture
def plan() -> dict[str, Node]:
    version = make.PlanVersionFactory(start=date(2018, 1, 1), end=date(2020, 1, 1))
    levels = [make.LevelFactory(version=version, depth=depth) for depth in range(3)]
    nodes: dict[str, Node] = {}
    for place, (code, parent) in enumerate(CODES.items(), start=1):
        depth = nodes[parent].level.depth + 1 if parent else 0
        nodes[code] = make.NodeFactory(
            level=levels[depth], parent=nodes[parent] if parent else None, code=code, position=place
        )
    return nodes


def order() -> str:
    return " ".join(Node.objects.order_by("position").values_list("code", flat=True))


def move(node: Node, parent: str | None, after: str | None, by: Actor = ANA) -> actions.Moved:
    return actions.move_node(by=by, node=node, to=NodePlaceShape(parent=parent, after=after))


@pytest.mark.parametrize(
    ("code", "parent", "after", "expected"),
    [
        ("L1M2", "L1", "L1M3", "L1 L1M1 L1M1D1 L1M3 L1M2 L2 L2M1"),
        ("L1M1", "L1", "L1M2", "L1 L1M2 L1M1 L1M1D1 L1M3 L2 L2M1"),
        ("L1M3", "L1", None, "L1 L1M3 L1M1 L1M1D1 L1M2 L2 L2M1"),
        ("L1M1", "L2", "L2M1", "L1 L1M2 L1M3 L2 L2M1 L1M1 L1M1D1"),
        ("L1M1D1", "L2M1", None, "L1 L1M1 L1M2 L1M3 L2 L2M1 L1M1D1"),
        ("L2", None, None, "L2 L2M1 L1 L1M1 L1M1D1 L1M2 L1M3"),
    ],
)
def test_a_node_moves_with_all_below_it_keeps_its_code_and_goes_back(
    plan: dict[str, Node], code: str, parent: str | None, after: str | None, expected: str
) -> None:
    before = order()
    moved = move(plan[code], parent, after)
    assert moved.changed
    assert order() == expected
    now = Node.objects.get(pk=plan[code].pk)
    assert (now.code, now.parent.code if now.parent else None) == (code, parent)
    assert AuditEntry.objects.filter(by="ana", action="moved", record=plan[code].slug).exists()
    again = actions.move_node(by=ANA, node=now, to=moved.before)
    assert again.before == NodePlaceShape(parent=parent, after=after)
    assert order() == before


def test_where_it_stands_already_nothing_is_written(plan: dict[str, Node]) -> None:
    assert not move(plan["L1M2"], "L1", "L1M1").changed
    assert not AuditEntry.objects.filter(by="ana").exists()


@pytest.mark.parametrize(
    ("code", "parent", "after", "refusal"),
    [
        ("L1M2", None, None, refusals.NotItsLevel),
        ("L1M2", "L2M1", None, refusals.NotItsLevel),
        ("L1", "L1M2", None, refusals.NotItsLevel),
        ("L1M2", "L1", "L2M1", refusals.StandsElsewhere),
        ("L1M2", "L1", "L1M2", refusals.StandsElsewhere),
    ],
)
def test_what_cannot_stand_there_is_refused(
    plan: dict[str, Node], code: str, parent: str | None, after: str | None, refusal: type[Exception]
) -> None:
    before = order()
    with pytest.raises(refusal):
        move(plan[code], parent, after)
    assert order() == before


def test_what_a_locked_period_counted_is_counted_nowhere_else(plan: dict[str, Node]) -> None:
    activity = make.ActivityFactory(start_date=date(2018, 5, 2), end_date=date(2018, 5, 2), line=None)
    make.ActivityDeliverableFactory(activity=activity, node=plan["L1M1D1"])
    move(plan["L1M1"], "L2", None)
    move(Node.objects.get(code="L1M1"), "L1", None)
    a_period(state="LOCKED")
    with pytest.raises(PeriodLocked):
        move(Node.objects.get(code="L1M1"), "L2", None)
    shape = NodeShape(code="L1M1D1", level="level-2", parent="L2M1", position=3, title=plan["L1M1D1"].title)
    with pytest.raises(PeriodLocked):
        actions.correct_node(by=ANA, node=Node.objects.get(code="L1M1D1"), to=shape)
    with pytest.raises(PeriodLocked):
        actions.record_node(by=ANA, version=plan["L1"].version, node=shape)
    move(Node.objects.get(code="L1M1"), "L1", "L1M3")  # among its own it may: nothing counts elsewhere


def test_a_node_is_added_behind_the_others_under_a_free_code(plan: dict[str, Node]) -> None:
    version, title = plan["L1"].version, LocalizedText({"en": "New"})
    new = NewNodeShape(code="L1M4", parent="L1", title=title)
    saved = actions.add_node(by=ANA, version=version, node=new)
    assert (saved.record.level.depth, order()) == (1, "L1 L1M1 L1M1D1 L1M2 L1M3 L1M4 L2 L2M1")
    with pytest.raises(refusals.CodeTaken):
        actions.add_node(by=ANA, version=version, node=new)
    with pytest.raises(refusals.NoLevelBelow):
        actions.add_node(by=ANA, version=version, node=NewNodeShape(code="X", parent="L1M1D1", title=title))
    actions.add_node(by=ANA, version=version, node=NewNodeShape(code="L3", title=title))
    assert order().endswith("L2M1 L3")


def test_a_title_changes_in_the_languages_given(plan: dict[str, Node]) -> None:
    actions.rename_node(by=ANA, node=plan["L1"], title=LocalizedText({"fr": "Autre"}))
    assert dict(Node.objects.get(code="L1").title) == {**plan["L1"].title, "fr": "Autre"}


def test_what_ended_is_told_of_where_it_was_served_and_before(plan: dict[str, Node]) -> None:
    version = plan["L1"].version
    actions.end_node(by=ANA, node=plan["L1M1"], day=LATER)
    assert {one.code for one in Node.objects.open_on(LATER)} == set(CODES) - {"L1M1", "L1M1D1"}

    def told(begins: date, *served: str) -> set[str]:
        rows = fetch_nodes(version.pk, begins=begins, served=[plan[one].pk for one in served])
        return {row.code for row in rows}

    assert told(date(2018, 7, 1)) == set(CODES)
    assert told(LATER) == set(CODES) - {"L1M1", "L1M1D1"}
    assert told(LATER, "L1M1D1") == set(CODES)
    with pytest.raises(refusals.AboveHasEnded):
        actions.resume_node(by=ANA, node=Node.objects.get(code="L1M1D1"))
    with pytest.raises(refusals.AboveHasEnded):
        actions.add_node(
            by=ANA,
            version=version,
            node=NewNodeShape(code="X", parent="L1M1", title=LocalizedText({"en": "X"})),
        )
    actions.resume_node(by=ANA, node=Node.objects.get(code="L1M1"))
    assert {one.code for one in Node.objects.open_on(LATER)} == set(CODES)


def test_a_locked_period_keeps_the_plan_that_it_reported_on(plan: dict[str, Node]) -> None:
    period: Any = a_period(state="LOCKED")
    assert period.period == Period.parse("2018-Q2")
    with pytest.raises(refusals.ReportedOn):
        actions.end_node(by=ANA, node=plan["L1M2"], day=date(2018, 6, 30))
    for outside in (date(2018, 1, 1), date(2020, 1, 1)):
        with pytest.raises(refusals.EndsOutside):
            actions.end_node(by=ANA, node=plan["L1M2"], day=outside)
    actions.end_node(by=ANA, node=plan["L1M2"], day=date(2018, 7, 1))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.BOARD_READER])
def test_who_may_not_record_the_plan_is_refused_before_anything_else(
    plan: dict[str, Node], role: Role
) -> None:
    with pytest.raises(NotAllowed):
        move(plan["L1"], "nowhere", None, by=Actor("bea", frozenset({role})))
    assert Level.objects.count() == len({one.level_id for one in plan.values()})
