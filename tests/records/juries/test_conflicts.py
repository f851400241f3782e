"""Nobody judges what touches them: held by the database, tried with plain SQL past every verb and model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from rapporteur.base.core.permissions import operator
from rapporteur.records.juries import triggers
from rapporteur.records.juries.actions import assign_applications, note_assessment, note_declaration
from rapporteur.records.juries.models import Assessment, Juror
from rapporteur.records.juries.queries import conflicts_in, ranking_of
from rapporteur.records.juries.refusals import ConflictOfInterest
from rapporteur.records.juries.shapes import AssessmentShape, ScoreShape, TieShape
from rapporteur.records.members.actions import merge_organisations
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
DAY = date(2018, 6, 1)


class Jury:
    """A call with the rule on countries, an application with a partner, and a juror from elsewhere."""

    def __init__(self) -> None:
        self.lead = make.OrganisationFactory(slug="lyon", country="FR")
        self.partner = make.OrganisationFactory(slug="rome", country="IT")
        self.other = make.OrganisationFactory(slug="lima", country="PE")
        self.call = make.CallForApplicationsFactory(country_rule=True)
        self.criterion = make.CriterionFactory(call=self.call)
        self.application = make.ApplicationFactory(call=self.call, lead=self.lead, number=1)
        make.ApplicationPartnerFactory(application=self.application, organisation=self.partner)
        self.person = make.PersonFactory()
        self.juror = make.JurorFactory(
            call=self.call, person=self.person, name="", country="PE", stage="CHOSEN", declared_date=DAY
        )


@pytest.fixture
def jury() -> Jury:
    return Jury()


def run(sql: str, *values: Any) -> None:
    """Write past everything but the database."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        connection.check_constraints()


def assess(jury: Jury, *, withdrawn: bool = False) -> None:
    run(
        "INSERT INTO juries_assessment (call_id, juror_id, application_id, remark, withdrawn) "
        "VALUES (%s, %s, %s, '', %s)",
        jury.call.pk,
        jury.juror.pk,
        jury.application.pk,
        withdrawn,
    )


def score(jury: Jury) -> None:
    run(
        "INSERT INTO juries_score (assessment_id, call_id, number, points) VALUES (%s, %s, %s, 7)",
        Assessment.objects.get().pk,
        jury.call.pk,
        jury.criterion.number,
    )


def own_organisation(jury: Jury) -> None:
    run("UPDATE juries_juror SET organisation_id = %s WHERE id = %s", jury.lead.pk, jury.juror.pk)


def own_organisation_is_the_partner(jury: Jury) -> None:
    run("UPDATE juries_juror SET organisation_id = %s WHERE id = %s", jury.partner.pk, jury.juror.pk)


def past_mandate(jury: Jury) -> None:
    seat = make.SeatFactory(organisation=jury.lead)
    make.MandateFactory(seat=seat, person=jury.person, start=date(2001, 1, 1), end=date(2003, 1, 1))


def mandate_of_the_partner(jury: Jury) -> None:
    seat = make.SeatFactory()
    make.MandateFactory(seat=seat, person=jury.person)
    run("UPDATE governance_seat SET organisation_id = %s WHERE id = %s", jury.partner.pk, seat.pk)


def own_country(jury: Jury) -> None:
    run("UPDATE juries_juror SET country = 'IT' WHERE id = %s", jury.juror.pk)


def country_of_the_own_organisation(jury: Jury) -> None:
    run("UPDATE members_organisation SET country = 'FR' WHERE id = %s", jury.other.pk)
    run("UPDATE juries_juror SET organisation_id = %s WHERE id = %s", jury.other.pk, jury.juror.pk)


def country_of_the_lead(jury: Jury) -> None:
    run("UPDATE members_organisation SET country = 'PE' WHERE id = %s", jury.lead.pk)


def declared_tie(jury: Jury) -> None:
    run(
        "INSERT INTO juries_tie (juror_id, organisation_id, reason) VALUES (%s, %s, '')",
        jury.juror.pk,
        jury.partner.pk,
    )


def tie_to_the_application(jury: Jury) -> None:
    run(
        "INSERT INTO juries_tie (juror_id, application_id, reason) VALUES (%s, %s, '')",
        jury.juror.pk,
        jury.application.pk,
    )


def another_lead(jury: Jury) -> None:
    run("UPDATE juries_juror SET organisation_id = %s WHERE id = %s", jury.other.pk, jury.juror.pk)
    run("UPDATE calls_application SET lead_id = %s WHERE id = %s", jury.other.pk, jury.application.pk)


def another_partner(jury: Jury) -> None:
    run("UPDATE juries_juror SET organisation_id = %s WHERE id = %s", jury.other.pk, jury.juror.pk)
    run(
        "INSERT INTO calls_applicationpartner (application_id, organisation_id) VALUES (%s, %s)",
        jury.application.pk,
        jury.other.pk,
    )


