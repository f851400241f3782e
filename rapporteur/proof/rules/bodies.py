"""Rules on bodies: minutes, quorum, what becomes of decisions, accounts that nobody has seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject

MINUTES_WITHIN = timedelta(days=30)
"""So long after a meeting its minutes are out."""
ACCOUNTS: Mapping[str, Message] = {
    "AUDIT": Message("Audit", context="accounts"),
    "ANNUAL": Message("Annual accounts", context="accounts"),
    "HALF_YEARLY": Message("Half-yearly report", context="accounts"),
    "BUDGET": Message("Budget", context="accounts"),
}


@rule(
    "body-meeting-no-minutes",
    Severity.INFORMATION,
    needs=[Fact.BODIES],
    asks="Are the minutes of every meeting of a body out 30 days after it?",
    why="What was said is forgotten, and what was decided is told in several ways.",
    message=Message("{body}, meeting of {day}: no minutes 30 days after."),
    mend=Message("Send the minutes to the body, and give the day and the address."),
)
def body_meeting_no_minutes(subject: Subject) -> Iterator[Hit]:
    """Yield meetings that were held more than 30 days before the as-of date and had no minutes by then."""
    for meeting in subject.body_meetings:
        late = meeting.end + MINUTES_WITHIN < subject.as_of
        if late and (meeting.minutes is None or meeting.minutes > subject.as_of):
            values = {"body": meeting.body, "day": meeting.end}
            yield Hit(meeting.record, "minutes_date", values, (meeting,), meeting.evidence("end", "minutes"))


@rule(
    "body-meeting-no-quorum",
    Severity.WARNING,
    needs=[Fact.BODIES],
    asks="Were enough seats at every meeting of a body?",
    why="What it decided without a quorum may be contested.",
    message=Message("{body}, meeting of {day}: {counted} seats count, the quorum is {needed}."),
    mend=Message("Correct who was there, or have the decisions taken again."),
)
def body_meeting_no_quorum(subject: Subject) -> Iterator[Hit]:
    """Yield meetings at which fewer seats counted than the rule of the body asks for."""
    for meeting in subject.body_meetings:
        counted, needed = meeting.counted, meeting.needed
        if counted is not None and needed is not None and counted < needed:
            values = {"body": meeting.body, "day": meeting.end, "counted": counted, "needed": needed}
            yield Hit(meeting.record, "attendance", values, (meeting,), meeting.evidence("counted", "needed"))


@rule(
    "decision-no-follow-up",
    Severity.WARNING,
    needs=[Fact.BODIES],
    asks="Does somebody see to every decision that asks for it?",
    why="A decision that is nobody's is not carried out.",
    message=Message("Nobody has been asked to see to the decision “{decision}” of {day}."),
    mend=Message("Note a follow-up on the decision: what, by whom, up to which day."),
)
def decision_no_follow_up(subject: Subject) -> Iterator[Hit]:
    """Yield decisions that ask for a follow-up and have none, done or not."""
    for decision in subject.decisions:
        if decision.asks_follow_up and not decision.is_followed_up:
            values = {"decision": decision.title, "day": decision.day}
            yield Hit(decision.record, "asks_follow_up", values, (decision,), decision.evidence("day"))


@rule(
    "accounts-late",
    Severity.WARNING,
    needs=[Fact.BODIES],
    asks="Have accounts, audits and budgets been presented by their day?",
    why="A body answers for what it has seen, and members ask for it.",
    message=Message("{accounts} {year}: not presented, though due on {day}."),
    mend=Message("Say that it was presented, or give the meeting or day on which it will be."),
)
def accounts_late(subject: Subject) -> Iterator[Hit]:
    """Yield financial reports that no body has seen although their day is over."""
    for one in subject.accounts:
        if not one.presented and one.due is not None and one.due < subject.as_of:
            values = {"accounts": ACCOUNTS[one.kind], "year": str(one.year), "day": one.due}
            yield Hit(one.record, "stage", values, (one,), one.evidence("due"))


RULES = (
    body_meeting_no_quorum,
    decision_no_follow_up,
    accounts_late,
    body_meeting_no_minutes,
)
