"""Questions to communication items: which a period tells of, with the deliverables that they serve."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q

from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity
from rapporteur.records.communication.models import CommunicationItem


def items_of(period: Period, as_of: date) -> SearchQuerySet[CommunicationItem]:
    """Return what was put out in a period or told by an activity of it, and what goes on."""
    last = min(as_of, period.last_day)
    happened = Activity.objects.published().in_period(period).values("pk")
    goes_on = Q(ongoing=True) & (Q(published_date__isnull=True) | Q(published_date__lte=last))
    put_out = Q(published_date__gte=period.start, published_date__lte=last)
    found: SearchQuerySet[CommunicationItem] = CommunicationItem.objects.filter(
        put_out | goes_on | Q(activity__in=happened)
    )
    return found


def with_deliverables(found: SearchQuerySet[CommunicationItem]) -> list[tuple[CommunicationItem, list[str]]]:
    """Return items, those without a day last, each with the codes of its deliverables. One query."""
    rows: Iterable[Any] = (
        found.select_related("activity")
        .annotate(code=F("deliverables__node__code"))
        .order_by(F("published_date").asc(nulls_last=True), "slug", "code")
    )
    items: dict[int, tuple[CommunicationItem, list[str]]] = {}
    for row in rows:
        _, codes = items.setdefault(row.pk, (row, []))
        if row.code is not None:
            codes.append(row.code)
    return list(items.values())
