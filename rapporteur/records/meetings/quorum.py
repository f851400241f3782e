"""Whether a body can decide, and whether it did: counted from seats and votes, and explained in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rapporteur.base.values.base import Value
from rapporteur.base.values.messages import Message

Sentence = tuple[Message, Mapping[str, object]]
COUNTED = Message("Present: {present} of {seats} seats, of which {filled} are filled.")
PROXIES = Message(
    "{count} proxy counts, as its holder is there.",
    "{count} proxies count, as their holders are there.",
    by="count",
)
LOST = Message(
    "{count} proxy counts nothing: its holder is not there.",
    "{count} proxies count nothing: their holders are not there.",
    by="count",
)
MET = Message("{counted} count, {needed} are needed: the quorum is met.")
NOT_MET = Message("{counted} count, {needed} are needed: the quorum is not met.")
NO_QUORUM = Message("No rule of this body asks for a quorum on that day.")
UNKNOWN = Message("Nobody has noted who was there.")


class SeatAtMeeting(Value, frozen=True):
    """Of one seat at a meeting: whether it was there, and which seat it gave its vote to."""

    seat: int
    present: bool
    proxy: int | None = None


class NeededSeats(Value, frozen=True):
    """How many seats a rule asks for: a number, or a share of them; neither asks for none."""

    number: int | None = None
    share: int | None = None
    parts: int | None = None
    more_than: bool = False

    def of(self, seats: int) -> int | None:
        """Return how many of so many seats are needed, None where none are.

        >>> NeededSeats(share=2, parts=3).of(9), NeededSeats(share=1, parts=2, more_than=True).of(26)
        (6, 14)
        """
        if self.number is not None:
            return self.number
        if self.share is None or not self.parts:
            return None
        whole, rest = divmod(self.share * seats, self.parts)
        return whole + 1 if self.more_than or rest else whole


class Quorum(Value, frozen=True):
    """What a meeting counted: seats on the day, how many of them filled, who was there, proxies that count or not."""

    seats: int
    filled: int
    present: int
    proxies: int
    lost: int
    needed: int | None
    noted: bool

    @property
    def counted(self) -> int:
        """Seats present, and proxies of those present."""
        return self.present + self.proxies

    @property
    def met(self) -> bool | None:
        """Whether enough were there; None where nothing asks for it, or nobody noted who was."""
        return None if self.needed is None or not self.noted else self.counted >= self.needed


def count_quorum(
    given: Collection[SeatAtMeeting], *, seats: Collection[int], filled: Collection[int], needed: int | None
) -> Quorum:
    """Count a meeting: `seats` are those of the body on that day, `filled` those that somebody held.

    A vacant seat is nowhere and gives no vote. A proxy counts where the seat that holds it is present; it is not passed
    on from there.
    """
    voting = set(seats) & set(filled)
    present = {one.seat for one in given if one.present} & voting
    proxies = [one for one in given if not one.present and one.proxy is not None and one.seat in voting]
    counting = sum(1 for one in proxies if one.proxy in present)
    return Quorum(
        seats=len(set(seats)),
        filled=len(voting),
        present=len(present),
        proxies=counting,
        lost=len(proxies) - counting,
        needed=needed,
        noted=bool(given),
    )


def explain_quorum(quorum: Quorum) -> Iterable[Sentence]:
    """Return what was counted and what follows, a sentence after the other."""
    if not quorum.noted:
        return [(UNKNOWN, {})]
    found: list[Sentence] = [
        (COUNTED, {"present": quorum.present, "seats": quorum.seats, "filled": quorum.filled})
    ]
    if quorum.proxies:
        found.append((PROXIES, {"count": quorum.proxies}))
    if quorum.lost:
        found.append((LOST, {"count": quorum.lost}))
    if quorum.needed is None:
        return [*found, (NO_QUORUM, {})]
    return [*found, (MET if quorum.met else NOT_MET, {"counted": quorum.counted, "needed": quorum.needed})]
