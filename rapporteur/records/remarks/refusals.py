"""What the verbs of this room refuse."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class NothingWritten(Foreseeable, ValueError):
    """A comment, an answer or a follow-up without words."""

    def __init__(self) -> None:
        super().__init__(Message("nothing is written there: expected some words"))


class PassageNotThere(Foreseeable, ValueError):
    """A comment on words that the text does not have."""

    def __init__(self, quote: str) -> None:
        super().__init__(
            Message("the text has no passage '{value}': it was changed meanwhile. Choose the passage again"),
            value=quote,
        )


class OwnerCannotSee(Foreseeable, ValueError):
    """A follow-up for somebody who may not see what it is about."""

    def __init__(self, owner: str, view: Right) -> None:
        super().__init__(
            Message("{who} may not see this record: choose somebody who works with it"), who=owner
        )
        self.view = view
