"""Writes to regions, organisations with their names and affiliations, memberships and prospects."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import cast

from django.db import transaction
from django.db.models import F
from msgspec import UNSET

from rapporteur.base.core.bulk import Wanted, create_records, save_records
from rapporteur.base.core.engine import Saved, rearrange, save_record
from rapporteur.base.core.merging.moving import merge_records
from rapporteur.base.core.merging.undoing import unmerge_records
from rapporteur.base.core.models import Merger
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.spans import begins_later
from rapporteur.records.members.merging import RIGHTS as MERGING
from rapporteur.records.members.merging import merged_affiliations, merged_aliases, merged_values, newest_name
from rapporteur.records.members.models import Membership, Organisation, Prospect, Region
from rapporteur.records.members.queries import affiliations_of, regions_of
from rapporteur.records.members.rules import move, rename
from rapporteur.records.members.shapes import (
    Affiliation,
    DatedName,
    MembershipShape,
    OrganisationShape,
    ProspectShape,
    RegionShape,
)


def record_region(*, by: Actor, region: RegionShape) -> Saved[Region]:
    """Record a region of the association."""
    values = {"name": region.name, "order": region.order}
    return save_record(
        Region, by=by, right=Right.CHANGE_ASSOCIATION, key={"slug": region.slug}, values=values
    )


def reorder_regions(*, by: Actor, places: Mapping[str, int]) -> None:
    """Give the regions that are there already the places that `places` names by slug."""
    rearrange(
        Region.objects.all(), by=by, right=Right.CHANGE_ASSOCIATION, key="slug", field="order", places=places
    )


def record_organisation(*, by: Actor, organisation: OrganisationShape) -> Saved[Organisation]:
    """Record an organisation with all its dated names, aliases and regions."""
    (wanted,) = _wanted([organisation])
    return save_record(
        Organisation,
        by=by,
        right=Right.RECORD_MEMBERS,
        regions=wanted.regions,
        before=wanted.before,
        key=wanted.key,
        values=wanted.values,
        children=wanted.children,
    )


def record_organisations(
    *, by: Actor, organisations: Sequence[OrganisationShape]
) -> list[Saved[Organisation]]:
    """Record many organisations, each as :func:`record_organisation` takes it; the new ones together."""
    return save_records(Organisation, _wanted(organisations), by=by, right=Right.RECORD_MEMBERS)


def _wanted(organisations: Sequence[OrganisationShape]) -> list[Wanted]:
    """Return what the engine writes; an organisation lies in every region that it belongs or belonged to."""
    named = {one.region for shape in organisations for one in shape.affiliations or ()}
    regions = find_all(Region, named)
    placed = regions_of(shape.slug for shape in organisations)
    wanted = []
    for shape in organisations:
        values = given(shape)
        lists = {name: values.pop(name) for name in ("names", "aliases", "affiliations") if name in values}
        children = {name: [given(row) for row in rows] for name, rows in lists.items()}
        for row in children.get("affiliations", ()):
            row["region"] = regions[row["region"]]
        before = placed.get(shape.slug, frozenset())
        after = before
        if shape.affiliations is not UNSET:
            after = frozenset(one.region for one in shape.affiliations)
        wanted.append(Wanted({"slug": values.pop("slug")}, values, children, after, before))
    return wanted


@transaction.atomic
def rename_organisation(
    *, by: Actor, organisation: Organisation, name: LocalizedText, on: date
) -> Saved[Organisation]:
    """Record that `organisation` is called `name` from the day `on`; what it was called before stays on record.

    Raises RenamedLater where a name that begins after that day is on record.
    """
    rows = organisation.names.order_by(F("start").asc(nulls_first=True), "pk")
    names = rename([DatedName(name=row.name, start=row.start, end=row.end) for row in rows], name, on)
    placed = {one.region for one in affiliations_of(organisation)}
    return save_record(
        Organisation,
        by=by,
        right=Right.RECORD_MEMBERS,
        regions=placed,
        before=placed,
        key={"pk": organisation.pk},
        values={},
        children={"names": [{"name": one.name, "start": one.start, "end": one.end} for one in names]},
        action="renamed",
    )


@transaction.atomic
def move_to_region(
    *, by: Actor, organisation: Organisation, region: Region | None, on: date | None
) -> Saved[Organisation]:
    """Record that `organisation` belongs to `region` from the day `on` (None: since before the records).

    Without a region it belongs to none from that day. The affiliation that is in force ends that day; one that began
    that day is corrected. Raises MovedLater where an affiliation that begins after that day is on record.
    """
    after = move(affiliations_of(organisation), region.slug if region else None, on)
    return record_affiliations(by=by, organisation=organisation, affiliations=after, action="moved")


def record_affiliations(
    *, by: Actor, organisation: Organisation, affiliations: Sequence[Affiliation], action: str = "recorded"
) -> Saved[Organisation]:
    """Record all regions that `organisation` belonged and belongs to."""
    regions = find_all(Region, {one.region for one in affiliations})
    return save_record(
        Organisation,
        by=by,
        right=Right.RECORD_MEMBERS,
        regions={one.region for one in affiliations},
        before={one.region for one in affiliations_of(organisation)},
        key={"pk": organisation.pk},
        values={},
        children={
            "affiliations": [
                {"region": regions[one.region], "start": one.start, "end": one.end} for one in affiliations
            ]
        },
        action=action,
    )


def admit_new_members(*, by: Actor, memberships: Sequence[MembershipShape]) -> list[Saved[Membership]]:
    """Record the first memberships of organisations that have none, each as :func:`admit_member` takes it."""
    organisations = find_all(Organisation, {one.organisation for one in memberships})
    wanted = [
        Wanted(
            {"organisation": organisations[one.organisation], "end": one.end},
            {"category": one.category, "start": one.start, "decision": one.decision},
        )
        for one in memberships
    ]
    return create_records(Membership, wanted, by=by, right=Right.ADMIT_MEMBERS)


def admit_member(*, by: Actor, membership: MembershipShape) -> Saved[Membership]:
    """Record that an organisation is a member, or was one until the end.

    The membership that has the same end is meant (the one in force, where there is none), otherwise the one that
    began on the same day, whose end is then corrected.
    """
    organisation = find(Organisation, membership.organisation)
    memberships = Membership.objects.filter(organisation=organisation)
    end = membership.end
    meant = memberships.filter(end=end).first() or memberships.filter(start=membership.start).first()
    if meant is None and end:
        meant = memberships.filter(end=None).first()
    return save_record(
        Membership,
        by=by,
        right=Right.ADMIT_MEMBERS,
        key={"pk": meant.pk} if meant else {"organisation": organisation, "end": end},
        values={
            "category": membership.category,
            "start": membership.start,
            "decision": membership.decision,
            "end": end,
        },
        action="admitted",
    )


def end_membership(*, by: Actor, membership: Membership, end: date) -> Saved[Membership]:
    """Record that an organisation is no member any more from the day `end` on."""
    return save_record(
        Membership,
        by=by,
        right=Right.ADMIT_MEMBERS,
        key={"pk": membership.pk},
        values={"end": end},
        action="ended",
    )


def correct_membership(*, by: Actor, membership: Membership, to: MembershipShape) -> Saved[Membership]:
    """Put a membership right that was recorded wrongly."""
    values = {**given(to), "organisation": find(Organisation, to.organisation)}
    return save_record(
        Membership,
        by=by,
        right=Right.ADMIT_MEMBERS,
        key={"pk": membership.pk},
        values=values,
        action="corrected",
    )


@transaction.atomic
def note_prospect(*, by: Actor, prospect: ProspectShape) -> Saved[Prospect]:
    """Record how near an organisation is to membership, or was up to the end where one is given.

    Another stage that began earlier ends on the day on which this one starts; one that began on the same day is
    corrected; before one that began later this one lasted until then. Raises PeriodsOverlap.
    """
    organisation, stage, start = find(Organisation, prospect.organisation), prospect.stage, prospect.start
    regions = regions_of([prospect.organisation]).get(prospect.organisation, frozenset())
    stages = Prospect.objects.filter(organisation=organisation)
    stages = stages.order_by(F("start").asc(nulls_first=True), "pk")
    known = stages.filter(stage=stage, start=start).first()
    later = next((one for one in stages if begins_later(one.start, start)), None)
    if known is None and later and later.stage == stage and prospect.end is None:
        known = later
    key: dict[str, object] = {"pk": known.pk} if known else {"organisation": organisation, "end": None}
    values: dict[str, object] = {"stage": stage, "start": start}
    if prospect.end is not None:
        values["end"] = prospect.end
    if known is None and later:
        key = {"organisation": organisation, "stage": stage, "start": start}
        values.setdefault("end", later.start)
    elif known is None and (now := stages.filter(end=None).first()):
        if now.stage != stage and begins_later(start, now.start):
            end_prospect(by=by, prospect=now, end=start)
    return save_record(Prospect, by=by, right=Right.RECORD_PROSPECTS, regions=regions, key=key, values=values)


def correct_prospect(*, by: Actor, prospect: Prospect, to: ProspectShape) -> Saved[Prospect]:
    """Put a stage right that was recorded wrongly."""
    placed = regions_of([to.organisation, prospect.organisation.slug])
    return save_record(
        Prospect,
        by=by,
        right=Right.RECORD_PROSPECTS,
        regions=placed.get(to.organisation, frozenset()),
        before=placed.get(prospect.organisation.slug, frozenset()),
        key={"pk": prospect.pk},
        values={**given(to), "organisation": find(Organisation, to.organisation)},
        action="corrected",
    )


def end_prospect(*, by: Actor, prospect: Prospect, end: date) -> Saved[Prospect]:
    """Record that an organisation is no longer at this stage from the day `end` on."""
    slug = prospect.organisation.slug
    return save_record(
        Prospect,
        by=by,
        right=Right.RECORD_PROSPECTS,
        regions=regions_of([slug]).get(slug, frozenset()),
        key={"pk": prospect.pk},
        values={"end": end},
        action="ended",
    )


def merge_organisations(
    *, by: Actor, kept: Organisation, other: Organisation, taken: Collection[str] = ()
) -> Merger:
    """Merge `other` into `kept`, in one transaction; return what :func:`unmerge_organisations` undoes.

    Whatever refers to `other` refers to `kept` then, in drafts and old versions too; what both have once counts once.
    The names of `other` become spellings of `kept`. `taken` names the fields (`kind`; `latitude` for the place;
    `affiliations`) and the kinds of record (`members.membership`) of which that of `other` stays where both have one;
    else that of `kept` does, and what only `other` has is taken over. Frozen editions stay as they are. Raises
    NotAllowed, MergedWithItself, MergerBlocked, and what shuts the record of a locked period.
    """
    values = merged_values(kept, other, taken)
    aliases = [given(one) for one in merged_aliases(kept, other)]
    children = {"aliases": aliases, "affiliations": merged_affiliations(kept, other, taken)}
    regions = {one.region for side in (kept, other) for one in affiliations_of(side)}

    def complete() -> None:
        right, key = Right.RECORD_MEMBERS, {"pk": kept.pk}
        save_record(
            Organisation, by=by, right=right, regions=regions, key=key, values=values, children=children
        )

    return merge_records(
        kept, other, by=by, rights=MERGING, name=newest_name(other), taken=taken, complete=complete
    )


def unmerge_organisations(*, by: Actor, merger: Merger) -> Organisation:
    """Undo a merger; return the organisation that is there again. Raises NotAllowed and MergerBuiltUpon."""
    return cast(Organisation, unmerge_records(merger, by=by, rights=MERGING))
