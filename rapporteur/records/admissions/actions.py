"""Writes to requests for admission; whoever is admitted becomes a member by the decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from rapporteur.base.core.engine import Row, Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.references import find
from rapporteur.base.values.base import given
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import Activity
from rapporteur.records.admissions import refusals
from rapporteur.records.admissions.enums import ADMISSION_STEPS, AdmissionOutcome
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.admissions.shapes import AdmissionDecisionShape, AdmissionShape
from rapporteur.records.agreements.rules import check_one_day
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.meetings.models import BodyMeeting, Decision
from rapporteur.records.members import actions as members
from rapporteur.records.members.enums import MembershipCategory, ProspectStage
from rapporteur.records.members.models import Membership, Organisation, Prospect
from rapporteur.records.members.queries import regions_of
from rapporteur.records.members.shapes import MembershipShape, ProspectShape

RIGHT, DECIDING = Right.RECORD_PROSPECTS, Right.ADMIT_MEMBERS
LINKS = {
    "activity": Activity,
    "opinion_by": Person,
    "body": Body,
    "meeting": BodyMeeting,
    "decision": Decision,
}
"""What a request names by its slug."""
OUTCOME = ("outcome", "decided_date", "decision", "from_date")
"""What only those may say who admit members."""


@transaction.atomic
def record_admission_request(*, by: Actor, request: AdmissionShape) -> Saved[AdmissionRequest]:
    """Record that an organisation asks to become a member; documents that are given are all of them.

    Whoever asks stands among the prospects as one that has applied; whoever is admitted is a member from that day on.
    Raises RecordNotFound, RequestOfMember, DecisionOnAnother, DecidedByNobody, DecidedOnNoDay, StageIsNoDay.
    """
    values = given(request)
    slug, received = values.pop("slug"), values.pop("received")
    organisation: Any = find(Organisation, values.pop("organisation"))
    check_one_day(organisation.slug, received)
    regions = regions_of([organisation.slug]).get(organisation.slug, frozenset())
    known = AdmissionRequest.objects.filter(slug=slug).select_related("organisation").first()
    check_can(by, RIGHT, regions)
    for name, model in LINKS.items():
        if name in values:
            values[name] = find(model, values[name])
    if any(name in values and _differs(known, name, values[name]) for name in OUTCOME):
        check_can(by, DECIDING, regions)
    values |= {
        "organisation": organisation,
        "received_date": received.first_day,
        "received_precision": DatePrecision.MONTH if received.is_month_only else DatePrecision.DAY,
    }
    children: dict[str, Sequence[Row]] = {}
    if "documents" in values:
        children["documents"] = [
            {"position": n, "title": one.title, "link": one.link, "document_id": one.document}
            for n, one in enumerate(values.pop("documents"))
        ]
    _check(known, values)
    before = regions if known is None else _regions(known)
    saved = save_record(
        AdmissionRequest,
        by=by,
        right=RIGHT,
        regions=regions,
        before=before,
        key={"slug": slug},
        values=values,
        children=children,
    )
    _follow(saved.record, by=by)
    return saved


def _regions(request: AdmissionRequest) -> frozenset[str]:
    slug = request.organisation.slug
    return regions_of([slug]).get(slug, frozenset())


def _differs(known: AdmissionRequest | None, name: str, value: object) -> bool:
    return bool(value != getattr(known or AdmissionRequest(), name))


def _check(known: AdmissionRequest | None, values: dict[str, Any]) -> None:
    """Raise what keeps a request from standing as it will be on record."""

    def _held(name: str) -> Any:
        return values[name] if name in values else getattr(known, name, None)

    organisation, outcome = _held("organisation"), _held("outcome") or AdmissionOutcome.PENDING
    day, decision = _held("decided_date"), _held("decision")
    if outcome != AdmissionOutcome.PENDING and day is None:
        raise refusals.DecidedOnNoDay(organisation.slug)
    if outcome in (AdmissionOutcome.ADMITTED, AdmissionOutcome.REFUSED) and _held("body") is None:
        raise refusals.DecidedByNobody(organisation.slug)
    if decision is not None and decision.organisation_id != organisation.pk:
        raise refusals.DecisionOnAnother(decision.slug, organisation.slug)
    _check_no_member(organisation, outcome, day=day, held=_held)


def _check_no_member(
    organisation: Organisation, outcome: str, *, day: date | None, held: Callable[[str], Any]
) -> None:
    """Raise RequestOfMember where a membership begins too early, or stands when the request is to begin another."""
    early = Membership.objects.filter(organisation=organisation, start__gte=held("received_date"))
    if day is not None:
        early = early.filter(start__lt=day)
    if (membership := early.order_by("start", "pk").first()) is not None:
        raise refusals.RequestOfMember(organisation.slug, membership.start)
    if outcome in (AdmissionOutcome.REFUSED, AdmissionOutcome.WITHDRAWN):
        return
    on, category = held("from_date") or held("received_date"), held("category") or MembershipCategory.FULL
    standing = Membership.objects.in_force(on).filter(organisation=organisation, category=category)
    if standing.filter(Q(start__isnull=True) | Q(start__lt=day or on)).exists():
        raise refusals.RequestOfMember(organisation.slug, None)


def _follow(request: AdmissionRequest, *, by: Actor) -> None:
    """Write what follows from a request: its organisation is a candidate, and a member once it is admitted."""
    organisation, outcome = request.organisation, AdmissionOutcome(request.outcome)
    if outcome is AdmissionOutcome.PENDING:
        later = Q(end__isnull=True) | Q(end__gt=request.received_date)
        if not Prospect.objects.filter(later, organisation=organisation).exists():
            stage = ProspectStage.CANDIDATE
            shape = ProspectShape(organisation=organisation.slug, stage=stage, start=request.received_date)
            members.note_prospect(by=by, prospect=shape)
    elif outcome is AdmissionOutcome.ADMITTED and request.from_date is not None:
        held = Membership.objects.in_force(request.from_date).filter(organisation=organisation)
        if not held.exists():
            _admit(request, request.from_date, by=by)


def _admit(request: AdmissionRequest, start: date, *, by: Actor) -> None:
    shape = MembershipShape(
        organisation=request.organisation.slug,
        category=request.category,
        start=start,
        decision=decision_in_words(request),
    )
    members.admit_member(by=by, membership=shape)
    _close_candidature(request, start, by=by)


def _close_candidature(request: AdmissionRequest, end: date, *, by: Actor) -> None:
    """End the stage of a prospect that is none any more."""
    stages = Prospect.objects.in_force(end).filter(organisation=request.organisation, end__isnull=True)
    for one in stages.order_by(F("start").asc(nulls_first=True), "pk"):
        if one.start is None or one.start < end:
            members.end_prospect(by=by, prospect=one, end=end)


def decision_in_words(request: AdmissionRequest) -> str:
    """Return by which decision an organisation was admitted: the body, the day, and its number where it has one."""
    body = request.body.name.best(association_languages()) if request.body else ""
    number = f"{request.decision.year}/{request.decision.number}" if request.decision else ""
    return ", ".join(filter(None, (body, f"{request.decided_date}", number)))[:200]


@transaction.atomic
def give_opinion(
    *,
    by: Actor,
    request: AdmissionRequest,
    opinion: str,
    on: date | None = None,
    person: str | None = None,
) -> Saved[AdmissionRequest]:
    """Note what the regional secretary (`person`, by slug) thinks of a request, on which day. Raises RequestSettled."""
    check_can(by, RIGHT, _regions(request))
    _check_step(request, "advise")
    values = {"opinion": opinion, "opinion_date": on, "opinion_by": find(Person, person)}
    return save_record(
        AdmissionRequest,
        by=by,
        right=RIGHT,
        regions=_regions(request),
        key={"pk": request.pk},
        values=values,
        action="opinion given",
    )


@transaction.atomic
def decide_admission(
    *, by: Actor, request: AdmissionRequest, decision: AdmissionDecisionShape
) -> Saved[AdmissionRequest]:
    """Say what becomes of a request. Whoever is admitted becomes a member by that decision, and no candidate any more.

    Raises RequestSettled, DecidedOnNoDay, DecidedByNobody, DecisionOnAnother, RequestOfMember.
    """
    check_can(by, DECIDING, _regions(request))
    # another may have decided meanwhile
    request = AdmissionRequest.objects.select_for_update().get(pk=request.pk)
    steps = {
        AdmissionOutcome.ADMITTED: "admit",
        AdmissionOutcome.REFUSED: "refuse",
        AdmissionOutcome.WITHDRAWN: "withdraw",
    }
    _check_step(request, steps[AdmissionOutcome(decision.outcome)])
    values = _outcome_columns(request, decision)
    _check(request, values)
    saved = save_record(
        AdmissionRequest,
        by=by,
        right=DECIDING,
        regions=_regions(request),
        key={"pk": request.pk},
        values=values,
        action=AdmissionOutcome(decision.outcome).label,
    )
    done = saved.record
    if done.from_date is not None:
        _admit(done, done.from_date, by=by)
    elif done.decided_date is not None:
        _close_candidature(done, done.decided_date, by=by)
    return saved


def _outcome_columns(request: AdmissionRequest, given: AdmissionDecisionShape) -> dict[str, Any]:
    """Return the columns of a decision; a meeting of another body is none at which it was decided."""
    decision = find(Decision, given.decision)
    body = decision.body if decision else find(Body, given.body) or request.body
    meeting = request.meeting
    if decision is not None and decision.meeting is not None:
        meeting = decision.meeting
    elif meeting is not None and (body is None or meeting.body_id != body.pk):
        meeting = None
    day = decision.decided_date if decision else given.on
    admitted = given.outcome == AdmissionOutcome.ADMITTED
    return {
        "outcome": given.outcome,
        "decided_date": day,
        "decision": decision,
        "body": body,
        "meeting": meeting,
        "from_date": (given.from_date or day) if admitted else None,
    }


def _check_step(request: AdmissionRequest, step: str) -> None:
    if step not in ADMISSION_STEPS[request.state]:
        raise refusals.RequestSettled(request.organisation.slug, request.state)
