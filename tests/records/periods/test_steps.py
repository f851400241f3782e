"""Steps of periods and contributions: each in each state, who takes them, what the trail keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say_failure
from rapporteur.records.periods.actions import move_contribution, move_period, set_due_date
from rapporteur.records.periods.enums import (
    CONTRIBUTION_STEPS,
    OWN_STEPS,
    PERIOD_STEPS,
    TAKEN_IN,
    ContributionState,
    PeriodState,
)
from rapporteur.records.periods.models import Contribution, ReportingPeriod
from rapporteur.records.periods.queries import contributions_to, is_called
from rapporteur.records.periods.refusals import NotCalled, OwnContribution, ReasonMissing, StepNotPossible
from rapporteur.records.periods.shapes import ContributionShape, DueDateShape, PeriodMoveShape
from tests.factories import make
from tests.records.periods.violations import a_contribution, a_period

pytestmark = pytest.mark.django_db
AT = datetime(2018, 7, 2, 9, tzinfo=UTC)
QUARTER = Period.parse("2018-Q2")
SECRETARY = Actor("ana", frozenset({Role.SECRETARY_GENERAL}))
STEPS_OF_PERIODS = sorted({step for steps in PERIOD_STEPS.values() for step in steps})
STEPS_OF_CONTRIBUTIONS = sorted({step for steps in CONTRIBUTION_STEPS.values() for step in steps})


def move(step: str, reason: str = "", by: Actor = SECRETARY) -> ReportingPeriod:
    shape = PeriodMoveShape(period=QUARTER, step=step, reason=reason)
    return move_period(by=by, move=shape, at=AT).record


def an_officer(name: str = "lia", role: Role = Role.OFFICER) -> Actor:
    account = make.AccountFactory(username=name)
    make.RoleAssignmentFactory(user=account, role=role)
    return Actor(name, frozenset({role}), user=account.pk)


def contribute(by: Actor, step: str, *, of: str = "", reason: str = "") -> Contribution:
    shape = ContributionShape(period=QUARTER, account=of or by.name, step=step, reason=reason)
    return move_contribution(by=by, contribution=shape, at=AT).record


def test_every_state_has_its_steps() -> None:
    assert set(PERIOD_STEPS) == set(TAKEN_IN) == set(PeriodState)
    assert set(CONTRIBUTION_STEPS) == set(ContributionState)
    assert set(STEPS_OF_CONTRIBUTIONS) > OWN_STEPS


def test_period_takes_the_steps_of_the_table_only() -> None:
    a_period()
    for state, step in product(PeriodState, STEPS_OF_PERIODS):
        ReportingPeriod.objects.update(state=state)
        expected = PERIOD_STEPS[state].get(step)
        if expected is None:
            with pytest.raises(StepNotPossible):
                move(step, "because")
        else:
            moved = move(step, "because")
            assert (moved.state, moved.moved_by, moved.moved_at) == (expected, "ana", AT)
        assert ReportingPeriod.objects.get().state == (expected or state)


def test_period_that_nobody_moved_is_open_and_its_first_step_is_in_the_trail() -> None:
    move("call")
    (entry,) = AuditEntry.objects.all()
    assert (entry.by, entry.action, entry.record) == ("ana", "moved", "2018-Q2")
    assert entry.changes == {"state": ["OPEN", "CALLED"]}


def test_locked_period_is_unlocked_for_a_reason_only() -> None:
    move("lock")
    with pytest.raises(ReasonMissing):
        move("unlock", "  ")
    assert move("unlock", "The audit found a double entry").reason == "The audit found a double entry"


def test_day_on_which_contributions_are_due_is_counted_down() -> None:
    due = DueDateShape(period=QUARTER, due_date=date(2018, 7, 15))
    period = set_due_date(by=SECRETARY, due=due, at=AT).record
    assert [period.days_left(date(2018, 7, day)) for day in (6, 15, 16)] == [9, 0, -1]
    assert not set_due_date(by=SECRETARY, due=due, at=AT).changed
    assert AuditEntry.objects.count() == 1


def test_contribution_takes_the_steps_of_the_table_only() -> None:
    period, lia = a_period(state=PeriodState.CALLED), an_officer()
    account = get_user_model()._default_manager.get()
    for state, step in product(ContributionState, STEPS_OF_CONTRIBUTIONS):
        Contribution.objects.all().delete()
        if state is not ContributionState.NOT_YET:
            a_contribution(period=period, account=account, officer="lia", state=state, reason="x")
        by = lia if step in OWN_STEPS else Actor("bea", frozenset({Role.REVIEWER}))
        expected = CONTRIBUTION_STEPS[state].get(step)
        if expected is None:
            with pytest.raises(StepNotPossible):
                contribute(by, step, of="lia", reason="because")
        else:
            given = contribute(by, step, of="lia", reason="because")
            assert (given.state, given.by, given.officer) == (expected, by.name, "lia")


def test_contributions_are_taken_once_called_until_the_lock() -> None:
    a_period()
    lia = an_officer()
    for state, step in product(PeriodState, sorted(OWN_STEPS)):
        ReportingPeriod.objects.update(state=state)
        if step in TAKEN_IN[state]:
            contribute(lia, step)
        else:
            with pytest.raises(NotCalled):
                contribute(lia, step)
        assert Contribution.objects.exists() is (step in TAKEN_IN[state])
        Contribution.objects.all().delete()


def test_no_contribution_to_a_period_that_nobody_called_for() -> None:
    with pytest.raises(NotCalled):
        contribute(an_officer(), "send")
    assert not ReportingPeriod.objects.exists()


def test_statement_that_there_is_nothing_keeps_who_said_it() -> None:
    move("call")
    said = contribute(an_officer(), "declare_nothing")
    assert (said.state, said.officer, said.by, said.at) == ("NOTHING", "lia", "lia", AT)
    entry = AuditEntry.objects.get(record="2018-Q2 lia")
    assert entry.changes == {"state": ["NOT_YET", "NOTHING"]}
    get_user_model()._default_manager.get(username="lia").delete()
    assert Contribution.objects.get().officer == "lia"


def test_reviewer_who_says_it_for_somebody_is_named() -> None:
    move("call")
    an_officer()
    said = contribute(Actor("bea", frozenset({Role.REVIEWER})), "declare_nothing", of="lia")
    assert (said.officer, said.by) == ("lia", "bea")


def test_officer_says_nothing_for_others_and_accepts_nobody() -> None:
    move("call")
    lia, rui = an_officer(), an_officer("rui")
    for step in ("send", "declare_nothing"):
        with pytest.raises(NotAllowed):
            contribute(lia, step, of="rui")
    contribute(rui, "send")
    with pytest.raises(NotAllowed):
        contribute(lia, "accept", of="rui")


def test_nobody_accepts_their_own() -> None:
    move("call")
    bea = an_officer("bea", Role.REVIEWER)
    contribute(bea, "send")
    with pytest.raises(OwnContribution):
        contribute(bea, "accept")
    as_deputy = Actor("rui for bea", frozenset({Role.REVIEWER}), user=999, acts_for="bea")
    with pytest.raises(OwnContribution):
        contribute(as_deputy, "accept", of="bea")


def test_deputy_sends_for_whom_they_act_and_not_their_own() -> None:
    move("call")
    lia, rui = an_officer(), an_officer("rui")
    deputy = Actor("rui for lia", frozenset({Role.OFFICER}), user=rui.user, acts_for="lia")
    assert contribute(deputy, "send", of="lia").by == "rui for lia"
    with pytest.raises(NotAllowed):
        contribute(deputy, "send", of="rui")
    assert lia.user != rui.user


def test_contribution_is_returned_with_a_reason() -> None:
    move("call")
    contribute(an_officer(), "send")
    bea: Any = Actor("bea", frozenset({Role.REVIEWER}))
    with pytest.raises(ReasonMissing):
        contribute(bea, "return", of="lia", reason=" ")
    assert contribute(bea, "return", of="lia", reason="No photographs").reason == "No photographs"


def test_who_is_called_drafts_and_does_not_publish() -> None:
    called = {role for role in Role if is_called(Actor("x", frozenset({role})))}
    assert called == {Role.OFFICER, Role.COMMUNICATIONS, Role.REGIONAL_SECRETARY}


def test_everybody_called_has_a_standing_in_a_fixed_number_of_queries(
    django_assert_num_queries: Any,
) -> None:
    period = move("call")
    contribute(an_officer("b"), "send")
    an_officer("a")
    an_officer("reader", Role.BOARD_READER)
    with django_assert_num_queries(2):
        found = contributions_to(period)
    assert [(one.officer, one.state) for one in found] == [("a", "NOT_YET"), ("b", "SENT")]
    assert [(one.officer, one.state) for one in contributions_to(None)] == [
        ("a", "NOT_YET"),
        ("b", "NOT_YET"),
    ]
    for number in range(30):
        contribute(an_officer(f"c{number}"), "send")
    with django_assert_num_queries(2):
        assert len(contributions_to(period)) == 32


def test_refusal_is_a_sentence_in_the_language_of_the_reader() -> None:
    with pytest.raises(StepNotPossible) as refused:
        move("unlock")
    assert "April–June 2018" in say_failure(refused.value, "en")
    assert "avril" in say_failure(refused.value, "fr")
