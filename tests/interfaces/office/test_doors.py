"""What a form writes goes through the verb of its room: audited, under who is signed in; refusals are told there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.engine import save_record
from rapporteur.base.core.models import Association, AuditEntry, TranslationState
from rapporteur.base.core.permissions import Actor, NotAllowed, Right, Role, operator
from rapporteur.base.core.translations import Status, status
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.records.activities.actions import record_activity
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ActivationShape, ActivityShape
from rapporteur.records.dues.models import Payment
from rapporteur.records.governance.models import FocalPoint, Mandate, Seat
from rapporteur.records.members.actions import record_region, reorder_regions
from rapporteur.records.members.models import Organisation, Prospect, Region
from rapporteur.records.members.shapes import RegionShape
from rapporteur.records.plan.models import Node
from tests.factories import make
from tests.support.office import Values, errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture(autouse=True)
def association() -> Association:
    association: Association = make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    return association


@pytest.fixture
def ana() -> Client:
    return superuser()


def edited(client: Client, record: Any, **changes: Any) -> Any:
    """Change a record in its form; return the page that comes back, or nothing where it was accepted."""
    address = url(type(record), "edit", record.pk)
    return send(client, address, form_of(shown(client, address)), **changes)


def added(client: Client, model: type[Any], **values: Any) -> Any:
    """Fill the form of a new record; return the page that comes back, or nothing where it was accepted."""
    address = url(model, "add")
    return send(client, address, form_of(shown(client, address)), **values)


def entries(record: Any) -> list[tuple[str, str, Any]]:
    """Return who did what to a record, and what changed."""
    name = str(getattr(record, "slug", record.pk))
    found = AuditEntry.objects.filter(record_type=record._meta.label_lower, record=name).order_by("pk")
    return list(found.values_list("by", "action", "changes"))


def test_an_edit_is_audited_and_what_was_just_translated_is_not_stale(ana: Client) -> None:
    name = LocalizedText({"fr": "Europe", "en": "Europe"})
    region = record_region(by=operator("rui"), region=RegionShape(slug="europe", name=name, order=1)).record
    assert edited(ana, region, name_fr="L’Europe", name_en="Europe and more") is None
    region.refresh_from_db()
    assert entries(region) == [
        ("rui", "created", {}),
        ("ana", "recorded", {"name": [{"fr": "Europe", "en": "Europe"}, region.name.as_dict()]}),
    ]
    state = TranslationState.objects.get(record="europe", field="name", language="en")
    assert status(region.name["fr"], region.name["en"], state) is Status.DONE
    assert edited(ana, region) is None
    assert len(entries(region)) == 2  # nothing was changed, so nothing happened


def test_rows_of_a_list_stand_in_the_trail_as_they_were_and_are(ana: Client) -> None:
    city = make.OrganisationFactory(slug="izmir")
    make.OrganisationAliasFactory(organisation=city, text="Smyrna", language="en")
    assert edited(ana, city, **{"aliases-0-text": "Smyrne", **PUBLISH}) is None
    (by, action, changes) = entries(city)[-1]
    assert (by, action) == ("ana", "recorded")
    assert [row["text"] for row in changes["aliases"][0]] == ["Smyrna"]
    assert [row["text"] for row in changes["aliases"][1]] == ["Smyrne"]


def test_what_others_know_a_record_by_is_offered_once(ana: Client) -> None:
    city = make.OrganisationFactory(slug="izmir")
    assert edited(ana, city, slug="smyrna", note="By the sea", **PUBLISH) is None
    city.refresh_from_db()
    assert (city.slug, city.note) == ("izmir", "By the sea")
    assert Organisation.objects.count() == 1


def test_a_payment_booked_wrongly_is_put_right_not_booked_twice(ana: Client) -> None:
    payment, other = make.PaymentFactory(reference="A1"), make.DuesItemFactory()
    assert edited(ana, payment, reference="A2", item=other.pk) is None
    assert list(Payment.objects.values_list("pk", "reference", "item")) == [(payment.pk, "A2", other.pk)]
    assert entries(payment)[-1][1] == "corrected"


def test_a_node_with_another_code_keeps_what_it_is_called_for_good(ana: Client) -> None:
    nodes = make.make_plan("1", "1.1")
    slug = nodes["1.1"].slug
    assert edited(ana, nodes["1.1"], code="1.2", **PUBLISH) is None
    assert list(Node.objects.filter(slug=slug).values_list("code", "parent__code")) == [("1.2", "1")]


def test_a_seat_held_twice_is_refused_and_what_was_typed_stays(ana: Client) -> None:
    mandate, person = make.MandateFactory(start=date(2015, 1, 1)), make.PersonFactory()
    before = AuditEntry.objects.count()
    page = added(
        ana, Mandate, seat=mandate.seat_id, person=person.pk, start="2016-01-01", function_fr="Maire"
    )
    assert any("overlap" in told for told in errors(page))
    assert page.xpath("//input[@name='function_fr']/@value") == ["Maire"]
    mandate.refresh_from_db()
    assert (mandate.end, Mandate.objects.count(), AuditEntry.objects.count()) == (None, 1, before)


def test_an_ended_stage_before_another_keeps_its_end(ana: Client) -> None:
    later = make.ProspectFactory(start=date(2018, 1, 1))
    values: Values = {"stage": "CONTACT", "start": "2010-01-01", "end": "2011-12-31"}
    assert added(ana, Prospect, organisation=later.organisation_id, **values) is None
    assert set(Prospect.objects.values_list("start", "end")) == {
        (date(2018, 1, 1), None),
        (date(2010, 1, 1), date(2012, 1, 1)),
    }


def test_a_former_focal_point_is_added_beside_the_present_one(ana: Client) -> None:
    now = make.FocalPointFactory(start=date(2018, 1, 1))
    values: Values = {
        "region": now.region_id,
        "person": now.person_id,
        "start": "2010-01-01",
        "end": "2012-01-01",
    }
    assert added(ana, FocalPoint, **values) is None
    assert FocalPoint.objects.count() == 2


def test_publication_that_is_refused_leaves_no_draft_behind() -> None:
    officer, activity = signed_in(Role.OFFICER), make.ActivityFactory(title={"fr": "Le forum"})
    page = edited(officer, activity, title_fr="Le grand forum", **PUBLISH)
    assert any("may not publish activities (activity.publish)" in told for told in errors(page))
    assert page.xpath("//input[@name='title_fr']/@value") == ["Le grand forum"]
    assert not activity.revisions.exists()
    assert entries(activity) == []


def test_what_is_referred_to_is_not_deleted_and_the_page_names_what_refers(ana: Client) -> None:
    seat = make.MandateFactory().seat
    address = url(Seat, "delete", seat.pk)
    page = send(ana, address, {}, reason="A mistake")
    assert any(f"seat “{called(seat)}” cannot be deleted: mandate" in told for told in errors(page))
    assert Seat.objects.filter(pk=seat.pk).exists()
    bulk = f"/cms/bulk/governance/seat/delete/?id={seat.pk}&id={make.SeatFactory().pk}"
    page = send(ana, bulk, {}, reason="A mistake")
    assert any("cannot be deleted: mandate" in told for told in errors(page))
    assert Seat.objects.count() == 2  # of many all go, or none
    assert not AuditEntry.objects.filter(action="deleted").exists()


def test_a_deletion_keeps_what_was_held_and_why(ana: Client) -> None:
    seat, other = make.SeatFactory(slug="chair"), make.SeatFactory(slug="treasurer")
    assert send(ana, url(Seat, "delete", seat.pk), {}, reason="Recorded twice") is None
    assert send(ana, f"/cms/bulk/governance/seat/delete/?id={other.pk}", {}, reason="Recorded twice") is None
    for record in (seat, other):
        (by, action, changes) = entries(record)[-1]
        assert (by, action, changes["reason"]) == ("ana", "deleted", "Recorded twice")
        assert changes["held"]["role"] == record.role
    assert not Seat.objects.exists()


def test_nobody_takes_over_a_record_of_another_region_by_naming_their_own() -> None:
    europe, africa = make.RegionFactory(slug="europe"), make.RegionFactory(slug="africa")
    placed = {
        region.slug: make.RegionalAffiliationFactory(region=region).organisation
        for region in (europe, africa)
    }
    activity = make.ActivationFactory(organisation=placed["europe"], activity__slug="fair").activity
    of_africa = Actor("zoé", frozenset({Role.REGIONAL_SECRETARY}), frozenset({"africa"}))
    shape = ActivityShape(
        slug="fair",
        dates=Dates(date(2018, 5, 2), date(2018, 5, 2)),
        title=LocalizedText({"fr": "La foire"}),
        kind="MEETING",
        activations=(ActivationShape(organisation=placed["africa"].slug),),
    )
    with pytest.raises(NotAllowed, match=r"zoé may not draft activities in europe \(activity.draft\)"):
        record_activity(by=of_africa, activity=shape, publish=False)
    with pytest.raises(NotAllowed, match="may not change the association"):
        record_region(by=of_africa, region=RegionShape(slug="europe", name=LocalizedText(), order=1))
    with pytest.raises(NotAllowed, match="may not change the association"):
        reorder_regions(by=of_africa, places={"africa": 1, "europe": 2})
    assert activity.activations.get().organisation == placed["europe"]


def test_a_form_takes_no_record_that_its_user_may_not_see() -> None:
    africa = make.RegionFactory(slug="africa")
    city = make.RegionalAffiliationFactory(region=africa).organisation
    hidden = make.RegionalAffiliationFactory(region=make.RegionFactory(slug="europe")).organisation
    meeting, activity = make.BilateralMeetingFactory(), make.ActivationFactory(organisation=hidden).activity
    meeting.participants.add(city)
    zoe = signed_in(Role.REGIONAL_SECRETARY, region="africa")
    page = edited(zoe, meeting, activity=activity.pk)
    assert page is not None
    meeting.refresh_from_db()
    assert meeting.activity is None
    meeting.activity = activity
    meeting.save()
    assert edited(zoe, meeting, note="Well met") is None  # what it names already stays


def test_a_draft_goes_on_from_the_draft_before() -> None:
    activity = make.ActivityFactory(slug="forum", title={"fr": "Le forum"})
    for values in ({"title": {"fr": "La foire"}}, {"note": "By the sea"}, {"title": {"fr": "Le forum"}}):
        save_record(
            Activity,
            by=operator("ana"),
            right=Right.DRAFT_ACTIVITIES,
            key={"slug": "forum"},
            values=values,
            publish=False,
        )
    activity.refresh_from_db()
    draft = activity.get_latest_revision_as_object()
    assert (draft.title, draft.note) == ({"fr": "Le forum"}, "By the sea")
    assert (activity.title, activity.note) == ({"fr": "Le forum"}, "")


def test_every_kind_of_record_of_a_room_has_a_door() -> None:
    from wagtail.snippets.models import get_snippet_models

    from rapporteur.interfaces.office.doors.table import DOORS

    assert set(get_snippet_models()) == set(DOORS)
    assert Region in DOORS
