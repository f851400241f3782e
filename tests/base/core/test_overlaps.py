"""Dated records of which only one can hold on a day: told in sentences, and no obstacle to what is right in the end."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from rapporteur.base.core.database.overlaps import (
    OverlapsOnRecord,
    PeriodsOverlap,
    no_overlaps,
    refuse_overlaps,
)
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.members.actions import record_organisation
from rapporteur.records.members.models import Membership, Organisation, OrganisationName
from rapporteur.records.members.shapes import DatedName, OrganisationShape
from tests.factories import make

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2018, 3, 1), date(2018, 5, 1), date(2018, 7, 1)
Span = tuple[date | None, date | None]
BEFORE: list[Span] = [(None, SECOND), (SECOND, None)]


def city() -> Organisation:
    """A city with two names, the second since SECOND."""
    made: Organisation = make.OrganisationFactory(slug="lyon", named=False)
    for start, end in BEFORE:
        make.OrganisationNameFactory(organisation=made, start=start, end=end)
    return made


def spans(of: Organisation) -> list[Span]:
    found = OrganisationName.objects.filter(organisation=of).values_list("start", "end")
    return sorted(found, key=lambda span: span[0] or date.min)


# --- the database ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [(None, None), (None, SECOND), (FIRST, SECOND), (FIRST, None), (SECOND, None), (SECOND, THIRD)],
)
def test_periods_that_share_a_day_are_refused_and_others_are_not(other: Span) -> None:
    membership = make.MembershipFactory(start=FIRST, end=THIRD)
    with pytest.raises(IntegrityError, match="memberships_apart"), transaction.atomic():
        make.MembershipFactory(organisation=membership.organisation, start=other[0], end=other[1])
    make.MembershipFactory(organisation=membership.organisation, end=FIRST)
    make.MembershipFactory(organisation=membership.organisation, start=THIRD)
    make.MembershipFactory(start=other[0], end=other[1])
    assert Membership.objects.count() == 4


def test_a_change_is_refused_as_a_new_record_is() -> None:
    membership = make.MembershipFactory(start=FIRST, end=SECOND)
    make.MembershipFactory(organisation=membership.organisation, start=SECOND)
    with pytest.raises(IntegrityError, match="memberships_apart"), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(end=THIRD)
    Membership.objects.filter(pk=membership.pk).update(end=SECOND, start=None)


def test_overlaps_on_record_stop_the_migration_that_forbids_them() -> None:
    (constraint,) = no_overlaps(Membership)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {constraint.name}_insert")
        else:
            cursor.execute(f"ALTER TABLE members_membership DROP CONSTRAINT {constraint.name}")
    refuse = refuse_overlaps("members", {"Membership": ("organisation",)})
    one = make.MembershipFactory(start=FIRST, end=THIRD)
    refuse(apps, None)
    other = make.MembershipFactory(organisation=one.organisation, start=SECOND)
    with pytest.raises(OverlapsOnRecord) as refused:
        refuse(apps, None)
    _, told = str(refused.value).splitlines()
    assert told == (
        f"  memberships {one.pk} and {other.pk} (organisation_id {one.organisation_id}): "
        "from 2018-03-01 up to and with 2018-06-30; from 2018-05-01"
    )


# --- sentences ------------------------------------------------------------------------------------


def test_a_form_tells_which_records_overlap() -> None:
    held = make.MembershipFactory(organisation__slug="lyon", start=FIRST, end=THIRD)
    another = Membership(organisation=held.organisation, category="FULL", start=SECOND)
    with pytest.raises(ValidationError) as refused:
        another.full_clean()
    (told,) = refused.value.messages
    assert told == (
        "Two memberships of the same record (lyon) overlap: from 2018-03-01 up to and with 2018-06-30; "
        "from 2018-05-01. Let one end before the other begins."
    )
    held.full_clean()


def test_an_action_tells_which_names_overlap_and_writes_nothing() -> None:
    names = (
        DatedName(name=LocalizedText({"en": "Lyon"}), end=THIRD),
        DatedName(name=LocalizedText({"en": "Grand Lyon"}), start=SECOND),
    )
    shape = OrganisationShape(slug="lyon", names=names, kind="CITY", country="FR")
    with pytest.raises(
        PeriodsOverlap,
        match=r"names of the same record \(lyon\) overlap: up to and with 2018-06-30; from 2018",
    ):
        record_organisation(by=operator("x"), organisation=shape)
    assert not Organisation.objects.exists()


# --- what is right in the end ---------------------------------------------------------------------


@pytest.mark.parametrize("order", list(permutations(range(2))))
@pytest.mark.parametrize(
    "wanted",
    [
        [(None, FIRST), (FIRST, None)],
        [(None, THIRD), (THIRD, None)],
        [(SECOND, None), (None, SECOND)],
        [(None, FIRST), (THIRD, None)],
    ],
)
def test_names_exchange_days_in_any_order(wanted: list[Span], order: tuple[int, ...]) -> None:
    of: Any = city()
    keys = set(of.names.values_list("pk", flat=True))
    names = list(of.names.order_by("pk"))
    for name, (start, end) in zip(names, wanted, strict=True):
        name.start, name.end = start, end
    of.names = [names[place] for place in order]
    assert spans(of) == BEFORE
    of.save()
    assert spans(of) == sorted(wanted, key=lambda span: span[0] or date.min)
    assert set(OrganisationName.objects.values_list("pk", flat=True)) == keys


def test_a_new_name_may_stand_before_the_one_that_it_follows() -> None:
    of = make.OrganisationFactory()
    (name,) = of.names.all()
    name.end = SECOND
    of.names = [OrganisationName(name={"en": "New"}, start=SECOND), name]
    of.save()
    assert spans(of) == BEFORE
