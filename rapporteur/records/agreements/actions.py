"""Writes to agreements and joint statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from msgspec import UNSET
from msgspec.structs import replace

from rapporteur.base.core.engine import Row, Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.enums import AGREEMENT_STEPS, AgreementStage
from rapporteur.records.agreements.models import Agreement, JointStatement, Signatory
from rapporteur.records.agreements.refusals import (
    FEWEST_PARTIES,
    ClosedForSignature,
    RenewedTooEarly,
    StageNotNext,
    StageWithoutItsDay,
    TooFewParties,
)
from rapporteur.records.agreements.rules import check_in_order, check_one_day, stage_faults
from rapporteur.records.agreements.shapes import (
    AgreementShape,
    JointStatementShape,
    PartyShape,
    SignatoryShape,
)
from rapporteur.records.governance.models import Body, Person
from rapporteur.records.members.models import Organisation

RIGHT = Right.RECORD_AGREEMENTS
STAGES = ("talks", "announced", "signed")
"""What a shape calls the stages that have a day of their own, in their order."""


@transaction.atomic
def record_agreement(*, by: Actor, agreement: AgreementShape) -> Saved[Agreement]:
    """Record an agreement with all its parties, at whatever stage it is.

    One that is signed and replaces another ends that one on the day on which it begins. Raises TooFewParties,
    StageWithoutItsDay, StageIsNoDay, StagesOutOfOrder.
    """
    values = given(agreement)
    slug = values.pop("slug")
    children: dict[str, Sequence[Row]] = {}
    known = Agreement.objects.filter(slug=slug).first()
    if "parties" in values:
        children["parties"] = _parties(values.pop("parties"))
    count = len(children["parties"]) if children else known.parties.count() if known else 0
    check_can(by, RIGHT)
    if count < FEWEST_PARTIES:
        raise TooFewParties(slug, count)
    stages = {name: _held(agreement, known, name) for name in STAGES}
    _check_stage(slug, _held(agreement, known, "stage"), stages, _held(agreement, known, "end"))
    for name in STAGES:
        if name in values:
            values |= _columns(name, values.pop(name))
    for name, model in (("replaces", Agreement), ("activity", Activity)):
        if name in values:
            values[name] = find(model, values[name])
    saved = save_record(Agreement, by=by, right=RIGHT, key={"slug": slug}, values=values, children=children)
    _end_replaced(saved.record, by=by)
    return saved


def _parties(parties: Sequence[PartyShape]) -> list[Row]:
    organisations = find_all(Organisation, {one.organisation for one in parties})
    bodies = find_all(Body, {one.body for one in parties})
    return [
        {
            **given(one),
            "organisation": organisations.get(one.organisation or ""),
            "body": bodies.get(one.body or ""),
        }
        for one in parties
    ]


def _held(shape: AgreementShape, known: Agreement | None, name: str) -> Any:
    """Return a value as it will be on record."""
    said = getattr(shape, name)
    return said if said is not UNSET else getattr(known, name, None)


def _check_stage(slug: str, stage: str | None, stages: Mapping[str, Dates | None], end: date | None) -> None:
    """Raise StageWithoutItsDay, StageIsNoDay and StagesOutOfOrder."""
    days = {f"{name}_date": dates.first_day if dates else None for name, dates in stages.items()}
    if faults := [
        message for _, message in stage_faults(stage or AgreementStage.TALKS, {**days, "end": end})
    ]:
        raise StageWithoutItsDay(slug, faults)
    check_in_order(slug, list(stages.values()))


def _columns(stage: str, dates: Dates | None) -> dict[str, object]:
    precision = DatePrecision.MONTH if dates is not None and dates.is_month_only else DatePrecision.DAY
    return {
        f"{stage}_date": dates.first_day if dates else None,
        f"{stage}_precision": precision.value,
    }


def _end_replaced(agreement: Agreement, *, by: Actor) -> None:
    """End the agreement that a signed one replaces, on the day on which the new one begins, unless it is over."""
    before, begins = agreement.replaces, agreement.start or agreement.signed_date
    if agreement.stage != AgreementStage.SIGNED or before is None or begins is None:
        return
    if before.stage == AgreementStage.ENDED or (before.start and before.start >= begins):
        return
    end = min(before.end, begins) if before.end else begins
    end_agreement(by=by, agreement=before, end=end)


def announce_agreement(
    *, by: Actor, agreement: Agreement, on: Dates, activity: str | None = None
) -> Saved[Agreement]:
    """Record that an agreement was announced, on a day or in a month, perhaps at an activity.

    Raises StageNotNext, StageIsNoDay, StagesOutOfOrder.
    """
    stage = _next(agreement, "announce", by=by)
    check_in_order(agreement.slug, [agreement.talks, on])
    values = {"stage": stage, **_columns("announced", on)}
    if activity:
        values["activity"] = find(Activity, activity)
    return _save(agreement, by=by, values=values, action="announced")


@transaction.atomic
def sign_agreement(
    *, by: Actor, agreement: Agreement, on: Dates, start: date | None = None, end: date | None = None
) -> Saved[Agreement]:
    """Record that an agreement was signed, on a day or in a month, for a term from `start` up to, without, `end`.

    What is None of the term stays as it is on record. The agreement that it replaces ends. Raises StageNotNext,
    StageIsNoDay, StagesOutOfOrder.
    """
    stage = _next(agreement, "sign", by=by)
    check_in_order(agreement.slug, [agreement.talks, agreement.announced, on])
    term = {name: day for name, day in (("start", start), ("end", end)) if day is not None}
    values = {"stage": stage, **_columns("signed", on), **term}
    saved = _save(agreement, by=by, values=values, action="signed")
    _end_replaced(saved.record, by=by)
    return saved


def end_agreement(*, by: Actor, agreement: Agreement, end: date) -> Saved[Agreement]:
    """Record that an agreement is over from the day `end` on; before its signature: that it was given up.

    Raises StageNotNext.
    """
    stage = _next(agreement, "end", by=by)
    return _save(agreement, by=by, values={"stage": stage, "end": end}, action="ended")


def renew_agreement(*, by: Actor, agreement: Agreement, end: date | None) -> Saved[Agreement]:
    """Record that a signed agreement lasts up to, without, a later `end` (None: open).

    Raises StageNotNext and RenewedTooEarly.
    """
    stage = _next(agreement, "renew", by=by)
    if agreement.end is None or (end is not None and end <= agreement.end):
        raise RenewedTooEarly(agreement.slug, agreement.end)
    return _save(agreement, by=by, values={"stage": stage, "end": end}, action="renewed")


def _next(agreement: Agreement, verb: str, *, by: Actor) -> AgreementStage:
    """Return the stage after a step; raise NotAllowed, and StageNotNext where it is not taken from here."""
    check_can(by, RIGHT)
    steps = AGREEMENT_STEPS[AgreementStage(agreement.stage)]
    if verb not in steps:
        raise StageNotNext(agreement.slug, agreement.get_stage_display(), tuple(steps))
    return steps[verb]


def _save(agreement: Agreement, *, by: Actor, values: Row, action: str) -> Saved[Agreement]:
    return save_record(Agreement, by=by, right=RIGHT, key={"pk": agreement.pk}, values=values, action=action)


# --- joint statements -----------------------------------------------------------------------------


@transaction.atomic
def record_joint_statement(*, by: Actor, statement: JointStatementShape) -> Saved[JointStatement]:
    """Record a joint statement; signatories that are given are all of them. Raises StageIsNoDay."""
    values = given(statement)
    slug = values.pop("slug")
    children: dict[str, Sequence[Row]] = {}
    if "signatories" in values:
        children["signatories"] = _signatories(slug, values.pop("signatories"))
    if "public" in values:
        check_one_day(slug, values["public"])
        values |= _columns("public", values.pop("public"))
    for name in ("opened", "closed"):
        if name in values:
            values[f"{name}_date"] = values.pop(name)
    for name, model in (("owner", Person), ("activity", Activity)):
        if name in values:
            values[name] = find(model, values[name])
    return save_record(
        JointStatement, by=by, right=RIGHT, key={"slug": slug}, values=values, children=children
    )


def sign_joint_statement(
    *, by: Actor, statement: JointStatement, signatory: SignatoryShape
) -> Saved[JointStatement]:
    """Record that an organisation signed a joint statement; of a signature on record, what is said anew is put right.

    Raises StageIsNoDay, and ClosedForSignature where the day lies outside of those on which it can be signed.
    """
    check_can(by, RIGHT)
    if signatory.signed and not _is_open(statement, signatory.signed):
        raise ClosedForSignature(statement.slug, statement.opened_date, statement.closed_date)
    recorded = [_as_shape(row) for row in statement.signatories.order_by("pk")]
    others = [one for one in recorded if not _is_same(one, signatory)]
    known = next((one for one in recorded if _is_same(one, signatory)), signatory)
    whole = replace(
        signatory,
        person=signatory.person or known.person,
        office=signatory.office or known.office,
        signed=signatory.signed or known.signed,
    )
    rows = _signatories(statement.slug, [*others, whole])
    return save_record(
        JointStatement,
        by=by,
        right=RIGHT,
        key={"pk": statement.pk},
        values={},
        children={"signatories": rows},
        action="signed",
    )


def _is_open(statement: JointStatement, on: Dates) -> bool:
    opened, closed = statement.opened_date, statement.closed_date
    return not ((opened and on.last_day < opened) or (closed and on.first_day > closed))


def _is_same(one: SignatoryShape, other: SignatoryShape) -> bool:
    return one.organisation == other.organisation and one.name == other.name


def _as_shape(row: Signatory) -> SignatoryShape:
    return SignatoryShape(
        organisation=row.organisation.slug if row.organisation else None,
        name=row.name,
        person=row.person.slug if row.person else None,
        office=row.office,
        signed=row.signed,
    )


def _signatories(statement: str, signatories: Sequence[SignatoryShape]) -> list[Row]:
    organisations = find_all(Organisation, {one.organisation for one in signatories})
    people = find_all(Person, {one.person for one in signatories})
    for one in signatories:
        check_one_day(statement, one.signed)
    return [
        {
            "organisation": organisations.get(one.organisation or ""),
            "name": one.name,
            "person": people.get(one.person or ""),
            "office": one.office,
            **_columns("signed", one.signed),
        }
        for one in signatories
    ]
