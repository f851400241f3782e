"""Events to proposals of draft activities: known again by UID, withdrawn where they are cancelled. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from rapporteur.base.values.html import html_from_text
from rapporteur.base.values.search import fold
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.calendars.source import CalendarSource, Event
from rapporteur.intake.importing.calendars.versions import ALIKE_FROM
from rapporteur.intake.importing.likeness import Traits, kind_by_words, place_traits, same_activity
from rapporteur.intake.importing.passages import LONGEST_PASSAGE
from rapporteur.intake.importing.proposals import ACTIVITY, Doubt, Known, Proposal, Values, happened_on
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.records.names.match import Answer
from rapporteur.records.names.registry import Registry

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def propose_events(source: CalendarSource, registry: Registry, known: Known, language: str) -> list[Proposal]:
    """Return a proposal per event; a cancelled event that no record was made of proposes nothing."""
    found: list[Proposal] = []
    taken: set[str] = set()
    made_of = {target: key for key, target in known.keys.items()}
    for event in source.events:
        proposal = _event(event, source.name, registry, known, language, taken, made_of)
        if proposal is not None:
            taken.add(proposal.target)
            found.append(proposal)
    return found


def _cells(event: Event) -> dict[str, str]:
    """Return what an event says, for whoever is asked about it."""
    said = {
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.location,
        "text": event.description[:LONGEST_PASSAGE],
    }
    return {name: text for name, text in said.items() if text}


def _event(
    event: Event,
    file: str,
    registry: Registry,
    known: Known,
    language: str,
    taken: set[str],
    made_of: Mapping[str, str],
) -> Proposal | None:
    provenance = {
        "file": file,
        "event": event.number,
        "line": event.line,
        "uid": event.uid,
        "occurrence": event.occurrence,
        "cells": _cells(event),
    }
    if event.cancelled:
        return _withdrawal(event, file, known, taken, provenance)
    doubts: list[Doubt] = []
    target = _record_of(event, registry, known, language, taken, made_of, doubts)
    if not target:
        wanted = slug_of(f"{event.start} {event.title}")
        target = proposals.free_slug(wanted, known.records, taken)
    current = known.records.get(target, {})
    values: Values = {
        "set": {**_dates(event), "title": {language: event.title}},
        "fill": {
            "kind": kind_by_words(*event.categories, event.title)[0],
            "online": _is_online(event),
        },
        "add": {},
    }
    if event.link and event.link not in event.description:
        values["fill"]["note"] = event.link
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


def _dates(event: Event) -> Values:
    return {"start": str(event.start), "end": str(event.end), "month": ""}


def _withdrawal(
    event: Event, file: str, known: Known, taken: set[str], provenance: Mapping[str, Any]
) -> Proposal | None:
    """Propose to withdraw what was made of an event that is cancelled; nothing where nothing was, or it is done."""
    target = known.by_key(event.key)
    if not target or target in known.withdrawn or target in taken:
        return None
    values: Values = {"set": {"reason": f"cancelled in the calendar {file}"}}
    return Proposal(
        ACTIVITY, event.key, target, event.title or target, values, "WITHDRAW", provenance=dict(provenance)
    )


def _record_of(
    event: Event,
    registry: Registry,
    known: Known,
    language: str,
    taken: set[str],
    made_of: Mapping[str, str],
    doubts: list[Doubt],
) -> str:
    """Return which record an event is, nothing for a new one; what may be and may not is added to `doubts`.

    It is the one made of its UID, unless that is plainly another event; else one of those days that is alike.
    """
    target = known.by_key(event.key)
    stranger = target if target and not _is_same(event, known.records[target]) else ""
    if target and target not in taken and not stranger:
        return target
    traits = Traits((event.title,), tuple(place_traits(_places(event, registry, language, [], {}))))
    target, doubt = same_activity(known, traits, _dates(event))
    if target in taken or not _is_free(made_of.get(target, ""), event):
        target = ""
    elif doubt:
        doubts.append(doubt)
    if stranger and stranger not in taken and not (target or doubts):
        candidate = {"slug": stranger, "name": _title(known.records[stranger]), "evidence": ["uid"]}
        doubts.append(Doubt("SAME", "slug", event.title, (candidate,)))
    return target


def _is_free(key: str, event: Event) -> bool:
    """Tell whether a record was made of no event, or of one with the UID of this one."""
    uid = f"uid:{event.uid}"
    return not key or key == uid or key.startswith((f"{uid}@", f"{uid}#"))


def _is_same(event: Event, record: Mapping[str, Any]) -> bool:
    """Tell whether what was made of this UID may be this event: a title alike, or a day in common.

    Some programs give one UID to several events; the next of them, taken for a new version, would overwrite the first.
    """
    titles = {fold(title) for title in (record.get("title") or {}).values()}
    if any(fuzz.ratio(fold(event.title), title) >= ALIKE_FROM for title in titles):
        return True
    start, end = happened_on(record)
    return start[:10] <= str(event.end) and str(event.start) <= (end if len(end) > 7 else f"{end}-31")


def _title(record: Mapping[str, Any]) -> str:
    return next(iter((record.get("title") or {}).values()), "")


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
