"""The one way in which everything is written: only real changes, audited, revised, all or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.models import Revision

from rapporteur.base.core.actions import record_association
from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.models import Association, AuditEntry
from rapporteur.base.core.permissions import Right, operator
from rapporteur.base.core.shapes import AssociationShape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.actions import record_activity, withdraw_activity
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ActivationShape, ActivityShape, PlaceShape
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.governance.models import Seat
from rapporteur.records.members.actions import record_organisation
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.members.shapes import Alias, DatedName, OrganisationShape
from tests.factories import make

pytestmark = pytest.mark.django_db
DAY = Dates(date(2018, 5, 2))


def save_region(**values: Any) -> Saved[Region]:
    return save_record(
        Region, by=operator("ana"), right=Right.RECORD_MEMBERS, key={"slug": "africa"}, values=values
    )


def trail() -> list[tuple[str, str, str, dict[str, Any]]]:
    rows = AuditEntry.objects.order_by("id").values_list("by", "action", "record", "changes")
    return list(rows)


def test_a_new_record_is_created_and_audited() -> None:
    saved = save_region(name={"en": "Africa"}, order=1)
    assert (saved.created, saved.changed, saved.changes) == (True, True, {})
    assert Region.objects.get().name == {"en": "Africa"}
    assert trail() == [("ana", "created", "africa", {})]
    assert AuditEntry.objects.get().record_type == "members.region"


def test_a_changed_field_is_updated_and_audited_with_both_values() -> None:
    save_region(name={"en": "Africa"}, order=1)
    saved = save_region(name={"en": "Africa", "fr": "Afrique"}, order=1)
    assert (saved.created, saved.changed) == (False, True)
    assert saved.changes == {"name": ({"en": "Africa"}, {"en": "Africa", "fr": "Afrique"})}
    assert trail()[1:] == [
        ("ana", "recorded", "africa", {"name": [{"en": "Africa"}, {"en": "Africa", "fr": "Afrique"}]})
    ]


def test_a_record_that_does_not_differ_is_not_written() -> None:
    save_region(name={"en": "Africa"}, order=1)
    saved = save_region(name=LocalizedText({"en": "Africa"}), order=1)
    assert (saved.created, saved.changed) == (False, False)
    assert len(trail()) == 1


def test_values_are_compared_as_the_database_holds_them() -> None:
    item = make.DuesItemFactory(amount=Decimal("1000.00"))
    saved = save_record(
        DuesItem, by=operator("ana"), right=Right.RECORD_DUES, key={"pk": item.pk}, values={"amount": 1000}
    )
    assert not saved.changed


def test_a_foreign_key_is_audited_by_slug() -> None:
    seat, region = make.SeatFactory(slug="chair"), Region.objects.create(slug="africa", order=1)
    save_record(
        Seat,
        by=operator("ana"),
        right=Right.RECORD_GOVERNANCE,
        key={"slug": "chair"},
        values={"region": region},
    )
    seat.refresh_from_db()
    assert seat.region == region
    assert trail() == [("ana", "recorded", "chair", {"region": [None, "africa"]})]


def test_what_a_field_refuses_is_refused_before_anything_is_written() -> None:
    with pytest.raises(ValidationError, match="country"):
        record_organisation(
            by=operator("ana"),
            organisation=OrganisationShape(slug="accra", names=(), kind="CITY", country="Ghana"),
        )
    assert not Organisation.objects.exists()
    assert trail() == []


def test_what_the_database_refuses_leaves_no_trace() -> None:
    save_region(order=1)
    with pytest.raises(IntegrityError):
        save_record(
            Region,
            by=operator("ana"),
            right=Right.RECORD_MEMBERS,
            key={"slug": "europe"},
            values={"order": 1},
        )
    assert list(Region.objects.values_list("slug", flat=True)) == ["africa"]
    assert len(trail()) == 1


NAMES = (DatedName(name=LocalizedText({"en": "Accra"})),)


def save_accra(**values: Any) -> Saved[Organisation]:
    shape = OrganisationShape(slug="accra", names=NAMES, kind="CITY", country="GH", **values)
    return record_organisation(by=operator("ana"), organisation=shape)


def alias(text: str) -> Alias:
    return Alias(text=text)


def told(text: str) -> dict[str, str]:
    """What the trail says of an alias."""
    return {"text": text, "language": "und", "kind": "SPELLING"}


def test_children_are_made_with_their_record() -> None:
    saved = save_accra(aliases=(alias("Akkra"),))
    assert saved.record.names.get().name == {"en": "Accra"}
    assert Organisation.objects.get().aliases.get().search_text == "akkra"


def test_children_become_exactly_those_given() -> None:
    save_accra(
        aliases=(
            alias("Akkra"),
            alias("Ga"),
        )
    )
    saved = save_accra(
        aliases=(
            alias("Ga"),
            alias("Accra City"),
            alias("Nkran"),
        )
    )
    assert sorted(saved.record.aliases.values_list("text", flat=True)) == ["Accra City", "Ga", "Nkran"]
    before, after = saved.changes["aliases"]
    assert before == [told("Akkra"), told("Ga")]
    assert after == [told("Ga"), told("Accra City"), told("Nkran")]
    assert sorted(row.text for row in Organisation.objects.get().aliases.all()) == [
        "Accra City",
        "Ga",
        "Nkran",
    ]


def test_children_in_another_order_are_the_same() -> None:
    save_accra(
        aliases=(
            alias("Akkra"),
            alias("Ga"),
        )
    )
    assert not save_accra(
        aliases=(
            alias("Ga"),
            alias("Akkra"),
        )
    ).changed


def test_children_that_are_not_given_any_more_disappear() -> None:
    save_accra(aliases=(alias("Akkra"),))
    changes: Any = save_accra(aliases=()).changes
    before, after = changes["aliases"]
    assert ([row["text"] for row in before], after) == (["Akkra"], [])
    assert not Organisation.objects.get().aliases.exists()


def test_children_that_do_not_change_keep_their_rows() -> None:
    before = save_accra(aliases=(alias("Akkra"),)).record.aliases.get().pk
    assert save_accra(aliases=(alias("Akkra"),), note="new").changes == {"note": ("", "new")}
    assert Organisation.objects.get().aliases.get().pk == before


def test_a_child_that_the_database_refuses_undoes_all() -> None:
    save_accra()
    with pytest.raises(IntegrityError):
        save_accra(
            note="new",
            aliases=(
                alias("Akkra"),
                alias("Akkra"),
            ),
        )
    accra = Organisation.objects.get()
    assert (accra.note, accra.aliases.count()) == ("", 0)
    assert len(trail()) == 1


def test_a_new_record_with_a_child_that_is_refused_is_not_made() -> None:
    with pytest.raises(IntegrityError):
        save_accra(
            aliases=(
                alias("Akkra"),
                alias("Akkra"),
            )
        )
    assert not Organisation.objects.exists()
    assert not Revision.objects.exists()
    assert trail() == []


def save_activity(*, publish: bool = True, **values: Any) -> Saved[Activity]:
    said = {"title": LocalizedText({"en": "Forum"}), "kind": "MEETING", "dates": DAY, **values}
    return record_activity(by=operator("ana"), activity=ActivityShape(slug="forum", **said), publish=publish)


def test_a_published_record_has_a_revision_of_what_is_live() -> None:
    activity = save_activity().record
    assert activity.live
    assert activity.live_revision == activity.latest_revision
    assert activity.latest_revision.as_object().title == {"en": "Forum"}


def test_each_change_is_a_revision_and_no_change_is_none() -> None:
    activity = save_activity().record
    save_activity()
    assert activity.revisions.count() == 1
    save_activity(title=LocalizedText({"en": "World Forum"}))
    assert activity.revisions.count() == 2
    assert Activity.objects.get().title == {"en": "World Forum"}


def test_a_draft_is_not_published() -> None:
    draft = save_activity(publish=False).record
    assert not draft.live
    assert list(Activity.objects.published()) == []
    assert draft.latest_revision.as_object().title == {"en": "Forum"}


def test_a_draft_of_a_published_record_leaves_what_is_published() -> None:
    save_activity()
    saved = save_activity(title=LocalizedText({"en": "World Forum"}), publish=False)
    live = Activity.objects.get()
    assert live.title == {"en": "Forum"}
    assert live.has_unpublished_changes
    assert live.get_latest_revision_as_object().title == {"en": "World Forum"}
    assert saved.changes == {"title": ({"en": "Forum"}, {"en": "World Forum"})}


def test_a_draft_of_children_leaves_what_is_published() -> None:
    city = make.OrganisationFactory()
    save_activity()
    save_activity(activations=(ActivationShape(organisation=city.slug, role="HOST"),), publish=False)
    live = Activity.objects.get()
    assert live.activations.count() == 0
    assert [row.organisation for row in live.get_latest_revision_as_object().activations.all()] == [city]


def test_a_draft_that_is_recorded_again_is_published() -> None:
    save_activity(publish=False)
    saved = save_activity()
    assert saved.record.live
    assert Activity.objects.get().live


def test_everything_of_an_activity_is_recorded() -> None:
    nodes = make.make_plan("1", "1.1", "1.1.1", "1.1.2")
    host, guest = make.OrganisationFactory(), make.OrganisationFactory()
    save_activity(
        dates=Dates(month="2018-05"),
        line=nodes["1"].slug,
        places=(
            PlaceShape(organisation=host.slug),
            PlaceShape(name=LocalizedText({"en": "A hall"}), country="FR"),
        ),
        activations=(
            ActivationShape(organisation=host.slug, role="HOST"),
            ActivationShape(organisation=guest.slug, role="SPEAKER"),
            ActivationShape(organisation=guest.slug),
        ),
        deliverables=(nodes["1.1.2"].slug, nodes["1.1.1"].slug),
    )
    activity = Activity.objects.get()
    assert activity.dates == Dates(month="2018-05")
    assert (activity.start_date, activity.end_date) == (date(2018, 5, 1), date(2018, 5, 31))
    assert [place.position for place in activity.places.order_by("position")] == [0, 1]
    assert activity.activations.count() == 3
    rows = activity.deliverables.order_by("position").values_list("node__code", flat=True)
    assert list(rows) == ["1.1.2", "1.1.1"]


def test_a_withdrawn_activity_stays_without_being_counted() -> None:
    activity = make.ActivityFactory(slug="forum", live=True)
    withdraw_activity(by=operator("ana"), activity=activity, reason="it did not take place")
    assert not Activity.objects.published().exists()
    assert trail() == [("ana", "withdrawn", "forum", {"reason": "it did not take place"})]


def network(slug: str) -> AssociationShape:
    name = LocalizedText({"en": "Network"})
    return AssociationShape(slug=slug, name=name, short_name="N", source_language="en")


def test_there_is_one_association_whatever_its_slug() -> None:
    record_association(by=operator("ana"), association=network("network"))
    saved = record_association(by=operator("ana"), association=network("the-network"))
    assert saved.changes == {"slug": ("network", "the-network")}
    assert Association.objects.count() == 1
