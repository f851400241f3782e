"""Activities near to the one that is typed: warned of while there is time, never merged by themselves.

That much happens on one day says nothing. What counts is a title with the same words, or that the same kind of thing
was at the same place on the same days; the warning says which of the two it is.
"""

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
TELLING_FROM = 4
"""Letters from which on a word of a title tells it from others: the shorter are articles and the like."""
TOLD_BY = 2
"""Words that two titles share before they are compared, unless they are the same altogether."""
COMPARED = 200
SHOWN = 3


@dataclass(frozen=True)
class Near:
    """An activity that may be the same: what it is called, when it was, where it is looked at."""

    title: str
    when: str
    address: str
    is_by_place: bool = False


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
        score, is_by_place = _likeness(meaning, one)
        if score:
            found.append((-score, one.pk, one, is_by_place))
    nearest = sorted(found, key=lambda row: row[:2])[:SHOWN]
    return [_near(one, desk, is_by_place=by_place) for _, _, one, by_place in nearest]


def _likeness(meaning: Meaning, other: Activity) -> tuple[float, bool]:
    """Return how near another activity is, and whether by its place; 0 where neither place nor title says anything."""
    title = max((_alike(meaning.typed.title, one) for one in other.title.values()), default=0.0)
    assert meaning.dates is not None  # noqa: S101
    same_days = other.start_date <= meaning.dates.last_day and other.end_date >= meaning.dates.first_day
    if title >= ALIKE_FROM:
        return title + 50 * same_days, False
    is_there_then = same_days and other.kind == meaning.kind and _is_at_its_place(meaning, other)
    return (40 + title / 10, True) if is_there_then else (0, False)


def _alike(typed: str, title: str) -> float:
    """Return how alike two titles are; 0 where too few words stand in both to tell."""
    one, other = fold(typed), fold(title)
    if one != other and len(_telling(one) & _telling(other)) < TOLD_BY:
        return 0
    return fuzz.token_set_ratio(one, other)


def _telling(folded: str) -> set[str]:
    return {word for word in folded.split() if len(word) >= TELLING_FROM or word.isdecimal()}


def _is_at_its_place(meaning: Meaning, other: Activity) -> bool:
    places = {place.organisation.slug for place in other.places.all() if place.organisation}
    names = {fold(name) for place in other.places.all() for name in place.name.values()}
    if meaning.place is not None and meaning.place.value in places:
        return True
    return bool(meaning.own_place) and fold(meaning.own_place) in names


def _near(one: Activity, desk: Desk, *, is_by_place: bool) -> Near:
    address = reverse("wagtailsnippets_activities_activity:edit", args=(one.pk,))
    when = format_dates(one.dates, desk.language)
    return Near(one.title.best(desk.reading), when, address, is_by_place)
