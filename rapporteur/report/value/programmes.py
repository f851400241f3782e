"""What a report tells of training, publications, calls and projects, in sections that an association may choose.

What stands here is what was so on the report's as-of date.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import field

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value.registers import Count, Month, Number, WhenData


class InvolvedData(Value, frozen=True):
    """An organisation that took part; `member` is its slug where it is a member that is counted."""

    name: LocalizedText
    member: str | None = None


# --- training -------------------------------------------------------------------------------------


class CourseData(Value, frozen=True, kw_only=True):
    """A course from `start` to `end`, both included, and what is known of who took part.

    `people` is empty where nobody knows how many came, `about` says that the number is one near it, `incomplete` that
    there were more. Of `recorded` it is known what they said of themselves; `women` are among them.
    """

    slug: str
    title: LocalizedText
    kind: str
    provider: LocalizedText = field(default_factory=LocalizedText)
    organisers: LocalizedText = field(default_factory=LocalizedText)
    start: date
    end: date
    online: bool = False
    place: LocalizedText = field(default_factory=LocalizedText)
    capacity: Count | None = None
    registered: Count | None = None
    people: Count | None = None
    about: bool = False
    incomplete: bool = False
    women: Count = 0
    recorded: Count = 0
    countries: Count | None = None
    certificates: Count | None = None
    certificates_about: bool = False
    organisations: tuple[InvolvedData, ...] = ()
    activity: str | None = None

    @property
    def members(self) -> int:
        """How many members took part."""
        return sum(1 for one in self.organisations if one.member)


# --- publications ---------------------------------------------------------------------------------


class MentionRef(Value, frozen=True):
    """Who wrote of a publication, and in which month."""

    outlet: str
    month: Month


class PublicationData(Value, frozen=True, kw_only=True):
    """A publication; `activity` is the slug of the activity that launched it, where the report has it."""

    slug: str
    title: LocalizedText
    kind: str
    series: LocalizedText = field(default_factory=LocalizedText)
    number: Number | None = None
    authors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    published: WhenData | None = None
    isbn: str = ""
    doi: str = ""
    link: str = ""
    mentions: tuple[MentionRef, ...] = ()
    activity: str | None = None


# --- communication --------------------------------------------------------------------------------


class ReachData(Value, frozen=True):
    """How many something reached: what the number counts, on which day it was measured, and who says so."""

    count: Count
    measure: str
    day: date
    source: str


class CommunicationItemData(Value, frozen=True, kw_only=True):
    """What the network put out; `activity` is the slug of the activity that tells of it, where the report has it.

    `deliverables` are codes of the plan; `ongoing` says that it goes on.
    """

    slug: str
    title: LocalizedText
    kind: str
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    published: WhenData | None = None
    ongoing: bool = False
    link: str = ""
    reach: ReachData | None = None
    deliverables: tuple[str, ...] = ()
    activity: str | None = None


# --- calls and juries -----------------------------------------------------------------------------


class JuryData(Value, frozen=True):
    """Who sits in a jury, counted: as they said of themselves, or as a sum is stated; nobody by name."""

    members: Count
    women: Count = 0
    men: Count = 0
    others: Count = 0
    unrecorded: Count = 0
    regions: tuple[LocalizedText, ...] = ()


class CallData(Value, frozen=True, kw_only=True):
    """A call for applications; `closes` is the last day, `applications` is empty where nobody knows how many came.

    `leads` and `partners` are the organisations that led an application, and that are partners of one.
    """

    slug: str
    name: LocalizedText
    kind: str
    initiative: LocalizedText = field(default_factory=LocalizedText)
    opens: date | None = None
    closes: date | None = None
    closed: bool = False
    outcome: Literal["PENDING", "DECIDED", "CANCELLED"] = "PENDING"
    decided: WhenData | None = None
    applications: Count | None = None
    leads: Count = 0
    partners: Count = 0
    jury: JuryData | None = None
    activity: str | None = None


# --- pilot projects -------------------------------------------------------------------------------


class ProjectEventData(Value, frozen=True):
    """Something of a project that happened in the period: the slug of the activity, and when."""

    activity: str
    month: Month
    start: date | None = None
    end: date | None = None


class ProjectData(Value, frozen=True, kw_only=True):
    """A pilot project with its lead and partners, from `start` up to and with `end`, and its events of the period."""

    slug: str
    name: LocalizedText
    lead: InvolvedData | None = None
    partners: tuple[InvolvedData, ...] = ()
    start: date | None = None
    end: date | None = None
    events: tuple[ProjectEventData, ...] = ()
