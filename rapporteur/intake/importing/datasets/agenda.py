"""What the file of the agenda says, as the shapes of its room and written through their verbs; its references."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.intake.importing.datasets import agenda_files as files
from rapporteur.intake.importing.datasets.contents import DataSet, Placed
from rapporteur.intake.importing.datasets.parts import FilePart, PlaceInFile
from rapporteur.intake.importing.datasets.yaml_source import Location
from rapporteur.intake.importing.problems import Problem
from rapporteur.records.activities.shapes import PlaceShape
from rapporteur.records.agenda import actions
from rapporteur.records.agenda.shapes import (
    AnnualMeetingShape,
    CancelledShape,
    EventShape,
    StatutoryItemShape,
)

Twice = Callable[[Iterable[tuple[Placed[Any], Location, str]]], Iterator[Problem]]


def load_event(
    file: files.EventInFile, *, nodes: Mapping[str, str], by: Actor, keep: Callable[[Saved[Any]], Any]
) -> None:
    """Write an event and what it is as an annual meeting; `nodes` has the slugs of the plan's nodes by their codes."""
    keep(actions.record_event(by=by, event=event_as_shape(file, nodes=nodes)))
    if file.annual_meeting is not None:
        shape = annual_meeting_as_shape(file.slug, file.annual_meeting)
        keep(actions.record_annual_meeting(by=by, meeting=shape))


def event_as_shape(file: files.EventInFile, *, nodes: Mapping[str, str]) -> EventShape:
    """Return an event."""
    apart = {"dates", "place", "line", "deliverables", "cancelled", "annual_meeting"}
    return EventShape(
        **_plain(file, apart),
        dates=file.dates.value(),
        place=_place(file.place) if file.place else None,
        line=nodes.get(file.line or ""),
        deliverables=tuple(nodes[code] for code in file.deliverables),
        cancelled=CancelledShape(**_plain(file.cancelled)) if file.cancelled else None,
    )


def annual_meeting_as_shape(event: str, file: files.AnnualMeetingInFile) -> AnnualMeetingShape:
    """Return what an event is as an annual meeting."""
    return AnnualMeetingShape(
        slug=f"annual-meeting-{file.edition}",
        event=event,
        **_plain(file, {"items"}),
        items=tuple(StatutoryItemShape(**_plain(one)) for one in file.items),
    )


def _place(file: PlaceInFile) -> PlaceShape:
    return PlaceShape(**_plain(file))


def _plain(part: FilePart, apart: Collection[str] = ()) -> dict[str, Any]:
    """Return what a part says, by name, as it stands there."""
    return {name: getattr(part, name) for name in type(part).model_fields if name not in apart}


# --- references -----------------------------------------------------------------------------------


def check_agenda(data: DataSet, known: Any, twice: Twice) -> Iterator[Problem]:
    """Yield a problem for every name that nothing bears, and for every one borne twice."""
    above: dict[str, None] = {}
    for entry in data.agenda:
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
        (entry, ("activity",), entry.value.activity) for entry in data.agenda if entry.value.activity
    )
    yield from twice(
        (entry, ("annual_meeting", "edition"), str(entry.value.annual_meeting.edition))
        for entry in data.agenda
        if entry.value.annual_meeting
    )


def _names(
    event: files.EventInFile, known: Any
) -> Iterator[tuple[Location, str | None, Collection[str], str]]:
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
