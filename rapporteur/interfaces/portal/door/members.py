"""Members as pages, maps and tables show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Q

from rapporteur.base.core.spans import joined_in_force
from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.search import fold
from rapporteur.interfaces.portal.door.names import OrganisationLink, names_of, of_slug
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.interfaces.portal.words import CATEGORIES, SPAN_CLOSED, SPAN_ENDED, SPAN_OPEN
from rapporteur.records.activities.models import Activation
from rapporteur.records.governance.models import Mandate
from rapporteur.records.members.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationName,
    OrganisationQuerySet,
    Region,
)


class RegionNamed(NamedTuple):
    """A region as a page names it."""

    slug: str
    name: str


class Member(NamedTuple):
    """A member on a day."""

    key: int
    slug: str
    name: str
    country_code: str
    country: str
    category_code: str
    category: str
    region: str
    region_name: str
    latitude: float | None
    longitude: float | None
    activities: int
    last: date | None


def regions(visit: Visit) -> list[RegionNamed]:
    """Return the regions in their order."""
    rows = Region.objects.public().order_by("order", "slug").values_list("slug", "name")
    return [RegionNamed(slug, visit.text(name)) for slug, name in rows]


def members(visit: Visit, on: date) -> list[Member]:
    """Return the members on a day in the order of their names, with in how many activities each took part by today."""
    rows = list(
        Membership.objects.public(visit.today)
        .in_force(on)
        .annotate(placed=joined_in_force("organisation__affiliations", on))
        .order_by("organisation__slug", "pk")
        .values_list(
            "organisation_id", "organisation__slug", "organisation__country", "category", "placed__region__slug",
            "placed__region__name", "organisation__latitude", "organisation__longitude",
        )
    )  # fmt: skip
    names = names_of(visit, (row[0] for row in rows), on)
    counted = {
        key: (count, last)
        for key, count, last in Activation.objects.public()
        .values_list("organisation_id")
        .annotate(Count("activity", distinct=True), Max("activity__start_date"))
        .order_by()
    }
    found = [
        Member(
            key, slug, names.get(key, slug), code, country(code, visit.language), category,
            visit.tell(CATEGORIES[category]), region or "", visit.text(region_name) if region_name else "",
            latitude, longitude, *counted.get(key, (0, None)),
        )
        for key, slug, code, category, region, region_name, latitude, longitude in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (visit.key(one.name), one.slug))


@dataclass(frozen=True)
class OfficeHeld:
    """A seat that somebody holds or held for a member."""

    body: str
    function: str
    person: str
    span: str


@dataclass(frozen=True)
class Portrait:
    """A member as its page shows it."""

    key: int
    slug: str
    name: str
    country: str
    latitude: float | None
    longitude: float | None
    since: date | None
    until: date | None
    category: str
    current: bool
    regions: list[tuple[RegionNamed, str]]


def portrait(visit: Visit, slug: str) -> Portrait | None:
    """Return a member, or an organisation that was one; None where there is none of this name."""
    spans = (
        Membership.objects.public(visit.today)
        .filter(organisation__slug=slug)
        .order_by(
            F("start").asc(nulls_first=True), "pk",
            F("organisation__affiliations__start").asc(nulls_first=True), "organisation__affiliations__pk",
        )
    )  # fmt: skip
    found = list(
        spans.values_list(
            "organisation_id", "organisation__country", "organisation__latitude", "organisation__longitude",
            "start", "end", "category", "organisation__affiliations__region__slug",
            "organisation__affiliations__region__name", "organisation__affiliations__start",
            "organisation__affiliations__end",
        )
    )  # fmt: skip
    if not found:
        return None
    key, code, latitude, longitude, *_ = found[0]
    rows = [row[4:7] for row in found]
    open_since = any(start is None for start, _, _ in rows)
    _, last_end, category = max(rows, key=lambda one: one[0] or date.min)
    current = last_end is None or last_end > visit.today
    return Portrait(
        key, slug, names_of(visit, [key]).get(key, slug), country(code, visit.language), latitude, longitude,
        None if open_since else min(start for start, _, _ in rows if start),
        None if current or last_end is None else last_end - timedelta(days=1),
        visit.tell(CATEGORIES[category]), current,
        _regions(visit, dict.fromkeys(row[7:] for row in found)),
    )  # fmt: skip


def _regions(visit: Visit, rows: Iterable[Any]) -> list[tuple[RegionNamed, str]]:
    """Return the regions of a member in their order, as far as they have begun."""
    return [
        (RegionNamed(slug, visit.text(name)), span(visit, start, end))
        for slug, name, start, end in rows
        if slug and (start is None or start <= visit.today)
    ]


def span(visit: Visit, start: date | None, end: date | None) -> str:
    """Return from when to when, `end` excluded; nothing where neither is known. What ends later is not told."""
    last = end - timedelta(days=1) if end and end <= visit.today else None
    if start and last:
        return visit.tell(SPAN_CLOSED, start=start, end=last)
    if start:
        return visit.tell(SPAN_OPEN, start=start)
    return visit.tell(SPAN_ENDED, end=last) if last else ""


def offices(visit: Visit, key: int) -> list[OfficeHeld]:
    """Return the seats that people hold and held for an organisation, the newest first."""
    rows = (
        Mandate.objects.public(visit.today).filter(seat__organisation=key)
        .order_by(F("start").desc(nulls_last=True), "seat__order", "pk")
        .values_list("seat__body__name", "function", "seat__function", "person__name", "start", "end")
    )  # fmt: skip
    return [
        OfficeHeld(visit.text(body), visit.text(own or seat), person, span(visit, start, end))
        for body, own, seat, person, start, end in rows
    ]


def matching(visit: Visit, text: str) -> OrganisationQuerySet:
    """Return the members, and those that were, that bear all words of a text in a name that they have or had.

    A name that is agreed for later finds nobody: whoever looks for it would learn of it.
    """
    by_name = OrganisationName.objects.public(visit.today).matching(text).values("organisation")
    by_spelling = OrganisationAlias.objects.public().matching(text).values("organisation")
    return Organisation.objects.public(visit.today).filter(Q(pk__in=by_name) | Q(pk__in=by_spelling))


def called(visit: Visit, text: str, most: int = 6) -> list[OrganisationLink]:
    """Return the members, and those that were, of a name or address: one, several where it is in doubt, or none."""
    if found := of_slug(visit, text):
        return found
    keys = dict(matching(visit, text).order_by("slug").values_list("pk", "slug")[:most])
    names = names_of(visit, keys) if keys else {}
    found = [OrganisationLink(key, slug, names.get(key, slug)) for key, slug in keys.items()]
    exact = [one for one in found if fold(one.name) == fold(text)]
    return exact if len(exact) == 1 else found
