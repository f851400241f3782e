"""What the verbs of this room refuse."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.agenda.enums import EventState

SETTLED = {
    EventState.HAPPENED: Message("'{value}' took place already: plan it again first, if that is wrong"),
    EventState.CANCELLED: Message("'{value}' is cancelled: plan it again first, if that is wrong"),
    EventState.PLANNED: Message("'{value}' is planned: there is nothing to take back"),
}


class EventStepNotTaken(Foreseeable, ValueError):
    """A step that a planned event does not take from where it stands."""

    def __init__(self, event: str, state: EventState) -> None:
        super().__init__(SETTLED[state], value=event)


class EventNotYet(Foreseeable, ValueError):
    """An event that is said to have taken place before it begins."""

    def __init__(self, event: str, begins: date) -> None:
        super().__init__(
            Message(
                "the event '{value}' begins on {day}: it has not taken place yet. Correct its days if that is wrong"
            ),
            value=event,
            day=begins,
        )


class BecameAnother(Foreseeable, ValueError):
    """An activity that another planned event has become."""

    def __init__(self, activity: str, other: str) -> None:
        super().__init__(
            Message("the activity '{value}' is what '{other}' became: expected one that was planned once"),
            value=activity,
            other=other,
        )


class NobodyGoes(Foreseeable, ValueError):
    """People who go to an event to which nobody goes."""

    def __init__(self, event: str) -> None:
        super().__init__(
            Message("nobody goes to '{value}': expected no names, or an event to which we go"), value=event
        )


class CancelledWithoutReason(Foreseeable, ValueError):
    """An event that is cancelled for no reason."""

    def __init__(self, event: str) -> None:
        super().__init__(Message("'{value}' is cancelled: expected why, in a few words"), value=event)
