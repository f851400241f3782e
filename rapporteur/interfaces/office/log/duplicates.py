"""Activities near to the one that is typed: warned of while there is time, never merged by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from rapidfuzz import fuzz

from rapporteur.base.core.permissions import Right
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.search import fold
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.meaning import Meaning
from rapporteur.records.activities.models import Activity

DAYS_APART = 3
"""Days between two accounts of one event: a travel day, or the day on which somebody noted it."""
ALIKE_FROM = 80.0
"""A likeness of titles (0 to 100) that is a warning by itself: two officers differ in a word or two of one meeting."""
COMPARED = 200
SHOWN = 3


@dataclass(frozen=True)
class Near:
    """An activity that may be the same: what it is called, when it was, where it is looked at."""

    title: str
    when: str
    address: str


def near_activities(meaning: Meaning, desk: Desk, own: Activity | None) -> list[Near]:
    """Return the activities of the same days or nearly, at the same place or with a title alike, the likeliest first.

    Those of which whoever logs may see nothing are not told of.
    """
    assert meaning.dates is not None  # noqa: S101  # who calls has asked
    first, last = meaning.dates.first_day, meaning.dates.last_day
    around = timedelta(days=DAYS_APART)
    candidates = Activity.objects.filter(start_date__lte=last + around, end_date__gte=first - around)
    if own is not None:
        candidates = candidates.exclude(pk=own.pk)
    seen = within_reach(candidates, desk.by, Right.VIEW_ACTIVITIES).prefetch_related("places__organisation")
    found = []
    for one in seen.order_by("start_date", "pk")[:COMPARED]:
        score = _likeness(meaning, one)
        if score:
            found.append((-score, one.pk, one))
    return [_near(one, desk) for _, _, one in sorted(found, key=lambda row: row[:2])[:SHOWN]]


def _likeness(meaning: Meaning, other: Activity) -> float:
    """Return how near another activity is; 0 where neither place nor title says anything."""
    titles = [fuzz.token_set_ratio(fold(meaning.typed.title), fold(title)) for title in other.title.values()]
    title = max(titles, default=0.0) if meaning.typed.title else 0.0
    places = {place.organisation.slug for place in other.places.all() if place.organisation}
    names = {fold(name) for place in other.places.all() for name in place.name.values()}
    same_place = (meaning.place is not None and meaning.place.value in places) or fold(
        meaning.own_place
    ) in names
    assert meaning.dates is not None  # noqa: S101
    same_days = other.start_date <= meaning.dates.last_day and other.end_date >= meaning.dates.first_day
    if title >= ALIKE_FROM:
        return title + 50 * same_days
    return 40 + title / 10 if same_place and same_days else 0


def _near(one: Activity, desk: Desk) -> Near:
    address = reverse("wagtailsnippets_activities_activity:edit", args=(one.pk,))
    return Near(one.title.best(desk.reading), format_dates(one.dates, desk.language), address)
