"""What the checks ask of courses: those of a period, how many took part, who stands in them twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from operator import attrgetter

from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, AskedRecords, Reader
from rapporteur.base.values.periods import Period
from rapporteur.base.values.search import fold
from rapporteur.proof.rules import facts as f
from rapporteur.records.training.models import Course, Participant
from rapporteur.records.training.queries import attended, by_course, parts_of_courses
from rapporteur.records.training.tally import Counted


class NamedRow(Struct, frozen=True):
    """Who takes part in a course by name: what they are called, and for which organisation."""

    id: int
    course: int
    name: str
    person: str | None
    organisation: int | None
    slug: str | None


def read_courses(period: Period, as_of: date) -> Reader[tuple[f.CourseFacts, ...]]:
    """Read the courses of a period that began by a day and were not cancelled, in two rounds."""
    wanted = Course.objects.filter(
        start_date__gte=period.start, start_date__lte=min(as_of, period.last_day), cancelled=False
    )
    (courses,) = yield [AskedRecords(wanted)]
    keys = [one.pk for one in courses]
    paths = {
        "id": "id", "course": "course_id", "name": "name", "person": "person__name",
        "organisation": "organisation_id", "slug": "organisation__slug",
    }  # fmt: skip
    called, *took_part = yield (
        AskedPart(NamedRow, Participant.objects.filter(course__in=keys), paths),
        *parts_of_courses(keys),
    )
    named: dict[int, list[NamedRow]] = defaultdict(list)
    for row in sorted(called, key=attrgetter("id")):
        named[row.course].append(row)
    rows = by_course(*took_part)
    return tuple(
        _course(one, rows.get(one.pk, []), named[one.pk])
        for one in sorted(courses, key=attrgetter("start_date", "slug"))
    )


def _course(one: Course, rows: list[tuple[str, Counted]], named: list[NamedRow]) -> f.CourseFacts:
    return f.CourseFacts(
        slug=one.slug,
        title=one.title,
        start=one.start_date,
        end=one.end_date,
        people=attended(rows).people,
        named_twice=_twice([row.person or row.name for row in named]),
        counted_twice=_both(rows, {row.organisation: row.slug or "" for row in named}),
    )


def _twice(names: list[str]) -> tuple[str, ...]:
    """Return the names that stand there more than once, however they are written."""
    counted = Counter(map(fold, names))
    return tuple({fold(name): name for name in names if counted[fold(name)] > 1}.values())


def _both(rows: list[tuple[str, Counted]], slugs: dict[int | None, str]) -> tuple[str, ...]:
    """Return the organisations of which both names and a number are on record, of the same attendance."""
    named = {(attendance, one.organisation) for attendance, one in rows if one.named and one.organisation}
    numbered = {(attendance, one.organisation) for attendance, one in rows if not one.named and one.people}
    return tuple(sorted({slugs[key] for _, key in named & numbered}))
