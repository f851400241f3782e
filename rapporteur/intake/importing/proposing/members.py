"""The regions of a report and the members it lists in them, as proposals. Pure.

A report prints neither the country nor the kind of a member: a new one gets what stands for unknown (`ZZ`, `OTHER`).
Where there are members already, a name that is none of them is a question: an old list may name one that has left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.proposals import ORGANISATION, REGION, Doubt, Proposal, Values, span_of
from rapporteur.intake.importing.proposing.reading import ReportReading
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.intake.reading.parsed import ParsedRegion
from rapporteur.records.names.match import Answer, Match
from rapporteur.records.names.name import Name, NamedRecord, NameKind, Standing

UNKNOWN_COUNTRY = "ZZ"
"""CLDR's code of an unknown country."""
MOST_OF_THEM = 0.8
_QUALIFIED = re.compile(r"(.*\S)\s*\([^()]+\)")


def propose_members(reading: ReportReading) -> Iterator[Proposal]:
    """Yield a proposal per region and per member that it lists."""
    bases = Counter(
        bracketed[1]
        for region in reading.report.regions
        for name in region.members
        if (bracketed := _QUALIFIED.fullmatch(reading.casing.of(name)[0]))
    )
    regions: list[tuple[ParsedRegion, Proposal]] = []
    for order, region in enumerate(reading.report.regions, start=1):
        proposal = _region(reading, region, order)
        regions.append((region, proposal))
        yield proposal
    found = [
        member
        for region, proposal in regions
        for category, names in (("FULL", region.members), ("HONORARY", region.honorary))
        for name in names
        if (member := _member(reading, region, proposal.target, name, category, bases)) is not None
    ]
    reading.add_names("organisations", [_named(reading, one) for one in found if one.action == "CREATE"])
    if any("name" in one.provenance.get("assumed", ()) for one in found):
        reading.notices.append(
            Notice(Message("names that the report prints in capitals only: look at their letters"))
        )
    yield from found
    _tell_strangers(reading)


def _region(reading: ReportReading, region: ParsedRegion, order: int) -> Proposal:
    name, assumed = reading.casing.of(region.name)
    match = reading.registry.regions.match(region.name, reading.language)
    key = reading.key("region", region.name)
    target = match.slug or reading.known[REGION].by_key(key)
    if target and target not in reading.taken[REGION]:
        reading.taken[REGION].add(target)
        return reading.proposal(
            REGION, key, target, name, {"fill": {"name": {reading.language: name}}}, region
        )
    taken = {record["order"] for record in reading.records(REGION).values()}
    target = reading.free(REGION, slug_of(name, 50))
    values: Values = {
        "new": {"order": order if not taken else None},
        "fill": {"name": {reading.language: name}},
    }
    proposal = reading.proposal(REGION, key, target, name, values, region)
    proposal.action = "CREATE"
    if assumed:
        proposal.provenance["assumed"] = ["name"]
    if taken:
        proposal.ask(Doubt("UNKNOWN", "slug", region.name, _same_region(reading, region, match)))
    reading.add_names("regions", [NamedRecord(target, (Name(region.name, reading.language),))])
    return proposal


def _same_region(reading: ReportReading, region: ParsedRegion, match: Match) -> tuple[Values, ...]:
    """Return the regions that this one may be: most likely the one to which most of its members belong."""
    records = reading.records(ORGANISATION)
    found = [reading.registry.organisation(name, reading.language).slug for name in region.members]
    counted = Counter(_region_on(records[slug], reading.registry.on) for slug in found if slug in records)
    counted.pop("", None)
    candidates: dict[str, Values] = {
        candidate.slug: dict(candidate.as_dict()) for candidate in match.candidates
    }
    for slug, number in counted.most_common(1):
        likely = number >= MOST_OF_THEM * counted.total() and number > 1
        name = reading.records(REGION)[slug]["name"]
        shown = name.get(reading.language) or next(iter(name.values()), slug)
        candidates = {
            slug: {"slug": slug, "name": shown, "evidence": [f"{number} members"], "likely": likely},
            **{other: one for other, one in candidates.items() if other != slug},
        }
    return tuple(candidates.values())


