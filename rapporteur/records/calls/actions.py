"""Writes to calls and applications."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from msgspec import UNSET
from msgspec.structs import replace

from rapporteur.base.core.engine import Row, Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import Activity
from rapporteur.records.calls import refusals
from rapporteur.records.calls.enums import (
    APPLICATION_STEPS,
    CALL_STEPS,
    ApplicationDecision,
    CallOutcome,
    CallRole,
)
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.calls.rules import Deadline, last_of, moment_of
from rapporteur.records.calls.shapes import (
    ApplicationAnswerShape,
    ApplicationPartnerShape,
    ApplicationShape,
    CallShape,
    GraceShape,
)
from rapporteur.records.members.models import Organisation
from rapporteur.records.programmes.models import Initiative

RIGHT = Right.RECORD_CALLS
RIGHT_OF_APPLICATIONS = Right.RECORD_APPLICATIONS


@transaction.atomic
def record_call(*, by: Actor, call: CallShape) -> Saved[CallForApplications]:
    """Record a call with its criteria, questions, graces, and the organisations that stand on it.

    Raises RecordNotFound, NumberTwice, and CriterionInUse where a criterion is to go by which somebody gave points.
    """
    check_can(by, RIGHT)
    values = given(call)
    slug = values.pop("slug")
    known = CallForApplications.objects.filter(slug=slug).first()
    links = (("initiative", Initiative), ("activity", Activity), ("jury_call", CallForApplications))
    for name, model in links:
        if name in values:
            values[name] = find(model, values[name])
    if "languages" in values:
        values["languages"] = list(values["languages"])
    if "decision" in values:
        values |= _decision_columns(values.pop("decision"))
    children: dict[str, Sequence[Row]] = {}
    for name in ("criteria", "questions"):
        if name in values:
            rows = values.pop(name)
            _check_once(one.number for one in rows)
            children[name] = [given(one) for one in rows]
    if "criteria" in children and known is not None:
        _check_judged_stay(known, {one.number for one in call.criteria or ()})
    if "graces" in values:
        children["graces"] = _graces(values.pop("graces"))
    if {"leads", "partners"} & values.keys():
        children["organisations"] = _organisations(call, known)
        values = {name: value for name, value in values.items() if name not in ("leads", "partners")}
    return save_record(
        CallForApplications, by=by, right=RIGHT, key={"slug": slug}, values=values, children=children
    )


def _decision_columns(dates: Dates | None) -> dict[str, object]:
    precision = DatePrecision.MONTH if dates is not None and dates.is_month_only else DatePrecision.DAY
    return {"decision_date": dates.first_day if dates else None, "decision_precision": precision.value}


def _check_once(numbers: Iterable[int]) -> None:
    """Raise NumberTwice."""
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            raise refusals.NumberTwice(number)
        seen.add(number)


def _check_judged_stay(call: CallForApplications, numbers: Collection[int]) -> None:
    """Raise CriterionInUse where points were given by a criterion that is not among `numbers`."""
    gone = call.scores.exclude(number__in=numbers).order_by("number").values_list("number", flat=True)
    if (number := gone.first()) is not None:
        raise refusals.CriterionInUse(number)


def _graces(graces: Sequence[GraceShape]) -> list[Row]:
    organisations = find_all(Organisation, {one.organisation for one in graces})
    if any(not one.reason.strip() for one in graces):
        raise refusals.NoReasonGiven
    return [{**given(one), "organisation": organisations[one.organisation]} for one in graces]


def _organisations(call: CallShape, known: CallForApplications | None) -> list[Row]:
    """Return the rows of leads and partners; what a shape does not say stays as it is on record."""
    named: list[tuple[str, CallRole]] = []
    for role, said in ((CallRole.LEAD, call.leads), (CallRole.PARTNER, call.partners)):
        held = known.organisations.filter(role=role).order_by("pk") if known else ()
        slugs = tuple(row.organisation.slug for row in held) if said is UNSET else said
        named += [(slug, role) for slug in dict.fromkeys(slugs)]
    found = find_all(Organisation, {slug for slug, _ in named})
    return [{"organisation": found[slug], "role": role.value} for slug, role in named]


def decide_call(*, by: Actor, call: CallForApplications, on: Dates | None) -> Saved[CallForApplications]:
    """Record that a call is decided, on a day, in a month, or when nobody knows. Raises CallStepNotTaken."""
    return _end_call(call, "decide", _decision_columns(on), by=by)


def cancel_call(*, by: Actor, call: CallForApplications, on: Dates | None) -> Saved[CallForApplications]:
    """Record that nothing becomes of a call. Raises CallStepNotTaken."""
    return _end_call(call, "cancel", _decision_columns(on), by=by)


def _end_call(
    call: CallForApplications, verb: str, values: dict[str, object], *, by: Actor
) -> Saved[CallForApplications]:
    check_can(by, RIGHT)
    steps = CALL_STEPS[CallOutcome(call.outcome)]
    if verb not in steps:
        raise refusals.CallStepNotTaken(call)
    action = {"decide": "decided", "cancel": "cancelled"}[verb]
    return _save_call(call, {"outcome": steps[verb].value, **values}, by=by, action=action)


def _save_call(
    call: CallForApplications, values: Row, *, by: Actor, action: str
) -> Saved[CallForApplications]:
    return save_record(
        CallForApplications, by=by, right=RIGHT, key={"pk": call.pk}, values=values, action=action
    )


def waive_jury_rule(*, by: Actor, call: CallForApplications, reason: str) -> Saved[CallForApplications]:
    """Let the jury of a call stand though it is short of the rule: under the name of who answers for it.

    Raises NoReasonGiven.
    """
    check_can(by, RIGHT)
    if not reason.strip():
        raise refusals.NoReasonGiven
    values = {"waived_by": by.name, "waived_reason": reason.strip()}
    return _save_call(call, values, by=by, action="waived")


@transaction.atomic
def grant_grace(*, by: Actor, call: CallForApplications, grace: GraceShape) -> Saved[CallForApplications]:
    """Let one organisation apply later than the others; a second grace replaces the first. Raises NoReasonGiven."""
    check_can(by, RIGHT)
    recorded = [
        GraceShape(
            organisation=row.organisation.slug,
            until_date=row.until_date,
            until_time=row.until_time,
            reason=row.reason,
        )
        for row in call.graces.select_related("organisation").order_by("pk")
        if row.organisation.slug != grace.organisation
    ]
    return save_record(
        CallForApplications,
        by=by,
        right=RIGHT,
        key={"pk": call.pk},
        values={},
        children={"graces": _graces([*recorded, grace])},
        action="grace granted",
    )


# --- applications ---------------------------------------------------------------------------------


@transaction.atomic
def record_application(*, by: Actor, application: ApplicationShape) -> Saved[Application]:
    """Record an application with its partners and answers; a new one gets the next number of its call.

    Where it is said when it came, it is held to the last second of the call, or of the grace of who leads it. Raises
    RecordNotFound, CallTooLate, CallNotOpen, NumberTwice, NoSuchQuestion, LeadsAndIsPartner.
    """
    check_can(by, RIGHT_OF_APPLICATIONS)
    values = given(application)
    slug = values.pop("slug")
    # two that come at once do not get one number
    list(CallForApplications.objects.select_for_update(of=("self",)).filter(slug=application.call))
    values["call"] = call = find_all(CallForApplications, [application.call])[application.call]
    values["lead"] = lead = find_all(Organisation, [application.lead])[application.lead]
    known = Application.objects.filter(slug=slug).first()
    if known is None or known.call_id != call.pk:
        values["number"] = 1 + (call.applications.aggregate(last=Max("number"))["last"] or 0)
    if isinstance(application.received_date, date):
        _check_in_time(application, call, lead)
    children: dict[str, Sequence[Row]] = {}
    if "partners" in values:
        children["partners"] = _partners(values.pop("partners"), lead)
    if "answers" in values:
        children["answers"] = _answers(values.pop("answers"), call)
    return save_record(
        Application, by=by, right=RIGHT_OF_APPLICATIONS, key={"slug": slug}, values=values, children=children
    )


def receive_application(*, by: Actor, application: ApplicationShape, at: datetime) -> Saved[Application]:
    """Record an application that comes at a moment: the server's clock says so, read in the call's time zone.

    Raises what :func:`record_application` raises.
    """
    check_can(by, RIGHT_OF_APPLICATIONS)
    call = find(CallForApplications, application.call)
    local = at.astimezone(ZoneInfo(call.time_zone if call else "UTC"))
    came = replace(application, received_date=local.date(), received_time=local.time().replace(microsecond=0))
    return record_application(by=by, application=came)


def _check_in_time(application: ApplicationShape, call: CallForApplications, lead: Organisation) -> None:
    """Raise CallTooLate and CallNotOpen."""
    day, at = application.received_date, application.received_time
    if not isinstance(day, date):
        return
    came = moment_of(day, None if at is UNSET else at, call.time_zone)
    if call.opens_date is not None and day < call.opens_date:
        raise refusals.CallNotOpen(lead.slug, call)
    own = call.graces.filter(organisation=lead)
    graces = [Deadline(row.until_date, row.until_time, call.time_zone) for row in own]
    deadline = last_of([call.closes, *graces]) if call.closes is not None else None
    if deadline is not None and deadline.is_over(came):
        raise refusals.CallTooLate(lead.slug, came.astimezone(ZoneInfo(call.time_zone)), deadline)


def _partners(partners: Sequence[ApplicationPartnerShape], lead: Organisation) -> list[Row]:
    if any(one.organisation == lead.slug for one in partners):
        raise refusals.LeadsAndIsPartner(lead.slug)
    found = find_all(Organisation, {one.organisation for one in partners})
    return [
        {"organisation": found[one.organisation], "confirmed_date": one.confirmed_date} for one in partners
    ]


def _answers(answers: Sequence[ApplicationAnswerShape], call: CallForApplications) -> list[Row]:
    _check_once(one.number for one in answers)
    asked = set(call.questions.values_list("number", flat=True))
    for one in answers:
        if one.number not in asked:
            raise refusals.NoSuchQuestion(one.number, asked)
    return [given(one) for one in answers]


@transaction.atomic
def confirm_partner(
    *, by: Actor, application: Application, organisation: str, on: date
) -> Saved[Application]:
    """Record that an organisation takes part in an application, as it was named. Raises NotItsPartner."""
    check_can(by, RIGHT_OF_APPLICATIONS)
    recorded = list(application.partners.select_related("organisation").order_by("pk"))
    known = [row.organisation.slug for row in recorded]
    if organisation not in known:
        raise refusals.NotItsPartner(organisation, application.slug, known)
    rows: list[Row] = [
        {
            "organisation": row.organisation,
            "confirmed_date": on if row.organisation.slug == organisation else row.confirmed_date,
        }
        for row in recorded
    ]
    return save_record(
        Application,
        by=by,
        right=RIGHT_OF_APPLICATIONS,
        key={"pk": application.pk},
        values={},
        children={"partners": rows},
        action="confirmed",
    )


def decide_application(
    *, by: Actor, application: Application, decision: str, on: date | None
) -> Saved[Application]:
    """Record that an application is accepted, rejected or withdrawn. Raises ApplicationStepNotTaken."""
    check_can(by, RIGHT_OF_APPLICATIONS)
    steps = APPLICATION_STEPS[ApplicationDecision(application.decision)]
    if decision not in steps.values():
        raise refusals.ApplicationStepNotTaken(application)
    return save_record(
        Application,
        by=by,
        right=RIGHT_OF_APPLICATIONS,
        key={"pk": application.pk},
        values={"decision": decision, "decided_date": on},
        action="decided",
    )