def two_records_of_one_city(jury: Jury) -> None:
    run("UPDATE calls_callforapplications SET country_rule = %s WHERE id = %s", False, jury.call.pk)
    run("UPDATE juries_juror SET organisation_id = %s WHERE id = %s", jury.other.pk, jury.juror.pk)
    merge_organisations(by=ANA, kept=jury.lead, other=jury.other)


CONFLICTS: list[Callable[[Jury], None]] = [
    own_organisation,
    own_organisation_is_the_partner,
    past_mandate,
    mandate_of_the_partner,
    own_country,
    country_of_the_own_organisation,
    country_of_the_lead,
    declared_tie,
    tie_to_the_application,
    another_lead,
    another_partner,
    two_records_of_one_city,
]


@pytest.mark.parametrize("arise", CONFLICTS)
def test_nobody_judges_what_touches_them(arise: Callable[[Jury], None], jury: Jury) -> None:
    arise(jury)
    assert conflicts_in(jury.call) == {(jury.juror.pk, jury.application.pk)}
    with pytest.raises(IntegrityError, match=triggers.IN_CONFLICT):
        assess(jury)
    assess(jury, withdrawn=True)
    with pytest.raises(IntegrityError, match=triggers.NOT_DECLARED):
        score(jury)
    with pytest.raises(IntegrityError, match=triggers.IN_CONFLICT):
        run("UPDATE juries_assessment SET withdrawn = %s", False)


@pytest.mark.parametrize("arise", CONFLICTS)
def test_a_conflict_that_arises_late_withdraws_and_recounts(
    arise: Callable[[Jury], None], jury: Jury
) -> None:
    assess(jury)
    score(jury)
    assert [one.mean for one in ranking_of(jury.call)] == [7.0]
    arise(jury)
    assert Assessment.objects.get().withdrawn
    assert [one.mean for one in ranking_of(jury.call)] == [None]


def test_what_touches_nobody_is_judged(jury: Jury) -> None:
    """The nearest things that are none: the same without the rule, the seat of somebody else, a tie to another."""
    run("UPDATE calls_callforapplications SET country_rule = %s", False)
    run("UPDATE juries_juror SET country = 'FR', organisation_id = %s", jury.other.pk)
    make.MandateFactory(seat=make.SeatFactory(organisation=jury.lead))
    make.MandateFactory(seat=make.SeatFactory(), person=jury.person)
    make.TieFactory(juror=jury.juror)
    make.TieFactory(juror=jury.juror, organisation=None, application=make.ApplicationFactory(call=jury.call))
    make.TieFactory(organisation=jury.lead)
    assess(jury)
    score(jury)
    assert (jury.juror.pk, jury.application.pk) not in conflicts_in(jury.call)
    assert not Assessment.objects.get().withdrawn
    run("UPDATE calls_callforapplications SET country_rule = %s", True)
    assert Assessment.objects.get().withdrawn  # the rule of the call came late


def test_nobody_gives_points_before_they_have_declared_their_ties(jury: Jury) -> None:
    run("UPDATE juries_juror SET declared_date = NULL")
    assess(jury)
    with pytest.raises(IntegrityError, match=triggers.NOT_DECLARED):
        score(jury)
    run("UPDATE juries_juror SET declared_date = '2018-06-01'")
    score(jury)


def test_verbs_say_what_the_database_would_refuse(jury: Jury) -> None:
    said = AssessmentShape(
        application=jury.application.slug, scores=(ScoreShape(number=jury.criterion.number, points=9),)
    )
    note_assessment(by=ANA, juror=jury.juror, assessment=said)
    assert [one.mean for one in ranking_of(jury.call)] == [9.0]
    late = note_declaration(by=ANA, juror=jury.juror, ties=[TieShape(organisation="rome")], on=DAY)
    assert late.changed
    assert [one.mean for one in ranking_of(jury.call)] == [None]
    juror = Juror.objects.get()
    with pytest.raises(ConflictOfInterest):
        note_assessment(by=ANA, juror=juror, assessment=said)
    with pytest.raises(ConflictOfInterest):
        assign_applications(by=ANA, juror=juror, applications=[jury.application.slug])
    note_declaration(by=ANA, juror=juror, ties=[], on=DAY)  # it was a mistake
    assert Assessment.objects.get().withdrawn  # who judged it judges it anew
    note_assessment(by=ANA, juror=Juror.objects.get(), assessment=said)
    assert [one.mean for one in ranking_of(jury.call)] == [9.0]


def test_triggers_are_put_in_place_once_however_often_they_are(jury: Jury) -> None:
    triggers.install(connection)
    own_organisation(jury)
    with pytest.raises(IntegrityError, match=triggers.IN_CONFLICT):
        assess(jury)
