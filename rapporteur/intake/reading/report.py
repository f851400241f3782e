"""Reads a progress report of a network: text, PDF or DOCX in French, English or Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading import richness
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.flat_report import read_lines, read_sections
from rapporteur.intake.reading.form import choosing
from rapporteur.intake.reading.form.report import plain_lines
from rapporteur.intake.reading.grammar import LANGUAGES, Grammar, load
from rapporteur.intake.reading.learning.learned import learn_labels, learn_members_word
from rapporteur.intake.reading.learning.region_labels import learn_region_labels
from rapporteur.intake.reading.parsed import (
    NotUnderstood,
    ParsedReport,
)
from rapporteur.intake.reading.plan.codes import Codes
from rapporteur.intake.reading.recognition.noting import with_notes
from rapporteur.intake.reading.sources.furniture import find_furniture
from rapporteur.intake.reading.sources.lines import Doc, Line, key
from rapporteur.intake.reading.sources.refused import LIMITS, IntakeRefused, Limits
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reading.structured import report as edition
from rapporteur.intake.reading.tables import flow
from rapporteur.intake.reading.trust.parts import with_parts

_LONGEST_SHORT = 80
"""Characters of a line that may be a heading, a label or a date by itself; longer ones are prose, where months of any
language stand in names and quotations.
"""
_LONGEST_ABBREVIATION = 3
"""Letters of months cut short (`jan`, `mar`), which stand within other words; `may` and `mai` go with them."""
_OF_WORDING = 2
_OF_MONTH = 0.5
"""What a wording and a month weigh: all twelve months, which a foreign calendar may have, are worth three headings."""
_FEWEST = 2
"""The weight with which a language is that of the report: one heading or label, as in a cover with one line."""


def detect_language(doc: Doc) -> str:
    """Return the language whose headings and labels the document has; refuse if it has none.

    Each distinct wording counts once, so that a long list of boxes does not outweigh the rest; months in
    short lines break a tie.
    """
    short = {line.text.strip() for line in doc.lines if len(line.text) <= _LONGEST_SHORT}
    heads = {text.partition(":")[0].strip() for text in short if ":" in text}
    low = "\n".join(short).lower()
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
        months = {name for name in grammar.month_numbers if len(name) > _LONGEST_ABBREVIATION and name in low}
        scores[language] = _OF_WORDING * len(found) + _OF_MONTH * len(months)
    best = max(LANGUAGES, key=lambda language: scores[language])
    if scores[best] < _FEWEST:
        raise IntakeRefused(
            Message(
                "no headings of a progress report in any of {expected} were found; "
                "say the language if it is one of these"
            ),
            "the whole file",
            expected=", ".join(LANGUAGES),
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
            Message("no grammar for '{language}'; expected one of {expected}"),
            "language",
            language=language,
            expected=", ".join(LANGUAGES),
        ) from error
    lines = list(doc.lines)
    try:
        known, whole = _as_known(doc, _context(doc, grammar))
    except IntakeRefused:
        formed = _by_form(doc, lines, grammar)
        if formed is None:
            raise
        return formed
    if whole or not choosing.is_doubtful(known):
        return known
    return _better_of(known, doc, lines, grammar)


def _context(doc: Doc, grammar: Grammar) -> ReadingContext:
    """Return what the readers of parts share: codes, labels and words that this report has."""
    codes = Codes(doc, grammar)
    ctx = ReadingContext(
        doc,
        grammar,
        codes,
        learned=learn_labels(doc, codes, grammar),
        called=learn_members_word(doc, grammar),
    )
    return replace(ctx, learned={**ctx.learned, **learn_region_labels(doc.lines, ctx)})


def _as_known(doc: Doc, ctx: ReadingContext) -> tuple[ParsedReport, bool]:
    """Read a document as one of the layouts that are known: by its headings (which may be whole), or line by line."""
    built = edition.recognise(doc, ctx)
    if built is None:
        return _by_lines(doc, ctx), False
    whole, kinds = edition.read(built, doc, ctx)
    whole = with_parts(_account(whole, doc, kinds, set()), doc, kinds, ctx)
    if richness.is_whole(whole):
        return whole, True
    other = replace(doc, lines=list(doc.lines), used={})
    try:
        flat = _by_lines(other, replace(ctx, doc=other))
    except IntakeRefused:
        return whole, False
    if richness.facts(flat) <= richness.facts(whole):
        return whole, False
    doc.lines, doc.used = other.lines, other.used
    return flat, False


def _by_form(doc: Doc, lines: list[Line], grammar: Grammar) -> ParsedReport | None:
    """Read a document by what repeats in it; nothing where that makes no report."""
    kept = replace(doc, lines=lines, used={})
    furniture = find_furniture(lines, grammar.keys, set())
    written = plain_lines(kept.without(furniture), _context(kept, grammar))
    if not written.lines:
        return None
    plain = replace(doc, lines=written.lines, used={})
    ctx = _context(plain, grammar)
    try:
        formed, kinds = read_sections(plain, written.sections, (), ctx)
    except IntakeRefused:
        return None
    formed = with_parts(_account(formed, plain, kinds, set()), plain, kinds, ctx)
    doc.plain = plain.lines
    plain.lines = lines
    doc.used = plain.used
    plain.used |= dict.fromkeys(written.silent, "label")
    return _account(formed, plain, {}, furniture)


def _better_of(known: ParsedReport, doc: Doc, lines: list[Line], grammar: Grammar) -> ParsedReport:
    """Return a report that may be torn with those of its parts by form that hold more."""
    used = dict(doc.used)
    formed = _by_form(doc, lines, grammar)
    if formed is None:
        return known
    report, chosen = choosing.best_of(known, formed)
    if not chosen:
        doc.plain = []
    doc.used = used
    return report


def _by_lines(doc: Doc, ctx: ReadingContext) -> ParsedReport:
    """Read a document line by line, its tables in the order in which their cells belong together."""
    doc.lines = flow(doc.lines, ctx)
    doc.mark_items()
    result, kinds, furniture = read_lines(doc, ctx)
    return with_parts(_account(result, doc, kinds, furniture), doc, kinds, ctx)


def _account(report: ParsedReport, doc: Doc, kinds: Mapping[int, str], furniture: set[int]) -> ParsedReport:
    """List every line that nothing used, and work out the share of characters that were understood."""
    report, loose = with_notes(report, doc.notes)
    unread = [
        NotUnderstood(
            line=line.number, page=line.page, section=kinds.get(line.number, ""), text=line.text.strip()
        )
        for line in doc.lines
        if line.number not in doc.used and line.number not in furniture
    ]
    unread += [
        NotUnderstood(line=note.line, page=note.page, section=kinds.get(note.line, ""), text=note.text)
        for note in loose
    ]
    total = sum(len(line.text.strip()) for line in doc.lines if line.number not in furniture)
    total += sum(len(note.text) for note in doc.notes)
    lost = sum(len(each.text) for each in unread)
    share = 1 - lost / total if total else 0.0
    return structs.replace(
        report, not_understood=tuple(unread), understood_share=round(share, 4), notices=doc.notices
    )
