"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rapporteur.records.members.models import Organisation, OrganisationAlias
from tests.factories import make

DAY = date(2018, 5, 2)
BACKWARDS = {"start": DAY, "end": DAY}
LAST_YEAR = {"start": date(2017, 1, 1), "end": date(2018, 1, 1)}
SOME_OF_IT = {"start": date(2017, 12, 31), "end": date(2018, 2, 1)}

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "members_region.slug": lambda: make.RegionFactory.create_batch(2, slug="same"),
    "members_region.order": lambda: make.RegionFactory.create_batch(2, order=1),
    "members_organisation.slug": lambda: make.OrganisationFactory.create_batch(2, slug="same"),
    "organisation_kind_known": lambda: make.OrganisationFactory(kind="TOWN"),
    "organisation_on_earth": lambda: make.OrganisationFactory(latitude=91, longitude=0),
    "organisation_country_code": lambda: make.OrganisationFactory(country="fr"),
    "name_ends_after_start": lambda: make.OrganisationNameFactory(**BACKWARDS),
    "names_apart": lambda: _overlap(
        make.OrganisationNameFactory, organisation=make.OrganisationFactory(named=False)
    ),
    "affiliations_apart": lambda: _overlap(make.RegionalAffiliationFactory, organisation=_city()),
    "memberships_apart": lambda: _overlap(make.MembershipFactory, organisation=_city()),
    "prospect_stages_apart": lambda: _overlap(make.ProspectFactory, organisation=_city()),
    "affiliation_ends_after_start": lambda: make.RegionalAffiliationFactory(**BACKWARDS),
    "alias_once_per_language": lambda: make.OrganisationAliasFactory.create_batch(
        2, organisation=make.OrganisationFactory()
    ),
    "alias_kind_known": lambda: make.OrganisationAliasFactory(kind="NICKNAME"),
    "alias_not_empty": lambda: OrganisationAlias.objects.create(organisation=_city(), text=""),
    "membership_ends_after_start": lambda: make.MembershipFactory(**BACKWARDS),
    "membership_category_known": lambda: make.MembershipFactory(category="FRIEND"),
    "prospect_ends_after_start": lambda: make.ProspectFactory(**BACKWARDS),
    "prospect_stage_known": lambda: make.ProspectFactory(stage="MEMBER"),
}


def _overlap(factory: Any, **alike: Any) -> None:
    for dates in (LAST_YEAR, SOME_OF_IT):
        factory(**alike, **dates)


def _city() -> Organisation:
    city: Organisation = make.OrganisationFactory()
    return city
