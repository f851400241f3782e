"""What a report tells of the months after it: the agenda, deadlines, the annual meeting; as known on its as-of date."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated

from msgspec import Meta, field

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value.registers import BodyRef, Month


class PlannedEventData(Value, frozen=True, kw_only=True):
    """An event that lies ahead; without `start` only the `month` is known. `ours` is false for one of somebody else."""

    slug: str
    title: LocalizedText
    kind: str
    month: Month
    start: date | None = None
    end: date | None = None
    place: LocalizedText = field(default_factory=LocalizedText)
    online: bool = False
    ours: bool = True
    theme: LocalizedText = field(default_factory=LocalizedText)
    reason: LocalizedText = field(default_factory=LocalizedText)
    deliverables: tuple[str, ...] = ()


class PlannedMeetingData(Value, frozen=True, kw_only=True):
    """A meeting of a body that lies ahead, from `start` to `end`, both included."""

    slug: str
    body: BodyRef
    start: date
    end: date
    place: LocalizedText = field(default_factory=LocalizedText)
    online: bool = False


class DeadlineData(Value, frozen=True, kw_only=True):
    """Up to when a call is open: the whole `day`, or up to a `time` of it, in its own time `zone`."""

    slug: str
    name: LocalizedText
    kind: str
    day: date
    time: time | None = None
    zone: str = "UTC"


class AnnualMeetingData(Value, frozen=True, kw_only=True):
    """The next annual meeting: the event that it is, its edition, its host, who would host the one after it.

    `items` is what it must hear.
    """

    event: PlannedEventData
    edition: Annotated[int, Meta(ge=1900)]
    host: LocalizedText = field(default_factory=LocalizedText)
    bids: tuple[LocalizedText, ...] = ()
    items: tuple[LocalizedText, ...] = ()


class NextQuarterData(Value, frozen=True, kw_only=True):
    """What lies ahead from `start` up to and with `end`; the annual meeting whenever it is."""

    start: date
    end: date
    annual_meeting: AnnualMeetingData | None = None
    events: tuple[PlannedEventData, ...] = ()
    meetings: tuple[PlannedMeetingData, ...] = ()
    deadlines: tuple[DeadlineData, ...] = ()


# --- the agenda by itself -------------------------------------------------------------------------


class AgendaEntry(Value, frozen=True, kw_only=True):
    """Something on the agenda: days of an event or of a meeting of a body, or the last second of a call (`moment`).

    `uid` is the same for good: what is moved or cancelled is known again by it.
    """

    uid: str
    title: LocalizedText
    start: date
    end: date
    to_the_day: bool = True
    moment: datetime | None = None
    place: LocalizedText = field(default_factory=LocalizedText)
    online: bool = False
    is_cancelled: bool = False
    link: str = ""


class AgendaData(Value, frozen=True, kw_only=True):
    """What is on the agenda of an association between two days, both included; `asked` is when somebody asked."""

    name: LocalizedText
    languages: tuple[str, ...]
    start: date
    end: date
    asked: datetime
    entries: tuple[AgendaEntry, ...] = ()
