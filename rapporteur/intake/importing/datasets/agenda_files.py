"""The file that says what is planned: events with their annual meetings; what they may refer to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Annotated, Any, Literal

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
from rapporteur.intake.importing.datasets.yaml_source import Location
from rapporteur.intake.importing.problems import Problem

Number = Annotated[int, Field(ge=1, le=32767)]
Twice = Callable[[Iterable[tuple[Any, Location, str]]], Iterator[Problem]]


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


# --- references -----------------------------------------------------------------------------------


def check_agenda(entries: Iterable[Any], known: Any, twice: Twice) -> Iterator[Problem]:
    """Yield a problem for every name in `entries` that nothing bears, and for every one borne twice."""
    above: dict[str, None] = {}
    for entry in entries:
        event = entry.value
        yield from known.check(entry, ("part_of",), event.part_of, above, "an event that stands above")
        above[event.slug] = None
        for at, value, valid, expected in _names(event, known):
            yield from known.check(entry, at, value, valid, expected)
        for key in ("deliverables", "goers"):
            yield from twice((entry, (key, n), one) for n, one in enumerate(getattr(event, key)))
        if annual := event.annual_meeting:
            own = "annual_meeting"
            yield from twice((entry, (own, "bids", n), one) for n, one in enumerate(annual.bids))
            yield from twice(
                (entry, (own, "items", n, "number"), str(one.number)) for n, one in enumerate(annual.items)
            )
    yield from twice(
        (entry, ("activity",), entry.value.activity) for entry in entries if entry.value.activity
    )
    yield from twice(
        (entry, ("annual_meeting", "edition"), str(entry.value.annual_meeting.edition))
        for entry in entries
        if entry.value.annual_meeting
    )


def _names(event: EventInFile, known: Any) -> Iterator[tuple[Location, str | None, Collection[str], str]]:
    """Yield each name that an event gives, where it stands, and what it may be."""
    if event.place:
        yield (
            ("place", "organisation"),
            event.place.organisation,
            known.organisations,
            "an organisation",
        )
    yield ("owner",), event.owner, known.people, "a person"
    for n, slug in enumerate(event.goers):
        yield ("goers", n), slug, known.people, "a person"
    yield ("line",), event.line, known.lines, "a line of the plan"
    for n, code in enumerate(event.deliverables):
        yield ("deliverables", n), code, known.deliverables, "a deliverable of the plan"
    yield ("initiative",), event.initiative, known.initiatives, "an initiative"
    yield ("activity",), event.activity, known.activities, "an activity"
    if annual := event.annual_meeting:
        yield ("annual_meeting", "host"), annual.host, known.organisations, "an organisation"
        for n, slug in enumerate(annual.bids):
            yield ("annual_meeting", "bids", n), slug, known.organisations, "an organisation"
        for n, item in enumerate(annual.items):
            yield ("annual_meeting", "items", n, "body"), item.body, known.bodies, "a body"
