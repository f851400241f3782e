"""What is planned becomes an activity in one step, or is cancelled for a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from rapporteur.base.core.database.circles import LeadsBack
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import PlaceShape
from rapporteur.records.agenda import refusals
from rapporteur.records.agenda.actions import (
    cancel_event,
    hold_event,
    plan_again,
    record_annual_meeting,
    record_event,
)
from rapporteur.records.agenda.enums import EventState
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.agenda.queries import events_between, events_unsettled
from rapporteur.records.agenda.shapes import (
    AnnualMeetingShape,
    CancelledShape,
    EventShape,
    StatutoryItemShape,
)
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
FIRST, LAST = date(2018, 8, 26), date(2018, 8, 29)
RAIN = "The hall is under water"


def text(words: str) -> LocalizedText:
    return LocalizedText({"en": words, "fr": words})


@pytest.fixture
def event() -> EventShape:
    make.AssociationFactory()
    make.OrganisationFactory(slug="harbour")
    make.PersonFactory(slug="bo")
    line, deliverable = make.NodeFactory(), make.NodeFactory()
    make.InitiativeFactory(slug="tides")
    return EventShape(
        slug="tide-days",
        title=text("Tide days"),
        kind="CONFERENCE",
        dates=Dates(FIRST, LAST),
        theme=text("Cities that include"),
        place=PlaceShape(organisation="harbour", name=text("Old harbour")),
        owner="bo",
        goers=("bo",),
        line=line.slug,
        deliverables=(deliverable.slug,),
        initiative="tides",
        note="Bring boots",
    )


def test_what_was_planned_becomes_an_activity_with_nothing_typed_again(event: EventShape) -> None:
    record = record_event(by=ANA, event=event).record
    record_annual_meeting(
        by=ANA,
        meeting=AnnualMeetingShape(slug="annual", event="tide-days", edition=2018, host="harbour"),
    )
    assert not record_event(by=ANA, event=event).changed
    held = hold_event(by=ANA, event=record, on=FIRST).record
    activity = held.activity
    assert activity is not None
    assert (held.state, activity.live) == (EventState.HAPPENED, False)
    assert (activity.slug, activity.title, activity.kind, activity.dates, activity.note) == (
        event.slug,
        event.title,
        event.kind,
        event.dates,
        event.note,
    )
    draft: Any = activity.get_latest_revision_as_object()
    assert (draft.line.slug, draft.initiative.slug) == (event.line, "tides")
    assert [(row.organisation.slug, row.name) for row in draft.places.all()] == [
        ("harbour", {"en": "Old harbour", "fr": "Old harbour"})
    ]
    assert [(row.organisation.slug, row.role) for row in draft.activations.all()] == [("harbour", "HOST")]
    assert [row.node.slug for row in draft.deliverables.all()] == list(event.deliverables or ())
    assert list(
        AuditEntry.objects.filter(record="tide-days").order_by("pk").values_list("record_type", "action")
    ) == [
        ("agenda.plannedevent", "created"),
        ("activities.activity", "created"),
        ("agenda.plannedevent", "took place"),
    ]


def test_an_activity_that_is_logged_already_is_linked_once(event: EventShape) -> None:
    record = record_event(by=ANA, event=event).record
    make.ActivityFactory(slug="logged")
    make.ActivityFactory(slug="tide-days")
    other = make.PlannedEventFactory(slug="other")
    held = hold_event(by=ANA, event=record, on=LAST, activity="logged").record
    assert held.activity is not None
    assert held.activity.slug == "logged"
    with pytest.raises(refusals.BecameAnother, match="logged"):
        hold_event(by=ANA, event=other, on=LAST, activity="logged")
    assert plan_again(by=ANA, event=held).record.state is EventState.PLANNED
    again = hold_event(by=ANA, event=PlannedEvent.objects.get(slug="tide-days"), on=LAST).record
    assert again.activity is not None
    assert again.activity.slug == "tide-days-2"  # the name is another's
    assert Activity.objects.count() == 3


def test_a_step_that_is_not_to_be_taken_is_refused(event: EventShape) -> None:
    record = record_event(by=ANA, event=event).record
    with pytest.raises(refusals.EventNotYet, match="begins"):
        hold_event(by=ANA, event=record, on=date(2018, 8, 25))
    with pytest.raises(refusals.CancelledWithoutReason):
        cancel_event(by=ANA, event=record, on=FIRST, reason=" ")
    with pytest.raises(refusals.EventStepNotTaken):
        plan_again(by=ANA, event=record)
    cancelled = cancel_event(by=ANA, event=record, on=date(2018, 7, 2), reason=RAIN).record
    assert (cancelled.state, cancelled.cancelled_reason) == (EventState.CANCELLED, RAIN)
    with pytest.raises(refusals.EventStepNotTaken, match="cancelled"):
        hold_event(by=ANA, event=cancelled, on=LAST)
    assert plan_again(by=ANA, event=cancelled).record.cancelled_reason == ""
    with pytest.raises(NotAllowed):
        cancel_event(by=Actor("bo", frozenset({Role.FINANCE})), event=cancelled, on=FIRST, reason=RAIN)


def test_an_event_of_a_file_says_what_became_of_it(event: EventShape) -> None:
    make.ActivityFactory(slug="logged")
    became = record_event(by=ANA, event=replace(event, activity="logged")).record
    assert became.state is EventState.HAPPENED
    with pytest.raises(refusals.BecameAnother):
        record_event(by=ANA, event=replace(event, slug="twin", activity="logged"))
    gone = replace(event, slug="gone", cancelled=CancelledShape(since=FIRST, reason=RAIN))
    assert record_event(by=ANA, event=gone).record.state is EventState.CANCELLED
    # what is not said stays as it is
    assert record_event(by=ANA, event=replace(gone, cancelled=UNSET)).record.state is EventState.CANCELLED


def test_nobody_goes_where_nobody_goes_and_events_do_not_lie_within_each_other(event: EventShape) -> None:
    absent = replace(event, part="NOT_GOING", reason=text("Too far"))
    with pytest.raises(refusals.NobodyGoes):
        record_event(by=ANA, event=absent)
    record_event(by=ANA, event=event)
    with pytest.raises(refusals.NobodyGoes):  # those on record go
        record_event(by=ANA, event=replace(absent, goers=UNSET))
    record_event(by=ANA, event=replace(event, slug="evening", part_of="tide-days"))
    with pytest.raises(LeadsBack):
        record_event(by=ANA, event=replace(event, part_of="evening"))


def test_an_annual_meeting_has_its_bids_and_items(event: EventShape) -> None:
    record_event(by=ANA, event=event)
    make.OrganisationFactory(slug="delta")
    make.BodyFactory(slug="board")
    shape = AnnualMeetingShape(
        slug="annual",
        event="tide-days",
        edition=2018,
        bids=("delta", "harbour"),
        items=(StatutoryItemShape(number=1, title=text("Accounts"), body="board"),),
    )
    meeting = record_annual_meeting(by=ANA, meeting=shape).record
    assert not record_annual_meeting(by=ANA, meeting=shape).changed
    assert {one.organisation.slug for one in meeting.bids.all()} == {"delta", "harbour"}
    assert [(one.number, one.body.slug) for one in meeting.items.all() if one.body] == [(1, "board")]


def test_what_is_over_and_was_neither_held_nor_cancelled_is_unsettled() -> None:
    day = date(2018, 6, 29)
    make.PlannedEventFactory(slug="over", start_date=day)
    make.PlannedEventFactory(slug="today", start_date=date(2018, 6, 30))
    make.PlannedEventFactory(slug="held", start_date=day, activity=make.ActivityFactory())
    make.PlannedEventFactory(slug="off", start_date=day, cancelled_date=day, cancelled_reason=RAIN)
    make.PlannedEventFactory(slug="theirs", start_date=day, part="NOT_GOING", reason={"en": "Far"})
    assert [one.slug for one in events_unsettled(date(2018, 6, 30))] == ["over"]
    assert [one.slug for one in events_between(date(2018, 6, 30), date(2018, 6, 30))] == ["today"]
