"""What was counted at a meeting, and what became of a decision, in the reader's language."""

from __future__ import annotations

from rapporteur.base.words.say import say
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.meetings.majority import explain_outcome
from rapporteur.records.meetings.models import BodyMeeting, Decision
from rapporteur.records.meetings.queries import outcome_of, quorum_of
from rapporteur.records.meetings.quorum import explain_quorum


def say_quorum(meeting: BodyMeeting) -> str:
    """Return what was counted at a meeting, and whether that was enough."""
    sentences = explain_quorum(quorum_of(meeting))
    return " ".join(say(message, reader(), **values) for message, values in sentences)


def say_outcome(decision: Decision) -> str:
    """Return whether a decision was carried, by which votes and majority."""
    message, values = explain_outcome(outcome_of(decision))
    return say(message, reader(), **values)
