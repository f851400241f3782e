"""Questions to publications: which a period tells of."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity, MediaMention
from rapporteur.records.publications.models import Publication, PublicationMention


def publications_of(period: Period, as_of: date) -> SearchQuerySet[Publication]:
    """Return what came out in a period, was launched by an activity of it, or was written of in it; each once."""
    last = min(as_of, period.last_day)
    happened = Activity.objects.published().in_period(period).values("pk")
    written = MediaMention.objects.in_period(period).filter(start_date__lte=last).values("pk")
    mentioned = PublicationMention.objects.filter(publication=OuterRef("pk"), mention__in=written)
    found: SearchQuerySet[Publication] = Publication.objects.filter(
        Q(published_date__gte=period.start, published_date__lte=last)
        | Q(activity__in=happened)
        | Exists(mentioned)
    )
    return found
