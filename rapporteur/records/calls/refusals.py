"""What the verbs of this room refuse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.calls.rules import Deadline


class CallStepNotTaken(Foreseeable, ValueError):
    """A call that is decided or cancelled already."""

    def __init__(self, call: CallForApplications) -> None:
        super().__init__(
            Message(
                "the call '{value}' is {state}: nothing more becomes of it. Correct the record if that is wrong"
            ),
            value=call.slug,
            state=str(call.get_outcome_display()),
        )


class ApplicationStepNotTaken(Foreseeable, ValueError):
    """An application that is not decided so from where it stands."""

    def __init__(self, application: Application) -> None:
        super().__init__(
            Message("the application '{value}' is {state}: correct the record if that is wrong"),
            value=application.slug,
            state=str(application.get_decision_display()),
        )


class CallTooLate(Foreseeable, ValueError):
    """An application that came after the last second of its call, and of any grace."""

    def __init__(self, lead: str, came: datetime, deadline: Deadline) -> None:
        zone = deadline.moment.astimezone(came.tzinfo)
        super().__init__(
            Message(
                "the application of '{value}' came on {day} at {time}; the call took applications up to {last}, "
                "{until} ({zone}). Whoever may be later is granted a grace, with its reason"
            ),
            value=lead,
            day=came.date(),
            time=f"{came:%H:%M:%S}",
            last=zone.date(),
            until=f"{zone:%H:%M:%S}",
            zone=deadline.zone,
        )


class CallNotOpen(Foreseeable, ValueError):
    """An application that came before its call was open."""

    def __init__(self, lead: str, call: CallForApplications) -> None:
        super().__init__(
            Message(
                "the application of '{value}' came before the call opened: expected {day}, or a later day"
            ),
            value=lead,
            day=call.opens_date,
        )


class NumberTwice(Foreseeable, ValueError):
    """Two criteria, questions or answers with the same number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Message("number {value} stands there twice: expected another number for each"), value=str(number)
        )


class CriterionInUse(Foreseeable, ValueError):
    """A criterion is to go by which somebody has judged already."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Message("jurors have given points by criterion {value}: expected that it stays"),
            value=str(number),
        )


class NoSuchQuestion(Foreseeable, ValueError):
    """An answer to a question that the call does not have."""

    def __init__(self, number: int, known: Iterable[int]) -> None:
        super().__init__(
            Message("the call has no question {value}: expected one of {expected}"),
            value=str(number),
            expected=", ".join(map(str, sorted(known))) or "–",
        )


class LeadsAndIsPartner(Foreseeable, ValueError):
    """An organisation that is to be a partner of the application that it leads."""

    def __init__(self, organisation: str) -> None:
        super().__init__(
            Message("'{value}' leads the application: expected other partners"), value=organisation
        )


class NotItsPartner(Foreseeable, ValueError):
    """An organisation confirms that takes no part in the application."""

    def __init__(self, organisation: str, application: str, known: Iterable[str]) -> None:
        super().__init__(
            Message("'{value}' is no partner of the application '{place}': expected one of {expected}"),
            value=organisation,
            place=application,
            expected=", ".join(known) or "–",
        )


class NoReasonGiven(Foreseeable, ValueError):
    """A grace or a waiver without its reason."""

    def __init__(self) -> None:
        super().__init__(Message("say why: whoever reads it later has nothing else to go by"))
