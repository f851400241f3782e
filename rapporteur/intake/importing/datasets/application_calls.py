"""What the file of calls says, as the shapes of their rooms, and written through their verbs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.intake.importing.datasets import call_files as files
from rapporteur.intake.importing.datasets.parts import FilePart, as_dates
from rapporteur.records.calls import actions as calls
from rapporteur.records.calls.shapes import (
    ApplicationAnswerShape,
    ApplicationPartnerShape,
    ApplicationShape,
    CallShape,
    CriterionShape,
    GraceShape,
    QuestionShape,
)
from rapporteur.records.juries import actions as juries
from rapporteur.records.juries.shapes import AssessmentShape, JurorShape, ScoreShape, TieShape

Keep = Callable[[Saved[Any]], Any]
"""What counts a write and returns its record."""


def load_call(file: files.ApplicationCallInFile, *, by: Actor, keep: Keep) -> None:
    """Write a call, then its applications, its jurors with their ties, and at last their points."""
    keep(calls.record_call(by=by, call=call_as_shape(file)))
    for application in file.applications:
        keep(calls.record_application(by=by, application=application_as_shape(file.slug, application)))
    for one in file.jurors:
        juror = keep(juries.record_juror(by=by, juror=juror_as_shape(file.slug, one)))
        if one.declared is not None:
            ties = [TieShape(**_plain(tie)) for tie in one.ties]
            juror = juries.note_declaration(by=by, juror=juror, ties=ties, on=one.declared).record
        for said in one.assessments:
            keep(juries.note_assessment(by=by, juror=juror, assessment=assessment_as_shape(said)))


def call_as_shape(file: files.ApplicationCallInFile) -> CallShape:
    """Return a call without what are records of their own."""
    apart = {"applications", "jurors", "decision", "criteria", "questions", "graces"}
    return CallShape(
        **_plain(file, apart),
        decision=as_dates(file.decision),
        criteria=tuple(CriterionShape(**_plain(one)) for one in file.criteria),
        questions=tuple(QuestionShape(**_plain(one)) for one in file.questions),
        graces=tuple(GraceShape(**_plain(one)) for one in file.graces),
    )


def application_as_shape(call: str, file: files.ApplicationInFile) -> ApplicationShape:
    """Return an application to a call."""
    return ApplicationShape(
        call=call,
        **_plain(file, {"partners", "answers"}),
        partners=tuple(ApplicationPartnerShape(**_plain(one)) for one in file.partners),
        answers=tuple(ApplicationAnswerShape(**_plain(one)) for one in file.answers),
    )


def juror_as_shape(call: str, file: files.JurorInFile) -> JurorShape:
    """Return a juror of a call."""
    return JurorShape(call=call, **_plain(file, {"declared", "ties", "assessments"}))


def assessment_as_shape(file: files.AssessmentInFile) -> AssessmentShape:
    """Return what a juror says of an application."""
    scores = tuple(ScoreShape(**_plain(one)) for one in file.scores)
    return AssessmentShape(**_plain(file, {"scores"}), scores=scores)


def _plain(part: FilePart, apart: Collection[str] = ()) -> dict[str, Any]:
    """Return what a part says, by name, as it stands there."""
    return {name: getattr(part, name) for name in type(part).model_fields if name not in apart}
