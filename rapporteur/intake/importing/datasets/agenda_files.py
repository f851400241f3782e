"""The file that says what is planned: events with their annual meetings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import (
    DatesInFile,
    Day,
    FilePart,
    PlaceInFile,
    Slug,
    Text,
    Year,
)

Number = Annotated[int, Field(ge=1, le=32767)]


class CancelledInFile(FilePart):
    """From which day on an event is cancelled, and why."""

    since: Day
    reason: Annotated[str, Field(min_length=1, max_length=300)]


class StatutoryItemInFile(FilePart):
    """What an annual meeting must hear, before which body."""

    number: Number
    title: Text
    body: Slug | None = None


class AnnualMeetingInFile(FilePart):
    """What an event is beside itself where it is an annual meeting; it is called by its edition."""

    edition: Year
    host: Slug | None = None
    bids: tuple[Slug, ...] = ()
    items: tuple[StatutoryItemInFile, ...] = ()
    note: str = ""


class EventInFile(FilePart):
    """An entry of agenda.yaml; `line` and `deliverables` are codes of the plan, `activity` is what it became."""

    slug: Slug
    title: Text
    kind: Literal[
        "CONFERENCE", "MEETING", "TRAINING", "WEBINAR", "WORKSHOP", "MISSION", "CALL", "PUBLICATION",
        "AGREEMENT", "CAMPAIGN", "STATEMENT", "GOVERNANCE", "COMMUNICATION", "AUDIT",
    ]  # fmt: skip
    dates: DatesInFile
    theme: Text = EMPTY
    part: Literal["OURS", "GOING", "NOT_GOING", "UNDECIDED"] = "OURS"
    reason: Text = EMPTY
    online: bool = False
    place: PlaceInFile | None = None
    owner: Slug | None = None
    goers: tuple[Slug, ...] = ()
    line: str | None = None
    deliverables: tuple[str, ...] = ()
    initiative: Slug | None = None
    part_of: Slug | None = None
    activity: Slug | None = None
    cancelled: CancelledInFile | None = None
    annual_meeting: AnnualMeetingInFile | None = None
    link: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> EventInFile:
        if self.part == "NOT_GOING" and not self.reason:
            raise ValueError("expected a reason why nobody goes")
        if self.part == "NOT_GOING" and self.goers:
            raise ValueError("expected nobody who goes where nobody goes")
        if self.activity is not None and self.cancelled is not None:
            raise ValueError("expected an activity or a cancellation, not both")
        return self
