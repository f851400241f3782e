"""The letters of a page as they are seen: turned upright, once, inside its edges, without what is hidden."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTImage, LTPage
from pdfminer.pdfpage import PDFPage

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.pdf_fonts import is_language
from rapporteur.intake.reading.sources.pdf_shapes import ASCENT, DESCENT, Glyph
from rapporteur.intake.reading.sources.refused import IntakeRefused

_PAGES_NAMED = 10
"""Pages that a notice names; a file that hides text on all of its pages would fill the screen."""
_PICTURE = 0.5
"""The share of a page that pictures cover where it is a scan, with recognised text hidden behind them; a page with a
photograph has less.
"""
_FEWEST_GUESSED = 4 * 12
"""Guessed letters that are judged by their vowels: a few words, since a heading alone may have none."""
_RIGHT_ANGLE = 90
_TURNS = 4
_CIRCLE = 360
_OVER_EDGE = 0.5
"""How far, in sizes of type, a letter's middle may be over the edge of a page: cut marks and bleed."""
_LEAST_STEP = 0.01
"""Points within which a letter is printed again where type has no size."""
_SAME_PLACE = 0.6
"""The share of a letter's width within which the same letter is printed again; never where widths are not told."""
_SAME_SIZE = 0.1
"""The share by which sizes of a letter and of its shadow differ."""

_HEAVY = ("bold", "black", "heavy", "semibold", "demi", "extrab")
_UNMAPPED = "\ue000"
_FEW = 12
"""Letters without a meaning that a page may have: bullets and signs of a font of symbols."""
_MOST_UNMAPPED = 0.3
_SLANT = 3
"""Degrees by which a scanned page may lean."""
_A_PART = 100
"""Letters that stand otherwise than their page and are a part of it (a wide table); fewer are a margin's."""
_TOLD = 20
_DOUBLED = 0.15
"""The distance, in sizes of type, within which the same letter printed again makes it bold. The next of two equal
letters (`ll`, `ii`) is at least 0.2 away.
"""
_Point = tuple[float, float]


@dataclass
class LetterSheet:
    """Letters of a page that stand the same way, its number, width and height, upright."""

    number: int
    glyphs: list[Glyph]
    width: float
    height: float


_LEFT_OUT = {
    "hidden": Message("hidden text was left out: {count} characters, page {pages}"),
    "outside": Message("text outside the edges of the page was left out: {count} characters, page {pages}"),
    "turned": Message("text that stands across the page was left out: {count} characters, page {pages}"),
}


@dataclass
class LettersLeftOut:
    """How many letters were left out, why, and on which pages."""

    pages: dict[str, dict[int, int]] = field(default_factory=dict)

    def add(self, why: str, page: int, letters: int) -> None:
        """Count letters."""
        if letters:
            found = self.pages.setdefault(why, {})
            found[page] = found.get(page, 0) + letters

    def notices(self) -> list[str]:
        """Say what was left out."""
        said: list[str] = []
        for why, pages in self.pages.items():
            total = sum(pages.values())
            if total >= _TOLD or why == "hidden":
                shown = ", ".join(map(str, sorted(pages)[:_PAGES_NAMED])) + (
                    ", …" if len(pages) > _PAGES_NAMED else ""
                )
                said.append(Notice(_LEFT_OUT[why], count=total, pages=shown))
        return said


