"""Events to proposals of draft activities: known again by UID, withdrawn where they are cancelled. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rapporteur.core.html import html_from_text
from rapporteur.intake import proposals
from rapporteur.intake.calendar_source import CalendarSource, Event
from rapporteur.intake.likeness import Traits, kind_by_words, place_traits, same_activity
from rapporteur.intake.matching import Answer, Registry
from rapporteur.intake.proposals import ACTIVITY, Doubt, Known, Proposal, Values
from rapporteur.intake.tables.cells import slug_of

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def propose_events(source: CalendarSource, registry: Registry, known: Known, language: str) -> list[Proposal]:
    """Return a proposal per event; a cancelled event that no record was made of proposes nothing."""
    found: list[Proposal] = []
    taken: set[str] = set()
    for event in source.events:
        proposal = _event(event, source.name, registry, known, language, taken)
        if proposal is not None:
            taken.add(proposal.target)
            found.append(proposal)
    return found


def _event(
    event: Event, file: str, registry: Registry, known: Known, language: str, taken: set[str]
) -> Proposal | None:
    dates = {"start": str(event.start), "end": str(event.end), "month": ""}
    titles = {language: event.title}
    target = known.by_key(event.key)
    provenance = {"file": file, "event": event.line, "uid": event.uid, "occurrence": event.occurrence}
    if event.cancelled:
        if not target or target in known.withdrawn or target in taken:
            return None
        label = event.title or target
        values: Values = {"reason": f"cancelled in the calendar {file}"}
        return Proposal(
            ACTIVITY, event.key, target, label, {"set": values}, "WITHDRAW", provenance=provenance
        )
    doubts: list[Doubt] = []
    if not target:
        places = _places(event, registry, language, [], {})
        traits = Traits(tuple(titles.values()), tuple(place_traits(places)))
        target, doubt = same_activity(known, traits, dates)
        if target in taken or (target and target in known.keys.values()):
            target = ""
        elif doubt:
            doubts.append(doubt)
    if not target:
        wanted = slug_of(f"{event.start} {event.title}")
        target = proposals.free_slug(wanted, {*known.records, *taken})
    current = known.records.get(target, {})
    values = {
        "set": {**dates, "title": titles},
        "fill": {
            "kind": kind_by_words(*event.categories, event.title)[0],
            "online": _is_online(event),
        },
        "add": {},
    }
    if event.description:
        values["fill"]["text"] = {language: html_from_text(event.description)}
    places = _places(event, registry, language, doubts, current)
    if places:
        values["set"]["places"] = places
    proposal = Proposal(
        ACTIVITY, event.key, target, event.title, values, provenance=provenance, doubts=doubts
    )
    proposals.settle_action(proposal, known)
    return proposal


def _is_online(event: Event) -> bool:
    """Tell whether the only place given is a web address."""
    return bool(_ADDRESS.search(event.location)) and not _ADDRESS.sub("", event.location).strip(" ,;|-()")


def _places(
    event: Event, registry: Registry, language: str, doubts: list[Doubt], current: Mapping[str, Any]
) -> list[Values]:
    """Return the place: an organisation's, where the location or a part of it between commas names one."""
    location = _ADDRESS.sub("", event.location).strip(" ,;|-()")
    if not location:
        return []
    place: Values = {
        "organisation": "", "name": {language: location}, "country": "", "latitude": None, "longitude": None,
    }  # fmt: skip
    here = [one["organisation"] for one in current.get("places", ()) if one["organisation"]]
    for part in [location, *(part.strip() for part in location.split(","))]:
        match = registry.place(part, language)
        if match.is_matched:
            return [{**place, "organisation": match.slug, "name": {} if part == location else place["name"]}]
        if match.answer is Answer.AMBIGUOUS:
            slug = proposals.resolve(match, "places", doubts, here, blocking=False)
            return [{**place, "organisation": slug} if slug else {**place, "text": match.text}]
    return [place]
