"""Writes to juries: jurors, their ties, what they are to judge and what they say of it.

What a juror writes of themselves (`declare_ties`, `assess`) is their own whatever their rights: nobody names another.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction

from rapporteur.base.core.engine import Row, Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, Role, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.calls.actions import waive_jury_rule
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.governance.models import Person
from rapporteur.records.juries import refusals
from rapporteur.records.juries.composition import lacking
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import MOST_POINTS, Assessment, Juror
from rapporteur.records.juries.queries import (
    composition_with,
    conflicts_in,
    juror_of,
    rule_of_jury,
)
from rapporteur.records.juries.shapes import AssessmentShape, JurorShape, TieShape
from rapporteur.records.members.models import Organisation, Region

RIGHT = Right.RECORD_APPLICATIONS


def record_juror(*, by: Actor, juror: JurorShape) -> Saved[Juror]:
    """Record a juror of a call, or a candidate. Raises RecordNotFound."""
    values = given(juror)
    values["call"] = find(CallForApplications, juror.call)
    for name, model in (("person", Person), ("organisation", Organisation), ("region", Region)):
        if name in values:
            values[name] = find(model, values[name])
    if "account" in values:
        values["account"] = find(get_user_model(), values["account"], key="username")
    return save_record(Juror, by=by, right=RIGHT, key={"slug": values.pop("slug")}, values=values)


@transaction.atomic
def choose_jury(
    *, by: Actor, call: CallForApplications, jurors: Collection[str], waiver: str = ""
) -> list[Saved[Juror]]:
    """Choose the jury of a call among its candidates, all of it together; who is not named is not chosen.

    One that is short of the rule of the call is refused, unless `waiver` says why it stands all the same: whoever
    writes answers for that. Raises RecordNotFound and JuryShort.
    """
    check_can(by, RIGHT)
    find_all(Juror, jurors, within={"call": call})
    candidates = list(call.jurors.order_by("slug"))
    chosen = [one for one in candidates if one.slug in jurors]
    short = list(lacking(composition_with(call, chosen), rule_of_jury(call)))
    if short and not waiver.strip():
        raise refusals.JuryShort(short)
    if short:
        waive_jury_rule(by=by, call=call, reason=waiver)
    return [
        save_record(
            Juror, by=by, right=RIGHT, key={"pk": one.pk}, values={"stage": stage.value}, action="chosen"
        )
        for one in candidates
        for stage in [JurorStage.CHOSEN if one in chosen else JurorStage.DECLINED]
        if one.stage != stage
    ]


def note_declaration(*, by: Actor, juror: Juror, ties: Sequence[TieShape], on: date) -> Saved[Juror]:
    """Note that a juror declared their ties, all of them; what they said of applications that these touch falls away.

    Raises RecordNotFound.
    """
    check_can(by, RIGHT)
    return _declare(juror, ties, on, by=by)


def declare_ties(*, by: Actor, call: str, ties: Sequence[TieShape], on: date) -> Saved[Juror]:
    """Declare one's own ties, all of them, as a juror of a call. Raises NotAJuror and RecordNotFound."""
    return _declare(_themselves(by, call), ties, on, by=_as_juror(by))


def _declare(juror: Juror, ties: Sequence[TieShape], on: date, *, by: Actor) -> Saved[Juror]:
    """Write ties; the first day of a declaration stays."""
    organisations = find_all(Organisation, {one.organisation for one in ties})
    applications = find_all(Application, {one.application for one in ties}, within={"call": juror.call_id})
    rows: list[Row] = [
        {
            "organisation": organisations.get(one.organisation or ""),
            "application": applications.get(one.application or ""),
            "reason": one.reason,
        }
        for one in ties
    ]
    return save_record(
        Juror,
        by=by,
        right=RIGHT,
        key={"pk": juror.pk},
        values={"declared_date": juror.declared_date or on},
        children={"ties": rows},
        action="declared",
    )


def _themselves(by: Actor, call: str) -> Juror:
    juror = juror_of(by, call)
    if juror is None:
        raise refusals.NotAJuror(by.name, call)
    return juror


def _as_juror(by: Actor) -> Actor:
    """Return a juror as who may write what is their own: the table has no row for what only one person may."""
    return replace(by, roles=frozenset({Role.OFFICER}))


@transaction.atomic
def assign_applications(*, by: Actor, juror: Juror, applications: Collection[str]) -> list[Saved[Assessment]]:
    """Give a juror applications to judge, beside those that they have. Raises RecordNotFound, ConflictOfInterest."""
    check_can(by, RIGHT)
    found = find_all(Application, applications, within={"call": juror.call_id})
    touching = conflicts_in(juror.call)
    for one in found.values():
        if (juror.pk, one.pk) in touching:
            raise refusals.ConflictOfInterest(juror.slug, one.number)
    return [
        save_record(
            Assessment,
            by=by,
            right=RIGHT,
            key={"juror": juror, "application": one},
            values={"call": juror.call, "assigned": True},
            action="assigned",
        )
        for one in sorted(found.values(), key=lambda one: one.number)
    ]


def note_assessment(*, by: Actor, juror: Juror, assessment: AssessmentShape) -> Saved[Assessment]:
    """Note what a juror said on paper of an application. Raises what :func:`assess` raises."""
    check_can(by, RIGHT)
    return _assess(juror, assessment, by=by)


def assess(*, by: Actor, call: str, assessment: AssessmentShape) -> Saved[Assessment]:
    """Give one's own points to an application, as a juror of a call.

    Raises NotAJuror, NotChosen, NotDeclared, RecordNotFound, ConflictOfInterest, PointsMissing.
    """
    return _assess(_themselves(by, call), assessment, by=_as_juror(by))


@transaction.atomic
def _assess(juror: Juror, said: AssessmentShape, *, by: Actor) -> Saved[Assessment]:
    if juror.stage != JurorStage.CHOSEN:
        raise refusals.NotChosen(juror.slug)
    if juror.declared_date is None:
        raise refusals.NotDeclared(juror.slug)
    application = find_all(Application, [said.application], within={"call": juror.call_id})[said.application]
    if (juror.pk, application.pk) in conflicts_in(juror.call):
        raise refusals.ConflictOfInterest(juror.slug, application.number)
    wanted = list(juror.call.criteria.order_by("number").values_list("number", flat=True))
    numbers = [one.number for one in said.scores]
    if sorted(numbers) != wanted or any(not 0 <= one.points <= MOST_POINTS for one in said.scores):
        raise refusals.PointsMissing(wanted, numbers)
    rows: list[Row] = [
        {"call": juror.call, "number": one.number, "points": one.points} for one in said.scores
    ]
    return save_record(
        Assessment,
        by=by,
        right=RIGHT,
        key={"juror": juror, "application": application},
        values={"call": juror.call, "remark": said.remark, "withdrawn": False},
        children={"scores": rows},
        action="assessed",
    )
