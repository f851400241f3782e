"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from rapporteur.records.agenda.models import PlannedEvent
from tests.factories import make

DAY = date(2018, 8, 26)


def _within_itself() -> None:
    event = make.PlannedEventFactory()
    PlannedEvent.objects.filter(pk=event.pk).update(part_of=event)


def _circle() -> None:
    first = make.PlannedEventFactory()
    last = make.PlannedEventFactory(part_of=make.PlannedEventFactory(part_of=first))
    PlannedEvent.objects.filter(pk=first.pk).update(part_of=last)


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "agenda_plannedevent.slug": lambda: make.PlannedEventFactory.create_batch(2, slug="same"),
    "agenda_plannedevent.activity_id": lambda: make.PlannedEventFactory.create_batch(
        2, activity=make.ActivityFactory()
    ),
    "event_ends_after_start": lambda: make.PlannedEventFactory(start_date=DAY, end_date=date(2018, 8, 25)),
    "event_precision_known": lambda: make.PlannedEventFactory(date_precision="YEAR"),
    "event_kind_known": lambda: make.PlannedEventFactory(kind="PARTY"),
    "event_part_known": lambda: make.PlannedEventFactory(part="MAYBE"),
    "event_says_why_not": lambda: make.PlannedEventFactory(part="NOT_GOING"),
    "event_place_is_one_thing": lambda: make.PlannedEventFactory(
        place_organisation=make.OrganisationFactory(), latitude=1, longitude=1
    ),
    "event_on_earth": lambda: make.PlannedEventFactory(latitude=1),
    "event_took_place_or_not": lambda: make.PlannedEventFactory(
        activity=make.ActivityFactory(), cancelled_date=DAY, cancelled_reason="Rain"
    ),
    "event_cancelled_with_reason": lambda: make.PlannedEventFactory(cancelled_date=DAY),
    "event_part_of_another": _within_itself,
    "event_no_circle": _circle,
    "goes_once": lambda: make.EventGoerFactory.create_batch(
        2, event=make.PlannedEventFactory(), person=make.PersonFactory()
    ),
    "event_serves_once": lambda: make.EventDeliverableFactory.create_batch(
        2, event=make.PlannedEventFactory(), node=make.NodeFactory()
    ),
    "agenda_annualmeeting.slug": lambda: make.AnnualMeetingFactory.create_batch(2, slug="same"),
    "agenda_annualmeeting.event_id": lambda: make.AnnualMeetingFactory.create_batch(
        2, event=make.PlannedEventFactory()
    ),
    "agenda_annualmeeting.edition": lambda: make.AnnualMeetingFactory.create_batch(2, edition=2018),
    "edition_is_a_year": lambda: make.AnnualMeetingFactory(edition=18),
    "bids_once": lambda: make.HostBidFactory.create_batch(
        2, meeting=make.AnnualMeetingFactory(), organisation=make.OrganisationFactory()
    ),
    "statutory_number_once": lambda: make.StatutoryItemFactory.create_batch(
        2, meeting=make.AnnualMeetingFactory()
    ),
    "statutory_from_one": lambda: make.StatutoryItemFactory(number=0),
    "statutory_says_what": lambda: make.StatutoryItemFactory(title={}),
}
