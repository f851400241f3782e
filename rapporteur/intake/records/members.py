"""Organisations with their memberships and regions: as plain values, and written through the actions of their room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F

from rapporteur.core.actions import Saved, save_record
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import begins_later
from rapporteur.intake.proposals import Values
from rapporteur.intake.records.plain import day_of, text_of
from rapporteur.members.actions import (
    admit_member,
    admit_new_members,
    move_to_region,
    note_prospect,
    record_affiliations,
    record_organisation,
    record_organisations,
    record_region,
)
from rapporteur.members.enums import AliasKind
from rapporteur.members.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationName,
    Prospect,
    Region,
)
from rapporteur.members.queries import affiliations_of, all_affiliations
from rapporteur.members.rules import MovedLater, begun

if TYPE_CHECKING:
    from rapporteur.intake.records.kinds import Writer


def load_organisations() -> dict[str, Values]:
    """Return every organisation with its name and region in force, its latest membership and its aliases.

    `affiliations` are all its regions; they are told, and written again where an import is taken back.
    """
    names: dict[int, Any] = {}
    for row in OrganisationName.objects.order_by(F("end").asc(nulls_last=True), "pk"):
        names[row.organisation_id] = row.name
    aliases: dict[int, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for alias in OrganisationAlias.objects.order_by("pk"):
        aliases[alias.organisation_id].append((alias.kind, {"text": alias.text, "language": alias.language}))
    memberships: dict[int, Membership] = {}
    for membership in Membership.objects.order_by(F("end").asc(nulls_last=True), "pk"):
        memberships[membership.organisation_id] = membership
    prospects = {one.organisation_id: one for one in Prospect.objects.filter(end=None)}
    affiliations = {slug: _plain_affiliations(rows) for slug, rows in all_affiliations().items()}
    found = {}
    for one in Organisation.objects.order_by("slug"):
        held = memberships.get(one.pk)
        placed = next((row for row in affiliations.get(one.slug, ()) if row["end"] is None), None)
        found[one.slug] = {
            "slug": one.slug,
            "name": text_of(names.get(one.pk)),
            "kind": one.kind,
            "country": one.country,
            "region": placed["region"] if placed else "",
            "region_start": placed["start"] if placed else None,
            "affiliations": affiliations.get(one.slug, []),
            "latitude": one.latitude,
            "longitude": one.longitude,
            "category": held.category if held else "",
            "start": day_of(held.start) if held else None,
            "end": day_of(held.end) if held else None,
            "decision": held.decision if held else "",
            "aliases": [row for kind, row in aliases[one.pk] if kind == AliasKind.SPELLING],
            "ambiguous": [row for kind, row in aliases[one.pk] if kind == AliasKind.AMBIGUOUS],
            "wikidata": one.wikidata,
            "geonames": one.geonames,
            "note": one.note,
            "prospect": prospects[one.pk].stage if one.pk in prospects else "",
            "prospect_start": day_of(prospects[one.pk].start) if one.pk in prospects else None,
        }
    return found


def load_regions() -> dict[str, Values]:
    """Return the association's regions."""
    return {
        one.slug: {"slug": one.slug, "name": text_of(one.name), "order": one.order}
        for one in Region.objects.order_by("slug")
    }


def write_region(writer: Writer, target: str, values: Values) -> Region:
    """Write a region; without a place in the order it comes last."""
    order = values.get("order") or max((one.order for one in writer.regions.values()), default=0) + 1
    region: Region = writer.keep(
        record_region(by=writer.by, slug=target, name=LocalizedText(values["name"]), order=order)
    )
    writer.regions[target] = region
    return region


def write_organisation(writer: Writer, target: str, values: Values) -> Organisation:
    """Write an organisation with the name in force, its aliases and its latest membership."""
    found = writer.organisations.get(target)
    organisation: Organisation = writer.keep(
        record_organisation(by=writer.by, **_row(writer, target, values, _names_of(found), new=found is None))
    )
    writer.organisations[target] = organisation
    if found is not None:
        _write_regions(writer, organisation, values)
    if values.get("category"):
        _write_membership(writer, organisation, values, new=found is None)
    _write_prospect(writer, organisation, values)
    return organisation


