"""What the verbs of this room refuse."""

from __future__ import annotations

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class NotToBeCertified(Foreseeable, ValueError):
    """A certificate for somebody who did not come to the course, or did not agree to one with their name."""

    def __init__(self, participant: str) -> None:
        super().__init__(
            Message("'{value}' gets no certificate: only who came, and agreed to one with their name, does"),
            value=participant,
        )
