"""What an import would write: for each record its values, where they were read, and what is in doubt. Pure.

The values of a proposal are plain and of three sorts: `set` replaces (a text only in its language), `add` joins lists,
`fill` is taken where the record has nothing. A name that is not settled stands as `{"text": name}` until somebody
decides.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from rapporteur.core.html import blocks_from_html
from rapporteur.core.search import fold
from rapporteur.intake.matching import Match
from rapporteur.intake.tables import choices

ORGANISATION = "members.organisation"
ACTIVITY = "activities.activity"
MENTION = "activities.mediamention"
MEETING = "activities.bilateralmeeting"
ITEM = "dues.duesitem"
STATEMENT = "dues.publishedstatement"

LOCALIZED = {"name", "title", "text", "subject", "place_name"}
RICH = {"text"}
UNORDERED = {"activations", "participants", "aliases", "ambiguous", "payments", "waivers"}
ALIKE_FROM = 90.0
CENT = Decimal("0.01")
Values = dict[str, Any]


@dataclass(frozen=True)
class Doubt:
    """A question to a person: what is unsettled, the text in question and the records that may be meant."""

    what: str
    field: str
    text: str
    candidates: tuple[Mapping[str, Any], ...] = ()
    blocking: bool = True


@dataclass
class Proposal:
    """What would be done with one record. `key` is what the source itself knows it by."""

    record_type: str
    key: str
    target: str
    label: str
    values: Values
    action: str = "NONE"
    changed: tuple[str, ...] = ()
    provenance: Values = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What the records of a kind hold now, which of them an earlier import made of what, and unpublished edits."""

    records: Mapping[str, Values] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    unpublished: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()

    @cached_property
    def by_dates(self) -> dict[tuple[str, str], list[str]]:
        """The records of each pair of first and last day, or of each month of which no more is known."""
        found: dict[tuple[str, str], list[str]] = {}
        for slug, record in self.records.items():
            found.setdefault(_dates(record), []).append(slug)
        return found

    def by_key(self, key: str) -> str:
        """Return the record that an earlier import made of `key`, if it is still there."""
        target = self.keys.get(key, "")
        return target if target in self.records else ""


def _dates(values: Mapping[str, Any]) -> tuple[str, str]:
    start = values.get("start") or values.get("month") or ""
    return start, values.get("end") or start


def is_empty(value: Any) -> bool:
    """Tell whether a value says nothing."""
    return value is None or value in ("", [], {})


def _identity(value: Any) -> Any:
    """Return by what an entry of a list is known: a payment by its reference, a member by its slug."""
    if not isinstance(value, Mapping):
        return value
    if "organisation" in value or "role" in value:
        return value.get("organisation") or fold(value.get("text", ""))
    if "text" in value:
        return (value.get("text"), value.get("language"))
    return value.get("reference") or value.get("decision") or repr(sorted(value.items()))


def merged(current: Mapping[str, Any] | None, values: Mapping[str, Any]) -> Values:
    """Return what a record would hold after the values of a proposal were put over `current`."""
    result: Values = deepcopy(dict(current or {}))
    for name, value in values.get("fill", {}).items():
        if name in LOCALIZED and isinstance(value, Mapping):
            result[name] = {**value, **(result.get(name) or {})}
        elif is_empty(result.get(name)):
            result[name] = value
    for name, value in values.get("set", {}).items():
        if name in LOCALIZED and isinstance(value, Mapping):
            texts = {**(result.get(name) or {}), **value}
            result[name] = {language: text for language, text in texts.items() if text}
        else:
            result[name] = value
    for name, entries in values.get("add", {}).items():
        known = list(result.get(name) or [])
        identities = [_identity(entry) for entry in known]
        known += [entry for entry in entries if _identity(entry) not in identities]
        result[name] = known
    return result


