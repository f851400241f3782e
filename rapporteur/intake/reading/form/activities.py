"""The activities found by form, written as title, place and day, boxes and text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.alone import WHERE
from rapporteur.intake.reading.form.contents import (
    Content,
    codes_in,
    content_of,
    dated,
    names_in,
    plain_names,
)
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm
from rapporteur.intake.reading.form.units import ActivityUnit, Units
from rapporteur.intake.reading.form.writing import PlainSheet
from rapporteur.intake.reading.sources.lines import Line

_NUMBERED = re.compile(
    r"^\s*(?:(?:[^\W\d_]+\s+)?(?:n[o°º]\.?\s*)?(\d{1,3})\s*[.):–—-]\s*(?=[^\W\d]|[«“\"¿¡])"
    r"|\d{1,2}(?:\.\d{1,2})+[.)]?\s+(?=\S))"
)
_MOST = 0.6
_SHORTEST_TEXT = 40
"""Characters of a content without a meaning that goes to the text of its activity; less is left as not understood."""
_FIRST = re.compile(r"[A-Z]{0,5}\d{1,3}|[A-Z]{1,5}")


def first_of(code: str) -> str:
    """Return the first part of a code: its line of the plan."""
    parts = re.split(r"[.\-/]", code)
    if len(parts) > 1:
        return parts[0]
    match = re.match(r"[A-Z]+\d+(?=[A-Z])", code)
    return match.group() if match else code


class Activities:
    """Writes the units and the headings of lines of the plan between them."""

    def __init__(self, units: Units, ctx: ReadingContext, firsts: frozenset[str]) -> None:
        self.units = units
        self.pieces = units.pieces
        self.ctx = ctx
        self.firsts = firsts
        titles = [self.pieces[unit.title].text for unit in units.found if unit.title is not None]
        self.numbered = sum(_NUMBERED.match(title) is not None for title in titles) >= _MOST * max(
            1, len(titles)
        )

    def write(self, unit: ActivityUnit, sheet: PlainSheet) -> None:
        """Write one activity."""
        if unit.title is None:
            return
        title = self.pieces[unit.title]
        own = title.texts[0] if self.units.means[unit.title] == "told" else title.text
        sheet.block([(_NUMBERED.sub("", own) if self.numbered else own, title.first)])
        place, when = self._place_and_day(unit)
        if when is not None:
            sheet.block([(f"{place}, {when[0]}" if place else when[0], when[1])])
        self._write_codes(unit, sheet)
        self._write_names(unit, sheet)
        if self.units.means[unit.title] == "told":
            rest = FormPiece(PieceForm.TEXT, title.lines[1:], title.texts[1:])
            self._write_text(rest, "told", sheet)
        for index in unit.inside:
            sheet.silent |= {line.number for line in self.pieces[index].rest}
            if index != unit.title:
                self._write_text(self.pieces[index], self.units.means[index], sheet)

    def _facts(self, unit: ActivityUnit, *meanings: str) -> list[FormPiece]:
        return [self.pieces[i] for i in unit.inside if self.units.means[i] in meanings and i != unit.title]

    def _place_and_day(self, unit: ActivityUnit) -> tuple[str, tuple[str, Line] | None]:
        """Return place and printed day, with the line of the day."""
        facts = self._facts(unit, "placed") or self._facts(unit, "when")
        found = dated(facts[0].text, self.ctx) if facts else None
        if found is None:
            return "", (facts[0].text, facts[0].first) if facts else None
        places = [
            fact
            for fact in self._facts(unit, "where")
            if content_of(fact.texts, self.ctx) is not Content.NOTHING
        ]
        if not places and not found.place:
            places = self._facts(unit, "name", "host")[:1]
        own = self._where_of(unit)
        place = found.place or (own.text if own else places[0].text if places else "")
        return place.strip(" .,;"), (found.when.text, facts[0].first)

    def _where_of(self, unit: ActivityUnit) -> FormPiece | None:
        """Return the place of a unit where places stand alone, before the titles, as many as there are units.

        A place beside a title is read before the end of the text above it where that is the longer.
        """
        first, last = self.units.found[0], self.units.found[-1]
        alone = [p for p in self.pieces[max(0, first.first - 2) : last.last] if p.label == WHERE]
        title = first.title or first.first
        before = any(p.label == WHERE for p in self.pieces[max(0, first.first - 2) : title])
        if not before or len(alone) != len(self.units.found):
            return None
        return alone[next(i for i, each in enumerate(self.units.found) if each is unit)]

    def _write_codes(self, unit: ActivityUnit, sheet: PlainSheet) -> None:
        facts = self._facts(unit, "results")
        found = [(code, fact.first) for fact in facts for code in codes_in("\n".join(fact.texts), self.ctx)]
        if found:
            codes = ", ".join(code for code, _ in found)
            sheet.block([(f"{sheet.label('results')}: {codes}", found[0][1])])

    def _write_names(self, unit: ActivityUnit, sheet: PlainSheet) -> None:
        for fact in self._facts(unit, "members"):
            if content_of(fact.texts, self.ctx) is Content.NOTHING:
                continue
            names = plain_names(names_in(fact.texts, self.ctx), self.ctx)
            sheet.gap()
            sheet.names(names, fact.lines, sheet.label("members"))
            sheet.gap()
            return

    def _write_text(self, piece: FormPiece, means: str, sheet: PlainSheet) -> None:
        if piece.style == MONTH:
            return
        if piece.shape is PieceForm.ITEM:
            sheet.put("- " + piece.texts[0], piece.first)
            for text, line in zip(piece.texts[1:], piece.lines[1:], strict=True):
                sheet.put(text, line)
            return
        if piece.shape in (PieceForm.TEXT, PieceForm.HEAD) or means == "told":
            paragraphs = [piece.texts_with_lines]
            if means == "told":
                paragraphs = _paragraphs(piece)
            for each in paragraphs:
                sheet.block(each)

    def write_line(self, head: FormPiece, below: Sequence[ActivityUnit], sheet: PlainSheet) -> bool:
        """Write the heading of a line of the plan by its code, where it names one or the codes below it agree."""
        text = head.text
        code, title = self.line_of(text)
        if not code:
            codes = Counter(
                first_of(code)
                for unit in below
                for fact in self._facts(unit, "results")
                for code in codes_in("\n".join(fact.texts), self.ctx)
            )
            if not codes:
                return False
            code, times = codes.most_common(1)[0]
            if times < _MOST * codes.total():
                return False
            title = text
        write_line(code, title, head, sheet)
        return True

    def line_of(self, text: str) -> tuple[str, str]:
        """Return the line of the plan that a heading names, and its title."""
        return line_of(text, self.firsts)


def line_of(text: str, firsts: frozenset[str]) -> tuple[str, str]:
    """Return the first part of codes that a heading begins with, after a word or three at most, and its title."""
    for match in re.finditer(r"(?<![\w])[A-Z]{0,5}\d{0,3}(?![\w])", text):
        token = match.group()
        if not token or len(text[: match.start()].split()) > 3:
            continue
        own = token if token in firsts else next(
            (first for first in sorted(firsts) if token.isdecimal() and re.fullmatch(rf"[A-Z]*{token}", first)), ""
        )  # fmt: skip
        if own:
            title = re.sub(rf"^[\W_]*(?:{own}(?!\w)\W*)?|[\W_]*[(\[]?{own}[)\]]$", "", text[match.end() :])
            return own, title.strip(" .:–—-·|") or text
    return "", text


def write_line(code: str, title: str, head: FormPiece, sheet: PlainSheet) -> None:
    """Write the heading of a line of the plan: its code, and its title below; a number needs a word before it."""
    if code.isdecimal():
        word: str = sheet.grammar.data["line_words"][0]
        sheet.block([(f"{word.capitalize()} {code}: {title}", head.first)])
    else:
        sheet.block([(code, head.first), (title, head.lines[-1])])


def _paragraphs(piece: FormPiece) -> list[list[tuple[str, Line]]]:
    """Return a text in a cell by its paragraphs: lines that the source itself parted, else all as one."""
    result: list[list[tuple[str, Line]]] = []
    for text, line in piece.texts_with_lines:
        parted = bool(line.unit) and not (result and result[-1][-1][1].soft)
        if not result or parted:
            result.append([])
        result[-1].append((text, line))
    return result
