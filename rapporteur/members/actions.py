"""Writes to organisations, their names and regional affiliations, memberships, regions and prospects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from rapporteur.core.actions import Row, Saved, rearrange, save_record
from rapporteur.core.bulk import Wanted, create_records, save_records
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import begins_later
from rapporteur.members.models import Membership, Organisation, Prospect, Region
from rapporteur.members.queries import affiliations_of
from rapporteur.members.rules import moved


def record_region(*, by: str, slug: str, name: LocalizedText, order: int) -> Saved[Region]:
    """Record a region of the association."""
    return save_record(Region, by=by, key={"slug": slug}, values={"name": name, "order": order})


def reorder_regions(*, by: str, places: Mapping[str, int]) -> None:
    """Give the regions that are there already the places that `places` names."""
    rearrange(Region.objects.all(), by=by, key="slug", field="order", places=places)


def record_organisation(
    *,
    by: str,
    slug: str,
    names: Sequence[Row],
    aliases: Sequence[Row] = (),
    affiliations: Sequence[Row] | None = None,
    **values: Any,
) -> Saved[Organisation]:
    """Record an organisation with all its dated names (`name`, `start`, `end`) and aliases.

    `affiliations` are all its regions (`region`, `start`, `end`); None leaves them as they are.
    """
    wanted = _wanted(
        {"slug": slug, "names": names, "aliases": aliases, "affiliations": affiliations, **values}
    )
    return save_record(Organisation, by=by, key=wanted.key, values=wanted.values, children=wanted.children)


def record_organisations(*, by: str, rows: Sequence[Row]) -> list[Saved[Organisation]]:
    """Record many organisations, each as :func:`record_organisation` takes it; the new ones together."""
    return save_records(Organisation, [_wanted(row) for row in rows], by=by)


def _wanted(row: Row) -> Wanted:
    apart = ("slug", "names", "aliases", "affiliations")
    children = {"names": row["names"], "aliases": row.get("aliases", ())}
    if row.get("affiliations") is not None:
        children["affiliations"] = row["affiliations"]
    values = {name: value for name, value in row.items() if name not in apart}
    return Wanted({"slug": row["slug"]}, values, children)


@transaction.atomic
def move_to_region(
    *, by: str, organisation: Organisation, region: Region | None, on: date | None
) -> Saved[Organisation]:
    """Record that `organisation` belongs to `region` from the day `on` (None: since before the records).

    Without a region it belongs to none from that day. The affiliation that is in force ends that day; one that began
    that day is corrected. Raises MovedLater where an affiliation that begins after that day is on record.
    """
    before = affiliations_of(organisation)
    after = moved(before, region, on)
    return record_affiliations(by=by, organisation=organisation, affiliations=after, action="moved")


def record_affiliations(
    *, by: str, organisation: Organisation, affiliations: Sequence[Row], action: str = "recorded"
) -> Saved[Organisation]:
    """Record all regions that `organisation` belonged and belongs to (`region`, `start`, `end`)."""
    before = affiliations_of(organisation)
    return save_record(
        Organisation,
        by=by,
        key={"pk": organisation.pk},
        values={},
        children={"affiliations": affiliations},
        action=action,
        told={"regions": (_told(before), _told(affiliations))},
    )


def _told(affiliations: Sequence[Row]) -> list[str]:
    """Return affiliations as the audit trail tells them: `europe ..2018-05-15`."""
    return [f"{row['region'].slug} {row['start'] or ''}..{row['end'] or ''}" for row in affiliations]


def admit_new_members(*, by: str, rows: Sequence[Row]) -> list[Saved[Membership]]:
    """Record the first memberships of organisations that have none, each as :func:`admit_member` takes it."""
    wanted = [
        Wanted(
            {"organisation": row["organisation"], "end": row.get("end")},
            {"category": row["category"], "start": row["start"], "decision": row.get("decision", "")},
        )
        for row in rows
    ]
    return create_records(Membership, wanted, by=by)


def admit_member(
    *,
    by: str,
    organisation: Organisation,
    category: str,
    start: date | None,
    decision: str = "",
    end: date | None = None,
) -> Saved[Membership]:
    """Record that `organisation` is a member from `start` (None: since before the records), or was one until `end`.

    The membership that has the same end is meant (the one in force, where there is none), otherwise the one that
    began on the same day, whose end is then corrected.
    """
    memberships = Membership.objects.filter(organisation=organisation)
    meant = memberships.filter(end=end).first() or memberships.filter(start=start).first()
    if meant is None and end:
        meant = memberships.filter(end=None).first()
    return save_record(
        Membership,
        by=by,
        key={"pk": meant.pk} if meant else {"organisation": organisation, "end": end},
        values={"category": category, "start": start, "decision": decision, "end": end},
        action="admitted",
    )


def end_membership(*, by: str, membership: Membership, end: date) -> Saved[Membership]:
    """Record that `membership` is over from the day `end` on."""
    return save_record(Membership, by=by, key={"pk": membership.pk}, values={"end": end}, action="ended")


@transaction.atomic
def note_prospect(*, by: str, organisation: Organisation, stage: str, start: date | None) -> Saved[Prospect]:
    """Record how near `organisation` is to membership since `start` (None: since before the records).

    Another stage that began earlier ends that day; one that began on the same day is corrected; before one that began
    later this one lasted until then. Raises PeriodsOverlap.
    """
    stages = Prospect.objects.filter(organisation=organisation)
    stages = stages.order_by(F("start").asc(nulls_first=True), "pk")
    known = stages.filter(stage=stage, start=start).first()
    later = next((one for one in stages if begins_later(one.start, start)), None)
    if known is None and later and later.stage == stage:
        known = later
    key: dict[str, Any] = {"pk": known.pk} if known else {"organisation": organisation, "end": None}
    values: dict[str, Any] = {"stage": stage, "start": start}
    if known is None and later:
        key = {"organisation": organisation, "stage": stage, "start": start}
        values["end"] = later.start
    elif known is None and (now := stages.filter(end=None).first()):
        if now.stage != stage and begins_later(start, now.start):
            save_record(Prospect, by=by, key={"pk": now.pk}, values={"end": start}, action="ended")
    return save_record(Prospect, by=by, key=key, values=values)
