"""What speaks against a part of a report having been read whole, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapporteur.base.values.messages import Message


class Reason(StrEnum):
    """What was seen in or beside a part."""

    LOST_NAMES = "LOST_NAMES"
    LOST_CODES = "LOST_CODES"
    LOST_TEXT = "LOST_TEXT"
    LOST_DATE = "LOST_DATE"
    UNREAD = "UNREAD"
    LABEL_EMPTY = "LABEL_EMPTY"
    LABEL_TWICE = "LABEL_TWICE"
    SHIFTED = "SHIFTED"
    LACKS = "LACKS"
    JOINED = "JOINED"
    GROWN = "GROWN"
    STRANGERS = "STRANGERS"
    TITLES_ALIKE = "TITLES_ALIKE"
    NOTHING_READ = "NOTHING_READ"
    SWALLOWED = "SWALLOWED"
    NO_PEOPLE = "NO_PEOPLE"
    BARE = "BARE"


WEIGHTS = {
    Reason.LOST_NAMES: 0.4,
    Reason.LOST_CODES: 0.4,
    Reason.LOST_TEXT: 0.5,
    Reason.LOST_DATE: 0.4,
    Reason.UNREAD: 0.7,
    Reason.LABEL_EMPTY: 0.3,
    Reason.LABEL_TWICE: 0.5,
    Reason.SHIFTED: 0.2,
    Reason.LACKS: 0.75,
    Reason.JOINED: 0.3,
    Reason.GROWN: 0.4,
    Reason.STRANGERS: 0.5,
    Reason.TITLES_ALIKE: 0.2,
    Reason.NOTHING_READ: 0.1,
    Reason.SWALLOWED: 0.2,
    Reason.NO_PEOPLE: 0.4,
    Reason.BARE: 0.2,
}
"""What is left of the confidence in a part; several reasons multiply. Below `LEAST_SURE` one tears by itself."""

SAID = {
    Reason.LOST_NAMES: Message("names that stand there are in no list", context="torn"),
    Reason.LOST_CODES: Message("codes that stand there are in no box", context="torn"),
    Reason.LOST_TEXT: Message("text that stands there was lost", context="torn"),
    Reason.LOST_DATE: Message("a place and a date stand there that begin no activity", context="torn"),
    Reason.UNREAD: Message("lines there were not understood", context="torn"),
    Reason.LABEL_EMPTY: Message("a label has nothing under it", context="torn"),
    Reason.LABEL_TWICE: Message("one label stands twice", context="torn"),
    Reason.SHIFTED: Message("a box stands before the first title, and the last has none", context="torn"),
    Reason.LACKS: Message("it lacks what nearly all others have", context="torn"),
    Reason.JOINED: Message("several names were read as one", context="torn"),
    Reason.GROWN: Message("names have the same word too many", context="torn"),
    Reason.STRANGERS: Message("most of its names stand nowhere else", context="torn"),
    Reason.TITLES_ALIKE: Message("most titles are the same", context="torn"),
    Reason.NOTHING_READ: Message("nothing of it was read", context="torn"),
    Reason.SWALLOWED: Message("it took in what belongs elsewhere", context="torn"),
    Reason.NO_PEOPLE: Message("what was read as people is none", context="torn"),
    Reason.BARE: Message("it has neither place, day, box nor code", context="torn"),
}


@dataclass(frozen=True)
class Sign:
    """One reason against one part: a list by its kind, the field of an activity or a region by its number too."""

    kind: str
    reason: Reason
    number: int = 0
    line: int = 0


def confidence_of(signs: Iterable[Sign]) -> float:
    """Return the confidence that `signs` leave: each reason counts once, unread lines one by one."""
    found = list(signs)
    result = 1.0
    for reason in dict.fromkeys(sign.reason for sign in found):
        times = sum(sign.reason is reason for sign in found) if reason is Reason.UNREAD else 1
        result *= WEIGHTS[reason] ** times
    return round(result, 3)
