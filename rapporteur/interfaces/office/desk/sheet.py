"""A record at the desk: each of its texts, source and translation side by side, with what helps to translate it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from rapporteur.base.core.translations import Status, revision
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.words.say import say, say_fault
from rapporteur.interfaces.office.desk.saving import NotSaved
from rapporteur.interfaces.office.desk.standing import field_named
from rapporteur.interfaces.office.desk.typed import TypedText
from rapporteur.interfaces.office.desk.words import (
    EXACT,
    FORMER,
    FROM_MEMORY,
    IN_CONTEXT,
    PUT,
    REPLACED,
    SENTENCE,
    SOURCE_NOW,
    THEIRS,
)
from rapporteur.report.translating.difference import ComparedWords, compare_words
from rapporteur.report.translating.fidelity import Fidelity, text_alone
from rapporteur.report.translating.memory import Memory, Offer, Remembered, adapt
from rapporteur.report.translating.segments import pair
from rapporteur.report.translating.sides import SideRow, Sides, SinceThen, lay_out
from rapporteur.report.translating.texts import PeriodText

MOST_LINES = 12
"""Of a box: a longer text scrolls in it."""
CHARACTERS_A_LINE = 48


@dataclass(frozen=True)
class OfferRow:
    """A translation that is offered, and in words where it comes from and what was put into it."""

    target: str
    source: str
    words: str
    is_replaced: bool


@dataclass(frozen=True)
class SheetRow:
    """A sentence: the source with what changed in it, what stands in its box, and what is offered for it."""

    number: int
    label: str
    passages: tuple[ComparedWords, ...]
    standing: SinceThen
    target: str
    before: str
    lines: int
    offers: tuple[OfferRow, ...]
    terms: tuple[tuple[str, str], ...]
    first: bool = False
    """Whether somebody who opens the page writes here first."""


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else did to a text while it was being translated: in words, and the text as theirs and ours."""

    words: str
    passages: tuple[ComparedWords, ...]


@dataclass(frozen=True)
class SheetText:
    """A text: what it is called, how it stands, its rows, and what a form says of it."""

    number: int
    path: str
    name: str
    status: Status
    seen: str
    made_for: str
    instead_of: str
    rows: tuple[SheetRow, ...]
    end: str
    gone: tuple[Remembered, ...]
    problems: tuple[str, ...] = ()
    may_stand: bool = False
    as_it_stands: bool = False
    meaning: bool = False
    meanwhile: Meanwhile | None = None

    @property
    def is_changed(self) -> bool:
        """Whether the source changed since it was translated."""
        return bool(self.gone) or any(row.standing is not SinceThen.SAME for row in self.rows)


@dataclass(frozen=True)
class Aids:
    """What a sheet is laid out with: both languages, the reader's, the memory, what must be kept."""

    source: str
    language: str
    reader: str
    memory: Memory
    fidelity: Fidelity


def sheet_of(
    texts: Sequence[PeriodText],
    aids: Aids,
    typed: Sequence[TypedText] = (),
    refused: Mapping[str, NotSaved] | None = None,
) -> tuple[SheetText, ...]:
    """Return the texts of a record as they are worked on; what was `typed` stands in the place of what is on record."""
    by_path = {one.path: one for one in typed}
    refused = refused or {}
    sheet: list[SheetText] = []
    started = False
    for number, text in enumerate(texts):
        one = _sheet_text(number, text, aids, by_path.get(text.path), refused.get(text.path), not started)
        started = started or any(row.first for row in one.rows)
        sheet.append(one)
    return tuple(sheet)


def _sheet_text(
    number: int,
    text: PeriodText,
    aids: Aids,
    typed: TypedText | None,
    refused: NotSaved | None,
    may_start: bool,
) -> SheetText:
    source, target = text.texts.get(aids.source, ""), text.texts.get(aids.language, "")
    status, name = text.status(aids.language, aids.source), field_named(text.record_type, text.path)
    made_from = text.made_from.get(aids.language)
    sides = _typed_into(lay_out(source, target, made_from.source_text if made_from else None), source, typed)
    is_open = status is not Status.DONE or refused is not None
    rows: list[SheetRow] = []
    for row_number, row in enumerate(sides.rows):
        around = (
            sides.rows[row_number - 1].source if row_number else "",
            sides.rows[row_number + 1].source if row_number + 1 < len(sides.rows) else "",
        )
        waits = is_open and (row.standing is not SinceThen.SAME or not row.target or status is Status.MACHINE)
        first = may_start and not any(one.first for one in rows) and waits
        rows.append(_sheet_row(row_number, row, around, aids, name, first))
    return SheetText(
        number=number,
        path=text.path,
        name=name,
        status=status,
        seen=source,
        made_for=revision(source),
        instead_of=revision(target),
        rows=tuple(rows),
        end=sides.end,
        gone=sides.gone,
        problems=tuple(say_fault(fault, aids.reader) for fault in refused.faults) if refused else (),
        may_stand=bool(refused and refused.may_stand),
        as_it_stands=bool(typed and typed.as_it_stands),
        meaning=bool(typed and typed.meaning),
        meanwhile=_meanwhile(typed, refused, aids) if typed and refused else None,
    )


