"""The region of an organisation gets dates: what was its region becomes an affiliation since always, without an end.

Stored revisions keep their own region: drafts open and publish as they were left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models
from wagtail.models import ReferenceIndex

AT_ONCE = 500


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Give every organisation, and every revision of one, its region as an affiliation."""
    affiliation = apps.get_model("members", "RegionalAffiliation")
    placed = apps.get_model("members", "Organisation").objects.filter(region__isnull=False).order_by("pk")
    affiliation.objects.bulk_create(
        (affiliation(organisation_id=pk, region_id=region) for pk, region in placed.values_list("pk", "region")),
        batch_size=AT_ONCE,
    )
    recorded = dict(affiliation.objects.values_list("organisation_id", "pk"))
    regions = set(apps.get_model("members", "Region").objects.values_list("pk", flat=True))
    for revision in _revisions(apps):
        if "region" not in revision.content:
            continue
        region, organisation = revision.content.pop("region"), int(revision.object_id)
        # a draft may want another region than the record has: publishing it changes the record's own affiliation
        row = {"pk": recorded.get(organisation), "organisation": organisation, "region": region}
        kept = region in regions
        revision.content["affiliations"] = [{**row, "start": None, "end": None}] if kept else []
        revision.save(update_fields=["content"])
    for reference in _references(apps, "region"):
        _lead(reference, "affiliations.item.region", f"affiliations.{recorded[int(reference.object_id)]}.region")


def carry_back(apps: Any, schema_editor: Any) -> None:
    """Give every organisation, and every revision of one, the region without an end; earlier ones are given up."""
    organisations = apps.get_model("members", "Organisation").objects
    current = apps.get_model("members", "RegionalAffiliation").objects.filter(end=None)
    for pk, region in current.order_by("pk").values_list("organisation_id", "region_id"):
        organisations.filter(pk=pk).update(region=region)
    for revision in _revisions(apps):
        if "affiliations" not in revision.content:
            continue
        rows = revision.content.pop("affiliations")
        revision.content["region"] = next((row["region"] for row in rows if row["end"] is None), None)
        revision.save(update_fields=["content"])
    kept = {f"affiliations.{pk}.region" for pk in current.values_list("pk", flat=True)}
    for reference in _references(apps, "affiliations.item.region"):
        if reference.content_path in kept:
            _lead(reference, "region", "region")
        else:
            reference.delete()


def _revisions(apps: Any) -> Iterator[Any]:
    found = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="members", content_type__model="organisation"
    )
    yield from found.order_by("pk").iterator(AT_ONCE)


def _references(apps: Any, path: str) -> list[Any]:
    """Return what the back office knows of the use of regions by organisations."""
    found = apps.get_model("wagtailcore", "ReferenceIndex").objects.filter(
        content_type__app_label="members", content_type__model="organisation", model_path=path
    )
    return list(found.order_by("pk"))


def _lead(reference: Any, model_path: str, content_path: str) -> None:
    reference.model_path, reference.content_path = model_path, content_path
    reference.content_path_hash = ReferenceIndex._get_content_path_hash(content_path)
    reference.save(update_fields=["model_path", "content_path", "content_path_hash"])


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_positions_whole"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegionalAffiliation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(blank=True, null=True)),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affiliations",
                        to="members.organisation",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affiliations",
                        to="members.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__isnull", True),
                            ("start__isnull", True),
                            ("end__gt", models.F("start")),
                            _connector="OR",
                        ),
                        name="affiliation_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField(model_name="organisation", name="region"),
    ]
