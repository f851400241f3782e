"""Questions to courses: whom they activated through their activities, how many took part, who is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast

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


def rows_of(courses: Collection[int]) -> dict[int, list[tuple[str, Counted]]]:
    """Return by course (key) who took part, by name and by number, each with whether they came. One query."""
    columns = ("course_id", "attendance", "organisation_id", "organisation__country", "country")
    numbers = ParticipantCount.objects.filter(course__in=courses).order_by()
    named = Participant.objects.filter(course__in=courses).order_by()
    rows = numbers.values_list(*columns, "who", "people", "exactness", "id").union(
        # a name has no number and no exactness: the columns of both are alike
        named.values_list(*columns, "sex", Value(1), Cast(Value("NAMED"), CharField()), "id"),
        all=True,
    )
    found: dict[int, list[tuple[str, Counted]]] = defaultdict(list)
    for course, attendance, organisation, own, country, who, people, exactness, _ in sorted(
        rows, key=lambda row: (row[0], row[7] == "NAMED", row[8])
    ):
        if exactness == "NAMED":
            counted = Counted(GROUP_OF[who], organisation=organisation, country=own or country, named=True)
        else:
            counted = Counted(who, people, exactness, organisation, own or country)
        found[course].append((attendance, counted))
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