def _typed_into(sides: Sides, source: str, typed: TypedText | None) -> Sides:
    """Return the sides with what was typed in the place of what is on record: no piece of it is lost.

    Where the source changed while it was typed, what was typed is laid beside the new source as its translation was
    made from the former one; where the pieces are others, it is paired anew.
    """
    if typed is None or not any(typed.rows):
        return sides
    if typed.seen != source:
        return lay_out(source, typed.words, typed.seen)
    if len(typed.rows) == len(sides.rows):
        rows = tuple(
            SideRow(row.source, words, before, row.standing, row.passages, row.former)
            for row, words, before in zip(sides.rows, typed.rows, typed.befores, strict=True)
        )
        return Sides(rows, typed.end, sides.gone)
    paired = pair(source, typed.words)
    pieces = zip(paired.source.parts, paired.target.parts, strict=True)
    return Sides(
        tuple(
            SideRow(ours.text, theirs.text, theirs.before, passages=compare_words(ours.text, ours.text))
            for ours, theirs in pieces
        ),
        paired.target.end,
        sides.gone,
    )


def _meanwhile(typed: TypedText, refused: NotSaved, aids: Aids) -> Meanwhile | None:
    changed = refused.changed
    if changed is None:
        return None
    at = date_format(timezone.localtime(changed.at), "DATETIME_FORMAT") if changed.at else "?"
    if changed.is_source:
        words = say(SOURCE_NOW, aids.reader, name=changed.by or "?", at=at)
        return Meanwhile(words, compare_words(typed.seen, changed.source))
    words = say(THEIRS, aids.reader, name=changed.by or "?", at=at)
    return Meanwhile(words, compare_words("", changed.translation))


def _sheet_row(
    number: int, row: SideRow, around: tuple[str, str], aids: Aids, name: str, first: bool
) -> SheetRow:
    longest = max(len(row.source), len(row.target))
    language = language_named(aids.language, aids.reader)
    return SheetRow(
        number=number,
        label=say(SENTENCE, aids.reader, field=name, number=number + 1, language=language),
        passages=row.passages,
        standing=row.standing,
        target=row.target,
        before=row.before,
        lines=min(MOST_LINES, 1 + longest // CHARACTERS_A_LINE),
        offers=_offers(row, around, aids),
        terms=terms_in(row.source, aids.fidelity, aids.language),
        first=first,
    )


def _offers(row: SideRow, around: tuple[str, str], aids: Aids) -> tuple[OfferRow, ...]:
    """Return what is offered for a sentence: what it was fitted to what it is, then what memory has."""
    offers: list[OfferRow] = []
    if row.former is not None:
        fitted = adapt(row.former, row.source, aids.memory.languages)
        if fitted.put:
            offers.append(_offer_row(fitted, aids.reader, say(FORMER, aids.reader)))
        if row.former.target != row.target:
            offers.append(OfferRow(row.former.target, row.former.source, say(FORMER, aids.reader), False))
    offers += [_offer_row(one, aids.reader, one.where) for one in aids.memory.offers(row.source, *around)]
    distinct = {one.target: one for one in reversed(offers) if one.target != row.target}
    return tuple(reversed(distinct.values()))


def _offer_row(offer: Offer, reader: str, where: str) -> OfferRow:
    if offer.put:
        put = tuple(say(PUT, reader, old=one.old, new=one.new) for one in offer.put)
        words = say(REPLACED, reader, put=put, where=where)
    elif offer.in_context:
        words = say(IN_CONTEXT, reader, where=where)
    elif offer.fits:
        words = say(EXACT, reader, where=where)
    else:
        words = say(FROM_MEMORY, reader, score=offer.score, where=where)
    return OfferRow(offer.target, offer.source, words, bool(offer.put))


def terms_in(text: str, fidelity: Fidelity, language: str) -> tuple[tuple[str, str], ...]:
    """Return the names and terms of a source, each with what it is called in a language; those without are left out."""
    words = text_alone(text)
    pairs = [
        (term.written, index_name(key, language))
        for index, index_name in (
            (fidelity.organisations, fidelity.name_in),
            (fidelity.terms, fidelity.wording),
        )
        for term in index.mentions(words, fidelity.source)
        for key in sorted(term.keys)
    ]
    return tuple(dict.fromkeys(pair for pair in pairs if pair[1]))
