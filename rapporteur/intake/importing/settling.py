"""Answers put into the values of proposals: names in doubt, and records that turned out to be others. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.proposals import LOCALIZED, Values

REFERENCES: Mapping[str, str] = {
    "organisation": proposals.ORGANISATION, "place": proposals.ORGANISATION,
    "participants": proposals.ORGANISATION, "region": proposals.REGION, "line": proposals.NODE,
    "parent": proposals.NODE, "deliverables": proposals.NODE, "holder": proposals.PERSON,
    "person": proposals.PERSON, "signatory": proposals.PERSON,
}  # fmt: skip
"""Which kind of record a field names."""

NEEDED: Mapping[str, frozenset[str]] = {
    proposals.FOCAL_POINT: frozenset({"region", "person"}),
    proposals.NODE: frozenset({"parent"}),
}
"""The references without which a record makes no sense."""


def settle(
    values: Mapping[str, Any], answers: Mapping[tuple[str, str], str], *, all_of_them: bool = True
) -> tuple[Values, list[str]]:
    """Return the values with every unsettled name replaced by its answer, and the names left out.

    `answers` maps field and text to a slug, or to an empty text where the name is left out. Names without an answer are
    left out, or with `all_of_them=False` stay unsettled.
    """
    left_out: list[str] = []
    result: Values = {sort: {} for sort in values}
    for sort, fields in values.items():
        for name, value in fields.items():
            if isinstance(value, list):
                settled = [
                    _settled(name, entry, answers, left_out)
                    if all_of_them or _has_answer(name, entry, answers)
                    else entry
                    for entry in value
                ]
                result[sort][name] = _once([entry for entry in settled if entry is not None])
            elif not all_of_them and not _has_answer(name, value, answers):
                result[sort][name] = value
            elif isinstance(value, Mapping) and set(value) == {"text"} and name not in LOCALIZED:
                answer = answers.get((name, value["text"]), "")
                if answer:
                    result[sort][name] = answer
                elif name != "place":  # a place keeps its name beside it
                    left_out.append(value["text"])
            else:
                result[sort][name] = value
    return result, left_out


def _has_answer(name: str, entry: Any, answers: Mapping[tuple[str, str], str]) -> bool:
    return isinstance(entry, Mapping) and "text" in entry and (name, entry["text"]) in answers


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


def follow_moves(
    values: Mapping[str, Any], moved: Mapping[tuple[str, str], tuple[str, str]], language: str
) -> tuple[Values, list[tuple[str, str]]]:
    """Return values in which references follow records that are others than was proposed, and those that are gone.

    `moved` gives, for kind and proposed slug, the slug that it has become (empty: it was left out) and its label. A
    place whose organisation is left out keeps the name, in `language`.
    """
    gone: list[tuple[str, str]] = []

    def label_lost(slug: Any) -> str:
        there, label = moved.get((proposals.ORGANISATION, str(slug)), ("-", ""))
        return "" if there else label

    def follow(name: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            if "name" in value and (lost := label_lost(value.get("organisation"))):  # a place
                return {**value, "organisation": "", "name": value["name"] or {language: lost}}
            return {key: follow(key, one) for key, one in value.items()}
        if isinstance(value, list):
            return [one for one in (follow(name, one) for one in value) if not _lost(one)]
        kind = REFERENCES.get(name)
        if kind is None or not isinstance(value, str) or (kind, value) not in moved:
            return value
        slug, label = moved[kind, value]
        if not slug:
            gone.append((name, label))
        return slug

    result: Values = {
        sort: {name: follow(name, value) for name, value in fields.items()} for sort, fields in values.items()
    }
    for sort, fields in values.items():
        if lost := label_lost(fields.get("place")):
            result[sort]["place_name"] = {language: lost}
    return result, [one for one in gone if one[0] != "place"]


def _lost(entry: Any) -> bool:
    """Tell whether nothing is left of an entry of a list: a member or code that was left out."""
    if isinstance(entry, Mapping):
        return entry.get("organisation") == "" and "role" in entry and "text" not in entry
    return bool(entry == "")


def target_of(record_type: str, target: str, values: Mapping[str, Any]) -> str:
    """Return what a record is called whose name is made of what it refers to, after these have moved."""
    if record_type == proposals.FOCAL_POINT and "region" in values.get("set", {}):
        return f"{values['set']['region']}/{values['set']['person']}"
    return target
