"""Reads a report that is built of headings, paragraphs, lists and tables: tagged PDF, Word with styles.

Such are the editions that this system makes. Where a document is not so built, :func:`recognise` says no and
its lines are read one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.intake.reading import front, media, meetings, progress, reporting_period
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ParsedContents, ParsedNames, ParsedPeriod, ParsedReport, Passage
from rapporteur.intake.reading.sources.lines import Doc, Line, key
from rapporteur.intake.reading.sources.outline import OutlineUnit, Part, lines_of, parts, rows, units
from rapporteur.intake.reading.structured import (
    activities as edition_activities,
)
from rapporteur.intake.reading.structured import (
    entries as edition_entries,
)
from rapporteur.intake.reading.structured import (
    lists as edition_lists,
)
from rapporteur.intake.reading.structured import (
    people as edition_people,
)
from rapporteur.intake.reading.structured import plan_tables

_CONTENTS = 0.95
_NETWORK = 0.9
"""How sure a table of contents is, and the name of the network on a cover, known by its place."""

_FEWEST = 3
_MOST_FOREIGN = 0.3
"""The share of the text that may stand under headings which the grammar does not know."""


@dataclass
class DividedDocument:
    """The sections of a document by kind, what stands before them, and what closes it."""

    cover: list[OutlineUnit]
    sections: dict[str, list[Part]]
    back: list[OutlineUnit]
    known: tuple[str, ...]
    """The codes that its tables list."""

    def of(self, kind: str) -> list[OutlineUnit]:
        """Return the units of the sections of a kind."""
        return [unit for part in self.sections.get(kind, []) for unit in part]


def recognise(doc: Doc, ctx: ReadingContext) -> DividedDocument | None:
    """Return the sections of a document that is built of headings which the grammar knows, or nothing."""
    if not any(line.role == "H1" for line in doc.lines):
        return None
    found = units(doc)
    cut = parts(found, 1)
    known = tuple(_codes(found, ctx))
    sections: dict[str, list[Part]] = {}
    named = 0
    for part in cut[1:]:
        heading = ctx.grammar.heading(part.title)
        kind = heading[0] if heading else ""
        named += bool(kind)
        if not kind:
            early = not set(sections) - {"contents", "glance"}
            kind = "editorial" if early and "editorial" not in sections else "other"
        sections.setdefault(kind, []).append(part)
    if named < min(_FEWEST, len(cut) - 1) or named * 2 < len(cut) - 1 or named == 0:
        return None
    foreign = sum(len(unit.text) for part in sections.get("other", ()) for unit in part)
    if foreign > _MOST_FOREIGN * sum(len(unit.text) for unit in found):
        return None
    edition = DividedDocument(list(cut[0]), sections, [], known)
    activities = edition.of("activities")
    if not edition_activities.are_boxed(activities, ctx):
        return None
    if not edition_activities.are_activities(activities, ctx) or not (activities or named >= _FEWEST):
        return None
    _split_back(edition, cut, ctx)
    return edition


def _codes(found: Sequence[OutlineUnit], ctx: ReadingContext) -> list[str]:
    """Return the codes in tables whose first column is headed as one of codes, and those that stand alone."""
    result: dict[str, None] = {}
    tables: set[int] = set()
    for row in rows(found):
        if row.head and row.table not in tables and ctx.grammar.label(row.text(0), "code"):
            tables.add(row.table)
        elif row.table in tables and (text := row.text(0)):
            result[text.split()[0]] = None
    for unit in found:
        text = unit.text.removeprefix("- ").split(" ", 1)[0] if unit.role == "LI" else unit.text
        if not unit.level and (text in result or edition_activities.is_code(text, (), ctx)):
            result[text] = None
    return list(result)


def _split_back(edition: DividedDocument, cut: Sequence[Part], ctx: ReadingContext) -> None:
    """Take the last page off the last section where it begins as the cover does or says how to write."""
    last = cut[-1]
    if (
        last.heading is None
        or not edition.cover
        or any(part is last for part in edition.sections.get("contact", []))
    ):
        return
    page = last.units[-1].lines[0].page if last.units else 0
    tail = [unit for unit in last.units if unit.lines[0].page == page]
    if not tail or page == last.heading.lines[0].page:
        return
    if key(tail[0].text) != key(edition.cover[0].text):
        return
    rest = Part(last.heading, last.units[: len(last.units) - len(tail)])
    for each in edition.sections.values():
        for index, part in enumerate(each):
            if part is last:
                each[index] = rest
    edition.back = tail


def read(edition: DividedDocument, doc: Doc, ctx: ReadingContext) -> tuple[ParsedReport, dict[int, str]]:
    """Read a recognised document; return it with the section of each line."""
    lines = doc.lines
    period = _period(edition, lines, ctx)
    ctx = ctx.within(period)
    _use_headings(edition, doc)
    association, named = _association(edition, period, ctx)
    for unit in edition.cover:
        doc.use(unit.lines, "cover")
    doc.use(lines_of(edition.of("glance")), "glance")
    regions = edition_people.read_regions(edition.of("who"), ctx)
    members = {key(name) for region in regions for name in (*region.members, *region.honorary)}
    activated = edition_lists.read_activated(edition.of("activated"), ctx)
    if not activated.names:
        activated = progress.read_names(lines_of(edition.of("activated")), ctx)
    contact = edition_people.read_contact(
        edition.back or edition.of("contact"), association, edition.cover, ctx
    )
    result = ParsedReport(
        source=doc.source,
        language=ctx.grammar.language,
        association=association,
        period=period,
        contents=_contents(edition, ctx),
        editorial=edition_people.read_editorial(edition.sections.get("editorial", []), ctx),
        activities=edition_activities.read_activities(edition.of("activities"), edition.known, ctx),
        media=edition_lists.read_media(edition.of("media"), ctx)
        or media.read_media(lines_of(edition.of("media")), ctx),
        bilateral_meetings=edition_lists.read_meetings(edition.of("bilateral"), ctx)
        or meetings.read_meetings(lines_of(edition.of("bilateral")), ctx),
        activated_members=activated if activated.names else ParsedNames(),
        dues=progress.read_dues(lines_of(edition.of("dues")), ctx),
        plan_execution=plan_tables.read_plan(edition.of("plan"), edition.known, ctx)
        or progress.read_plan(lines_of(edition.of("plan")), ctx),
        regions=regions,
        secretariat_staff=edition_people.read_staff(edition.of("secretariat"), members, ctx),
        contact=contact,
        entries=edition_entries.read_entries(edition.sections, ctx),
        provenance={"language": _whole(lines)} | ({"association": named} if named and association else {}),
    )
    return result, _kinds(edition)


def _use_headings(edition: DividedDocument, doc: Doc) -> None:
    for kind, found in edition.sections.items():
        for part in found:
            if part.heading and kind != "other":
                doc.use(part.heading.lines, kind)


def _kinds(edition: DividedDocument) -> dict[int, str]:
    """Return number of a line → the kind of its section."""
    return {
        line.number: kind
        for kind, found in edition.sections.items()
        for part in found
        for line in lines_of((*((part.heading,) if part.heading else ()), *part.units))
    }


def _whole(lines: Sequence[Line]) -> Passage:
    return Passage(lines=(lines[0].number, lines[-1].number), page=lines[0].page, confidence=1)


def _period(edition: DividedDocument, lines: Sequence[Line], ctx: ReadingContext) -> ParsedPeriod | None:
    return reporting_period.read_period(lines_of(edition.cover), lines, ctx)


def _association(
    edition: DividedDocument, period: ParsedPeriod | None, ctx: ReadingContext
) -> tuple[str, Passage | None]:
    """Return the name on the cover: two above the period, with the report's title between."""
    cover = [unit for unit in edition.cover if unit.role == "P"]
    at = None
    if period and "start" in period.provenance:
        first, last = period.provenance["start"].lines
        at = next((i for i, unit in enumerate(cover) if first <= unit.lines[0].number <= last), None)
    if at is None or at < 2:
        return front.read_association(lines_of(cover), ctx)
    unit = cover[at - 2]
    return unit.text, ctx.passage(unit.lines, _NETWORK, "cover")


def _contents(edition: DividedDocument, ctx: ReadingContext) -> ParsedContents | None:
    found = [unit for unit in edition.cover if unit.role == "TOC"] or edition.of("contents")
    if not found:
        return None
    entries = [unit.text for unit in found if not unit.text.isdecimal()]
    passage = ctx.passage(lines_of(found), _CONTENTS, "contents")
    return ParsedContents(entries=tuple(entries), provenance={"entries": passage})
