"""Questions about organisations that are asked in more than one place."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import F

from rapporteur.members.models import Organisation, RegionalAffiliation


def affiliations_of(organisation: Organisation) -> list[dict[str, Any]]:
    """Return all regional affiliations of `organisation` as rows (`region`, `start`, `end`), in their order."""
    return all_affiliations(organisation=organisation).get(organisation.slug, [])


def all_affiliations(**chosen: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the regional affiliations of every organisation by its slug, or those `chosen` by their fields."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = RegionalAffiliation.objects.filter(**chosen).select_related("region", "organisation")
    for one in rows.order_by(F("start").asc(nulls_first=True), "pk"):
        found[one.organisation.slug].append({"region": one.region, "start": one.start, "end": one.end})
    return found
