"""The table of roles and rights: complete, readable, and never past the own region."""

from __future__ import annotations

import pytest

from rapporteur.base.core.permissions import (
    ROLES,
    TABLE,
    WORDS,
    Actor,
    NotAllowed,
    Reach,
    Right,
    Role,
    can,
    check_can,
    operator,
    reaches_every_region,
)
from rapporteur.base.words.say import say_failure

NORTH = Actor("Rosa", frozenset({Role.REGIONAL_SECRETARY}), frozenset({"north"}))


def test_every_right_has_a_cell_for_every_role() -> None:
    assert set(TABLE) == set(Right)
    assert {frozenset(row) for row in TABLE.values()} == {frozenset(Role)}


def test_every_right_is_somebodys_in_every_region() -> None:
    assert [right for right, row in TABLE.items() if Reach.EVERY_REGION not in row.values()] == []


def test_only_regional_secretaries_are_bound_to_regions() -> None:
    bound = {role for row in TABLE.values() for role, reach in row.items() if reach is Reach.OWN_REGION}
    assert bound == {Role.REGIONAL_SECRETARY}


@pytest.mark.parametrize("right", Right)
def test_administrators_and_whoever_works_at_the_command_line_may_do_everything(right: Right) -> None:
    assert can(operator("ana"), right, {"north"})


@pytest.mark.parametrize("role", [Role.JUROR, Role.MEMBER_CONTACT])
def test_jurors_and_contacts_of_members_have_no_right_in_the_register(role: Role) -> None:
    assert [right for right in Right if can(Actor("x", frozenset({role})), right)] == []


@pytest.mark.parametrize(
    ("regions", "allowed"),
    [(set(), True), ({"north"}, True), ({"south"}, False), ({"north", "south"}, True)],
)
def test_own_region_is_where_some_of_it_lies_or_nothing_of_it_yet(regions: set[str], allowed: bool) -> None:
    assert can(NORTH, Right.DRAFT_ACTIVITIES, regions) is allowed


def test_somebody_with_two_roles_has_the_rights_of_both() -> None:
    both = Actor("x", frozenset({Role.REGIONAL_SECRETARY, Role.FINANCE}), frozenset({"north"}))
    assert can(both, Right.RECORD_DUES, {"south"})
    assert can(both, Right.RECORD_MEETINGS, {"north"})
    assert not can(both, Right.RECORD_MEETINGS, {"south"})


def test_somebody_without_a_role_may_do_nothing() -> None:
    assert not any(can(Actor("x", frozenset()), right) for right in Right)


def test_lists_of_those_bound_to_regions_need_a_filter() -> None:
    assert not reaches_every_region(NORTH, Right.VIEW_ACTIVITIES)
    assert reaches_every_region(NORTH, Right.VIEW_MEMBERS)


def test_reason_says_who_where_and_who_may() -> None:
    with pytest.raises(NotAllowed) as refused:
        check_can(NORTH, Right.DRAFT_ACTIVITIES, {"south"})
    assert str(refused.value) == (
        "Rosa may not draft activities in south (activity.draft): it needs one of the roles administrator, "
        "secretary general, reviewer, officer, communications, regional secretary of that region"
    )
    assert say_failure(refused.value, "fr").startswith(
        "Rosa ne peut pas rédiger des brouillons d’activités (south"
    )


def test_every_right_and_role_has_its_words() -> None:
    assert set(WORDS) == set(Right)
    assert set(ROLES) == set(Role)


def test_reason_names_no_region_where_the_role_has_none_to_begin_with() -> None:
    with pytest.raises(
        NotAllowed, match=r"^Rosa may not record dues \(dues\.record\): it needs one of the roles "
    ):
        check_can(NORTH, Right.RECORD_DUES, {"south"})


def test_actor_writes_as_machine_or_confirms_under_the_same_name_and_rights() -> None:
    machine, confirming = NORTH.as_machine(), NORTH.confirming()
    assert (machine.machine, machine.confirms, confirming.machine, confirming.confirms) == (
        True,
        False,
        False,
        True,
    )
    assert {(one.name, one.roles, one.regions) for one in (NORTH, machine, confirming)} == {
        (NORTH.name, NORTH.roles, NORTH.regions)
    }
    assert str(machine) == "Rosa"
