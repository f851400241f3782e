"""Which region an organisation belonged to, and when: a move leaves the past on record."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.records.members.actions import move_to_region
from rapporteur.records.members.models import Membership, Organisation, RegionalAffiliation
from rapporteur.records.members.rules import BegunTooEarly, MovedLater, date_last_move
from rapporteur.records.members.shapes import Affiliation
from tests.factories import make

pytestmark = pytest.mark.django_db
THEN, NOW, SOON = date(2018, 1, 1), date(2018, 5, 15), date(2018, 6, 1)
Span = tuple[str, date | None, date | None]


def regions(city: Organisation) -> list[Span]:
    found = RegionalAffiliation.objects.filter(organisation=city).values_list("region__slug", "start", "end")
    return sorted(found, key=lambda row: row[1] or date.min)


def moves(*steps: tuple[str | None, date | None]) -> list[Span]:
    """Return the regions of a city that made these moves, one after the other."""
    city = make.OrganisationFactory()
    known = {slug: make.RegionFactory(slug=slug) for slug in ("europe", "asia")}
    for slug, on in steps:
        move_to_region(by=operator("x"), organisation=city, region=known.get(slug or ""), on=on)
    return regions(city)


def test_a_move_ends_the_affiliation_before_that_day() -> None:
    found = moves(("europe", None), ("asia", NOW))
    assert found == [("europe", None, NOW), ("asia", NOW, None)]


def test_an_affiliation_that_began_that_day_is_corrected() -> None:
    assert moves(("europe", None), ("asia", None)) == [("asia", None, None)]
    assert moves_again(("europe", None), ("europe", NOW)) == [("europe", None, None)]


def moves_again(*steps: tuple[str, date | None]) -> list[Span]:
    """Move a city to Asia in between, on the day on which it moves back."""
    city = make.OrganisationFactory()
    europe, asia = make.RegionFactory(slug="europe-2"), make.RegionFactory(slug="asia-2")
    move_to_region(by=operator("x"), organisation=city, region=europe, on=steps[0][1])
    move_to_region(by=operator("x"), organisation=city, region=asia, on=steps[1][1])
    move_to_region(by=operator("x"), organisation=city, region=europe, on=steps[1][1])
    return [(slug.removesuffix("-2"), start, end) for slug, start, end in regions(city)]


def test_a_region_that_it_belongs_to_already_changes_nothing() -> None:
    assert moves(("europe", None), ("europe", NOW)) == [("europe", None, None)]
    assert AuditEntry.objects.filter(record_type="members.organisation").count() == 1


def test_leaving_all_regions_leaves_none_in_force() -> None:
    assert moves(("europe", THEN), (None, NOW)) == [("europe", THEN, NOW)]


def test_a_move_before_one_that_is_on_record_is_refused() -> None:
    with pytest.raises(
        MovedLater, match=r"a region from 2018-01-01 would lie before the region “asia”, which"
    ):
        moves(("europe", None), ("asia", NOW), ("asia", THEN))


def test_a_move_is_told_in_the_audit_trail() -> None:
    moves(("europe", None), ("asia", NOW))
    entry = AuditEntry.objects.filter(record_type="members.organisation").latest("pk")
    assert (entry.by, entry.action) == ("x", "moved")
    assert entry.changes["affiliations"] == [
        [{"region": "europe", "start": None, "end": None}],
        [
            {"region": "europe", "start": None, "end": "2018-05-15"},
            {"region": "asia", "start": "2018-05-15", "end": None},
        ],
    ]


def test_the_day_of_a_move_is_corrected_for_both_regions() -> None:
    rows = [
        Affiliation(region="europe", start=THEN, end=NOW),
        Affiliation(region="asia", start=NOW),
    ]
    assert [(row.start, row.end) for row in date_last_move(rows, SOON)] == [(THEN, SOON), (SOON, None)]
    with pytest.raises(BegunTooEarly, match=r"since 2018-01-01 would leave no day to “europe” before it"):
        date_last_move(rows, THEN)


def test_organisations_and_members_are_asked_for_by_the_region_of_a_day() -> None:
    europe, asia = make.RegionFactory(slug="europe"), make.RegionFactory(slug="asia")
    city = make.MembershipFactory(organisation__slug="izmir", organisation__region=europe).organisation
    make.MembershipFactory()
    move_to_region(by=operator("x"), organisation=city, region=asia, on=NOW)
    before = NOW.replace(day=14)
    assert [one.slug for one in Organisation.objects.in_region(europe, before)] == ["izmir"]
    assert not Organisation.objects.in_region(europe, NOW).exists()
    assert Membership.objects.in_region(asia, NOW).count() == 1
    named = Organisation.objects.filter(slug="izmir")
    assert named.with_region(before).get().region_slug == "europe"
    assert named.with_region(NOW).get().region_slug == "asia"
    assert Organisation.objects.with_region(NOW).count() == 2
