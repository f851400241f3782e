"""Writes to organisations, their names, memberships, regions and prospects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from rapporteur.core.actions import Row, Saved, rearrange, save_record
from rapporteur.core.bulk import Wanted, create_records, save_records
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import begins_later
from rapporteur.members.models import Membership, Organisation, Prospect, Region


def record_region(*, by: str, slug: str, name: LocalizedText, order: int) -> Saved[Region]:
    """Record a region of the association."""
    return save_record(Region, by=by, key={"slug": slug}, values={"name": name, "order": order})


def reorder_regions(*, by: str, places: Mapping[str, int]) -> None:
    """Give the regions that are there already the places that `places` names."""
    rearrange(Region.objects.all(), by=by, key="slug", field="order", places=places)


def record_organisation(
    *, by: str, slug: str, names: Sequence[Row], aliases: Sequence[Row] = (), **values: Any
) -> Saved[Organisation]:
    """Record an organisation with all its dated names (`name`, `start`, `end`) and aliases."""
    return save_record(
        Organisation,
        by=by,
        key={"slug": slug},
        values=values,
        children={"names": names, "aliases": aliases},
    )


def record_organisations(*, by: str, rows: Sequence[Row]) -> list[Saved[Organisation]]:
    """Record many organisations, each as :func:`record_organisation` takes it; the new ones together."""
    apart = ("slug", "names", "aliases")
    wanted = [
        Wanted(
            {"slug": row["slug"]},
            {name: value for name, value in row.items() if name not in apart},
            {"names": row["names"], "aliases": row.get("aliases", ())},
        )
        for row in rows
    ]
    return save_records(Organisation, wanted, by=by)


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

    Another stage that began earlier ends that day; one that began on the same day is corrected.
    """
    known = (
        Prospect.objects.filter(organisation=organisation, stage=stage, start=start).order_by("pk").first()
    )
    now = Prospect.objects.filter(organisation=organisation, end=None).first()
    if known is None and now and now.stage != stage and begins_later(start, now.start):
        save_record(Prospect, by=by, key={"pk": now.pk}, values={"end": start}, action="ended")
    return save_record(
        Prospect,
        by=by,
        key={"pk": known.pk} if known else {"organisation": organisation, "end": None},
        values={"stage": stage, "start": start},
    )
