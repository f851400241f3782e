"""Rows of a table of members to proposals. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.proposals import Doubt, Proposal, Values
from rapporteur.intake.importing.tables.cells import slug_of, unescaped
from rapporteur.intake.importing.tables.reading import BRACKETED, TableReading, reference
from rapporteur.intake.importing.tables.rows import TableRow
from rapporteur.records.names.match import Answer, Match

ONE_DAY = timedelta(days=1)


def propose_member(reading: TableReading, row: TableRow) -> Proposal | None:
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
        if not row.faulty & {"slug", "name"}:
            reading.problem(row, "name", "", Notice(Message("a name or an identifier")))
        return None
    new = target not in reading.known.records
    if new and not target and not _named_once(reading, row, names):
        return None
    if new and not target:
        first = names.get("en") or names.get(reading.language) or next(iter(names.values()))
        target = reading.slugs.free(slug_of(first))
        if match is not None and match.answer is Answer.UNKNOWN:
            match, is_likely = _widened(reading, names, match)
            if match.candidates:
                doubts.append(proposals.doubt_of(match, "slug", blocking=is_likely))
    if not reading.once(row, target):
        return None
    reading.slugs.add(target)
    if new and not any(doubt.blocking for doubt in doubts):
        reading.required(row, given, "name", "kind", "country")
    values = reading.emptied({name: value for name, value in given.items() if name != "slug"})
    _member_details(reading, row, values, reading.known.records.get(target) or {})
    if not values.get("category") and not (reading.known.records.get(target) or {}).get("category"):
        values["category"] = "FULL"
    recorded = (reading.known.records.get(target) or {}).get("region")
    if values.get("region_start") and not values.get("region", recorded) and "region" not in row.faulty:
        reading.problem(row, "region_start", values["region_start"], Notice(Message("a region beside it")))
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


def _named_once(reading: TableReading, row: TableRow, names: Mapping[str, str]) -> bool:
    """Tell whether no earlier row gives a new member one of these names; otherwise that is a problem."""
    for text in names.values():
        earlier = reading.named.setdefault(fold(text), row.number)
        if earlier != row.number:
            reading.problem(
                row,
                "name",
                text,
                Notice(
                    Message("each member once, or an identifier: row {row} has this name"), row=str(earlier)
                ),
            )
            return False
    return True


def _widened(reading: TableReading, names: Mapping[str, str], match: Match) -> tuple[Match, bool]:
    """Return an unknown name with the members that it may be but for “Ville de”, and whether there are any."""
    for language, text in names.items():
        unknown = match if text == match.text else Match(text, Answer.UNKNOWN)
        widened, is_likely = reading.civic.widened(unknown, language, reading.registry.on)
        if is_likely:
            return widened, True
    return match, False


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


def _member_details(
    reading: TableReading, row: TableRow, values: Values, recorded: Mapping[str, Any]
) -> None:
    if values.get("region"):
        values["region"] = reference(reading, row, "region", values["region"], reading.registry.regions.match)
    if values.get("end"):
        values["end"] = (date.fromisoformat(values["end"]) + ONE_DAY).isoformat()
    for name in ("aliases", "ambiguous"):
        if values.get(name):
            values[name] = [_alias(text) for text in values[name]]
    latitude, longitude = (values.get(name, recorded.get(name)) for name in ("latitude", "longitude"))
    half = (latitude is None) != (longitude is None)
    if half and not row.faulty & {"latitude", "longitude"}:
        reading.problem(row, "latitude, longitude", "", Notice(Message("both, or neither")))


def _alias(text: str) -> dict[str, str]:
    match = BRACKETED.fullmatch(text)
    if match and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", match[2]):
        return {"text": unescaped(match[1]), "language": match[2]}
    return {"text": unescaped(text), "language": "und"}
