"""Questions to the agenda."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from rapporteur.records.agenda.enums import EventPart
from rapporteur.records.agenda.models import PlannedEvent


def events_between(since: date, until: date) -> QuerySet[PlannedEvent]:
    """Return the events that begin from one day up to and with another, in their order."""
    found = PlannedEvent.objects.filter(start_date__gte=since, start_date__lte=until)
    return found.order_by("start_date", "end_date", "slug")


def events_unsettled(on: date) -> QuerySet[PlannedEvent]:
    """Return the events that were over before a day, and of which nobody has said what became of them.

    To what we do not go, nothing comes of for us.
    """
    over = PlannedEvent.objects.filter(end_date__lt=on, activity=None, cancelled_date=None)
    return over.exclude(part=EventPart.NOT_GOING).order_by("start_date", "slug")


def events_to_come(on: date) -> QuerySet[PlannedEvent]:
    """Return the network's own events that lie ahead on a day, those first that begin first."""
    ahead = PlannedEvent.objects.filter(
        part=EventPart.OURS, start_date__gte=on, activity=None, cancelled_date=None
    )
    return ahead.order_by("start_date", "end_date", "slug")
