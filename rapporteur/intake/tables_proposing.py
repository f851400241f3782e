"""Rows of tables to proposals: which record each row is, and what is wrong with it as a whole. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from rapporteur.core.html import blocks_from_html, html_from_text
from rapporteur.core.richtext import Block, Run
from rapporteur.core.search import fold
from rapporteur.intake import proposals
from rapporteur.intake.matching import Answer, Match, Registry
from rapporteur.intake.problems import Problem, nearest
from rapporteur.intake.proposals import Doubt, Known, Proposal, Values
from rapporteur.intake.tables import Row, Rows, choices, slug_of, span_of, split_list, unescaped

_BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]")
ONE_DAY = timedelta(days=1)
MOST_PROBLEMS = 1000
EMPTIED: Mapping[str, Any] = {
    "latitude": None, "longitude": None, "geonames": None, "start": None, "end": None, "aliases": [],
    "ambiguous": [], "places": [], "deliverables": [], "activations": [], "channels": [], "month": "",
    "online": False, "name": {}, "title": {}, "text": {}, "subject": {}, "position": 0,
}  # fmt: skip


class TableReading:
    """What proposals need beside the rows; problems are gathered here."""

    def __init__(
        self,
        rows: Rows,
        registry: Registry,
        known: Known,
        language: str,
        languages: Sequence[str],
        currency: str,
    ) -> None:
        self.rows = rows
        self.registry = registry
        self.known = known
        self.language = language
        self.languages = tuple(languages)
        self.currency = currency
        self.problems: list[Problem] = []
        self.taken: dict[str, int] = {}
        self.named: dict[str, int] = {}
        self.slugs = set(known.records)

    def problem(self, row: Row, column: str, value: str, expected: str, near: str = "") -> None:
        """Add a problem to the others."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.rows.name, row.number, column, value[:80], expected, near))

    def once(self, row: Row, target: str) -> bool:
        """Tell whether no earlier row is about `target`; otherwise that is a problem."""
        earlier = self.taken.setdefault(target, row.number)
        if earlier != row.number:
            self.problem(row, "row", target, f"each record once: row {earlier} is the same")
        return earlier == row.number

    def required(self, row: Row, values: Mapping[str, Any], *names: str) -> None:
        """Every one of `names` that a new record lacks is a problem."""
        for name in names:
            if proposals.is_empty(values.get(name)):
                self.problem(row, name, "", "a value: a new record needs it")

    def provenance(self, row: Row) -> Values:
        """Return where the row was read."""
        return {"file": self.rows.name, "row": row.number}

    def emptied(self, values: Mapping[str, Any]) -> Values:
        """Return values with what a dash clears put to nothing."""
        return {name: EMPTIED.get(name, "") if value is None else value for name, value in values.items()}


def propose_rows(
    rows: Rows,
    registry: Registry,
    known: Known,
    *,
    language: str,
    languages: Sequence[str],
    currency: str = "EUR",
) -> tuple[list[Proposal], list[Problem]]:
    """Return a proposal for every row, and the problems that only the registry shows."""
    reading = TableReading(rows, registry, known, language, languages, currency)
    found = _dues(reading) if rows.kind == "dues" else [
        proposal for row in rows.rows if (proposal := _PROPOSERS[rows.kind](reading, row)) is not None
    ]  # fmt: skip
    for proposal in found:
        proposals.settle_action(proposal, known)
    return found, reading.problems


