"""What the verbs of this room refuse."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class AddressTaken(Foreseeable, ValueError):
    """An account has this mail address already."""

    def __init__(self, email: str) -> None:
        super().__init__(
            Message("an account has the address {value} already: give it a role, or open it again"),
            value=email,
        )


class InvitationNotValid(Foreseeable, LookupError):
    """A link to an invitation leads nowhere: never given, taken up, taken back or over. It says no more than that."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "this invitation cannot be taken up: it is over, was taken back, or was used before. "
                "Ask who invited you for another one"
            )
        )


class NameNotFree(Foreseeable, ValueError):
    """An account cannot be called so."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(
                "'{value}' cannot be the name of an account: expected 2 to 60 letters, figures, dots or hyphens "
                "that no other account has"
            ),
            value=name[:60],
        )


class DeputyCannotAct(Foreseeable, ValueError):
    """An account cannot act for another in these days."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message(
                "{value} cannot act for this account: expected another account that is open, and a last day that is "
                "not before the first"
            ),
            value=name,
        )


class NotOneself(Foreseeable, ValueError):
    """Nobody closes the account that they are signed in with."""

    def __init__(self) -> None:
        super().__init__(Message("you cannot close your own account: ask another administrator"))


class SuccessorCannot(Foreseeable, ValueError):
    """Who should take over may not do what is handed over."""

    def __init__(self, name: str, right: Right) -> None:
        super().__init__(
            Message(
                "{value} cannot take this over: the account is closed, or has no role that allows it ({right})"
            ),
            value=name,
            right=str(right),
        )


class NobodyTakesOver(Foreseeable, ValueError):
    """There is something to hand over, and nobody is named who takes it."""

    def __init__(self, drafts: int, reviews: int, follow_ups: int) -> None:
        super().__init__(
            Message(
                "there is something to hand over (drafts: {drafts}, reviews: {reviews}, follow-ups: {follow_ups}): "
                "name the account that takes it"
            ),
            drafts=drafts,
            reviews=reviews,
            follow_ups=follow_ups,
        )
