"""Many records at once leave the same rows behind as each of them alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from rapporteur.base.core.bulk import Wanted, create_records, save_records
from rapporteur.base.core.engine import save_record
from rapporteur.base.core.models import AuditEntry, SourceLanguageMissing, TranslationState
from rapporteur.base.core.permissions import Right, operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.actions import admit_member, admit_new_members, record_organisations
from rapporteur.records.members.models import Membership, Organisation, Region
from rapporteur.records.members.shapes import Affiliation, DatedName, MembershipShape, OrganisationShape
from tests.factories import make

pytestmark = pytest.mark.django_db
RIGHT = Right.RECORD_MEMBERS  # of somebody who may do everything: which one is not the matter here
POINTERS = ("latest_revision", "live_revision")  # of records that have drafts
VOLATILE = {"id", "pk", "created_at", "first_published_at", "last_published_at", "at", "timestamp", "uuid"}


def organisation(slug: str) -> Wanted:
    names = [
        {"name": LocalizedText({"fr": f"Ville {slug}", "en": f"City {slug}"}), "start": None, "end": None}
    ]
    aliases = [{"text": f"Stadt {slug}", "language": "und", "kind": "SPELLING"}]
    affiliations = [{"region": Region.objects.get(), "start": None, "end": None}]
    values = {"kind": "CITY", "country": "FR"}
    return Wanted({"slug": slug}, values, {"names": names, "aliases": aliases, "affiliations": affiliations})


def activity(slug: str) -> Wanted:
    values = {
        "title": LocalizedText({"fr": "Un titre", "en": "A title"}),
        "kind": "MEETING",
        "start_date": date(2018, 5, 1),
        "end_date": date(2018, 5, 2),
        "text": LocalizedText({"fr": "<p>Été</p>"}),
    }
    host = Organisation.objects.get(slug="host")
    children: dict[str, list[dict[str, Any]]] = {
        "places": [{"position": 0, "organisation": host}],
        "activations": [{"organisation": host, "role": "HOST"}],
        "deliverables": [],
    }
    return Wanted({"slug": slug}, values, children)


def anonymous(value: Any, keys: dict[str, str]) -> Any:
    """Return a value without keys, times and the names in `keys`."""
    if isinstance(value, Mapping):
        return {
            name: anonymous(one, keys)
            for name, one in sorted(value.items())
            if name not in VOLATILE
            and not name.endswith(("_hash", "revision_id", "object_id", "content_path"))
        }
    if isinstance(value, list):
        return [anonymous(one, keys) for one in value]
    for old, new in keys.items():
        if isinstance(value, str):
            value = value.replace(old, new)
    return value


def trace(record: Any) -> dict[str, Any]:
    """Return every row that a record left behind, without what differs between any two records."""
    keys = {record.slug: "SLUG"}
    label = record._meta.label_lower
    own = str(record.pk)
    fresh = type(record).objects.get(pk=record.pk)
    revisions = list(Revision.objects.filter(object_id=own, content_type__model=record._meta.model_name))
    rows: dict[str, Any] = {
        "record": {k: v for k, v in fresh.__dict__.items() if not k.startswith("_")},
        "points at": [getattr(fresh, name) in revisions for name in POINTERS if hasattr(fresh, name)],
        "revisions": [{"content": one.content, "str": one.object_str} for one in revisions],
        "log": list(
            ModelLogEntry.objects.filter(object_id=own, content_type__model=record._meta.model_name).values(
                "label", "action", "content_changed", "data", "deleted"
            )
        ),
        "audit": list(AuditEntry.objects.filter(record_type=label, record=record.slug).values()),
        "translations": list(
            TranslationState.objects.filter(record_type=label, record=record.slug).order_by("field").values()
        ),
        "references": sorted(
            ReferenceIndex.objects.filter(
                object_id=own, content_type__model=record._meta.model_name
            ).values_list("to_object_id", "model_path")
        ),
    }
    for relation in record._meta.related_objects:
        if type(relation.field).__name__ == "ParentalKey":
            children = relation.related_model.objects.filter(**{relation.field.name: record.pk})
            rows[relation.name] = [
                {k: v for k, v in row.items() if k != f"{relation.field.name}_id"}
                for row in children.order_by("pk").values()
            ]
    content = [one["content"] for one in rows["revisions"]]
    for one in content:  # the parent's key in the parts
        for parts in (part for part in one.values() if isinstance(part, list)):
            for part in parts:
                part.pop(record._meta.model_name, None)
    return anonymous(rows, keys)  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.RegionFactory()
    make.OrganisationFactory(slug="host")


@pytest.mark.parametrize(
    ("model", "wanted", "publish"),
    [(Organisation, organisation, True), (Activity, activity, True), (Activity, activity, False)],
)
def test_together_or_alone_leaves_the_same_rows(model: Any, wanted: Any, publish: bool) -> None:
    one = wanted("one")
    alone = save_record(
        model,
        by=operator("ana"),
        right=RIGHT,
        key=one.key,
        values=one.values,
        children=one.children,
        publish=publish,
    ).record

    together = [
        saved.record
        for saved in create_records(
            model, [wanted("two"), wanted("three")], by=operator("ana"), right=RIGHT, publish=publish
        )
    ]

    expected = trace(alone)
    for record in together:
        found = trace(record)
        assert {name: found[name] for name in found if found[name] != expected[name]} == {}
        assert found == expected
    assert trace(alone)["audit"] != []
    assert {getattr(record, "live", True) for record in together} == {publish}


def test_what_is_returned_can_be_worked_with_like_a_fresh_record() -> None:
    [saved] = create_records(Organisation, [organisation("two")], by=operator("ana"), right=RIGHT)

    saved.record.note = "more"
    saved.record.save()

    assert Organisation.objects.get(slug="two").note == "more"
    assert saved.record.names.get().name["fr"] == "Ville two"


def test_what_is_there_is_updated_and_what_is_new_is_made_in_the_order_given() -> None:
    save_records(Organisation, [organisation("one")], by=operator("ana"), right=RIGHT)
    changed = Wanted({"slug": "one"}, {"note": "changed"})

    saved = save_records(
        Organisation, [organisation("zwei"), changed, organisation("drei")], by=operator("ana"), right=RIGHT
    )

    assert [(one.record.slug, one.created) for one in saved] == [
        ("zwei", True),
        ("one", False),
        ("drei", True),
    ]
    assert saved[1].changes == {"note": ("", "changed")}


def test_what_a_field_refuses_leaves_nothing() -> None:
    wrong = Wanted({"slug": "wrong"}, {"kind": "CITY", "country": "Ghana"})

    with pytest.raises(ValidationError, match="country"):
        create_records(Organisation, [organisation("two"), wrong], by=operator("ana"), right=RIGHT)

    assert not Organisation.objects.filter(slug="two").exists()


def test_what_is_there_already_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(IntegrityError):
        create_records(
            Organisation, [organisation("two"), organisation("host")], by=operator("ana"), right=RIGHT
        )

    assert not Organisation.objects.filter(slug="two").exists()
    assert not AuditEntry.objects.exists()


def test_hundreds_take_a_small_part_of_a_query_each(django_assert_max_num_queries: Any) -> None:
    region = Region.objects.get().slug
    shapes = [
        OrganisationShape(
            slug=f"o-{n}",
            names=(DatedName(name=LocalizedText({"fr": f"V {n}"})),),
            kind="CITY",
            country="FR",
            affiliations=(Affiliation(region=region),),
        )
        for n in range(300)
    ]

    with django_assert_max_num_queries(60):
        made = record_organisations(by=operator("ana"), organisations=shapes)
        admit_new_members(
            by=operator("ana"),
            memberships=[MembershipShape(organisation=one.record.slug, category="FULL") for one in made],
        )

    assert Membership.objects.count() == Organisation.objects.count() - 1 == 300


def test_first_memberships_are_those_that_are_found_again() -> None:
    shape = OrganisationShape(slug="o", names=(), kind="CITY", country="FR")
    record_organisations(by=operator("ana"), organisations=[shape])
    membership = MembershipShape(organisation="o", category="FULL", start=date(2001, 1, 1))
    admit_new_members(by=operator("ana"), memberships=[membership])

    again = admit_member(by=operator("ana"), membership=membership)

    assert not again.changed


def test_nothing_is_published_without_its_source_language_together_either() -> None:
    wanted = activity("two")
    only_english = Wanted(wanted.key, {**wanted.values, "title": LocalizedText({"en": "A"})}, wanted.children)

    with pytest.raises(SourceLanguageMissing):
        create_records(Activity, [only_english], by=operator("ana"), right=RIGHT)
    [draft] = create_records(Activity, [only_english], by=operator("ana"), right=RIGHT, publish=False)

    assert draft.record.live is False