def _member(reading: TableReading, row: Row) -> Proposal | None:
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
    proposed: Values = {"set": values}
    if match is not None and not new:  # a name that found the record does not rename it
        proposed = {
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
        values["region"] = _reference(
            reading, row, "region", values["region"], reading.registry.regions.match
        )
    if values.get("end"):
        values["end"] = (date.fromisoformat(values["end"]) + ONE_DAY).isoformat()
    for name in ("aliases", "ambiguous"):
        if values.get(name):
            values[name] = [_alias(text) for text in values[name]]
    if (values.get("latitude") is None) != (values.get("longitude") is None):
        reading.problem(row, "latitude, longitude", "", "both, or neither")


def _alias(text: str) -> dict[str, str]:
    match = _BRACKETED.fullmatch(text)
    if match and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", match[2]):
        return {"text": unescaped(match[1]), "language": match[2]}
    return {"text": unescaped(text), "language": "und"}


def _reference(
    reading: TableReading, row: Row, column: str, text: str, match: Callable[[str, str], Match]
) -> str:
    """Return the slug that a cell means; a cell that means none is a problem, not a doubt: the table is at hand."""
    found = match(text, reading.language)
    if found.is_matched:
        return found.slug
    near = found.candidates[0].slug if found.candidates else ""
    expected = {
        Answer.AMBIGUOUS: "a name that means one record; write the identifier",
        Answer.ENDED: "one that is in force",
    }.get(found.answer, f"a {column} that is recorded")
    reading.problem(row, column, text, expected, near)
    return ""


def _activity(reading: TableReading, row: Row) -> Proposal | None:
    given = dict(row.values)
    titles = {key: text for key, text in (given.get("title") or {}).items() if text}
    doubts: list[Doubt] = []
    dated = {"start", "end", "month"} & set(given)
    target = given.get("slug") or ""
    if not target and not (titles and dated):
        reading.problem(row, "title", "", "an identifier, or a title and a date")
        return None
    values = reading.emptied({name: value for name, value in given.items() if name != "slug"})
    if dated:
        values |= _dates(values)
    if not target:
        target = _known_activity(reading, values, titles, doubts)
    current = reading.known.records.get(target)
    if not reading.once(row, target):
        return None
    reading.slugs.add(target)
    if current is None:
        reading.required(row, values, "title")
        if not dated:
            reading.problem(row, "start", "", "a day or a month: a new record needs it")
        if not values.get("kind"):
            values["kind"] = proposals.kind_by_words(*titles.values())[0]
    _activity_details(reading, row, values, doubts, current or {})
    label = titles.get(reading.language) or next(iter(titles.values()), target)
    return Proposal(
        proposals.ACTIVITY, f"table:{target}", target, label, {"set": values},
        provenance=reading.provenance(row), doubts=doubts,
    )  # fmt: skip


def _dates(values: Mapping[str, Any]) -> Values:
    """Return start, end and month as a record holds them: a month alone, or days."""
    try:
        span = span_of(values)
    except ValueError:  # told as a problem already
        return {}
    if span.is_month_only:
        return {"start": None, "end": None, "month": span.month}
    return {"start": str(span.start), "end": str(span.end), "month": ""}


def _known_activity(
    reading: TableReading, values: Mapping[str, Any], titles: Mapping[str, str], doubts: list[Doubt]
) -> str:
    start = values.get("start") or values.get("month") or ""
    slug = slug_of(f"{start} {next(iter(titles.values()))}")
    if earlier := reading.known.by_key(f"table:{slug}"):
        return earlier
    found, alike = proposals.likely_same(reading.known, titles, values)
    if found:
        return found
    if alike:
        doubts.append(Doubt("SAME", "slug", next(iter(titles.values())), _named(reading, alike)))
    return proposals.free_slug(slug, reading.slugs) if slug in reading.taken else slug


def _named(reading: TableReading, slugs: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {"slug": slug, "name": next(iter((reading.known.records[slug].get("title") or {}).values()), slug)}
        for slug in slugs
    )


def _activity_details(
    reading: TableReading, row: Row, values: Values, doubts: list[Doubt], current: Mapping[str, Any]
) -> None:
    registry = reading.registry
    on = _day_of(values) or _day_of(current)
    match = _code_on(registry, on)
    if values.get("line"):
        values["line"] = _reference(reading, row, "line", values["line"], match)
    if values.get("deliverables"):
        slugs = [_reference(reading, row, "deliverables", code, match) for code in values["deliverables"]]
        values["deliverables"] = list(dict.fromkeys(slug for slug in slugs if slug))
    if values.get("initiative"):
        values["initiative"] = _reference(
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
    row: Row,
    entries: Sequence[str],
    doubts: list[Doubt],
    current: Mapping[str, Any],
    on: date | None,
) -> list[Values]:
    known = [entry["organisation"] for entry in current.get("activations", ())]
    roles = choices("role")
    found: list[Values] = []
    for entry in entries:
        bracketed = _BRACKETED.fullmatch(entry)
        name, role = entry, "PARTICIPANT"
        if bracketed:
            code = roles.get(fold(bracketed[2]))
            if code:
                name, role = bracketed[1], code
            elif reading.registry.organisation(unescaped(entry), reading.language).answer is Answer.UNKNOWN:
                near = roles.get(nearest(fold(bracketed[2]), list(roles)), "")
                reading.problem(row, "activations", bracketed[2], "a role such as HOST or PARTICIPANT", near)
        name = unescaped(name)
        match = reading.registry.member(name, reading.language, on)
        slug = proposals.resolve(match, "activations", doubts, known)
        one = (
            {"organisation": slug, "role": role}
            if slug
            else {"text": match.text, "organisation": "", "role": role}
        )
        if one not in found:
            found.append(one)
    return found


def read_place(reading: TableReading, text: str, doubts: list[Doubt], current: Mapping[str, Any]) -> Values:
    """Return the place that a part of a cell means: an organisation's, or one of its own."""
    parts = [unescaped(part) for part in split_list(text, "|")]
    plain, place = proposals.place_parts(unescaped(text), parts)
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


def _mention(reading: TableReading, row: Row) -> Proposal | None:
    values = reading.emptied({name: value for name, value in row.values.items() if name != "slug"})
    subjects = {key: text for key, text in (values.get("subject") or {}).items() if text}
    if {"start", "month"} & set(values):
        values |= _dates(values)
    target = row.values.get("slug") or known_mention(reading.known, values, subjects)
    if not target:
        if not values.get("outlet") or not (values.get("start") or values.get("month")):
            reading.problem(
                row, "outlet", str(values.get("outlet", "")), "an identifier, or an outlet and a date"
            )
            return None
        target = mention_slug(values, subjects)
    if not reading.once(row, target):
        return None
    if target not in reading.known.records:
        reading.required(row, values, "outlet")
    label = f"{values.get('outlet', target)}: {next(iter(subjects.values()), '')}"
    return Proposal(
        proposals.MENTION,
        f"table:{target}",
        target,
        label,
        {"set": values},
        provenance=reading.provenance(row),
    )


def mention_slug(values: Mapping[str, Any], subjects: Mapping[str, str]) -> str:
    """Return the slug of a new mention: when, where and of what."""
    when = (values.get("start") or values.get("month") or "")[:7]
    return slug_of(f"{when} {values.get('outlet', '')} {next(iter(subjects.values()), '')}", 100)


def known_mention(known: Known, values: Mapping[str, Any], subjects: Mapping[str, str]) -> str:
    """Return the mention of the same outlet, month and subject, or an empty text."""
    outlet, month = fold(values.get("outlet") or ""), (values.get("start") or values.get("month") or "")[:7]
    wanted = {fold(text) for text in subjects.values()}
    for slug, record in known.records.items():
        if (
            fold(record["outlet"]) != outlet
            or (record.get("start") or record.get("month") or "")[:7] != month
        ):
            continue
        others = {fold(text) for text in (record.get("subject") or {}).values()}
        if wanted & others or not (wanted or others):
            return slug
    return ""


def _dues(reading: TableReading) -> list[Proposal]:
    """Join the rows of one member and year: a row per payment or waiver, the amount called on each or on the first."""
    found: dict[str, Proposal] = {}
    for row in reading.rows.rows:
        given = reading.emptied(row.values)
        year, name = given.get("year"), given.get("organisation")
        if not year or not name:
            reading.problem(
                row, "year" if not year else "organisation", "", "a year and a member on every row"
            )
            continue
        slug = _reference(reading, row, "organisation", name, reading.registry.organisation)
        if not slug:
            continue
        target = f"{year}/{slug}"
        proposal = found.get(target)
        if proposal is None:
            values: Values = {"set": {"year": year, "organisation": slug}, "add": {}}
            proposal = Proposal(
                proposals.ITEM,
                f"table:{target}",
                target,
                f"{year} {name}",
                values,
                provenance=reading.provenance(row),
            )
            found[target] = proposal
        _dues_row(reading, row, given, proposal)
    for target, proposal in found.items():
        if target not in reading.known.records and "amount" not in proposal.values["set"]:
            row = next(one for one in reading.rows.rows if one.number == proposal.provenance["row"])
            reading.problem(row, "amount", "", "what the member was called for: a new record needs it")
    return list(found.values())


def _dues_row(reading: TableReading, row: Row, given: Mapping[str, Any], proposal: Proposal) -> None:
    kept = proposal.values["set"]
    currency = given.get("currency") or kept.get("currency") or reading.currency
    for name, value in (("amount", given.get("amount")), ("currency", currency)):
        if value in (None, ""):
            continue
        if kept.setdefault(name, value) != value:
            reading.problem(
                row, name, str(value), f"the same on every row of the member and year: {kept[name]}"
            )
    sorts = (
        ("payments", ("paid", "amount"), ("paid_date", "date"), ("reference", "reference")),
        ("waivers", ("waived", "amount"), ("waived_date", "date"), ("waiver", "decision")),
    )
    for relation, *fields in sorts:
        values = {stored: given.get(column) for column, stored in fields}
        if all(value in (None, "") for value in values.values()):
            continue
        lacking = [column for column, stored in fields if values[stored] in (None, "")]
        if lacking:
            reading.problem(
                row, ", ".join(lacking), "", f"{', '.join(column for column, _ in fields)} together"
            )
        elif float(values["amount"] or 0) <= 0:
            reading.problem(row, fields[0][0], str(values["amount"]), "an amount greater than 0")
        else:
            _add_once(reading, row, proposal.values["add"].setdefault(relation, []), values)


def _add_once(reading: TableReading, row: Row, entries: list[Values], entry: Values) -> None:
    """Add a payment or waiver; one with the reference of another must be the same."""
    known = {one.get("reference") or one.get("decision"): one for one in entries}
    name = entry.get("reference") or entry.get("decision")
    if name not in known:
        entries.append(entry)
    elif known[name] != entry:
        reading.problem(row, "reference", str(name), "a reference of its own for each payment")


_PROPOSERS: Mapping[str, Callable[[TableReading, Row], Proposal | None]] = {
    "members": _member,
    "activities": _activity,
    "media": _mention,
}
