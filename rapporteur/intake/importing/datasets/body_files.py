"""The file that says how bodies work: rules, meetings, what was decided at them, accounts laid before them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import (
    Country,
    Day,
    FilePart,
    Slug,
    Text,
    Year,
    in_order,
    lasting,
)

Count = Annotated[int, Field(ge=1, le=32767)]
NoneOrMore = Annotated[int, Field(ge=0, le=2_000_000_000)]


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


class VotesInFile(FilePart):
    """Votes as they were counted."""

    approving: NoneOrMore
    against: NoneOrMore = 0
    abstained: NoneOrMore = 0


class DecisionInFile(FilePart):
    """What a body decided; without a meeting it was decided in writing, without votes nobody counted them."""

    slug: Slug
    body: Slug
    number: Count
    day: Day
    title: Text
    text: Text = EMPTY
    subject: Literal["ADMISSION", "PLAN", "SEAT", "DUES", "ACCOUNTS", "OTHER"] = "OTHER"
    organisation: Slug | None = None
    seat: Slug | None = None
    meeting: Slug | None = None
    item: Count | None = None
    votes: VotesInFile | None = None
    asks_follow_up: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> DecisionInFile:
        if self.item is not None and self.meeting is None:
            raise ValueError("expected the meeting whose agenda has this item")
        for name, subject in (("organisation", "ADMISSION"), ("seat", "SEAT")):
            if getattr(self, name) is not None and self.subject != subject:
                raise ValueError(f"expected the subject {subject} of a decision that names {name}")
        return self


class FinancialReportInFile(FilePart):
    """An audit, accounts or a budget."""

    slug: Slug
    kind: Literal["AUDIT", "ANNUAL", "HALF_YEARLY", "BUDGET"]
    year: Year
    half: Annotated[int, Field(ge=0, le=2)] = 0
    stage: Literal["DRAFT", "AUDITED", "PRESENTED", "APPROVED"] = "DRAFT"
    auditor: Annotated[str, Field(max_length=150)] = ""
    audited_date: Day | None = None
    opinion: Text = EMPTY
    body: Slug | None = None
    meeting: Slug | None = None
    decision: Slug | None = None
    due_date: Day | None = None
    link: Annotated[str, Field(max_length=200)] = ""
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> FinancialReportInFile:
        if (self.kind == "HALF_YEARLY") is (self.half == 0):
            raise ValueError("expected half 1 or 2 for a half-yearly report, none for all others")
        if self.body is None and (self.meeting or self.stage in ("PRESENTED", "APPROVED")):
            raise ValueError("expected the body to which it is presented")
        return self


class MeetingsFile(FilePart):
    """meetings.yaml"""

    rules: tuple[BodyRuleInFile, ...] = ()
    papers: tuple[PaperInFile, ...] = ()
    meetings: tuple[BodyMeetingInFile, ...] = ()
    decisions: tuple[DecisionInFile, ...] = ()
    financial_reports: tuple[FinancialReportInFile, ...] = ()
