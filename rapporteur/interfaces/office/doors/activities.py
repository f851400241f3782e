"""The doors of initiatives, activities, bilateral meetings and media mentions."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.activities import actions
from rapporteur.records.activities.models import Activity, ActivityPhoto, BilateralMeeting, MediaMention
from rapporteur.records.activities.shapes import (
    ActivationShape,
    ActivityShape,
    EvidenceShape,
    HeadcountShape,
    MeetingShape,
    MentionShape,
    PhotoShape,
    PlaceShape,
)
from rapporteur.records.programmes.actions import record_initiative
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.programmes.shapes import InitiativeShape


def _initiative(it: Initiative, _: Chosen) -> InitiativeShape:
    return InitiativeShape(
        slug=it.slug,
        kind=it.kind,
        name=it.name,
        lead=slug_of(it.lead),
        partners=tuple(row.organisation.slug for row in rows(it.partners)),
        start=it.start,
        end=it.end,
        note=it.note,
    )


def photo_of(row: ActivityPhoto) -> PhotoShape:
    """Return a photograph of an activity as its verb takes it."""
    return PhotoShape(
        image=row.image_id, alt=row.alt, caption=row.caption, credit=row.credit, consent=row.consent
    )


def _activity(it: Activity, _: Chosen) -> ActivityShape:
    return ActivityShape(
        slug=it.slug,
        dates=it.dates,
        title=it.title,
        kind=it.kind,
        online=it.online,
        line=slug_of(it.line),
        initiative=slug_of(it.initiative),
        text=it.text,
        note=it.note,
        places=tuple(
            PlaceShape(
                organisation=slug_of(row.organisation),
                name=row.name,
                country=row.country,
                latitude=row.latitude,
                longitude=row.longitude,
            )
            for row in rows(it.places, "position")
        ),
        activations=tuple(
            ActivationShape(organisation=row.organisation.slug, role=row.role) for row in rows(it.activations)
        ),
        deliverables=tuple(row.node.slug for row in rows(it.deliverables, "position")),
        photos=tuple(photo_of(row) for row in rows(it.photos, "position")),
        evidence=tuple(
            EvidenceShape(title=row.title, link=row.link, document=row.document_id, dated=row.dated)
            for row in rows(it.evidence, "position")
        ),
        headcounts=tuple(
            HeadcountShape(
                who=row.who,
                people=row.people,
                exactness=row.exactness,
                origin=row.origin,
                capacity=row.capacity,
            )
            for row in rows(it.headcounts)
        ),
    )


def _meeting(it: BilateralMeeting, chosen: Chosen) -> MeetingShape:
    return MeetingShape(
        slug=it.slug,
        dates=it.dates,
        participants=tuple(one.slug for one in chosen["participants"]),
        place=PlaceShape(
            organisation=slug_of(it.place_organisation),
            name=it.place_name,
            country=it.country,
            latitude=it.latitude,
            longitude=it.longitude,
        ),
        activity=slug_of(it.activity),
        note=it.note,
    )


def _mention(it: MediaMention, _: Chosen) -> MentionShape:
    return MentionShape(
        slug=it.slug,
        dates=it.dates,
        outlet=it.outlet,
        subject=it.subject,
        channels=tuple(it.channels),
        link=it.link,
        position=it.position,
        note=it.note,
    )


INITIATIVE = door_by_slug(
    view=Right.VIEW_PROGRAMMES,
    write=Right.RECORD_PROGRAMMES,
    shape=_initiative,
    record=lambda by, shape: record_initiative(by=by, initiative=shape),
)
ACTIVITY = door_by_slug(
    view=Right.VIEW_ACTIVITIES,
    write=actions.RIGHTS.draft,
    shape=_activity,
    record=lambda by, shape: actions.record_activity(by=by, activity=shape, publish=False),
    editorial=actions.RIGHTS,
)
MEETING = door_by_slug(
    view=Right.VIEW_MEETINGS,
    write=Right.RECORD_MEETINGS,
    shape=_meeting,
    record=lambda by, shape: actions.record_meeting(by=by, meeting=shape),
)
MENTION = door_by_slug(
    view=Right.VIEW_PRESS,
    write=Right.RECORD_PRESS,
    shape=_mention,
    record=lambda by, shape: actions.record_mention(by=by, mention=shape),
)
