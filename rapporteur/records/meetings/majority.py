"""Whether a decision was carried: from its votes and the majority that the body asks for, in a sentence. Pure."""

from __future__ import annotations

from rapporteur.base.values.base import Value
from rapporteur.base.values.messages import Message
from rapporteur.records.meetings.quorum import Sentence

CARRIED = Message(
    "Carried: {approving} for, {against} against, {abstained} abstained; asked for: {majority}."
)
LOST = Message(
    "Not carried: {approving} for, {against} against, {abstained} abstained; asked for: {majority}."
)
NOT_COUNTED = Message("Nobody counted votes.")
NO_MAJORITY = Message(
    "{approving} for, {against} against, {abstained} abstained; no rule of this body says what carries."
)
MAJORITIES = {
    "CAST": Message("more than half of the votes cast"),
    "PRESENT": Message("more than half of those present"),
    "TWO_THIRDS": Message("two thirds of the votes cast"),
}


class Votes(Value, frozen=True):
    """Votes as they were counted."""

    approving: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """Those that say yes or no."""
        return self.approving + self.against


def is_carried(votes: Votes, majority: str, present: int) -> bool:
    """Tell whether votes reach a majority; `present` are those who could vote, proxies among them.

    Where more voted than are noted as present, those who voted were there.

    >>> is_carried(Votes(approving=5, against=3, abstained=4), "CAST", 12)
    True
    >>> is_carried(Votes(approving=5, against=3, abstained=4), "PRESENT", 12)
    False
    """
    if majority == "PRESENT":
        return 2 * votes.approving > max(present, votes.cast + votes.abstained)
    if majority == "TWO_THIRDS":
        return votes.approving > 0 and 3 * votes.approving >= 2 * votes.cast
    return 2 * votes.approving > votes.cast


class DecisionOutcome(Value, frozen=True):
    """What became of a decision: whether it was carried, None where nothing says so, and by which majority."""

    votes: Votes | None
    majority: str
    carried: bool | None


def explain_outcome(outcome: DecisionOutcome) -> Sentence:
    """Return what became of it, as a sentence."""
    if outcome.votes is None:
        return NOT_COUNTED, {}
    values: dict[str, object] = {
        "approving": outcome.votes.approving,
        "against": outcome.votes.against,
        "abstained": outcome.votes.abstained,
    }
    if outcome.carried is None:
        return NO_MAJORITY, values
    return CARRIED if outcome.carried else LOST, {**values, "majority": MAJORITIES[outcome.majority]}