def differing(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields in which two states of a record differ for a reader."""
    old = before or {}
    return tuple(name for name in after if not _same(name, old.get(name), after[name]))


def _same(name: str, old: Any, new: Any) -> bool:
    if is_empty(old) and is_empty(new):
        return True
    if name in RICH and isinstance(old, Mapping) and isinstance(new, Mapping):
        return set(old) == set(new) and all(
            old[language] == new[language]
            or blocks_from_html(old[language]) == blocks_from_html(new[language])
            for language in new
        )
    if name in UNORDERED and isinstance(old, list) and isinstance(new, list):
        return sorted(map(_plain, old)) == sorted(map(_plain, new))
    return bool(old == new)


def _plain(value: Any) -> str:
    return repr(sorted(value.items())) if isinstance(value, Mapping) else repr(value)


def settle_action(proposal: Proposal, known: Known) -> None:
    """Say whether the proposal makes a record, changes one (and what) or does nothing."""
    current = known.records.get(proposal.target)
    if current is None:
        proposal.action = "CREATE"
        return
    proposal.changed = differing(current, merged(current, proposal.values))
    proposal.action = "UPDATE" if proposal.changed else "NONE"
    if proposal.changed and proposal.target in known.unpublished:
        proposal.doubts.append(Doubt("UNPUBLISHED", "", proposal.label, _records([proposal.target])))
    if not proposal.changed:
        proposal.doubts.clear()


def _records(slugs: Iterable[str]) -> tuple[Mapping[str, Any], ...]:
    return tuple({"slug": slug, "name": slug} for slug in slugs)


def doubt_of(match: Match, field_name: str, *, blocking: bool = True) -> Doubt:
    """Return the question that a name without an answer raises."""
    candidates = tuple(candidate.as_dict() for candidate in match.candidates)
    return Doubt(match.answer.value, field_name, match.text, candidates, blocking)


def resolve(
    match: Match, field_name: str, doubts: list[Doubt], known: Iterable[str] = (), *, blocking: bool = True
) -> str:
    """Return the slug a name means, or an empty text and a doubt.

    `known` are the slugs that the record has already: where exactly one candidate is among them, that one is meant.
    """
    if match.is_matched:
        return match.slug
    here = set(known)
    exact = [one.slug for one in match.candidates if one.slug in here and one.how.value != "FUZZY"]
    if len(exact) == 1:
        return exact[0]
    if all(other.field != field_name or other.text != match.text for other in doubts):
        doubts.append(doubt_of(match, field_name, blocking=blocking))
    return ""


def decided(values: Mapping[str, Any], answers: Mapping[tuple[str, str], str]) -> tuple[Values, list[str]]:
    """Return the values with every unsettled name replaced by its answer, and the names left out.

    `answers` maps field and text to a slug, or to an empty text where the name is left out.
    """
    left_out: list[str] = []
    result: Values = {sort: {} for sort in values}
    for sort, fields in values.items():
        for name, value in fields.items():
            if isinstance(value, list):
                settled = [_settled(name, entry, answers, left_out) for entry in value]
                result[sort][name] = _once([entry for entry in settled if entry is not None])
            elif isinstance(value, Mapping) and set(value) == {"text"} and name not in LOCALIZED:
                answer = answers.get((name, value["text"]), "")
                if answer:
                    result[sort][name] = answer
                elif name != "place":  # a place keeps its name beside it
                    left_out.append(value["text"])
            else:
                result[sort][name] = value
    return result, left_out


def _once(entries: list[Any]) -> list[Any]:
    return [entry for n, entry in enumerate(entries) if entry not in entries[:n]]


def _settled(name: str, entry: Any, answers: Mapping[tuple[str, str], str], left_out: list[str]) -> Any:
    if not isinstance(entry, Mapping) or "text" not in entry or "language" in entry:
        return entry
    answer = answers.get((name, entry["text"]), "")
    rest = {key: value for key, value in entry.items() if key != "text"}
    if not answer:
        if name == "places" and rest.get("name"):
            return {**rest, "organisation": ""}
        left_out.append(entry["text"])
        return None
    return {**rest, "organisation": answer} if rest else answer


def likely_same(
    known: Known, titles: Mapping[str, str], values: Mapping[str, Any], codes: Sequence[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """Return the activity that this is (same title and days), or else those that it may be.

    May be: of the same days and with a title that resembles, or with the same deliverables.
    """
    folded = {fold(title) for title in titles.values() if title}
    same: list[str] = []
    alike: list[str] = []
    for slug in known.by_dates.get(_dates(values), ()):
        record = known.records[slug]
        others = [fold(title) for title in (record.get("title") or {}).values()]
        if folded & set(others):
            same.append(slug)
        elif (codes and sorted(codes) == sorted(record.get("deliverables") or [])) or any(
            fuzz.ratio(title, other) >= ALIKE_FROM for title in folded for other in others
        ):
            alike.append(slug)
    if len(same) == 1:
        return same[0], ()
    return "", tuple(same or alike)


def free_slug(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3`… that is not taken."""
    slug, number = wanted, 1
    while slug in taken or not slug:
        number += 1
        slug = f"{wanted or 'record'}-{number}"
    return slug


def kind_by_words(*texts: str) -> tuple[str, bool]:
    """Return the kind of activity whose word comes first in the texts, and whether one was found.

    The words are data (`tables_headings.yaml`); without one the kind is MEETING and counts as assumed.
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


def key_of(*parts: Any) -> str:
    """Return a short, stable key made of what a source knows a record by."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:32]


_TAGGED = re.compile(r"([a-z]{2,3}(?:-[A-Za-z]{2,8})?): ?(.*)", re.ASCII)
_POSITION = re.compile(r"(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)", re.ASCII)


def place_parts(text: str, parts: Sequence[str]) -> tuple[str, Values]:
    """Return what a place's cell names without a language, and the rest: name per language, country, coordinates."""
    plain = ""
    place: Values = {"organisation": "", "name": {}, "country": "", "latitude": None, "longitude": None}
    for part in parts:
        tagged, position = _TAGGED.fullmatch(part), _POSITION.fullmatch(part)
        if tagged and tagged[2]:
            place["name"][tagged[1]] = tagged[2]
        elif position:
            place["latitude"], place["longitude"] = float(position[1]), float(position[2])
        elif len(parts) > 1 and re.fullmatch(r"[A-Z]{2}", part, re.ASCII):
            place["country"] = part
        else:
            plain = plain or part
    return plain or ("" if place["name"] else text), place
