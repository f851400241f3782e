"""Reads a progress report of a network: text, PDF or DOCX in French, English or Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from rapporteur.base.values.messages import Message
from rapporteur.intake.reading import richness
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.flat_report import read_lines
from rapporteur.intake.reading.grammar import LANGUAGES, load
from rapporteur.intake.reading.learning.learned import learn_labels, learn_members_word
from rapporteur.intake.reading.learning.region_labels import learn_region_labels
from rapporteur.intake.reading.parsed import (
    NotUnderstood,
    ParsedReport,
)
from rapporteur.intake.reading.plan.codes import Codes
from rapporteur.intake.reading.recognition.noting import with_notes
from rapporteur.intake.reading.sources.lines import Doc, key
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
    codes = Codes(doc, grammar)
    ctx = ReadingContext(
        doc,
        grammar,
        codes,
        learned=learn_labels(doc, codes, grammar),
        called=learn_members_word(doc, grammar),
    )
    ctx = replace(ctx, learned={**ctx.learned, **learn_region_labels(doc.lines, ctx)})
    built = edition.recognise(doc, ctx)
    if built is None:
        return _by_lines(doc, ctx)
    whole, kinds = edition.read(built, doc, ctx)
    whole = with_parts(_account(whole, doc, kinds, set()), doc, kinds, ctx)
    if richness.is_whole(whole):
        return whole
    other = replace(doc, lines=list(doc.lines), used={})
    try:
        flat = _by_lines(other, replace(ctx, doc=other))
    except IntakeRefused:
        return whole
    if richness.facts(flat) <= richness.facts(whole):
        return whole
    doc.lines, doc.used = other.lines, other.used
    return flat


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
