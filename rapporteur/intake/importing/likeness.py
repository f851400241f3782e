"""Whether what a source tells is an activity that is recorded already, and by what that shows. Pure.

Days and title together settle it. Days with other evidence (title alike, places, codes, members) make a candidate; with
two kinds of evidence, and no other candidate that has as much, a likely one: it can be confirmed together with all
others of its sort, but is never taken without a person's word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from rapporteur.base.values.search import fold
from rapporteur.intake.importing.proposals import Doubt, Known, happened_on
from rapporteur.intake.importing.tables.cells import choices

ALIKE_FROM = 90.0
LIKELY_FROM = 2


@dataclass(frozen=True)
class Traits:
    """By what an activity is known again, beside its days: titles, and settled places, codes and members."""

    titles: tuple[str, ...]
    places: tuple[str, ...] = ()
    deliverables: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


def same_activity(
    known: Known, traits: Traits, dates: Mapping[str, Any], taken: Sequence[str] = ()
) -> tuple[str, Doubt | None]:
    """Return the activity that this is, or the question whether it is one of those that it may be.

    `taken` are activities that something else of the same source is already.
    """
    folded = {fold(title) for title in traits.titles if title}
    same: list[str] = []
    evidence: dict[str, list[str]] = {}
    for slug in known.by_dates.get(happened_on(dates), ()):
        record = known.records[slug]
        titles = {fold(title) for title in (record.get("title") or {}).values()}
        if folded & titles:
            same.append(slug)
        elif slug not in taken and (shown := _evidence(traits, record, folded, titles)):
            evidence[slug] = shown
    if len(same) == 1:
        return same[0], None
    found = {slug: ["title"] for slug in same} or _worth_asking(evidence)
    if not found:
        return "", None
    likely = _likely(found)
    candidates = tuple(
        {
            "slug": slug,
            "name": _title(known, slug),
            "evidence": ["dates", *found[slug]],
            "likely": slug == likely,
        }
        for slug in sorted(found, key=lambda slug: (-len(found[slug]), slug))
    )
    return "", Doubt("SAME", "slug", next(iter(traits.titles)), candidates)


def _worth_asking(evidence: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the candidates by more than a place or a member, which many activities of a day share."""
    return {
        slug: shown
        for slug, shown in evidence.items()
        if len(shown) >= LIKELY_FROM or set(shown) & {"title", "deliverables"}
    }


def _likely(found: Mapping[str, list[str]]) -> str:
    """Return the one candidate with enough evidence and more than any other."""
    most = max(len(shown) for shown in found.values())
    best = [slug for slug, shown in found.items() if len(shown) == most]
    return best[0] if most >= LIKELY_FROM and len(best) == 1 else ""


def _evidence(traits: Traits, record: Mapping[str, Any], folded: set[str], titles: set[str]) -> list[str]:
    found = []
    if any(fuzz.ratio(title, other) >= ALIKE_FROM for title in folded for other in titles):
        found.append("title")
    if traits.deliverables and set(traits.deliverables) == set(record.get("deliverables") or ()):
        found.append("deliverables")
    if traits.places and set(traits.places) & set(place_traits(record.get("places") or ())):
        found.append("places")
    here = {one["organisation"] for one in record.get("activations") or ()}
    if traits.members and set(traits.members) <= here:
        found.append("members")
    return found


def place_traits(places: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return by what places are compared: the organisation, and every name."""
    found = []
    for place in places:
        found += [place["organisation"]] if place.get("organisation") else []
        found += [fold(name) for name in (place.get("name") or {}).values()]
        found += [fold(place["text"])] if place.get("text") else []
    return found


def _title(known: Known, slug: str) -> str:
    return next(iter((known.records[slug].get("title") or {}).values()), slug)


def kind_by_words(*texts: str) -> tuple[str, bool]:
    """Return the kind of activity whose word comes first in the texts, and whether one was found.

    The words are data (`headings.yaml`); without one the kind is MEETING and counts as assumed.
    """
    for text in texts:
        words = f" {fold(text)} "
        places = [
            (words.find(f" {word} "), -len(word), code)
            for word, code in choices("activity_kind").items()
            if f" {word} " in words
        ]
        if places:
            return min(places)[2], True
    return "MEETING", False
