"""What the verbs of a plan look at before they write: its nodes, and whether a locked period has reported on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rapporteur.base.core.merging.links import links_to
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.records.periods.enums import PeriodState
from rapporteur.records.periods.locks import HeldByPeriods, check_unlocked
from rapporteur.records.periods.models import ReportingPeriod
from rapporteur.records.plan import refusals
from rapporteur.records.plan.models import Node, PlanVersion
from rapporteur.records.plan.rules import branch_of


def nodes_of(version: PlanVersion, *, held: bool = False) -> list[Node]:
    """Return all nodes of a version in their order; `held`: two who move some wait for each other."""
    if held:
        PlanVersion.objects.select_for_update().get(pk=version.pk)
    found = Node.objects.filter(version=version).select_related("level", "version")
    return list(found.order_by("position", "pk"))


def check_parent(node: Node, parent: Node | None, by: Actor) -> None:
    """Raise PeriodLocked where a node is to come below another than in the database, and what it counted is locked."""
    before = Node.objects.filter(pk=node.pk).values_list("parent_id", flat=True).first()
    if before != (parent.pk if parent else None) and can(by, Right.RECORD_PLAN):
        check_counted_anew(branch_of(nodes_of(node.version), node), by)


def check_goes_on(code: str, end: date | None, above: Node | None) -> None:
    """Raise AboveHasEnded where a node would go on longer than the one above it."""
    if above is not None and above.end is not None and (end is None or end > above.end):
        raise refusals.AboveHasEnded(code, above)


def check_not_reported(node: Node, day: date) -> None:
    """Raise ReportedOn where a locked period reports on days from `day` on."""
    locks = ReportingPeriod.objects.filter(state=PeriodState.LOCKED, period_end__gt=day)
    lock = locks.order_by("period_start", "pk").first()
    if lock is not None:
        raise refusals.ReportedOn(node, lock.period)


def check_counted_anew(branch: Sequence[Node], by: Actor) -> None:
    """Raise PeriodLocked where what counts for nodes lies in a locked period: it would count elsewhere from now on."""
    keys = [one.pk for one in branch]
    for link in links_to(Node):
        if issubclass(link.kind, HeldByPeriods):
            rows = link.model._base_manager.filter(**{f"{link.column}__in": keys}).order_by("pk")
            found = rows.select_related(link.owner) if link.owner else rows
            held = list({one.pk: one for one in map(link.owner_of, found)}.values())
            check_unlocked(held, by=by)
