"""A report read line by line: its sections, and what stands in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import structs

from rapporteur.intake.reading import front, meetings, progress, reporting_period
from rapporteur.intake.reading.activity import activities, anchors
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.division.sections import Section, split_sections
from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.media import read_media
from rapporteur.intake.reading.parsed import (
    ParsedActivity,
    ParsedContact,
    ParsedContents,
    ParsedMention,
    ParsedNames,
    ParsedPerson,
    ParsedReport,
    Passage,
)
from rapporteur.intake.reading.people.contact import imprint_at, read_contact, split_contact
from rapporteur.intake.reading.people.regions import read_region
from rapporteur.intake.reading.people.staff import read_staff
from rapporteur.intake.reading.plan.codes import Codes
from rapporteur.intake.reading.recognition.recognising import check_is_report, evidence_of
from rapporteur.intake.reading.sources.furniture import find_furniture
from rapporteur.intake.reading.sources.lines import Doc, Line, key

_MOST_OF_CONTACT = 12
"""Lines at the end of a report that say how to reach the association; more are a section with an address."""
_SHORTEST_NAME = 2
"""Letters and digits that a line of the cover has more than, to be known again above the address at the end."""
_CONTENTS = 0.95
"""How sure a table of contents is."""

_RUNNING = 3
"""Pages at whose edges a line comes back when it is a running head; two activities may well share place and days."""


def read_lines(doc: Doc, ctx: ReadingContext) -> tuple[ParsedReport, dict[int, str], set[int]]:
    """Read the lines of a document; return the report, the section of each line, and the numbers of running heads."""
    furniture = find_furniture(doc.lines, ctx.grammar.keys, _dated(doc, ctx.grammar))
    furniture = _keep_line_headings(doc, furniture, ctx.codes)
    lines = doc.without(furniture)
    sections, entries = split_sections(lines, ctx)
    return *read_sections(doc, sections, entries, ctx), furniture


def read_sections(
    doc: Doc, sections: list[Section], entries: Sequence[str], ctx: ReadingContext
) -> tuple[ParsedReport, dict[int, str]]:
    """Read a document whose sections are known; return the report, and the section of each line."""
    last = sections[-1]
    doc.use(last.lines[imprint_at(last.lines, ctx) :], "contact")
    last.lines = last.lines[: imprint_at(last.lines, ctx)]
    _part_contact(sections, ctx)
    by_kind = _by_kind(sections)
    period = reporting_period.read_period(_front(doc, sections), doc.lines, ctx)
    ctx = ctx.within(period)
    association, named = front.read_association(_lines(by_kind, "cover"), ctx)
    for section in sections:
        doc.use(section.heading, section.kind)
    contents = _contents(by_kind, entries, ctx)
    editorial = front.read_editorial(_lines(by_kind, "editorial"), ctx)
    read, media = _activities(by_kind, ctx)
    staff, contact = _secretariat(by_kind, ctx)
    names = progress.read_names(_lines(by_kind, "activated"), ctx)
    result = ParsedReport(
        source=doc.source,
        language=ctx.grammar.language,
        association=association,
        period=period,
        contents=contents,
        editorial=editorial,
        activities=read,
        media=media,
        bilateral_meetings=meetings.read_meetings(_lines(by_kind, "bilateral"), ctx),
        activated_members=names if names.names else ParsedNames(),
        dues=progress.read_dues(_lines(by_kind, "dues"), ctx),
        plan_execution=progress.read_plan(_lines(by_kind, "plan"), ctx),
        regions=tuple(read_region(each.heading, each.lines, ctx) for each in by_kind.get("region", [])),
        secretariat_staff=staff,
        contact=contact,
        provenance={"language": _whole(doc)} | ({"association": named} if named and association else {}),
    )
    kinds = {line.number: s.kind for s in sections for line in (*s.heading, *s.lines)}
    evidence = evidence_of(result, (section.kind for section in sections if section.heading), ctx)
    return structs.replace(result, surely_report=check_is_report(evidence, doc.name)), kinds


def _contents(
    by_kind: dict[str, list[Section]], entries: Sequence[str], ctx: ReadingContext
) -> ParsedContents | None:
    contents = None
    for section in by_kind.get("contents", []):
        passage = ctx.passage([*section.heading, *section.lines], _CONTENTS, "contents")
        contents = ParsedContents(entries=tuple(entries), provenance={"entries": passage})
    return contents


def _front(doc: Doc, sections: Sequence[Section]) -> list[Line]:
    """Return what stands before the first heading, with the running heads there; nothing without a cover."""
    cover = {line.number for line in sections[0].lines}
    later = {line.number for section in sections[1:] for line in (*section.heading, *section.lines)}
    first = min(later, default=len(doc.lines) + 1)
    return [line for line in doc.lines if line.number < first or line.number in cover] if cover else []


def _whole(doc: Doc) -> Passage:
    """Return the passage that is the whole document."""
    return Passage(lines=(doc.lines[0].number, doc.lines[-1].number), page=doc.lines[0].page, confidence=1)


def _by_kind(sections: Sequence[Section]) -> dict[str, list[Section]]:
    result: dict[str, list[Section]] = {}
    for section in sections:
        result.setdefault(section.kind, []).append(section)
    return result


def _lines(by_kind: dict[str, list[Section]], kind: str) -> list[Line]:
    return [line for section in by_kind.get(kind, []) for line in section.lines]


def _dated(doc: Doc, grammar: Grammar) -> set[int]:
    """Return the numbers of lines of place and date, and of the line above each: a title."""
    result: set[int] = set()
    edges = Counter(key(line.text) for line in doc.lines if line.edge)
    for before, line in zip((None, *doc.lines), doc.lines, strict=False):
        if edges[key(line.text)] >= _RUNNING:
            continue  # a running head with the period, not a place with its day
        found = read_date_line(line.text, grammar)
        if found is not None and (found.place or found.when.day):
            result |= {line.number} | ({before.number} if before else set())
    return result


def _keep_line_headings(doc: Doc, furniture: set[int], codes: Codes) -> set[int]:
    """Keep running headers that name a line of the plan where they change: they say what is below."""
    result = set(furniture)
    last = ""
    for line in doc.lines:
        if codes.line_heading(line.text) is None:
            continue
        form = key(line.text)
        if line.number in furniture and form != last:
            result.discard(line.number)
        last = form
    return result


def _activities(
    by_kind: dict[str, list[Section]], ctx: ReadingContext
) -> tuple[tuple[ParsedActivity, ...], tuple[ParsedMention, ...]]:
    """Read the activities, and the media: where their section stands among them, and in sections of their own."""
    lines = _lines(by_kind, "activities")
    found, stretches = anchors.find_anchors(lines, ctx)
    read = activities.read_activities(lines, found, stretches, ctx)
    media: list[ParsedMention] = []
    for start, end in stretches:
        ctx.doc.use(lines[start : start + 1], "media")
        media.extend(read_media(lines[start + 1 : end], ctx))
    for section in by_kind.get("media", []):
        media.extend(read_media(section.lines, ctx))
    return read, tuple(media)


def _secretariat(
    by_kind: dict[str, list[Section]], ctx: ReadingContext
) -> tuple[tuple[ParsedPerson, ...], ParsedContact | None]:
    """Read the staff and the contact: under a heading of its own, or at the end of the staff."""
    groups = by_kind.get("secretariat", [])
    staff: list[ParsedPerson] = []
    contact: ParsedContact | None = None
    for section in groups:
        cut = split_contact(section.lines, ctx)
        found = read_staff(section.lines[:cut], ctx)
        if cut < len(section.lines):
            rest = section.lines if not found else section.lines[cut:]
            contact = contact or read_contact(section.heading if not found else [], rest, ctx)
        staff.extend(found)
    for section in by_kind.get("contact", []):
        contact = contact or read_contact(section.heading, section.lines, ctx)
    return tuple(staff), contact


def _part_contact(sections: list[Section], ctx: ReadingContext) -> None:
    """Make a section of its own of how to reach the association where that closes the report without a heading."""
    last = sections[-1]
    if last.kind in ("cover", "secretariat", "contact") or any(s.kind == "contact" for s in sections):
        return
    cut = split_contact(last.lines, ctx)
    cover = {key(line.text) for line in sections[0].lines if len(key(line.text)) > _SHORTEST_NAME}
    while 0 < cut < len(last.lines) and key(last.lines[cut - 1].text) in cover:
        cut -= 1
    tail = last.lines[cut:]
    if 0 < len(tail) <= _MOST_OF_CONTACT and any("@" in line.text for line in tail):
        last.lines = last.lines[:cut]
        sections.append(Section("contact", [], tail))