def write_new_organisations(
    writer: Writer, rows: Sequence[tuple[str, Values]]
) -> list[tuple[Organisation, list[Saved[Any]]]]:
    """Write organisations of which none is there, and their memberships, in a few queries for all."""
    made = record_organisations(
        by=writer.by, rows=[_row(writer, target, values, [], new=True) for target, values in rows]
    )
    values = dict(rows)
    held = [
        (saved, {"organisation": saved.record, **_membership_of(one)})
        for saved, (_, one) in zip(made, rows, strict=True)
        if one.get("category")
    ]
    memberships = dict(
        zip(
            [id(saved) for saved, _ in held],
            admit_new_members(by=writer.by, rows=[row for _, row in held]),
            strict=True,
        )
    )
    found = []
    for saved in made:
        writer.organisations[saved.record.slug] = saved.record
        membership = memberships.get(id(saved))
        writer.written += [saved, membership] if membership else [saved]
        first = len(writer.written) - (2 if membership else 1)
        _write_prospect(writer, saved.record, values[saved.record.slug])
        found.append((saved.record, writer.written[first:]))
    return found


def _write_prospect(writer: Writer, organisation: Organisation, values: Values) -> None:
    if values.get("prospect"):
        writer.keep(
            note_prospect(
                by=writer.by,
                organisation=organisation,
                stage=values["prospect"],
                start=_day(values.get("prospect_start")),
            )
        )


def _names_of(organisation: Organisation | None) -> list[dict[str, Any]]:
    if organisation is None:
        return []
    kept = organisation.names.order_by(F("start").asc(nulls_first=True), "pk").values("name", "start", "end")
    return [dict(row) for row in kept]


def _row(
    writer: Writer, target: str, values: Values, names: list[dict[str, Any]], *, new: bool
) -> dict[str, Any]:
    """Return what the action takes: all dated names, the one in force as the values have it; a new one's region."""
    current = next((row for row in names if row["end"] is None), None)
    if current is None:
        current = {"name": {}, "start": max((row["end"] for row in names), default=None), "end": None}
        names.append(current)
    current["name"] = LocalizedText(values.get("name"))
    return {
        "slug": target,
        "names": names,
        "aliases": [
            {**alias, "kind": kind}
            for kind, name in ((AliasKind.SPELLING, "aliases"), (AliasKind.AMBIGUOUS, "ambiguous"))
            for alias in values.get(name) or ()
        ],
        "kind": values["kind"],
        "country": values["country"],
        "affiliations": _first_region(writer, values) if new else None,
        "latitude": values.get("latitude"),
        "longitude": values.get("longitude"),
        "wikidata": values.get("wikidata") or "",
        "geonames": values.get("geonames"),
        "note": values.get("note") or "",
    }


def _plain_affiliations(rows: Sequence[Values]) -> list[Values]:
    return [
        {"region": row["region"].slug, "start": day_of(row["start"]), "end": day_of(row["end"])}
        for row in rows
    ]


def _first_region(writer: Writer, values: Values) -> list[dict[str, Any]]:
    """Return the region of an organisation that is new."""
    region = writer.regions.get(values.get("region") or "")
    start = _day(values.get("region_start"))
    return [{"region": region, "start": start, "end": None}] if region else []


def _write_regions(writer: Writer, organisation: Organisation, values: Values) -> None:
    """Move an organisation to the region of the values, correct since when it is there, or put back all that was."""
    recorded = affiliations_of(organisation)
    wanted = values.get("affiliations")
    if wanted is not None and wanted != _plain_affiliations(recorded):
        rows = [
            {
                "region": writer.regions[row["region"]],
                "start": _day(row["start"]),
                "end": _day(row["end"]),
            }
            for row in wanted
        ]
        writer.keep(record_affiliations(by=writer.by, organisation=organisation, affiliations=rows))
        return
    region, start = writer.regions.get(values.get("region") or ""), _day(values.get("region_start"))
    now = next((row for row in recorded if row["end"] is None), None)
    if now is None and recorded:
        start = start or recorded[-1]["end"]
    if region != (now["region"] if now else None):
        if now and begins_later(now["start"], start):  # the values tell the present, not the past
            raise MovedLater(start, now)
        writer.keep(move_to_region(by=writer.by, organisation=organisation, region=region, on=start))
    elif now and start != now["start"]:
        rows = begun(recorded, start)
        writer.keep(record_affiliations(by=writer.by, organisation=organisation, affiliations=rows))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _membership_of(values: Values) -> dict[str, Any]:
    return {
        "category": values["category"],
        "start": _day(values.get("start")),
        "end": _day(values.get("end")),
        "decision": values.get("decision") or "",
    }


def _write_membership(writer: Writer, organisation: Organisation, values: Values, *, new: bool) -> None:
    fields = _membership_of(values)
    latest = None
    if not new:
        held = Membership.objects.filter(organisation=organisation)
        latest = held.order_by(F("end").desc(nulls_first=True), "-pk").first()
    if latest is not None:
        writer.keep(save_record(Membership, by=writer.by, key={"pk": latest.pk}, values=fields))
        return
    writer.keep(admit_member(by=writer.by, organisation=organisation, **fields))
