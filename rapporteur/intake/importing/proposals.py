"""What an import would write: for each record its values, where they were read, and what is in doubt. Pure.

The values of a proposal are plain and of five sorts: `set` replaces (a text only in its language), `add` joins lists,
`fill` is taken where the record has nothing, `new` only where the record is made; `since` is the day from which a value
holds that takes the place of another (`region` with its `region_start`). A name that is not settled stands as
`{"text": name}` until somebody decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from rapporteur.base.values.html import blocks_from_html
from rapporteur.base.values.search import fold
from rapporteur.base.values.spans import Span
from rapporteur.records.names.match import Match

ASSOCIATION = "core.association"
REGION = "members.region"
ORGANISATION = "members.organisation"
PERSON = "governance.person"
BODY = "governance.body"
SEAT = "governance.seat"
FOCAL_POINT = "governance.focalpoint"
PLAN = "plan.planversion"
NODE = "plan.node"
REPORT = "reports.report"
ACTIVITY = "activities.activity"
MENTION = "activities.mediamention"
MEETING = "activities.bilateralmeeting"
ITEM = "dues.duesitem"
STATEMENT = "dues.publishedstatement"

LOCALIZED = {
    "name", "title", "text", "subject", "place_name", "wording", "report_name", "function", "holder_function",
    "editorial_title", "editorial_text", "signatory_function",
}  # fmt: skip
RICH = {"text", "editorial_text"}
UNORDERED = {"activations", "participants", "aliases", "ambiguous", "payments", "waivers"}
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
    left_out: bool = False
    settled: list[tuple[Doubt, str, str]] = field(default_factory=list)
    """Doubts that a person has settled before, with the answer and who gave it."""

    def ask(self, doubt: Doubt) -> None:
        """Add a question, once."""
        if all((one.field, one.text) != (doubt.field, doubt.text) for one in self.doubts):
            self.doubts.append(doubt)


@dataclass(frozen=True)
class Known:
    """What the records of a kind hold now, which of them an earlier import made of what, and unpublished edits.

    `decisions` are answers given before and who gave them, by the source's key, field and text.
    """

    records: Mapping[str, Values] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    unpublished: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    decisions: Mapping[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def by_outlet(self) -> dict[tuple[str, str], list[str]]:
        """The mentions of each outlet, folded, in each month."""
        found: dict[tuple[str, str], list[str]] = {}
        for slug, record in self.records.items():
            month = (record.get("start") or record.get("month") or "")[:7]
            found.setdefault((fold(record["outlet"]), month), []).append(slug)
        return found

    @cached_property
    def by_dates(self) -> dict[tuple[str, str], list[str]]:
        """The records of each pair of first and last day, or of each month of which no more is known."""
        found: dict[tuple[str, str], list[str]] = {}
        for slug, record in self.records.items():
            found.setdefault(happened_on(record), []).append(slug)
        return found

    def by_key(self, key: str) -> str:
        """Return the record that an earlier import made of `key`, if it is still there."""
        target = self.keys.get(key, "")
        return target if target in self.records else ""


def happened_on(values: Mapping[str, Any]) -> tuple[str, str]:
    """Return the first and last day, or the month twice where no more is known."""
    start = values.get("start") or values.get("month") or ""
    return start, values.get("end") or start


def span_of(values: Mapping[str, Any]) -> Span:
    """Return from when until when a record holds; its days are ISO texts here."""
    start, end = (date.fromisoformat(values[name]) if values.get(name) else None for name in ("start", "end"))
    return Span(start, end)


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
    result: Values = deepcopy(dict(values.get("new", {}) if current is None else current))
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
        identities = {_identity(entry) for entry in known}
        known += [entry for entry in entries if _identity(entry) not in identities]
        result[name] = known
    for name, day in values.get("since", {}).items():
        before, start = current or {}, f"{name}_start"
        changed = not is_empty(before.get(name)) and result.get(name) != before[name]
        day_is_given = result.get(start) != before.get(start)  # by the source itself
        if changed and not day_is_given:
            result[start] = day
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
        proposal.ask(Doubt("UNPUBLISHED", "", proposal.label, _records([proposal.target])))
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


def free_slug(wanted: str, *taken: Container[str], after: int = 1) -> str:
    """Return `wanted`, or the first of `wanted-2`, `wanted-3`… that none of `taken` has, nor a number up to `after`."""
    slug, number = wanted if after == 1 else "", after
    while not slug or any(slug in one for one in taken):
        number += 1
        slug = f"{wanted or 'record'}-{number}"
    return slug


class Slugs(set[str]):
    """Slugs that are taken, and more of them as a table is read; none is given back."""

    def __init__(self, taken: Iterable[str]) -> None:
        super().__init__(taken)
        self._last: dict[str, int] = {}

    def free(self, wanted: str) -> str:
        """Return what :func:`free_slug` does, going on from where it ended: 50,000 rows may be called alike."""
        slug = free_slug(wanted, self, after=self._last.get(wanted, 1))
        if slug != wanted:
            self._last[wanted] = int(slug.rpartition("-")[2])
        return slug


def key_of(*parts: Any) -> str:
    """Return a short, stable key made of what a source knows a record by."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()[:32]
