"""The doors of planned events and annual meetings."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.activities.shapes import PlaceShape
from rapporteur.records.agenda import actions
from rapporteur.records.agenda.models import AnnualMeeting, PlannedEvent
from rapporteur.records.agenda.shapes import (
    AnnualMeetingShape,
    CancelledShape,
    EventShape,
    StatutoryItemShape,
)


def _event(it: PlannedEvent, _: Chosen) -> EventShape:
    cancelled = it.cancelled_date
    return EventShape(
        slug=it.slug,
        title=it.title,
        kind=it.kind,
        dates=it.dates,
        theme=it.theme,
        part=it.part,
        reason=it.reason,
        online=it.online,
        place=PlaceShape(
            organisation=slug_of(it.place_organisation),
            name=it.place_name,
            country=it.country,
            latitude=it.latitude,
            longitude=it.longitude,
        ),
        owner=slug_of(it.owner),
        goers=tuple(row.person.slug for row in rows(it.goers)),
        line=slug_of(it.line),
        deliverables=tuple(row.node.slug for row in rows(it.deliverables, "position")),
        initiative=slug_of(it.initiative),
        part_of=slug_of(it.part_of),
        activity=slug_of(it.activity),
        cancelled=CancelledShape(since=cancelled, reason=it.cancelled_reason) if cancelled else None,
        link=it.link,
        note=it.note,
    )


def _annual_meeting(it: AnnualMeeting, _: Chosen) -> AnnualMeetingShape:
    return AnnualMeetingShape(
        slug=it.slug,
        event=it.event.slug,
        edition=it.edition,
        host=slug_of(it.host),
        bids=tuple(row.organisation.slug for row in rows(it.bids)),
        items=tuple(
            StatutoryItemShape(number=row.number, title=row.title, body=slug_of(row.body))
            for row in rows(it.items, "number")
        ),
        note=it.note,
    )


EVENT = door_by_slug(
    view=Right.VIEW_AGENDA,
    write=Right.RECORD_AGENDA,
    shape=_event,
    record=lambda by, shape: actions.record_event(by=by, event=shape),
)
ANNUAL_MEETING = door_by_slug(
    view=Right.VIEW_AGENDA,
    write=Right.RECORD_AGENDA,
    shape=_annual_meeting,
    record=lambda by, shape: actions.record_annual_meeting(by=by, meeting=shape),
)
