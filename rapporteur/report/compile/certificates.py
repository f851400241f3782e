"""Compile the certificates of a course from its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rapporteur.base.core.queries import the_association
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.records.members.models import OrganisationName
from rapporteur.records.training.codes import grouped
from rapporteur.records.training.enums import CourseMode
from rapporteur.records.training.models import Certificate, Course
from rapporteur.records.training.queries import certificates_in_force
from rapporteur.report.value.certificates import CertificateData


def compile_certificates(course: Course, as_of: date, site: str) -> Iterator[CertificateData]:
    """Yield the certificates of `course` that are valid on the day `as_of`, by number, in a constant number of queries.

    `site` is the address under which the public pages are reached. Raises NoAssociation.
    """
    association = the_association()
    rows = list(certificates_in_force(course, as_of))
    keys = {row.participant.organisation_id for row in rows} | {course.place_organisation_id}
    names = dict(
        OrganisationName.objects.in_force(course.start_date)
        .filter(organisation__in=[key for key in keys if key is not None])
        .values_list("organisation_id", "name")
    )
    languages = tuple(association.languages)
    spoken = tuple(one for one in languages if one in course.languages) or (association.source_language,)
    for row in rows:
        yield CertificateData(
            slug=row.slug,
            association=association.name,
            short_name=association.short_name,
            seat=association.seat,
            languages=languages,
            source_language=association.source_language,
            spoken=spoken,
            colour=association.colour,
            year=row.year,
            number=row.number,
            code=grouped(row.code),
            address=f"{site.rstrip('/')}/{{language}}/certificates/?code={grouped(row.code)}",
            issued=row.issued_date,
            name=_name(row),
            organisation=names.get(row.participant.organisation_id or 0, EMPTY),
            course=course.title,
            theme=course.theme,
            kind=course.kind,
            provider=course.provider.name if course.provider else EMPTY,
            organisers=course.organisers,
            start=course.start_date,
            end=course.end_date,
            place=_place(course, names),
            online=course.mode == CourseMode.ONLINE,
        )


def _name(row: Certificate) -> str:
    person = row.participant.person
    name: str = person.name if person else row.participant.name
    return name


def _place(course: Course, names: dict[int, LocalizedText]) -> LocalizedText:
    name: LocalizedText = course.place_name
    return name or names.get(course.place_organisation_id or 0, EMPTY)
