"""A register from before regions had dates, brought up to date and back: run in a process with a database of its own.

python -m tests.support.undated_regions

Prints as JSON what became of it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

BEFORE, AFTER = "0002_positions_whole", "0003_regional_affiliations"


def apps_at(*names: str) -> Any:
    """Return the models as they were after the migrations `names` of the members' room."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate([("members", name) for name in names])
    return MigrationExecutor(connection).loader.project_state([("members", name) for name in names]).apps


def record_undated(apps: Any) -> None:
    """Record four cities: in a region, without one, with a draft that moves it, with a draft whose region is gone."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import ReferenceIndex, Revision

    from rapporteur.members.models import Organisation as Now
    from rapporteur.members.models import Region as RegionNow

    region, organisation = apps.get_model("members", "Region"), apps.get_model("members", "Organisation")
    name = apps.get_model("members", "OrganisationName")
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
    from rapporteur.members.models import Organisation

    return {
        one.slug: list(one.affiliations.order_by("pk").values_list("region__slug", "start", "end"))
        for one in Organisation.objects.order_by("slug")
    }


def references() -> list[list[str]]:
    """Return how the use of regions is known in the back office, as it is and as it would be noted anew."""
    from wagtail.models import ReferenceIndex

    from rapporteur.members.models import Organisation

    def noted() -> list[str]:
        rows = ReferenceIndex.objects.filter(content_path__contains="region").order_by(
            "object_id", "content_path"
        )
        return [
            f"{one.object_id} {one.model_path} {one.content_path} {one.content_path_hash}" for one in rows
        ]

    kept = noted()
    for one in Organisation.objects.order_by("pk"):
        ReferenceIndex.create_or_update_for_object(one)
    return [kept, noted()]


def publish_drafts() -> None:
    """Open every draft and publish it."""
    from rapporteur.members.models import Organisation

    for one in Organisation.objects.order_by("pk"):
        assert one.get_latest_revision_as_object().note == "draft"
        one.get_latest_revision().publish()


def main() -> None:
    """Do all of it."""
    from rapporteur.cli.django import setup

    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    record_undated(apps_at(BEFORE))
    call_command("migrate", verbosity=0)
    told: dict[str, Any] = {"affiliations": affiliations(), "references": references()}
    publish_drafts()
    told["published"] = affiliations()
    apps = apps_at(BEFORE)
    told["back"] = dict(
        apps.get_model("members", "Organisation").objects.order_by("slug").values_list("slug", "region__slug")
    )
    regions = dict(apps.get_model("members", "Region").objects.values_list("pk", "slug"))
    contents = (
        apps.get_model("wagtailcore", "Revision").objects.order_by("pk").values_list("content", flat=True)
    )
    told["back in revisions"] = {
        content["slug"]: [regions.get(content["region"]), "affiliations" in content] for content in contents
    }
    call_command("migrate", verbosity=0)
    told["again"] = affiliations()
    json.dump(told, sys.stdout, default=str)


if __name__ == "__main__":
    main()
