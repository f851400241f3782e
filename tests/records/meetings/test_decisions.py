"""Decisions, what carries them, and financial reports that are laid before bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.words.say import say
from rapporteur.records.meetings.actions import (
    record_body_meeting,
    record_decision,
    record_financial_report,
)
from rapporteur.records.meetings.majority import Votes, explain_outcome, is_carried
from rapporteur.records.meetings.models import Decision, FinancialReport
from rapporteur.records.meetings.queries import outcome_of
from rapporteur.records.meetings.refusals import DecidedAnotherDay, ItemDecided, NoSuchItem
from rapporteur.records.meetings.shapes import (
    AgendaItemShape,
    BodyMeetingShape,
    DecisionShape,
    FinancialReportShape,
    VotesShape,
)
from tests.factories import make

DAY = date(2018, 8, 28)
BY = operator("ana")
TITLE = LocalizedText({"en": "Budget"})
AGENDA = (AgendaItemShape(number=1, title=TITLE), AgendaItemShape(number=2, title=TITLE, asks="DECISION"))
MEETING = BodyMeetingShape(slug="board-1", body="board", dates=Dates(DAY), state="HELD", agenda=AGENDA)
DECISION = DecisionShape(
    slug="board-2018-1", body="board", number=1, decided_date=DAY, title=TITLE, meeting="board-1", item=2,
    votes=VotesShape(approving=5, against=3, abstained=4),
)  # fmt: skip
VOTES = st.builds(
    Votes, approving=st.integers(0, 30), against=st.integers(0, 30), abstained=st.integers(0, 30)
)


@pytest.fixture
def board(db: None) -> Any:
    body = make.BodyFactory(slug="board")
    record_body_meeting(by=BY, meeting=MEETING)
    return body


def told(decision: Decision) -> str:
    message, values = explain_outcome(outcome_of(decision))
    return say(message, "en", **values)


@given(VOTES, st.sampled_from(["CAST", "PRESENT", "TWO_THIRDS"]), st.integers(0, 90))
def test_another_vote_for_it_never_loses_a_decision(votes: Votes, majority: str, present: int) -> None:
    if is_carried(votes, majority, present):
        more = replace(votes, approving=votes.approving + 1)
        assert is_carried(more, majority, present + 1)
    assert not is_carried(replace(votes, approving=0), majority, present)


@given(VOTES, st.integers(0, 90))
def test_who_is_carried_by_those_present_is_carried_by_the_votes_cast(votes: Votes, present: int) -> None:
    if is_carried(votes, "PRESENT", present):
        assert is_carried(votes, "CAST", present)


def test_a_decision_is_written_once_under_an_item_of_its_meeting(board: Any) -> None:
    saved = record_decision(by=BY, decision=DECISION)
    assert saved.created
    assert (saved.record.year, saved.record.item_number, saved.record.votes_for) == (2018, 2, 5)
    assert not record_decision(by=BY, decision=DECISION).changed


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (None, "5 for, 3 against, 4 abstained; no rule of this body says what carries."),
        ("CAST", "Carried: 5 for, 3 against, 4 abstained; asked for: more than half of the votes cast."),
        (
            "PRESENT",
            "Not carried: 5 for, 3 against, 4 abstained; asked for: more than half of those present.",
        ),
        (
            "TWO_THIRDS",
            "Not carried: 5 for, 3 against, 4 abstained; asked for: two thirds of the votes cast.",
        ),
    ],
)
def test_what_became_of_it_follows_from_votes_and_rule(board: Any, rule: str | None, sentence: str) -> None:
    if rule:
        make.BodyRuleFactory(body=board, majority=rule)
    decision = record_decision(by=BY, decision=DECISION).record
    assert told(decision) == sentence
    decision = record_decision(by=BY, decision=replace(DECISION, votes=None)).record
    assert told(decision) == "Nobody counted votes."


def test_subject_with_a_majority_of_its_own(board: Any) -> None:
    make.BodyRuleFactory(body=board, majority="CAST")
    make.BodyRuleFactory(body=board, majority="TWO_THIRDS", subject="DUES")
    decision = record_decision(by=BY, decision=replace(DECISION, subject="DUES")).record
    assert outcome_of(decision).carried is False


def test_decision_lies_on_a_day_of_its_meeting_and_under_an_item_that_is_there(board: Any) -> None:
    with pytest.raises(DecidedAnotherDay, match="expected 28 August 2018"):
        record_decision(by=BY, decision=replace(DECISION, decided_date=date(2018, 8, 29)))
    with pytest.raises(NoSuchItem, match="3"):
        record_decision(by=BY, decision=replace(DECISION, item=3))
    make.BodyFactory(slug="other")
    with pytest.raises(RecordNotFound, match="board-1"):
        record_decision(by=BY, decision=replace(DECISION, body="other"))


def test_decision_in_writing_has_a_day_and_no_meeting(board: Any) -> None:
    written = replace(DECISION, meeting=None, item=None, decided_date=date(2019, 1, 7))
    assert record_decision(by=BY, decision=written).record.year == 2019


def test_item_under_which_something_was_decided_stays_on_the_agenda(board: Any) -> None:
    record_decision(by=BY, decision=DECISION)
    with pytest.raises(ItemDecided, match="board-2018-1"):
        record_body_meeting(by=BY, meeting=replace(MEETING, agenda=AGENDA[:1]))
    assert record_body_meeting(by=BY, meeting=replace(MEETING, agenda=AGENDA[1:])).changed


@pytest.mark.django_db
def test_some_votes_without_the_others_are_refused() -> None:
    with pytest.raises(ValidationError, match="all three"):
        Decision(votes_for=3).clean()


REPORT = FinancialReportShape(
    slug="audit-2017", kind="AUDIT", year=2017, stage="AUDITED", body="board", meeting="board-1"
)


def test_a_financial_report_is_laid_before_a_body(board: Any) -> None:
    assert record_financial_report(by=BY, report=REPORT).created
    record_decision(by=BY, decision=replace(DECISION, subject="ACCOUNTS"))
    approved = replace(REPORT, stage="APPROVED", decision="board-2018-1")
    assert set(record_financial_report(by=BY, report=approved).changes) == {"stage", "decision"}
    assert FinancialReport.objects.get().decision == Decision.objects.get()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"half": 1}, "expected 1 or 2 for a half-yearly report"),
        ({"kind": "HALF_YEARLY"}, "expected 1 or 2 for a half-yearly report"),
        ({"body": None, "meeting": None, "stage": "PRESENTED"}, "expected the body to which it is presented"),
    ],
)
def test_what_a_financial_report_cannot_be(board: Any, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        record_financial_report(by=BY, report=replace(REPORT, **changes))


@pytest.mark.parametrize("role", list(Role))
def test_finance_records_accounts_and_officers_do_not(board: Any, role: Role) -> None:
    by = Actor("ana", frozenset({role}))
    if role in (Role.ADMINISTRATOR, Role.SECRETARY_GENERAL, Role.FINANCE):
        assert record_financial_report(by=by, report=REPORT).created
    else:
        with pytest.raises(NotAllowed):
            record_financial_report(by=by, report=REPORT)