def _region_on(record: Values, day: date) -> str:
    """Return the region that an organisation belonged to on a day, or an empty text."""
    for row in record["affiliations"]:
        if span_of(row).holds_on(day):
            return str(row["region"])
    return ""


def _member(
    reading: ReportReading,
    region: ParsedRegion,
    region_slug: str,
    printed: str,
    category: str,
    bases: Counter[str],
) -> Proposal | None:
    name, assumed = reading.casing.of(printed)
    key = reading.key("member", printed)
    match = reading.registry.member(printed, reading.language)
    target = match.slug or reading.known[ORGANISATION].by_key(key)
    if match.answer in {Answer.ENDED, Answer.PROSPECT, Answer.AMBIGUOUS} or _is_no_member(match):
        reading.strangers.append(name)
        return None
    if target:
        if target in reading.taken[ORGANISATION]:
            return None
        reading.taken[ORGANISATION].add(target)
        values: Values = {"fill": {"region": region_slug} if region_slug in reading.records(REGION) else {}}
        return reading.proposal(ORGANISATION, key, target, name, values, region)
    target = reading.free(ORGANISATION, slug_of(name))
    base = _QUALIFIED.fullmatch(name)
    values = {
        "new": {
            "kind": "HONORARY" if category == "HONORARY" else "OTHER",
            "country": UNKNOWN_COUNTRY,
            "note": f"From the report {reading.period}: country and kind are still to be given.",
        },
        "fill": {"name": {reading.language: name}, "region": region_slug, "category": category},
    }
    if base and bases[base[1]] > 1:
        values["new"]["ambiguous"] = [{"text": base[1], "language": "und"}]
    proposal = reading.proposal(ORGANISATION, key, target, name, values, region)
    proposal.action = "CREATE"
    proposal.provenance["assumed"] = ["country", "kind", *(["name"] if assumed else [])]
    if reading.has_members:
        proposal.ask(proposals.doubt_of(match, "slug"))
    return proposal


def propose_prospects(reading: ReportReading) -> Iterator[Proposal]:
    """Yield the organisations that the report names as prospects and nobody knows yet."""
    for meeting in reading.report.bilateral_meetings:
        since = meeting.start_date or (date.fromisoformat(f"{meeting.month}-01") if meeting.month else None)
        for printed in meeting.prospects:
            match = reading.registry.organisation(printed, reading.language)
            if match.answer is not Answer.UNKNOWN:
                continue
            name, assumed = reading.casing.of(printed)
            target = reading.free(ORGANISATION, slug_of(name))
            values: Values = {
                "new": {
                    "kind": "OTHER",
                    "country": UNKNOWN_COUNTRY,
                    "prospect": "CONTACT",
                    "prospect_start": str(since) if since else None,
                    "note": f"From the report {reading.period}: country and kind are still to be given.",
                },
                "fill": {"name": {reading.language: name}},
            }
            key = reading.key("prospect", printed)
            proposal = reading.proposal(ORGANISATION, key, target, name, values, meeting)
            proposal.action = "CREATE"
            proposal.provenance["assumed"] = ["country", "kind", *(["name"] if assumed else [])]
            if match.candidates:
                proposal.ask(proposals.doubt_of(match, "slug"))
            reading.add_names("organisations", [_named(reading, proposal)])
            yield proposal


def _is_no_member(match: Match) -> bool:
    """Tell whether a name is that of an organisation that is recorded, and is no member."""
    exact = [one for one in match.candidates if one.how.value != "FUZZY"]
    return match.answer is Answer.UNKNOWN and any(one.standing is Standing.OTHER for one in exact)


def _named(reading: ReportReading, proposal: Proposal) -> NamedRecord:
    values = proposal.values["new"]
    ambiguous = [Name(one["text"], kind=NameKind.AMBIGUOUS) for one in values.get("ambiguous", ())]
    return NamedRecord(proposal.target, (Name(proposal.label, reading.language), *ambiguous))


def _tell_strangers(reading: ReportReading) -> None:
    if names := reading.strangers:
        reading.notices.append(
            Notice(
                Message(
                    "listed as members, but according to the records no members then; "
                    "nothing is written for them: {names}"
                ),
                names="; ".join(names),
            )
        )
