"""Questions to juries: how they are made up, what touches whom, how applications rank, what a juror reads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Sum, Value

from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.records.activities.enums import ActivationRole
from rapporteur.records.calls.models import Application, CallForApplications, Criterion
from rapporteur.records.calls.queries import TakingPart
from rapporteur.records.governance.models import Mandate
from rapporteur.records.juries.blinding import hide_names
from rapporteur.records.juries.composition import Composition, JuryRule, Seated, compose
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Assessment, Juror, Score
from rapporteur.records.juries.ranking import PointsByCriterion, Ranked, rank
from rapporteur.records.juries.triggers import conflict
from rapporteur.records.members.models import OrganisationAlias, OrganisationName

# --- how a jury is made up ------------------------------------------------------------------------


def composition_of(call: CallForApplications) -> Composition:
    """Return how the jury of a call is made up, of those who are chosen. One query."""
    return composition_with(call, call.jurors.filter(stage=JurorStage.CHOSEN))


def composition_with(call: CallForApplications, jurors: Iterable[Juror]) -> Composition:
    """Return how a jury of a call would be made up of some jurors."""
    stated = None
    if call.stated_women is not None and call.stated_men is not None:
        stated = (call.stated_women, call.stated_men)
    return compose((Seated(one.sex, _region(one)) for one in jurors), stated)


def _region(juror: Juror) -> object | None:
    return juror.region_id or (repr(sorted(juror.region_name.items())) if juror.region_name else None)


def rule_of_jury(call: CallForApplications) -> JuryRule:
    """Return what the call asks of its jury."""
    return JuryRule(call.women_least, call.men_least, call.regions_least)


# --- who touches what -----------------------------------------------------------------------------


def conflicts_in(call: CallForApplications) -> set[tuple[int, int]]:
    """Return which jurors of a call (their keys) touch which of its applications, as the triggers know it.

    One query, with the very condition of the triggers.
    """
    pairs = (
        "SELECT whose.id, what.id FROM juries_juror AS whose "  # noqa: S608  # names of ours
        "JOIN calls_application AS what ON what.call_id = whose.call_id "
        f"WHERE whose.call_id = %s AND {conflict(juror='whose.id', application='what.id')}"
    )
    with connection.cursor() as cursor:
        cursor.execute(pairs, [call.pk])
        return {(int(juror), int(application)) for juror, application in cursor.fetchall()}


def jurors_activated() -> list[TakingPart]:
    """Return whose jurors took part in calls."""
    seated = Juror.objects.filter(stage=JurorStage.CHOSEN, organisation__isnull=False)
    return [TakingPart(seated, "call__activity", "organisation", Value(ActivationRole.PARTICIPANT.value))]


# --- ranking --------------------------------------------------------------------------------------


def ranking_of(call: CallForApplications) -> list[Ranked]:
    """Return the applications of a call in the order of their points; withdrawn assessments count for nothing.

    Three queries, whatever the number of applications and jurors.
    """
    weights = dict(call.criteria.values_list("number", "weight"))
    applications = call.applications.order_by("number").values_list("pk", flat=True)
    return rank(applications, _points_of(call), weights)


def _points_of(call: CallForApplications) -> list[PointsByCriterion]:
    scores = Score.objects.filter(call=call, assessment__withdrawn=False)
    rows = scores.values_list("assessment__application", "number").order_by()
    return [PointsByCriterion(*row) for row in rows.annotate(sum=Sum("points"), jurors=Count("id"))]


@dataclass(frozen=True)
class RankedApplication:
    """A line of the ranking: the application, its place, by each criterion (its number) the mean of the jurors.

    `touched` is how many of the jurors chosen it touches, who therefore do not judge it.
    """

    application: Application
    ranked: Ranked
    means: Mapping[int, float]
    touched: int


def ranking_table(call: CallForApplications) -> tuple[list[Criterion], list[RankedApplication]]:
    """Return the criteria of a call in their order, and its applications in the order of their points.

    Five queries, whatever the number of applications and jurors; withdrawn assessments count for nothing.
    """
    criteria = list(call.criteria.order_by("number"))
    points = _points_of(call)
    means: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for row in points:
        means[row.application][row.criterion] = row.mean
    applications = {one.pk: one for one in call.applications.select_related("lead").order_by("number")}
    chosen = set(call.jurors.filter(stage=JurorStage.CHOSEN).values_list("pk", flat=True))
    touched = Counter(application for juror, application in conflicts_in(call) if juror in chosen)
    ranked = rank(applications, points, {one.number: one.weight for one in criteria})
    return criteria, [
        RankedApplication(
            applications[one.application], one, means.get(one.application, {}), touched[one.application]
        )
        for one in ranked
    ]


# --- what a juror reads ---------------------------------------------------------------------------


@dataclass(frozen=True)
class ApplicationForJuror:
    """All that a juror is shown of an application: nothing else of it reaches their pages.

    In a blind call `organisations` is empty, and no name of those that take part stands in a text. `is_conflicting`
    says that it touches them: then there is nothing but its number.
    """

    number: int
    title: LocalizedText = EMPTY
    summary: LocalizedText = EMPTY
    answers: tuple[tuple[int, LocalizedText], ...] = ()
    organisations: tuple[int, ...] = ()
    is_conflicting: bool = False
    scores: Mapping[int, int] | None = None
    remark: str = ""


def juror_of(by: Actor, call: str) -> Juror | None:
    """Return the juror of a call, named by its slug, whom an account is; None for who is none."""
    if Role.JUROR not in by.roles or by.user is None:
        return None
    return Juror.objects.filter(account=by.user, call__slug=call).select_related("call", "person").first()


def applications_for(juror: Juror) -> list[ApplicationForJuror]:
    """Return what a juror reads: what they are to judge, or where nothing was assigned to them, all of the call.

    Nothing before they are chosen and have declared their ties. Nine queries, whatever the number of applications.
    """
    if juror.stage != JurorStage.CHOSEN or juror.declared_date is None:
        return []
    call = juror.call
    touching = {application for whose, application in conflicts_in(call) if whose == juror.pk}
    own = {
        one.application_id: one
        for one in juror.assessments.prefetch_related("scores").order_by("application__number")
    }
    applications = list(call.applications.prefetch_related("partners", "answers").order_by("number"))
    if any(one.assigned for one in own.values()):  # else they took up themselves what they have judged so far
        applications = [one for one in applications if one.pk in own]
    names = _names_of(applications) if call.blind else {}
    return [
        ApplicationForJuror(number=one.number, is_conflicting=True)
        if one.pk in touching
        else _for_juror(one, own.get(one.pk), names.get(one.pk) if call.blind else None)
        for one in applications
    ]


def _for_juror(
    application: Application, assessment: Assessment | None, names: Sequence[str] | None
) -> ApplicationForJuror:
    """Return an application with the juror's own assessment; `names` are what is hidden, None where nothing is."""
    organisations = [application.lead_id, *(row.organisation_id for row in application.partners.all())]
    scores = {row.number: row.points for row in assessment.scores.all()} if assessment else None
    answers = sorted(application.answers.all(), key=lambda row: row.number)
    return ApplicationForJuror(
        number=application.number,
        title=_blind(application.title, names),
        summary=_blind(application.summary, names),
        answers=tuple((row.number, _blind(row.text, names)) for row in answers),
        organisations=() if names is not None else tuple(organisations),
        scores=None if assessment is None or assessment.withdrawn else scores,
        remark=assessment.remark if assessment else "",
    )


