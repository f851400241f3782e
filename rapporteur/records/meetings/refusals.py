"""What the verbs of this room refuse."""

from __future__ import annotations

from collections.abc import Iterable

from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.governance.models import Seat


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
