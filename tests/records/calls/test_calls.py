"""Calls and applications: recorded whole, held to the last second, partners that confirm; whom they activate."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.agreements.queries import activations_of, members_asleep, signatures_of
from rapporteur.records.calls import refusals
from rapporteur.records.calls.actions import (
    cancel_call,
    confirm_partner,
    decide_application,
    decide_call,
    grant_grace,
    receive_application,
    record_application,
    record_call,
    waive_jury_rule,
)
from rapporteur.records.calls.enums import (
    APPLICATION_STEPS,
    CALL_STEPS,
    ApplicationDecision,
    CallOutcome,
    CallState,
)
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.calls.queries import count_applications
from rapporteur.records.calls.rules import Deadline, moment_of
from rapporteur.records.calls.shapes import (
    ApplicationAnswerShape,
    ApplicationPartnerShape,
    ApplicationShape,
    CallShape,
    CriterionShape,
    GraceShape,
    QuestionShape,
)
from rapporteur.report.compile.report import compile_report
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
DAY = date(2018, 5, 31)
QUARTER = Period.parse("2018-Q2")


def words(text: str) -> LocalizedText:
    return LocalizedText({"en": text})


def shape(**values: Any) -> CallShape:
    return CallShape(**{"slug": "water", "kind": "PROJECTS", "name": words("Water"), **values})


def applied(lead: str = "lyon", **values: Any) -> ApplicationShape:
    return ApplicationShape(
        **{"slug": f"of-{lead}", "call": "water", "lead": lead, "title": words("Tides"), **values}
    )


def test_a_call_is_written_once_with_all_that_belongs_to_it() -> None:
    for slug in ("lyon", "rome"):
        make.OrganisationFactory(slug=slug)
    whole = shape(
        criteria=(CriterionShape(number=1, title=words("Use"), weight=3),),
        questions=(QuestionShape(number=1, text=words("Why?")),),
        leads=("lyon",),
        partners=("rome",),
        languages=("en", "fr"),
        closes_date=DAY,
        time_zone="Europe/Madrid",
        graces=(GraceShape(organisation="rome", until_date=DAY, reason="A storm"),),
    )
    call = record_call(by=ANA, call=whole).record
    assert not record_call(by=ANA, call=whole).changed
    assert not record_call(by=ANA, call=shape(leads=("lyon",))).changed  # the partners stay
    assert AuditEntry.objects.filter(record="water").count() == 1
    assert list(call.organisations.order_by("pk").values_list("organisation__slug", "role")) == [
        ("lyon", "LEAD"),
        ("rome", "PARTNER"),
    ]


def test_numbers_stand_once_and_a_criterion_by_which_points_were_given_stays() -> None:
    twice = (CriterionShape(number=1, title=words("a")), CriterionShape(number=1, title=words("b")))
    with pytest.raises(refusals.NumberTwice):
        record_call(by=ANA, call=shape(criteria=twice))
    score = make.ScoreFactory()
    call = CallShape(slug=score.call.slug, kind="PROJECTS", name=words("Water"), criteria=())
    with pytest.raises(refusals.CriterionInUse):
        record_call(by=ANA, call=call)
    kept = (CriterionShape(number=score.number, title=words("Called otherwise"), weight=5),)
    record_call(by=ANA, call=CallShape(slug=score.call.slug, kind="PROJECTS", name=words("W"), criteria=kept))
    assert score.call.criteria.get().weight == 5


@pytest.mark.parametrize("outcome", CallOutcome)
@pytest.mark.parametrize(("verb", "do"), [("decide", decide_call), ("cancel", cancel_call)])
def test_calls_move_only_as_the_table_says(outcome: CallOutcome, verb: str, do: Any) -> None:
    call = make.CallForApplicationsFactory(outcome=outcome)
    after = CALL_STEPS[outcome].get(verb)
    if after is None:
        with pytest.raises(refusals.CallStepNotTaken):
            do(by=ANA, call=call, on=Dates(DAY))
    else:
        do(by=ANA, call=call, on=Dates(month="2018-05"))
    call.refresh_from_db()
    assert call.outcome == (after or outcome)
    assert call.decision == (Dates(month="2018-05") if after else None)


@pytest.mark.parametrize("decision", ApplicationDecision)
@pytest.mark.parametrize("to", [one for one in ApplicationDecision if one != "PENDING"])
def test_applications_move_only_as_the_table_says(decision: ApplicationDecision, to: str) -> None:
    one = make.ApplicationFactory(decision=decision)
    if to in APPLICATION_STEPS[decision].values():
        decide_application(by=ANA, application=one, decision=to, on=DAY)
    else:
        with pytest.raises(refusals.ApplicationStepNotTaken):
            decide_application(by=ANA, application=one, decision=to, on=DAY)


def test_a_waiver_has_a_name_and_a_reason() -> None:
    call = make.CallForApplicationsFactory()
    with pytest.raises(refusals.NoReasonGiven):
        waive_jury_rule(by=ANA, call=call, reason=" ")
    waive_jury_rule(by=ANA, call=call, reason="Nobody else came")
    call.refresh_from_db()
    assert call.waived_by == "ana"


# --- to the last second ---------------------------------------------------------------------------

MADRID = ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize(
    ("closes", "at", "late"),
    [
        (None, datetime(2018, 5, 31, 21, 59, 59, 999_999, UTC), False),  # midnight in Madrid is 22:00 in UTC
        (None, datetime(2018, 5, 31, 22, 0, 0, 0, UTC), True),
        (time(17), datetime(2018, 5, 31, 17, 0, 0, 500_000, MADRID), False),
        (time(17), datetime(2018, 5, 31, 17, 0, 1, 0, MADRID), True),
        (time(17), datetime(2018, 5, 31, 10, 0, 0, 0, ZoneInfo("America/Bogota")), False),
        (time(17), datetime(2018, 5, 31, 10, 0, 1, 0, ZoneInfo("America/Bogota")), True),
    ],
)
def test_the_clock_of_the_call_decides_to_the_second(closes: time | None, at: datetime, late: bool) -> None:
    make.OrganisationFactory(slug="lyon")
    record_call(by=ANA, call=shape(closes_date=DAY, closes_time=closes, time_zone="Europe/Madrid"))
    call = CallForApplications.objects.get()
    assert call.state_at(at) == (CallState.CLOSED if late else CallState.OPEN)
    if late:
        with pytest.raises(refusals.CallTooLate):
            receive_application(by=ANA, application=applied(), at=at)
        assert not Application.objects.exists()
    else:
        one = receive_application(by=ANA, application=applied(), at=at).record
        assert one.received_date == DAY


@given(
    st.dates(date(2016, 1, 1), date(2030, 1, 1)),
    st.times().map(lambda one: one.replace(microsecond=0)),
    st.sampled_from(["Europe/Madrid", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "UTC"]),
    st.integers(-5, 5),
)
@settings(deadline=None)
def test_one_second_more_is_too_late_in_every_zone(day: date, at: time, zone: str, more: int) -> None:
    deadline = Deadline(day, at, zone)
    assert deadline.is_over(deadline.moment + timedelta(seconds=more)) is (more > 0)
    assert not deadline.is_over(moment_of(day, at, zone))  # who reads that second on the wall is in time


def test_an_hour_that_comes_twice_counts_with_its_second() -> None:
    deadline = Deadline(date(2018, 10, 28), time(2, 30), "Europe/Madrid")
    assert deadline.moment == datetime(2018, 10, 28, 1, 30, tzinfo=UTC)


def test_a_grace_is_one_organisations_and_has_its_reason() -> None:
    for slug in ("lyon", "rome"):
        make.OrganisationFactory(slug=slug)
    call = record_call(by=ANA, call=shape(opens_date=date(2018, 5, 1), closes_date=DAY)).record
    with pytest.raises(refusals.NoReasonGiven):
        grant_grace(by=ANA, call=call, grace=GraceShape(organisation="lyon", until_date=DAY, reason=" "))
    until = date(2018, 6, 2)
    grant_grace(by=ANA, call=call, grace=GraceShape(organisation="lyon", until_date=until, reason="A storm"))
    assert record_application(by=ANA, application=applied(received_date=until)).created
    for late in (applied("rome", received_date=until), applied(received_date=date(2018, 6, 3))):
        with pytest.raises(refusals.CallTooLate):
            record_application(by=ANA, application=late)
    with pytest.raises(refusals.CallNotOpen):
        record_application(by=ANA, application=applied("rome", received_date=date(2018, 4, 30)))
    assert AuditEntry.objects.filter(action="grace granted").count() == 1


# --- applications ---------------------------------------------------------------------------------


def test_applications_are_numbered_within_their_call_and_written_once() -> None:
    for slug in ("lyon", "rome", "lima"):
        make.OrganisationFactory(slug=slug)
    record_call(by=ANA, call=shape(questions=(QuestionShape(number=1, text=words("Why?")),)))
    whole = applied(
        partners=(ApplicationPartnerShape(organisation="rome"),),
        answers=(ApplicationAnswerShape(number=1, text=words("Because")),),
    )
    first = record_application(by=ANA, application=whole).record
    assert not record_application(by=ANA, application=whole).changed
    assert (first.number, record_application(by=ANA, application=applied("lima")).record.number) == (1, 2)
    wrong = applied("rome", answers=(ApplicationAnswerShape(number=2, text=words("So")),))
    with pytest.raises(refusals.NoSuchQuestion):
        record_application(by=ANA, application=wrong)
    alone = applied("rome", partners=(ApplicationPartnerShape(organisation="rome"),))
    with pytest.raises(refusals.LeadsAndIsPartner):
        record_application(by=ANA, application=alone)
    call = CallForApplications.objects.get()
    call.application_count = 11
    assert count_applications(call) == 2  # what is on record is counted, what is stated stands in for it
    assert count_applications(make.CallForApplicationsFactory(application_count=27)) == 27


def test_each_partner_confirms_for_itself() -> None:
    partner, other = make.ApplicationPartnerFactory.create_batch(2, application=make.ApplicationFactory())
    one = partner.application
    confirm_partner(by=ANA, application=one, organisation=partner.organisation.slug, on=DAY)
    assert list(one.partners.order_by("organisation").values_list("organisation", "confirmed_date")) == [
        (partner.organisation_id, DAY),
        (other.organisation_id, None),
    ]
    with pytest.raises(refusals.NotItsPartner):
        confirm_partner(by=ANA, application=one, organisation=one.lead.slug, on=DAY)


# --- whom they activate ---------------------------------------------------------------------------


def test_who_leads_and_who_confirmed_is_activated_by_the_activity_of_the_call() -> None:
    activity, other = make.ActivityFactory.create_batch(2)
    call = make.CallForApplicationsFactory(activity=activity)
    lyon, rome, lima, bern, oslo = (
        make.OrganisationFactory(slug=slug) for slug in ("lyon", "rome", "lima", "bern", "oslo")
    )
    make.ActivationFactory(activity=activity, organisation=lyon, role="HOST")
    make.CallOrganisationFactory(call=call, organisation=lyon)
    make.CallOrganisationFactory(call=call, organisation=rome, role="PARTNER")
    application = make.ApplicationFactory(call=call, lead=rome)
    make.ApplicationPartnerFactory(application=application, organisation=lima, confirmed_date=DAY)
    make.ApplicationPartnerFactory(application=application, organisation=oslo)  # has not confirmed
    make.JurorFactory(call=call, organisation=bern, stage="CHOSEN")
    make.JurorFactory(call=call, organisation=oslo)  # a candidate
    make.ApplicationFactory(lead=oslo)  # of a call without an activity
    assert [(row.slug, row.role) for row in activations_of([activity.pk, other.pk])] == [
        ("lyon", "HOST"),
        ("rome", "PARTNER"),
        ("lima", "PARTNER"),
        ("bern", "PARTICIPANT"),
    ]
    assert {row.slug for row in signatures_of([activity.pk])} == {"lyon", "rome", "lima", "bern"}


KINDS = (
    "recorded", "standing lead", "standing partner", "lead", "partner", "unconfirmed", "juror", "trainee",
    "trainees by number", "registered", "signed",
)  # fmt: skip
NOT_ACTIVATED = ("unconfirmed", "registered")


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 3), st.sampled_from(KINDS)), unique=True, max_size=14
    )
)
@settings(max_examples=25, deadline=None)
def test_whoever_stands_in_several_records_of_an_activity_is_activated_once(
    taken: list[tuple[int, int, str]],
) -> None:
    """In the ledger of the report: one activation for each activity, whatever records name the organisation."""
    with transaction.atomic():
        activities = [make.ActivityFactory(start_date=DAY) for _ in range(2)]
        cities = [make.MembershipFactory().organisation for _ in range(4)]
        calls = [make.CallForApplicationsFactory(activity=one) for one in activities]
        make.AssociationFactory()
        for activity, city, kind in taken:
            _record(kind, activities[activity], calls[activity], cities[city])
        data = compile_report(QUARTER)
        expected = {
            city: len({n for n, one, kind in taken if one == city and kind not in NOT_ACTIVATED})
            for city in range(4)
        }
        found = {one.slug: one.activations for one in data.activated_members}
        assert found == {cities[n].slug: count for n, count in expected.items() if count}
        transaction.set_rollback(True)


def _record(kind: str, activity: Any, call: Any, city: Any) -> None:
    match kind:
        case "recorded":
            make.ActivationFactory(activity=activity, organisation=city, role="SPEAKER")
        case "standing lead":
            make.CallOrganisationFactory(call=call, organisation=city)
        case "standing partner":
            make.CallOrganisationFactory(call=call, organisation=city, role="PARTNER")
        case "lead":
            make.ApplicationFactory.create_batch(2, call=call, lead=city)
        case "partner":
            one = make.ApplicationFactory(lead=make.OrganisationFactory())
            one.call = make.CallForApplicationsFactory(activity=activity)
            one.save()
            make.ApplicationPartnerFactory(application=one, organisation=city, confirmed_date=DAY)
        case "unconfirmed":
            make.ApplicationPartnerFactory(
                application=make.ApplicationFactory(call=make.CallForApplicationsFactory()), organisation=city
            )
        case "juror":
            make.JurorFactory(call=call, organisation=city, stage="CHOSEN")
        case "trainee":
            make.ParticipantFactory.create_batch(
                2, course=make.CourseFactory(activity=activity), organisation=city, attendance="ATTENDED"
            )
        case "trainees by number":
            make.ParticipantCountFactory(course=make.CourseFactory(activity=activity), organisation=city)
        case "registered":
            make.ParticipantFactory(course=make.CourseFactory(activity=activity), organisation=city)
        case _:
            make.SignatoryFactory(statement=make.JointStatementFactory(activity=activity), organisation=city)


@pytest.mark.parametrize(
    "kind", ["standing lead", "lead", "partner", "juror", "trainee", "trainees by number"]
)
def test_a_member_that_took_part_in_a_call_does_not_sleep(kind: str) -> None:
    city = make.MembershipFactory().organisation
    make.ActivationFactory(organisation=city, activity__start_date=date(2016, 5, 2))
    activity = make.ActivityFactory(start_date=DAY)
    _record(kind, activity, make.CallForApplicationsFactory(activity=activity), city)
    assert not members_asleep(date(2018, 1, 1), date(2019, 1, 1)).exists()
    (asleep,) = members_asleep(date(2018, 7, 1), date(2019, 1, 1))
    assert asleep.last_activated == DAY
