"""Rows of a table of activities to proposals: their members, places, codes and texts as cells hold them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.html import blocks_from_html, html_from_text
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.base.values.richtext import Block, Run
from rapporteur.base.values.search import fold
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.likeness import Traits, kind_by_words, place_traits, same_activity
from rapporteur.intake.importing.proposals import Doubt, Proposal, Values
from rapporteur.intake.importing.tables.cells import choices, slug_of, split_list, unescaped
from rapporteur.intake.importing.tables.reading import BRACKETED, TableReading, reference
from rapporteur.intake.importing.tables.rows import TableRow, row_dates
from rapporteur.records.names.match import Answer, Match
from rapporteur.records.names.registry import Registry

DATES = frozenset({"start", "end", "month"})
UNSETTLED = "?"
"""Before a name that is not settled: no identifier has it."""


def propose_activity(reading: TableReading, row: TableRow) -> Proposal | None:
    """Return what a row does with an activity; None where it cannot be."""
    given = dict(row.values)
    titles = {key: text for key, text in (given.get("title") or {}).items() if text}
    doubts: list[Doubt] = []
    dated = DATES & set(given)
    target = given.get("slug") or ""
    if not target and not (titles and dated):
        _tell_lacking(reading, row, titles, lacks_date=not dated)
        return None
    values = reading.emptied({name: value for name, value in given.items() if name != "slug"})
    if dated:
        values |= row_dates(values)
    if not target:
        if not _dated_once(reading, row, titles, values):
            return None
        target = _known_activity(reading, values, titles, doubts)
    current = reading.known.records.get(target)
    if not reading.once(row, target):
        return None
    reading.slugs.add(target)
    if current is None:
        reading.required(row, values, "title")
        if not dated and not row.faulty & DATES:
            reading.problem(row, "start", "", Notice(Message("a day or a month: a new record needs it")))
        if not values.get("kind"):
            values["kind"] = kind_by_words(*titles.values())[0]
    _activity_details(reading, row, values, doubts, current or {})
    label = titles.get(reading.language) or next(iter(titles.values()), target)
    return Proposal(
        proposals.ACTIVITY, f"table:{target}", target, label, {"set": values},
        provenance=reading.provenance(row), doubts=doubts,
    )  # fmt: skip


def _tell_lacking(
    reading: TableReading, row: TableRow, titles: Mapping[str, str], *, lacks_date: bool
) -> None:
    """Tell what a row lacks by which an activity is known; nothing of what cannot be read, which is told already."""
    if not titles and "title" not in row.faulty:
        reading.problem(row, "title", "", Notice(Message("an identifier, or a title and a date")))
    elif titles and lacks_date and not row.faulty & DATES:
        title = next(iter(titles.values()))
        reading.problem(
            row,
            "start",
            "",
            Notice(Message("a day or a month of “{title}”, or an identifier"), title=title[:60]),
        )


def _dated_once(
    reading: TableReading, row: TableRow, titles: Mapping[str, str], values: Mapping[str, Any]
) -> bool:
    """Tell whether no earlier row has a title and the days of this one; otherwise that is a problem."""
    start, end = proposals.happened_on(values)
    for text in titles.values():
        earlier = reading.dated.setdefault((fold(text), start, end), row.number)
        if earlier != row.number:
            expected = Notice(
                Message("each activity once, or an identifier: row {row} has this title and these days"),
                row=str(earlier),
            )
            reading.problem(row, "title", text, expected)
            return False
    return True


def _known_activity(
    reading: TableReading, values: Mapping[str, Any], titles: Mapping[str, str], doubts: list[Doubt]
) -> str:
    start = values.get("start") or values.get("month") or ""
    slug = slug_of(f"{start} {next(iter(titles.values()))}")
    if earlier := reading.known.by_key(f"table:{slug}"):
        return earlier
    found, doubt = same_activity(reading.known, _traits(reading, titles, values), values)
    if found:
        return found
    if doubt:
        doubts.append(doubt)
    return reading.slugs.free(slug) if slug in reading.taken else slug


def bearer(entry: str) -> str:
    """Return whom an entry names, without the role in brackets at its end.

    The whole entry is looked at: from each place in it, a long one would take the square of its length.
    """
    bracketed = BRACKETED.fullmatch(entry)
    return bracketed[1] if bracketed else entry


def _traits(reading: TableReading, titles: Mapping[str, str], values: Mapping[str, Any]) -> Traits:
    """Return by what the activity of a row is known again, as far as its cells name records."""
    registry, on = reading.registry, _day_of(values)
    places = [read_place(reading, text, [], {}) for text in values.get("places") or ()]
    codes = [registry.node(code, on).slug for code in values.get("deliverables") or ()]
    names = [bearer(unescaped(text)) for text in values.get("activations") or ()]
    members = [registry.member(name, reading.language, on).slug for name in names]
    return Traits(
        tuple(titles.values()),
        tuple(place_traits(places)),
        tuple(code for code in codes if code),
        tuple(slug for slug in members if slug),
    )


def _activity_details(
    reading: TableReading, row: TableRow, values: Values, doubts: list[Doubt], current: Mapping[str, Any]
) -> None:
    registry = reading.registry
    on = _day_of(values) or _day_of(current)
    match = _code_on(registry, on)
    if values.get("line"):
        values["line"] = reference(reading, row, "line", values["line"], match)
    if values.get("deliverables"):
        slugs = [reference(reading, row, "deliverables", code, match) for code in values["deliverables"]]
        values["deliverables"] = list(dict.fromkeys(slug for slug in slugs if slug))
    if values.get("initiative"):
        values["initiative"] = reference(
            reading, row, "initiative", values["initiative"], registry.initiatives.match
        )
    if values.get("activations"):
        values["activations"] = _activations(reading, row, values["activations"], doubts, current, on)
    if values.get("places"):
        values["places"] = [read_place(reading, text, doubts, current) for text in values["places"]]
    if isinstance(values.get("text"), Mapping):
        values["text"] = {key: html_of_cell(text) if text else None for key, text in values["text"].items()}


def _day_of(values: Mapping[str, Any]) -> date | None:
    """Return the first day of an activity: its codes and members are those of that day."""
    text = values.get("start") or (f"{values['month']}-01" if values.get("month") else "")
    return date.fromisoformat(text) if text else None


def _code_on(registry: Registry, on: date | None) -> Callable[[str, str], Match]:
    return lambda code, _language: registry.node(code, on)


def _activations(
    reading: TableReading,
    row: TableRow,
    entries: Sequence[str],
    doubts: list[Doubt],
    current: Mapping[str, Any],
    on: date | None,
) -> list[Values]:
    known = [entry["organisation"] for entry in current.get("activations", ())]
    roles = choices("role")
    found: dict[tuple[str, str], Values] = {}
    for entry in entries:
        bracketed = BRACKETED.fullmatch(entry)
        name, role = entry, "PARTICIPANT"
        if bracketed:
            code = roles.get(fold(bracketed[2]))
            if code:
                name, role = bracketed[1], code
            elif reading.registry.organisation(unescaped(entry), reading.language).answer is Answer.UNKNOWN:
                near = roles.get(nearest(fold(bracketed[2]), list(roles)), "")
                reading.problem(
                    row,
                    "activations",
                    bracketed[2],
                    Notice(Message("a role such as HOST or PARTICIPANT")),
                    near,
                )
        name = unescaped(name)
        match = reading.registry.member(name, reading.language, on)
        match, _ = reading.civic.widened(match, reading.language, on or reading.registry.on)
        slug = proposals.resolve(match, "activations", doubts, known)
        one = (
            {"organisation": slug, "role": role}
            if slug
            else {"text": match.text, "organisation": "", "role": role}
        )
        found.setdefault((slug or f"{UNSETTLED}{match.text}", role), one)
    return list(found.values())


def read_place(reading: TableReading, text: str, doubts: list[Doubt], current: Mapping[str, Any]) -> Values:
    """Return the place that a part of a cell means: an organisation's, or one of its own."""
    parts = [unescaped(part) for part in split_list(text, "|")]
    plain, place = place_parts(unescaped(text), parts)
    if not plain:
        return place
    match = reading.registry.place(plain, reading.language)
    known = [entry["organisation"] for entry in current.get("places", ())]
    if match.answer is Answer.UNKNOWN:
        return {**place, "name": {reading.language: plain, **place["name"]}}
    slug = proposals.resolve(match, "places", doubts, known, blocking=False)
    if slug:
        return {**place, "organisation": slug}
    return {**place, "text": match.text, "name": {reading.language: plain, **place["name"]}}


def html_of_cell(text: str) -> str:
    """Return a cell's text as the rich text that is stored: paragraphs, or tags of which only known ones are kept."""
    if text.startswith("<") and text.endswith(">"):
        return html_of_blocks(blocks_from_html(text))
    return html_from_text(text)


def html_of_blocks(blocks: Sequence[Block]) -> str:
    """Return typed blocks as HTML of the few tags that are stored."""
    found = []
    for block in blocks:
        items = ["".join(_html_of_run(run) for run in item) for item in block.items]
        tag = {"BULLETS": "ul", "NUMBERS": "ol"}.get(block.kind)
        if tag:
            found.append(f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>")
        else:
            found.extend(f"<p>{item}</p>" for item in items)
    return "".join(found)


def _html_of_run(run: Run) -> str:
    from html import escape

    text = escape(run.text, quote=False)
    if run.bold:
        text = f"<b>{text}</b>"
    if run.italic:
        text = f"<i>{text}</i>"
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text


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
