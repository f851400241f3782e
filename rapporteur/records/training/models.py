"""Providers of training with their centres, courses, and who takes part in them: people by name, or only numbers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import COUNTRY, Named, check_link
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.enums import HeadcountExactness, HeadcountGroup, HeadcountOrigin
from rapporteur.records.governance.models import Person
from rapporteur.records.juries.enums import Sex
from rapporteur.records.members.models import Organisation
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.training.codes import CODE, CODE_PATTERN
from rapporteur.records.training.enums import ATTENDANCE_OF_NUMBERS, CourseAttendance, CourseKind, CourseMode


def no_languages() -> list[str]:
    """Return the languages of a course that says nothing of them."""
    return []


def exactness_field() -> models.CharField[str, str]:
    """Return a column that says whether the number beside it is the number itself, or one near it."""
    return models.CharField(
        max_length=5, choices=HeadcountExactness.choices, default=HeadcountExactness.EXACT
    )


class Provider(Named, ClusterableModel, Searchable):
    """Who gives courses: an institute with its seat and its regional centres, or anybody else who trains."""

    essential = ("name",)
    called_by: ClassVar[tuple[str, ...]] = ("name",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "name", "short_name")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)

    name = LocalizedTextField()
    short_name = models.CharField(max_length=40, blank=True)
    link = models.URLField(blank=True, validators=[check_link])
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["Provider"].as_manager()


class ProviderCentre(models.Model):
    """Where a provider is at home: with an organisation on record, or at an institution that has only a name."""

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="centres")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="training_centres"
    )
    name = LocalizedTextField(help_text="Of the institution that houses it.")
    seat = models.BooleanField(default=False, help_text="Its seat; the others are regional centres.")

    objects = SearchQuerySet["ProviderCentre"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(name={}), name="centre_says_where"
            ),
            models.UniqueConstraint(fields=["provider", "organisation"], name="centre_once"),
            models.UniqueConstraint(fields=["provider"], condition=Q(seat=True), name="one_seat_of_provider"),
        ]

    def __str__(self) -> str:
        return self.name.best(("en",)) or str(self.organisation)


class Course(Named, ClusterableModel, Searchable):
    """A course, seminar or webinar from `start_date` to `end_date`, both included.

    Who took part stands on record by name (`participants`) or only as numbers (`numbers`), each of them once. Of
    countries and certificates the number itself may be all that is known. What those who took part thought of it is
    the mean of `evaluation_answers` answers on a scale up to `evaluation_scale`.
    """

    essential = ("title",)
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title", "theme", "organisers")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "provider", "programme")

    kind = models.CharField(max_length=8, choices=CourseKind.choices)
    title = LocalizedTextField()
    theme = LocalizedTextField()
    provider = models.ForeignKey(
        Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    programme = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    activity = models.ForeignKey(
        Activity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="courses",
        help_text="The activity that the members who took part are activated by.",
    )
    organisers = LocalizedTextField(help_text="Who organises or gives it beside the provider.")
    mode = models.CharField(max_length=7, choices=CourseMode.choices, default=CourseMode.ON_SITE)
    languages = models.JSONField(default=no_languages, blank=True, help_text="In which it is held.")
    start_date = models.DateField(db_index=True)
    end_date = models.DateField()
    place_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_courses"
    )
    place_name = LocalizedTextField()
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="How many places there are.")
    cancelled = models.BooleanField(default=False, help_text="It did not take place, or will not.")
    country_count = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="From how many countries people came, where only their number is known.",
    )
    certificate_count = models.PositiveIntegerField(
        null=True, blank=True, help_text="Of certificates that were given, where only their number is known."
    )
    certificate_exactness = exactness_field()
    evaluation = LocalizedTextField(long=True, help_text="What those who took part said of it.")
    evaluation_answers = models.PositiveIntegerField(null=True, blank=True)
    evaluation_mean = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    evaluation_scale = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="The best mark that could be given."
    )
    link = models.URLField(blank=True, validators=[check_link])
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["Course"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CourseKind.values), name="course_kind_known"),
            models.CheckConstraint(condition=Q(mode__in=CourseMode.values), name="course_mode_known"),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="course_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="course_has_places"
            ),
            models.CheckConstraint(
                condition=Q(certificate_exactness__in=HeadcountExactness.values),
                name="course_exactness_known",
            ),
            models.CheckConstraint(
                condition=Q(evaluation_mean__isnull=True, evaluation_scale__isnull=True)
                | Q(
                    evaluation_answers__isnull=False,
                    evaluation_mean__isnull=False,
                    evaluation_scale__isnull=False,
                ),
                name="course_evaluation_whole",
            ),
            models.CheckConstraint(
                condition=Q(evaluation_mean__isnull=True)
                | Q(evaluation_mean__gte=0, evaluation_mean__lte=F("evaluation_scale")),
                name="course_evaluation_on_scale",
            ),
        ]

    @property
    def dates(self) -> Dates:
        """The dates as a value."""
        return Dates(self.start_date, self.end_date)


class ParticipantCount(models.Model):
    """How many took part of whom only the number is known: of an organisation, a country, or nobody in particular.

    The numbers of a course are of different people and add up. `people` is empty where somebody took part and nobody
    knows how many. A number is what a person said or counted: none is worked out of names or of the other numbers.
    """

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)

    course = ParentalKey(Course, on_delete=models.CASCADE, related_name="numbers")
    attendance = models.CharField(
        max_length=10, choices=CourseAttendance.choices, default=CourseAttendance.ATTENDED, db_index=True
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="participant_counts"
    )
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    who = models.CharField(max_length=12, choices=HeadcountGroup.choices, default=HeadcountGroup.NOT_RECORDED)
    people = models.PositiveIntegerField(
        null=True, blank=True, help_text="Empty: they took part, and nobody knows how many."
    )
    exactness = exactness_field()
    origin = models.CharField(max_length=8, choices=HeadcountOrigin.choices, default=HeadcountOrigin.COUNTED)

    objects = SearchQuerySet["ParticipantCount"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attendance__in=ATTENDANCE_OF_NUMBERS), name="count_of_some_attendance"
            ),
            models.CheckConstraint(condition=Q(who__in=HeadcountGroup.values), name="count_group_known"),
            models.CheckConstraint(
                condition=Q(exactness__in=HeadcountExactness.values), name="count_exactness_known"
            ),
            models.CheckConstraint(condition=Q(origin__in=HeadcountOrigin.values), name="count_origin_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(country=""), name="count_of_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=False) | Q(organisation__isnull=False) | ~Q(country=""),
                name="count_says_something",
            ),
            models.UniqueConstraint(
                # without a condition: rows of no organisation differ, and a merger of two sees that they meet here
                fields=["course", "attendance", "organisation", "who"],
                name="count_once_of_organisation",
            ),
            models.UniqueConstraint(
                fields=["course", "attendance", "country", "who"],
                condition=Q(organisation__isnull=True),
                name="count_once_of_country",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people if self.people is not None else '?'} {self.who}"


class Participant(Named, Searchable):
    """Somebody who takes part in a course: a person on record, or a name; for whom, and whether they came.

    Their sex is what they said of themselves. Where names are not needed, numbers are kept instead.
    """

    called_by: ClassVar[tuple[str, ...]] = ("person", "name")
    searched: ClassVar[tuple[str, ...]] = ("slug", "name")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "person", "organisation")

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="courses"
    )
    name = models.CharField(max_length=150, blank=True, help_text="Of somebody who is not on record.")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="trainees"
    )
    country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    sex = models.CharField(
        max_length=5, choices=Sex.choices, blank=True, help_text="As they said of themselves; else empty."
    )
    registered_date = models.DateField(null=True, blank=True)
    attendance = models.CharField(
        max_length=10, choices=CourseAttendance.choices, default=CourseAttendance.REGISTERED, db_index=True
    )
    consent = models.BooleanField(default=False, help_text="They agreed to a certificate with their name.")
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = SearchQuerySet["Participant"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
                name="participant_is_somebody",
            ),
            models.CheckConstraint(condition=Q(sex="") | Q(sex__in=Sex.values), name="participant_sex_known"),
            models.CheckConstraint(
                condition=Q(attendance__in=CourseAttendance.values), name="participant_attendance_known"
            ),
            models.UniqueConstraint(fields=["course", "person"], name="participant_once"),
        ]


class CertificateQuerySet(SearchQuerySet["Certificate"]):
    """Questions to certificates."""

    def public(self, by: date) -> Self:
        """Those given by a day, withdrawn or not: whoever holds the code of one is told which of the two."""
        return self.filter(issued_date__lte=by)


class Certificate(Named):
    """What somebody who came to a course was given in their name: its number within a year, and the code on it.

    The code tells whoever has the paper, on a public page, that it was given; it says nothing by itself, and the page
    shows no name. One that was given by mistake is withdrawn, which the page tells too.
    """

    called_by: ClassVar[tuple[str, ...]] = ("participant",)
    found_by: ClassVar[tuple[str, ...]] = ("slug", "participant")

    participant = models.OneToOneField(Participant, on_delete=models.PROTECT, related_name="certificate")
    year = models.PositiveSmallIntegerField(help_text="In which it was given: numbers begin anew every year.")
    number = models.PositiveIntegerField()
    code = models.CharField(
        max_length=12, unique=True, validators=[CODE], help_text="Stands on the certificate."
    )
    issued_date = models.DateField()
    withdrawn_date = models.DateField(
        null=True, blank=True, help_text="From this day on it is not valid; empty: it is."
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="certificate_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="certificate_has_number"),
            models.CheckConstraint(condition=Q(code__regex=CODE_PATTERN), name="certificate_code_possible"),
            models.CheckConstraint(
                condition=Q(withdrawn_date__isnull=True) | Q(withdrawn_date__gte=F("issued_date")),
                name="certificate_withdrawn_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"
