"""Rows of a table of members to proposals. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from rapporteur.core.search import fold
from rapporteur.intake import proposals
from rapporteur.intake.matching import Answer, Match
from rapporteur.intake.proposals import Doubt, Proposal, Values
from rapporteur.intake.tables.cells import slug_of, unescaped
from rapporteur.intake.tables.reading import BRACKETED, TableReading, reference
from rapporteur.intake.tables.rows import Row

ONE_DAY = timedelta(days=1)


def propose_member(reading: TableReading, row: Row) -> Proposal | None:
    """Return what a row does with a member; None where it cannot be."""
    given = dict(row.values)
    doubts: list[Doubt] = []
    names = {key: text for key, text in (given.get("name") or {}).items() if text}
    target, match = given.get("slug") or "", None
    if not target and names:
        match = _by_names(reading, names)
        target = match.slug if match.is_matched else ""
    if match is not None and match.answer is Answer.AMBIGUOUS:
        doubts.append(proposals.doubt_of(match, "slug"))
    if not target and not names:
        reading.problem(row, "name", "", "a name or an identifier")
        return None
    new = target not in reading.known.records
    if new and not target and not _named_once(reading, row, names):
        return None
    if new and not target:
        first = names.get("en") or names.get(reading.language) or next(iter(names.values()))
        target = proposals.free_slug(slug_of(first), reading.slugs)
        if match is not None and match.answer is Answer.UNKNOWN and match.candidates:
            doubts.append(proposals.doubt_of(match, "slug", blocking=False))
    if not reading.once(row, target):
        return None
    reading.slugs.add(target)
    if new and not any(doubt.blocking for doubt in doubts):
        reading.required(row, given, "name", "kind", "country")
    values = reading.emptied({name: value for name, value in given.items() if name != "slug"})
    _member_details(reading, row, values)
    if not values.get("category") and not (reading.known.records.get(target) or {}).get("category"):
        values["category"] = "FULL"
    if values.get("region_start") and not values.get(
        "region", (reading.known.records.get(target) or {}).get("region")
    ):
        reading.problem(row, "region_start", values["region_start"], "a region beside it")
    proposed: Values = {"set": values, "since": {"region": str(reading.registry.on)}}
    if match is not None and not new:  # a name that found the record does not rename it
        proposed |= {
            "set": {key: one for key, one in values.items() if key != "name"},
            "fill": {"name": names},
        }
    label = names.get(reading.language) or next(iter(names.values()), target)
    return Proposal(
        proposals.ORGANISATION, f"table:{target}", target, label, proposed,
        provenance=reading.provenance(row), doubts=doubts,
    )  # fmt: skip


def _named_once(reading: TableReading, row: Row, names: Mapping[str, str]) -> bool:
    """Tell whether no earlier row gives a new member one of these names; otherwise that is a problem."""
    for text in names.values():
        earlier = reading.named.setdefault(fold(text), row.number)
        if earlier != row.number:
            reading.problem(
                row, "name", text, f"each member once, or an identifier: row {earlier} has this name"
            )
            return False
    return True


def _by_names(reading: TableReading, names: Mapping[str, str]) -> Match:
    """Return what the names of a row mean together: one record, several, or none."""
    matches = [reading.registry.organisation(text, language) for language, text in names.items()]
    found = {match.slug: match for match in matches if match.is_matched}
    if len(found) == 1:
        return next(iter(found.values()))
    for match in matches:
        if match.answer is Answer.AMBIGUOUS or found:
            merged = [
                one for other in matches if other.answer is not Answer.UNKNOWN for one in other.candidates
            ]
            return Match(match.text, Answer.AMBIGUOUS, candidates=tuple(dict.fromkeys(merged)))
    return matches[0]


def _member_details(reading: TableReading, row: Row, values: Values) -> None:
    if values.get("region"):
        values["region"] = reference(reading, row, "region", values["region"], reading.registry.regions.match)
    if values.get("end"):
        values["end"] = (date.fromisoformat(values["end"]) + ONE_DAY).isoformat()
    for name in ("aliases", "ambiguous"):
        if values.get(name):
            values[name] = [_alias(text) for text in values[name]]
    if (values.get("latitude") is None) != (values.get("longitude") is None):
        reading.problem(row, "latitude, longitude", "", "both, or neither")


def _alias(text: str) -> dict[str, str]:
    match = BRACKETED.fullmatch(text)
    if match and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", match[2]):
        return {"text": unescaped(match[1]), "language": match[2]}
    return {"text": unescaped(text), "language": "und"}
