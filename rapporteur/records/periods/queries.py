"""Who is called for contributions, and how each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import Actor, Reach, Right, table_with
from rapporteur.base.core.queries import gives
from rapporteur.records.periods.enums import ContributionState
from rapporteur.records.periods.models import Contribution, ReportingPeriod


def is_called(by: Actor) -> bool:
    """Tell whether contributions of somebody are called for: a role drafts activities that somebody else publishes."""
    table = table_with(by.changed)
    return any(
        table[Right.DRAFT_ACTIVITIES][role] is not Reach.NOWHERE
        and table[Right.PUBLISH_ACTIVITIES][role] is Reach.NOWHERE
        for role in by.roles
    )


@dataclass(frozen=True)
class Contributor:
    """How the contribution of one account stands; `contribution` is None while it has said nothing."""

    account: User | None
    officer: str
    state: ContributionState
    contribution: Contribution | None


def contributions_to(period: ReportingPeriod | None) -> list[Contributor]:
    """Return by name who is called for contributions and who has said something, in three queries."""
    given = list(period.contributions.select_related("account")) if period else []
    of_account = {one.account_id: one for one in given if one.account_id}
    reaches = (Reach.EVERY_REGION, Reach.OWN_REGION)
    called = RoleAssignment.objects.filter(
        gives(Right.DRAFT_ACTIVITIES, *reaches), ~gives(Right.PUBLISH_ACTIVITIES, *reaches)
    ).values("user")
    accounts = get_user_model()._default_manager.filter(pk__in=called, is_active=True)
    found = [Contributor(one.account, one.officer, ContributionState(one.state), one) for one in given] + [
        Contributor(one, one.get_username(), ContributionState.NOT_YET, None)
        for one in accounts
        if one.pk not in of_account
    ]
    return sorted(found, key=lambda one: (one.officer.lower(), one.officer))
