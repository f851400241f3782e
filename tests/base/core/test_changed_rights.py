"""What an association changes in the table of roles and rights: within bounds, told, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from rapporteur.base.core import actions
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import (
    TABLE,
    Actor,
    NotAllowed,
    Reach,
    Right,
    Role,
    can,
    deputy_of,
    operator,
    roles_with,
    table_with,
)  # fmt: skip
from rapporteur.base.core.queries import accounts_with, actor_with_roles, changes_in_force
from rapporteur.base.core.rights.bounds import FIXED_ROLES, possible, unseen
from rapporteur.base.core.rights.models import RightChange
from rapporteur.base.core.rights.refusals import RightNotChangeable, SeenByNobody
from rapporteur.base.core.shapes import RightShape
from rapporteur.records.activities.actions import withdraw_activity
from rapporteur.records.periods.queries import contributions_to, is_called
from tests.factories import make

ANA = operator("ana")


def change(right: Right, role: Role, reach: str, by: Actor = ANA) -> bool:
    return actions.change_right(by=by, change=RightShape(right=right, role=role, reach=reach))


def somebody(role: Role, region: str = "") -> Any:
    account = make.AccountFactory()
    make.RoleAssignmentFactory(user=account, role=role, region_code=region)
    return account


def test_bounds_keep_the_administrator_whole_and_nobody_outside_sees_more() -> None:
    wider = {
        (right, role)
        for right in Right
        for role in Role
        for reach in possible(right, role)
        if reach is Reach.EVERY_REGION and TABLE[right][role] is not Reach.EVERY_REGION
    }
    assert {role for _, role in wider} == {
        Role.REVIEWER, Role.OFFICER, Role.COMMUNICATIONS, Role.TRANSLATOR, Role.FINANCE,
    }  # fmt: skip
    for right in (Right.VIEW_DUES, Right.VIEW_APPLICATIONS, Right.MANAGE_ACCOUNTS, Right.VIEW_TRAIL):
        assert not [role for of, role in wider if of is right]
    for right in Right:
        assert all(possible(right, role) == (TABLE[right][role],) for role in FIXED_ROLES)
        assert all(possible(right, role)[0] is TABLE[right][role] for role in Role)
    assert all(unseen(TABLE, role) == [] for role in Role)


@pytest.mark.django_db
def test_a_right_given_and_taken_holds_at_once_for_verbs_accounts_and_words() -> None:
    officer, reviewer = somebody(Role.OFFICER), somebody(Role.REVIEWER)
    activity = make.ActivityFactory()
    with pytest.raises(NotAllowed):
        withdraw_activity(by=actor_with_roles(officer), activity=activity, reason="A mistake")
    assert change(Right.WITHDRAW_ACTIVITIES, Role.OFFICER, "A")
    assert change(Right.PUBLISH_ACTIVITIES, Role.REVIEWER, "-")
    assert not change(Right.PUBLISH_ACTIVITIES, Role.REVIEWER, "-")
    withdraw_activity(by=actor_with_roles(officer), activity=activity, reason="A mistake")
    by = actor_with_roles(reviewer)
    assert not can(by, Right.PUBLISH_ACTIVITIES)
    assert reviewer not in accounts_with(Right.PUBLISH_ACTIVITIES)
    assert officer in accounts_with(Right.WITHDRAW_ACTIVITIES)
    assert is_called(by)
    assert {one.account for one in contributions_to(None)} == {officer, reviewer}
    assert not can(deputy_of(actor_with_roles(officer), by), Right.PUBLISH_ACTIVITIES)
    assert "reviewer" not in roles_with(Right.PUBLISH_ACTIVITIES, "en", changed=by.changed)
    with pytest.raises(NotAllowed, match=r"needs one of the roles administrator, secretary general$"):
        raise NotAllowed(by, Right.PUBLISH_ACTIVITIES)
    told = AuditEntry.objects.filter(action="right changed").order_by("pk").values_list("record", "changes")
    assert list(told) == [
        ("activity.withdraw:OFFICER", {"reach": ["-", "A"]}),
        ("activity.publish:REVIEWER", {"reach": ["A", "-"]}),
    ]
    assert actions.reset_rights(by=ANA) == 2
    assert (changes_in_force(), RightChange.objects.count()) == (frozenset(), 0)
    assert AuditEntry.objects.filter(action="right changed").count() == 4
    assert can(actor_with_roles(reviewer), Right.PUBLISH_ACTIVITIES)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("right", "role", "reach"),
    [
        (Right.MANAGE_ACCOUNTS, Role.SECRETARY_GENERAL, "A"),
        (Right.CHANGE_ASSOCIATION, Role.ADMINISTRATOR, "-"),
        (Right.VIEW_DUES, Role.OFFICER, "A"),
        (Right.VIEW_MEETINGS, Role.BOARD_READER, "A"),
        (Right.VIEW_APPLICATIONS, Role.JUROR, "A"),
        (Right.VIEW_MEMBERS, Role.MEMBER_CONTACT, "A"),
        (Right.VIEW_ACTIVITIES, Role.REGIONAL_SECRETARY, "A"),
        (Right.VIEW_ACTIVITIES, Role.OFFICER, "O"),
    ],
)
def test_what_is_out_of_bounds_is_refused_and_ignored(right: Right, role: Role, reach: str) -> None:
    with pytest.raises(RightNotChangeable):
        change(right, role, reach)
    if role not in FIXED_ROLES:  # whoever writes past the verb gets nothing by it either
        RightChange.objects.create(right=right, role=role, reach=reach)
    assert changes_in_force() == frozenset()
    given = somebody(role, "north" if role is Role.REGIONAL_SECRETARY else "")
    assert can(actor_with_roles(given), right, {"south"}) is (TABLE[right][role] is Reach.EVERY_REGION)
    if TABLE[right][role] is not Reach.EVERY_REGION:
        assert given not in accounts_with(right)


@pytest.mark.django_db
def test_nobody_does_something_with_what_they_cannot_see() -> None:
    with pytest.raises(SeenByNobody):
        change(Right.VIEW_PLAN, Role.REVIEWER, "-")
    assert change(Right.RECORD_PLAN, Role.REVIEWER, "-")
    assert change(Right.VIEW_PLAN, Role.REVIEWER, "-")
    with pytest.raises(SeenByNobody):
        change(Right.RECORD_PLAN, Role.REVIEWER, "A")
    assert unseen(table_with(changes_in_force()), Role.REVIEWER) == []


@pytest.mark.django_db
def test_only_who_manages_accounts_changes_it_and_no_deputy() -> None:
    for by in (
        Actor("sara", frozenset({Role.SECRETARY_GENERAL})),
        deputy_of(Actor("bea", frozenset()), Actor("ana", frozenset({Role.ADMINISTRATOR}))),
    ):
        with pytest.raises(NotAllowed):
            change(Right.VIEW_PRESS, Role.FINANCE, "-", by)
        with pytest.raises(NotAllowed):
            actions.reset_rights(by=by)


@pytest.mark.django_db
def test_who_somebody_is_takes_one_question(django_assert_num_queries: Any) -> None:
    account = somebody(Role.REGIONAL_SECRETARY, "north")
    change(Right.VIEW_PRESS, Role.REGIONAL_SECRETARY, "-")
    with django_assert_num_queries(1):
        by = actor_with_roles(account)
        for right in Right:
            can(by, right)
    assert set(by.regions) == {"north"}
    assert set(by.changed) == {(Right.VIEW_PRESS, Role.REGIONAL_SECRETARY, Reach.NOWHERE)}
