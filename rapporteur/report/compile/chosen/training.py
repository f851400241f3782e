"""Courses of a period, with what is known of who took part."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.records.governance.enums import HeadcountExactness
from rapporteur.records.training.enums import CourseMode
from rapporteur.records.training.models import Course
from rapporteur.records.training.tally import Tally
from rapporteur.report.compile.chosen.fetch import ChosenRecords
from rapporteur.report.value import programmes as p

NamedByKey = Callable[[int], LocalizedText]
"""What the report calls an organisation, by its key."""


class TrainingCompiler:
    """What a period tells of courses; `full` has the slugs of the members that are counted, by their keys."""

    def __init__(self, records: ChosenRecords, *, named: NamedByKey, full: Mapping[int, str]) -> None:
        self.records, self.named, self.full = records, named, full

    def courses(self, activities: Container[str]) -> tuple[p.CourseData, ...]:
        """Return the courses by their first day; `activities` are the slugs of those that the report has."""
        return tuple(self._course(one, activities) for one in self.records.courses)

    def _course(self, one: Course, activities: Container[str]) -> p.CourseData:
        came, registered = self.records.attended[one.pk], self.records.registered[one.pk]
        activity = one.activity.slug if one.activity else None
        return p.CourseData(
            slug=one.slug,
            title=one.title,
            kind=one.kind,
            provider=one.provider.name if one.provider else EMPTY,
            organisers=one.organisers,
            start=one.start_date,
            end=one.end_date,
            online=one.mode == CourseMode.ONLINE,
            place=self._place(one),
            capacity=one.capacity,
            registered=registered.people,
            people=came.people,
            about=came.about,
            incomplete=came.incomplete,
            women=came.women,
            recorded=came.recorded,
            countries=_countries(one, came),
            certificates=_certificates(one),
            certificates_about=one.certificate_exactness == HeadcountExactness.ABOUT
            and one.certificate_count is not None,
            organisations=tuple(
                p.InvolvedData(self.named(key), self.full.get(key)) for key in came.organisations
            ),
            activity=activity if activity in activities else None,
        )

    def _place(self, one: Course) -> LocalizedText:
        name: LocalizedText = one.place_name
        return self.named(one.place_organisation_id) if one.place_organisation_id and not name else name


def _certificates(one: Course) -> int | None:
    """Return how many certificates were given: as it is stated, else as many as are on record."""
    issued: int = one.issued
    return one.certificate_count if one.certificate_count is not None else issued or None


def _countries(one: Course, came: Tally) -> int | None:
    """Return from how many countries people came: as it is stated, else as many as are on record of everybody."""
    if one.country_count is not None:
        return one.country_count
    return len(came.countries) or None