def _blind(text: LocalizedText, names: Sequence[str] | None) -> LocalizedText:
    if names is None:
        return text
    return LocalizedText({language: hide_names(said, names) for language, said in text.items()})


def _names_of(applications: Sequence[Application]) -> dict[int, list[str]]:
    """Return by application every name that would tell who applies: four queries.

    Of the organisations, in all languages and of all times, with their other spellings; of the people who hold or held
    seats for them; and each line of what is noted of how to reach them.
    """
    taking_part = {
        one.pk: {one.lead_id, *(row.organisation_id for row in one.partners.all())} for one in applications
    }
    everybody = set().union(*taking_part.values()) if taking_part else set()
    named: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in OrganisationName.objects.filter(organisation__in=everybody).values_list(
        "organisation_id", "name"
    ):
        named[key] += name.values()
    for key, text in OrganisationAlias.objects.filter(organisation__in=everybody).values_list(
        "organisation_id", "text"
    ):
        named[key].append(text)
    people = Mandate.objects.filter(seat__organisation__in=everybody)
    for key, name in people.values_list("seat__organisation_id", "person__name"):
        named[key].append(name)
    return {
        one.pk: [
            *(name for key in sorted(taking_part[one.pk]) for name in named[key]),
            *(line.strip() for line in one.contact.splitlines()),
        ]
        for one in applications
    }
