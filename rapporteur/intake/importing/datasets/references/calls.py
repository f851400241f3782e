"""References within the file of calls: every name that is used is given, and given once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any
from zoneinfo import available_timezones

from rapporteur.intake.importing.datasets.call_files import ApplicationCallInFile, JurorInFile
from rapporteur.intake.importing.datasets.contents import DataSet, Placed
from rapporteur.intake.importing.datasets.yaml_source import Location
from rapporteur.intake.importing.problems import Problem

Name = tuple[Location, str | None, Collection[str], str]
"""Where a name stands, what it is, what it may be, and what is expected."""
Twice = Callable[[Iterable[tuple[Placed[Any], Location, str]]], Iterator[Problem]]


def check_calls(data: DataSet, known: Any, twice: Twice) -> Iterator[Problem]:
    """Yield a problem for every name that nothing bears; `known` is what may be referred to."""
    above: dict[str, None] = {}
    for entry in data.calls:
        call = entry.value
        yield from known.check(entry, ("jury_call",), call.jury_call, above, "a call that stands above")
        above[call.slug] = None
        for at, value, valid, expected in (*_of_call(call, known), *_of_jurors(call, known)):
            yield from known.check(entry, at, value, valid, expected)
        yield from _once(entry, call, twice)
    for key in ("applications", "jurors"):
        yield from twice(
            (entry, (key, n, "slug"), one.slug)
            for entry in data.calls
            for n, one in enumerate(getattr(entry.value, key))
        )


def _of_call(call: ApplicationCallInFile, known: Any) -> Iterator[Name]:
    """Yield each name that a call and its applications give."""
    yield ("initiative",), call.initiative, known.initiatives, "an initiative"
    yield ("activity",), call.activity, known.activities, "an activity"
    yield ("time_zone",), call.time_zone, available_timezones(), "a time zone such as Europe/Madrid"
    for key in ("leads", "partners"):
        for n, slug in enumerate(getattr(call, key)):
            yield (key, n), slug, known.organisations, "an organisation"
    for n, grace in enumerate(call.graces):
        yield ("graces", n, "organisation"), grace.organisation, known.organisations, "an organisation"
    questions = [str(one.number) for one in call.questions]
    for n, application in enumerate(call.applications):
        at: Location = ("applications", n)
        yield (*at, "lead"), application.lead, known.organisations, "an organisation"
        others = [slug for slug in known.organisations if slug != application.lead]
        for k, partner in enumerate(application.partners):
            place = (*at, "partners", k, "organisation")
            yield place, partner.organisation, others, "an organisation beside the one that leads"
        for k, answer in enumerate(application.answers):
            yield (*at, "answers", k, "number"), str(answer.number), questions, "the number of a question"


def _of_jurors(call: ApplicationCallInFile, known: Any) -> Iterator[Name]:
    applications = [one.slug for one in call.applications]
    for n, juror in enumerate(call.jurors):
        at: Location = ("jurors", n)
        yield (*at, "person"), juror.person, known.people, "a person"
        yield (*at, "organisation"), juror.organisation, known.organisations, "an organisation"
        yield (*at, "region"), juror.region, known.regions, "a region"
        for k, tie in enumerate(juror.ties):
            yield (*at, "ties", k, "organisation"), tie.organisation, known.organisations, "an organisation"
            yield (*at, "ties", k, "application"), tie.application, applications, "an application of the call"
        yield from _of_assessments(call, juror, at)


def _of_assessments(call: ApplicationCallInFile, juror: JurorInFile, at: Location) -> Iterator[Name]:
    applications = [one.slug for one in call.applications]
    criteria = [str(one.number) for one in call.criteria]
    for k, said in enumerate(juror.assessments):
        place: Location = (*at, "assessments", k)
        yield (*place, "application"), said.application, applications, "an application of the call"
        for i, score in enumerate(said.scores):
            yield (*place, "scores", i, "number"), str(score.number), criteria, "the number of a criterion"


def _once(
    entry: Placed[ApplicationCallInFile], call: ApplicationCallInFile, twice: Twice
) -> Iterator[Problem]:
    """Yield what stands twice within a call."""
    for key in ("criteria", "questions"):
        rows = enumerate(getattr(call, key))
        yield from twice((entry, (key, n, "number"), str(row.number)) for n, row in rows)
    for key in ("leads", "partners"):
        yield from twice((entry, (key, n), slug) for n, slug in enumerate(getattr(call, key)))
