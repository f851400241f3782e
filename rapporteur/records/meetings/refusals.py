"""What the verbs of this room refuse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.failures import Foreseeable, RecordKey
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import show
from rapporteur.records.governance.models import Seat
from rapporteur.records.meetings.models import BodyMeeting


class NotASeatThen(RecordNotFound):
    """A seat that the body did not have on the day of the meeting."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(Seat, name, known)


class AgendaNumberTwice(Foreseeable, ValueError):
    """Two items of an agenda with the same number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Message("number {value} stands there twice: expected another number for each item"),
            value=str(number),
        )


class ProxyNotPossible(Foreseeable, ValueError):
    """A vote that is given to whom it cannot be given to, or by a seat that is there."""

    def __init__(self, seat: str, message: Message) -> None:
        super().__init__(message, value=seat)


class NotHeldYet(Foreseeable, ValueError):
    """An attendance of a meeting that is only planned, or was cancelled."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            Message("'{value}' is planned or cancelled: say first that it was held, then who was there"),
            value=slug,
        )


TO_ITSELF = Message("'{value}' gives its vote to itself: choose another seat")
IS_PRESENT = Message("'{value}' is present and gives no vote away: choose absent or excused, or no proxy")
PERSON_OF_ABSENT = Message("somebody came for '{value}', which is not present: choose present, or nobody")
ATTENDS_TWICE = Message("'{value}' stands there twice: expected once for each seat")


class DecidedAnotherDay(Foreseeable, ValueError):
    """A decision of a meeting that lies on none of its days."""

    def __init__(self, day: date, meeting: BodyMeeting) -> None:
        super().__init__(
            Message("{day} is no day of the meeting '{place}': expected {days}"),
            day=partial(show, day),
            place=RecordKey(meeting.slug, meeting),
            days=partial(show, meeting.dates),
        )


class NoSuchItem(Foreseeable, ValueError):
    """A decision under an item that the agenda does not have."""

    def __init__(self, number: int, meeting: str) -> None:
        super().__init__(
            Message("the agenda of '{place}' has no item {value}: expected one that it has"),
            value=str(number),
            place=meeting,
        )


class ItemDecided(Foreseeable, ValueError):
    """An item that a decision names is to go from the agenda."""

    def __init__(self, number: int, decision: str) -> None:
        super().__init__(
            Message(
                "the decision '{place}' was taken under item {value}: expected that it stays on the agenda"
            ),
            value=str(number),
            place=decision,
        )
