"""Reads a progress report of a network: text, PDF or DOCX in French, English or Spanish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from msgspec import structs

from rapporteur.core.periods import Period
from rapporteur.intake.reading import (
    activities,
    anchors,
    edition,
    front,
    people,
    press,
    progress,
    reporting_period,
)
from rapporteur.intake.reading.context import Context
from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.grammar import LANGUAGES, Grammar, load
from rapporteur.intake.reading.learned import learn_labels
from rapporteur.intake.reading.lines import Doc, Line, find_furniture, key
from rapporteur.intake.reading.lists import Codes
from rapporteur.intake.reading.parsed import (
    NotUnderstood,
    ParsedActivity,
    ParsedContact,
    ParsedContents,
    ParsedMention,
    ParsedNames,
    ParsedPerson,
    ParsedReport,
    Passage,
)
from rapporteur.intake.reading.sections import Section, split_sections
from rapporteur.intake.reading.sources import read_source
from rapporteur.intake.refused import LIMITS, IntakeRefused, Limits


def detect_language(doc: Doc) -> str:
    """Return the language whose headings and labels the document has; refuse if it has none.

    Each distinct wording counts once, so that a long list of boxes does not outweigh the rest; months in
    short lines break a tie.
    """
    short = {line.text.strip() for line in doc.lines if len(line.text) <= 80}
    heads = {text.partition(":")[0].strip() for text in short if ":" in text}
    scores: dict[str, float] = {}
    for language in LANGUAGES:
        grammar = load(language)
        names = [
            *grammar.headings.values(),
            *(each for kind, each in grammar.labels.items() if kind != "measures"),
        ]
        exact = {form for each in names for form in each.exact}
        wordings = {*short, *heads, *(grammar.bare_heading(text) for text in short if text[:1].isdecimal())}
        found = {key(text) for text in wordings} & exact
        months = {m for m in grammar.month_numbers if len(m) > 3 and any(m in t.lower() for t in short)}
        scores[language] = 2 * len(found) + 0.5 * len(months)
    best = max(LANGUAGES, key=lambda language: scores[language])
    if scores[best] < 2:
        raise IntakeRefused(
            f"no headings of a progress report in any of {', '.join(LANGUAGES)} were found; "
            "say the language if it is one of these",
            "the whole file",
        )
    return best


def parse_report(
    source: str | Path | bytes,
    language: str | None = None,
    *,
    name: str = "",
    limits: Limits = LIMITS,
) -> ParsedReport:
    """Read a progress report, given by path or content; `language` is detected if not given.

    Raises IntakeRefused for a file that cannot be read as one.
    """
    doc = read_source(source, name=name, limits=limits)
    return parse_lines(doc, language)


def parse_lines(doc: Doc, language: str | None = None) -> ParsedReport:
    """Read the lines of a document as a progress report."""
    language = language or detect_language(doc)
    try:
        grammar = load(language)
    except KeyError as error:
        raise IntakeRefused(
            f"no grammar for '{language}'; expected one of {', '.join(LANGUAGES)}", "language"
        ) from error
    codes = Codes(doc, grammar)
    ctx = Context(doc, grammar, codes, learned=learn_labels(doc, codes, grammar))
    if built := edition.recognise(doc, ctx):
        whole, kinds = edition.read(built, doc, ctx)
        return _account(whole, doc, kinds, set())
    doc.mark_items()
    furniture = find_furniture(doc.lines, grammar.keys, _dated(doc, grammar))
    furniture = _keep_line_headings(doc, furniture, grammar)
    lines = doc.without(furniture)
    sections, entries = split_sections(lines, ctx)
    _part_contact(sections, ctx)
    by_kind = _by_kind(sections)
    period = reporting_period.read_period(_front(doc, sections), doc.lines, ctx)
    if period:
        ctx = replace(ctx, period=Period(period.start, period.end + timedelta(days=1)))
    association, named = front.read_association(_lines(by_kind, "cover"), ctx)
    for section in sections:
        doc.use(section.heading, section.kind)
    contents = None
    for section in by_kind.get("contents", []):
        passage = ctx.passage([*section.heading, *section.lines], 0.95, "contents")
        contents = ParsedContents(entries=tuple(entries), provenance={"entries": passage})
    editorial = front.read_editorial(_lines(by_kind, "editorial"), ctx)
    read, media = _activities(by_kind, ctx)
    for section in by_kind.get("media", []):
        media = (*media, *press.read_media(section.lines, ctx))
    staff, contact = _secretariat(by_kind, ctx)
    names = progress.read_names(_lines(by_kind, "activated"), ctx)
    result = ParsedReport(
        source=doc.source,
        language=language,
        association=association,
        period=period,
        contents=contents,
        editorial=editorial,
        activities=read,
        media=media,
        bilateral_meetings=press.read_meetings(_lines(by_kind, "bilateral"), ctx),
        activated_members=names if names.names else ParsedNames(),
        dues=progress.read_dues(_lines(by_kind, "dues"), ctx),
        plan_execution=progress.read_plan(_lines(by_kind, "plan"), ctx),
        regions=tuple(
            people.read_region(section.heading, section.lines, ctx) for section in by_kind.get("region", [])
        ),
        secretariat_staff=staff,
        contact=contact,
        provenance={"language": _whole(doc)} | ({"association": named} if named and association else {}),
    )
    kinds = {line.number: s.kind for s in sections for line in (*s.heading, *s.lines)}
    return _account(result, doc, kinds, furniture)


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
    for before, line in zip((None, *doc.lines), doc.lines, strict=False):
        found = read_date_line(line.text, grammar)
        if found is not None and (found.place or found.when.day):
            result |= {line.number} | ({before.number} if before else set())
    return result


def _keep_line_headings(doc: Doc, furniture: set[int], grammar: Grammar) -> set[int]:
    """Keep running headers that name a line of the plan where they change: they say what is below."""
    result = set(furniture)
    last = ""
    for line in doc.lines:
        if grammar.line_heading(line.text) is None:
            continue
        form = key(line.text)
        if line.number in furniture and form != last:
            result.discard(line.number)
        last = form
    return result


def _activities(
    by_kind: dict[str, list[Section]], ctx: Context
) -> tuple[tuple[ParsedActivity, ...], tuple[ParsedMention, ...]]:
    """Read the activities, and the media where their section stands among them."""
    lines = _lines(by_kind, "activities")
    found, stretches = anchors.find_anchors(lines, ctx)
    read = activities.read_activities(lines, found, stretches, ctx)
    media: list[ParsedMention] = []
    for start, end in stretches:
        ctx.doc.use(lines[start : start + 1], "media")
        media.extend(press.read_media(lines[start + 1 : end], ctx))
    return read, tuple(media)


def _secretariat(
    by_kind: dict[str, list[Section]], ctx: Context
) -> tuple[tuple[ParsedPerson, ...], ParsedContact | None]:
    """Read the staff and the contact: under a heading of its own, or at the end of the staff."""
    groups = by_kind.get("secretariat", [])
    staff: list[ParsedPerson] = []
    contact: ParsedContact | None = None
    for section in groups:
        cut = people.split_contact(section.lines, ctx)
        found = people.read_staff(section.lines[:cut], ctx)
        if cut < len(section.lines):
            rest = section.lines if not found else section.lines[cut:]
            contact = contact or people.read_contact(section.heading if not found else [], rest, ctx)
        staff.extend(found)
    for section in by_kind.get("contact", []):
        contact = contact or people.read_contact(section.heading, section.lines, ctx)
    return tuple(staff), contact


def _part_contact(sections: list[Section], ctx: Context) -> None:
    """Make a section of its own of how to reach the association where that closes the report without a heading."""
    last = sections[-1]
    if last.kind in ("cover", "secretariat", "contact") or any(s.kind == "contact" for s in sections):
        return
    cut = people.split_contact(last.lines, ctx)
    cover = {key(line.text) for line in sections[0].lines if len(key(line.text)) > 2}
    while 0 < cut < len(last.lines) and key(last.lines[cut - 1].text) in cover:
        cut -= 1
    tail = last.lines[cut:]
    if 0 < len(tail) <= 12 and any("@" in line.text for line in tail):
        last.lines = last.lines[:cut]
        sections.append(Section("contact", [], tail))


def _account(report: ParsedReport, doc: Doc, kinds: Mapping[int, str], furniture: set[int]) -> ParsedReport:
    """List every line that nothing used, and work out the share of characters that were understood."""
    unread = [
        NotUnderstood(
            line=line.number, page=line.page, section=kinds.get(line.number, ""), text=line.text.strip()
        )
        for line in doc.lines
        if line.number not in doc.used and line.number not in furniture
    ]
    total = sum(len(line.text.strip()) for line in doc.lines if line.number not in furniture)
    lost = sum(len(each.text) for each in unread)
    share = 1 - lost / total if total else 0.0
    return structs.replace(report, not_understood=tuple(unread), understood_share=round(share, 4))
