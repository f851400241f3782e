"""Questions to courses: whom they activated through their activities, how many took part, who is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q, Value
from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, Part, read_together
from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.records.activities.enums import ActivationRole
from rapporteur.records.calls.queries import TakingPart
from rapporteur.records.training.enums import CourseAttendance
from rapporteur.records.training.models import Certificate, Course, Participant, ParticipantCount
from rapporteur.records.training.tally import GROUP_OF, Counted, Tally, tally


def trainees_activated() -> list[TakingPart]:
    """Return for whom those came who took part in courses, by name or by number."""
    role = Value(ActivationRole.PARTICIPANT.value)
    came = Q(attendance=CourseAttendance.ATTENDED, organisation__isnull=False, course__cancelled=False)
    numbers = ParticipantCount.objects.filter(came & (Q(people__isnull=True) | Q(people__gt=0)))
    return [
        TakingPart(Participant.objects.filter(came), "course__activity", "organisation", role),
        TakingPart(numbers, "course__activity", "organisation", role),
    ]


class TookPartRow(Struct, frozen=True):
    """Somebody who takes part in a course by name, or a number of them; `exactness` is empty of a name."""

    id: int
    course: int
    attendance: str
    organisation: int | None
    own: str | None
    country: str
    who: str
    people: int | None = 1
    exactness: str = ""


def parts_of_courses(courses: Collection[int]) -> tuple[Part, ...]:
    """Return what is to be read of those who took part in courses (keys)."""
    paths = {
        "id": "id", "course": "course_id", "attendance": "attendance", "organisation": "organisation_id",
        "own": "organisation__country", "country": "country",
    }  # fmt: skip
    numbers = {"who": "who", "people": "people", "exactness": "exactness"}
    return (
        AskedPart(TookPartRow, ParticipantCount.objects.filter(course__in=courses), paths | numbers),
        AskedPart(TookPartRow, Participant.objects.filter(course__in=courses), paths | {"who": "sex"}),
    )


def rows_of(courses: Collection[int]) -> dict[int, list[tuple[str, Counted]]]:
    """Return by course (key) who took part, by name and by number, each with whether they came. One query."""
    return by_course(*read_together(parts_of_courses(courses)))


def by_course(
    numbers: Iterable[TookPartRow], named: Iterable[TookPartRow]
) -> dict[int, list[tuple[str, Counted]]]:
    """Return the rows of :func:`parts_of_courses` by course (key), numbers first, each with whether they came."""
    found: dict[int, list[tuple[str, Counted]]] = defaultdict(list)
    for row in sorted(numbers, key=lambda row: row.id):
        counted = Counted(row.who, row.people, row.exactness, row.organisation, row.own or row.country)
        found[row.course].append((row.attendance, counted))
    for row in sorted(named, key=lambda row: row.id):
        country = row.own or row.country
        counted = Counted(GROUP_OF[row.who], organisation=row.organisation, country=country, named=True)
        found[row.course].append((row.attendance, counted))
    return found


def attended(rows: Iterable[tuple[str, Counted]]) -> Tally:
    """Add up those who came."""
    return tally(counted for attendance, counted in rows if attendance == CourseAttendance.ATTENDED)


def registered(rows: Iterable[tuple[str, Counted]]) -> Tally:
    """Add up those who registered: the numbers of that, and everybody by name."""
    return tally(
        counted for attendance, counted in rows if counted.named or attendance == CourseAttendance.REGISTERED
    )


def tallies_of(courses: Collection[Course]) -> Mapping[int, Tally]:
    """Return by course (key) how many came. One query."""
    rows = rows_of([one.pk for one in courses])
    return {one.pk: attended(rows.get(one.pk, ())) for one in courses}


def to_be_certified(course: Course) -> SearchQuerySet[Participant]:
    """Return those who came to a course and agreed to a certificate with their name, in the order of their slugs."""
    came = Participant.objects.filter(course=course, attendance=CourseAttendance.ATTENDED, consent=True)
    return came.order_by("slug")


def certificates_in_force(course: Course, on: date) -> SearchQuerySet[Certificate]:
    """Return the certificates of a course that are valid on a day, with their participants, by number. One query."""
    valid = Q(withdrawn_date__isnull=True) | Q(withdrawn_date__gt=on)
    rows = Certificate.objects.filter(valid, participant__course=course, issued_date__lte=on)
    return rows.select_related("participant__person").order_by("year", "number")


def came_without_consent(course: Course) -> int:
    """Return how many came to a course by name who did not agree to a certificate."""
    return course.participants.filter(attendance=CourseAttendance.ATTENDED, consent=False).count()
