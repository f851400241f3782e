"""Writes to planned events and annual meetings; what was planned becomes an activity in one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from msgspec import UNSET

from rapporteur.base.core.engine import Row, Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.activities.actions import record_activity
from rapporteur.records.activities.enums import ActivationRole, DatePrecision
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ActivationShape, ActivityShape, PlaceShape
from rapporteur.records.agenda import refusals
from rapporteur.records.agenda.enums import EVENT_STEPS, EventPart
from rapporteur.records.agenda.models import AnnualMeeting, PlannedEvent
from rapporteur.records.agenda.shapes import AnnualMeetingShape, CancelledShape, EventShape
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.members.models import Organisation
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative

RIGHT = Right.RECORD_AGENDA
LINKS = {"owner": Person, "line": Node, "initiative": Initiative, "part_of": PlannedEvent}
"""What an event names by its slug."""


@transaction.atomic
def record_event(*, by: Actor, event: EventShape) -> Saved[PlannedEvent]:
    """Record an event that is planned, with who goes and what it would serve.

    Raises RecordNotFound, NobodyGoes, BecameAnother, CancelledWithoutReason, and LeadsBack where events lie within
    each other.
    """
    values = given(event)
    slug, dates = values.pop("slug"), values.pop("dates")
    check_can(by, RIGHT)
    _check_goers(event)
    values |= {
        "start_date": dates.first_day,
        "end_date": dates.last_day,
        "date_precision": DatePrecision.MONTH if dates.is_month_only else DatePrecision.DAY,
    }
    for name, model in LINKS.items():
        if name in values:
            values[name] = find(model, values[name])
    if "activity" in values:
        values["activity"] = _activity(values["activity"], of=slug)
    if "cancelled" in values:
        values |= _cancelled(slug, values.pop("cancelled"))
    if "place" in values:
        values |= _place(values.pop("place"))
    children: dict[str, Sequence[Row]] = {}
    if "goers" in values:
        people = find_all(Person, set(values["goers"]))
        children["goers"] = [{"person": people[one]} for one in dict.fromkeys(values.pop("goers"))]
    if "deliverables" in values:
        nodes = find_all(Node, set(values["deliverables"]))
        rows = dict.fromkeys(values.pop("deliverables"))
        children["deliverables"] = [{"node": nodes[one], "position": n} for n, one in enumerate(rows)]
    return save_record(PlannedEvent, by=by, right=RIGHT, key={"slug": slug}, values=values, children=children)


def _check_goers(event: EventShape) -> None:
    """Raise NobodyGoes where somebody is to go to an event to which nobody goes."""
    known = PlannedEvent.objects.filter(slug=event.slug).first()
    part = event.part if event.part is not UNSET else known.part if known else EventPart.OURS
    goes = bool(event.goers) if event.goers is not UNSET else bool(known and known.goers.exists())
    if goes and part == EventPart.NOT_GOING:
        raise refusals.NobodyGoes(event.slug)


def _activity(slug: str | None, *, of: str) -> Activity | None:
    """Return the activity that an event became; raise BecameAnother where it is what another one became."""
    activity = find(Activity, slug)
    other = PlannedEvent.objects.filter(activity=activity).exclude(slug=of).first() if activity else None
    if activity is not None and other is not None:
        raise refusals.BecameAnother(activity.slug, other.slug)
    return activity


def _cancelled(event: str, cancelled: CancelledShape | None) -> dict[str, object]:
    if cancelled is not None and not cancelled.reason.strip():
        raise refusals.CancelledWithoutReason(event)
    return {
        "cancelled_date": cancelled.since if cancelled else None,
        "cancelled_reason": cancelled.reason.strip() if cancelled else "",
    }


def _place(place: PlaceShape | None) -> dict[str, object]:
    place = place or PlaceShape()
    return {
        "place_organisation": find(Organisation, place.organisation),
        "place_name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


@transaction.atomic
def hold_event(
    *, by: Actor, event: PlannedEvent, on: date, activity: str | None = None
) -> Saved[PlannedEvent]:
    """Say on a day that an event took place: it becomes an activity, and stays linked to it.

    That is one which is logged already, or else a new draft with all that was planned: dates, place, title, kind, line,
    deliverables, initiative, and the host of an annual meeting. Raises EventStepNotTaken, EventNotYet, BecameAnother.
    """
    event = PlannedEvent.objects.select_for_update().get(pk=event.pk)  # another may have said so meanwhile
    _check_step(event, "happen", by=by)
    if on < event.start_date:
        raise refusals.EventNotYet(event.slug, event.start_date)
    if activity is not None:
        became = _activity(activity, of=event.slug)
    else:
        became = record_activity(by=by, activity=as_activity(event), publish=False).record
    return save_record(
        PlannedEvent,
        by=by,
        right=RIGHT,
        key={"pk": event.pk},
        values={"activity": became},
        action="took place",
    )


def as_activity(event: PlannedEvent) -> ActivityShape:
    """Return what an event says as an activity, under a name that no activity has yet."""
    annual = AnnualMeeting.objects.filter(event=event).select_related("host").first()
    host = annual.host if annual else None
    place = PlaceShape(
        organisation=event.place_organisation.slug if event.place_organisation else None,
        name=event.place_name,
        country=event.country,
        latitude=event.latitude,
        longitude=event.longitude,
    )
    deliverables = event.deliverables.select_related("node").order_by("position", "pk")
    return ActivityShape(
        slug=_free_slug(event.slug),
        dates=event.dates,
        title=event.title,
        kind=event.kind,
        online=event.online,
        line=event.line.slug if event.line else None,
        initiative=event.initiative.slug if event.initiative else None,
        note=event.note,
        places=(place,) if place.organisation or place.name else (),
        activations=(ActivationShape(organisation=host.slug, role=ActivationRole.HOST),) if host else (),
        deliverables=tuple(row.node.slug for row in deliverables),
    )


def _free_slug(slug: str) -> str:
    taken = set(Activity.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(name for n in range(2, len(taken) + 3) if (name := f"{slug}-{n}") not in taken)


def cancel_event(*, by: Actor, event: PlannedEvent, on: date, reason: str) -> Saved[PlannedEvent]:
    """Say from which day on an event is cancelled, and why. Raises EventStepNotTaken, CancelledWithoutReason."""
    _check_step(event, "cancel", by=by)
    values = _cancelled(event.slug, CancelledShape(since=on, reason=reason))
    return save_record(
        PlannedEvent, by=by, right=RIGHT, key={"pk": event.pk}, values=values, action="cancelled"
    )


def plan_again(*, by: Actor, event: PlannedEvent) -> Saved[PlannedEvent]:
    """Take back that an event took place or was cancelled; an activity that it became stays as it is.

    Raises EventStepNotTaken.
    """
    _check_step(event, "plan", by=by)
    values = {"activity": None, **_cancelled(event.slug, None)}
    return save_record(
        PlannedEvent, by=by, right=RIGHT, key={"pk": event.pk}, values=values, action="planned again"
    )


def _check_step(event: PlannedEvent, verb: str, *, by: Actor) -> None:
    check_can(by, RIGHT)
    if verb not in EVENT_STEPS[event.state]:
        raise refusals.EventStepNotTaken(event.slug, event.state)


@transaction.atomic
def record_annual_meeting(*, by: Actor, meeting: AnnualMeetingShape) -> Saved[AnnualMeeting]:
    """Record of an event that it is an annual meeting; bids and items that are given are all of them."""
    values = given(meeting)
    slug = values.pop("slug")
    values["event"] = find(PlannedEvent, meeting.event)
    if "host" in values:
        values["host"] = find(Organisation, values["host"])
    children: dict[str, Sequence[Row]] = {}
    if "bids" in values:
        bidders = find_all(Organisation, set(values["bids"]))
        children["bids"] = [{"organisation": bidders[one]} for one in dict.fromkeys(values.pop("bids"))]
    if "items" in values:
        items = values.pop("items")
        bodies = find_all(Body, {one.body for one in items})
        children["items"] = [
            {"number": one.number, "title": one.title, "body": bodies.get(one.body or "")} for one in items
        ]
    return save_record(
        AnnualMeeting, by=by, right=RIGHT, key={"slug": slug}, values=values, children=children
    )
