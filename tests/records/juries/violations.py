"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.factories import make


def _same_juror() -> object:
    one = make.JurorFactory()
    return make.JurorFactory.create(pk=one.pk, call=one.call, slug="another")


def _same_assessment() -> object:
    one = make.AssessmentFactory()
    return make.AssessmentFactory(pk=one.pk, call=one.call)


def _juror_once(**values: object) -> object:
    return make.JurorFactory.create_batch(2, call=make.CallForApplicationsFactory(), **values)


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "juries_juror.slug": lambda: make.JurorFactory.create_batch(2, slug="same"),
    "juror_is_somebody": lambda: make.JurorFactory(name=""),
    "juror_of_one_region": lambda: make.JurorFactory(
        region=make.RegionFactory(), region_name={"en": "South America"}
    ),
    "juror_sex_known": lambda: make.JurorFactory(sex="?"),
    "juror_stage_known": lambda: make.JurorFactory(stage="LIKED"),
    "juror_once": lambda: _juror_once(person=make.PersonFactory(), name=""),
    "juror_account_once": lambda: _juror_once(account=make.AccountFactory()),
    "call_of_juror": _same_juror,
    "tie_is_one_thing": lambda: make.TieFactory(organisation=None),
    "tie_to_organisation_once": lambda: make.TieFactory.create_batch(
        2, juror=make.JurorFactory(), organisation=make.OrganisationFactory()
    ),
    "tie_to_application_once": lambda: make.TieFactory.create_batch(
        2, juror=make.JurorFactory(), organisation=None, application=make.ApplicationFactory()
    ),
    "assessed_once": lambda: make.AssessmentFactory.create_batch(
        2,
        call=(call := make.CallForApplicationsFactory()),
        juror=make.JurorFactory(call=call),
        application=make.ApplicationFactory(call=call),
    ),
    "call_of_assessment": _same_assessment,
    "juror_of_the_call": lambda: make.AssessmentFactory(juror=make.JurorFactory()),
    "judged_of_the_call": lambda: make.AssessmentFactory(application=make.ApplicationFactory()),
    "scored_once": lambda: make.ScoreFactory.create_batch(
        2, assessment=(one := make.AssessmentFactory()), number=make.CriterionFactory(call=one.call).number
    ),
    "points_up_to_most": lambda: make.ScoreFactory(points=11),
    "score_of_the_call": lambda: make.ScoreFactory(call=make.CallForApplicationsFactory()),
    "score_by_a_criterion": lambda: make.ScoreFactory(number=99),
}
