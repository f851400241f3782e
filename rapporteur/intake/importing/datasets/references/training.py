"""What the files of training refer to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapporteur.intake.importing.datasets import training_files as files
from rapporteur.intake.importing.datasets.contents import DataSet
from rapporteur.intake.importing.datasets.references.calls import Name, Twice
from rapporteur.intake.importing.datasets.yaml_source import Location
from rapporteur.intake.importing.problems import Problem


def check_training(data: DataSet, known: Any, twice: Twice) -> Iterator[Problem]:
    """Yield a problem for every name that nothing bears; `known` is what may be referred to."""
    providers = dict.fromkeys(entry.value.slug for entry in data.providers)
    for entry in data.providers:
        for n, centre in enumerate(entry.value.centres):
            at: Location = ("centres", n, "organisation")
            yield from known.check(entry, at, centre.organisation, known.organisations, "an organisation")
    for placed in data.courses:
        for place, value, valid, expected in _of_course(placed.value, known, providers):
            yield from known.check(placed, place, value, valid, expected)
    yield from twice(
        (entry, ("participants", n, "slug"), one.slug)
        for entry in data.courses
        for n, one in enumerate(entry.value.participants)
    )


def _of_course(course: files.CourseInFile, known: Any, providers: dict[str, None]) -> Iterator[Name]:
    """Yield each name that a course gives."""
    yield ("provider",), course.provider, providers, "a provider"
    yield ("programme",), course.programme, known.initiatives, "an initiative"
    yield ("activity",), course.activity, known.activities, "an activity"
    yield ("place",), course.place, known.organisations, "an organisation"
    for n, number in enumerate(course.numbers):
        yield ("numbers", n, "organisation"), number.organisation, known.organisations, "an organisation"
    for n, one in enumerate(course.participants):
        at: Location = ("participants", n)
        yield (*at, "person"), one.person, known.people, "a person"
        yield (*at, "organisation"), one.organisation, known.organisations, "an organisation"
