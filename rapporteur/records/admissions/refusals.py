"""What the verbs of this room refuse."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.admissions.enums import AdmissionState

SETTLED = {
    AdmissionState.ADMITTED: Message("the request of '{value}' is decided: it is admitted"),
    AdmissionState.REFUSED: Message("the request of '{value}' is decided: it is refused. Record a new one"),
    AdmissionState.WITHDRAWN: Message("the request of '{value}' is withdrawn. Record a new one"),
}


class RequestSettled(Foreseeable, ValueError):
    """A step that a request does not take any more."""

    def __init__(self, organisation: str, state: AdmissionState) -> None:
        super().__init__(SETTLED[state], value=organisation)


class DecidedByNobody(Foreseeable, ValueError):
    """A request that is admitted or refused by no body."""

    def __init__(self, organisation: str) -> None:
        super().__init__(
            Message("the request of '{value}' is decided by a body: expected which one, or its decision"),
            value=organisation,
        )


class DecidedOnNoDay(Foreseeable, ValueError):
    """A request that is decided on no day."""

    def __init__(self, organisation: str) -> None:
        super().__init__(
            Message("the request of '{value}' is decided on a day: expected which one"), value=organisation
        )


class DecisionOnAnother(Foreseeable, ValueError):
    """A decision that is not on the admission of this organisation."""

    def __init__(self, decision: str, organisation: str) -> None:
        super().__init__(
            Message("the decision '{value}' is not on the admission of '{other}': expected one that is"),
            value=decision,
            other=organisation,
        )


class RequestOfMember(Foreseeable, ValueError):
    """A request of an organisation that is a member already."""

    def __init__(self, organisation: str, since: date | None) -> None:
        message = Message("'{value}' is a member already: expected an organisation that is none")
        if since is not None:
            message = Message(
                "'{value}' is a member since {day}, before its request is decided: decide it first, "
                "or correct the membership"
            )
        super().__init__(message, value=organisation, day=since)
