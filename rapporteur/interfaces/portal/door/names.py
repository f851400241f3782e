"""What organisations are called, and where they lie: of those that a page shows, in two queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import F

from rapporteur.interfaces.portal.visit import Visit
from rapporteur.records.members.models import Organisation, OrganisationName, OrganisationNameQuerySet

AT_ONCE = 10_000
"""Keys in one question, below what databases take."""


class OrganisationLink(NamedTuple):
    """An organisation as a page names it; without `slug` it has no page: it is no member."""

    key: int
    slug: str
    name: str


def names_of(visit: Visit, keys: Iterable[int], on: date | None = None) -> dict[int, str]:
    """Return the names of organisations on a day (today), by key; a later name, then an earlier, for want of one."""
    wanted = sorted(set(keys))
    found: dict[int, str] = {}
    for at in range(0, len(wanted), AT_ONCE):
        names = OrganisationName.objects.public(visit.today).filter(
            organisation__in=wanted[at : at + AT_ONCE]
        )
        found |= _on_the_day(visit, names, on or visit.today)
    return found


def _on_the_day(visit: Visit, names: OrganisationNameQuerySet, day: date) -> dict[int, str]:
    rows = names.order_by("organisation_id", F("start").asc(nulls_first=True), "pk")
    found: dict[int, str] = {}
    held: dict[int, bool] = {}
    for key, name, start, end in rows.values_list("organisation_id", "name", "start", "end"):
        holds = (start is None or start <= day) and (end is None or end > day)
        if key not in found or holds or not held[key]:
            found[key], held[key] = visit.text(name), holds
    return found


def of_slug(visit: Visit, slug: str) -> list[OrganisationLink]:
    """Return the member, or former member, that has its page at a name: one or none. One query."""
    members = Organisation.objects.public(visit.today).values("pk")
    names = OrganisationName.objects.public(visit.today)
    found = _on_the_day(visit, names.filter(organisation__slug=slug, organisation__in=members), visit.today)
    return [OrganisationLink(key, slug, name) for key, name in found.items()]


def slugs_of(visit: Visit, keys: Iterable[int]) -> dict[int, str]:
    """Return by key the addresses of those organisations that have a page: members and former ones."""
    wanted = sorted(set(keys))
    rows = Organisation.objects.public(visit.today).filter(pk__in=wanted[:AT_ONCE])
    return dict(rows.values_list("pk", "slug"))


def named(visit: Visit, keys: Iterable[int], on: date | None = None) -> dict[int, OrganisationLink]:
    """Return organisations by key as a page names them."""
    wanted = set(keys)
    names, slugs = names_of(visit, wanted, on), slugs_of(visit, wanted)
    return {key: OrganisationLink(key, slugs.get(key, ""), names[key]) for key in wanted if key in names}
