"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time

from rapporteur.records.calls.models import CallForApplications
from tests.factories import make

DAY, BEFORE = date(2018, 5, 2), date(2018, 5, 1)


def _judges_itself() -> None:
    call = make.CallForApplicationsFactory()
    CallForApplications.objects.filter(pk=call.pk).update(jury_call=call)


def _same_key() -> object:
    one = make.ApplicationFactory()
    return make.ApplicationFactory(pk=one.pk, call=one.call)


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "calls_callforapplications.slug": lambda: make.CallForApplicationsFactory.create_batch(2, slug="same"),
    "call_kind_known": lambda: make.CallForApplicationsFactory(kind="SHOUT"),
    "call_outcome_known": lambda: make.CallForApplicationsFactory(outcome="WISHED"),
    "call_precision_known": lambda: make.CallForApplicationsFactory(decision_precision="YEAR"),
    "call_closes_after_opening": lambda: make.CallForApplicationsFactory(opens_date=DAY, closes_date=BEFORE),
    "call_closes_on_a_day": lambda: make.CallForApplicationsFactory(closes_time=time(17)),
    "call_decided_has_outcome": lambda: make.CallForApplicationsFactory(decision_date=DAY),
    "call_has_time_zone": lambda: make.CallForApplicationsFactory(time_zone=""),
    "call_sought_jury_by_another": _judges_itself,
    "call_states_both_or_none": lambda: make.CallForApplicationsFactory(stated_women=2),
    "call_waiver_has_reason": lambda: make.CallForApplicationsFactory(waived_by="Ana"),
    "criterion_number_once": lambda: make.CriterionFactory.create_batch(
        2, call=make.CallForApplicationsFactory()
    ),
    "criterion_from_one": lambda: make.CriterionFactory(number=0),
    "criterion_weighs_something": lambda: make.CriterionFactory(weight=0),
    "question_number_once": lambda: make.CallQuestionFactory.create_batch(
        2, call=make.CallForApplicationsFactory()
    ),
    "question_from_one": lambda: make.CallQuestionFactory(number=0),
    "in_call_once": lambda: make.CallOrganisationFactory.create_batch(
        2, call=make.CallForApplicationsFactory(), organisation=make.OrganisationFactory()
    ),
    "call_role_known": lambda: make.CallOrganisationFactory(role="GUEST"),
    "grace_once": lambda: make.GraceFactory.create_batch(
        2, call=make.CallForApplicationsFactory(), organisation=make.OrganisationFactory()
    ),
    "grace_has_reason": lambda: make.GraceFactory(reason=""),
    "calls_application.slug": lambda: make.ApplicationFactory.create_batch(2, slug="same"),
    "application_number_once": lambda: make.ApplicationFactory.create_batch(
        2, call=make.CallForApplicationsFactory(), number=1
    ),
    "call_of_application": _same_key,
    "application_from_one": lambda: make.ApplicationFactory(number=0),
    "application_decision_known": lambda: make.ApplicationFactory(decision="MAYBE"),
    "application_received_on_a_day": lambda: make.ApplicationFactory(received_time=time(17)),
    "application_decided_has_decision": lambda: make.ApplicationFactory(decided_date=DAY),
    "application_partner_once": lambda: make.ApplicationPartnerFactory.create_batch(
        2, application=make.ApplicationFactory(), organisation=make.OrganisationFactory()
    ),
    "question_answered_once": lambda: make.ApplicationAnswerFactory.create_batch(
        2, application=make.ApplicationFactory()
    ),
}
