"""Organisations with their memberships and regions: as plain values, and written through the actions of their room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F
from msgspec import UNSET
from msgspec.structs import replace

from rapporteur.base.core.engine import Saved
from rapporteur.base.values.base import from_plain, to_plain
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.spans import begins_later
from rapporteur.intake.importing.proposals import Values
from rapporteur.intake.importing.records.plain import day_of, text_of
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.records.members.actions import (
    admit_member,
    admit_new_members,
    correct_membership,
    move_to_region,
    note_prospect,
    record_affiliations,
    record_organisation,
    record_organisations,
    record_region,
)
from rapporteur.records.members.enums import AliasKind
from rapporteur.records.members.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationName,
    Prospect,
    Region,
)
from rapporteur.records.members.queries import affiliations_of, all_affiliations
from rapporteur.records.members.rules import MovedLater, date_last_move
from rapporteur.records.members.shapes import (
    Affiliation,
    Alias,
    DatedName,
    MembershipShape,
    OrganisationShape,
    ProspectShape,
    RegionShape,
)


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
    affiliations = {slug: to_plain(rows) for slug, rows in all_affiliations().items()}
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
    shape = RegionShape(slug=target, name=LocalizedText(values["name"]), order=order)
    region: Region = writer.keep(record_region(by=writer.by, region=shape))
    writer.regions[target] = region
    return region


def write_organisation(writer: Writer, target: str, values: Values) -> Organisation:
    """Write an organisation with the name in force, its aliases and its latest membership."""
    found = writer.organisations.get(target)
    shape = _shape(target, values, _names_of(found), new=found is None)
    organisation: Organisation = writer.keep(record_organisation(by=writer.by, organisation=shape))
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
        by=writer.by, organisations=[_shape(target, values, [], new=True) for target, values in rows]
    )
    values = dict(rows)
    held = [
        (saved, _membership_of(saved.record.slug, one))
        for saved, (_, one) in zip(made, rows, strict=True)
        if one.get("category")
    ]
    memberships = dict(
        zip(
            [id(saved) for saved, _ in held],
            admit_new_members(by=writer.by, memberships=[shape for _, shape in held]),
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
        prospect = ProspectShape(
            organisation=organisation.slug,
            stage=values["prospect"],
            start=_day(values.get("prospect_start")),
        )
        writer.keep(note_prospect(by=writer.by, prospect=prospect))


def _names_of(organisation: Organisation | None) -> list[DatedName]:
    if organisation is None:
        return []
    kept = organisation.names.order_by(F("start").asc(nulls_first=True), "pk").values("name", "start", "end")
    return [DatedName(**row) for row in kept]


def _shape(target: str, values: Values, names: list[DatedName], *, new: bool) -> OrganisationShape:
    """Return what the verb takes: all dated names, the one in force as the values have it; a new one's region."""
    name = LocalizedText(values.get("name"))
    if any(one.end is None for one in names):
        names = [replace(one, name=name) if one.end is None else one for one in names]
    else:
        names = [*names, DatedName(name=name, start=max((one.end for one in names if one.end), default=None))]
    return OrganisationShape(
        slug=target,
        names=tuple(names),
        aliases=tuple(
            Alias(**alias, kind=kind)
            for kind, field in ((AliasKind.SPELLING, "aliases"), (AliasKind.AMBIGUOUS, "ambiguous"))
            for alias in values.get(field) or ()
        ),
        kind=values["kind"],
        country=values["country"],
        affiliations=_first_region(values) if new else UNSET,
        latitude=values.get("latitude"),
        longitude=values.get("longitude"),
        wikidata=values.get("wikidata") or "",
        geonames=values.get("geonames"),
        note=values.get("note") or "",
    )


def _first_region(values: Values) -> tuple[Affiliation, ...]:
    """Return the region of an organisation that is new."""
    region = values.get("region")
    return (Affiliation(region=region, start=_day(values.get("region_start"))),) if region else ()


def _write_regions(writer: Writer, organisation: Organisation, values: Values) -> None:
    """Move an organisation to the region of the values, correct since when it is there, or put back all that was."""
    recorded = affiliations_of(organisation)
    wanted = values.get("affiliations")
    if wanted is not None and wanted != to_plain(recorded):
        rows: list[Affiliation] = from_plain(wanted, list[Affiliation])
        writer.keep(record_affiliations(by=writer.by, organisation=organisation, affiliations=rows))
        return
    region, start = writer.regions.get(values.get("region") or ""), _day(values.get("region_start"))
    now = next((row for row in recorded if row.end is None), None)
    if now is None and recorded:
        start = start or recorded[-1].end
    if (region.slug if region else None) != (now.region if now else None):
        if now and begins_later(now.start, start):  # the values tell the present, not the past
            raise MovedLater(start, now)
        writer.keep(move_to_region(by=writer.by, organisation=organisation, region=region, on=start))
    elif now and start != now.start:
        rows = date_last_move(recorded, start)
        writer.keep(record_affiliations(by=writer.by, organisation=organisation, affiliations=rows))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _membership_of(slug: str, values: Values) -> MembershipShape:
    return MembershipShape(
        organisation=slug,
        category=values["category"],
        start=_day(values.get("start")),
        end=_day(values.get("end")),
        decision=values.get("decision") or "",
    )


def _write_membership(writer: Writer, organisation: Organisation, values: Values, *, new: bool) -> None:
    shape = _membership_of(organisation.slug, values)
    latest = None
    if not new:
        held = Membership.objects.filter(organisation=organisation)
        latest = held.order_by(F("end").desc(nulls_first=True), "-pk").first()
    if latest is not None:
        writer.keep(correct_membership(by=writer.by, membership=latest, to=shape))
        return
    writer.keep(admit_member(by=writer.by, membership=shape))
