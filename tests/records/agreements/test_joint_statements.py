"""Joint statements: recorded whole, signed one by one; whom their activities activate; in which office one signed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.core.merging.moving import MergerBlocked
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.agreements.actions import record_joint_statement, sign_joint_statement
from rapporteur.records.agreements.models import JointStatement
from rapporteur.records.agreements.queries import (
    ActivationRow,
    activations_of,
    members_asleep,
    offices_of,
    signatures_of,
    with_signatures,
)
from rapporteur.records.agreements.refusals import ClosedForSignature, StageIsNoDay
from rapporteur.records.agreements.shapes import JointStatementShape, SignatoryShape
from rapporteur.records.members.actions import merge_organisations
from rapporteur.report.compile.report import compile_report
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
MAY, JUNE = date(2018, 5, 2), date(2018, 6, 1)
QUARTER = Period.parse("2018-Q2")


def words(text: str) -> LocalizedText:
    return LocalizedText({"en": text})


def shape(**values: Any) -> JointStatementShape:
    return JointStatementShape(**{"slug": "letter", "kind": "LETTER", "name": words("Letter"), **values})


def test_a_statement_is_written_once_with_all_who_signed() -> None:
    make.OrganisationFactory(slug="berlin")
    make.PersonFactory(slug="bo")
    signatories = (
        SignatoryShape(organisation="berlin", person="bo", signed=Dates(month="2018-05")),
        SignatoryShape(name=words("Water Institute")),
    )
    whole = shape(signatories=signatories, public=Dates(MAY))
    statement = record_joint_statement(by=ANA, statement=whole).record
    assert not record_joint_statement(by=ANA, statement=whole).changed
    assert record_joint_statement(by=ANA, statement=shape(note="Asked for")).record.signatories.count() == 2
    statement.refresh_from_db()
    assert [one.signed for one in statement.signatories.order_by("pk")] == [Dates(month="2018-05"), None]
    assert JointStatement.objects.matching("institute").exists()
    assert AuditEntry.objects.filter(record="letter").count() == 2


def test_one_signs_once_and_what_was_said_is_put_right() -> None:
    make.OrganisationFactory(slug="berlin")
    statement = record_joint_statement(by=ANA, statement=shape(opened=MAY, closed=JUNE)).record
    make.PersonFactory(slug="bo", name="Bo")
    first = SignatoryShape(organisation="berlin", person="bo")
    sign_joint_statement(by=ANA, statement=statement, signatory=first)
    again = SignatoryShape(organisation="berlin", signed=Dates(JUNE))
    statement = sign_joint_statement(by=ANA, statement=statement, signatory=again).record
    assert [(str(one.person), one.signed) for one in statement.signatories.all()] == [("Bo", Dates(JUNE))]
    late = SignatoryShape(organisation="berlin", signed=Dates(date(2018, 6, 2)))
    with pytest.raises(ClosedForSignature):
        sign_joint_statement(by=ANA, statement=statement, signatory=late)
    long = SignatoryShape(organisation="berlin", signed=Dates(MAY, JUNE))
    with pytest.raises(StageIsNoDay):
        sign_joint_statement(by=ANA, statement=statement, signatory=long)
    same_month = SignatoryShape(organisation="berlin", signed=Dates(month="2018-06"))
    assert sign_joint_statement(by=ANA, statement=statement, signatory=same_month).changed


# --- whom it activates ----------------------------------------------------------------------------


def rows_of(*pairs: tuple[int, int, str]) -> list[ActivationRow]:
    return [ActivationRow(activity, one, f"city-{one}", role) for activity, one, role in pairs]


ROLES = st.sampled_from(["HOST", "PARTICIPANT", "SPEAKER", "SIGNATORY"])
RECORDED = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 5), ROLES), unique=True, max_size=12).map(
    lambda pairs: rows_of(*sorted(pairs, key=lambda pair: pair[0]))
)
SIGNED = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 5)), max_size=12).map(
    lambda pairs: rows_of(*((activity, one, "SIGNATORY") for activity, one in pairs))
)


@given(RECORDED, SIGNED)
@settings(deadline=None)
def test_deriving_adds_and_takes_nothing_away(
    recorded: list[ActivationRow], signed: list[ActivationRow]
) -> None:
    both = with_signatures(recorded, signed)
    activated = {(row.activity, row.organisation) for row in both}
    assert [row for row in both if row in recorded] == recorded
    assert activated == {(row.activity, row.organisation) for row in (*recorded, *signed)}
    added = [(row.activity, row.organisation) for row in both if row not in recorded]
    assert len(added) == len(set(added))  # one that signed twice is derived once
    assert not set(added) & {(row.activity, row.organisation) for row in recorded}
    assert with_signatures(both, signed) == both


def test_signatories_are_activated_by_the_activity_of_their_statement() -> None:
    activity, other = make.ActivityFactory.create_batch(2)
    statement = make.JointStatementFactory(activity=activity)
    berlin, rome, lyon = (make.OrganisationFactory(slug=slug) for slug in ("berlin", "rome", "lyon"))
    make.ActivationFactory(activity=activity, organisation=berlin, role="HOST")
    make.ActivationFactory(activity=activity, organisation=lyon)
    for one in (rome, berlin):
        make.SignatoryFactory(statement=statement, organisation=one)
    make.SignatoryFactory(statement=statement, organisation=None, name={"en": "Institute"})
    make.SignatoryFactory(statement=make.JointStatementFactory(activity=activity), organisation=rome)
    make.SignatoryFactory(organisation=rome)  # of a statement without an activity
    found = activations_of([activity.pk, other.pk])
    assert [(row.slug, row.role) for row in found] == [
        ("berlin", "HOST"),
        ("lyon", "PARTICIPANT"),
        ("rome", "SIGNATORY"),
    ]
    assert {row.slug for row in signatures_of([activity.pk])} == {"berlin", "rome"}


def test_a_member_in_three_records_of_one_event_is_activated_once_in_the_report() -> None:
    make.AssociationFactory()
    activity = make.ActivityFactory(start_date=MAY)
    rome = make.OrganisationFactory(slug="rome")
    bern = make.OrganisationFactory(slug="bern")
    for city in (rome, bern):
        make.MembershipFactory(organisation=city)
    make.ActivationFactory(activity=activity, organisation=rome, role="HOST")
    make.ActivationFactory(activity=activity, organisation=rome, role="SPEAKER")
    for statement in make.JointStatementFactory.create_batch(2, activity=activity):
        make.SignatoryFactory(statement=statement, organisation=rome)
        make.SignatoryFactory(statement=statement, organisation=bern)
    data = compile_report(QUARTER)
    assert [(one.slug, one.activations) for one in data.activated_members] == [("bern", 1), ("rome", 1)]
    assert [(one.slug, one.role) for one in data.activities[0].members] == [
        ("rome", "HOST"),
        ("rome", "SPEAKER"),
        ("bern", "SIGNATORY"),
    ]


@pytest.mark.parametrize("live", [True, False])
def test_a_member_that_signed_does_not_sleep(live: bool) -> None:
    city = make.MembershipFactory().organisation
    old = make.ActivationFactory(organisation=city, activity__start_date=date(2016, 5, 2))
    activity = make.ActivityFactory(start_date=MAY, live=live)
    make.SignatoryFactory(statement=make.JointStatementFactory(activity=activity), organisation=city)
    assert bool(members_asleep(date(2018, 1, 1), date(2019, 1, 1))) is not live
    (asleep,) = members_asleep(date(2018, 7, 1), date(2019, 1, 1))
    assert asleep.last_activated == (MAY if live else old.activity.start_date)


# --- in which office ------------------------------------------------------------------------------


def test_the_office_is_that_of_the_mandate_in_force_on_the_day() -> None:
    ana = make.PersonFactory()
    seat = make.SeatFactory()
    for start, end, office in ((None, MAY, "Deputy"), (MAY, None, "Mayor")):
        make.MandateFactory(seat=seat, person=ana, start=start, end=end, function={"en": office})
    activity = make.ActivityFactory(start_date=date(2018, 4, 1))
    said = {"en": "Somebody"}
    statement = make.JointStatementFactory(activity=activity, public_date=JUNE)
    undated = make.JointStatementFactory(activity=activity)
    homeless = make.JointStatementFactory()
    signed = {
        "Deputy": make.SignatoryFactory(statement=statement, person=ana, signed_date=date(2018, 5, 1)),
        "Mayor": make.SignatoryFactory(statement=statement, person=ana, office=said),
        "Deputy of the activity's day": make.SignatoryFactory(statement=undated, person=ana),
        "Somebody": make.SignatoryFactory(statement=homeless, person=ana, office=said),
        "nobody": make.SignatoryFactory(statement=statement, office=said),
    }
    offices = offices_of(list(signed.values()))
    assert [offices[one.pk].get("en") for one in signed.values()] == [
        "Deputy", "Mayor", "Deputy", "Somebody", "Somebody",
    ]  # fmt: skip


def test_the_seat_of_the_organisation_that_signs_comes_first() -> None:
    ana, berlin = make.PersonFactory(), make.OrganisationFactory()
    for order, organisation, office in ((1, None, "President"), (2, berlin, "Mayor")):
        seat = make.SeatFactory(order=order, organisation=organisation)
        make.MandateFactory(seat=seat, person=ana, function={"en": office})
    statement = make.JointStatementFactory(public_date=MAY)
    one = make.SignatoryFactory(statement=statement, person=ana, organisation=berlin)
    assert offices_of([one])[one.pk] == {"en": "Mayor"}


def test_two_records_of_one_city_that_both_signed_are_not_merged_before_one_is_corrected() -> None:
    """Each says through whom and when: nobody but a person knows which is right, as with dues of one call."""
    make.AssociationFactory()
    kept, other = make.OrganisationFactory(slug="berlin"), make.OrganisationFactory(slug="land-berlin")
    statement = make.JointStatementFactory()
    for city in (kept, other):
        make.SignatoryFactory(statement=statement, organisation=city)
    with pytest.raises(MergerBlocked):
        merge_organisations(by=ANA, kept=kept, other=other)
    statement.signatories.filter(organisation=kept).delete()
    make.AgreementFactory(made_with=other)
    merge_organisations(by=ANA, kept=kept, other=other)
    assert [one.organisation for one in statement.signatories.all()] == [kept]
    assert kept.agreements.count() == 1
