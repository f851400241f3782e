"""Questions to seats and focal points."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from rapporteur.base.core.models import DatedQuerySet
from rapporteur.records.governance.models import FocalPoint, Mandate, Seat


def vacant_seats(on: date) -> DatedQuerySet[Seat]:
    """Return the seats that are there on a day and that nobody holds or acts in."""
    held = Mandate.objects.in_force(on).filter(seat=OuterRef("pk"))
    found: DatedQuerySet[Seat] = Seat.objects.in_force(on).exclude(Exists(held))
    return found


def regions_looked_after(on: date) -> Collection[int]:
    """Return the keys of the regions that have a focal point on a day."""
    return frozenset(FocalPoint.objects.in_force(on).values_list("region", flat=True))
