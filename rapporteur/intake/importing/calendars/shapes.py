"""Events of a calendar as plain values. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Event:
    """An event, or one occurrence of a recurring one; `end` is the last day.

    `number` counts the events of the file from 1, `line` is where it begins there. `apart` tells events apart that bear
    one UID and are not versions of one another.
    """

    uid: str
    occurrence: str
    title: str
    start: date
    end: date
    location: str = ""
    description: str = ""
    link: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False
    number: int = 0
    line: int = 0
    apart: str = ""

    @property
    def key(self) -> str:
        """What the calendar knows it by."""
        uid = f"uid:{self.uid}@{self.apart}" if self.apart else f"uid:{self.uid}"
        return f"{uid}#{self.occurrence}" if self.occurrence else uid


@dataclass(frozen=True)
class CalendarSource:
    """The events of a file, in order, and what is to be said of it."""

    name: str
    events: tuple[Event, ...]
    notices: tuple[str, ...] = field(default=())
