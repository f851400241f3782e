"""What was counted at a meeting or of a jury, and what became of a decision or a call, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from rapporteur.base.values.formatting.numbers import format_number
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.calls.enums import CallState
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.calls.queries import count_applications
from rapporteur.records.juries.composition import (
    KEPT,
    NOT_KEPT,
    WAIVED,
    Composition,
    Sentence,
    explain_composition,
    lacking,
)
from rapporteur.records.juries.queries import composition_of, ranking_of, rule_of_jury
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


NO_JURY = Message("Nobody is chosen yet.", context="record page")
RECEIVED = Message("{count} application", "{count} applications", by="count", context="record page")
UNKNOWN_NUMBER = Message("their number is not known", context="record page")
NO_POINTS = Message("nobody has given points yet", context="record page")
PLACE = Message(
    "place {place}, {mean} of 10 points by {jurors} juror",
    "place {place}, {mean} of 10 points by {jurors} jurors",
    by="jurors",
    context="record page",
)


def say_call(call: CallForApplications) -> str:
    """Return where a call stands now, and how many applications it had."""
    state = str(dict(named(CallState.choices))[call.state_at(timezone.now())])
    count = count_applications(call)
    counted = say(RECEIVED, reader(), count=count) if count is not None else say(UNKNOWN_NUMBER, reader())
    return f"{state}; {counted}"


def say_jury(call: CallForApplications) -> str:
    """Return how the jury of a call is made up, and whether that keeps the rule."""
    composition = composition_of(call)
    return say_composition(call, composition) if composition.members else say(NO_JURY, reader())


def say_composition(call: CallForApplications, composition: Composition) -> str:
    """Return how a jury is made up, whether that keeps the rule of the call, and who answers for it where not."""
    return " ".join(say(message, reader(), **values) for message, values in _parts(call, composition))


def _parts(call: CallForApplications, composition: Composition) -> Iterator[Sentence]:
    yield from explain_composition(composition)
    rule = rule_of_jury(call)
    short = list(lacking(composition, rule))
    if rule.asks:
        yield (NOT_KEPT if short else KEPT), {}
    yield from short
    if short and call.waived_by:
        yield WAIVED, {"name": call.waived_by, "reason": call.waived_reason}


def say_place(application: Application) -> str:
    """Return the place of an application among those of its call."""
    row = next(one for one in ranking_of(application.call) if one.application == application.pk)
    if row.place is None or row.mean is None:
        return say(NO_POINTS, reader())
    return say(
        PLACE,
        reader(),
        place=row.place,
        mean=format_number(round(Decimal(row.mean), 2), reader()),
        jurors=row.jurors,
    )
