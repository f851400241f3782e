"""What the checks ask of courses: those of a period, how many took part, who stands in them twice. Three queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from rapporteur.base.values.periods import Period
from rapporteur.base.values.search import fold
from rapporteur.proof.rules import facts as f
from rapporteur.records.training.models import Course, Participant
from rapporteur.records.training.queries import attended, rows_of
from rapporteur.records.training.tally import Counted


def fetch_courses(period: Period, as_of: date) -> tuple[f.CourseFacts, ...]:
    """Fetch the courses of a period that began by a day and were not cancelled."""
    found = Course.objects.filter(
        start_date__gte=period.start, start_date__lte=min(as_of, period.last_day), cancelled=False
    )
    courses = list(found.order_by("start_date", "slug"))
    keys = [one.pk for one in courses]
    rows, named = rows_of(keys), _named(keys)
    return tuple(
        f.CourseFacts(
            slug=one.slug,
            title=one.title,
            start=one.start_date,
            end=one.end_date,
            people=attended(rows.get(one.pk, ())).people,
            named_twice=_twice([name for name, _, _ in named.get(one.pk, ())]),
            counted_twice=_both(rows.get(one.pk, []), dict(row[1:] for row in named.get(one.pk, ()))),
        )
        for one in courses
    )


def _named(courses: list[int]) -> dict[int, list[tuple[str, int | None, str]]]:
    """Return by course who takes part by name: what they are called, and for which organisation."""
    found: dict[int, list[Any]] = defaultdict(list)
    rows = Participant.objects.filter(course__in=courses).order_by("pk")
    for course, name, person, key, slug in rows.values_list(
        "course_id", "name", "person__name", "organisation_id", "organisation__slug"
    ):
        found[course].append((person or name, key, slug))
    return found


def _twice(names: list[str]) -> tuple[str, ...]:
    """Return the names that stand there more than once, however they are written."""
    counted = Counter(map(fold, names))
    return tuple({fold(name): name for name in names if counted[fold(name)] > 1}.values())


def _both(rows: list[tuple[str, Counted]], slugs: dict[int | None, str]) -> tuple[str, ...]:
    """Return the organisations of which both names and a number are on record, of the same attendance."""
    named = {(attendance, one.organisation) for attendance, one in rows if one.named and one.organisation}
    numbered = {(attendance, one.organisation) for attendance, one in rows if not one.named and one.people}
    return tuple(sorted({slugs[key] for _, key in named & numbered}))
