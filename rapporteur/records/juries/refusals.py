"""What the verbs of this room refuse."""

from __future__ import annotations

from collections.abc import Sequence

from rapporteur.base.values.failures import Fault, Foreseeable, SeveralFaults
from rapporteur.base.values.messages import Message
from rapporteur.records.juries.models import MOST_POINTS


class ConflictOfInterest(Foreseeable, ValueError):
    """A juror who is to judge what touches them."""

    def __init__(self, juror: str, application: int) -> None:
        super().__init__(
            Message(
                "'{value}' does not judge application {number}: an organisation of it is their own, one for which they "
                "hold or held a seat, one of their country, or one to which they declared a tie"
            ),
            value=juror,
            number=application,
        )


class NotDeclared(Foreseeable, ValueError):
    """A juror who has not declared their ties yet."""

    def __init__(self, juror: str) -> None:
        super().__init__(
            Message("'{value}' has not declared their ties: that comes before reading and giving points"),
            value=juror,
        )


class NotChosen(Foreseeable, ValueError):
    """Somebody who does not sit in the jury."""

    def __init__(self, juror: str) -> None:
        super().__init__(
            Message("'{value}' is not chosen: only members of the jury read and give points"), value=juror
        )


class NotAJuror(Foreseeable, LookupError):
    """An account that is no juror of a call."""

    def __init__(self, account: str, call: str) -> None:
        super().__init__(
            Message(
                "'{value}' is no juror of the call '{place}': expected one whose account is on record with it"
            ),
            value=account,
            place=call,
        )


class PointsMissing(Foreseeable, ValueError):
    """Points by other criteria than those of the call, or more than there are."""

    def __init__(self, expected: Sequence[int], given: Sequence[int]) -> None:
        super().__init__(
            Message(
                "points stand at the criteria {value}: expected each of {expected} once, "
                "and whole points from 0 to {most}"
            ),
            value=", ".join(map(str, given)) or "–",
            expected=", ".join(map(str, expected)) or "–",
            most=MOST_POINTS,
        )


class JuryShort(SeveralFaults, ValueError):
    """A jury that does not keep the rule of its call, and nobody answers for it."""

    def __init__(self, lacking: Sequence[tuple[Message, dict[str, object]]]) -> None:
        super().__init__(Fault(message, values=values) for message, values in lacking)
