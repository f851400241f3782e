"""What the files of training say, as the shapes of their room, and written through their verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.intake.importing.datasets import training_files as files
from rapporteur.intake.importing.datasets.parts import FilePart
from rapporteur.records.training import actions
from rapporteur.records.training.shapes import (
    CentreShape,
    CertificateShape,
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
        participant = ParticipantShape(course=file.slug, **_plain(one, "certificate"))
        keep(actions.record_participant(by=by, participant=participant))
        if one.certificate is not None:
            keep(actions.record_certificate(by=by, certificate=_certificate(one.slug, one.certificate)))


def _certificate(participant: str, file: files.CertificateInFile) -> CertificateShape:
    known = {name: value for name, value in _plain(file).items() if value not in (None, "")}
    return CertificateShape(slug=participant, participant=participant, **known)


def course_as_shape(file: files.CourseInFile) -> CourseShape:
    """Return a course without those who take part by name."""
    numbers = tuple(ParticipantCountShape(**_plain(one)) for one in file.numbers)
    return CourseShape(**_plain(file, "numbers", "participants"), numbers=numbers)


def _plain(part: FilePart, *apart: str) -> dict[str, Any]:
    """Return what a part says, by name, as it stands there."""
    return {name: getattr(part, name) for name in type(part).model_fields if name not in apart}
