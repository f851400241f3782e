"""What the file of the agenda says, as the shapes of its room, and written through their verbs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.intake.importing.datasets import agenda_files as files
from rapporteur.intake.importing.datasets.parts import FilePart, PlaceInFile
from rapporteur.records.activities.shapes import PlaceShape
from rapporteur.records.agenda import actions
from rapporteur.records.agenda.shapes import (
    AnnualMeetingShape,
    CancelledShape,
    EventShape,
    StatutoryItemShape,
)


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
