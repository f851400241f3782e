"""The doors of calls, applications and jurors."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.calls import actions
from rapporteur.records.calls.enums import CallRole
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.calls.shapes import (
    ApplicationAnswerShape,
    ApplicationPartnerShape,
    ApplicationShape,
    CallShape,
    CriterionShape,
    GraceShape,
    QuestionShape,
)
from rapporteur.records.juries.actions import record_juror
from rapporteur.records.juries.models import Juror
from rapporteur.records.juries.shapes import JurorShape

SAME = (
    "slug", "kind", "name", "eligible", "opens_date", "closes_date", "closes_time", "time_zone", "outcome", "decision",
    "application_count", "blind", "country_rule", "judging_ends_date", "women_least", "men_least", "regions_least",
    "stated_women", "stated_men", "link", "note",
)  # fmt: skip
"""What a call and its shape call alike, and hold alike."""


def _standing(it: CallForApplications, role: CallRole) -> tuple[str, ...]:
    return tuple(row.organisation.slug for row in rows(it.organisations) if row.role == role)


def _call(it: CallForApplications, _: Chosen) -> CallShape:
    return CallShape(
        **{name: getattr(it, name) for name in SAME},
        initiative=slug_of(it.initiative),
        activity=slug_of(it.activity),
        jury_call=slug_of(it.jury_call),
        languages=tuple(it.languages),
        criteria=tuple(
            CriterionShape(number=row.number, title=row.title, weight=row.weight)
            for row in rows(it.criteria, "number")
        ),
        questions=tuple(
            QuestionShape(number=row.number, text=row.text) for row in rows(it.questions, "number")
        ),
        leads=_standing(it, CallRole.LEAD),
        partners=_standing(it, CallRole.PARTNER),
        graces=tuple(
            GraceShape(
                organisation=row.organisation.slug,
                until_date=row.until_date,
                until_time=row.until_time,
                reason=row.reason,
            )
            for row in rows(it.graces)
        ),
    )


def _application(it: Application, _: Chosen) -> ApplicationShape:
    return ApplicationShape(
        slug=it.slug,
        call=it.call.slug,
        lead=it.lead.slug,
        title=it.title,
        summary=it.summary,
        contact=it.contact,
        received_date=it.received_date,
        received_time=it.received_time,
        partners=tuple(
            ApplicationPartnerShape(organisation=row.organisation.slug, confirmed_date=row.confirmed_date)
            for row in rows(it.partners)
        ),
        answers=tuple(
            ApplicationAnswerShape(number=row.number, text=row.text) for row in rows(it.answers, "number")
        ),
        decision=it.decision,
        decided_date=it.decided_date,
        note=it.note,
    )


def _juror(it: Juror, _: Chosen) -> JurorShape:
    return JurorShape(
        slug=it.slug,
        call=it.call.slug,
        person=slug_of(it.person),
        name=it.name,
        organisation=slug_of(it.organisation),
        region=slug_of(it.region),
        region_name=it.region_name,
        country=it.country,
        sex=it.sex,
        consent=it.consent,
        stage=it.stage,
        account=it.account.get_username() if it.account else None,
        note=it.note,
    )


CALL = door_by_slug(
    view=Right.VIEW_CALLS,
    write=Right.RECORD_CALLS,
    shape=_call,
    record=lambda by, shape: actions.record_call(by=by, call=shape),
)
APPLICATION = door_by_slug(
    view=Right.VIEW_APPLICATIONS,
    write=Right.RECORD_APPLICATIONS,
    shape=_application,
    record=lambda by, shape: actions.record_application(by=by, application=shape),
    fixed=("slug", "call"),
)
JUROR = door_by_slug(
    view=Right.VIEW_APPLICATIONS,
    write=Right.RECORD_APPLICATIONS,
    shape=_juror,
    record=lambda by, shape: record_juror(by=by, juror=shape),
    fixed=("slug", "call"),
)
