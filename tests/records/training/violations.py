"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from tests.factories import make


def _counted_twice(**values: object) -> object:
    return make.ParticipantCountFactory.create_batch(2, course=make.CourseFactory(), **values)


def _twice_for(participant: object) -> object:
    return [make.CertificateFactory(participant=participant, slug=slug) for slug in ("one", "other")]


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "training_provider.slug": lambda: make.ProviderFactory.create_batch(2, slug="same"),
    "centre_says_where": lambda: make.ProviderCentreFactory(organisation=None),
    "centre_once": lambda: make.ProviderCentreFactory.create_batch(
        2, provider=make.ProviderFactory(), organisation=make.OrganisationFactory()
    ),
    "one_seat_of_provider": lambda: make.ProviderCentreFactory.create_batch(
        2, provider=make.ProviderFactory(), seat=True
    ),
    "training_course.slug": lambda: make.CourseFactory.create_batch(2, slug="same"),
    "course_kind_known": lambda: make.CourseFactory(kind="TALK"),
    "course_mode_known": lambda: make.CourseFactory(mode="SPACE"),
    "course_ends_after_start": lambda: make.CourseFactory(end_date=date(2018, 4, 21)),
    "course_has_places": lambda: make.CourseFactory(capacity=0),
    "course_exactness_known": lambda: make.CourseFactory(certificate_exactness="SOME"),
    "course_evaluation_whole": lambda: make.CourseFactory(evaluation_mean=Decimal(4), evaluation_scale=5),
    "course_evaluation_on_scale": lambda: make.CourseFactory(
        evaluation_answers=3, evaluation_mean=Decimal(6), evaluation_scale=5
    ),
    "count_of_some_attendance": lambda: make.ParticipantCountFactory(attendance="ABSENT"),
    "count_group_known": lambda: make.ParticipantCountFactory(who="ALL"),
    "count_exactness_known": lambda: make.ParticipantCountFactory(exactness="SOME"),
    "count_origin_known": lambda: make.ParticipantCountFactory(origin="GUESSED"),
    "count_of_one_thing": lambda: make.ParticipantCountFactory(country="PT"),
    "count_says_something": lambda: make.ParticipantCountFactory(organisation=None, people=None),
    "count_once_of_organisation": lambda: _counted_twice(organisation=make.OrganisationFactory()),
    "count_once_of_country": lambda: _counted_twice(organisation=None),
    "training_participant.slug": lambda: make.ParticipantFactory.create_batch(2, slug="same"),
    "participant_is_somebody": lambda: make.ParticipantFactory(name=""),
    "participant_sex_known": lambda: make.ParticipantFactory(sex="?"),
    "participant_attendance_known": lambda: make.ParticipantFactory(attendance="LATE"),
    "training_certificate.slug": lambda: make.CertificateFactory.create_batch(2, slug="same"),
    "training_certificate.participant_id": lambda: _twice_for(make.ParticipantFactory()),
    "training_certificate.code": lambda: make.CertificateFactory.create_batch(2, code="000000000000"),
    "certificate_number_once": lambda: make.CertificateFactory.create_batch(2, number=1),
    "certificate_has_number": lambda: make.CertificateFactory(number=0),
    "certificate_code_possible": lambda: make.CertificateFactory(code="00000000000I"),
    "certificate_withdrawn_after": lambda: make.CertificateFactory(withdrawn_date=date(2018, 4, 28)),
    "participant_once": lambda: make.ParticipantFactory.create_batch(
        2, course=make.CourseFactory(), person=make.PersonFactory(), name=""
    ),
}
