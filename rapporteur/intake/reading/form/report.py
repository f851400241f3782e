"""A report read by its form: what repeats in it is written in the plain shape, and read from there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.division.sections import Section
from rapporteur.intake.reading.form.activities import Activities, first_of
from rapporteur.intake.reading.form.contents import CODE
from rapporteur.intake.reading.form.lists import Lists
from rapporteur.intake.reading.form.meanings import Meanings
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm
from rapporteur.intake.reading.form.streaming import Streaming
from rapporteur.intake.reading.form.stretches import Stretch, Stretches
from rapporteur.intake.reading.form.text_grids import is_rule
from rapporteur.intake.reading.form.units import Units
from rapporteur.intake.reading.form.writing import PlainSheet
from rapporteur.intake.reading.sources.lines import Line

_MOST_LINES = 10_000
"""Lines beyond which a document is not read by form: a report of two hundred pages has fewer."""
_HEADED = ("editorial", "media", "bilateral", "activated", "dues", "plan", "who", "secretariat", "contact")


@dataclass(frozen=True)
class Plain:
    """A document in the plain shape; `silent` are the numbers of lines that say nothing, and stand in none of it."""

    sections: list[Section]
    silent: frozenset[int] = frozenset()

    @property
    def lines(self) -> list[Line]:
        """All lines, headings among them."""
        return [line for section in self.sections for line in (*section.heading, *section.lines)]


def plain_lines(lines: list[Line], ctx: ReadingContext) -> Plain:
    """Return a document in the plain shape.

    There are no lines where no activities repeat in it: nothing is then surer by its form than by its words.
    """
    if len(lines) > _MOST_LINES:
        return Plain([])
    pieces = Streaming(lines, ctx).pieces()
    meanings = Meanings(pieces, ctx)
    units = Units(pieces, meanings)
    if not units.found:
        return Plain([])
    stretches = Stretches(pieces, meanings, units, ctx)
    written = _Written(pieces, meanings, units, stretches, ctx)
    silent = {line.number for piece in pieces for line in piece.rest}
    silent |= {line.number for line in lines if is_rule(line.text)}
    written.write()
    return Plain(written.sheet.sections, frozenset(silent | written.sheet.silent))


class _Written:
    def __init__(
        self,
        pieces: list[FormPiece],
        meanings: Meanings,
        units: Units,
        stretches: Stretches,
        ctx: ReadingContext,
    ) -> None:
        self.pieces = pieces
        self.units = units
        self.stretches = stretches
        self.ctx = ctx
        self.firsts = frozenset(first_of(code) for code in _codes(pieces, meanings))
        self.activities = Activities(units, ctx, self.firsts)
        self.lists = Lists(meanings, ctx, self.firsts)
        self.sheet = PlainSheet(ctx.grammar)
        self.begun = False

    def write(self) -> None:
        """Write all stretches."""
        for stretch in self.stretches.found:
            self._write(stretch)

    def _write(self, stretch: Stretch) -> None:
        if stretch.kind == "contents":
            shown = [*([stretch.head] if stretch.head else []), *stretch.pieces]
            self.sheet.silent |= {line.number for piece in shown for line in piece.lines}
            return
        if stretch.kind == "activities":
            self._write_activities(stretch)
            return
        if stretch.head is None and stretch.kind == "dues":
            self.sheet.begin("dues", [])
        if stretch.kind == "who" and stretch.head is not None and self._is_region(stretch):
            self.sheet.begin("region", stretch.head.texts_with_lines)
        elif stretch.head is not None:
            head = stretch.head.texts_with_lines
            self.sheet.begin(stretch.kind if stretch.kind in _HEADED else "other", head)
        self.lists.write(stretch, self.sheet)

    def _is_region(self, stretch: Stretch) -> bool:
        """Whether a stretch is one region by itself: no heading and no name of a region stands within it."""
        within = any(
            p.shape is PieceForm.HEAD
            or self.lists.meanings.of(p) == "region"
            or (p.label and self.lists.names_region(p))
            for p in stretch.pieces
        )
        return not within

    def _write_activities(self, stretch: Stretch) -> None:
        order = {id(piece): index for index, piece in enumerate(self.pieces)}
        heads = [stretch.head] if stretch.head is not None else []
        if not self.begun and heads:
            self._begin(heads[0])
            if not self.activities.line_of(heads[0].text)[0]:
                heads = []
        pieces = [*heads, *stretch.pieces]
        starts = {unit.first: unit for unit in self.units.found}
        for place, piece in enumerate(pieces):
            index = order[id(piece)]
            if index in starts:
                if not self.begun:
                    self._begin(None)
                self.activities.write(starts[index], self.sheet)
            elif index not in self.stretches.inside and piece.shape is PieceForm.HEAD:
                below = [starts[order[id(p)]] for p in _until_head(pieces[place + 1 :], self.stretches.inside, order)
                         if order[id(p)] in starts]  # fmt: skip
                if piece.style != MONTH and not (
                    below and self.activities.write_line(piece, below, self.sheet)
                ):
                    self.sheet.block(piece.texts_with_lines)

    def _begin(self, head: FormPiece | None) -> None:
        self.begun = True
        self.sheet.begin("activities", head.texts_with_lines if head else [])


def _until_head(
    pieces: list[FormPiece], inside: dict[int, int], order: dict[int, int]
) -> Iterable[FormPiece]:
    for piece in pieces:
        if piece.shape is PieceForm.HEAD and order[id(piece)] not in inside:
            return
        yield piece


def _codes(pieces: Iterable[FormPiece], meanings: Meanings) -> Iterable[str]:
    for piece in pieces:
        if meanings.of(piece) == "results":
            yield from (match.group() for match in CODE.finditer("\n".join(piece.texts)))
