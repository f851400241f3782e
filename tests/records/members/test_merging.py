"""Two organisations that are one: everything moves, nothing is said twice, and it is as it was when it is undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.utils import timezone

from rapporteur.base.core.merging.links import links_to
from rapporteur.base.core.merging.moving import MergedWithItself, MergerBlocked
from rapporteur.base.core.merging.planning import plan_merger
from rapporteur.base.core.merging.undoing import MergerBuiltUpon
from rapporteur.base.core.models import AuditEntry, Merger
from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.records.activities.models import Activation, Activity, ActivityPlace
from rapporteur.records.members.actions import merge_organisations, unmerge_organisations
from rapporteur.records.members.merging import field_choices
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.periods.models import ReportingPeriod
from rapporteur.records.periods.refusals import PeriodLocked
from tests.factories import make

pytestmark = pytest.mark.django_db
RUI = operator("rui")


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def city(slug: str, french: str, **values: Any) -> Organisation:
    organisation: Organisation = make.OrganisationFactory(slug=slug, named=False, **values)
    make.OrganisationNameFactory(organisation=organisation, name={"fr": french, "en": f"City of {french}"})
    return organisation


@pytest.fixture
def kept() -> Organisation:
    return city("berlin", "Berlin", kind="CITY", country="DE", wikidata="")


@pytest.fixture
def other() -> Organisation:
    return city(
        "berlin-2", "Berlin (Land)", kind="HONORARY", country="DE", wikidata="Q64", note="By the Spree"
    )


def everything() -> str:
    """Return all records but the trail, the mergers, and what is derived from them."""
    left_out = {"auditentry", "merger", "referenceindex", "contenttype", "session"}
    rows = []
    for model in apps.get_models():
        if model._meta.model_name not in left_out:
            for row in serializers.serialize("python", model._base_manager.order_by("pk")):
                for field in model._meta.many_to_many:  # a set: PostgreSQL gives it in any order
                    row["fields"][field.name] = sorted(row["fields"].get(field.name, ()))
                rows.append(row)
    return repr(rows)


def referred_from_everywhere(other: Organisation, kept: Organisation) -> Activity:
    """Let a record of each kind refer to `other`, and some that do so twice to both; return the activity."""
    activity: Activity = make.ActivationFactory(organisation=other, role="HOST").activity
    make.ActivationFactory(activity=activity, organisation=kept, role="HOST")
    make.ActivationFactory(activity=activity, organisation=other, role="SPEAKER")
    make.ActivityPlaceFactory(activity=activity, organisation=other)
    activity.save_revision(clean=False)
    meeting = make.BilateralMeetingFactory(place_organisation=other)
    meeting.participants.set([kept, other])
    make.MembershipFactory(organisation=other, start=date(2010, 1, 1))
    make.ProspectFactory(organisation=other, start=date(2008, 1, 1), end=date(2010, 1, 1))
    make.SeatFactory(organisation=other)
    make.PaymentFactory(item=make.DuesItemFactory(organisation=other))
    initiative = make.InitiativeFactory(lead=other)
    for one in (kept, other):
        make.InitiativePartnerFactory(initiative=initiative, organisation=one)
    return activity


def test_whatever_refers_to_one_refers_to_the_other_then(kept: Organisation, other: Organisation) -> None:
    activity = referred_from_everywhere(other, kept)
    key = other.pk
    merge_organisations(by=RUI, kept=kept, other=other)
    assert not Organisation.objects.filter(pk=key).exists()
    assert set(activity.activations.values_list("organisation", "role")) == {
        (kept.pk, "HOST"),
        (kept.pk, "SPEAKER"),
    }
    assert ActivityPlace.objects.get().organisation == kept
    draft = Activity.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert {(one.organisation_id, one.role) for one in draft.activations.all()} == {
        (kept.pk, "HOST"),
        (kept.pk, "SPEAKER"),
    }
    for link in links_to(Organisation):
        assert {getattr(row, f"{link.column}_id") for row in link.model._base_manager.all()} <= {
            kept.pk,
            None,
        }


def test_names_become_spellings_and_what_only_one_has_is_taken_over(
    kept: Organisation, other: Organisation
) -> None:
    assert [one.name for one in field_choices(kept, other)] == ["kind"]
    merge_organisations(by=RUI, kept=kept, other=other, taken={"kind"})
    kept.refresh_from_db()
    assert (kept.kind, kept.wikidata, kept.note) == ("HONORARY", "Q64", "By the Spree")
    spellings = set(kept.aliases.values_list("text", "language"))
    assert spellings == {("Berlin (Land)", "fr"), ("City of Berlin (Land)", "en")}
    assert kept.names.get().name["fr"] == "Berlin"
    assert Organisation.objects.matching("Land").get() == kept


def test_undone_everything_is_as_it_was(kept: Organisation, other: Organisation) -> None:
    referred_from_everywhere(other, kept)
    make.MembershipFactory(organisation=kept, start=date(2015, 1, 1))
    before = everything()
    for taken in ((), ("members.membership", "kind")):
        merger = merge_organisations(by=RUI, kept=kept, other=other, taken=taken)
        assert everything() != before
        again = unmerge_organisations(by=RUI, merger=merger)
        assert everything() == before
        assert again.pk == other.pk
        kept, other = Organisation.objects.get(slug="berlin"), Organisation.objects.get(slug="berlin-2")


def test_of_memberships_on_the_same_days_one_is_chosen(kept: Organisation, other: Organisation) -> None:
    for organisation, year in ((kept, 2015), (other, 2010)):
        make.MembershipFactory(organisation=organisation, start=date(year, 1, 1))
    (conflict,) = plan_merger(kept, other).conflicts
    assert (conflict.kind, conflict.is_choice) == ("members.membership", True)
    merger = merge_organisations(by=RUI, kept=kept, other=other, taken={conflict.kind})
    assert Membership.objects.get().start == date(2010, 1, 1)
    unmerge_organisations(by=RUI, merger=merger)
    merge_organisations(by=RUI, kept=kept, other=Organisation.objects.get(slug="berlin-2"))
    assert Membership.objects.get().start == date(2015, 1, 1)


def test_dues_that_both_are_called_for_are_nobodys_to_choose(kept: Organisation, other: Organisation) -> None:
    call = make.DuesCallFactory()
    for organisation in (kept, other):
        make.DuesItemFactory(call=call, organisation=organisation)
    before = everything()
    with pytest.raises(MergerBlocked, match="dues item: both have one"):
        merge_organisations(by=RUI, kept=kept, other=other)
    assert everything() == before


def test_the_trail_of_each_record_says_what_moved(kept: Organisation, other: Organisation) -> None:
    activity = make.ActivationFactory(organisation=other, role="HOST").activity
    member = make.MembershipFactory(organisation=other)
    AuditEntry.objects.all().delete()
    merge_organisations(by=RUI, kept=kept, other=other)
    told = {(one.record_type, one.record): one.changes for one in AuditEntry.objects.filter(action="merged")}
    assert told["members.membership", str(member.pk)] == {"organisation": ["berlin-2", "berlin"]}
    (_, after) = told["activities.activity", activity.slug]["activations"]
    assert after == [{"organisation": "berlin", "role": "HOST"}]
    assert told["members.organisation", "berlin-2"]["merged into"] == "berlin"
    assert told["members.organisation", "berlin"]["activities.activity"] == [activity.slug]
    assert {one.by for one in AuditEntry.objects.all()} == {"rui"}


def test_what_was_built_on_a_merger_keeps_it_from_being_undone(
    kept: Organisation, other: Organisation
) -> None:
    activity = make.ActivationFactory(organisation=other).activity
    merger = merge_organisations(by=RUI, kept=kept, other=other)
    AuditEntry.objects.create(
        by="eva", action="recorded", record_type="activities.activity", record=activity.slug
    )
    Activation.objects.create(activity=make.ActivityFactory(), organisation=kept)
    with pytest.raises(MergerBuiltUpon, match="was changed since, by eva") as refused:
        unmerge_organisations(by=RUI, merger=merger)
    assert "1 activity refers to the record since" in str(refused.value)
    assert Merger.objects.get().undone_at is None


def test_it_is_undone_once(kept: Organisation, other: Organisation) -> None:
    merger = merge_organisations(by=RUI, kept=kept, other=other)
    unmerge_organisations(by=RUI, merger=merger)
    with pytest.raises(MergerBuiltUpon, match="undone already, by rui"):
        unmerge_organisations(by=RUI, merger=merger)


def test_who_may_merge(kept: Organisation, other: Organisation) -> None:
    for role in Role:
        by = Actor("x", frozenset({role}), frozenset({"africa"}))
        if role in (Role.ADMINISTRATOR, Role.SECRETARY_GENERAL):
            continue
        with pytest.raises(NotAllowed):
            merge_organisations(by=by, kept=kept, other=other)
    with pytest.raises(MergedWithItself):
        merge_organisations(by=RUI, kept=kept, other=kept)
    assert not AuditEntry.objects.filter(action="merged").exists()


def test_what_a_locked_period_shuts_is_not_moved(kept: Organisation, other: Organisation) -> None:
    activity = make.ActivationFactory(
        organisation=other,
        activity=make.ActivityFactory(start_date=date(2018, 5, 2), end_date=date(2018, 5, 2)),
    ).activity
    lock = {"state": "LOCKED", "moved_by": "ana", "moved_at": timezone.now()}
    ReportingPeriod.objects.create(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1), **lock)
    with pytest.raises(PeriodLocked):
        merge_organisations(by=RUI, kept=kept, other=other)
    assert activity.activations.get().organisation == other
    assert not Merger.objects.exists()
