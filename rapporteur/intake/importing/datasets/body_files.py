"""The file that says how bodies work: rules, meetings with their papers, agendas and attendance."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import Country, Day, FilePart, Slug, Text, in_order, lasting

Count = Annotated[int, Field(ge=1, le=32767)]


class BodyRuleInFile(FilePart):
    """By which quorum and majority a body decides; `end` is the first day without."""

    body: Slug
    subject: Literal["", "ADMISSION", "PLAN", "SEAT", "DUES", "ACCOUNTS", "OTHER"] = ""
    start: Day | None = None
    end: Day | None = None
    quorum_number: Count | None = None
    share: Count | None = None
    parts: Count | None = None
    more_than_share: bool = False
    seats_counted: Literal["ALL", "FILLED"] = "FILLED"
    majority: Literal["CAST", "PRESENT", "TWO_THIRDS"] = "CAST"

    @model_validator(mode="after")
    def _possible(self) -> BodyRuleInFile:
        lasting(self.start, self.end)
        if (self.share is None) is not (self.parts is None):
            raise ValueError("expected a share and its parts together, or neither")
        if self.share and self.parts and self.share > self.parts:
            raise ValueError("expected a share that is not more than its parts")
        if self.share and self.quorum_number:
            raise ValueError("expected a number of seats or a share of them, not both")
        return self


class PaperInFile(FilePart):
    """A paper; documents of the library are added in the office."""

    slug: Slug
    title: Text
    link: Annotated[str, Field(min_length=1, max_length=200)]


class AgendaItemInFile(FilePart):
    """An item of an agenda with its papers."""

    number: Count
    title: Text
    asks: Literal["INFORMATION", "DECISION"] = "INFORMATION"
    papers: tuple[Slug, ...] = ()


class GuestInFile(FilePart):
    """Somebody without a seat who came."""

    name: Annotated[str, Field(max_length=150)] = ""
    organisation: Slug | None = None
    function: Text = EMPTY

    @model_validator(mode="after")
    def _is_somebody(self) -> GuestInFile:
        if not self.name and self.organisation is None:
            raise ValueError("expected a name or an organisation")
        return self


class VenueInFile(FilePart):
    """Where a body meets."""

    organisation: Slug | None = None
    name: Text = EMPTY
    country: Country = ""


class AttendanceInFile(FilePart):
    """Whether a seat was there."""

    seat: Slug
    presence: Literal["PRESENT", "EXCUSED", "ABSENT"]
    person: Slug | None = None
    proxy: Slug | None = None


class BodyMeetingInFile(FilePart):
    """A meeting of a body; `end` is the last day, left out for one day."""

    slug: Slug
    body: Slug
    start: Day
    end: Day | None = None
    state: Literal["PLANNED", "HELD", "CANCELLED"] = "PLANNED"
    online: bool = False
    place: VenueInFile = VenueInFile()
    chair: Slug | None = None
    public: bool = False
    agenda: tuple[AgendaItemInFile, ...] = ()
    guests: tuple[GuestInFile, ...] = ()
    attendance: tuple[AttendanceInFile, ...] = ()
    minutes_date: Day | None = None
    minutes_link: Annotated[str, Field(max_length=200)] = ""
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> BodyMeetingInFile:
        in_order(self.start, self.end)
        in_order(self.start, self.minutes_date)
        if self.attendance and self.state != "HELD":
            raise ValueError("expected no attendance of a meeting that was not held")
        return self


class MeetingsFile(FilePart):
    """meetings.yaml"""

    rules: tuple[BodyRuleInFile, ...] = ()
    papers: tuple[PaperInFile, ...] = ()
    meetings: tuple[BodyMeetingInFile, ...] = ()
