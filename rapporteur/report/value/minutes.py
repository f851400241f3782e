"""The minutes of one meeting of a body as a value: everything that they say, in no particular language."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import field

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value.registers import BodyMeetingData, DecisionData, Number

Noted = Literal["PRESENT", "EXCUSED", "ABSENT", ""]


class SeatPresence(Value, frozen=True, kw_only=True):
    """A seat of the body on the first day of the meeting: who held it, whether it was there, who held its vote.

    `presence` is empty where nobody noted it; `came` is who came in place of the holder; `proxy` is the seat that
    voted for it, and `proxy_counts` whether that was there.
    """

    role: str
    function: LocalizedText
    organisation: LocalizedText
    holder: str = ""
    presence: Noted = ""
    came: str = ""
    proxy: LocalizedText = field(default_factory=LocalizedText)
    proxy_counts: bool = False


class GuestPresence(Value, frozen=True):
    """Somebody without a seat who came, for whom and as what."""

    name: str
    organisation: LocalizedText
    function: LocalizedText


class PaperOnAgenda(Value, frozen=True):
    """A paper that was laid before an item of the agenda."""

    number: Number
    title: LocalizedText
    link: str = ""


class DecisionInFull(Value, frozen=True):
    """A decision with its text."""

    decision: DecisionData
    text: LocalizedText


class FollowUpData(Value, frozen=True, kw_only=True):
    """What is to be done after a meeting: who sees to it, by when, and whether it is done."""

    text: str
    owner: str = ""
    due: date | None = None
    done: bool = False


class MinutesData(Value, frozen=True, kw_only=True):
    """The minutes of a meeting; they are a draft until it has been held."""

    association: LocalizedText
    short_name: str
    languages: tuple[str, ...]
    source_language: str
    colour: str
    meeting: BodyMeetingData
    chair: str = ""
    chair_seat: LocalizedText = field(default_factory=LocalizedText)
    public: bool = False
    papers: tuple[PaperOnAgenda, ...] = ()
    seats: tuple[SeatPresence, ...] = ()
    guests: tuple[GuestPresence, ...] = ()
    decisions: tuple[DecisionInFull, ...] = ()
    follow_ups: tuple[FollowUpData, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether the meeting has not been held."""
        return not self.meeting.held
