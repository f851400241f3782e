"""Nothing is a member before its decision: held by the database, tried with plain SQL past every verb and model."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from rapporteur.base.core.permissions import operator
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.admissions.triggers import BEFORE_DECISION
from rapporteur.records.members.actions import admit_member, merge_organisations
from rapporteur.records.members.models import Membership
from rapporteur.records.members.shapes import MembershipShape
from tests.factories import make

pytestmark = pytest.mark.django_db
RECEIVED, DECIDED = date(2018, 4, 9), date(2018, 8, 28)


def run(sql: str, *values: Any) -> None:
    """Write past everything but the database."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        connection.check_constraints()


def begins(organisation: Any, start: date | None) -> None:
    run(
        "INSERT INTO members_membership (organisation_id, category, decision, start) VALUES (%s, 'FULL', '', %s)",
        organisation.pk,
        start,
    )


def decided() -> Any:
    return make.AdmissionRequestFactory(
        outcome="ADMITTED", decided_date=DECIDED, from_date=DECIDED, body=make.BodyFactory()
    )


@pytest.mark.parametrize("start", [RECEIVED, date(2018, 6, 1), date(2030, 1, 1)])
def test_no_membership_begins_while_the_request_is_to_be_decided(start: date) -> None:
    request = make.AdmissionRequestFactory()
    with pytest.raises(IntegrityError, match=BEFORE_DECISION):
        begins(request.organisation, start)
    begins(make.OrganisationFactory(), start)


@pytest.mark.parametrize("start", [RECEIVED, date(2018, 8, 27)])
def test_none_begins_before_the_day_of_the_decision(start: date) -> None:
    with pytest.raises(IntegrityError, match=BEFORE_DECISION):
        begins(decided().organisation, start)


@pytest.mark.parametrize("start", [None, date(2018, 4, 8), DECIDED, date(2019, 1, 1)])
def test_what_was_before_or_comes_after_is_no_matter_of_the_request(start: date | None) -> None:
    begins(decided().organisation, start)
    assert Membership.objects.get().start == start


def test_none_is_moved_there_nor_a_request_around_it() -> None:
    request = decided()
    begins(request.organisation, DECIDED)
    with pytest.raises(IntegrityError, match=BEFORE_DECISION):
        run("UPDATE members_membership SET start = %s", date(2018, 5, 1))
    with pytest.raises(IntegrityError, match=BEFORE_DECISION):
        run(
            "UPDATE admissions_admissionrequest SET outcome = 'PENDING', decided_date = NULL, from_date = NULL"
        )
    with pytest.raises(IntegrityError, match=BEFORE_DECISION):
        run(
            "UPDATE admissions_admissionrequest SET decided_date = %s, from_date = %s",
            *[date(2018, 9, 1)] * 2,
        )
    with pytest.raises(IntegrityError, match=BEFORE_DECISION), transaction.atomic():
        make.AdmissionRequestFactory(organisation=request.organisation, received_date=date(2018, 8, 1))
    assert AdmissionRequest.objects.count() == 1


def test_no_verb_of_another_room_goes_around_it() -> None:
    request = make.AdmissionRequestFactory()
    make.AssociationFactory()
    shape = MembershipShape(organisation=request.organisation.slug, category="FULL", start=date(2018, 6, 1))
    with pytest.raises(IntegrityError, match=BEFORE_DECISION), transaction.atomic():
        admit_member(by=operator("ana"), membership=shape)
    member = make.MembershipFactory(start=date(2018, 6, 1)).organisation
    with pytest.raises(IntegrityError, match=BEFORE_DECISION), transaction.atomic():
        merge_organisations(by=operator("ana"), kept=member, other=request.organisation)
    assert AdmissionRequest.objects.get().organisation == request.organisation