def _walk(items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        if isinstance(item, LTContainer):
            yield from _walk(item)
        else:
            yield item


def sheets(
    page: PDFPage, layout: LTPage, number: int, where: str, left_out: LettersLeftOut, *, tagged: bool
) -> list[LetterSheet]:
    """Return the letters of a page by how they stand, the most first; with `tagged` blanks too, and the first alone.

    Refuses a page that is a picture without text, or text of which nothing says what letters it is.
    """
    letters: list[LTChar] = []
    pictures = 0.0
    for item in _walk(layout):
        if isinstance(item, LTImage):
            pictures += max(0.0, item.width) * max(0.0, item.height)
        elif isinstance(item, LTChar):
            letters.append(item)
    scanned = pictures >= _PICTURE * layout.width * layout.height
    letters = _visible(letters, number, left_out, scanned=scanned)
    if scanned and not any(_is_shown(item) for item in letters):
        raise IntakeRefused(
            Message("the page is a scan without a text layer; run a text recognition over it first"), where
        )
    _check_letters(letters, where)
    frame = _frame(page, layout)
    by_turn: dict[int, list[LTChar]] = {}
    for item in letters:
        if (_is_shown(item) or tagged) and item.get_text():
            by_turn.setdefault(_turn(item), []).append(item)
    ranked = sorted(by_turn, key=lambda turn: (-sum(map(_is_shown, by_turn[turn])), turn))
    result: list[LetterSheet] = []
    for place, turn in enumerate(ranked):
        count = sum(map(_is_shown, by_turn[turn]))
        if turn < 0 or (place and (tagged or count < _A_PART)):
            left_out.add("turned", number, count)
            continue
        result.append(_sheet(by_turn[turn], turn, frame, number, left_out))
    return result or [LetterSheet(number, [], frame[2] - frame[0], frame[3] - frame[1])]


def _is_shown(item: LTChar) -> bool:
    text = item.get_text()
    return bool(text.strip()) or text == "\u00ad"


def _visible(letters: list[LTChar], number: int, left_out: LettersLeftOut, *, scanned: bool) -> list[LTChar]:
    """Return the letters that are seen, or those of a text recognition where the page is a picture of them."""
    unseen = [item for item in letters if getattr(item, "unseen", False)]
    if not unseen:
        return letters
    seen = [item for item in letters if not getattr(item, "unseen", False)]
    count = sum(map(_is_shown, unseen))
    if scanned and count > sum(map(_is_shown, seen)):
        return letters
    left_out.add("hidden", number, count)
    return seen


def _check_letters(letters: Sequence[LTChar], where: str) -> None:
    """Refuse a page of which nothing says what letters it shows."""
    shown = [item for item in letters if _is_shown(item)]
    unmapped = sum(map(_is_unmapped, shown))
    guessed = "".join(item.get_text() for item in shown if getattr(item, "guessed", False))
    nonsense = len(guessed) if len(guessed) > _FEWEST_GUESSED and not is_language(guessed) else 0
    if unmapped > _FEW and unmapped + nonsense > _MOST_UNMAPPED * len(shown):
        raise IntakeRefused(
            Message("the text layer does not say which letters it shows; export the PDF again"), where
        )
    if nonsense > _MOST_UNMAPPED * len(shown):
        raise IntakeRefused(
            Message("a font of the text layer does not say which letters it shows; export the PDF again"),
            where,
        )


def _is_unmapped(item: LTChar) -> bool:
    text = item.get_text()
    return text.startswith("(cid:") or text in "\ufffd\x00" or "\ue000" <= text[:1] <= "\uf8ff"


def _turn(item: LTChar) -> int:
    """Return by how many quarters of a circle the line of a letter is turned to the left; -1 between these."""
    a, b, _, _ = item.matrix[:4]
    angle = math.degrees(math.atan2(b, a)) % _CIRCLE
    quarter = round(angle / _RIGHT_ANGLE)
    return quarter % _TURNS if abs(angle - _RIGHT_ANGLE * quarter) <= _SLANT else -1


def _frame(page: PDFPage, layout: LTPage) -> tuple[float, float, float, float]:
    """Return the part of the page that is shown, as pdfminer counts from its lower left, its turning included."""
    x0, y0, x1, y1 = page.mediabox
    crop = page.cropbox
    cx0, cx1 = max(x0, min(crop[0], crop[2])) - x0, min(x1, max(crop[0], crop[2])) - x0
    cy0, cy1 = max(y0, min(crop[1], crop[3])) - y0, min(y1, max(crop[1], crop[3])) - y0
    wide, high = x1 - x0, y1 - y0
    if cx1 - cx0 < 1 or cy1 - cy0 < 1:
        return 0.0, 0.0, layout.width, layout.height
    return {
        90: (cy0, wide - cx1, cy1, wide - cx0),
        180: (wide - cx1, high - cy1, wide - cx0, high - cy0),
        270: (high - cy1, cx0, high - cy0, cx1),
    }.get(page.rotate, (cx0, cy0, cx1, cy1))


def _lean(letters: Sequence[LTChar], turn: int) -> float:
    """Return the angle by which most lines lean from their quarter, as on a page that was scanned askew."""
    angles = sorted(
        math.remainder(math.atan2(*item.matrix[1::-1]) - turn * math.pi / 2, math.tau) for item in letters
    )
    return angles[len(angles) // 2]


def _size(item: LTChar, turn: int) -> float:
    """Return the size of type of a letter, whose box lies on its side on every second turn."""
    if turn % 2:
        return item.width or item.size or 1.0
    return min(item.size, item.height or item.size) or 1.0


def _sheet(
    letters: Sequence[LTChar],
    turn: int,
    frame: tuple[float, float, float, float],
    number: int,
    left_out: LettersLeftOut,
) -> LetterSheet:
    """Return letters of one turn upright, those that were printed twice once, without those outside the frame."""
    x0, y0, x1, y1 = frame
    wide, high = x1 - x0, y1 - y0
    lean = _lean(letters, turn)
    cos, sin = math.cos(lean), math.sin(lean)

    def upright(x: float, y: float) -> _Point:
        """Return a point in the page that is turned so that its lines are level, from the top left."""
        x, y = x - x0, y - y0
        x, y = x * cos + y * sin, y * cos - x * sin
        return ((x, high - y), (y, x), (wide - x, y), (high - y, wide - x))[turn]

    width, height = (wide, high) if turn % 2 == 0 else (high, wide)
    glyphs = []
    outside = 0
    for item in letters:
        across, along = sorted((upright(item.x0, item.y0), upright(item.x1, item.y1)))
        left, right = across[0], along[0]
        size = _size(item, turn)
        # Fonts on one line differ in their boxes, never in their base line.
        base = upright(item.matrix[4], item.matrix[5])[1]
        if not (
            -_OVER_EDGE * size <= (left + right) / 2 <= width + _OVER_EDGE * size
            and 0 <= base <= height + size
        ):
            outside += _is_shown(item)
            continue
        text = _UNMAPPED if _is_unmapped(item) else item.get_text()
        bold = any(mark in item.fontname.lower() for mark in _HEAVY)
        top, bottom = base - ASCENT * size, base + DESCENT * size
        glyphs.append(Glyph(text, left, right, top, bottom, size, bold, getattr(item, "mark", None)))
    left_out.add("outside", number, outside)
    return LetterSheet(number, once(glyphs), width, height)


def once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return glyphs without those printed again in nearly the same place: such letters are bold."""
    result: list[Glyph] = []
    cells: dict[tuple[str, int, int], list[int]] = {}
    for glyph in glyphs:
        step = max(_DOUBLED * glyph.size, _LEAST_STEP)
        column, row = int(glyph.x0 // step), int(glyph.base // step)
        near = (
            index
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for index in cells.get((glyph.text, column + across, row + down), ())
        )
        same = next((index for index in near if _is_again(result[index], glyph, step)), None)
        if same is None:
            cells.setdefault((glyph.text, column, row), []).append(len(result))
            result.append(glyph)
        elif glyph.text.strip():
            result[same] = replace(result[same], bold=True)
    return result


def _is_again(first: Glyph, glyph: Glyph, step: float) -> bool:
    close = abs(first.x0 - glyph.x0) < min(step, _SAME_PLACE * (glyph.x1 - glyph.x0))
    return (
        close
        and abs(first.base - glyph.base) < step
        and abs(first.size - glyph.size) < _SAME_SIZE * glyph.size
    )
