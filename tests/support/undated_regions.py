"""Cities from before regions had dates, and what becomes of them: part of :mod:`tests.support.old_register`."""

from __future__ import annotations

from typing import Any

CITIES = ("avila", "bonn", "izmir", "lugo", "tver")


def record_undated(apps: Any) -> None:
    """Record four cities: in a region, without one, with a draft that moves it, with a draft whose region is gone."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import ReferenceIndex, Revision

    from rapporteur.records.members.models import Organisation as Now
    from rapporteur.records.members.models import Region as RegionNow

    region, organisation = apps.get_model("members", "Region"), apps.get_model("members", "Organisation")
    name = apps.get_model("members", "OrganisationName")
    alias = apps.get_model("members", "OrganisationAlias")
    europe, asia = (
        region.objects.create(slug=slug, name={"en": slug}, order=order)
        for order, slug in enumerate(("europe", "asia"), start=1)
    )
    kind = ContentType.objects.get_for_model(Now)
    drafts: dict[str, tuple[Any, Any]] = {
        "bonn": (europe, europe.pk), "lugo": (None, None), "izmir": (europe, asia.pk), "tver": (europe, 999),
        "avila": (None, asia.pk),
    }  # fmt: skip
    for slug, (placed, drafted) in drafts.items():
        city = organisation.objects.create(slug=slug, kind="CITY", country="FR", region=placed)
        called = name.objects.create(organisation=city, name={"en": slug})
        if slug == "izmir":
            alias.objects.create(organisation=city, text="Smyrna", language="und", folded="smyrna")
        revision = Revision.objects.create(
            content_type=kind,
            base_content_type=kind,
            object_id=str(city.pk),
            created_at=timezone.now(),
            content={
                "pk": city.pk, "slug": slug, "kind": "CITY", "country": "FR", "note": "draft", "live": True,
                "latest_revision": None, "live_revision": None, "region": drafted, "aliases": [],
                "names": [
                    {"pk": called.pk, "organisation": city.pk, "name": {"en": slug}, "start": None, "end": None}
                ],
            },
        )  # fmt: skip
        organisation.objects.filter(pk=city.pk).update(
            latest_revision=revision.pk, has_unpublished_changes=True
        )
        if placed:
            ReferenceIndex.objects.create(
                content_type=kind,
                base_content_type=kind,
                object_id=str(city.pk),
                to_content_type=ContentType.objects.get_for_model(RegionNow),
                to_object_id=str(placed.pk),
                model_path="region",
                content_path="region",
                content_path_hash=ReferenceIndex._get_content_path_hash("region"),
            )


def affiliations() -> dict[str, list[Any]]:
    """Return the regions of each city as the models of today know them."""
    from rapporteur.records.members.models import Organisation

    return {
        one.slug: list(one.affiliations.order_by("pk").values_list("region__slug", "start", "end"))
        for one in Organisation.objects.filter(slug__in=CITIES).order_by("slug")
    }


def found() -> dict[str, list[str]]:
    """Return which cities are found by each city's name, and by the further spelling of one, as people type them."""
    from rapporteur.records.members.models import Organisation

    typed = [*(f"  {slug.upper()}" for slug in CITIES), "Smyrnà"]
    return {
        text.strip(): sorted(Organisation.objects.matching(text).values_list("slug", flat=True))
        for text in typed
    }


def references() -> list[list[str]]:
    """Return how the use of regions is known in the back office, as it is and as it would be noted anew."""
    from wagtail.models import ReferenceIndex

    from rapporteur.records.members.models import Organisation

    def noted() -> list[str]:
        rows = ReferenceIndex.objects.filter(content_path__contains="region").order_by(
            "object_id", "content_path"
        )
        return [
            f"{one.object_id} {one.model_path} {one.content_path} {one.content_path_hash}" for one in rows
        ]

    kept = noted()
    for one in Organisation.objects.filter(slug__in=CITIES).order_by("pk"):
        ReferenceIndex.create_or_update_for_object(one)
    return [kept, noted()]


def kept() -> dict[str, Any]:
    """Return what the trail says of the drafts of the cities."""
    from rapporteur.base.core.models import AuditEntry

    entries = AuditEntry.objects.filter(action="draft kept", record__in=CITIES)
    return dict(entries.values_list("record", "changes"))


def refuses_overlap() -> bool:
    """Tell whether the table of names, made anew for its column, still refuses two names of one day."""
    from django.db import IntegrityError, transaction

    from rapporteur.records.members.models import OrganisationName

    twin = OrganisationName.objects.order_by("pk").first()
    assert twin is not None
    twin.pk = None
    try:
        with transaction.atomic():
            OrganisationName.objects.bulk_create([twin])
    except IntegrityError:
        return True
    return False


def became() -> dict[str, Any]:
    """Return what is on record of the cities now."""
    told = {"affiliations": affiliations(), "references": references(), "kept": kept(), "found": found()}
    return told | {"overlapping": refuses_overlap()}


def went_back(apps: Any) -> dict[str, Any]:
    """Return what is on record of the cities where regions have no dates again, in records and in revisions."""
    cities = apps.get_model("members", "Organisation").objects.filter(slug__in=CITIES).order_by("slug")
    regions = dict(apps.get_model("members", "Region").objects.values_list("pk", "slug"))
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(content__slug__in=CITIES)
    contents = revisions.order_by("pk").values_list("content", flat=True)
    return {
        "records": dict(cities.values_list("slug", "region__slug")),
        "revisions": {one["slug"]: [regions.get(one["region"]), "affiliations" in one] for one in contents},
    }
