"""What the files of training say: their references, and written through the verbs of their room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.intake.importing.datasets import training_files as files
from rapporteur.intake.importing.datasets.call_references import Name, Twice
from rapporteur.intake.importing.datasets.contents import DataSet
from rapporteur.intake.importing.datasets.parts import FilePart
from rapporteur.intake.importing.datasets.yaml_source import Location
from rapporteur.intake.importing.problems import Problem
from rapporteur.records.training import actions
from rapporteur.records.training.shapes import (
    CentreShape,
    CourseShape,
    ParticipantCountShape,
    ParticipantShape,
    ProviderShape,
)

Keep = Callable[[Saved[Any]], Any]
"""What counts a write and returns its record."""


def load_provider(file: files.ProviderInFile, *, by: Actor, keep: Keep) -> None:
    """Write who gives courses."""
    centres = tuple(CentreShape(**_plain(one)) for one in file.centres)
    shape = ProviderShape(**_plain(file, "centres"), centres=centres)
    keep(actions.record_provider(by=by, provider=shape))


def load_course(file: files.CourseInFile, *, by: Actor, keep: Keep) -> None:
    """Write a course, then who takes part in it by name."""
    keep(actions.record_course(by=by, course=course_as_shape(file)))
    for one in file.participants:
        participant = ParticipantShape(course=file.slug, **_plain(one))
        keep(actions.record_participant(by=by, participant=participant))


def course_as_shape(file: files.CourseInFile) -> CourseShape:
    """Return a course without those who take part by name."""
    numbers = tuple(ParticipantCountShape(**_plain(one)) for one in file.numbers)
    return CourseShape(**_plain(file, "numbers", "participants"), numbers=numbers)


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


def _plain(part: FilePart, *apart: str) -> dict[str, Any]:
    """Return what a part says, by name, as it stands there."""
    return {name: getattr(part, name) for name in type(part).model_fields if name not in apart}
