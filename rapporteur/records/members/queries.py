"""Questions about organisations that are asked in more than one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import F, QuerySet

from rapporteur.records.members.models import Organisation, RegionalAffiliation
from rapporteur.records.members.shapes import Affiliation


def affiliations_of(organisation: Organisation) -> list[Affiliation]:
    """Return all regional affiliations of `organisation` in their order."""
    return _by_organisation(organisation.affiliations.all()).get(organisation.slug, [])


def all_affiliations() -> dict[str, list[Affiliation]]:
    """Return the regional affiliations of every organisation, in their order, by its slug."""
    return _by_organisation(RegionalAffiliation.objects.all())


def _by_organisation(affiliations: QuerySet[RegionalAffiliation]) -> dict[str, list[Affiliation]]:
    rows = affiliations.order_by(F("start").asc(nulls_first=True), "pk").values_list(
        "organisation__slug", "region__slug", "start", "end"
    )
    found: dict[str, list[Affiliation]] = defaultdict(list)
    for organisation, region, start, end in rows:
        found[organisation].append(Affiliation(region=region, start=start, end=end))
    return found


def regions_of(organisations: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return by slug the regions that organisations belong or belonged to: what "own region" is judged by."""
    rows = RegionalAffiliation.objects.filter(organisation__slug__in=set(organisations))
    found: dict[str, set[str]] = defaultdict(set)
    for organisation, region in rows.values_list("organisation__slug", "region__slug"):
        found[organisation].add(region)
    return {slug: frozenset(regions) for slug, regions in found.items()}
