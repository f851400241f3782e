"""The doors of regions, organisations, memberships and prospects."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, Door, door_by_slug, rows
from rapporteur.records.members import actions
from rapporteur.records.members.models import Membership, Organisation, Prospect, Region
from rapporteur.records.members.shapes import (
    Affiliation,
    Alias,
    DatedName,
    MembershipShape,
    OrganisationShape,
    ProspectShape,
    RegionShape,
)


def _region(it: Region, _: Chosen) -> RegionShape:
    return RegionShape(slug=it.slug, name=it.name, order=it.order)


def _organisation(it: Organisation, _: Chosen) -> OrganisationShape:
    return OrganisationShape(
        slug=it.slug,
        kind=it.kind,
        country=it.country,
        names=tuple(DatedName(name=row.name, start=row.start, end=row.end) for row in rows(it.names)),
        aliases=tuple(Alias(text=row.text, language=row.language, kind=row.kind) for row in rows(it.aliases)),
        affiliations=tuple(
            Affiliation(region=row.region.slug, start=row.start, end=row.end) for row in rows(it.affiliations)
        ),
        latitude=it.latitude,
        longitude=it.longitude,
        wikidata=it.wikidata,
        geonames=it.geonames,
        note=it.note,
    )


def _membership(it: Membership, _: Chosen) -> MembershipShape:
    return MembershipShape(
        organisation=it.organisation.slug,
        category=it.category,
        start=it.start,
        end=it.end,
        decision=it.decision,
    )


def _prospect(it: Prospect, _: Chosen) -> ProspectShape:
    return ProspectShape(organisation=it.organisation.slug, stage=it.stage, start=it.start, end=it.end)


REGION = door_by_slug(
    view=Right.VIEW_MEMBERS,
    write=Right.CHANGE_ASSOCIATION,
    shape=_region,
    record=lambda by, shape: actions.record_region(by=by, region=shape),
)
ORGANISATION = door_by_slug(
    view=Right.VIEW_MEMBERS,
    write=Right.RECORD_MEMBERS,
    shape=_organisation,
    record=lambda by, shape: actions.record_organisation(by=by, organisation=shape),
)
MEMBERSHIP = Door(
    view=Right.VIEW_MEMBERS,
    write=Right.ADMIT_MEMBERS,
    shape=_membership,
    new=lambda by, shape: actions.admit_member(by=by, membership=shape),
    edit=lambda by, it, shape: actions.correct_membership(by=by, membership=it, to=shape),
)
PROSPECT = Door(
    view=Right.VIEW_PROSPECTS,
    write=Right.RECORD_PROSPECTS,
    shape=_prospect,
    new=lambda by, shape: actions.note_prospect(by=by, prospect=shape),
    edit=lambda by, it, shape: actions.correct_prospect(by=by, prospect=it, to=shape),
)
