"""The activities, mentions and meetings of a report as proposals, in the report's own language. Pure.

Over a recorded activity the report puts title, text and dates in its language; codes and members join those recorded,
and a place is taken only where none is recorded: a printed page knows less than a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapporteur.base.values.html import html_from_text
from rapporteur.base.values.search import fold
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.likeness import Traits, kind_by_words, place_traits, same_activity
from rapporteur.intake.importing.proposals import ACTIVITY, MEETING, MENTION, Doubt, Proposal, Values
from rapporteur.intake.importing.proposing.reading import ReportReading, passage_of
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.intake.importing.tables.media import known_mention, mention_slug
from rapporteur.intake.reading.parsed import ParsedActivity, ParsedMeeting, ParsedMention
from rapporteur.records.names.match import Answer


def propose_activity(reading: ReportReading, one: ParsedActivity) -> Proposal:
    """Return what the report does with one of its activities."""
    known, language = reading.known[ACTIVITY], reading.language
    doubts: list[Doubt] = []
    dates = reading.dates(one)
    codes = _nodes(reading, one.deliverables, doubts)
    settled = [code for code in codes if isinstance(code, str)]
    key = reading.key("activity", one.title, one.date_text)
    found = known.by_key(key)
    if not found:
        found, doubt = same_activity(
            known, _traits(reading, one, settled), dates, sorted(reading.taken[ACTIVITY])
        )
        if doubt:
            doubts.append(doubt)
    when = dates["start"] or dates["month"]
    target = reading.take(ACTIVITY, slug_of(f"{when} {one.title}"), found)
    current = known.records.get(target, {})
    values: Values = {
        "set": {**dates, "title": {language: one.title}, "online": one.online},
        "add": {},
        "fill": {"places": _places(reading, one, doubts, current)},
    }
    if one.body:
        values["set"]["text"] = {language: html_from_text(one.body)}
    if codes:
        values["add"]["deliverables"] = codes
    activations = _activations(reading, one, doubts, current)
    if activations:
        values["add"]["activations"] = activations
    if one.line:
        line = reading.registry.node(one.line)
        slug = proposals.resolve(line, "line", doubts, [current.get("line", "")], blocking=False)
        values["set" if slug else "fill"]["line"] = slug or {"text": line.text}
    kind, said = kind_by_words(one.title)
    values["fill"]["kind"] = kind
    reading.assumed_kinds += not said and not current
    provenance = passage_of(one, reading.report)
    if not said:
        provenance["assumed"] = ["kind"]
    return Proposal(ACTIVITY, key, target, one.title, values, provenance=provenance, doubts=doubts)


def _traits(reading: ReportReading, one: ParsedActivity, codes: list[str]) -> Traits:
    """Return by what the activity is known again, as far as its names are settled."""
    members = [reading.registry.member(name, reading.language).slug for name in one.members]
    return Traits(
        (one.title,),
        tuple(place_traits(_places(reading, one, [], {}))),
        tuple(codes),
        tuple(slug for slug in members if slug),
    )


def _nodes(reading: ReportReading, codes: Iterable[str], doubts: list[Doubt]) -> list[Any]:
    found: list[Any] = []
    for code in codes:
        match = reading.registry.node(code)
        found.append(proposals.resolve(match, "deliverables", doubts) or {"text": match.text})
    return found


def _activations(
    reading: ReportReading, one: ParsedActivity, doubts: list[Doubt], current: Mapping[str, Any]
) -> list[Values]:
    here = [entry["organisation"] for entry in current.get("activations", ())]
    found = []
    for name in one.members:
        match = reading.registry.member(name, reading.language)
        slug = proposals.resolve(match, "activations", doubts, here)
        entry = {"organisation": slug, "role": "PARTICIPANT"}
        found.append(entry if slug else {**entry, "text": match.text})
    return found


def _places(
    reading: ReportReading, one: ParsedActivity, doubts: list[Doubt], current: Mapping[str, Any]
) -> list[Values]:
    if current.get("places"):
        return []
    found = []
    for name in one.places:
        match = reading.registry.place(name, reading.language)
        place: Values = {
            "organisation": "", "name": {reading.language: name}, "country": "", "latitude": None, "longitude": None,
        }  # fmt: skip
        if match.is_matched:
            place = {**place, "organisation": match.slug, "name": {}}
        elif match.answer is Answer.AMBIGUOUS:
            proposals.resolve(match, "places", doubts, blocking=False)
            place["text"] = match.text
        found.append(place)
    return found


def propose_mention(reading: ReportReading, number: int, one: ParsedMention) -> Proposal | None:
    """Return what the report does with a mention; None where not even the month is known."""
    dates = reading.dates(one)
    if not dates["month"] and not dates["start"]:
        return None
    subjects = {reading.language: one.subject} if one.subject else {}
    key = reading.key("mention", dates["month"], one.outlet, one.subject)
    values = {**dates, "outlet": one.outlet, "subject": subjects}
    known = reading.known[MENTION]
    found = known.by_key(key) or known_mention(known, values, subjects)
    doubt = None if found else _same_mention(reading, one, dates)
    target = reading.take(MENTION, mention_slug(values, subjects), found)
    proposed: Values = {"set": values, "fill": {"position": number}}
    if one.channels:
        proposed["fill"]["channels"] = list(one.channels)
    label = f"{one.outlet}: {one.subject}"
    return Proposal(
        MENTION,
        key,
        target,
        label,
        proposed,
        provenance=passage_of(one, reading.report),
        doubts=[doubt] if doubt else [],
    )


def _same_mention(reading: ReportReading, one: ParsedMention, dates: Values) -> Doubt | None:
    """Return the question whether a mention is one of the same outlet and month whose subject is worded otherwise.

    Where the report prints as many as are recorded, the one at the same place in the list is the likely one.
    """

    def alike(outlet: str, values: Mapping[str, Any]) -> bool:
        month = (values.get("start") or values.get("month") or "")[:7]
        return (_squeezed(outlet), month) == (
            _squeezed(one.outlet),
            (dates.get("start") or dates.get("month") or "")[:7],
        )

    records = reading.records(MENTION)
    recorded = sorted(
        (slug for slug, record in records.items() if alike(record["outlet"], record)),
        key=lambda slug: (records[slug]["position"], slug),
    )
    printed = [other for other in reading.report.media if alike(other.outlet, reading.dates(other))]
    if not recorded:
        return None
    place = next(n for n, other in enumerate(printed) if other is one)
    likely = recorded[place] if len(printed) == len(recorded) else ""
    candidates = tuple(
        {
            "slug": slug,
            "name": next(iter(records[slug]["subject"].values()), slug),
            "evidence": ["outlet", "month", *(["place in the list"] if slug == likely else [])],
            "likely": slug == likely,
        }
        for slug in sorted(recorded, key=lambda slug: slug != likely)
    )
    return Doubt("SAME", "slug", f"{one.outlet}: {one.subject}", candidates)


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")


def propose_meeting(reading: ReportReading, one: ParsedMeeting) -> Proposal | None:
    """Return what the report does with a meeting; None where not even the month is known."""
    dates = reading.dates(one)
    when = dates["start"] or dates["month"]
    if not when:
        return None
    known = reading.known[MEETING]
    doubts: list[Doubt] = []
    names = [*one.members, *one.prospects]
    here = _meeting_like(reading, one, when)
    key = reading.key("meeting", when, one.place, *sorted(fold(name) for name in names))
    target = reading.take(MEETING, slug_of(f"{when} {one.place}"), known.by_key(key) or here)
    current = known.records.get(target, {})
    participants: list[Any] = []
    for name in names:
        match = reading.registry.organisation(name, reading.language)
        slug = proposals.resolve(match, "participants", doubts, current.get("participants", ()))
        participants.append(slug or {"text": match.text})
    place = reading.registry.place(one.place, reading.language)
    fill: Values = (
        {"place": place.slug} if place.is_matched else {"place_name": {reading.language: one.place}}
    )
    if current.get("place") or current.get("place_name"):
        fill = {}
    elif place.answer is Answer.AMBIGUOUS:
        proposals.resolve(place, "place", doubts, blocking=False)
        fill["place"] = {"text": place.text}
    values: Values = {"set": dates, "fill": fill, "add": {"participants": participants}}
    label = f"{one.place}, {when}"
    return Proposal(
        MEETING, key, target, label, values, provenance=passage_of(one, reading.report), doubts=doubts
    )


def _meeting_like(reading: ReportReading, one: ParsedMeeting, when: str) -> str:
    """Return the meeting of the same time and place, the one with most of the same participants."""
    registry = reading.registry
    place = registry.place(one.place, reading.language)
    slugs = {candidate.slug for candidate in place.candidates if candidate.how.value != "FUZZY"}
    matches = [registry.organisation(name, reading.language) for name in (*one.members, *one.prospects)]
    wanted = {match.slug for match in matches if match.is_matched}
    best, most = "", -1
    for slug, record in reading.known[MEETING].records.items():
        there = record["place"] in slugs if record["place"] else False
        named = fold(one.place) in {fold(text) for text in record["place_name"].values()}
        if (record["start"] or record["month"])[: len(when)] != when[:10] or not (there or named):
            continue
        shared = len(wanted & set(record["participants"]))
        if shared > most and slug not in reading.taken[MEETING]:
            best, most = slug, shared
    return best if most > 0 or not wanted else ""
