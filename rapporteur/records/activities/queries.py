"""Questions to activities that more than one page asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import Right
from rapporteur.base.core.queries import accounts_with
from rapporteur.base.values.spans import Span
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.activities.models import Activation, Activity, ActivityPlace
from rapporteur.records.plan.models import Node, PlanVersion


def readers_of(activities: Collection[Activity]) -> Mapping[int, frozenset[int]]:
    """Return by activity the accounts in whose remit it lies: those that may approve, and read for its region or line.

    A regional secretary who may approve reads for that region. Four queries, however many activities.
    """
    may = accounts_with(Right.PUBLISH_ACTIVITIES).values("pk")
    of_region: dict[str, set[int]] = defaultdict(set)
    of_line: dict[int | None, set[int]] = defaultdict(set)
    for account, region, line in Remit.objects.filter(account__in=may).values_list(
        "account", "region__slug", "line"
    ):
        (of_region[region] if region else of_line[line]).add(account)
    bound = RoleAssignment.objects.filter(user__in=may).exclude(region_code="")
    for account, region in bound.values_list("user", "region_code"):
        of_region[region].add(account)
    lies_in = _regions_on_its_day(activities) if of_region else {}
    return {
        one.pk: frozenset(of_line.get(one.line_id, ())).union(
            *(of_region.get(region, ()) for region in lies_in.get(one.pk, ()))
        )
        for one in activities
    }


@dataclass(frozen=True)
class RemitsToCarry:
    """What became of the lines of earlier versions of the plan for which somebody reads.

    `going_on` has an account, the line it reads for, and the line of the same code in the version in force; `over` an
    account with a line whose code that version has no more. Who has a remit for a line of that version has settled it.
    """

    going_on: tuple[tuple[AbstractBaseUser, Node, Node], ...] = ()
    over: tuple[tuple[AbstractBaseUser, Node], ...] = ()


def remits_to_carry(on: date) -> RemitsToCarry:
    """Return whose remits for lines of earlier versions go on in the plan in force on a day, and whose do not."""
    version = PlanVersion.objects.newest_in_force(on).first()
    if version is None:
        return RemitsToCarry()
    lines = {one.code: one for one in Node.objects.filter(version=version, level__depth=0)}
    settled = Remit.objects.filter(line__version=version).values("account")
    earlier = Remit.objects.filter(
        line__version__plan=version.plan_id,
        line__version__number__lt=version.number,
        account__in=accounts_with(Right.PUBLISH_ACTIVITIES).values("pk"),
    ).exclude(account__in=settled)
    rows = earlier.select_related("account", "line__version").order_by(
        "account__last_name", "account__username", "-line__version__number", "line__position", "pk"
    )
    newest: dict[tuple[int, str], Remit] = {}
    for one in rows:
        newest.setdefault((one.account_id, one.line.code if one.line else ""), one)
    of_lines = [(one.account, one.line) for one in newest.values() if one.line]
    return RemitsToCarry(
        going_on=tuple((who, line, lines[line.code]) for who, line in of_lines if line.code in lines),
        over=tuple((who, line) for who, line in of_lines if line.code not in lines),
    )


def _regions_on_its_day(activities: Collection[Activity]) -> Mapping[int, set[str]]:
    """Return by activity the regions of whom it activates and of its places, as they were on its first day."""
    days = {one.pk: one.start_date for one in activities}
    found: dict[int, set[str]] = defaultdict(set)
    placed = "organisation__affiliations"
    for model in (ActivityPlace, Activation):
        rows = model._default_manager.filter(activity__in=days, **{f"{placed}__isnull": False})
        for key, region, start, end in rows.values_list(
            "activity", f"{placed}__region__slug", f"{placed}__start", f"{placed}__end"
        ):
            if Span(start, end).holds_on(days[key]):
                found[key].add(region)
    return found
